// Takes: a typed model without errors.
// Returns: findings about what the ranges of its columns decide, and the greatest value of each dimension.
// Guarantees: errors only for what is proven for every customer; nothing is said where nothing is known.
// Every use of a definition or named rule is looked at, and what is inside is judged by all of them together.
// Does not: look at examples, or at the patterns of `match` and `tiers`.
#pragma once

#include "lang/check/typed_model.hpp"
#include "lang/source/finding.hpp"

namespace strata {

void judge_ranges(TypedModel& model, Findings& findings);
/// Fills `greatest` and `unbounded` of every dimension.
void bound_dimensions(TypedModel& model);

} // namespace strata
