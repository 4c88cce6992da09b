// Takes: a typed model.
// Returns: how reasons show points; the `weighted` whose parts the reasons of a decision are made of.
// Guarantees: found through names only; all its parts are dimensions.
// Does not: evaluate.
#pragma once

#include "lang/check/typed_model.hpp"

namespace strata {

/// To so many places reasons show points; a loss that would show as 0 is no reason.
inline constexpr int kReasonPlaces = 4;

/// The `weighted` over dimensions that the main scale's single subject is, through names; null where there is
/// none.
[[nodiscard]] const ast::Expr* reasoned_weighted(const TypedModel& model);

} // namespace strata
