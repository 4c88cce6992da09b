// A border is the same one in every variant of a model: it stands at the same place and cuts the same
// subject.
#include "runtime/examples/touched_borders.hpp"

#include <algorithm>

namespace strata {

const Border::Point* point_touched(const Border& border, CustomerScope& scope, const Decision& decision,
                                   const std::set<const ast::Expr*>& reached) {
  if (decision.screen && !border.screen) return nullptr;
  const auto was_tried = [&](const ast::Expr* subject) { return reached.count(subject) > 0; };
  if (std::none_of(border.uses.begin(), border.uses.end(), was_tried)) return nullptr;
  const Outcome outcome = scope.outcome(*border.subject);
  const Value* value = value_of(outcome);
  const std::optional<Number> measure = value == nullptr ? std::nullopt : measure_of(*value);
  return measure ? border.point_of(*measure) : nullptr;
}

void TouchedBorders::add(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms) {
  auto known = borders_.find(&scope.model());
  if (known == borders_.end()) known = borders_.emplace(&scope.model(), borders_of(scope.model())).first;
  const std::set<const ast::Expr*> reached = reached_subjects(scope, decision, arms);
  for (const Border& border : known->second) {
    const Border::Point* point = point_touched(border, scope, decision, reached);
    if (point != nullptr) points_.emplace(border.place.begin, border.subject_text, point->side);
  }
}

bool TouchedBorders::touched(const Border& border, Border::Side side) const {
  return points_.count({border.place.begin, border.subject_text, side}) > 0;
}

} // namespace strata
