// Takes: a model's text.
// Returns: its syntax tree; from a tree, the text in the one layout.
// Guarantees: parsing goes on after a mistake at the next statement or arm, so several are found in one run,
//   and what is left in the tree is whole, so that it can be checked; parse(print(parse(text))) prints the
//   same text; comments survive.
// Does not: check names or types.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "lang/source/finding.hpp"
#include "lang/source/source.hpp"
#include "lang/syntax/ast.hpp"

namespace strata {

/// The tree of one source. Always a tree; where `findings` gets an error, the declarations and columns that
/// were read whole, and in `lost` what may have been said by the others.
[[nodiscard]] ast::Model parse(const Sources& sources, SourceId source, Findings& findings);

/// One expression or constant on its own (a setting's value, a line of a session); null with findings
/// otherwise.
[[nodiscard]] ast::ExprPtr parse_expression(const Sources& sources, SourceId source, Findings& findings);

/// The words and quoted names of a text, in the form (NFC) that names have.
[[nodiscard]] std::set<std::string, std::less<>> words_of(std::string_view text);

/// What a text that was typed on its own is.
enum class Fragment : std::uint8_t {
  Empty,      ///< nothing, or comments only
  Expression, ///< also where it is a mistaken one
  Declarations,
  Unfinished, ///< it cannot end here: a bracket is open, or something is missing behind its last word
};
[[nodiscard]] Fragment fragment_of(std::string_view text);

/// The model in the one layout. The tree must come from `parse` of `source` without errors.
[[nodiscard]] std::string print(const Sources& sources, SourceId source, const ast::Model& model);

/// An expression in the one layout on one line, for messages and explanations.
[[nodiscard]] std::string print(const ast::Expr& expression);
[[nodiscard]] std::string print(const ast::Pattern& pattern);

} // namespace strata
