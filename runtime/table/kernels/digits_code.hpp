// Takes: `Words`, a vector of 64-bit words, from the file that includes it.
// Returns: `write_digits`, see kernels.hpp.
// Guarantees: local to the file that includes it.
// Does not: stand for itself: the files of this folder for AVX2 and AVX-512 include it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace strata::kernels {
namespace {

/// The eight digits of numbers below 10^8, the first in the lowest byte: halves of four digits, then pairs,
/// then digits. The factors divide by 10^4 (with 40 bits), 100 (with 19) and 10 (with 16), exactly for
/// numbers as small as these.
inline Words eight_digits(Words value) {
  const Words fours = value.times(109'951'163).right(40);
  const Words halves = fours | (value - fours.times(10'000)).left(32);
  const Words hundreds = halves.high_of_16(5'243).right_of_16(3);
  const Words pairs = hundreds | (halves - hundreds.low_of_16(100)).left(16);
  const Words tens = pairs.high_of_16(6'554);
  return tens | (pairs - tens.low_of_16(10)).left(8) | Words::all(0x3030303030303030);
}

bool write_digits(const std::int64_t* numbers, std::size_t rows, char* digits) {
  constexpr std::int64_t kEight = 100'000'000;
  Words seen = Words::all(0);
  for (std::size_t i = 0; i < rows; i += Words::kLanes, digits += 16 * Words::kLanes) {
    const Words magnitude = Words::load(numbers + i).absolute();
    seen = seen | magnitude;
    // Below 2^50 a double is off by less than one from the quotient; a whole number stands in its low bits
    // when 2^52 is added.
    Words above = magnitude.to_double_and_back(1e-8);
    Words below = magnitude - above.times(kEight);
    const Words borrow = below.negative();
    above = above + borrow;
    below = below + (borrow & Words::all(kEight));
    Words::store_pairs(eight_digits(above), eight_digits(below), digits);
  }
  return (seen & Words::all(~((std::int64_t{1} << 50) - 1))).is_zero();
}

} // namespace
} // namespace strata::kernels
