// Takes: a table of customers whose columns have been found.
// Returns: their rows to a writer, their rejects to a sink, the rest to a tally.
// Guarantees: one customer after the other, in input order; memory does not grow with the table, apart from
// the keys.
// Does not: use threads; it is what the pipeline is measured against.
#pragma once

#include <iosfwd>

#include "runtime/run/row_decider.hpp"
#include "runtime/run/tally.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

/// Where what a run finds goes.
struct RunSinks {
  std::ostream& output; ///< what the writer writes to
  TableWriter& writer;
  RejectSink* rejects = nullptr;
  Tally& tally;
  void reject(const Reject& reject) const {
    tally.reject(reject);
    if (rejects != nullptr) rejects->reject(reject);
  }
};

/// Until the table ends, reading fails, the output does, or `progress` stops it: then false.
[[nodiscard]] bool run_by_rows(CustomerReader& reader, const RowDecider& decider, const RunOptions& options,
                               const RunSinks& sinks);

} // namespace strata
