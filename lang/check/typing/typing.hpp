// Takes: expressions and patterns as parsed, and what their names mean (`Names`, which the declarations part
//   implements over its symbol table).
// Returns: the same nodes with types, targets, functions and inlined rules filled in; folded constants;
// facts. Guarantees: one finding per mistake: what failed is silent further up. What passes evaluates without
// type errors,
//   and no missing value reaches a place that cannot take it.
// Does not: decide in which order declarations are typed, or which stage may read which.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "lang/source/finding.hpp"
#include "lang/syntax/ast.hpp"

namespace strata {

/// What names mean while expressions are typed. Before the first expression is typed, the model's tables hold
/// all that needs no typing: names, `declaration` pointers, scales with their tiers, currencies, closed sets,
/// columns.
class Names {
 public:
  virtual ~Names() = default;

  /// A bare name outside of a scale's words (see `in_scale`): sets `target` and gives the type of its value,
  /// with `optional` as declared (facts are not its business). `literal` is never set. It types the
  /// declaration referred to first where that has not happened (within a `DeclarationScope`), so that the
  /// model's table entry has its type and value afterwards; it detects cycles, stages and reserved words.
  /// Reports what is wrong; empty after that, and empty without a word where the declaration referred to has
  /// itself been reported.
  virtual std::optional<Type> resolve(const ast::Name& name, Reference& target) = 0;
  /// `abc.A`: a tier of a scale by its full name. As `resolve`.
  virtual std::optional<Type> resolve_member(const ast::Member& member, Reference& target) = 0;
  /// A tier, a group or `unrated` by its bare name, beside something of that scale: Entity::Tier, Group or
  /// Unrated; None where the scale has nothing of that name (nothing is reported). Marks groups as used.
  virtual Reference in_scale(std::uint32_t scale, std::string_view name) = 0;
  /// Whether a bare name is a declared value (a column, parameter, definition, …, a scale, `tier`, `as_of`),
  /// so that only else it may be the bare word for a tier.
  virtual bool declares_value(std::string_view name) = 0;
  /// The definition that is the named rule called `name`; empty where there is none (nothing is reported).
  /// Marks it as used.
  virtual std::optional<std::uint32_t> find_rule(std::string_view name) = 0;
  /// The scale that `level of` means: the named one, or the main one. Reports; its subjects are typed
  /// afterwards.
  virtual std::optional<std::uint32_t> scale_for_level(const ast::LevelOf& level, Span place) = 0;
  /// The type of the rate of a foreign currency, typed on demand; reports at `place` where no rate is
  /// declared.
  virtual std::optional<Type> rate(std::uint32_t currency, Span place) = 0;
  /// The folded weight of a dimension, on demand; empty where it has none or the weight has been reported.
  virtual std::optional<Number> dimension_weight(std::uint32_t dimension) = 0;
  /// Where the type of a name's value is said: a column's type, else the declared name. For second places.
  virtual std::optional<Span> declared_at(const Reference& target) = 0;
};

/// Names that are known not to be missing where an expression stands.
class Facts {
 public:
  void add(const Reference& present);
  void add(const Facts& others);
  /// Of a condition that could not be typed: it may have proven anything, so nothing is said to lack a proof.
  void add_unknown() { unknown_ = true; }
  /// What holds in either case: of two paths that meet.
  [[nodiscard]] static Facts common(const Facts& left, const Facts& right);
  [[nodiscard]] bool holds(const Reference& name) const;

 private:
  std::vector<Reference> present_;
  bool unknown_ = false;
};

/// On what the value of an expression depends; each takes in the ones before it.
enum class Dependence : std::uint8_t { Literals, Parameters, AsOf, Row };

/// Types expressions. One object serves a whole model and is entered again for declarations typed on demand.
class Typing {
 public:
  Typing(TypedModel& model, Names& names, Findings& findings);

  /// A named rule that is being inlined, and where it is used.
  struct RuleUse {
    std::uint32_t rule;
    Span use;
  };

  /// Around the typing of one declaration: it knows these facts only, and stands inside no rule.
  class DeclarationScope {
   public:
    DeclarationScope(Typing& typing, Facts facts);
    ~DeclarationScope();
    DeclarationScope(const DeclarationScope&) = delete;
    DeclarationScope& operator=(const DeclarationScope&) = delete;

   private:
    Typing& typing_;
    Facts facts_;
    std::vector<RuleUse> rules_;
  };

  // Each gives false after a report; then the node's type means nothing, and the caller stays silent about
  // it.

  /// A value of any type; `scale` is the one whose words bare names may be (Type::kAny: none). The type may
  /// be optional and may be `literal` (a declaration that gives it a name drops `literal`).
  bool expression(ast::Expr& expression, std::int32_t scale = Type::kAny);
  /// A boolean that is never missing.
  bool condition(ast::Expr& condition);
  /// As `condition`; in `NAME = V` and `NAME != V` NAME may be optional and V `missing` (equal when both
  /// are).
  bool expectation(ast::Expr& condition);
  /// An expression that must have the type `wanted`, and may be missing only where that is optional: a
  /// literal takes its unit, a bare name its scale, a text must be of its closed set, a `whole` must be
  /// whole. `because` is the second place of a mismatch ("the column is money"). Types `expression` first.
  bool require(ast::Expr& expression, const Type& wanted, const PlaceNote& because);
  /// What typed expressions have in common, as arms of a `match` do (values of one attribute); literals take
  /// the unit of the others. `what` begins the message: "the values of discount". Empty after a report.
  std::optional<Type> join(std::span<ast::Expr* const> expressions, std::string_view what);
  /// A pattern for a typed subject. `free_of_row`: operands may not depend on the customer (`match`,
  /// `tiers`).
  bool pattern(ast::Pattern& pattern, const ast::Expr& subject, bool free_of_row);
  /// The subjects and all arms of a scale: patterns, how many of them, `otherwise` alone and last; or
  /// conditions. Missing subjects need no arm. The names of tiers are not its business.
  bool scale(ast::TiersDecl& tiers);

  /// Whether a `match`, a test with `is` or a condition passed, so that it may be judged.
  [[nodiscard]] bool passed(const ast::Expr& expression) const { return passed_.count(&expression) != 0; }
  /// What is known once a typed condition holds (or does not).
  [[nodiscard]] Facts facts_when(const ast::Expr& condition, bool holds);
  /// On what a typed expression depends (definitions are followed).
  [[nodiscard]] Dependence dependence(const ast::Expr& expression);
  /// The value of a typed expression of literals and parameters, at the parameters' present values. Reports
  /// where it depends on more or fails; `what` begins the message: "a weight".
  std::optional<Value> constant(const ast::Expr& expression, std::string_view what);
  /// The value where it depends on literals and parameters only and does not fail; reports nothing.
  std::optional<Value> folded(const ast::Expr& expression);

 private:
  friend class TypingTools; // what the visitors over nodes share (expression_typing.hpp)
  friend class ExpressionTyping;
  friend class DeclarationScope;

  [[nodiscard]] Dependence dependence_of(const Reference& target);
  [[nodiscard]] Dependence rate_dependence(const ast::Call& convert);
  bool types_conditions(std::vector<ast::TierArm>& arms);

  TypedModel& model_;
  Names& names_;
  Findings& findings_;
  Facts facts_;
  std::vector<RuleUse> rules_;                ///< outermost first
  std::set<std::uint32_t> failed_rules_;      ///< their bodies have been reported: further uses stay silent
  std::map<std::uint32_t, char> rule_states_; ///< whether a rule calls itself (rules.cpp)
  std::size_t inlined_nodes_ = 0;             ///< of all rules so far: a limit ends explosions
  bool too_large_reported_ = false;
  bool too_deep_reported_ = false;
  int depth_ = 0;
  std::set<const ast::Expr*> passed_; ///< see passed()
  // What is found out of a definition once, however many others read it.
  std::map<std::uint32_t, Dependence> dependences_;
  std::map<std::pair<std::uint32_t, bool>, Facts> definition_facts_; ///< by whether it holds
};

} // namespace strata
