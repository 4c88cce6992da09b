// Takes: nothing but what kernels.hpp declares.
// Returns: `find_bounds`, see there.
// Guarantees: a plain loop, which the compiler turns into vector instructions; local to the file that
// includes it.
// Does not: stand for itself: three files of this folder include it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace strata::kernels {
namespace {

void find_bounds(const std::int64_t* numbers, std::size_t rows, std::int64_t& least, std::int64_t& greatest) {
  std::int64_t low = numbers[0];
  std::int64_t high = numbers[0];
  for (std::size_t i = 1; i < rows; ++i) {
    low = numbers[i] < low ? numbers[i] : low;
    high = numbers[i] > high ? numbers[i] : high;
  }
  least = low;
  greatest = high;
}

} // namespace
} // namespace strata::kernels
