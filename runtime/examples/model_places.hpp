// Takes: a checked model.
// Returns: all its typed expressions, and for a place in its text the declaration that it stands in.
// Guarantees: expressions come in the order of the model's tables; the body of a named rule comes with each
// use, as it was typed there. Does not: look into expressions.
#pragma once

#include <string>
#include <vector>

#include "lang/check/typed_model.hpp"

namespace strata {

/// The outermost expressions that are worked out for a customer: values, subjects, conditions.
[[nodiscard]] std::vector<const ast::Expr*> expressions_of(const TypedModel& model);

/// What a reader calls the declaration around a place: "dimension size", "tiers", "cap at B \"slow payer\"".
[[nodiscard]] std::string declaration_at(const TypedModel& model, Span place);
/// Whether the place stands in an `exclude` or `unrated`.
[[nodiscard]] bool in_screen(const TypedModel& model, Span place);

} // namespace strata
