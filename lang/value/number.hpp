// Takes: decimal text, whole numbers and other numbers.
// Returns: exact rationals; nothing here rounds unless its name says so.
// Guarantees: always in lowest terms, so equal numbers are equal; values are immutable and cheap to copy.
// Does not: know units; use binary floating point anywhere.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace strata {

/// Thrown by an operation whose exact result would need more than `Number::kMaxBits` bits: repeated squaring
/// could otherwise ask for more memory than there is. Evaluators turn it into a failure of one customer.
class NumberTooLarge : public std::runtime_error {
 public:
  NumberTooLarge() : std::runtime_error("the number needs more digits than Strata keeps") {}
};

/// How a value half way (or anywhere) between two steps is settled; the names are the language's functions.
enum class Rounding : std::uint8_t {
  HalfAway, ///< `round`: half away from zero
  HalfEven, ///< `round_half_even`
  HalfDown, ///< `round_half_down`: half towards zero
  Up,       ///< `round_up`: away from zero
  Down,     ///< `round_down`: towards zero
  Floor,    ///< `floor`
  Ceiling,  ///< `ceil`
};

/// An exact rational number.
class Number {
 public:
  /// Numerator and denominator together may not need more bits than this (about 39,000 digits).
  static constexpr std::size_t kMaxBits = std::size_t{1} << 17;
  /// Digits of a number as text, exponent included (`1e400` counts 401); longer texts are refused.
  static constexpr std::size_t kMaxTextDigits = 1000;

  Number() = default;         ///< zero
  Number(std::int64_t whole); // NOLINT(google-explicit-constructor): a whole number is a number
  Number(int whole) : Number(static_cast<std::int64_t>(whole)) {}
  /// numerator / denominator; the denominator is not zero.
  [[nodiscard]] static Number ratio(std::int64_t numerator, std::int64_t denominator);
  /// 10 to the power of `exponent`, which may be negative; |exponent| <= kMaxTextDigits.
  [[nodiscard]] static Number power_of_ten(int exponent);
  /// Plain decimal text: `[+-] digits [. digits] [(e|E) [+-] digits]` with at least one digit, and nothing
  /// else (no blanks, no separators, `.5` and `5.` are accepted). Empty when it is not, or longer than
  /// kMaxTextDigits.
  [[nodiscard]] static std::optional<Number> parse(std::string_view text);
  /// numerator / denominator of two texts of digits (with an optional leading '-'): for tests and fixtures.
  [[nodiscard]] static Number from_fraction(std::string_view numerator, std::string_view denominator);

  [[nodiscard]] bool is_zero() const;
  [[nodiscard]] bool is_negative() const;
  [[nodiscard]] bool is_whole() const;
  /// The value where it is whole and fits 64 bits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;

  /// The fewest decimals that show it exactly; empty when it has no finite decimal form (1/3).
  [[nodiscard]] std::optional<int> decimals() const;
  /// Exact plain decimal without trailing zeros ("-12.5", "100"); a value without a finite form is given as
  /// a fraction ("1/3").
  [[nodiscard]] std::string to_text() const;
  /// Rounded half away from zero to exactly `places` decimals (>= 0): "85.00".
  [[nodiscard]] std::string to_text(int places) const;
  /// "n/d" or "n": the exact value in lowest terms.
  [[nodiscard]] std::string to_fraction() const;

  [[nodiscard]] Number operator-() const;
  [[nodiscard]] Number absolute() const;
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  /// The divisor is not zero: the caller has tested it.
  friend Number operator/(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b);
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);

  /// Rounded to `places` decimals; negative places round to tens, hundreds, … |places| <= kMaxTextDigits.
  [[nodiscard]] Number rounded(int places, Rounding rounding = Rounding::HalfAway) const;
  /// The whole number at or below.
  [[nodiscard]] Number floor() const { return rounded(0, Rounding::Floor); }

 private:
  friend struct NumberAccess; // gives the .cpp files of this folder the representation
  struct Rational;            // Boost.Multiprecision stays in .cpp files
  Number(std::int64_t numerator, std::int64_t denominator)
      : numerator_(numerator), denominator_(denominator) {}
  explicit Number(std::shared_ptr<const Rational> rational) : rational_(std::move(rational)) {}
  /// The digits of the whole number nearest (half away from zero) to this one times 10 to the power `places`.
  [[nodiscard]] std::string scaled_digits(int places) const;

  // INVARIANT: lowest terms, denominator above 0; `rational_` is set only where numerator or denominator does
  // not fit into -INT64_MAX .. INT64_MAX (then the two members below are 0 and 1). So equal numbers have
  // equal forms, and nearly every number of a customer table is computed without an allocation.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Rational> rational_;
};

} // namespace strata
