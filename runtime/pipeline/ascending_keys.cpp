// From a sorted table's keys to an index, once a key comes out of order.
#include "runtime/pipeline/ascending_keys.hpp"

namespace strata {

void AscendingKeys::add_piece() {
  const std::size_t bytes = pieces_.empty() ? kSmallSlab : kLargeSlab;
  Piece& piece = pieces_.emplace_back();
  piece.slab = make_slab(bytes);
  piece.room = bytes / (sizeof *piece.low + sizeof *piece.high);
  piece.low = reinterpret_cast<std::uint64_t*>(piece.slab.get());
  piece.high = reinterpret_cast<std::uint16_t*>(piece.low + piece.room);
}

void AscendingKeys::move_to(KeyIndex& index) {
  for (; !pieces_.empty(); pieces_.pop_front()) {
    const Piece& piece = pieces_.front();
    index.each_prefetched(
        piece.used, [&](std::size_t i) { return piece.low[i]; },
        [&](std::size_t i) {
          const std::uint64_t place =
              std::uint64_t{piece.high[i]} << kLowPlaceBits | (piece.low[i] & kLowPlace);
          // No two of them are the same.
          static_cast<void>(index.find_or_add(piece.low[i], place, [](std::uint64_t) { return false; }));
        });
  }
}

} // namespace strata
