// The order of a decision up to the effective tier: exclude, unrated, base tier, floors, lower, caps, hard
// caps.
#include "runtime/reference/order.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

bool is_otherwise(const ast::Pattern& pattern) {
  return std::holds_alternative<ast::OtherwisePattern>(pattern.node);
}

/// Screens of one form in the order written: the first that holds; `failure` is the first that fails.
std::optional<std::size_t> first_screen(CustomerScope& scope, ast::ScreenDecl::Form form,
                                        std::optional<ScreenFailure>& failure) {
  const auto& screens = scope.model().screens;
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (screens[i].form != form) continue;
    const Outcome outcome = scope.outcome(*screens[i].condition);
    if (const Failure* failed = failure_of(outcome)) {
      if (!failure) failure = {.screen = i, .failure = *failed};
    } else if (std::get<bool>(*value_of(outcome))) {
      return i;
    }
  }
  return std::nullopt;
}

ScaleDecision unrated_because(std::string reason) {
  ScaleDecision decision;
  decision.unrated_reason = std::move(reason);
  return decision;
}

ScaleDecision unrated_by(const Failure& failure) {
  ScaleDecision decision = unrated_because(failure.message);
  decision.failure = failure;
  return decision;
}

void take_line(ScaleDecision& decision, const TypedScale& scale, std::size_t line) {
  decision.arm = line;
  decision.tier = scale.arms[line].tier;
}

/// A scale whose lines are conditions; throws Failure.
ScaleDecision by_conditions(CustomerScope& scope, const TypedScale& scale) {
  ScaleDecision decision;
  for (std::size_t i = 0; i < scale.arms.size(); ++i) {
    const ast::Expr* condition = scale.arms[i].arm->condition.get();
    if (condition == nullptr || std::get<bool>(evaluate(*condition, scope))) {
      take_line(decision, scale, i);
      return decision;
    }
  }
  throw Failure{.place = scale.declaration->span,
                .message = fmt::format("no line of {} takes this customer", scale.name)};
}

/// A scale by one subject or a matrix; throws Failure.
ScaleDecision by_subjects(CustomerScope& scope, const TypedScale& scale) {
  ScaleDecision decision;
  std::vector<Value> subjects;
  std::optional<std::size_t> missing;
  for (const ast::ExprPtr& subject : scale.declaration->subjects) {
    subjects.push_back(evaluate(*subject, scope));
    if (is_missing(subjects.back()) && !missing) missing = subjects.size() - 1;
    decision.subjects.emplace_back(subjects.back());
  }
  for (std::size_t i = 0; i < scale.arms.size(); ++i) {
    bool all = true;
    for (std::size_t k = 0; k < subjects.size() && all; ++k)
      all = takes(*scale.arms[i].arm, k, subjects[k], scope);
    if (!all) continue;
    take_line(decision, scale, i);
    return decision;
  }
  if (missing) {
    decision.unrated_reason = print(*scale.declaration->subjects[*missing]) + " is missing";
    return decision;
  }
  std::vector<std::string> given;
  for (std::size_t k = 0; k < subjects.size(); ++k) {
    const ast::Expr& subject = *scale.declaration->subjects[k];
    const auto* use = std::get_if<ast::NameUse>(&subject.node);
    // A subject that is more than a name may read what must not be quoted, so its value stays unsaid.
    const bool quoted = use != nullptr && !scope.hides(use->target);
    given.push_back(print(subject) + (quoted ? " = " + written(subjects[k], scope.model()) : ""));
  }
  throw Failure{.place = scale.declaration->span,
                .message = fmt::format("no line of {} takes {}", scale.name, listed(given))};
}

} // namespace

bool takes(const ast::TierArm& arm, std::size_t position, const Value& subject, CustomerScope& scope) {
  const bool lone_otherwise = arm.patterns.size() == 1 && is_otherwise(arm.patterns.front());
  const ast::Pattern& pattern = arm.patterns[lone_otherwise ? 0 : position];
  return is_otherwise(pattern) ? !is_missing(subject) : fits(pattern, subject, scope);
}

Screening decide_screening(CustomerScope& scope) {
  Screening screening;
  screening.excluded = first_screen(scope, ast::ScreenDecl::Form::Exclude, screening.failure);
  // Whether the customer is excluded may be open by a failure; that a rule makes it unrated is the surer
  // reason.
  if (!screening.excluded)
    screening.unrated = first_screen(scope, ast::ScreenDecl::Form::Unrated, screening.failure);
  return screening;
}

ScaleDecision decide_scale(CustomerScope& scope, std::uint32_t scale) {
  const TypedModel& model = scope.model();
  const Screening& screening = scope.screening();
  if (screening.excluded) return unrated_because(model.screens[*screening.excluded].reason);
  if (screening.unrated) return unrated_because(model.screens[*screening.unrated].reason);
  if (screening.failure) return unrated_by(screening.failure->failure);
  const TypedScale& typed = model.scales[scale];
  try {
    return typed.declaration->subjects.empty() ? by_conditions(scope, typed) : by_subjects(scope, typed);
  } catch (const Failure& failure) {
    return unrated_by(failure);
  }
}

std::uint32_t level_of_subject(CustomerScope& scope, std::uint32_t scale, std::uint32_t position) {
  const TypedScale& typed = scope.model().scales[scale];
  const Value subject = evaluate(*typed.declaration->subjects[position], scope);
  std::uint32_t best = TierValue::kUnrated;
  for (const TypedArm& arm : typed.arms) {
    if (takes(*arm.arm, position, subject, scope))
      best = std::min(best, arm.tier); // kUnrated is above all tiers
  }
  return best;
}

std::uint32_t adjusted(const TypedAdjust& adjust, std::uint32_t tier, std::size_t tiers) {
  const auto worst = static_cast<std::uint32_t>(tiers - 1);
  switch (adjust.form) {
  case ast::AdjustDecl::Form::Floor: return std::min(tier, adjust.tier);
  case ast::AdjustDecl::Form::Lower: return adjust.steps > worst - tier ? worst : tier + adjust.steps;
  case ast::AdjustDecl::Form::Cap:
  case ast::AdjustDecl::Form::HardCap: return std::max(tier, adjust.tier);
  }
  return tier;
}

namespace {

/// The adjusts of one form that hold, in the order written; a failure of any of them.
std::variant<std::vector<std::size_t>, Failure> holding(CustomerScope& scope, ast::AdjustDecl::Form form) {
  const auto& adjusts = scope.model().adjusts;
  std::vector<std::size_t> held;
  for (std::size_t i = 0; i < adjusts.size(); ++i) {
    if (adjusts[i].form != form) continue;
    const Outcome holds = scope.outcome(*adjusts[i].condition);
    // The tier needs every condition, also of a cap that may not bite: whether it would is not known.
    if (const Failure* failure = failure_of(holds)) return *failure;
    if (std::get<bool>(*value_of(holds))) held.push_back(i);
  }
  return held;
}

/// Each `lower` moves the tier from where the one before it left it.
void lower_each(const TypedModel& model, const std::vector<std::size_t>& held, EffectiveTier& result) {
  for (const std::size_t adjust : held) {
    const std::uint32_t before = result.tier;
    result.tier = adjusted(model.adjusts[adjust], before, model.scales[*model.main_scale].tiers.size());
    result.steps.push_back({.adjust = adjust, .before = before, .after = result.tier, .decided_by = {}});
  }
}

/// Of floors the best one decides, of caps the worst: the first written among equals.
void move_once(const TypedModel& model, const std::vector<std::size_t>& held, EffectiveTier& result) {
  if (held.empty()) return;
  const auto further = [&](std::size_t left, std::size_t right) {
    const TypedAdjust& a = model.adjusts[left];
    const TypedAdjust& b = model.adjusts[right];
    return a.form == ast::AdjustDecl::Form::Floor ? a.tier < b.tier : a.tier > b.tier;
  };
  const std::size_t deciding = *std::min_element(held.begin(), held.end(), further);
  const std::uint32_t before = result.tier;
  const std::uint32_t after =
      adjusted(model.adjusts[deciding], before, model.scales[*model.main_scale].tiers.size());
  for (const std::size_t adjust : held) {
    AdjustStep step{.adjust = adjust, .before = result.tier, .after = result.tier, .decided_by = {}};
    if (adjust == deciding) {
      step.after = result.tier = after;
    } else if (after != before) {
      step.decided_by = deciding;
    }
    result.steps.push_back(step);
  }
}

} // namespace

EffectiveTier decide_effective(CustomerScope& scope) {
  EffectiveTier result;
  const TypedModel& model = scope.model();
  if (!model.main_scale) return result;
  result.tier = scope.scale(*model.main_scale).tier;
  if (result.tier == TierValue::kUnrated) return result;
  using Form = ast::AdjustDecl::Form;
  for (const Form form : std::array{Form::Floor, Form::Lower, Form::Cap, Form::HardCap}) {
    const auto found = holding(scope, form);
    if (const auto* failure = std::get_if<Failure>(&found)) {
      result.failure = *failure;
      result.tier = TierValue::kUnrated;
      return result;
    }
    const auto& held = std::get<std::vector<std::size_t>>(found);
    form == Form::Lower ? lower_each(model, held, result) : move_once(model, held, result);
  }
  return result;
}

} // namespace strata
