// A block's keys are looked for one after the other; the memory in which a key will be looked for is fetched
// while those before it are.
#include "runtime/pipeline/key_search.hpp"

namespace strata {

namespace {

constexpr std::size_t kAhead = 16; // keys

} // namespace

void KeySearch::search(const DecidedBlock& block, std::vector<RepeatedKey>& repeated) {
  repeated.clear();
  const std::size_t count = block.hashes.size();
  if (count == 0) return;
  earlier_->enter(block.records);
  // What comes will be like what has come.
  const double share =
      static_cast<double>(block.records.offset + block.records.size) / static_cast<double>(size_);
  if (size_ > 0)
    index_.expect(
        static_cast<std::uint64_t>(static_cast<double>(block.records.first_record + count) / share));
  for (std::size_t i = 0; i < std::min(kAhead, count); ++i)
    index_.prefetch(block.hashes[i]);
  auto apart = block.apart.begin();
  for (std::size_t i = 0; i < count; ++i) {
    if (i + kAhead < count) index_.prefetch(block.hashes[i + kAhead]);
    if (apart != block.apart.end() && apart->record == i) {
      const bool is_lost = apart->is_lost;
      ++apart;
      if (is_lost) continue; // it has no key
    }
    const std::string_view key = block.keys[i];
    const std::uint64_t place = earlier_->next_place(block.records, i);
    const std::uint64_t found = index_.find_or_add(
        block.hashes[i], place, [&](std::uint64_t candidate) { return earlier_->is_at(candidate, key); });
    if (found == place)
      earlier_->keep(key, block.records.line_of(i));
    else
      repeated.push_back({static_cast<std::uint32_t>(i), earlier_->line_at(found)});
  }
}

} // namespace strata
