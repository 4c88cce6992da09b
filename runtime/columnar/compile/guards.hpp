// Takes: a plan.
// Returns: for each step the guard under which alone its value is needed: the branches of Selects on the way
// to it. Guarantees: whoever uses a guarded step stands under the same guard or a narrower one, or is the
// Select that
//   leaves its value out where the guard does not hold; a guard's condition stands before the steps that it
//   guards.
// Does not: decide which guards are worth testing (program.hpp does).
#pragma once

#include <cstdint>
#include <vector>

#include "lang/plan/plan.hpp"

namespace strata::columnar {

using GuardId = std::uint32_t;
inline constexpr GuardId kNoGuard = 0;

/// A branch of a Select, inside of another guard. The first guard of a list is kNoGuard, which always holds.
struct Guard {
  GuardId outer = kNoGuard;
  plan::StepId condition = plan::kNone;
  bool holds = true; ///< the branch `then`
  unsigned depth = 0;
};

struct Guards {
  std::vector<Guard> guards;
  std::vector<GuardId> of_step;
};

[[nodiscard]] Guards find_guards(const plan::Plan& plan);

/// The steps that a step reads.
[[nodiscard]] std::vector<plan::StepId> operands_of(const plan::Operation& operation);
/// The steps that are results.
[[nodiscard]] std::vector<plan::StepId> results_of(const plan::Plan& plan);

} // namespace strata::columnar
