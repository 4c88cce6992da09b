// Takes: numbers that are ends of ranges.
// Returns: intervals, and what arithmetic makes of them.
// Guarantees: exact ends, open or closed; each result holds every value that the operation can have on values
// of its operands. Throws NumberTooLarge as numbers do. Does not: know how operands depend on each other, or
// what an expression is.
#pragma once

#include <initializer_list>
#include <optional>

#include "lang/value/number.hpp"

namespace strata {

/// The numbers between two ends; an absent end: unbounded.
struct Interval {
  std::optional<Number> low = std::nullopt;
  std::optional<Number> high = std::nullopt;
  bool low_open = false;
  bool high_open = false;

  [[nodiscard]] static Interval point(const Number& number) { return {number, number}; }
  [[nodiscard]] static Interval at_least(const Number& number) { return {number, std::nullopt}; }
  [[nodiscard]] static Interval at_most(const Number& number) { return {std::nullopt, number}; }
  [[nodiscard]] static Interval above(const Number& number) { return {number, std::nullopt, true, false}; }
  [[nodiscard]] static Interval below(const Number& number) { return {std::nullopt, number, false, true}; }

  /// Whether no number lies in it.
  [[nodiscard]] bool empty() const;
  [[nodiscard]] bool unbounded() const { return !low && !high; }
  [[nodiscard]] bool contains(const Number& number) const;
  /// The number that is alone in it, or empty.
  [[nodiscard]] std::optional<Number> only() const;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// What lies in both; in either and between.
[[nodiscard]] Interval meet(const Interval& a, const Interval& b);
[[nodiscard]] Interval join(const Interval& a, const Interval& b);

[[nodiscard]] Interval negated(const Interval& a);
[[nodiscard]] Interval sum(const Interval& a, const Interval& b);
[[nodiscard]] Interval difference(const Interval& a, const Interval& b);
[[nodiscard]] Interval product(const Interval& a, const Interval& b);
[[nodiscard]] Interval scaled(const Interval& a, const Number& factor);
/// a / b for every b but 0.
[[nodiscard]] Interval quotient(const Interval& a, const Interval& b);
[[nodiscard]] Interval power(const Interval& a, std::int64_t exponent);
[[nodiscard]] Interval absolute(const Interval& a);
/// The lesser, the greater of a value of each.
[[nodiscard]] Interval least(const Interval& a, const Interval& b);
[[nodiscard]] Interval greatest(const Interval& a, const Interval& b);
[[nodiscard]] Interval rounded(const Interval& a, int places, Rounding rounding);
/// The same numbers where only multiples of 10 to the power -`places` exist: the ends become such numbers.
[[nodiscard]] Interval on_grid(const Interval& a, int places);

} // namespace strata
