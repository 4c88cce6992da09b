// Takes: the keys of a table's customers, one by one, as long as each comes behind the one before it.
// Returns: how the next key stands to the last one; in the end all of them, for an index.
// Guarantees: 10 bytes for each key, in pieces that are given back one by one.
// Does not: look anything up: a key behind the last one stands nowhere before it, and most tables are sorted.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>

#include "runtime/pipeline/key_index.hpp"
#include "runtime/pipeline/slab.hpp"

namespace strata {

class AscendingKeys {
 public:
  enum class Order : std::uint8_t { Behind, Same, Before };

  /// How a key stands to the last one that was added; any key is behind none.
  [[nodiscard]] Order order(std::string_view key) const {
    if (last_line_ == 0) return Order::Behind;
    const int order = compared(key, last_);
    return order > 0 ? Order::Behind : order == 0 ? Order::Same : Order::Before;
  }
  /// `line`: from 1. The key's text stays where it is until it has been kept.
  void add(std::string_view key, std::uint64_t hash, std::uint64_t place, std::size_t line) {
    if (pieces_.empty() || pieces_.back().used == pieces_.back().room) add_piece();
    Piece& piece = pieces_.back();
    piece.low[piece.used] = (hash & ~kLowPlace) | (place & kLowPlace);
    piece.high[piece.used] = static_cast<std::uint16_t>(place >> kLowPlaceBits);
    ++piece.used;
    last_ = key;
    last_line_ = line;
  }
  /// To be called before the text of the last key goes.
  void keep_last() {
    kept_.assign(last_);
    last_ = kept_;
  }
  [[nodiscard]] std::size_t last_line() const { return last_line_; }

  /// Puts them all into the index and forgets them.
  void move_to(KeyIndex& index);

 private:
  // What the index needs of a hash stands above; of a place the low bits below, the others apart.
  static constexpr unsigned kLowPlaceBits = 64 - KeyIndex::kHashBits;
  static constexpr std::uint64_t kLowPlace = (std::uint64_t{1} << kLowPlaceBits) - 1;
  struct Piece {
    Slab slab;
    std::uint64_t* low = nullptr;
    std::uint16_t* high = nullptr;
    std::size_t used = 0;
    std::size_t room = 0;
  };

  void add_piece();
  /// As std::string_view::compare, by words: neighbours mostly differ in the last bytes of a few.
  [[nodiscard]] static int compared(std::string_view left, std::string_view right) {
    const std::size_t size = std::min(left.size(), right.size());
    if (size < sizeof(std::uint64_t)) return left.compare(right);
    const auto word = [](std::string_view text, std::size_t at) {
      static_assert(std::endian::native == std::endian::little);
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + at, sizeof bytes);
      return __builtin_bswap64(bytes); // the first byte counts most
    };
    for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t)) {
      at = std::min(at, size - sizeof(std::uint64_t)); // the last word overlaps the one before it
      const std::uint64_t a = word(left, at);
      const std::uint64_t b = word(right, at);
      if (a != b) return a < b ? -1 : 1;
    }
    return left.size() < right.size() ? -1 : left.size() > right.size() ? 1 : 0;
  }

  std::deque<Piece> pieces_; ///< all but the last are full
  std::string_view last_;
  std::string kept_;
  std::size_t last_line_ = 0;
};

} // namespace strata
