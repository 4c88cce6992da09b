// Typing of `+ − × ÷`: which units may meet, what comes of them, and whether a result stays a finite decimal.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"

namespace strata {

namespace {

using ast::ArithmeticOperator;

std::string_view done_to(ArithmeticOperator op) {
  switch (op) {
  case ArithmeticOperator::Add: return "added";
  case ArithmeticOperator::Subtract: return "subtracted";
  case ArithmeticOperator::Multiply: return "multiplied";
  case ArithmeticOperator::Divide: return "divided";
  }
  return {};
}

bool is_sum(ArithmeticOperator op) {
  return op == ArithmeticOperator::Add || op == ArithmeticOperator::Subtract;
}

bool calculates(const Type& type) {
  return type.is_numeric() || type.kind == Kind::Date || type.kind == Kind::Duration;
}

std::optional<Kind> sum_kind(ArithmeticOperator op, const Type& left, const Type& right) {
  if (left.kind == Kind::Date && right.kind == Kind::Duration) return Kind::Date;
  if (op == ArithmeticOperator::Add && left.kind == Kind::Duration && right.kind == Kind::Date)
    return Kind::Date;
  if (left.kind == Kind::Date && right.kind == Kind::Date)
    return op == ArithmeticOperator::Subtract ? std::optional(Kind::Duration) : std::nullopt;
  if (left.kind != right.kind) return std::nullopt;
  if (left.kind == Kind::Money && left.currency != right.currency) return std::nullopt;
  return left.kind;
}

std::optional<Kind> product_kind(ArithmeticOperator op, const Type& left, const Type& right) {
  const bool by_number = right.kind == Kind::Number;
  if (op == ArithmeticOperator::Multiply) {
    if (by_number) return left.kind == Kind::Date ? std::nullopt : std::optional(left.kind);
    if (left.kind == Kind::Number && right.kind != Kind::Date) return right.kind;
    return std::nullopt;
  }
  if (by_number && left.is_numeric()) return left.kind;
  const bool ratio = left.kind == right.kind && left.currency == right.currency &&
                     (left.kind == Kind::Money || left.kind == Kind::Duration);
  return ratio ? std::optional(Kind::Number) : std::nullopt;
}

} // namespace

bool ExpressionTyping::operator()(ast::Arithmetic& node) {
  bool good = operand(*node.first);
  for (const ast::Arithmetic::Term& term : node.rest)
    good = operand(*term.operand) && good;
  if (!good) return false;
  // The whole left side so far counts as one operand; its text stands in messages as long as it is short.
  ast::Expr* left = node.first.get();
  Type type = left->type;
  for (const ast::Arithmetic::Term& term : node.rest) {
    if (is_sum(term.op) && type.literal && term.operand->type.kind == Kind::Money) {
      adopt(*left, term.operand->type);
      type = Type{.kind = Kind::Money, .finite = type.finite, .currency = term.operand->type.currency};
    }
    if (!arithmetic_step(*left, type, term, node.first->span)) return false;
    if (!is_sum(term.op) || left->type.literal) left = term.operand.get();
  }
  return becomes(type);
}

bool ExpressionTyping::cannot_meet(const ast::Expr& left, const Type& left_type,
                                   const ast::Arithmetic::Term& term, Span first) {
  const ast::Expr& right = *term.operand;
  for (const auto& [expression, type] : {std::pair(&left, left_type), std::pair(&right, right.type)}) {
    if (calculates(type)) continue;
    Finding& finding = report(
        Code::WrongType, expression->span,
        fmt::format("{} is {}, with which nothing can be calculated", text_of(*expression), described(type)),
        described(type));
    add_origin(finding, *expression);
    return false;
  }
  const bool currencies = left_type.kind == Kind::Money && right.type.kind == Kind::Money &&
                          left_type.currency != right.type.currency;
  const bool plain = left.type.kind == left_type.kind;
  Finding& finding = report_pair(currencies        ? Code::CurrenciesMeet
                                 : is_sum(term.op) ? Code::UnitMismatch
                                                   : Code::NoSuchProduct,
                                 left, right,
                                 fmt::format("{} is {} and {} is {}: they cannot be {}",
                                             plain ? text_of(left) : "the left side", described(left_type),
                                             text_of(right), described(right.type), done_to(term.op)));
  // That a date moves by days, or days are written so, helps with sums only.
  if (!is_sum(term.op) && !currencies) finding.help.clear();
  if (plain) return false;
  for (PlaceNote& place : finding.others)
    if (place.span == left.span) place = {cover(first, left.span), described(left_type)};
  return false;
}

bool ExpressionTyping::arithmetic_step(ast::Expr& left, Type& left_type, const ast::Arithmetic::Term& term,
                                       Span first) {
  ast::Expr& right = *term.operand;
  if (is_sum(term.op)) adopt(right, left_type);
  const std::optional<Kind> kind = is_sum(term.op) ? sum_kind(term.op, left_type, right.type)
                                                   : product_kind(term.op, left_type, right.type);
  if (!kind || !calculates(left_type) || !calculates(right.type))
    return cannot_meet(left, left_type, term, first);
  if (*kind == Kind::Duration && !is_sum(term.op)) {
    const bool left_is_number = left_type.kind == Kind::Number;
    if (!(left_is_number ? left_type.whole : right.type.whole))
      return whole(left_is_number ? left : right, "what a duration is multiplied by");
  }
  Type type{.kind = *kind, .finite = left_type.finite && right.type.finite};
  if (term.op == ArithmeticOperator::Divide) {
    if (!divisor(right)) return false;
    type.finite = type.finite && finite_inverse(right);
  } else {
    type.whole = *kind == Kind::Number && left_type.whole && right.type.whole;
  }
  if (*kind == Kind::Money)
    type.currency = left_type.kind == Kind::Money ? left_type.currency : right.type.currency;
  type.literal = *kind == Kind::Number && left_type.literal && right.type.literal;
  left_type = type;
  return true;
}

bool ExpressionTyping::divisor(const ast::Expr& expression) {
  if (typing_.dependence(expression) != Dependence::Literals) return true;
  const std::optional<Value> value = typing_.folded(expression);
  const bool zero = value && (*value == Value(Number(0)) || *value == Value(Duration{0}));
  if (zero) report(Code::BadConstant, expression.span, "this divides by zero");
  return !zero;
}

namespace {

/// The amount in a constant: days count as numbers here.
Number amount_of(const Value& value) {
  if (const auto* days = std::get_if<Duration>(&value)) return Number(days->days);
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days());
  return std::get<Number>(value);
}

bool has_finite_inverse(const Number& number) {
  return !number.is_zero() && (Number(1) / number).decimals().has_value();
}

} // namespace

bool TypingTools::finite_inverse(const ast::Expr& expression) {
  if (typing_.dependence(expression) != Dependence::Literals) return false;
  const std::optional<Value> value = typing_.folded(expression);
  return value && has_finite_inverse(amount_of(*value));
}

bool TypingTools::finite_inverse_of_span(const ast::Expr& low, const ast::Expr& high) {
  if (std::max(typing_.dependence(low), typing_.dependence(high)) != Dependence::Literals) return false;
  const std::optional<Value> from = typing_.folded(low);
  const std::optional<Value> to = typing_.folded(high);
  return from && to && has_finite_inverse(amount_of(*to) - amount_of(*from));
}

} // namespace strata
