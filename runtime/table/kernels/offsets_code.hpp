// Takes: a word of bits.
// Returns: the places of its bits as numbers, for instruction sets that cannot pick them out by themselves.
// Guarantees: local to the file that includes it.
// Does not: write more than 64 numbers.
#pragma once

#include <cstdint>

namespace strata::kernels {
namespace {

/// Writes `base` plus the place of each bit, and returns where the next is to stand. Eight are always
/// written, since a loop whose length varies costs more than the numbers that nobody needs.
inline std::uint32_t* write_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  if (bits == 0) return out;
  std::uint32_t* const end = out + __builtin_popcountll(bits);
  do {
    for (int i = 0; i < 8; ++i) {
      out[i] = base + static_cast<std::uint32_t>(__builtin_ctzll(bits | std::uint64_t{1} << 63));
      bits &= bits - 1;
    }
    out += 8;
  } while (bits != 0);
  return end;
}

} // namespace
} // namespace strata::kernels
