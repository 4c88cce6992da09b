// Takes: what an evaluation of bounds has met in a model.
// Returns: findings, one kind of them from each function.
// Guarantees: what is not proven is not an error.
// Does not: evaluate the model.
#pragma once

#include "lang/check/intervals/collector.hpp"
#include "lang/source/finding.hpp"

namespace strata {

/// Conditions that hold always, or never.
void judge_conditions(const Collector& met, BoundsEvaluation& evaluation, Findings& findings);
/// Divisions by what is zero, or may be.
void judge_divisions(const Collector& met, const TypedModel& model, Findings& findings);
/// Functions that are not defined for what their arguments may be.
void judge_calls(const Collector& met, const TypedModel& model, Findings& findings);
/// Parts of a weighted value on another scale than the others.
void judge_weighted(const Collector& met, Findings& findings);
/// Tiers that caps, floors and `lower` leave without a customer.
void judge_tiers(BoundsEvaluation& evaluation, Findings& findings);
/// Promises about values that depend on the customer.
void judge_betters(BoundsEvaluation& evaluation, Findings& findings);

} // namespace strata
