// Takes: a model whose declarations have been typed.
// Returns: findings about the arms of its matches and scales: gaps, arms that are never reached, overlaps,
//   empty intervals; and what of this happens only at other values of a parameter, as warnings.
// Guarantees: exact on the lattices of the subjects; what is too much work is said to be undecided. What
// could
//   not be typed is left out.
// Does not: evaluate customers.
#pragma once

#include <vector>

#include "lang/check/typed_model.hpp"
#include "lang/check/typing/typing.hpp"
#include "lang/source/finding.hpp"

namespace strata {

/// Parameters of the model are moved while this runs, and stand at their present values afterwards.
void check_patterns(TypedModel& model, Typing& typing, Names& names, const std::vector<bool>& scales_typed,
                    Findings& findings);

} // namespace strata
