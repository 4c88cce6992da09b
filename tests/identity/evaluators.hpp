// Takes: a model and a trial.
// Returns: how columnar evaluators of every kind differ from the reference on the trial's customers.
// Guarantees: what a whole run cannot ask for is tried here: instruction sets, wider lanes, sizes of chunks
//   and blocks, results that nobody wants.
// Does not: read the table the fast way (a run does).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "lang/plan/plan.hpp"
#include "runtime/columnar/evaluator.hpp"
#include "trial.hpp"

namespace strata::identity {

struct EvaluatorWay {
  InstructionSet instructions = InstructionSet::Plain;
  columnar::Lane narrowest = columnar::Lane::Bits64;
  std::size_t chunk = 512;
  std::size_t block = 1000; ///< rows
};
[[nodiscard]] std::string to_text(const EvaluatorWay& way);
/// Those that the machine can go.
[[nodiscard]] const std::vector<EvaluatorWay>& all_evaluator_ways();

/// How many rows evaluators left to the reference, and for how many of them nothing fails there.
struct SlowRows {
  std::size_t rows = 0;
  std::size_t slow = 0;
  std::size_t for_nothing = 0;
};

/// A model, and its plan once one has been asked for.
struct Planned {
  const Model& model;
  std::optional<plan::Plan> plan = {};
};
/// What differs first; empty where nothing does.
[[nodiscard]] std::string evaluators_differ(Planned& planned, const Trial& trial,
                                            const std::vector<EvaluatorWay>& ways, SlowRows& slow);

} // namespace strata::identity
