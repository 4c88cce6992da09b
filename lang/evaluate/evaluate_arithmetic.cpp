// Arithmetic and comparison of values: exact numbers, dates and durations, texts, tiers.
#include "lang/evaluate/evaluation.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"

namespace strata::evaluation {

namespace {

using ast::ArithmeticOperator;

Duration checked_days(std::int64_t days, Span place) {
  if (days > kMostDays || days < -kMostDays)
    throw Failure{.place = place, .message = "the duration is longer than any dates are apart"};
  return Duration{days};
}

/// One term of a chain, and what stands before the first operator, for messages.
struct Step {
  const ast::Arithmetic& chain;
  const Value& first;
  const ast::Arithmetic::Term& term;
  const Value& operand;
  Span place;
  Scope& scope;

  [[nodiscard]] bool adds() const { return term.op == ArithmeticOperator::Add; }
  [[nodiscard]] bool divides() const { return term.op == ArithmeticOperator::Divide; }
  [[noreturn]] void division_by_zero(const Value& divisor) const {
    throw Failure{.place = term.operand->span,
                  .message = "division by zero: " + quoted(*term.operand, divisor, scope)};
  }

  [[nodiscard]] Date moved(Date date, std::int64_t days) const {
    if (const std::optional<Date> result = date.add_days(days)) return *result;
    throw Failure{.place = place,
                  .message =
                      fmt::format("the date lies outside the years 1 to 9999: {}, {}",
                                  quoted(*chain.first, first, scope), quoted(*term.operand, operand, scope))};
  }

  Value operator()(const Number& left, const Number& right) const {
    switch (term.op) {
    case ArithmeticOperator::Add: return left + right;
    case ArithmeticOperator::Subtract: return left - right;
    case ArithmeticOperator::Multiply: return left * right;
    case ArithmeticOperator::Divide: break;
    }
    if (right.is_zero()) division_by_zero(right);
    return left / right;
  }
  Value operator()(const Duration& left, const Duration& right) const {
    if (!divides()) return checked_days(adds() ? left.days + right.days : left.days - right.days, place);
    if (right.days == 0) division_by_zero(right);
    return Number(left.days) / Number(right.days);
  }
  Value operator()(const Duration& left, const Number& right) const {
    const std::optional<std::int64_t> days = (Number(left.days) * right).to_int64();
    return checked_days(days.value_or(kMostDays + 1), place);
  }
  Value operator()(const Number& left, const Duration& right) const { return (*this)(right, left); }
  Value operator()(const Date& left, const Duration& right) const {
    return moved(left, adds() ? right.days : -right.days);
  }
  Value operator()(const Duration& left, const Date& right) const { return moved(right, left.days); }
  Value operator()(const Date& left, const Date& right) const { return Duration{left.days() - right.days()}; }
  template <class L, class R>
  Value operator()(const L&, const R&) const {
    throw std::logic_error("arithmetic on values that typing should have refused");
  }
};

bool reads_hidden(const ast::Expr& expression, Scope& scope) {
  if (const auto* name = std::get_if<ast::NameUse>(&expression.node)) return scope.hides(name->target);
  bool hidden = false;
  each_part(expression, [&](const ast::Expr& part) { hidden = hidden || reads_hidden(part, scope); });
  return hidden;
}

} // namespace

Value arithmetic(const ast::Expr& expression, const ast::Arithmetic& node, Scope& scope) {
  const Value first = evaluate(*node.first, scope);
  Value result = first;
  for (const ast::Arithmetic::Term& term : node.rest) {
    const Value operand = evaluate(*term.operand, scope);
    try {
      result = std::visit(Step{node, first, term, operand, expression.span, scope}, result, operand);
    } catch (const NumberTooLarge& error) {
      throw Failure{.place = expression.span, .message = error.what()};
    }
  }
  return result;
}

bool less(const Value& left, const Value& right) {
  if (const auto* number = std::get_if<Number>(&left)) return *number < std::get<Number>(right);
  if (const auto* date = std::get_if<Date>(&left)) return *date < std::get<Date>(right);
  if (const auto* days = std::get_if<Duration>(&left)) return *days < std::get<Duration>(right);
  // UTF-8 compares by bytes as its code points do.
  if (const auto* text = std::get_if<std::string>(&left)) return *text < std::get<std::string>(right);
  return std::get<TierValue>(left).tier > std::get<TierValue>(right).tier;
}

bool compare(ast::Comparison op, const Value& left, const Value& right) {
  using enum ast::Comparison;
  if (op == Equal) return left == right;
  if (op == NotEqual) return left != right;
  // `unrated` stands outside the order: nothing is better or worse than it.
  const auto unrated = [](const Value& value) {
    const auto* tier = std::get_if<TierValue>(&value);
    return tier != nullptr && tier->is_unrated();
  };
  if (unrated(left) || unrated(right)) return false;
  switch (op) {
  case Less: return less(left, right);
  case LessEqual: return !less(right, left);
  case Greater: return less(right, left);
  default: return !less(left, right);
  }
}

std::string quoted(const ast::Expr& expression, const Value& value, Scope& scope) {
  constexpr std::size_t kLongest = 60;
  std::string name = print(expression);
  if (name.size() > kLongest) name = "the value here";
  if (std::holds_alternative<TierValue>(value) || reads_hidden(expression, scope)) return name;
  const bool is_text = std::holds_alternative<std::string>(value);
  const std::string text = is_text ? fmt::format("\"{}\"", to_text(value)) : to_text(value);
  const bool literal = std::holds_alternative<ast::DurationLiteral>(expression.node); // "1 day", "1 days"
  return literal || name == text ? name : name + " is " + text;
}

} // namespace strata::evaluation
