// Takes: a typed expression of numbers.
// Returns: the values that it can have, where they are few and stand in the model: constants that branches
//   choose, what becomes of them by + - *, columns of a short range.
// Guarantees: no value is lacking; some may be there that no customer has.
// Does not: look at which branches a customer can take.
#pragma once

#include <optional>
#include <set>

#include "lang/check/typed_model.hpp"
#include "lang/check/typing/typing.hpp"

namespace strata::patterns {

/// Empty where they are many, or not known. The missing value is left out.
[[nodiscard]] std::optional<std::set<Number>> finite_values(const ast::Expr& expression,
                                                            const TypedModel& model, Typing& typing);

} // namespace strata::patterns
