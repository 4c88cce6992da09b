// Takes: an expression or a pattern.
// Returns: its direct parts, or all that it reads.
// Guarantees: parts come in the order written; a call of a named rule has the inlined body as its only part.
// Does not: follow names into what they mean.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lang/syntax/ast.hpp"

namespace strata {

using ExprVisitor = std::function<void(const ast::Expr&)>;

/// The expressions directly inside: operands, arguments, arms, operands of patterns, weights.
void each_part(const ast::Expr& expression, const ExprVisitor& visit);
/// The operands of a pattern.
void each_operand(const ast::Pattern& pattern, const ExprVisitor& visit);

/// A name as an untyped expression uses it.
struct NameFound {
  std::string_view name;
  Span place;
};
/// Names that an expression may read, before it is typed (tiers and arguments of rules among them).
struct Mentions {
  std::vector<NameFound> names;
  bool all_dimensions = false; ///< holds `weighted … dimensions`
};
void collect_mentions(const ast::Expr& expression, Mentions& mentions);

/// Something of the model that a typed expression reads.
struct Read {
  enum class Of : std::uint8_t {
    Worth, ///< the value of the target
    Level, ///< `level of`: what a scale is cut from, caps and floors apart; target: the scale
    Rate,  ///< `convert`: target.index is the foreign currency, and its entity None
  };
  Reference target;
  Span place;
  Of of = Of::Worth;
};
/// What a typed expression reads directly; a rule's body counts as its user's own. `depth` becomes its
/// nesting.
void collect_reads(const ast::Expr& expression, std::vector<Read>& reads, int& depth);
void collect_reads(const ast::Pattern& pattern, std::vector<Read>& reads, int& depth);

} // namespace strata
