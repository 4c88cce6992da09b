// Takes: what conditions on the way to an expression have settled.
// Returns: facts about expressions, newest first, and whether two expressions are the same one.
// Guarantees: a path is a value: a branch that adds to its own does not change another's.
// Does not: know what a condition settles (assuming.cpp does).
#pragma once

#include "lang/check/intervals/possible.hpp"
#include "lang/check/typed_model.hpp"

namespace strata {

/// What is known of an expression, or of the difference of two.
struct Fact {
  const ast::Expr* subject = nullptr;
  const ast::Expr* minus = nullptr; ///< else the fact is about `subject` - `minus`
  Possible possible;
  const Fact* before = nullptr;
};

/// The way to an expression.
struct Path {
  const Fact* facts = nullptr;
  bool open = true; ///< false: no customer comes this way

  [[nodiscard]] static Path closed() { return {nullptr, false}; }
};

/// The expression that has the same value and is not a call of a named rule: its body.
[[nodiscard]] const ast::Expr& bare(const ast::Expr& expression);
/// Whether two typed expressions are the same, so that they have the same value for every customer.
[[nodiscard]] bool same(const ast::Expr& a, const ast::Expr& b, const TypedModel& model);
/// The reference behind a name; a dimension without an expression is its column.
[[nodiscard]] Reference settled(const Reference& target, const TypedModel& model);
/// The newest fact about an expression, or null.
[[nodiscard]] const Fact* find_fact(const Path& path, const ast::Expr& expression, const TypedModel& model);

} // namespace strata
