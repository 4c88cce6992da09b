// Takes: what the arguments of a function, or the parts of a weighted value, may be.
// Returns: what the result may be.
// Guarantees: holds every value that the evaluator could give; arguments that make it fail do not count.
// Does not: look into the arguments' expressions.
#pragma once

#include <vector>

#include "lang/check/intervals/possible.hpp"
#include "lang/syntax/ast_expression.hpp"

namespace strata {

/// A function of a row, `convert` apart; `type`: of the call. Every argument may have a value.
[[nodiscard]] Possible call_bounds(const ast::Call& call, const std::vector<Possible>& arguments,
                                   const Type& type);

/// One part of a weighted value; its weight is not normalised.
struct WeightedBounds {
  Possible value;
  Number weight;
};
/// A weighted value of which parts may be left out as long as the share `at_least` is there.
[[nodiscard]] Possible weighted_bounds(const std::vector<WeightedBounds>& parts, const Interval& at_least);
[[nodiscard]] Interval coverage_bounds(const std::vector<WeightedBounds>& parts);
[[nodiscard]] Possible points_bounds(const std::vector<WeightedBounds>& parts, std::uint32_t part);

} // namespace strata
