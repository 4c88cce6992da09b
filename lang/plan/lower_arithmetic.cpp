// Arithmetic, comparisons and functions. Dates are day numbers and durations days, so that most of what is
// done to them is a sum; what leaves the calendar fails.
#include <algorithm>

#include "lang/evaluate/builtins.hpp"
#include "lang/evaluate/evaluate.hpp"
#include "lang/plan/lowering.hpp"

namespace strata::plan {

namespace {

using enum ast::Comparison;
using ast::ArithmeticOperator;

/// What a chain is after a term.
Kind kind_after(Kind left, ArithmeticOperator op, Kind right) {
  const bool sum = op == ArithmeticOperator::Add || op == ArithmeticOperator::Subtract;
  if (sum && left == Kind::Date && right == Kind::Date) return Kind::Duration;
  if (sum) return right == Kind::Date ? Kind::Date : left;
  if (op == ArithmeticOperator::Divide) return Kind::Number;
  return right == Kind::Duration ? Kind::Duration : left;
}

} // namespace

Lowered Lowering::node(const ast::Negate& node, const ast::Expr&) {
  Flow flow(builder_);
  const StepId operand = needed(expression(*node.operand), flow);
  return flow.with(builder_.scaled(operand, Number(-1)));
}

Lowered Lowering::node(const ast::Arithmetic& node, const ast::Expr&) {
  Flow flow(builder_);
  StepId result = needed(expression(*node.first), flow);
  Kind kind = node.first->type.kind;
  const auto leaves = [&](const Number& least, const Number& greatest) {
    flow.fails_where(builder_.either(builder_.compare(Less, result, builder_.number(least)),
                                     builder_.compare(Greater, result, builder_.number(greatest))));
  };
  // A run of sums of plain numbers is one sum: step by step it would be sorted again for each term.
  Affine run{.constant = {}, .terms = {{Number(1), result}}};
  for (const ast::Arithmetic::Term& term : node.rest) {
    const StepId operand = needed(expression(*term.operand), flow);
    const Kind operand_kind = term.operand->type.kind;
    const bool has_days = kind == Kind::Date || kind == Kind::Duration || operand_kind == Kind::Date ||
                          operand_kind == Kind::Duration;
    const bool adds = term.op == ArithmeticOperator::Add || term.op == ArithmeticOperator::Subtract;
    if (adds) run.terms.push_back({Number(term.op == ArithmeticOperator::Add ? 1 : -1), operand});
    if (adds && !has_days) continue;
    if (adds) {
      result = builder_.affine(run);
    } else if (term.op == ArithmeticOperator::Multiply) {
      result = builder_.product(result, operand);
    } else {
      flow.fails_where(builder_.compare(Equal, operand, builder_.number(0)));
      result = builder_.quotient(result, operand);
    }
    const bool apart = kind == Kind::Date && operand_kind == Kind::Date; // always near enough
    kind = kind_after(kind, term.op, operand_kind);
    if (kind == Kind::Date) leaves(*calendar_days().least, *calendar_days().greatest);
    if (kind == Kind::Duration && !apart) leaves(-kMostDays, kMostDays);
    run = {.constant = {}, .terms = {{Number(1), result}}};
  }
  return flow.with(run.terms.size() > 1 ? builder_.affine(run) : result);
}

/// A comparison of two values of one type.
StepId Lowering::compared(ast::Comparison op, const Type& type, StepId left, StepId right) {
  switch (type.kind) {
  case Kind::Text: return builder_.compare_text(op, left, right);
  case Kind::Boolean: {
    const StepId same = builder_.select(left, right, builder_.negation(right));
    return op == Equal ? same : builder_.negation(same);
  }
  case Kind::Tier: {
    if (op == Equal || op == NotEqual) return builder_.compare(op, left, right);
    // The better tier is the greater and the smaller number; `unrated` stands outside the order.
    const StepId unrated = unrated_tier(static_cast<std::uint32_t>(type.scale));
    const auto mirrored = op == Less        ? Greater
                          : op == LessEqual ? GreaterEqual
                          : op == Greater   ? Less
                                            : LessEqual;
    return builder_.logic(true,
                          {builder_.compare(mirrored, left, right), builder_.compare(Less, left, unrated),
                           builder_.compare(Less, right, unrated)});
  }
  default: return builder_.compare(op, left, right);
  }
}

Lowered Lowering::node(const ast::Compare& node, const ast::Expr&) {
  Flow flow(builder_);
  const Type& type = node.left->type.kind == Kind::Missing ? node.right->type : node.left->type;
  const StepId left = needed(expression(*node.left), flow, kind_of(type));
  const StepId right = needed(expression(*node.right), flow, kind_of(type));
  return flow.with(compared(node.op, type, left, right));
}

Lowered Lowering::node(const ast::Tally& node, const ast::Expr&) {
  Flow flow(builder_);
  Affine sum{.constant = {}, .terms = {{Number(1), needed(expression(*node.start), flow)}}};
  for (const ast::ConditionArm& arm : node.arms) {
    const StepId condition = needed(expression(*arm.condition), flow, StepKind::Truth);
    const Lowered points = expression(*arm.result);
    flow.needs(points, condition);
    const StepId value = points.value == kNone ? builder_.number(0) : points.value;
    sum.terms.push_back({Number(1), builder_.select(condition, value, builder_.number(0))});
  }
  return flow.with(builder_.affine(sum));
}

// ---- functions

Lowered Lowering::node(const ast::Call& node, const ast::Expr&) {
  if (node.inlined) return expression(*node.inlined);
  Flow flow(builder_);
  std::vector<StepId> arguments;
  for (const ast::ExprPtr& argument : node.arguments)
    arguments.push_back(needed(expression(*argument), flow, kind_of(argument->type)));
  return call(node, arguments, flow);
}

/// Through the points (xs, ys), straight between them and level outside.
StepId Lowering::line(StepId x, const std::vector<StepId>& xs, const std::vector<StepId>& ys) {
  Affine sum{.constant = {}, .terms = {{Number(1), ys.front()}}};
  for (std::size_t i = 0; i + 1 < xs.size(); ++i) {
    const StepId low = builder_.extreme(false, xs[i], xs[i + 1]);
    const StepId high = builder_.extreme(true, xs[i], xs[i + 1]);
    const StepId along = builder_.quotient(builder_.difference(builder_.clamp(x, low, high), xs[i]),
                                           builder_.difference(xs[i + 1], xs[i]));
    sum.terms.push_back({Number(1), builder_.product(along, builder_.difference(ys[i + 1], ys[i]))});
  }
  return builder_.affine(sum);
}

Lowered Lowering::call(const ast::Call& node, const std::vector<StepId>& arguments, Flow& flow) {
  if (const auto rounding = rounding_of(node.builtin)) {
    const Number* places = arguments.size() > 1 ? builder_.number_of(arguments[1]) : nullptr;
    const std::int64_t count = places == nullptr ? 0 : places->to_int64().value_or(0);
    return flow.with(builder_.rounded(arguments[0], static_cast<int>(count), *rounding));
  }
  switch (node.builtin) {
  case Builtin::Min:
  case Builtin::Max: {
    StepId result = arguments.front();
    for (std::size_t i = 1; i < arguments.size(); ++i)
      result = builder_.extreme(node.builtin == Builtin::Max, result, arguments[i]);
    return flow.with(result);
  }
  case Builtin::MeanOf: {
    Affine mean;
    for (const StepId argument : arguments)
      mean.terms.push_back({Number::ratio(1, static_cast<std::int64_t>(arguments.size())), argument});
    return flow.with(builder_.affine(mean));
  }
  case Builtin::Abs: return flow.with(builder_.absolute(arguments[0]));
  case Builtin::Clamp:
    flow.fails_where(builder_.compare(Less, arguments[2], arguments[1]));
    return flow.with(builder_.clamp(arguments[0], arguments[1], arguments[2]));
  case Builtin::Linear: {
    flow.fails_where(builder_.compare(Equal, arguments[1], arguments[2]));
    const StepId from = arguments.size() > 3 ? arguments[3] : builder_.number(0);
    const StepId to = arguments.size() > 4 ? arguments[4] : builder_.number(100);
    return flow.with(line(arguments[0], {arguments[1], arguments[2]}, {from, to}));
  }
  case Builtin::Interpolate: {
    std::vector<StepId> xs;
    std::vector<StepId> ys;
    for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
      xs.push_back(arguments[i]);
      ys.push_back(arguments[i + 1]);
    }
    return flow.with(line(arguments[0], xs, ys));
  }
  case Builtin::Convert: {
    const std::int32_t currency = node.arguments[0]->type.currency;
    const StepId factor = needed(rate(static_cast<std::uint32_t>(currency)), flow);
    return flow.with(builder_.product(arguments[0], factor));
  }
  case Builtin::DaysBetween: return flow.with(builder_.difference(arguments[1], arguments[0]));
  default: break;
  }
  const Function function{
      .builtin = node.builtin, .arguments = arguments, .places = node.places ? node.places->count : 0};
  flow.fails_where(builder_.undefined(function));
  const Number* exponent = node.builtin == Builtin::Power ? builder_.number_of(arguments[1]) : nullptr;
  if (exponent != nullptr) {
    // Small powers are products, which every machine multiplies.
    if (*exponent == Number(0)) return flow.with(builder_.number(1));
    if (*exponent == Number(1)) return flow.with(arguments[0]);
    if (*exponent == Number(2)) return flow.with(builder_.product(arguments[0], arguments[0]));
    if (*exponent == Number(-1)) return flow.with(builder_.quotient(builder_.number(1), arguments[0]));
  }
  return flow.with(builder_.function(function));
}

} // namespace strata::plan
