// Takes: a typed expression and the path to it.
// Returns: the set of values that it may have there.
// Guarantees: follows the evaluator case by case (evaluate.cpp), with sets for values; each named value is
// worked out once for what a path knows of it. Tells an observer what it meets. Does not: judge what is met.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "lang/check/intervals/calls.hpp"
#include "lang/check/intervals/path.hpp"
#include "lang/check/intervals/possible.hpp"
#include "lang/check/typed_model.hpp"

namespace strata {

/// Hears of the places that an evaluation comes through, with what is known there.
class BoundsObserver {
 public:
  virtual ~BoundsObserver() = default;
  /// A comparison, a test, or several of them joined by `and`, `or`.
  virtual void condition(const ast::Expr& condition, const Possible& truth, const Path& path) = 0;
  virtual void division(const ast::Expr& divisor, const Possible& possible) = 0;
  virtual void call(const ast::Expr& call, const std::vector<Possible>& arguments) = 0;
  virtual void weighted(const ast::Expr& weighted, const std::vector<WeightedBounds>& parts) = 0;
};

/// Which values parameters may have.
enum class ParameterReach : std::uint8_t {
  Present,          ///< the present ones
  RangeElsePresent, ///< any of the declared range or choices; the present one where there is no range
  Anywhere,         ///< any of the declared range or choices; any at all where there is no range
};

/// A set, parted by whether a pattern takes its values; a value may stand in both.
struct Parted {
  Possible fits;
  Possible rest;
};

/// Whose values count: a rule that makes customers unrated proves things of all others only.
enum class Whom : std::uint8_t { Everybody, Rated };

class BoundsEvaluation {
 public:
  BoundsEvaluation(const TypedModel& model, ParameterReach reach, Whom whom);

  [[nodiscard]] Possible of(const ast::Expr& expression, const Path& path);
  [[nodiscard]] Possible of_reference(const Reference& target, const Path& path);
  /// The same without telling the observer.
  [[nodiscard]] Possible quietly(const ast::Expr& expression, const Path& path);
  /// What stands where a missing value is handled, quietly or not: for those whom a screen makes unrated it
  /// may be missing although typing knows better of all others.
  [[nodiscard]] Possible handled(const ast::Expr& expression, const Path& path, bool quiet);
  /// `left` - `right`, where both are measured; knows what they have in common.
  [[nodiscard]] Interval difference_of(const ast::Expr& left, const ast::Expr& right, const Path& path);

  // Paths (assuming.cpp).
  [[nodiscard]] Path assume(const ast::Expr& condition, bool holds, const Path& path);
  /// The path on which an expression is one of these values.
  [[nodiscard]] Path narrow(const ast::Expr& expression, const Possible& possible, const Path& path);
  /// The path of the customers that are neither excluded nor unrated by a rule.
  [[nodiscard]] Path past_screens();
  [[nodiscard]] Parted part(const Possible& subject, const ast::Pattern& pattern, const Type& type,
                            const Path& path);
  [[nodiscard]] Possible compared(ast::Comparison op, const ast::Expr& left, const ast::Expr& right,
                                  const Path& path);

  /// Whether its value may differ between customers or days.
  [[nodiscard]] bool reads_row(const ast::Expr& expression);
  [[nodiscard]] bool reads_parameter(const ast::Expr& expression);
  /// Whether it is made of literals.
  [[nodiscard]] bool names_nothing(const ast::Expr& expression) { return names_in(expression).empty(); }
  /// Whether the observer has heard of what a name stands for.
  [[nodiscard]] bool has_told(const Reference& target) const;
  /// The columns that a named value reads, through other named values too.
  [[nodiscard]] std::vector<std::uint32_t> columns_of(const Reference& target);
  /// Asks what would be if a column had a range; the answers for all else are forgotten.
  void pretend_ranges(std::set<std::uint32_t> columns);
  void observe(BoundsObserver* observer) { observer_ = observer; }
  [[nodiscard]] const TypedModel& model() const { return model_; }

 private:
  friend struct BoundsNode;
  using Name = std::pair<Entity, std::uint32_t>;
  using Names = std::vector<Name>; ///< ascending, without repetition

  /// A sum of expressions with constant factors.
  struct Affine {
    Number constant;
    std::vector<std::pair<const ast::Expr*, Number>> terms;
    std::size_t met = 0;  ///< terms before equal ones were put together
    std::size_t seen = 0; ///< parts looked at: definitions that read each other twice have them without end
  };

  // Named values (evaluation_names.cpp).
  [[nodiscard]] const ast::Expr* value_of(const Reference& target) const;
  [[nodiscard]] const Possible& of_column(std::uint32_t column);
  /// What the declaration of a column allows.
  [[nodiscard]] Possible declared(std::uint32_t column) const;
  [[nodiscard]] Possible of_parameter(std::uint32_t parameter) const;
  [[nodiscard]] Possible of_attribute(std::uint32_t attribute, const Path& path);
  [[nodiscard]] Possible of_rate(const ast::Expr& money, const Path& path);
  [[nodiscard]] Possible named(const Reference& target, const ast::Expr& value, const Path& path);
  [[nodiscard]] const Names& reach_of(const Name& name);
  [[nodiscard]] const Names& names_in(const ast::Expr& expression);
  [[nodiscard]] bool concerns(const Fact& fact, const Names& reach);

  // Affine forms (affine.cpp).
  [[nodiscard]] bool add_affine(Affine& form, const ast::Expr& expression, const Number& factor,
                                const Path& path, int depth);
  void add_term(Affine& form, const ast::Expr& expression, const Number& factor) const;
  [[nodiscard]] Interval bounds_of(const Affine& form, const Path& path);
  /// What the path knows of `a - b` where that is all that a sum is.
  [[nodiscard]] Possible known_difference(const ast::Arithmetic& sum, const Path& path) const;
  [[nodiscard]] std::optional<Interval> affine_bounds(const ast::Expr& expression, const Path& path);

  [[nodiscard]] Possible of_node(const ast::Expr& expression, const Path& path);
  [[nodiscard]] Path with(const Path& path, Fact fact);
  [[nodiscard]] Path assume_logical(const ast::Logical& node, bool holds, const Path& path);
  [[nodiscard]] Path assume_compare(const ast::Compare& node, bool holds, const Path& path);
  [[nodiscard]] Path common(const std::vector<Path>& ways, const Path& before);

  /// Work is counted in expressions looked at; beyond this everything is possible.
  [[nodiscard]] static std::size_t most_steps(const TypedModel& model);

  const TypedModel& model_;
  ParameterReach reach_;
  std::size_t most_steps_;
  std::set<std::uint32_t>
      screened_columns_; ///< optional ones that may be missing though nothing else shows it
  BoundsObserver* observer_ = nullptr;
  int depth_ = 0;
  std::size_t steps_ = 0;
  int narrowed_ = 0;               ///< how many named values are being looked at under facts
  std::size_t narrowed_steps_ = 0; ///< the work that this took
  std::size_t assumed_ = 0;        ///< how many named conditions have been looked into
  bool vague_ = false; ///< facts are left out here: what may fail is not told, since they may rule it out
  std::set<std::uint32_t> pretended_; ///< columns taken as if they had a range
  std::deque<Fact> facts_;            ///< of all paths; they stay where they are
  /// What named values may be, with the facts that concern them; [1]: the observer has heard of it.
  std::map<std::pair<Name, std::vector<const Fact*>>, Possible> named_[2];
  std::vector<std::optional<Possible>> columns_; ///< once asked for
  std::map<Name, Names> reach_of_;
  std::map<const ast::Expr*, Names> names_in_;
};

} // namespace strata
