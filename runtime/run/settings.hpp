// Takes: a model and the day of the decision as text.
// Returns: the settings of a run.
// Guarantees: a day is there where the model needs one, and the model holds on it.
// Does not: know clocks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/reference/reference.hpp"
#include "runtime/strata.hpp"

namespace strata {

/// Whether a run needs the day of the decision: the model reads as_of, or says when it is effective.
[[nodiscard]] bool needs_day(const TypedModel& model);
[[nodiscard]] std::optional<RunSettings> run_settings(const TypedModel& model, const std::string& as_of,
                                                      std::vector<Diagnostic>& diagnostics);

} // namespace strata
