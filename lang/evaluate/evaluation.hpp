// Takes: nodes of a typed expression.
// Returns: the pieces of `evaluate`, one file for each group of them.
// Guarantees: every operation that may be undefined throws Failure with the place and the values that made it
// so. Does not: stand outside of evaluate*.cpp and constants.cpp.
#pragma once

#include <string>

#include "lang/evaluate/evaluate.hpp"

namespace strata::evaluation {

[[nodiscard]] Value arithmetic(const ast::Expr& expression, const ast::Arithmetic& node, Scope& scope);
/// A function of a row, its builtin set.
[[nodiscard]] Value call(const ast::Expr& expression, const ast::Call& node, Scope& scope);
[[nodiscard]] bool compare(ast::Comparison op, const Value& left, const Value& right);
/// `left < right` of two values of one ordered kind; on a scale of tiers the better one is the greater.
[[nodiscard]] bool less(const Value& left, const Value& right);

/// The value of what stands where a missing one is handled. A screened failure is one, too: at run time the
/// proof that nothing is missing does not hold for those whom a screen makes unrated.
[[nodiscard]] Value or_missing(const ast::Expr& expression, Scope& scope);

/// `complaints is 0`: an expression and the value that it has, for failures. Without the value where it may
/// not be quoted, and the value alone where the expression is that value.
[[nodiscard]] std::string quoted(const ast::Expr& expression, const Value& value, Scope& scope);

} // namespace strata::evaluation
