// Takes: what an evaluation of bounds meets.
// Returns: it by place in the text, all visits of a place together: uses of a definition, copies of a rule.
// Guarantees: a place is remembered in the order of the text.
// Does not: report.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "lang/check/intervals/calls.hpp"
#include "lang/check/intervals/evaluation.hpp"

namespace strata {

using Place = std::tuple<SourceId, std::uint32_t, std::uint32_t>; ///< source, begin, end
[[nodiscard]] inline Place place_of(const ast::Expr& expression) {
  return {expression.span.source, expression.span.begin, expression.span.end};
}

struct SeenCondition {
  std::vector<const ast::Expr*> copies;
  bool may_hold = false;
  bool may_fail_to_hold = false;
  Path path; ///< of the first visit
};
/// A divisor, or a call with its arguments.
struct SeenOperands {
  const ast::Expr* first = nullptr; ///< of the first visit in which something could go wrong
  std::vector<Possible> possible;   ///< joined over all visits
};
struct SeenWeighted {
  const ast::Expr* first = nullptr;
  std::vector<WeightedBounds> parts;
};

class Collector : public BoundsObserver {
 public:
  void condition(const ast::Expr& condition, const Possible& truth, const Path& path) override;
  void division(const ast::Expr& divisor, const Possible& possible) override;
  void call(const ast::Expr& call, const std::vector<Possible>& arguments) override;
  void weighted(const ast::Expr& weighted, const std::vector<WeightedBounds>& parts) override;

  std::map<Place, SeenCondition> conditions;
  std::map<Place, SeenOperands> divisors;
  std::map<Place, SeenOperands> calls;
  std::map<Place, SeenWeighted> weighted_values;
};

} // namespace strata
