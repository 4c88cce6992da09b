// Takes: nothing; a model as a flat list of steps over one customer's columns.
// Returns: `Plan`, from which machines decide customers: the columnar evaluator now, SQL later.
// Guarantees: every step is a total function of steps before it, of three kinds only (number, truth, text):
// what may
//   be missing and what may fail are steps of their own, so no step has to know of either; numbers are exact;
//   no two steps are the same; nothing stands here that no output needs.
// Does not: know chunks, lanes or widths; say why a value fails (the reference evaluator does, for those few
// rows).
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "lang/syntax/ast_expression.hpp"
#include "lang/value/value.hpp"

namespace strata::plan {

/// The index of a step.
using StepId = std::uint32_t;
inline constexpr StepId kNone = UINT32_MAX;

/// Dates are numbers (their day number), durations too (days), tiers too (0 is the best), and the values of a
/// closed set of texts (`one of`: their place in the declaration, from 0).
enum class StepKind : std::uint8_t { Number, Truth, Text };

// ---- inputs

struct NumberConstant {
  Number value;
};
struct TruthConstant {
  bool value = false;
};
struct TextConstant {
  std::string value;
};
/// The day of the decision: a day number.
struct AsOf {};
/// What stands in a column: 0, false or "" where it is missing. A customer with a cell that cannot be read is
/// never asked about.
struct ColumnValue {
  std::uint32_t column = 0;
};
/// Whether the cell is missing.
struct ColumnMissing {
  std::uint32_t column = 0;
};

// ---- numbers

/// constant + Σ coefficient · step
struct Affine {
  struct Term {
    Number coefficient;
    StepId step = kNone;
  };
  Number constant;
  std::vector<Term> terms;
};
struct Product {
  StepId left = kNone;
  StepId right = kNone;
};
/// left / right; some number where the divisor is 0.
struct Quotient {
  StepId left = kNone;
  StepId right = kNone;
};
/// The lesser or the greater of two.
struct Extreme {
  bool greatest = false;
  StepId left = kNone;
  StepId right = kNone;
};
struct Absolute {
  StepId operand = kNone;
};
struct Rounded {
  StepId operand = kNone;
  int places = 0;
  Rounding rounding = Rounding::HalfAway;
};
/// A constant for each band between borders, which rise: values[0] below the first border, and so on. Two
/// borders may have one value, the first of which belongs above and the second does not: between them is that
/// value alone.
struct Bands {
  struct Border {
    Number value;
    bool belongs_above = true; ///< the border itself has the value of the band above it
  };
  StepId subject = kNone;
  std::vector<Border> borders;
  std::vector<Number> values; ///< one more than borders
};
/// values[index]; the index is whole and inside.
struct Pick {
  StepId index = kNone;
  std::vector<Number> values;
};
/// The place of the first text that equals the subject; texts.size() where none does.
struct FindText {
  StepId subject = kNone;
  std::vector<std::string> texts;
};
/// A function that is worked out customer by customer: sqrt, ln, exp, power, decay, the spreads,
/// months_between, years_between, add_months, length; lower and upper (Text); contains, starts_with,
/// ends_with (Truth). Some value where it is undefined.
struct Function {
  Builtin builtin = Builtin::None;
  std::vector<StepId> arguments;
  int places = 0;
};
/// Whether that function is undefined there: the square root of a negative number, a date outside the
/// calendar.
struct FunctionUndefined {
  Builtin builtin = Builtin::None;
  std::vector<StepId> arguments;
};

// ---- truths

struct Compare {
  ast::Comparison op = ast::Comparison::Equal;
  StepId left = kNone;
  StepId right = kNone;
};
struct CompareText {
  ast::Comparison op = ast::Comparison::Equal;
  StepId left = kNone;
  StepId right = kNone;
};
/// All of them, or any.
struct Logic {
  bool conjunction = true;
  std::vector<StepId> operands; ///< at least two
};
struct Negation {
  StepId operand = kNone;
};

// ---- any kind

/// `then` where the condition holds, else `otherwise`; both of one kind.
struct Select {
  StepId condition = kNone;
  StepId then = kNone;
  StepId otherwise = kNone;
};
/// texts[index]
struct PickText {
  StepId index = kNone;
  std::vector<std::string> texts;
};

using Operation =
    std::variant<NumberConstant, TruthConstant, TextConstant, AsOf, ColumnValue, ColumnMissing, Affine,
                 Product, Quotient, Extreme, Absolute, Rounded, Bands, Pick, FindText, Function,
                 FunctionUndefined, Compare, CompareText, Logic, Negation, Select, PickText>;

struct Step {
  StepKind kind = StepKind::Number;
  Operation operation;
};

// ---- outputs

/// A result as it is shown: rounded to the places that the model says, if it says any; a tier by its name.
struct Output {
  StepId value = kNone;   ///< kNone: nobody asked for it
  StepId missing = kNone; ///< a truth: there is no value; kNone: there always is one
};
/// A reason that is a text of the model: at most one of "why unrated", else what moved the tier.
struct PlainReason {
  StepId holds = kNone;
  std::string text;
};
/// Points that a dimension lost. Reasons of this kind stand behind the plain ones, the greatest loss first,
/// then in the order of declaration.
struct LostPoints {
  StepId counts = kNone; ///< a truth: enough is lost to be a reason
  StepId points = kNone; ///< exact
  StepId shown = kNone;  ///< rounded as reasons show it
  std::uint32_t dimension = 0;
};

struct Plan {
  std::vector<Step> steps;
  /// These customers are the reference evaluator's: something of theirs fails. kNone: no value can fail.
  StepId slow = kNone;
  StepId excluded = kNone; ///< kNone: the model excludes nobody
  /// Per scale the tier: 0 is the best, the number of tiers means unrated. The main scale's is the effective
  /// one. Of excluded customers it says nothing.
  std::vector<StepId> tiers;
  // Of excluded customers these are missing.
  std::vector<Output> dimensions;
  std::vector<Output> scores;
  std::vector<Output> shown;
  std::vector<Output> attributes;
  std::vector<PlainReason> plain_reasons; ///< in their order
  std::vector<LostPoints> lost_points;    ///< in the order of declaration
};

} // namespace strata::plan
