// Takes: what a run did.
// Returns: the table of tier sizes that `--summary` prints.
// Guarantees: readable by somebody who has never seen the model; the same run gives the same text.
// Does not: count (the run did).
#pragma once

#include <string>

#include "runtime/strata.hpp"

namespace strata::program {

[[nodiscard]] std::string summary_text(const Model& model, const RunReport& report,
                                       const RunOptions& options);

} // namespace strata::program
