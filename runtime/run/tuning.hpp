// Takes: what `run` takes, and sizes that only cost time.
// Returns: what `run` returns.
// Guarantees: the same bytes, rejects and counts at any tuning; that is what tests try with it.
// Does not: belong to the public interface.
#pragma once

#include "runtime/columnar/evaluator.hpp"
#include "runtime/strata.hpp"

namespace strata {

struct Tuning {
  std::size_t block = 0; ///< bytes of a table that are split together; 0: as many as are fast
  columnar::EvaluatorOptions evaluator = {}; ///< but for the day
};

[[nodiscard]] Result<RunReport> run_tuned(const Model& model, const CustomerTable& customers,
                                          const RunOptions& options, const Tuning& tuning,
                                          std::ostream& output, RejectSink* rejects = nullptr);

} // namespace strata
