// Takes: a typed model, and which of its results are wanted.
// Returns: the plan.
// Guarantees: for every customer whose cells can all be read, and for whom `slow` does not hold, the outputs
// are what
//   the reference evaluator decides. Constants are folded, common steps shared, steps that nothing needs left
//   out; what a result needs to fail is kept even where its value is not wanted.
// Does not: look at data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "lang/plan/plan.hpp"

namespace strata::plan {

/// Which results a run writes out; each list is as long as the model's, or empty for all of them.
struct Wanted {
  std::vector<bool> dimensions;
  std::vector<bool> scores;
  std::vector<bool> shown;
  std::vector<bool> attributes;
  bool reasons = true;
};

[[nodiscard]] Plan lower(const TypedModel& model, const Wanted& wanted = {});

/// A step per line, then the outputs: `%7 = round %5 to 2 places`. For people and tests.
[[nodiscard]] std::string print(const Plan& plan, const TypedModel& model);

} // namespace strata::plan
