// One customer through the reference evaluator to the texts of its result row.
#include "runtime/run/row_decider.hpp"

#include <algorithm>

#include "runtime/run/rejects.hpp"

namespace strata {

RowDecider::RowDecider(const TypedModel& model, const RunSettings& settings, const std::string& file,
                       const std::vector<ResultColumn>& columns)
    : model_(model),
      constants_(constants_of(model)),
      settings_(settings),
      file_(file),
      columns_(columns),
      places_(model) {
  tells_distances_ = std::any_of(columns.begin(), columns.end(), [](const ResultColumn& column) {
    return column.source == ResultSource::NextTier || column.source == ResultSource::Distance;
  });
}

void RowDecider::decide(const CustomerRow& customer, DecidedRow& decided) const {
  CustomerScope scope(model_, constants_, settings_, customer.cells);
  const Decision decision = strata::decide(scope);
  TierDistances distances;
  if (tells_distances_ && !decision.excluded) distances = tier_distances(scope);
  const ResultRow row{.customer = &customer, .decision = &decision, .distances = &distances};
  decided.cells.resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i)
    decided.cells[i] = result_cell(model_, columns_[i], row);
  decided.rejects = rejects_of(model_, file_, customer, decision);
  decided.place = places_.of(decision.excluded.has_value(), decision.tier);
}

} // namespace strata
