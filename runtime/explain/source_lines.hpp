// Takes: places in a model.
// Returns: their line numbers and texts for an explanation; which arms inside an expression were taken.
// Guarantees: a text is one line, its blanks collapsed, comments at its end left out.
// Does not: evaluate.
#pragma once

#include <vector>

#include "runtime/explain/facts.hpp"

namespace strata {

[[nodiscard]] std::size_t line_of(const TypedModel& model, Span span);
[[nodiscard]] ExplainedLine explained_line(const TypedModel& model, Span span);
/// How many arms a `match` or `tally` has; 0 for every other expression.
[[nodiscard]] std::size_t arms_of(const ast::Expr& expression);
[[nodiscard]] Span arm_span(const ast::Expr& match, std::size_t arm);
/// The arms taken inside an expression, outermost first.
[[nodiscard]] std::vector<ExplainedLine> arms_inside(const TypedModel& model, const ast::Expr& expression,
                                                     const std::vector<ArmTaken>& arms);

} // namespace strata
