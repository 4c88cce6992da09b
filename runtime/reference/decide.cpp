// All that is decided for one customer, gathered from its scope.
#include <algorithm>

#include "lang/syntax/walk.hpp"
#include "runtime/reference/customer_scope.hpp"
#include "runtime/reference/order.hpp"

namespace strata {

namespace {

/// The outcomes of one kind of named value.
template <class Ask>
std::vector<Outcome> gather(std::size_t count, Ask ask) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i)
    outcomes.push_back(ask(i));
  return outcomes;
}

/// Definitions that read a sensitive column, by themselves or through other definitions.
std::vector<bool> hidden_definitions(const TypedModel& model) {
  std::vector<bool> hidden(model.definitions.size());
  const bool any = std::any_of(model.columns.begin(), model.columns.end(),
                               [](const TypedColumn& column) { return column.cell.sensitive; });
  if (!any) return hidden;
  const auto reads_hidden = [&](const TypedDefinition& definition) {
    std::vector<Read> reads;
    int depth = 0;
    collect_reads(*definition.value, reads, depth);
    return std::any_of(reads.begin(), reads.end(), [&](const Read& read) {
      if (read.target.entity == Entity::Column) return model.columns[read.target.index].cell.sensitive;
      return read.target.entity == Entity::Definition && hidden[read.target.index];
    });
  };
  // Definitions may stand in any order, so this goes on until a round finds no more; without sensitive
  // columns the first round is the last.
  for (bool found = true; found;) {
    found = false;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
      if (hidden[i] || model.definitions[i].value == nullptr || !reads_hidden(model.definitions[i])) continue;
      hidden[i] = found = true;
    }
  }
  return hidden;
}

/// What an excluded customer shows: the reason and nothing else.
Decision excluded_decision(CustomerScope& scope) {
  const TypedModel& model = scope.model();
  const Outcome nothing = Value(Missing{});
  Decision decision;
  decision.screen = scope.screening().excluded;
  decision.screen_failure = scope.screening().failure;
  decision.excluded = model.screens[*decision.screen].reason;
  decision.dimensions.assign(model.dimensions.size(), nothing);
  decision.scores.assign(model.scores.size(), nothing);
  decision.shown.assign(model.shown.size(), nothing);
  decision.attributes.assign(model.attributes.size(), nothing);
  for (std::uint32_t i = 0; i < model.scales.size(); ++i)
    decision.scales.push_back(scope.scale(i));
  decision.reasons = scope.reasons();
  return decision;
}

} // namespace

ModelConstants constants_of(const TypedModel& model) {
  return {.hidden_definitions = hidden_definitions(model), .weighted = reasoned_weighted(model)};
}

Decision decide(CustomerScope& scope) {
  const TypedModel& model = scope.model();
  if (scope.screening().excluded) return excluded_decision(scope);
  Decision decision;
  decision.screen = scope.screening().unrated;
  decision.screen_failure = scope.screening().failure;
  using Index = std::uint32_t;
  decision.dimensions = gather(
      model.dimensions.size(), [&](Index i) -> auto& { return scope.dimension(i); });
  decision.scores = gather(
      model.scores.size(), [&](Index i) -> auto& { return scope.score(i); });
  for (Index i = 0; i < model.scales.size(); ++i)
    decision.scales.push_back(scope.scale(i));
  const EffectiveTier& effective = scope.effective();
  decision.tier = effective.tier;
  decision.steps = effective.steps;
  decision.tier_failure = effective.failure;
  decision.shown = gather(
      model.shown.size(), [&](Index i) -> auto& { return scope.shown(i); });
  decision.attributes = gather(
      model.attributes.size(), [&](Index i) -> auto& { return scope.attribute(i); });
  decision.reasons = scope.reasons();
  return decision;
}

Decision decide(const TypedModel& model, const ModelConstants& constants, const RunSettings& settings,
                const CustomerCells& cells, std::vector<ArmTaken>* arms) {
  CustomerScope scope(model, constants, settings, cells, arms);
  return decide(scope);
}

Decision decide(const TypedModel& model, const RunSettings& settings, const CustomerCells& cells,
                std::vector<ArmTaken>* arms) {
  return decide(model, constants_of(model), settings, cells, arms);
}

} // namespace strata
