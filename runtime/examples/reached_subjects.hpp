// Takes: a customer who has been decided.
// Returns: the subjects of comparisons and patterns that were tried on the way.
// Guarantees: what stands behind an `and` that is already false, in a branch that was not taken, or in a
//   definition that nobody asked for was not tried.
// Does not: know borders.
#pragma once

#include <set>
#include <vector>

#include "runtime/reference/customer_scope.hpp"

namespace strata {

/// `arms`: those that the decision took.
[[nodiscard]] std::set<const ast::Expr*> reached_subjects(CustomerScope& scope, const Decision& decision,
                                                          const std::vector<ArmTaken>& arms);

} // namespace strata
