// Takes: code, and which of its instructions serve a result.
// Returns: the same, with factors of sums multiplied into the tables that the terms come from.
// Guarantees: the same values; a table that anything else reads stays as it is.
// Does not: take instructions out.
#pragma once

#include <vector>

#include "runtime/columnar/compile/translate.hpp"

namespace strata::columnar {

/// Points by bands times a weight are bands of weighted points: one multiplication less for every row.
void fold_factors(Translation& translation, const std::vector<bool>& needed);

} // namespace strata::columnar
