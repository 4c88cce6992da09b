// Takes: one customer's scope, a weighted value of the model.
// Returns: the parts of that value with their weights and points; notes on points that cannot be told.
// Guarantees: exact; what would quote a sensitive column says so and no more.
// Does not: lay out.
#pragma once

#include <string>
#include <vector>

#include "runtime/explain/facts.hpp"

namespace strata {

/// What stands for a value that must not be quoted.
inline constexpr const char* kHidden = "(hidden)";

[[nodiscard]] ExactText exact_of(const Number& number);
[[nodiscard]] ExactText exact_of(const TypedModel& model, const Value& value);
/// The parts of a `weighted`; none where it fails, for the failure is told with the value itself. Where it is
/// missing they have no weights and points.
[[nodiscard]] std::vector<ExplainedPart> explained_parts(CustomerScope& scope, const ast::Expr& expression);
/// Says why a `weighted` is missing; empty where it is not.
[[nodiscard]] std::string lacking_note(CustomerScope& scope, const std::string& name,
                                       const ast::Expr& expression);
/// Says why points lost on a dimension can be no reason.
[[nodiscard]] std::vector<std::string> bound_notes(const CustomerScope& scope);

} // namespace strata
