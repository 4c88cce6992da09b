// Takes: a typed model.
// Returns: the `weighted` whose parts the reasons of a decision are made of.
// Guarantees: found through names only; all its parts are dimensions.
// Does not: evaluate.
#pragma once

#include "lang/check/typed_model.hpp"

namespace strata {

/// The `weighted` over dimensions that the main scale's single subject is, through names; null where there is
/// none.
[[nodiscard]] const ast::Expr* reasoned_weighted(const TypedModel& model);

} // namespace strata
