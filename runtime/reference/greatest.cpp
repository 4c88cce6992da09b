// Interval bounds of expressions: from literals, parameters, column ranges, arms, `linear`, `min`, `max`,
// `clamp`, sums and products. They give the greatest value of a dimension, against which points are lost.
#include "runtime/reference/greatest.hpp"

#include <algorithm>

namespace strata {

namespace {

Bounds point(const Number& number) {
  return {number, number};
}

bool is_point(const Bounds& bounds) {
  return bounds.low && bounds.high && *bounds.low == *bounds.high;
}

std::optional<Number> number_in(const std::optional<Value>& value) {
  if (value) {
    if (const auto* number = std::get_if<Number>(&*value)) return *number;
  }
  return std::nullopt;
}

/// The end on which both sides agree to be known, chosen by `pick`.
template <class Pick>
std::optional<Number> both(const std::optional<Number>& a, const std::optional<Number>& b, Pick pick) {
  if (a && b) return pick(*a, *b);
  return std::nullopt;
}

/// The end of either side, or of the one that is known.
template <class Pick>
std::optional<Number> either(const std::optional<Number>& a, const std::optional<Number>& b, Pick pick) {
  if (a && b) return pick(*a, *b);
  return a ? a : b;
}

Number lesser(const Number& a, const Number& b) {
  return b < a ? b : a;
}
Number greater(const Number& a, const Number& b) {
  return a < b ? b : a;
}
Number added(const Number& a, const Number& b) {
  return a + b;
}

Bounds negated(const Bounds& bounds) {
  Bounds result;
  if (bounds.high) result.low = -*bounds.high;
  if (bounds.low) result.high = -*bounds.low;
  return result;
}

Bounds sum(const Bounds& a, const Bounds& b) {
  return {both(a.low, b.low, added), both(a.high, b.high, added)};
}

Bounds joined(const Bounds& a, const Bounds& b) {
  return {both(a.low, b.low, lesser), both(a.high, b.high, greater)};
}

Bounds scaled(const Bounds& bounds, const Number& factor) {
  if (factor.is_zero()) return point(Number(0));
  const Bounds turned = factor.is_negative() ? negated(bounds) : bounds;
  const Number size = factor.absolute();
  Bounds result;
  if (turned.low) result.low = *turned.low * size;
  if (turned.high) result.high = *turned.high * size;
  return result;
}

Bounds product(const Bounds& a, const Bounds& b) {
  if (is_point(a)) return scaled(b, *a.low);
  if (is_point(b)) return scaled(a, *b.low);
  if (!a.low || !a.high || !b.low || !b.high) return {};
  const Number ends[] = {*a.low * *b.low, *a.low * *b.high, *a.high * *b.low, *a.high * *b.high};
  return {*std::min_element(std::begin(ends), std::end(ends)),
          *std::max_element(std::begin(ends), std::end(ends))};
}

/// min(…): above it is bounded by any of its arguments, below by all of them.
Bounds least_of(const std::vector<Bounds>& all) {
  Bounds result = all.front();
  for (std::size_t i = 1; i < all.size(); ++i)
    result = {both(result.low, all[i].low, lesser), either(result.high, all[i].high, lesser)};
  return result;
}

Bounds greatest_of(const std::vector<Bounds>& all) {
  Bounds result = all.front();
  for (std::size_t i = 1; i < all.size(); ++i)
    result = {either(result.low, all[i].low, greater), both(result.high, all[i].high, greater)};
  return result;
}

Bounds join_all(const std::vector<Bounds>& all) {
  if (all.empty()) return {};
  Bounds result = all.front();
  for (std::size_t i = 1; i < all.size(); ++i)
    result = joined(result, all[i]);
  return result;
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

} // namespace

std::vector<Bounds> BoundsFinder::of_all(const std::vector<ast::ExprPtr>& expressions, std::size_t first) {
  std::vector<Bounds> result;
  for (std::size_t i = first; i < expressions.size(); ++i)
    result.push_back(of(*expressions[i]));
  return result;
}

Bounds BoundsFinder::of(const ast::Expr& expression) {
  // Definitions that read definitions add up; evaluation has the same limit and fails beyond it.
  constexpr int kMaxDepth = 2000;
  if (depth_ >= kMaxDepth) return {};
  ++depth_;
  Bounds result = of_node(expression);
  --depth_;
  return result;
}

Bounds BoundsFinder::of_node(const ast::Expr& expression) {
  return std::visit(
      overloaded{
          [](const ast::NumberLiteral& literal) { return point(literal.value); },
          [&](const ast::NameUse& use) { return of_name(use.target); },
          [&](const ast::Member& member) { return of_name(member.target); },
          [&](const ast::Negate& negate) { return negated(of(*negate.operand)); },
          [&](const ast::Default& chain) { return join_all(of_all(chain.operands)); },
          [&](const ast::Arithmetic& chain) { return of_arithmetic(chain); },
          [&](const ast::If& choice) { return joined(of(*choice.then), of(*choice.otherwise)); },
          [&](const ast::Match& match) {
            std::vector<Bounds> arms;
            for (const ast::MatchArm& arm : match.arms)
              arms.push_back(of(*arm.result));
            return join_all(arms);
          },
          [&](const ast::MatchConditions& match) {
            std::vector<Bounds> arms;
            for (const ast::ConditionArm& arm : match.arms)
              arms.push_back(of(*arm.result));
            return join_all(arms);
          },
          [&](const ast::Tally& tally) { return of_tally(tally); },
          [&](const ast::Weighted& weighted) { return of_weighted(weighted); },
          [&](const ast::Call& call) { return of_call(call); },
          [](const ast::CoverageOf&) {
            return Bounds{Number(0), Number(1)};
          },
          [](const auto&) { return Bounds{}; },
      },
      expression.node);
}

Bounds BoundsFinder::of_name(const Reference& target) {
  switch (target.entity) {
  case Entity::Column: return of_column(target.index);
  case Entity::Parameter: {
    const auto value = number_in(model_.parameters[target.index].value);
    return value ? point(*value) : Bounds{};
  }
  case Entity::Definition:
  case Entity::Dimension:
  case Entity::Score:
  case Entity::Shown: {
    const auto key = std::pair(target.entity, target.index);
    const auto known = named_.find(key);
    if (known != named_.end()) return known->second;
    return named_[key] = of_named(target);
  }
  default: return {};
  }
}

Bounds BoundsFinder::of_named(const Reference& target) {
  const ast::Expr* value = nullptr;
  switch (target.entity) {
  case Entity::Definition: value = model_.definitions[target.index].value; break;
  case Entity::Score: value = model_.scores[target.index].value; break;
  case Entity::Shown: value = model_.shown[target.index].value; break;
  case Entity::Dimension: return of_dimension(target.index);
  default: break;
  }
  return value != nullptr ? of(*value) : Bounds{};
}

Bounds BoundsFinder::of_dimension(std::uint32_t dimension) {
  const TypedDimension& typed = model_.dimensions[dimension];
  if (typed.column) return of_column(*typed.column);
  return typed.value != nullptr ? of(*typed.value) : Bounds{};
}

Bounds BoundsFinder::of_column(std::uint32_t column) const {
  const ColumnType& cell = model_.columns[column].cell;
  return {number_in(cell.least), number_in(cell.greatest)};
}

Bounds BoundsFinder::of_arithmetic(const ast::Arithmetic& chain) {
  Bounds result = of(*chain.first);
  for (const ast::Arithmetic::Term& term : chain.rest) {
    const Bounds operand = of(*term.operand);
    switch (term.op) {
    case ast::ArithmeticOperator::Add: result = sum(result, operand); break;
    case ast::ArithmeticOperator::Subtract: result = sum(result, negated(operand)); break;
    case ast::ArithmeticOperator::Multiply: result = product(result, operand); break;
    case ast::ArithmeticOperator::Divide:
      // A divisor that varies may come near to zero, so only constants bound a quotient.
      result =
          is_point(operand) && !operand.low->is_zero() ? scaled(result, Number(1) / *operand.low) : Bounds{};
      break;
    }
  }
  return result;
}

Bounds BoundsFinder::of_tally(const ast::Tally& tally) {
  // Any of the arms may hold, so each can only add to the side that its sign points to.
  Bounds result = of(*tally.start);
  for (const ast::ConditionArm& arm : tally.arms)
    result = sum(result, joined(of(*arm.result), point(Number(0))));
  return result;
}

Bounds BoundsFinder::of_weighted(const ast::Weighted& weighted) {
  Number total(0);
  for (const ast::WeightedPart& part : weighted.parts)
    total = total + part.folded_weight;
  if (total.is_zero()) return {};
  std::vector<Bounds> present; // parts that can move the result at all
  Bounds result = point(Number(0));
  for (const ast::WeightedPart& part : weighted.parts) {
    if (part.folded_weight.is_zero()) continue;
    present.push_back(of(*part.value));
    result = sum(result, scaled(present.back(), part.folded_weight / total));
  }
  // With parts left out the result is a mean of some of them, which may be any single one.
  return weighted.form == ast::WeightedForm::Available ? join_all(present) : result;
}

Bounds BoundsFinder::of_rounding(const ast::Call& call) {
  const Bounds argument = of(*call.arguments[0]);
  int places = 0;
  if (call.arguments.size() > 1) {
    const Bounds given = of(*call.arguments[1]);
    const auto count = is_point(given) ? given.low->to_int64() : std::nullopt;
    if (!count || *count > 100 || *count < -100) return {};
    places = static_cast<int>(*count);
  }
  // Rounding keeps the order of numbers, so rounded ends are ends of the rounded values.
  const Rounding rounding = *rounding_of(call.builtin);
  Bounds result;
  if (argument.low) result.low = argument.low->rounded(places, rounding);
  if (argument.high) result.high = argument.high->rounded(places, rounding);
  return result;
}

Bounds BoundsFinder::of_call(const ast::Call& call) {
  if (call.inlined) return of(*call.inlined);
  if (rounding_of(call.builtin)) return of_rounding(call);
  switch (call.builtin) {
  case Builtin::Min: return least_of(of_all(call.arguments));
  case Builtin::Max: return greatest_of(of_all(call.arguments));
  case Builtin::Clamp: {
    const Bounds value = of(*call.arguments[0]);
    const Bounds low = of(*call.arguments[1]);
    const Bounds high = of(*call.arguments[2]);
    return least_of({greatest_of({value, low}), high});
  }
  case Builtin::MeanOf: {
    Bounds total = point(Number(0));
    for (const Bounds& argument : of_all(call.arguments))
      total = sum(total, argument);
    return scaled(total, Number::ratio(1, static_cast<std::int64_t>(call.arguments.size())));
  }
  case Builtin::Abs: {
    const Bounds value = of(*call.arguments[0]);
    Bounds result = greatest_of({value, negated(value)});
    result.low = result.low ? greater(*result.low, Number(0)) : Number(0);
    return result;
  }
  case Builtin::Linear:
    if (call.arguments.size() == 3) return {Number(0), Number(100)};
    return join_all(of_all(call.arguments, 3));
  case Builtin::Interpolate: {
    std::vector<Bounds> heights; // x, x1, y1, x2, y2, …
    for (std::size_t i = 2; i < call.arguments.size(); i += 2)
      heights.push_back(of(*call.arguments[i]));
    return join_all(heights);
  }
  default: return {};
  }
}

std::vector<std::optional<Number>> greatest_values(const TypedModel& model) {
  std::vector<std::optional<Number>> result;
  for (std::uint32_t i = 0; i < model.dimensions.size(); ++i) {
    BoundsFinder finder(model);
    try {
      result.push_back(finder.of_dimension(i).high);
    } catch (const NumberTooLarge&) {
      result.emplace_back(); // a bound that is too long to keep is as good as none
    }
  }
  return result;
}

} // namespace strata
