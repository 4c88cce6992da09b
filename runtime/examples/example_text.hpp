// Takes: customers, and what of their decisions is of interest.
// Returns: an `example` block that gives the customers and expects what the model answers.
// Guarantees: the block says only what is needed: a column that every customer leaves out is not named.
// Does not: lay out (the formatter does).
#pragma once

#include <string>
#include <vector>

#include "runtime/examples/borders.hpp"
#include "runtime/examples/column_values.hpp"

namespace strata {

/// `customers` is not empty. Expected are the value that the border belongs to, the scores and the tiers.
/// Empty where the model answers nothing that could be expected.
[[nodiscard]] std::string example_text(const TypedModel& model, const ModelConstants& constants,
                                       const std::string& name, const Border& border,
                                       const std::vector<SampleCustomer>& customers);

} // namespace strata
