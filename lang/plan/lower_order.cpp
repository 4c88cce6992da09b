// The order of a decision up to the effective tier: exclude, unrated, base tiers, floors, `lower`, caps, hard
// caps.
#include <algorithm>
#include <array>

#include "lang/plan/cases.hpp"
#include "lang/plan/lowering.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::plan {

namespace {

using enum ast::Comparison;

} // namespace

const Lowering::Screens& Lowering::screens() {
  if (screens_) return *screens_;
  Screens result{.excluded = builder_.no(), .out = builder_.no(), .fails = builder_.no(), .reasons = {}};
  for (const auto form : {ast::ScreenDecl::Form::Exclude, ast::ScreenDecl::Form::Unrated}) {
    for (const TypedScreen& screen : model_.screens) {
      if (screen.form != form) continue;
      const StepId reached = builder_.negation(result.out);
      const Lowered condition = expression(*screen.condition);
      const StepId holds = condition.value == kNone ? builder_.no() : condition.value;
      const StepId undecided = builder_.either(condition.fails, condition.missing);
      result.fails = builder_.either(result.fails, builder_.both(reached, undecided));
      result.reasons.push_back({builder_.both(reached, holds), screen.reason});
      result.out = builder_.either(result.out, holds);
    }
    if (form == ast::ScreenDecl::Form::Exclude) result.excluded = result.out;
  }
  screens_ = std::move(result);
  return *screens_;
}

Lowering::ScaleSteps Lowering::by_conditions(const TypedScale& scale) {
  Flow flow(builder_);
  std::vector<StepId> conditions;
  std::vector<StepId> tiers;
  StepId reached = builder_.yes();
  for (const TypedArm& arm : scale.arms) {
    StepId condition = builder_.yes();
    if (arm.arm->condition) {
      const Lowered part = expression(*arm.arm->condition);
      flow.needs(part, reached);
      condition = part.value == kNone ? builder_.no() : part.value;
    }
    conditions.push_back(condition);
    tiers.push_back(builder_.number(static_cast<std::int64_t>(arm.tier)));
    reached = builder_.both(reached, builder_.negation(condition));
  }
  tiers.push_back(kNone); // no line takes the customer: that fails
  return {.tier = Cases(builder_, std::move(conditions)).choose(tiers),
          .fails = builder_.logic(false, {flow.fails(), flow.missing(), reached}),
          .reasons = {}};
}

Lowering::ScaleSteps Lowering::by_subjects(const TypedScale& scale) {
  Flow flow(builder_);
  std::vector<Subject> subjects;
  std::vector<PlainReason> reasons;
  StepId some_missing = builder_.no();
  for (const ast::ExprPtr& subject : scale.declaration->subjects) {
    Lowered steps = expression(*subject);
    if (subject->type.optional) {
      flow.needs({steps.value, builder_.no(), steps.fails});
      reasons.push_back({builder_.both(steps.missing, builder_.negation(some_missing)),
                         strata::print(*subject) + " is missing"});
      some_missing = builder_.either(some_missing, steps.missing);
    } else { // proven not to be missing: where it is, the scale fails
      flow.needs(steps);
      steps.missing = builder_.no();
    }
    subjects.push_back({steps, subject->type});
  }
  std::vector<const std::vector<ast::Pattern>*> arms;
  std::vector<StepId> tiers;
  for (const TypedArm& arm : scale.arms) {
    arms.push_back(&arm.arm->patterns);
    tiers.push_back(builder_.number(static_cast<std::int64_t>(arm.tier)));
  }
  const Cases cases = first_fit(arms, subjects, flow);
  const StepId none = cases.none();
  const bool always_present = some_missing == builder_.no();
  tiers.push_back(always_present ? kNone : builder_.number(static_cast<std::int64_t>(scale.tiers.size())));
  for (PlainReason& reason : reasons)
    reason.holds = builder_.both(none, reason.holds);
  const StepId untaken = builder_.both(none, builder_.negation(some_missing));
  return {.tier = cases.choose(tiers),
          .fails = builder_.logic(false, {flow.fails(), flow.missing(), untaken}),
          .reasons = std::move(reasons)};
}

const Lowering::ScaleSteps& Lowering::base(std::uint32_t index) {
  const auto known = bases_.find(index);
  if (known != bases_.end()) return known->second;
  const TypedScale& scale = model_.scales[index];
  ScaleSteps result = scale.declaration->subjects.empty() ? by_conditions(scale) : by_subjects(scale);
  const StepId out = screens().out;
  const StepId in = builder_.negation(out);
  result.tier = merged(builder_, out, unrated_tier(index), result.tier);
  result.fails = builder_.both(in, result.fails);
  for (PlainReason& reason : result.reasons)
    reason.holds = builder_.both(in, reason.holds);
  return bases_.emplace(index, std::move(result)).first->second;
}

std::vector<std::pair<const TypedAdjust*, StepId>> Lowering::held(ast::AdjustDecl::Form form,
                                                                  EffectiveSteps& result, StepId rated) {
  std::vector<std::pair<const TypedAdjust*, StepId>> held;
  for (const TypedAdjust& adjust : model_.adjusts) {
    if (adjust.form != form) continue;
    const Lowered condition = expression(*adjust.condition);
    const StepId undecided = builder_.either(condition.fails, condition.missing);
    result.fails = builder_.either(result.fails, builder_.both(rated, undecided));
    held.emplace_back(&adjust, condition.value == kNone ? builder_.no() : condition.value);
  }
  return held;
}

/// Of floors the best one decides, of caps the worst: the first written among equals.
void Lowering::move_once(ast::AdjustDecl::Form form, EffectiveSteps& result, StepId rated) {
  auto adjusts = held(form, result, rated);
  if (adjusts.empty()) return;
  const bool floors = form == ast::AdjustDecl::Form::Floor;
  std::stable_sort(adjusts.begin(), adjusts.end(), [&](const auto& left, const auto& right) {
    return floors ? left.first->tier < right.first->tier : left.first->tier > right.first->tier;
  });
  const StepId before = result.tier;
  StepId decided = builder_.no(); // by one that goes further
  for (const auto& [adjust, holds] : adjusts) {
    const StepId moves = builder_.compare(floors ? Greater : Less, before,
                                          builder_.number(static_cast<std::int64_t>(adjust->tier)));
    result.reasons.push_back(
        {builder_.logic(true, {rated, holds, moves, builder_.negation(decided)}), adjust->reason});
    decided = builder_.either(decided, holds);
  }
  const StepId unmoved = floors ? unrated_tier(*model_.main_scale) : builder_.number(0);
  StepId target = unmoved;
  for (std::size_t i = adjusts.size(); i-- > 0;)
    target = builder_.select(adjusts[i].second,
                             builder_.number(static_cast<std::int64_t>(adjusts[i].first->tier)), target);
  const StepId after = builder_.extreme(!floors, before, target);
  // A cap leaves the unrated where they are: no tier is beyond them.
  result.tier = floors ? builder_.select(rated, after, before) : after;
}

/// Each `lower` moves the tier from where the one before it left it.
void Lowering::lower_each(EffectiveSteps& result, StepId rated) {
  const auto tiers = static_cast<std::int64_t>(model_.scales[*model_.main_scale].tiers.size());
  for (const auto& [adjust, holds] : held(ast::AdjustDecl::Form::Lower, result, rated)) {
    const StepId worst = builder_.number(tiers - 1);
    const StepId steps = builder_.number(static_cast<std::int64_t>(adjust->steps));
    const StepId lowers = builder_.both(rated, holds);
    const StepId before = result.tier;
    const StepId after = builder_.extreme(false, builder_.sum(before, steps), worst);
    if (adjust->steps > 0)
      result.reasons.push_back(
          {builder_.both(lowers, builder_.compare(Less, before, worst)), adjust->reason});
    result.tier = builder_.select(lowers, after, before);
  }
}

const Lowering::EffectiveSteps& Lowering::effective() {
  if (effective_) return *effective_;
  const std::uint32_t main = *model_.main_scale;
  EffectiveSteps result{.tier = base(main).tier, .fails = builder_.no(), .reasons = {}};
  const StepId rated = builder_.compare(Less, result.tier, unrated_tier(main));
  using Form = ast::AdjustDecl::Form;
  for (const Form form : std::array{Form::Floor, Form::Lower, Form::Cap, Form::HardCap})
    form == Form::Lower ? lower_each(result, rated) : move_once(form, result, rated);
  effective_ = std::move(result);
  return *effective_;
}

/// A scale as expressions read it.
Lowered Lowering::scale(std::uint32_t index) {
  const bool main = model_.main_scale && *model_.main_scale == index;
  return value(main ? effective().tier : base(index).tier);
}

/// The best tier that one subject of a matrix alone would allow.
Lowered Lowering::node(const ast::LevelOf& node, const ast::Expr&) {
  const std::uint32_t index = node.target.index;
  const TypedScale& scale = model_.scales[index];
  const ast::Expr& expression_of_subject = *scale.declaration->subjects[node.target.member];
  Lowered steps = expression(expression_of_subject);
  Flow flow(builder_);
  if (expression_of_subject.type.optional) {
    flow.needs({steps.value, builder_.no(), steps.fails});
  } else {
    flow.needs(steps);
    steps.missing = builder_.no();
  }
  // Best first, the first line that takes the subject is the best level.
  std::vector<std::pair<std::uint32_t, const ast::Pattern*>> lines;
  for (const TypedArm& arm : scale.arms) {
    const std::vector<ast::Pattern>& patterns = arm.arm->patterns;
    const bool lone =
        patterns.size() == 1 && std::holds_alternative<ast::OtherwisePattern>(patterns.front().node);
    lines.emplace_back(arm.tier, &patterns[lone ? 0 : node.target.member]);
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  const Subject subject{steps, expression_of_subject.type};
  std::vector<StepId> conditions;
  std::vector<StepId> tiers;
  for (const auto& [tier, pattern] : lines) {
    conditions.push_back(fits(*pattern, subject, builder_.yes(), flow));
    tiers.push_back(builder_.number(static_cast<std::int64_t>(tier)));
  }
  tiers.push_back(unrated_tier(index));
  return flow.with(Cases(builder_, std::move(conditions)).choose(tiers));
}

} // namespace strata::plan
