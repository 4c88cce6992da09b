// Takes: how much memory is wanted at once, a power of two.
// Returns: it, beginning at a multiple of its size.
// Guarantees: where the system has large pages, a large slab asks for them: memory that is looked at all over
// is then
//   found at once, and counts as used with one fault instead of hundreds.
// Does not: fill it.
#pragma once

#include <cstddef>
#include <memory>

namespace strata {

inline constexpr std::size_t kSmallSlab = std::size_t{1} << 18;
inline constexpr std::size_t kLargeSlab = std::size_t{1} << 21; ///< as large as large pages are

struct FreeSlab {
  void operator()(std::byte* slab) const;
};
using Slab = std::unique_ptr<std::byte, FreeSlab>;

/// Throws std::bad_alloc.
[[nodiscard]] Slab make_slab(std::size_t bytes);

} // namespace strata
