// Takes: a random model's columns and constants.
// Returns: a random table for it, as bytes.
// Guarantees: values stand on the model's borders and one step beside them; some cells, rows and keys are of
//   no use, in the ways that tables of no use have.
#pragma once

#include <string>
#include <vector>

#include "random_model.hpp"
#include "runtime/strata.hpp"

namespace strata::identity {

struct RandomTable {
  std::string heading;              ///< the first line with its end; empty where the table has no header
  std::vector<std::string> records; ///< each with its line end
  TableDialect dialect;
};

[[nodiscard]] RandomTable random_table(Dice& dice, const RandomModel& model);

} // namespace strata::identity
