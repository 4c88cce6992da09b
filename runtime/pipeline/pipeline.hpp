// Takes: a table of customers whose columns have been found.
// Returns: their rows to the output, their rejects to a sink, the rest to a tally.
// Guarantees: the same bytes, rejects and counts, in the same order, for any number of threads; streams,
// sinks and
//   progress are used by the calling thread alone; memory does not grow with the table, apart from the keys.
// Does not: decide (BlockDecider does).
#pragma once

#include "runtime/pipeline/block_decider.hpp"
#include "runtime/pipeline/key_search.hpp"
#include "runtime/run/reference_run.hpp"

namespace strata {

/// Until the table ends, reading fails, the output does, or `progress` stops it: then false. `reader` is the
/// one of the plan; without `keys`, keys are not searched for.
[[nodiscard]] bool run_by_blocks(TableReader& reader, const BlockPlan& plan, KeySearch* keys,
                                 const RunOptions& options, const RunSinks& sinks);

} // namespace strata
