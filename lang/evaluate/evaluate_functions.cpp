// The functions of a row: from the values of their arguments to a value, or a failure that says why there is
// none.
#include "lang/evaluate/evaluation.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "lang/evaluate/builtins.hpp"
#include "lang/evaluate/text_functions.hpp"
#include "lang/syntax/syntax.hpp"
#include "lang/value/irrational.hpp"

namespace strata::evaluation {

namespace {

using Arguments = std::vector<Value>;

struct CallEvaluation {
  const ast::Expr& expression;
  const ast::Call& node;
  const Arguments& arguments;
  Scope& scope;

  [[nodiscard]] const Number& number(std::size_t i) const { return std::get<Number>(arguments[i]); }
  [[nodiscard]] Date date(std::size_t i) const { return std::get<Date>(arguments[i]); }
  [[nodiscard]] const std::string& text(std::size_t i) const { return std::get<std::string>(arguments[i]); }
  [[nodiscard]] int places() const { return node.places ? node.places->count : 0; }
  [[nodiscard]] std::string quoted_argument(std::size_t i) const {
    return quoted(*node.arguments[i], arguments[i], scope);
  }
  [[noreturn]] void fail(std::string message, std::size_t argument) const {
    throw Failure{.place = node.arguments[argument]->span, .message = std::move(message)};
  }

  [[nodiscard]] Value evaluate_call() const;
  [[nodiscard]] Value rounded(Rounding rounding) const;
  [[nodiscard]] Value irrational() const;
  [[nodiscard]] Value spread() const;
  [[nodiscard]] Value mean() const;
  [[nodiscard]] Value clamped() const;
  [[nodiscard]] Value raised() const;
  [[nodiscard]] Value decayed() const;
  [[nodiscard]] Value linear() const;
  [[nodiscard]] Value interpolated() const;
  [[nodiscard]] Value converted() const;
  [[nodiscard]] Value months_added() const;
};

Value CallEvaluation::rounded(Rounding rounding) const {
  const std::optional<std::int64_t> places =
      arguments.size() > 1 ? number(1).to_int64() : std::optional<std::int64_t>(0);
  return number(0).rounded(static_cast<int>(places.value_or(0)), rounding);
}

Value CallEvaluation::irrational() const {
  switch (node.builtin) {
  case Builtin::Sqrt:
    if (const std::optional<Number> root = sqrt_rounded(number(0), places())) return *root;
    fail("a negative number has no square root: " + quoted_argument(0), 0);
  case Builtin::Ln:
    if (const std::optional<Number> logarithm = ln_rounded(number(0), places())) return *logarithm;
    fail("only a number above 0 has a logarithm: " + quoted_argument(0), 0);
  default: return exp_rounded(number(0), places());
  }
}

std::vector<Number> numbers_of(const Arguments& arguments) {
  std::vector<Number> result;
  for (const Value& argument : arguments)
    result.push_back(std::get<Number>(argument));
  return result;
}

Value CallEvaluation::spread() const {
  const std::vector<Number> numbers = numbers_of(arguments);
  if (node.builtin == Builtin::VarianceOf) return variance(numbers, false).value();
  return stddev_rounded(numbers, node.builtin == Builtin::SampleStddevOf, places()).value();
}

Value CallEvaluation::mean() const {
  Number sum;
  for (const Value& argument : arguments)
    sum = sum + std::get<Number>(argument);
  return sum / Number(static_cast<std::int64_t>(arguments.size()));
}

Value CallEvaluation::clamped() const {
  if (less(arguments[2], arguments[1]))
    fail(fmt::format("the lower end is above the upper end: {}, {}", quoted_argument(1), quoted_argument(2)),
         1);
  if (less(arguments[0], arguments[1])) return arguments[1];
  return less(arguments[2], arguments[0]) ? arguments[2] : arguments[0];
}

Value CallEvaluation::raised() const {
  // The exponent is a whole constant within the limits of `power` (checked).
  if (const std::optional<Number> result = power(number(0), number(1).to_int64().value_or(0))) return *result;
  fail("0 has no negative power: " + quoted_argument(0), 0);
}

/// A number, or the days of a duration.
Number amount_of(const Value& value) {
  if (const auto* duration = std::get_if<Duration>(&value)) return Number(duration->days);
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days());
  return std::get<Number>(value);
}

Value CallEvaluation::decayed() const {
  const std::optional<Number> result =
      decay_rounded(number(0), amount_of(arguments[1]), amount_of(arguments[2]), places());
  if (!result) fail("the half-life must be above 0: " + quoted_argument(2), 2);
  return *result;
}

/// `y1` at `x1`, `y2` at `x2`, a straight line between.
Number on_line(const Number& x, const Number& x1, const Number& y1, const Number& x2, const Number& y2) {
  return y1 + (x - x1) * (y2 - y1) / (x2 - x1);
}

Value CallEvaluation::linear() const {
  const Number x = amount_of(arguments[0]);
  const Number low = amount_of(arguments[1]);
  const Number high = amount_of(arguments[2]);
  const Number from = arguments.size() > 3 ? number(3) : Number(0);
  const Number to = arguments.size() > 4 ? number(4) : Number(100);
  if (low == high)
    fail(fmt::format("both ends of the line are the same: {}, {}", quoted_argument(1), quoted_argument(2)),
         1);
  const bool rising = low < high;
  if (rising ? x <= low : x >= low) return from;
  if (rising ? x >= high : x <= high) return to;
  return on_line(x, low, from, high, to);
}

Value CallEvaluation::interpolated() const {
  const Number x = amount_of(arguments[0]);
  const std::size_t last = arguments.size() - 2;
  if (x <= amount_of(arguments[1])) return number(2);
  for (std::size_t i = 3; i <= last; i += 2) {
    const Number end = amount_of(arguments[i]);
    if (x <= end) return on_line(x, amount_of(arguments[i - 2]), number(i - 1), end, number(i + 1));
  }
  return number(last + 1);
}

Value CallEvaluation::converted() const {
  const std::int32_t currency = node.arguments[0]->type.currency;
  return number(0) * scope.rate(static_cast<std::uint32_t>(currency), expression.span);
}

Value CallEvaluation::months_added() const {
  constexpr std::int64_t kAllMonths = 12 * 10'000; // more than the calendar has
  const std::optional<std::int64_t> months = number(1).to_int64();
  if (months && *months <= kAllMonths && *months >= -kAllMonths)
    if (const std::optional<Date> moved = date(0).add_months(*months)) return *moved;
  fail(fmt::format("the date lies outside the years 1 to 9999: {}, {}", quoted_argument(0),
                   quoted_argument(1)),
       1);
}

Value CallEvaluation::evaluate_call() const {
  const auto smaller = [](const Value& left, const Value& right) { return less(left, right); };
  switch (node.builtin) {
  case Builtin::Min: return *std::min_element(arguments.begin(), arguments.end(), smaller);
  case Builtin::Max: return *std::max_element(arguments.begin(), arguments.end(), smaller);
  case Builtin::MeanOf: return mean();
  case Builtin::StddevOf:
  case Builtin::SampleStddevOf:
  case Builtin::VarianceOf: return spread();
  case Builtin::Abs:
    if (const auto* days = std::get_if<Duration>(&arguments[0]))
      return Duration{days->days < 0 ? -days->days : days->days};
    return number(0).absolute();
  case Builtin::Clamp: return clamped();
  case Builtin::Round:
  case Builtin::RoundHalfEven:
  case Builtin::RoundHalfDown:
  case Builtin::RoundUp:
  case Builtin::RoundDown:
  case Builtin::Floor:
  case Builtin::Ceil: return rounded(rounding_of(node.builtin).value());
  case Builtin::Sqrt:
  case Builtin::Ln:
  case Builtin::Exp: return irrational();
  case Builtin::Power: return raised();
  case Builtin::Decay: return decayed();
  case Builtin::Linear: return linear();
  case Builtin::Interpolate: return interpolated();
  case Builtin::Convert: return converted();
  case Builtin::DaysBetween: return Number(date(1).days() - date(0).days());
  case Builtin::MonthsBetween: return Number(months_between(date(0), date(1)));
  case Builtin::YearsBetween: return Number(years_between(date(0), date(1)));
  case Builtin::AddMonths: return months_added();
  case Builtin::Length: return Number(static_cast<std::int64_t>(count_characters(text(0))));
  case Builtin::Lower: return lower_case(text(0));
  case Builtin::Upper: return upper_case(text(0));
  case Builtin::Contains: return text(0).find(text(1)) != std::string::npos;
  case Builtin::StartsWith: return text(0).starts_with(text(1));
  case Builtin::EndsWith: return text(0).ends_with(text(1));
  case Builtin::None: break;
  }
  throw std::logic_error("a call without a function reached the evaluator");
}

} // namespace

Value call(const ast::Expr& expression, const ast::Call& node, Scope& scope) {
  Arguments arguments;
  arguments.reserve(node.arguments.size());
  for (const ast::ExprPtr& argument : node.arguments)
    arguments.push_back(evaluate(*argument, scope));
  try {
    return CallEvaluation{expression, node, arguments, scope}.evaluate_call();
  } catch (const NumberTooLarge& error) {
    throw Failure{.place = expression.span, .message = error.what()};
  }
}

} // namespace strata::evaluation
