// Reasons: why a customer is unrated or excluded, what moved the tier from its base, and the points lost on
// each dimension of the score that the main scale is cut from.
#include <algorithm>

#include <fmt/format.h>

#include "runtime/reference/order.hpp"

namespace strata {

namespace {

/// Points lost, largest first, then in the order of declaration. None where the score cannot be worked out.
std::vector<Reason> points_lost(CustomerScope& scope) {
  std::vector<Reason> lost;
  const ast::Expr* expression = scope.constants().weighted;
  if (expression == nullptr) return lost;
  const auto& weighted = std::get<ast::Weighted>(expression->node);
  try {
    const WeightedResult result = evaluate_weighted(weighted, expression->span, scope);
    for (std::size_t i = 0; i < result.parts.size(); ++i) {
      const auto dimension = std::get<ast::NameUse>(weighted.parts[i].value->node).target.index;
      const auto* value = std::get_if<Number>(&result.parts[i].value);
      const std::optional<Number>& greatest = scope.model().dimensions[dimension].greatest;
      if (value == nullptr || !greatest) continue;
      const Number points = result.parts[i].weight * (*greatest - *value);
      // A loss that would show as 0 is no reason.
      if (points.is_negative() || points.rounded(kReasonPlaces).is_zero()) continue;
      lost.push_back(
          {.text = scope.model().dimensions[dimension].name, .dimension = dimension, .points = points});
    }
  } catch (const Failure&) {
    return {}; // the failure itself is reported with the score
  } catch (const NumberTooLarge&) {
    return {};
  }
  std::stable_sort(lost.begin(), lost.end(), [](const Reason& a, const Reason& b) {
    return *a.points == *b.points ? *a.dimension < *b.dimension : *a.points > *b.points;
  });
  return lost;
}

Reason plain(std::string text) {
  return {.text = std::move(text), .dimension = {}, .points = {}};
}

} // namespace

std::vector<Reason> decide_reasons(CustomerScope& scope) {
  std::vector<Reason> reasons;
  const TypedModel& model = scope.model();
  if (!model.main_scale) return reasons;
  const ScaleDecision& base = scope.scale(*model.main_scale);
  const EffectiveTier& effective = scope.effective();
  if (base.tier == TierValue::kUnrated) {
    reasons.push_back(plain(base.unrated_reason));
  } else if (effective.failure) {
    reasons.push_back(plain(effective.failure->message));
  } else {
    for (const AdjustStep& step : effective.steps)
      if (step.before != step.after) reasons.push_back(plain(model.adjusts[step.adjust].reason));
    for (Reason& lost : points_lost(scope))
      reasons.push_back(std::move(lost));
  }
  if (reasons.size() > model.reasons) reasons.resize(model.reasons);
  return reasons;
}

std::string reason_text(const TypedModel& model, const Reason& reason) {
  if (!reason.dimension || !reason.points) return reason.text;
  return fmt::format("{} -{}", model.dimensions[*reason.dimension].name,
                     reason.points->rounded(kReasonPlaces).to_text());
}

std::string reasons_text(const TypedModel& model, const std::vector<Reason>& reasons) {
  std::string text;
  for (const Reason& reason : reasons) {
    if (!text.empty()) text += "; ";
    text += reason_text(model, reason);
  }
  return text;
}

} // namespace strata
