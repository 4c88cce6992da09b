// Takes: a seed.
// Returns: random trials: a model, then tables and options of runs for it.
#pragma once

#include "random_model.hpp"
#include "trial.hpp"

namespace strata::identity {

/// A random model at random settings of its parameters.
struct LoadedModel {
  RandomModel made;
  std::vector<Setting> settings;
  std::optional<Model> model; ///< empty where the checker refuses what is left
  std::string refused;        ///< the code of the first error that it had, repaired or not
};
/// Declarations in which the checker finds errors are left out, and then those that cannot do without them.
[[nodiscard]] LoadedModel random_loaded_model(Dice& dice);
/// A table for it, and options of a run.
[[nodiscard]] Trial random_trial(Dice& dice, const RandomModel& made, const Model& model);

} // namespace strata::identity
