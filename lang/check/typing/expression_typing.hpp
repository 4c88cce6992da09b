// Takes: one expression that is being typed.
// Returns: the visitor with a case for every node, and what its cases share; typing_*.cpp implement them by
// group. Guarantees: a case that gives false has reported, or something below it has. Does not: stand outside
// of typing*.cpp.
#pragma once

#include <string>
#include <string_view>

#include "lang/check/describe.hpp"
#include "lang/check/typing/typing.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

struct BuiltinEntry;

/// A call of a named rule by the body of another one.
struct RuleCall {
  std::uint32_t rule;
  Span place;
};

/// What the cases of one typing share: reports, missing values, units.
class TypingTools {
 public:
  explicit TypingTools(Typing& typing)
      : typing_(typing),
        model_(typing.model_),
        names_(typing.names_),
        findings_(typing.findings_),
        facts_(typing.facts_) {}

 protected:
  /// A finding; inside of a named rule it also shows where the rule is used.
  Finding& report(Code kind, Span place, std::string message, std::string label = {});
  [[nodiscard]] std::string described(const Type& type) const { return describe(type, model_); }
  [[nodiscard]] bool inside_rule() const { return !typing_.rules_.empty(); }

  // Missing values.
  /// Types an operand that must be there.
  bool operand(ast::Expr& expression, std::int32_t scale = Type::kAny);
  /// Refuses an expression that may be missing.
  bool present(const ast::Expr& expression);
  /// Whether no table can make the expression missing, facts that narrowed it apart.
  [[nodiscard]] bool never_missing(const ast::Expr& expression) const;

  // Units.
  [[nodiscard]] static bool same_unit(const Type& left, const Type& right);
  /// A literal beside money becomes money.
  static void adopt(ast::Expr& expression, const Type& unit);
  /// What two types of one unit have in common.
  [[nodiscard]] static Type common(const Type& left, const Type& right);
  /// Makes two typed operands of one unit, literals taking the other's; reports with `what` ("cannot be
  /// added").
  bool unify(ast::Expr& left, ast::Expr& right, std::string_view what);
  /// Two places that do not fit together, and where their types come from.
  Finding& report_pair(Code kind, const ast::Expr& left, const ast::Expr& right, std::string message);
  void add_origin(Finding& finding, const ast::Expr& expression);
  /// From where it comes that an expression may be missing.
  void add_missing_origin(Finding& finding, const ast::Expr& expression);
  void add_declared(Finding& finding, const ast::NameUse& name);
  /// The help that two money or number types beside each other ask for; empty where none is known.
  [[nodiscard]] std::string unit_help(const ast::Expr& left, const ast::Expr& right) const;
  /// The unit that all expressions share, as their joined type.
  std::optional<Type> joined(std::span<ast::Expr* const> expressions, std::string_view what);
  /// Whether the kind has an order; text of a closed set has none.
  bool ordered(const ast::Expr& expression, Span operator_place);
  /// A text literal beside a value of a closed set is one of it; `subject`: that value, or null.
  bool in_closed_set(const ast::Expr& literal, const Type& type, const ast::Expr* subject);
  bool whole(const ast::Expr& expression, std::string_view what);
  /// Whether 1 divided by it is a finite decimal, whatever the parameters.
  bool finite_inverse(const ast::Expr& expression);
  /// The same of the distance between two expressions.
  bool finite_inverse_of_span(const ast::Expr& low, const ast::Expr& high);
  bool two_operands(ast::Expr& left, ast::Expr& right, bool may_be_missing);
  [[nodiscard]] bool is_tier_word(const ast::Expr& expression) const;

  /// The word at the beginning of a place: a finding about a whole block should not underline all of it.
  [[nodiscard]] static Span word_at(Span place, std::string_view word);
  /// An expression in a message: "`revenue`", "this" for a long one.
  [[nodiscard]] static std::string text_of(const ast::Expr& expression);
  /// The same without backquotes, to stand in a longer piece of code; "…" for a long one.
  [[nodiscard]] static std::string written_as(const ast::Expr& expression);

  Typing& typing_;
  TypedModel& model_;
  Names& names_;
  Findings& findings_;
  Facts& facts_;
};

/// Restores the facts when a branch ends.
class FactsGuard {
 public:
  explicit FactsGuard(Facts& facts) : facts_(facts), before_(facts) {}
  ~FactsGuard() { facts_ = std::move(before_); }
  FactsGuard(const FactsGuard&) = delete;
  FactsGuard& operator=(const FactsGuard&) = delete;

 private:
  Facts& facts_;
  Facts before_;
};

/// Types one node; called through Typing::expression.
class ExpressionTyping : public TypingTools {
 public:
  ExpressionTyping(Typing& typing, ast::Expr& expression, std::int32_t scale)
      : TypingTools(typing), expression_(expression), scale_(scale) {}

  bool operator()(ast::NumberLiteral& node);
  bool operator()(ast::TextLiteral& node);
  bool operator()(ast::BooleanLiteral& node);
  bool operator()(ast::DateLiteral& node);
  bool operator()(ast::DurationLiteral& node);
  bool operator()(ast::MissingLiteral& node);
  // Names (typing_names.cpp).
  bool operator()(ast::NameUse& node);
  bool operator()(ast::Member& node);
  bool operator()(ast::CoverageOf& node);
  bool operator()(ast::PointsOf& node);
  bool operator()(ast::LevelOf& node);
  // Operators (typing_operators.cpp).
  bool operator()(ast::Negate& node);
  bool operator()(ast::Not& node);
  bool operator()(ast::Default& node);
  bool operator()(ast::Arithmetic& node);
  bool operator()(ast::Compare& node);
  bool operator()(ast::Is& node);
  bool operator()(ast::Logical& node);
  // Branches (typing_branches.cpp).
  bool operator()(ast::If& node);
  bool operator()(ast::Match& node);
  bool operator()(ast::MatchConditions& node);
  bool operator()(ast::Tally& node);
  // Weighted values (typing_weighted.cpp) and calls (typing_calls.cpp, rules.cpp).
  bool operator()(ast::Weighted& node);
  bool operator()(ast::Call& node);

  /// The type of a name that may also be a group (an operand of a pattern).
  bool name_or_group(ast::NameUse& node);
  bool member_or_group(ast::Member& node);

 private:
  bool becomes(Type type);
  bool becomes(Kind kind);
  bool not_a_group(const Reference& target, const std::string& name);
  bool unknown_in_scale(const ast::Name& name);
  const ast::Weighted* weighted_behind(const ast::Name& name, const Reference& target);
  bool arithmetic_step(ast::Expr& left, Type& left_type, const ast::Arithmetic::Term& term, Span first);
  bool cannot_meet(const ast::Expr& left, const Type& left_type, const ast::Arithmetic::Term& term,
                   Span first);
  bool divisor(const ast::Expr& expression);
  bool condition_arm(ast::ConditionArm& arm, bool last);
  bool misses_missing(const ast::Match& node);
  bool results_joined(std::span<ast::Expr* const> results, std::string_view what);
  bool fill_dimensions(ast::Weighted& node);
  bool weight(ast::WeightedPart& part);
  bool parts_stand_once(const ast::Weighted& node);
  bool weights_add_up(const ast::Weighted& node);
  bool at_least(ast::Weighted& node);
  bool all_must_be_present(const ast::WeightedPart& part);
  bool call_rule(ast::Call& call, std::uint32_t rule);
  /// An argument was typed before it was put in, with all its parts.
  void mark_passed(const ast::Expr& argument);
  /// Whether a rule, written out, comes to an end; reports the first time it does not.
  bool rule_ends(std::uint32_t rule);
  void report_round(const std::vector<RuleCall>& way);
  bool rule_too_large(const ast::Call& call);
  bool unknown_function(const ast::Call& call);

  ast::Expr& expression_;
  std::int32_t scale_;
};

/// Types the call of a function of a row (typing_calls.cpp).
std::optional<Type> type_builtin_call(Typing& typing, ast::Expr& expression, ast::Call& call,
                                      const BuiltinEntry& entry);

/// Patterns of one `match` arm or scale line for their subjects (typing_patterns.cpp).
class PatternTyping : public TypingTools {
 public:
  explicit PatternTyping(Typing& typing) : TypingTools(typing) {}
  bool pattern(ast::Pattern& pattern, const ast::Expr& subject, bool free_of_row);
  /// All patterns of an arm; `last`: `otherwise` may stand here.
  bool arm(std::vector<ast::Pattern>& patterns, const std::vector<ast::ExprPtr>& subjects, Span place,
           bool last);
  /// Reports an `otherwise` after which more arms follow.
  bool otherwise_is_last(Span place, bool last);
  /// What holds of the subjects where the arm was taken.
  [[nodiscard]] static Facts facts_of(const std::vector<ast::Pattern>& patterns,
                                      const std::vector<ast::ExprPtr>& subjects);
  [[nodiscard]] static bool takes_missing(const ast::Pattern& pattern);
  /// What holds of the subjects where the arm was not taken.
  [[nodiscard]] static Facts facts_after(const std::vector<ast::Pattern>& patterns,
                                         const std::vector<ast::ExprPtr>& subjects);

 private:
  bool operand(ast::Expr& operand, const ast::Expr& subject, bool free_of_row);
  bool word(ast::Expr& operand, const ast::Expr& subject);
  bool compares(ast::ComparisonPattern& pattern, const ast::Expr& subject, bool free_of_row);
  bool interval(ast::IntervalPattern& pattern, Span place, const ast::Expr& subject, bool free_of_row);
  bool alternatives(ast::AlternativesPattern& pattern, const ast::Expr& subject, bool free_of_row);
  bool missing(Span place, const ast::Expr& subject);
  bool comparable(const ast::Expr& operand, bool orders, Span place);
  std::optional<Value> constant_value(const ast::Expr& operand);
};

/// Something like a name's fact about an expression: only names have facts.
void add_fact(Facts& facts, const ast::Expr& subject);

} // namespace strata
