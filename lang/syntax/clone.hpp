// Takes: an expression, typed or not, and typed expressions that stand for some of its names.
// Returns: a copy as parsed, with these put in.
// Guarantees: one pass: names inside of what is put in are left alone; nothing that checking adds is copied,
// but
//   what is put in and is more than a name or a literal comes with its types, so that nothing is typed twice:
//   it stands in a call without a name, as what that is worth.
// Does not: type the copy.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "lang/syntax/ast.hpp"

namespace strata {

/// The typed expression that was put in for a name, where a call stands for one; else null.
[[nodiscard]] const ast::Expr* put_in(const ast::Call& call);

/// What stands for a name.
using Replacements = std::map<std::string, const ast::Expr*, std::less<>>;

/// `nodes` grows by the number of expressions copied; beyond `most` the copy is broken off and means nothing.
[[nodiscard]] ast::ExprPtr clone(const ast::Expr& expression, const Replacements& replacements,
                                 std::size_t& nodes, std::size_t most);
[[nodiscard]] ast::ExprPtr clone(const ast::Expr& expression);

} // namespace strata
