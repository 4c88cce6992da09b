// From a sorted table's keys to an index, once a key comes out of order.
#include "runtime/pipeline/ascending_keys.hpp"

namespace strata {

void AscendingKeys::move_to(KeyIndex& index) {
  for (; !pieces_.empty(); pieces_.pop_front()) {
    const Piece& piece = *pieces_.front();
    const std::size_t count = pieces_.size() == 1 ? in_last_ : kPiece;
    index.each_prefetched(
        count, [&](std::size_t i) { return piece.low[i]; },
        [&](std::size_t i) {
          const std::uint64_t place =
              std::uint64_t{piece.high[i]} << kLowPlaceBits | (piece.low[i] & kLowPlace);
          // No two of them are the same.
          static_cast<void>(index.find_or_add(piece.low[i], place, [](std::uint64_t) { return false; }));
        });
  }
  in_last_ = kPiece;
}

} // namespace strata
