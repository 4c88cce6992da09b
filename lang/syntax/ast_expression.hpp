// Takes: nothing; the expressions and patterns of the syntax tree.
// Returns: closed variants of small structs, each with its span; what checking adds stands beside it in the
//   same node (`type`, `target`, …), so that the checked tree is the typed model's expressions.
// Guarantees: the parser fills everything but the fields marked "checked:"; nesting is at most kMaxNesting
// deep;
//   chains of one operator are flat, so that walking them needs no stack.
// Does not: resolve names.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lang/source/source.hpp"
#include "lang/syntax/annotation.hpp"
#include "lang/value/value.hpp"

namespace strata {

/// `std::visit` with one lambda per alternative.
template <class... Fs>
struct overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

} // namespace strata

namespace strata::ast {

/// How deep brackets, blocks, `if`s and unary operators may nest in each other.
inline constexpr int kMaxNesting = 200;

/// An identifier as declared or used: NFC, without backticks.
struct Name {
  Span span;
  std::string text;
};

/// A text literal, its escapes resolved.
struct Text {
  Span span;
  std::string value;
};

/// `to 2 places`.
struct Places {
  Span span;
  int count = 0;
};

struct Expr;
struct Pattern;
using ExprPtr = std::unique_ptr<Expr>;

// ---- expressions
// --------------------------------------------------------------------------------------------

/// `1_000`, `0.5`, `35%`, `50M`, `5万`, `1000 CNY`. A sign is a `Negate` around it; only where the language
/// asks for a constant (bounds, defaults and `missing as` of columns, choices of parameters, values of
/// examples) is `-5` one literal.
struct NumberLiteral {
  Number value;                 ///< percent and suffix already applied
  bool percent = false;         ///< written with %
  std::optional<Name> currency; ///< `1000 CNY`
  std::string written = {};     ///< as it stands in the text, for messages and the formatter; else empty
};
struct TextLiteral {
  std::string value;
};
struct BooleanLiteral {
  bool value = false;
};
struct DateLiteral {
  Date value;
};
/// `90 days`.
struct DurationLiteral {
  Duration value;
};
struct MissingLiteral {};

/// A name used as a value.
struct NameUse {
  Name name;
  Reference target; ///< checked:
};
/// `abc.A`: a member of what the first name means.
struct Member {
  Name scope;
  Name member;
  Reference target; ///< checked:
};
/// `min(a, b)`, `sqrt(x to 6 places)`, `my_rule(x)`.
struct Call {
  Name function;
  std::vector<ExprPtr> arguments;
  std::optional<Places> places;    ///< said inside the call, after the last argument
  Builtin builtin = Builtin::None; ///< checked: a function of a row …
  ExprPtr inlined;                 ///< checked: … or the body of a named rule, its arguments put in
  std::uint32_t rule = 0;          ///< checked: the definition that `inlined` comes from
};
struct Negate {
  ExprPtr operand;
};
struct Not {
  ExprPtr operand;
};
/// `first default second default third`: the first that is present.
struct Default {
  std::vector<ExprPtr> operands;
};
enum class ArithmeticOperator : std::uint8_t { Add, Subtract, Multiply, Divide };
/// One level of left-associative arithmetic: `first op term op term …` (all of + −, or all of * /).
struct Arithmetic {
  struct Term {
    ArithmeticOperator op;
    Span op_span;
    ExprPtr operand;
  };
  ExprPtr first;
  std::vector<Term> rest; ///< at least one
};
enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
struct Compare {
  Comparison op;
  Span op_span;
  ExprPtr left;
  ExprPtr right;
};
/// `x is [not] PATTERN`.
struct Is {
  ExprPtr subject;
  bool negated = false;
  std::unique_ptr<Pattern> pattern;
};
/// `a and b and c`, `a or b or c`.
struct Logical {
  bool conjunction = true; ///< `and`
  std::vector<ExprPtr> operands;
};
struct If {
  ExprPtr condition;
  ExprPtr then;
  ExprPtr otherwise;
};

/// One arm of a `match` with subjects: a pattern per subject, or `otherwise`.
struct MatchArm {
  Span span;
  std::vector<Pattern> patterns; ///< one per subject; a lone Otherwise pattern stands for all of them
  ExprPtr result;
};
/// `match x { … }`, `match (x, y) { … }`, `match unique …`.
struct Match {
  bool unique = false;
  std::vector<ExprPtr> subjects; ///< at least one
  std::vector<MatchArm> arms;
};
/// One arm of a `match { … }` or `tally`: a condition (absent: `otherwise`, in `match` only) and its result.
struct ConditionArm {
  Span span;
  ExprPtr condition;
  ExprPtr result;
};
/// `match { CONDITION : result … otherwise : r }`.
struct MatchConditions {
  std::vector<ConditionArm> arms;
};
/// `tally START { CONDITION : POINTS … }`.
struct Tally {
  ExprPtr start;
  std::vector<ConditionArm> arms;
};
struct WeightedPart {
  Span span;
  ExprPtr value;
  ExprPtr weight;
  Number folded_weight; ///< checked: the weight's value at the present parameters, not normalised
};
enum class WeightedForm : std::uint8_t { Plain, Relative, Available };
/// `weighted [relative | available [at least 60%]] { expr : weight … }` or `… dimensions`.
struct Weighted {
  WeightedForm form = WeightedForm::Plain;
  ExprPtr at_least;           ///< `at least 60%`, or null
  bool of_dimensions = false; ///< `weighted … dimensions`: the parser leaves `parts` empty, checking fills it
  std::vector<WeightedPart>
      parts; ///< in `of_dimensions`: checked: one per weighted dimension, in their order
};
/// `coverage of NAME`: the share of weight that was present in the weighted value that NAME is.
struct CoverageOf {
  Name name;
  Reference target;                   ///< checked:
  const Weighted* weighted = nullptr; ///< checked:
};
/// `points of NAME`: a dimension's weighted part of the score that weighs it.
struct PointsOf {
  Name name;
  Reference target;                   ///< checked: the dimension
  const Weighted* weighted = nullptr; ///< checked: the score's expression
  std::uint32_t part = 0;             ///< checked: the part of it
};
/// `level of NAME`: in a matrix, the best tier that this subject alone would allow.
struct LevelOf {
  std::optional<Name> scale; ///< `level of abc.capital`
  Name name;
  Reference target; ///< checked: Entity::Scale; member: the subject's position
};

using ExprNode =
    std::variant<NumberLiteral, TextLiteral, BooleanLiteral, DateLiteral, DurationLiteral, MissingLiteral,
                 NameUse, Member, Call, Negate, Not, Default, Arithmetic, Compare, Is, Logical, If, Match,
                 MatchConditions, Tally, Weighted, CoverageOf, PointsOf, LevelOf>;

/// Any expression.
struct Expr {
  Span span;
  ExprNode node;
  bool parenthesized =
      false; ///< stood in brackets of its own, which the printer may drop where they say nothing
  Type type; ///< checked:
};

// ---- patterns
// -----------------------------------------------------------------------------------------------

/// `"telecom"`, `5`, `S`, `core`: takes that value; a tier group takes its tiers.
struct ValuePattern {
  ExprPtr operand;
};
/// `>= 80`, `!= 5`.
struct ComparisonPattern {
  Comparison op;
  Span op_span;
  ExprPtr operand;
};
/// `[10 .. 20)`.
struct IntervalPattern {
  ExprPtr low;
  ExprPtr high;
  bool low_included = true;
  bool high_included = true;
};
/// `"gov" or "finance"`.
struct AlternativesPattern {
  std::vector<Pattern> alternatives; ///< at least two
};
struct MissingPattern {};
struct AnyPattern {};
struct OtherwisePattern {};

struct Pattern {
  Span span;
  std::variant<ValuePattern, ComparisonPattern, IntervalPattern, AlternativesPattern, MissingPattern,
               AnyPattern, OtherwisePattern>
      node;
};

} // namespace strata::ast
