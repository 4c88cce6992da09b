// Takes: a checked model.
// Returns: the outcome of every row of its examples, in order.
// Guarantees: the same whether or not an observer listens; without one nothing is traced.
// Does not: know what observers look for (coverage does).
#pragma once

#include <vector>

#include "runtime/reference/customer_scope.hpp"
#include "runtime/strata.hpp"

namespace strata {

/// Hears of every customer that the examples make.
class ExampleObserver {
 public:
  virtual ~ExampleObserver() = default;
  /// `arms`: those taken, by the decision and by what is expected of it. The scope's model is that at the
  /// example's parameters.
  virtual void decided(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms,
                       const CustomerCells& cells, const RunSettings& settings) = 0;
};

[[nodiscard]] std::vector<ExampleOutcome> run_examples(const TypedModel& model, ExampleObserver* observer);

} // namespace strata
