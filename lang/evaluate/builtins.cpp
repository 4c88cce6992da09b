// The table of functions of a row.
#include "lang/evaluate/builtins.hpp"

#include <algorithm>
#include <array>

namespace strata {

namespace {

using enum PlacesRule;
constexpr int kAny = BuiltinEntry::kAnyNumber;

constexpr std::array kBuiltins = {
    BuiltinEntry{Builtin::Min, "min", "min(a, b, …)", 2, kAny},
    BuiltinEntry{Builtin::Max, "max", "max(a, b, …)", 2, kAny},
    BuiltinEntry{Builtin::MeanOf, "mean_of", "mean_of(a, b, …)", 2, kAny},
    BuiltinEntry{Builtin::StddevOf, "stddev_of", "stddev_of(a, b, … to 6 places)", 2, kAny, Always},
    BuiltinEntry{Builtin::SampleStddevOf, "sample_stddev_of", "sample_stddev_of(a, b, … to 6 places)", 2,
                 kAny, Always},
    BuiltinEntry{Builtin::VarianceOf, "variance_of", "variance_of(a, b, …)", 2, kAny},
    BuiltinEntry{Builtin::Abs, "abs", "abs(x)", 1, 1},
    BuiltinEntry{Builtin::Clamp, "clamp", "clamp(x, low, high)", 3, 3},
    BuiltinEntry{Builtin::Round, "round", "round(x, places)", 1, 2},
    BuiltinEntry{Builtin::RoundHalfEven, "round_half_even", "round_half_even(x, places)", 1, 2},
    BuiltinEntry{Builtin::RoundHalfDown, "round_half_down", "round_half_down(x, places)", 1, 2},
    BuiltinEntry{Builtin::RoundUp, "round_up", "round_up(x, places)", 1, 2},
    BuiltinEntry{Builtin::RoundDown, "round_down", "round_down(x, places)", 1, 2},
    BuiltinEntry{Builtin::Floor, "floor", "floor(x)", 1, 2},
    BuiltinEntry{Builtin::Ceil, "ceiling", "ceiling(x)", 1, 2},
    BuiltinEntry{Builtin::Sqrt, "sqrt", "sqrt(x to 6 places)", 1, 1, Always},
    BuiltinEntry{Builtin::Ln, "ln", "ln(x to 6 places)", 1, 1, Always},
    BuiltinEntry{Builtin::Exp, "exp", "exp(x to 6 places)", 1, 1, Always},
    BuiltinEntry{Builtin::Power, "power", "power(x, n)", 2, 2},
    BuiltinEntry{Builtin::Decay, "decay", "decay(x, age, half_life to 4 places)", 3, 3, Always},
    BuiltinEntry{Builtin::Linear, "linear", "linear(x, low, high)` or `linear(x, low, high, from, to)", 3, 5},
    BuiltinEntry{Builtin::Interpolate, "interpolate", "interpolate(x, x1, y1, x2, y2, …)", 5, kAny},
    BuiltinEntry{Builtin::Convert, "convert", "convert(x)", 1, 1},
    BuiltinEntry{Builtin::DaysBetween, "days_between", "days_between(from, to)", 2, 2},
    BuiltinEntry{Builtin::MonthsBetween, "months_between", "months_between(from, to)", 2, 2},
    BuiltinEntry{Builtin::YearsBetween, "years_between", "years_between(from, to)", 2, 2},
    BuiltinEntry{Builtin::AddMonths, "add_months", "add_months(date, months)", 2, 2},
    BuiltinEntry{Builtin::Length, "length", "length(text)", 1, 1},
    BuiltinEntry{Builtin::Lower, "lower", "lower(text)", 1, 1},
    BuiltinEntry{Builtin::Upper, "upper", "upper(text)", 1, 1},
    BuiltinEntry{Builtin::Contains, "contains", "contains(text, part)", 2, 2},
    BuiltinEntry{Builtin::StartsWith, "starts_with", "starts_with(text, beginning)", 2, 2},
    BuiltinEntry{Builtin::EndsWith, "ends_with", "ends_with(text, ending)", 2, 2},
};

} // namespace

std::span<const BuiltinEntry> builtins() {
  return kBuiltins;
}

const BuiltinEntry* find_builtin(std::string_view name) {
  const auto found = std::find_if(kBuiltins.begin(), kBuiltins.end(),
                                  [&](const BuiltinEntry& entry) { return entry.name == name; });
  return found == kBuiltins.end() ? nullptr : &*found;
}

const BuiltinEntry& entry_of(Builtin builtin) {
  return kBuiltins[static_cast<std::size_t>(builtin) - 1];
}

std::optional<Rounding> rounding_of(Builtin builtin) {
  switch (builtin) {
  case Builtin::Round: return Rounding::HalfAway;
  case Builtin::RoundHalfEven: return Rounding::HalfEven;
  case Builtin::RoundHalfDown: return Rounding::HalfDown;
  case Builtin::RoundUp: return Rounding::Up;
  case Builtin::RoundDown: return Rounding::Down;
  case Builtin::Floor: return Rounding::Floor;
  case Builtin::Ceil: return Rounding::Ceiling;
  default: return std::nullopt;
  }
}

} // namespace strata
