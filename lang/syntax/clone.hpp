// Takes: an expression, typed or not, and expressions that stand for some of its names.
// Returns: a copy as parsed, with these put in.
// Guarantees: one pass: names inside of what is put in are left alone; nothing that checking adds is copied.
// Does not: type the copy.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "lang/syntax/ast.hpp"

namespace strata {

/// What stands for a name.
using Replacements = std::map<std::string, const ast::Expr*, std::less<>>;

/// `nodes` grows by the number of expressions copied.
[[nodiscard]] ast::ExprPtr clone(const ast::Expr& expression, const Replacements& replacements,
                                 std::size_t& nodes);
[[nodiscard]] ast::ExprPtr clone(const ast::Expr& expression);

} // namespace strata
