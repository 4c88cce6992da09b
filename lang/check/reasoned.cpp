// The score that the main scale is cut from, followed through names to its `weighted`.
#include "lang/check/reasoned.hpp"

#include <algorithm>

namespace strata {

namespace {

bool is_dimension(const ast::WeightedPart& part) {
  const auto* use = std::get_if<ast::NameUse>(&part.value->node);
  return use != nullptr && use->target.entity == Entity::Dimension;
}

} // namespace

const ast::Expr* reasoned_weighted(const TypedModel& model) {
  if (!model.main_scale) return nullptr;
  const auto& subjects = model.scales[*model.main_scale].declaration->subjects;
  if (subjects.size() != 1) return nullptr;
  const ast::Expr* expression = subjects.front().get();
  // A name that stands for another name ends after as many steps as there are names: there are no cycles.
  while (const auto* use = std::get_if<ast::NameUse>(&expression->node)) {
    switch (use->target.entity) {
    case Entity::Score: expression = model.scores[use->target.index].value; break;
    case Entity::Definition: expression = model.definitions[use->target.index].value; break;
    default: return nullptr;
    }
  }
  const auto* weighted = std::get_if<ast::Weighted>(&expression->node);
  if (weighted == nullptr || !std::all_of(weighted->parts.begin(), weighted->parts.end(), is_dimension))
    return nullptr;
  return expression;
}

} // namespace strata
