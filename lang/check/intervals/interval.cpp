// Interval arithmetic with open and closed ends over exact numbers.
#include "lang/check/intervals/interval.hpp"

#include <algorithm>

namespace strata {

namespace {

/// One end of an interval; without a value it is infinite, on the side that its use says.
struct End {
  std::optional<Number> value;
  bool open = false;
};

End low_of(const Interval& a) {
  return {a.low, a.low_open};
}
End high_of(const Interval& a) {
  return {a.high, a.high_open};
}

Interval between(const End& low, const End& high) {
  return {low.value, high.value, low.value && low.open, high.value && high.open};
}

/// Of two lower ends the one that lets more in.
End outer_low(const End& a, const End& b) {
  if (!a.value || !b.value) return {};
  if (*a.value == *b.value) return {a.value, a.open && b.open};
  return *a.value < *b.value ? a : b;
}
End inner_low(const End& a, const End& b) {
  if (!a.value) return b;
  if (!b.value) return a;
  if (*a.value == *b.value) return {a.value, a.open || b.open};
  return *a.value < *b.value ? b : a;
}
End outer_high(const End& a, const End& b) {
  if (!a.value || !b.value) return {};
  if (*a.value == *b.value) return {a.value, a.open && b.open};
  return *a.value < *b.value ? b : a;
}
End inner_high(const End& a, const End& b) {
  if (!a.value) return b;
  if (!b.value) return a;
  if (*a.value == *b.value) return {a.value, a.open || b.open};
  return *a.value < *b.value ? a : b;
}

End added(const End& a, const End& b) {
  if (!a.value || !b.value) return {};
  return {*a.value + *b.value, a.open || b.open};
}

/// An end with its sign of infinity: a corner of a product.
struct Corner {
  std::optional<Number> value;
  bool open = false;
  int sign = 0; ///< of the value, or of the infinity
};

Corner corner_of(const End& end, int infinity) {
  if (!end.value) return {std::nullopt, true, infinity};
  return {end.value, end.open, end.value->is_zero() ? 0 : end.value->is_negative() ? -1 : 1};
}

Corner product(const Corner& a, const Corner& b) {
  // Zero times anything, the infinite too, is zero; it is reached where the zero itself is.
  if (a.sign == 0 || b.sign == 0) {
    const bool reached = (a.sign == 0 && !a.open) || (b.sign == 0 && !b.open);
    return {Number(0), !reached, 0};
  }
  if (!a.value || !b.value) return {std::nullopt, true, a.sign * b.sign};
  return {*a.value * *b.value, a.open || b.open, a.sign * b.sign};
}

/// 1 / a of an interval on one side of zero.
Interval inverse(const Interval& a) {
  const auto turned = [](const End& end) -> End {
    if (!end.value) return {Number(0), true};
    if (end.value->is_zero()) return {};
    return {Number(1) / *end.value, end.open};
  };
  return between(turned(high_of(a)), turned(low_of(a)));
}

} // namespace

bool Interval::empty() const {
  if (!low || !high) return false;
  return *high < *low || (*low == *high && (low_open || high_open));
}

bool Interval::contains(const Number& number) const {
  if (low && (low_open ? number <= *low : number < *low)) return false;
  return !high || (high_open ? number < *high : number <= *high);
}

std::optional<Number> Interval::only() const {
  if (low && high && *low == *high && !low_open && !high_open) return low;
  return std::nullopt;
}

Interval meet(const Interval& a, const Interval& b) {
  return between(inner_low(low_of(a), low_of(b)), inner_high(high_of(a), high_of(b)));
}

Interval join(const Interval& a, const Interval& b) {
  return between(outer_low(low_of(a), low_of(b)), outer_high(high_of(a), high_of(b)));
}

Interval negated(const Interval& a) {
  Interval result{std::nullopt, std::nullopt, a.high_open, a.low_open};
  if (a.high) result.low = -*a.high;
  if (a.low) result.high = -*a.low;
  return result;
}

Interval sum(const Interval& a, const Interval& b) {
  return between(added(low_of(a), low_of(b)), added(high_of(a), high_of(b)));
}

Interval difference(const Interval& a, const Interval& b) {
  return sum(a, negated(b));
}

Interval product(const Interval& a, const Interval& b) {
  const Corner as[] = {corner_of(low_of(a), -1), corner_of(high_of(a), 1)};
  const Corner bs[] = {corner_of(low_of(b), -1), corner_of(high_of(b), 1)};
  bool first = true;
  Interval result;
  bool endless_low = false;
  bool endless_high = false;
  for (const Corner& left : as)
    for (const Corner& right : bs) {
      const Corner corner = product(left, right);
      if (!corner.value) {
        (corner.sign < 0 ? endless_low : endless_high) = true;
        continue;
      }
      const Interval here{corner.value, corner.value, corner.open, corner.open};
      result = first ? here : join(result, here);
      first = false;
    }
  if (first) return {};
  if (endless_low) result.low.reset(), result.low_open = false;
  if (endless_high) result.high.reset(), result.high_open = false;
  return result;
}

Interval scaled(const Interval& a, const Number& factor) {
  return product(a, Interval::point(factor));
}

Interval quotient(const Interval& a, const Interval& b) {
  if (const auto zero = a.only(); zero && zero->is_zero()) return a;
  Interval divisor = b;
  if (divisor.low && divisor.low->is_zero()) divisor.low_open = true;
  if (divisor.high && divisor.high->is_zero()) divisor.high_open = true;
  if (divisor.empty()) return {Number(0), Number(0), true, true};
  if (divisor.contains(Number(0))) return {};
  return product(a, inverse(divisor));
}

Interval power(const Interval& a, std::int64_t exponent) {
  constexpr std::int64_t kMostFollowed = 64; // ends beyond are longer than what they could tell
  if (exponent == 0) return Interval::point(Number(1));
  if (exponent < 0) return quotient(Interval::point(Number(1)), power(a, -exponent));
  const bool even = exponent % 2 == 0;
  if (exponent > kMostFollowed) return even ? Interval::at_least(Number(0)) : Interval();
  const Interval base = even ? absolute(a) : a;
  const auto raised = [&](const std::optional<Number>& end) -> std::optional<Number> {
    if (!end) return std::nullopt;
    Number result = 1;
    for (std::int64_t i = 0; i < exponent; ++i)
      result = result * *end;
    return result;
  };
  return {raised(base.low), raised(base.high), base.low_open, base.high_open};
}

Interval absolute(const Interval& a) {
  if (a.low && !a.low->is_negative()) return a;
  if (a.high && (a.high->is_negative() || a.high->is_zero())) return negated(a);
  const End high = outer_high(high_of(a), high_of(negated(a)));
  return {Number(0), high.value, false, high.value && high.open};
}

Interval least(const Interval& a, const Interval& b) {
  return between(outer_low(low_of(a), low_of(b)), inner_high(high_of(a), high_of(b)));
}

Interval greatest(const Interval& a, const Interval& b) {
  return between(inner_low(low_of(a), low_of(b)), outer_high(high_of(a), high_of(b)));
}

Interval rounded(const Interval& a, int places, Rounding rounding) {
  // Rounding keeps the order of numbers, so rounded ends are ends of the rounded values. An open end that
  // floor or ceiling would leave alone stays open: below 4, the floor is below 4.
  Interval result;
  if (a.low) result.low = a.low->rounded(places, rounding);
  if (a.high) result.high = a.high->rounded(places, rounding);
  result.low_open = a.low_open && rounding == Rounding::Ceiling && *a.low == *result.low;
  result.high_open = a.high_open && rounding == Rounding::Floor && *a.high == *result.high;
  return on_grid(result, places);
}

Interval on_grid(const Interval& a, int places) {
  const Number step = Number::power_of_ten(-places);
  Interval result;
  if (a.low) {
    result.low = a.low->rounded(places, Rounding::Ceiling);
    if (a.low_open && *result.low == *a.low) result.low = *result.low + step;
  }
  if (a.high) {
    result.high = a.high->rounded(places, Rounding::Floor);
    if (a.high_open && *result.high == *a.high) result.high = *result.high - step;
  }
  return result;
}

} // namespace strata
