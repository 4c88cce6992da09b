// Open addressing, with a hash that is chosen so that (nearly always) no two texts want the same place: a
// search is then one comparison, whose outcome a processor guesses right.
#include "runtime/table/word_table.hpp"

#include <algorithm>
#include <bit>

namespace strata {

namespace {

/// The key of a text behind which nothing may be read.
WordKey safe_key(std::string_view text) {
  char bytes[WordKey::kBytes] = {};
  std::copy_n(text.begin(), std::min(text.size(), sizeof bytes), bytes);
  WordKey key = WordKey::of({bytes, std::min(text.size(), sizeof bytes)});
  key.size = text.size();
  return key;
}

} // namespace

void WordTable::put(std::string_view text, std::int64_t number) {
  if (std::find(texts_.begin(), texts_.end(), text) != texts_.end()) return;
  texts_.emplace_back(text);
  numbers_.push_back(number);
  // Larger tables and other factors are tried; many texts may have to live with a neighbour.
  constexpr int kTries = 64;
  const int bits = std::bit_width(texts_.size());
  for (int more = 1; more <= 4; ++more) {
    shift_ = 64 - bits - more;
    for (int tries = 0; tries < kTries; ++tries) {
      factor_ = factor_ * 0xD1342543DE82EF95 + 0x632BE59BD9B4E01A; // stays odd
      if (place_all(0)) return;
    }
    if (texts_.size() > 256) break;
  }
  place_all(texts_.size());
}

/// Fills the places; false where a text would have to move by more.
bool WordTable::place_all(std::size_t most_moved) {
  entries_.assign((std::size_t{1} << (64 - shift_)) + texts_.size() + 1, {});
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const WordKey key = safe_key(texts_[i]);
    const std::size_t wanted = key.hash(factor_) >> shift_;
    std::size_t at = wanted;
    while (entries_[at].text != kNoText)
      ++at;
    if (at - wanted > most_moved) return false;
    entries_[at] = {key, numbers_[i], i};
  }
  return true;
}

} // namespace strata
