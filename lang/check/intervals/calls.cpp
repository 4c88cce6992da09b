// Bounds of the functions of a row. Most are monotone in each argument, so that the ends of the arguments
// give the ends of the result.
#include "lang/check/intervals/calls.hpp"

#include <algorithm>
#include <span>

#include "lang/evaluate/builtins.hpp"
#include "lang/value/date.hpp"
#include "lang/value/irrational.hpp"

namespace strata {

namespace {

const Number kZero(0);

/// Whether both ends are known and no number lies beyond `most` from zero.
bool within(const Interval& a, const Number& most) {
  return a.low && a.high && a.low->absolute() <= most && a.high->absolute() <= most;
}

class CallBounds {
 public:
  CallBounds(const ast::Call& call, const std::vector<Possible>& arguments, const Type& type)
      : call_(call), arguments_(arguments), type_(type) {}

  Possible result() const;

 private:
  [[nodiscard]] const Interval& at(std::size_t i) const { return arguments_[i].numbers; }
  [[nodiscard]] int places() const { return call_.places ? call_.places->count : 0; }
  [[nodiscard]] Interval hull(std::size_t first, std::size_t step) const;

  [[nodiscard]] Interval numbers() const;
  [[nodiscard]] Interval rounded_by(Rounding rounding) const;
  [[nodiscard]] Interval mean() const;
  [[nodiscard]] Interval spread() const;
  [[nodiscard]] Interval raised() const;
  [[nodiscard]] Interval root() const;
  [[nodiscard]] Interval logarithm() const;
  [[nodiscard]] Interval exponential() const;
  [[nodiscard]] Interval decayed() const;
  [[nodiscard]] Interval linear() const;
  [[nodiscard]] Interval interpolated() const;
  [[nodiscard]] Interval between(std::int64_t (*count)(Date, Date)) const;
  [[nodiscard]] Interval moved() const;
  [[nodiscard]] Interval length() const;
  [[nodiscard]] Possible text_test() const;

  const ast::Call& call_;
  const std::vector<Possible>& arguments_;
  const Type& type_;
};

Interval CallBounds::hull(std::size_t first, std::size_t step) const {
  Interval result = at(first);
  for (std::size_t i = first + step; i < arguments_.size(); i += step)
    result = join(result, at(i));
  return result;
}

Interval CallBounds::rounded_by(Rounding rounding) const {
  std::int64_t places = 0;
  if (arguments_.size() > 1) {
    const auto only = at(1).only();
    const auto count = only ? only->to_int64() : std::nullopt;
    if (!count || *count > kMaxPlaces || *count < -kMaxPlaces) return {};
    places = *count;
  }
  return rounded(at(0), static_cast<int>(places), rounding);
}

Interval CallBounds::mean() const {
  Interval total = at(0);
  for (std::size_t i = 1; i < arguments_.size(); ++i)
    total = sum(total, at(i));
  return scaled(total, Number::ratio(1, static_cast<std::int64_t>(arguments_.size())));
}

/// Numbers between two ends vary most when half of them stand at each: by half the distance (Popoviciu).
Interval CallBounds::spread() const {
  const Interval all = hull(0, 1);
  Interval result = Interval::at_least(kZero);
  if (!all.low || !all.high) return result;
  const auto count = static_cast<std::int64_t>(arguments_.size());
  const Number half = (*all.high - *all.low) / Number(2);
  Number variance = half * half;
  if (call_.builtin == Builtin::SampleStddevOf) variance = variance * Number::ratio(count, count - 1);
  if (call_.builtin == Builtin::VarianceOf) {
    result.high = variance;
  } else {
    result.high = sqrt_rounded(variance, places());
  }
  return result;
}

Interval CallBounds::raised() const {
  const auto only = at(1).only();
  const auto exponent = only ? only->to_int64() : std::nullopt;
  return exponent ? power(at(0), *exponent) : Interval();
}

Interval CallBounds::root() const {
  Interval result = Interval::at_least(kZero);
  if (at(0).low && !at(0).low->is_negative()) result.low = sqrt_rounded(*at(0).low, places());
  if (at(0).high) {
    if (at(0).high->is_negative()) return {kZero, kZero, true, true};
    result.high = sqrt_rounded(*at(0).high, places());
  }
  return result;
}

Interval CallBounds::logarithm() const {
  Interval result;
  if (at(0).low) result.low = ln_rounded(*at(0).low, places());
  if (at(0).high) {
    if (at(0).high->is_negative() || at(0).high->is_zero()) return {kZero, kZero, true, true};
    result.high = ln_rounded(*at(0).high, places());
  }
  return result;
}

Interval CallBounds::exponential() const {
  const Number most(100); // powers beyond have too many digits to be worth the work
  Interval result = Interval::at_least(kZero);
  if (at(0).low && at(0).low->absolute() <= most) result.low = exp_rounded(*at(0).low, places());
  if (at(0).low && *at(0).low > most) result.low = exp_rounded(most, places());
  if (at(0).high && *at(0).high <= most) result.high = exp_rounded(std::max(*at(0).high, -most), places());
  return result;
}

Interval CallBounds::decayed() const {
  const Interval& x = at(0);
  const Interval& age = at(1);
  const Interval half_life = meet(at(2), Interval::above(kZero)); // others fail
  if (half_life.empty()) return {kZero, kZero, true, true};
  Interval result;
  if (age.low && !age.low->is_negative())
    result = rounded(join(x, Interval::point(kZero)), places(), Rounding::HalfAway);
  // It rises or falls all along in each of the three, so its extremes stand at corners.
  const Number most(1000);
  if (!x.low || !x.high || !half_life.low || half_life.low->is_zero() || !half_life.high ||
      !within(age, most * *half_life.low))
    return result;
  std::optional<Interval> corners;
  for (const auto& a : {*x.low, *x.high})
    for (const auto& b : {*age.low, *age.high})
      for (const auto& c : {*half_life.low, *half_life.high}) {
        const auto value = decay_rounded(a, b, c, places());
        if (!value) return result;
        corners = corners ? join(*corners, Interval::point(*value)) : Interval::point(*value);
      }
  return meet(result, *corners);
}

Interval CallBounds::linear() const {
  const Interval from = arguments_.size() > 3 ? at(3) : Interval::point(kZero);
  const Interval to = arguments_.size() > 4 ? at(4) : Interval::point(Number(100));
  const auto low = at(1).only();
  const auto high = at(2).only();
  const auto start = from.only();
  const auto end = to.only();
  if (!low || !high || *low == *high || !start || !end) return join(from, to);
  const bool rising = *low < *high;
  struct At {
    Number value;
    bool inside;
  };
  const auto height = [&](const std::optional<Number>& x, bool towards_high) -> At {
    if (!x) return {towards_high == rising ? *end : *start, false};
    if (rising ? *x <= *low : *x >= *low) return {*start, false};
    if (rising ? *x >= *high : *x <= *high) return {*end, false};
    return {*start + (*x - *low) * (*end - *start) / (*high - *low), true};
  };
  const At first = height(at(0).low, false);
  const At last = height(at(0).high, true);
  const Interval one{first.value, first.value, first.inside && at(0).low_open,
                     first.inside && at(0).low_open};
  const Interval other{last.value, last.value, last.inside && at(0).high_open,
                       last.inside && at(0).high_open};
  return join(one, other);
}

Interval CallBounds::interpolated() const {
  // Heights are those of the points that x may stand between, and no line leaves its two ends.
  const std::size_t last = arguments_.size() - 2;
  std::optional<Interval> result;
  const auto add = [&](const Interval& height) { result = result ? join(*result, height) : height; };
  const auto height_at = [&](const Number& x) -> std::optional<Number> {
    for (std::size_t i = 3; i <= last; i += 2) {
      const auto x1 = at(i - 2).only();
      const auto x2 = at(i).only();
      const auto y1 = at(i - 1).only();
      const auto y2 = at(i + 1).only();
      if (!x1 || !x2 || !y1 || !y2) return std::nullopt;
      if (x <= *x1) return y1;
      if (x <= *x2) return *y1 + (x - *x1) * (*y2 - *y1) / (*x2 - *x1);
    }
    return at(last + 1).only();
  };
  const Interval& x = at(0);
  const auto low = x.low ? height_at(*x.low) : at(2).only();
  const auto high = x.high ? height_at(*x.high) : at(last + 1).only();
  if (!low || !high) return hull(2, 2);
  add(Interval::point(*low));
  add(Interval::point(*high));
  for (std::size_t i = 1; i <= last; i += 2)
    if (const auto node = at(i).only(); node && x.contains(*node)) add(at(i + 1));
  return *result;
}

/// Completed days, months or years: they rise with the later date and fall with the earlier one.
Interval CallBounds::between(std::int64_t (*count)(Date, Date)) const {
  const auto date = [](const std::optional<Number>& days) -> std::optional<Date> {
    const auto whole = days ? days->to_int64() : std::nullopt;
    return whole ? Date::from_days(*whole) : std::nullopt;
  };
  const auto from_low = date(at(0).low);
  const auto from_high = date(at(0).high);
  const auto to_low = date(at(1).low);
  const auto to_high = date(at(1).high);
  Interval result;
  if (from_high && to_low) result.low = Number(count(*from_high, *to_low));
  if (from_low && to_high) result.high = Number(count(*from_low, *to_high));
  return result;
}

Interval CallBounds::moved() const {
  constexpr std::int64_t kAllMonths = 12 * 10'000;
  const auto end = [&](const std::optional<Number>& day, const std::optional<Number>& months) {
    std::optional<Number> result;
    const auto days = day ? day->to_int64() : std::nullopt;
    const auto count = months ? months->to_int64() : std::nullopt;
    if (!days || !count || *count > kAllMonths || *count < -kAllMonths) return result;
    const auto date = Date::from_days(*days);
    const auto later = date ? date->add_months(*count) : std::nullopt;
    if (later) result = Number(later->days());
    return result;
  };
  return meet(calendar(), {end(at(0).low, at(1).low), end(at(0).high, at(1).high)});
}

Interval CallBounds::length() const {
  if (!arguments_[0].texts || arguments_[0].texts->empty()) return Interval::at_least(kZero);
  std::optional<Interval> result;
  for (const std::string& text : *arguments_[0].texts) {
    const Interval one = Interval::point(Number(static_cast<std::int64_t>(count_characters(text))));
    result = result ? join(*result, one) : one;
  }
  return *result;
}

Possible CallBounds::text_test() const {
  const auto& texts = arguments_[0].texts;
  const auto& parts = arguments_[1].texts;
  if (!texts || !parts || texts->size() * parts->size() > 1000) return Possible::truth(true, true);
  Possible result = Possible::truth(false, false);
  for (const std::string& text : *texts)
    for (const std::string& piece : *parts) {
      const bool holds = call_.builtin == Builtin::Contains     ? text.find(piece) != std::string::npos
                         : call_.builtin == Builtin::StartsWith ? text.starts_with(piece)
                                                                : text.ends_with(piece);
      (holds ? result.yes : result.no) = true;
    }
  result.present = result.yes || result.no;
  return result;
}

Interval CallBounds::numbers() const {
  if (const auto rounding = rounding_of(call_.builtin)) return rounded_by(*rounding);
  switch (call_.builtin) {
  case Builtin::Min:
  case Builtin::Max: {
    const bool smallest = call_.builtin == Builtin::Min;
    Interval result = at(0);
    for (std::size_t i = 1; i < arguments_.size(); ++i)
      result = smallest ? least(result, at(i)) : greatest(result, at(i));
    return result;
  }
  case Builtin::Clamp: return least(greatest(at(0), at(1)), at(2));
  case Builtin::MeanOf: return mean();
  case Builtin::StddevOf:
  case Builtin::SampleStddevOf:
  case Builtin::VarianceOf: return spread();
  case Builtin::Abs: return absolute(at(0));
  case Builtin::Sqrt: return root();
  case Builtin::Ln: return logarithm();
  case Builtin::Exp: return exponential();
  case Builtin::Power: return raised();
  case Builtin::Decay: return decayed();
  case Builtin::Linear: return linear();
  case Builtin::Interpolate: return interpolated();
  case Builtin::DaysBetween: return difference(at(1), at(0));
  case Builtin::MonthsBetween: return between(months_between);
  case Builtin::YearsBetween: return between(years_between);
  case Builtin::AddMonths: return moved();
  case Builtin::Length: return length();
  default: return {};
  }
}

Possible CallBounds::result() const {
  if (is_measured(type_.kind)) return Possible::of(numbers());
  switch (call_.builtin) {
  case Builtin::Contains:
  case Builtin::StartsWith:
  case Builtin::EndsWith: return text_test();
  default: return Possible();
  }
}

} // namespace

Possible call_bounds(const ast::Call& call, const std::vector<Possible>& arguments, const Type& type) {
  return CallBounds(call, arguments, type).result();
}

} // namespace strata
