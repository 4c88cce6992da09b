// Expressions without arithmetic: literals, names, logic, choices. What may stop an expression is kept beside
// its value; see lowering.hpp.
#include <algorithm>

#include "lang/plan/cases.hpp"
#include "lang/plan/lowering.hpp"

namespace strata::plan {

namespace {

// The reference evaluator gives up at twice as many; what nests deeper than this is left to it.
constexpr int kMaxDepth = 1000;

} // namespace

StepKind kind_of(const Type& type) {
  switch (type.kind) {
  case Kind::Boolean: return StepKind::Truth;
  case Kind::Text: return StepKind::Text;
  default: return StepKind::Number;
  }
}

void Flow::needs(const Lowered& part, StepId reached) {
  const StepId asked = builder_.both(reached, builder_.negation(missing_));
  fails_ = builder_.either(fails_, builder_.both(asked, part.fails));
  missing_ = builder_.either(missing_, builder_.both(reached, part.missing));
}

void Flow::fails_where(StepId condition, StepId reached) {
  fails_ = builder_.either(fails_, builder_.logic(true, {reached, builder_.negation(missing_), condition}));
}

Lowered Lowering::expression(const ast::Expr& expression) {
  ++level_;
  deepest_ = std::max(deepest_, level_);
  if (deepest_ > kMaxDepth) throw TooDeep();
  Lowered result =
      std::visit([&](const auto& node) { return this->node(node, expression); }, expression.node);
  --level_;
  return result;
}

template <class Make>
const Lowered& Lowering::remembered(Names& names, std::uint32_t index, Make make) {
  auto found = names.find(index);
  if (found == names.end()) {
    const int outside = deepest_;
    deepest_ = level_;
    const Lowered steps = make();
    found = names.emplace(index, Known{steps, deepest_ - level_}).first;
    deepest_ = outside;
  }
  deepest_ = std::max(deepest_, level_ + found->second.height);
  if (deepest_ > kMaxDepth) throw TooDeep();
  return found->second.steps;
}

StepId Lowering::needed(const Lowered& part, Flow& flow, StepKind kind) {
  flow.needs(part);
  if (part.value != kNone) return part.value;
  if (kind == StepKind::Number) return builder_.number(0);
  return kind == StepKind::Truth ? builder_.no() : builder_.text("");
}

Lowered Lowering::value_of(const Value& constant) {
  return std::visit(
      overloaded{[&](const Missing&) {
                   return Lowered{kNone, builder_.yes(), builder_.no()};
                 },
                 [&](const Number& number) { return value(builder_.number(number)); },
                 [&](const std::string& text) { return value(builder_.text(text)); },
                 [&](bool truth) { return value(builder_.truth(truth)); },
                 [&](const Date& date) { return value(builder_.number(date.days())); },
                 [&](const Duration& duration) { return value(builder_.number(duration.days)); },
                 [&](const TierValue& tier) {
                   return value(tier.is_unrated() ? unrated_tier(tier.scale)
                                                  : builder_.number(static_cast<std::int64_t>(tier.tier)));
                 }},
      constant);
}

// ---- literals and names

Lowered Lowering::node(const ast::NumberLiteral& node, const ast::Expr&) {
  return value_of(node.value);
}
Lowered Lowering::node(const ast::TextLiteral& node, const ast::Expr&) {
  return value_of(node.value);
}
Lowered Lowering::node(const ast::BooleanLiteral& node, const ast::Expr&) {
  return value_of(node.value);
}
Lowered Lowering::node(const ast::DateLiteral& node, const ast::Expr&) {
  return value_of(node.value);
}
Lowered Lowering::node(const ast::DurationLiteral& node, const ast::Expr&) {
  return value_of(node.value);
}
Lowered Lowering::node(const ast::MissingLiteral&, const ast::Expr&) {
  return value_of(Missing{});
}
Lowered Lowering::node(const ast::NameUse& node, const ast::Expr&) {
  return named(node.target);
}
Lowered Lowering::node(const ast::Member& node, const ast::Expr&) {
  return named(node.target);
}

Lowered Lowering::column(std::uint32_t index) {
  const TypedColumn& column = model_.columns[index];
  const ColumnType& cell = column.cell;
  const StepKind kind = kind_of(column.type);
  const auto measure = [](const Value& value) -> std::optional<Number> {
    if (const auto* number = std::get_if<Number>(&value)) return *number;
    if (const auto* date = std::get_if<Date>(&value)) return Number(date->days());
    if (const auto* duration = std::get_if<Duration>(&value)) return Number(duration->days);
    return std::nullopt;
  };
  NumberRange range;
  if (cell.kind == Kind::Date) range = calendar_days();
  if (cell.least) range.least = measure(*cell.least);
  if (cell.greatest) range.greatest = measure(*cell.greatest);
  if (cell.whole || cell.kind == Kind::Duration) range.decimals = 0;
  if (cell.places && !range.decimals) range.decimals = *cell.places;
  const auto widen = [&](const Number& value) {
    if (range.least) range.least = std::min(*range.least, value);
    if (range.greatest) range.greatest = std::max(*range.greatest, value);
    const std::optional<int> decimals = value.decimals();
    if (range.decimals && decimals) range.decimals = std::max(*range.decimals, *decimals);
  };
  if (column.type.optional) widen(Number(0));
  if (cell.default_value)
    if (const std::optional<Number> usual = measure(*cell.default_value)) widen(*usual);
  Lowered result = value(kNone);
  if (kind == StepKind::Text && !cell.choices.empty()) {
    range = {.least = Number(0),
             .greatest = Number(static_cast<std::int64_t>(cell.choices.size()) - 1),
             .decimals = 0};
    result.value = builder_.pick_text(builder_.column(index, StepKind::Number, range), cell.choices);
  } else {
    result.value = builder_.column(index, kind, range);
  }
  if (column.type.optional) result.missing = builder_.column_missing(index);
  return result;
}

Lowered Lowering::named(const Reference& target) {
  const std::uint32_t index = target.index;
  switch (target.entity) {
  case Entity::Column: return column(index);
  case Entity::Parameter: return value_of(model_.parameters[index].value);
  case Entity::AsOf: return value(builder_.as_of());
  case Entity::Definition:
    return remembered(definitions_, index, [&] { return expression(*model_.definitions[index].value); });
  case Entity::Dimension: {
    const TypedDimension& dimension = model_.dimensions[index];
    if (dimension.column) return column(*dimension.column);
    return remembered(dimensions_, index, [&] { return expression(*dimension.value); });
  }
  case Entity::Score:
    return remembered(scores_, index, [&] { return expression(*model_.scores[index].value); });
  case Entity::Shown:
    return remembered(shown_, index, [&] { return expression(*model_.shown[index].value); });
  case Entity::Attribute: return remembered(attributes_, index, [&] { return attribute(index); });
  case Entity::Scale: return remembered(scales_, index, [&] { return scale(index); });
  case Entity::Tier: return value(builder_.number(static_cast<std::int64_t>(target.member)));
  case Entity::Unrated: return value(unrated_tier(index));
  case Entity::Group:
  case Entity::Reasons:
  case Entity::None: break;
  }
  throw std::logic_error("a name without a value was not refused by checking");
}

Lowered Lowering::rate(std::uint32_t currency) {
  return remembered(rates_, currency, [&] {
    for (const TypedRate& rate : model_.rates)
      if (rate.currency == currency && rate.value != nullptr) return expression(*rate.value);
    return Lowered{builder_.number(0), builder_.no(), builder_.yes()};
  });
}

// ---- logic and choices

Lowered Lowering::node(const ast::Not& node, const ast::Expr&) {
  Flow flow(builder_);
  const StepId operand = needed(expression(*node.operand), flow, StepKind::Truth);
  return flow.with(builder_.negation(operand));
}

Lowered Lowering::node(const ast::Logical& node, const ast::Expr&) {
  Flow flow(builder_);
  std::vector<StepId> operands;
  StepId undecided = builder_.yes();
  for (const ast::ExprPtr& operand : node.operands) {
    const Lowered part = expression(*operand);
    flow.needs(part, undecided);
    operands.push_back(part.value == kNone ? builder_.no() : part.value);
    const StepId goes_on = node.conjunction ? operands.back() : builder_.negation(operands.back());
    undecided = builder_.both(undecided, goes_on);
  }
  return flow.with(builder_.logic(node.conjunction, std::move(operands)));
}

Lowered Lowering::node(const ast::Default& node, const ast::Expr&) {
  Lowered result = expression(*node.operands.back());
  for (std::size_t i = node.operands.size() - 1; i-- > 0;) {
    const Lowered first = expression(*node.operands[i]);
    result = {.value = merged(builder_, first.missing, result.value, first.value),
              .missing = builder_.both(first.missing, result.missing),
              .fails = builder_.either(first.fails, builder_.both(first.missing, result.fails))};
  }
  return result;
}

Lowered Lowering::chosen(StepId condition, const Lowered& then, const Lowered& otherwise) {
  return {.value = merged(builder_, condition, then.value, otherwise.value),
          .missing = builder_.select(condition, then.missing, otherwise.missing),
          .fails = builder_.select(condition, then.fails, otherwise.fails)};
}

Lowered Lowering::chosen(const Cases& cases, std::vector<Lowered> results) {
  results.push_back({kNone, builder_.no(), builder_.no()}); // the caller tells what it means that no arm fits
  std::vector<StepId> values;
  std::vector<StepId> missing;
  std::vector<StepId> fails;
  for (const Lowered& result : results) {
    values.push_back(result.value);
    missing.push_back(result.missing);
    fails.push_back(result.fails);
  }
  return {.value = cases.choose(values), .missing = cases.choose(missing), .fails = cases.choose(fails)};
}

Lowered Lowering::node(const ast::If& node, const ast::Expr&) {
  Flow flow(builder_);
  const StepId condition = needed(expression(*node.condition), flow, StepKind::Truth);
  const Lowered result = chosen(condition, expression(*node.then), expression(*node.otherwise));
  flow.needs(result);
  return flow.with(result.value);
}

Lowered Lowering::node(const ast::Is& node, const ast::Expr&) {
  Lowered subject = expression(*node.subject);
  Flow flow(builder_);
  if (takes_missing(*node.pattern)) {
    flow.needs({subject.value, builder_.no(), subject.fails});
  } else { // the place is proven not to see the missing value
    flow.needs(subject);
    subject.missing = builder_.no();
  }
  const StepId taken = fits(*node.pattern, {subject, node.subject->type}, builder_.yes(), flow);
  return flow.with(node.negated ? builder_.negation(taken) : taken);
}

Lowered Lowering::node(const ast::Match& node, const ast::Expr&) {
  Flow flow(builder_);
  std::vector<Subject> subjects;
  StepId must_be_present = builder_.no(); // some subject is missing that is proven not to be
  for (const ast::ExprPtr& subject : node.subjects) {
    const Lowered steps = expression(*subject);
    flow.needs({steps.value, builder_.no(), steps.fails});
    if (!subject->type.optional) must_be_present = builder_.either(must_be_present, steps.missing);
    subjects.push_back({steps, subject->type});
  }
  std::vector<const std::vector<ast::Pattern>*> arms;
  std::vector<Lowered> results;
  for (const ast::MatchArm& arm : node.arms) {
    arms.push_back(&arm.patterns);
    results.push_back(expression(*arm.result));
  }
  const Cases cases = first_fit(arms, subjects, flow);
  const Lowered result = chosen(cases, std::move(results));
  flow.needs(result);
  const StepId none = cases.none();
  flow.fails_where(builder_.both(none, builder_.negation(must_be_present)));
  flow.missing_where(builder_.both(none, must_be_present));
  return flow.with(result.value);
}

Lowered Lowering::node(const ast::MatchConditions& node, const ast::Expr&) {
  Flow flow(builder_);
  std::vector<StepId> conditions;
  std::vector<Lowered> results;
  StepId reached = builder_.yes();
  for (const ast::ConditionArm& arm : node.arms) {
    StepId condition = builder_.yes();
    if (arm.condition) {
      const Lowered part = expression(*arm.condition);
      flow.needs(part, reached);
      condition = part.value == kNone ? builder_.no() : part.value;
    }
    conditions.push_back(condition);
    results.push_back(expression(*arm.result));
    reached = builder_.both(reached, builder_.negation(condition));
  }
  const Lowered result = chosen(Cases(builder_, std::move(conditions)), std::move(results));
  flow.needs(result);
  flow.fails_where(reached);
  return flow.with(result.value);
}

} // namespace strata::plan
