// Takes: a typed model.
// Returns: `Lowering`, which makes steps of its expressions and of the order of a decision.
// Guarantees: where neither `missing` nor `fails` holds, `value` is what the reference evaluator gets; where
// only
//   `missing` holds, it meets the missing value there (or a place that is proven not to see one); it fails
//   only where `fails` holds. Elsewhere a value has no meaning, and nothing may depend on it.
// Does not: leave out what nobody needs (eliminate.cpp does).
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/plan/builder.hpp"
#include "lang/plan/lower.hpp"

namespace strata::plan {

/// The steps of one expression. `value` is kNone for the literal `missing`: it is of any kind.
struct Lowered {
  StepId value = kNone;
  StepId missing = kNone; ///< truths, always there
  StepId fails = kNone;
};

/// What stops the evaluation of an expression whose parts are needed one after the other.
class Flow {
 public:
  explicit Flow(Builder& builder) : builder_(builder), missing_(builder.no()), fails_(builder.no()) {}
  /// A part that is evaluated next, for customers for whom `reached` holds and nothing has stopped it.
  void needs(const Lowered& part, StepId reached);
  void needs(const Lowered& part) { needs(part, builder_.yes()); }
  void fails_where(StepId condition, StepId reached);
  void fails_where(StepId condition) { fails_where(condition, builder_.yes()); }
  void missing_where(StepId condition) { missing_ = builder_.either(missing_, condition); }
  [[nodiscard]] Lowered with(StepId value) const { return {value, missing_, fails_}; }
  [[nodiscard]] StepId missing() const { return missing_; }
  [[nodiscard]] StepId fails() const { return fails_; }

 private:
  Builder& builder_;
  StepId missing_;
  StepId fails_;
};

class Cases; // cases.hpp

/// What `weighted` makes of its parts.
struct WeightedSteps {
  std::vector<Lowered> parts;
  Lowered total;
  StepId present = kNone;  ///< the weight of the parts that are there
  StepId coverage = kNone; ///< its share of all
  Flow flow;               ///< what stops it as a whole
  Number all;
  int height = 0; ///< how deep it nests
};

/// The model nests deeper than the reference evaluator may follow for some customer.
struct TooDeep {};

class Lowering {
 public:
  explicit Lowering(const TypedModel& model) : model_(model) {}

  [[nodiscard]] Lowered expression(const ast::Expr& expression);
  /// What a name of the model stands for.
  [[nodiscard]] Lowered named(const Reference& target);
  [[nodiscard]] WeightedSteps& weighted(const ast::Weighted& weighted);

  // ---- patterns
  struct Subject {
    Lowered steps;
    Type type;
  };
  /// Whether one pattern takes a subject (no, where it is missing and the pattern does not say `missing`). An
  /// operand that fails or is missing stops `flow`, where `reached` holds.
  [[nodiscard]] StepId fits(const ast::Pattern& pattern, const Subject& subject, StepId reached, Flow& flow);
  /// The first arm that fits; each has a pattern per subject, or a lone `otherwise`.
  [[nodiscard]] Cases first_fit(const std::vector<const std::vector<ast::Pattern>*>& arms,
                                const std::vector<Subject>& subjects, Flow& flow);

  // ---- the order of a decision
  [[nodiscard]] Plan decision(const Wanted& wanted);

  Builder& builder() { return builder_; }

 private:
  struct Screens {
    StepId excluded = kNone;
    StepId out = kNone; ///< excluded, or unrated by a rule
    StepId fails = kNone;
    std::vector<PlainReason> reasons;
  };
  /// What a scale says of a customer; the base tier where it is the main one.
  struct ScaleSteps {
    StepId tier = kNone;
    StepId fails = kNone;
    std::vector<PlainReason> reasons; ///< "x is missing"
  };
  struct EffectiveSteps {
    StepId tier = kNone;
    StepId fails = kNone;
    std::vector<PlainReason> reasons;
  };
  /// A named value, and how deep its expressions nest.
  struct Known {
    Lowered steps;
    int height = 0;
  };
  using Names = std::unordered_map<std::uint32_t, Known>;

  template <class Make>
  const Lowered& remembered(Names& names, std::uint32_t index, Make make);

  // One for every node.
  Lowered node(const ast::NumberLiteral& node, const ast::Expr&);
  Lowered node(const ast::TextLiteral& node, const ast::Expr&);
  Lowered node(const ast::BooleanLiteral& node, const ast::Expr&);
  Lowered node(const ast::DateLiteral& node, const ast::Expr&);
  Lowered node(const ast::DurationLiteral& node, const ast::Expr&);
  Lowered node(const ast::MissingLiteral& node, const ast::Expr&);
  Lowered node(const ast::NameUse& node, const ast::Expr&);
  Lowered node(const ast::Member& node, const ast::Expr&);
  Lowered node(const ast::Call& node, const ast::Expr&);
  Lowered node(const ast::Negate& node, const ast::Expr&);
  Lowered node(const ast::Not& node, const ast::Expr&);
  Lowered node(const ast::Default& node, const ast::Expr&);
  Lowered node(const ast::Arithmetic& node, const ast::Expr&);
  Lowered node(const ast::Compare& node, const ast::Expr&);
  Lowered node(const ast::Is& node, const ast::Expr&);
  Lowered node(const ast::Logical& node, const ast::Expr&);
  Lowered node(const ast::If& node, const ast::Expr&);
  Lowered node(const ast::Match& node, const ast::Expr&);
  Lowered node(const ast::MatchConditions& node, const ast::Expr&);
  Lowered node(const ast::Tally& node, const ast::Expr&);
  Lowered node(const ast::Weighted& node, const ast::Expr&);
  Lowered node(const ast::CoverageOf& node, const ast::Expr&);
  Lowered node(const ast::PointsOf& node, const ast::Expr&);
  Lowered node(const ast::LevelOf& node, const ast::Expr&);

  Lowered value(StepId step) { return {step, builder_.no(), builder_.no()}; }
  Lowered value_of(const Value& value);
  /// The value of an operand that is needed, of the kind that its place has.
  StepId needed(const Lowered& part, Flow& flow, StepKind kind = StepKind::Number);
  Lowered column(std::uint32_t index);
  Lowered scale(std::uint32_t index);
  Lowered rate(std::uint32_t currency);
  Lowered attribute(std::uint32_t index);
  StepId compared(ast::Comparison op, const Type& type, StepId left, StepId right);
  /// `then` where the condition holds.
  Lowered chosen(StepId condition, const Lowered& then, const Lowered& otherwise);
  /// Whichever result belongs to the arm taken; the last is for none.
  Lowered chosen(const Cases& cases, std::vector<Lowered> results);
  StepId line(StepId x, const std::vector<StepId>& xs, const std::vector<StepId>& ys);
  Lowered call(const ast::Call& node, const std::vector<StepId>& arguments, Flow& flow);
  StepId interval_fits(const ast::IntervalPattern& pattern, const Subject& subject, StepId reached,
                       Flow& flow);
  bool fill_available(const ast::Weighted& node, WeightedSteps& steps);

  const Screens& screens();
  const ScaleSteps& base(std::uint32_t index);
  ScaleSteps by_conditions(const TypedScale& scale);
  ScaleSteps by_subjects(const TypedScale& scale);
  const EffectiveSteps& effective();
  void move_once(ast::AdjustDecl::Form form, EffectiveSteps& result, StepId rated);
  void lower_each(EffectiveSteps& result, StepId rated);
  std::vector<std::pair<const TypedAdjust*, StepId>> held(ast::AdjustDecl::Form form, EffectiveSteps& result,
                                                          StepId rated);
  std::vector<LostPoints> lost_points(StepId rated);
  Output output(const Lowered& steps, const Type& type, const std::optional<int>& places);

  [[nodiscard]] StepId unrated_tier(std::uint32_t scale) {
    return builder_.number(static_cast<std::int64_t>(model_.scales[scale].tiers.size()));
  }

  const TypedModel& model_;
  Builder builder_;
  int level_ = 0;   // how many expressions stand around this one
  int deepest_ = 0; // … and around the deepest one since the name that is worked out
  Names definitions_;
  Names dimensions_;
  Names scores_;
  Names shown_;
  Names attributes_;
  Names rates_;
  Names scales_; // as expressions read them
  std::unordered_map<std::uint32_t, ScaleSteps> bases_;
  std::unordered_map<const ast::Weighted*, WeightedSteps> weighted_;
  std::optional<Screens> screens_;
  std::optional<EffectiveSteps> effective_;
};

[[nodiscard]] StepKind kind_of(const Type& type);
[[nodiscard]] bool takes_missing(const ast::Pattern& pattern);

/// What the steps of a plan need, and no others: sums and conditions that stand in one place only are part of
/// it.
[[nodiscard]] Plan eliminated(const Builder& builder, Plan plan);

} // namespace strata::plan
