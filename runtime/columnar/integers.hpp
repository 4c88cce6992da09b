// Takes: nothing; the integers of the lanes.
// Returns: their types, the lane that a magnitude needs, and arithmetic of units (positive rationals of which
// all
//   values of a register are multiples).
// Guarantees: exact.
// Does not: leave this folder's .cpp files: it includes Boost.Multiprecision, which costs seconds.
#pragma once

#include <algorithm>

#include "lang/value/rational.hpp"
#include "runtime/columnar/evaluator.hpp"

namespace strata::columnar {

/// Fixed, and unchecked: the bounds say that nothing overflows.
using Int256 = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<256, 256, boost::multiprecision::signed_magnitude,
                                           boost::multiprecision::unchecked, void>,
    boost::multiprecision::et_off>;

/// The ends of what a register may hold.
struct Bounds {
  BigInt low = 0;
  BigInt high = 0;
  [[nodiscard]] BigInt magnitude() const {
    return std::max<BigInt>(boost::multiprecision::abs(low), boost::multiprecision::abs(high));
  }
  [[nodiscard]] unsigned bits() const { return bit_length(magnitude()); }
};

[[nodiscard]] inline Bounds join(const Bounds& a, const Bounds& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}
[[nodiscard]] inline Bounds scaled(const Bounds& a, const BigInt& factor) {
  return factor < 0 ? Bounds{BigInt(a.high * factor), BigInt(a.low * factor)}
                    : Bounds{BigInt(a.low * factor), BigInt(a.high * factor)};
}
[[nodiscard]] inline Bounds product(const Bounds& a, const Bounds& b) {
  return join(scaled(a, b.low), scaled(a, b.high));
}

/// The narrowest lane that holds integers of so many bits; 64 bits hold 63 and a sign.
[[nodiscard]] inline Lane lane_of_bits(unsigned bits) {
  return bits <= 63    ? Lane::Bits64
         : bits <= 127 ? Lane::Bits128
         : bits <= 255 ? Lane::Bits256
                       : Lane::Unlimited;
}

/// The greatest unit of which both are multiples; 0 is a multiple of everything.
[[nodiscard]] inline Number shared_unit(const Number& a, const Number& b) {
  if (a.is_zero()) return b.absolute();
  if (b.is_zero()) return a.absolute();
  using boost::multiprecision::gcd;
  using boost::multiprecision::lcm;
  const BigInt upper = gcd(NumberAccess::numerator(a), NumberAccess::numerator(b));
  const BigInt lower = lcm(NumberAccess::denominator(a), NumberAccess::denominator(b));
  return NumberAccess::from_fraction(upper, lower);
}

/// a / unit, which is whole.
[[nodiscard]] inline BigInt multiple_of(const Number& a, const Number& unit) {
  return NumberAccess::numerator(a / unit);
}

[[nodiscard]] inline BigInt floor_of(const Number& a) {
  return NumberAccess::numerator(a.rounded(0, Rounding::Floor));
}
[[nodiscard]] inline BigInt ceiling_of(const Number& a) {
  return NumberAccess::numerator(a.rounded(0, Rounding::Ceiling));
}

[[nodiscard]] inline Number whole_number(BigInt whole) {
  return NumberAccess::from_lowest(std::move(whole), BigInt(1));
}

} // namespace strata::columnar
