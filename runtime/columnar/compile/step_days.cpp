// Completed months and years are looked at to be compared. Where one of the two days is known beforehand, as
// the day of the decision is, the other day alone says how many there are, and the more they are the earlier
// (or the later) it is: so their borders are borders of days, and nobody has to count.
#include <algorithm>

#include "runtime/columnar/compile/step_values.hpp"

namespace strata::columnar {

namespace {

/// The comparison that says the same with its sides exchanged.
ast::Comparison exchanged(ast::Comparison op) {
  using enum ast::Comparison;
  switch (op) {
  case Less: return Greater;
  case LessEqual: return GreaterEqual;
  case Greater: return Less;
  case GreaterEqual: return LessEqual;
  default: return op;
  }
}

} // namespace

std::optional<StepValues::Elapsed> StepValues::elapsed(plan::StepId step) const {
  const auto* function = std::get_if<plan::Function>(&plan_.steps[step].operation);
  if (function == nullptr ||
      (function->builtin != Builtin::MonthsBetween && function->builtin != Builtin::YearsBetween))
    return std::nullopt;
  const NumberValue& from = number(function->arguments[0]);
  const NumberValue& to = number(function->arguments[1]);
  if (from.constant.has_value() == to.constant.has_value()) return std::nullopt;
  const std::optional<std::int64_t> known = (from.constant ? from : to).constant->to_int64();
  const std::optional<Date> date = known ? Date::from_days(*known) : std::nullopt;
  if (!date) return std::nullopt;
  return Elapsed{.day = from.constant ? to : from,
                 .known = *date,
                 .rises = from.constant.has_value(),
                 .years = function->builtin == Builtin::YearsBetween};
}

/// The day from which on the border is reached, where counts rise with the day; else no longer reached.
Number StepValues::turning_day(const Elapsed& elapsed, const Number& border, bool inclusive) {
  const auto reached = [&](std::int64_t days) {
    const Date day = *Date::from_days(days);
    const Date& from = elapsed.rises ? elapsed.known : day;
    const Date& to = elapsed.rises ? day : elapsed.known;
    const Number count(elapsed.years ? years_between(from, to) : months_between(from, to));
    return inclusive ? count >= border : count > border;
  };
  std::int64_t low = kFirstDay;
  std::int64_t high = kLastDay + 1; // the turn lies in low .. high
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (reached(middle) == elapsed.rises)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

NumberValue StepValues::bands_of_days(const Elapsed& elapsed, const plan::Bands& step) {
  std::vector<plan::Bands::Border> borders;
  for (const plan::Bands::Border& border : step.borders)
    borders.push_back({turning_day(elapsed, border.value, border.belongs_above), true});
  std::vector<Number> values = step.values;
  if (!elapsed.rises) {
    std::reverse(borders.begin(), borders.end());
    std::reverse(values.begin(), values.end());
  }
  return assembler_.bands(elapsed.day, borders, values);
}

TruthValue StepValues::compare_days(const Elapsed& elapsed, ast::Comparison op, const Number& border) {
  const auto reached = [&](bool inclusive) {
    const NumberValue turn = Assembler::constant(turning_day(elapsed, border, inclusive));
    const TruthValue behind = assembler_.compare(ast::Comparison::GreaterEqual, elapsed.day, turn);
    return elapsed.rises ? behind : Assembler::inverted(behind);
  };
  using enum ast::Comparison;
  switch (op) {
  case GreaterEqual: return reached(true);
  case Less: return Assembler::inverted(reached(true));
  case Greater: return reached(false);
  case LessEqual: return Assembler::inverted(reached(false));
  case Equal: return assembler_.both(reached(true), Assembler::inverted(reached(false)));
  case NotEqual: break;
  }
  return Assembler::inverted(compare_days(elapsed, Equal, border));
}

StepValue StepValues::operator()(const plan::Bands& step) {
  if (const auto counted = elapsed(step.subject)) return bands_of_days(*counted, step);
  return assembler_.bands(number(step.subject), step.borders, step.values);
}

StepValue StepValues::operator()(const plan::Compare& step) {
  const NumberValue& left = number(step.left);
  const NumberValue& right = number(step.right);
  if (right.constant) {
    if (const auto counted = elapsed(step.left)) return compare_days(*counted, step.op, *right.constant);
  } else if (left.constant) {
    if (const auto counted = elapsed(step.right))
      return compare_days(*counted, exchanged(step.op), *left.constant);
  }
  return assembler_.compare(step.op, left, right);
}

} // namespace strata::columnar
