// Takes: a typed expression and what it may read.
// Returns: its exact value, or the failure that it meets first.
// Guarantees: plain recursion over the tree, the meaning of the language's expressions; arms that are not
// reached
//   are not evaluated. Constants are folded with it, the reference evaluator runs customers with it.
// Does not: know the order of a decision (tiers, caps, policies).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lang/syntax/ast.hpp"
#include "lang/value/value.hpp"

namespace strata {

/// Why a value of one customer is undefined. Thrown inside evaluation, kept as a value outside of it.
struct Failure {
  Span place;          ///< what failed in the model
  std::string message; ///< "division by zero: complaints is 0"
  /// The column whose cell could not be read, where that is the cause (its problem stands in the rejects).
  std::int32_t column = -1;
  /// The missing value met a place that is proven not to see it: only a customer that a screen makes unrated
  /// can bring it there, and what needs it is missing too.
  bool screened = false;
};

/// What an expression may read. A constant's scope refuses everything that depends on the customer.
class Scope {
 public:
  virtual ~Scope() = default;
  /// The value that a name stands for; throws Failure. Never asked for tiers (constants), groups or
  /// `unrated`.
  virtual Value read(const Reference& target, Span place) = 0;
  /// The tiers of a group; groups are constants of the model.
  virtual const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t group) = 0;
  /// `level of`: the best tier that the subject at `position` of a scale's matrix alone allows.
  virtual Value level(std::uint32_t scale, std::uint32_t position, Span place) = 0;
  /// The rate of a foreign currency in the model's own.
  virtual Number rate(std::uint32_t currency, Span place) = 0;
  /// Whether the value of a name must not be quoted in a failure: it is, or reads, a sensitive column.
  virtual bool hides(const Reference& target) { return (void)target, false; }
  /// Tells an observer (explanations, coverage) which arm of a `match` was taken; of a `tally`, each that
  /// holds.
  virtual void took_arm(const ast::Expr& match, std::size_t arm) { (void)match, (void)arm; }
};

/// No sum or product of durations is longer, or it fails. Those of dates and literals are far shorter;
/// products of products need not be.
inline constexpr std::int64_t kMostDays = 1'000'000'000'000;

/// The value of a typed expression; throws Failure.
[[nodiscard]] Value evaluate(const ast::Expr& expression, Scope& scope);
/// Whether a value fits a typed pattern; throws Failure (an operand may fail).
[[nodiscard]] bool fits(const ast::Pattern& pattern, const Value& subject, Scope& scope);
/// Whether the subjects fit the patterns of one arm: one each, or a lone `otherwise`, which takes all but
/// what has a missing value among them.
[[nodiscard]] bool fit_all(const std::vector<ast::Pattern>& patterns, const std::vector<Value>& subjects,
                           Scope& scope);

/// A weighted value with its parts, for scores, coverage, points and reasons.
struct WeightedResult {
  struct Part {
    Value value;   ///< missing where it was left out
    Number weight; ///< normalised: the weights of the parts present add up to 1 (0 for one left out)
  };
  Value total;     ///< missing where too little is present
  Number coverage; ///< the share of the weight that is present
  std::vector<Part> parts;
};
[[nodiscard]] WeightedResult evaluate_weighted(const ast::Weighted& weighted, Span place, Scope& scope);

} // namespace strata
