// The long form of numbers, private to this folder (it includes Boost.Multiprecision, which costs seconds).
// Takes: numerators and denominators as integers of any length, or of 128 bits.
// Returns: numbers in their one form, and the integers of a number.
// Guarantees: what it makes keeps the invariant of Number and stays below Number::kMaxBits.
// Does not: round.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "lang/value/number.hpp"

namespace strata {

__extension__ typedef __int128 Int128;

/// Without expression templates: every intermediate has a plain type, which short formulas read better with.
using BigInt =
    boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

struct Number::Rational {
  BigInt numerator;
  BigInt denominator;
};

struct NumberAccess {
  [[nodiscard]] static BigInt numerator(const Number& x);
  [[nodiscard]] static BigInt denominator(const Number& x);

  /// A fraction already in lowest terms, with a denominator above 0.
  [[nodiscard]] static Number from_lowest(Int128 numerator, Int128 denominator);
  [[nodiscard]] static Number from_lowest(BigInt numerator, BigInt denominator);
  /// Any fraction with a denominator above 0.
  [[nodiscard]] static Number from_fraction(Int128 numerator, Int128 denominator);
  [[nodiscard]] static Number from_fraction(BigInt numerator, BigInt denominator);
};

/// 10 to the power `exponent`, of any size.
[[nodiscard]] BigInt big_power_of_ten(unsigned exponent);

/// The bits of a magnitude: 0 for 0, else the place of its highest bit, counted from 1.
[[nodiscard]] unsigned bit_length(const BigInt& x);

} // namespace strata
