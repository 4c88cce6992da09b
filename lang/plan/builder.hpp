// Takes: the steps of a plan, one after the other, each with steps that it has returned before.
// Returns: the id of a step with that value: it, one that was there already, or a simpler one.
// Guarantees: no two steps are equal; constants are folded; what a step may be worth is known as far as
// columns and
//   operations tell. Every rule holds for any value of the operands, so it holds where a value has no
//   meaning, too.
// Does not: know expressions; leave out what nothing needs (eliminate.cpp does).
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "lang/plan/plan.hpp"

namespace strata::plan {

/// What is known of a number for every customer; absent: nothing.
struct NumberRange {
  std::optional<Number> least;
  std::optional<Number> greatest;
  std::optional<int> decimals; ///< at most so many
};
/// The days of the calendar, in which every date lies.
[[nodiscard]] const NumberRange& calendar_days();

using Constant = std::variant<Number, bool, std::string>;
/// A function of constants; empty where it is undefined (or its result larger than numbers may be).
[[nodiscard]] std::optional<Constant>
function_of_constants(Builtin builtin, const std::vector<Constant>& arguments, int places);

class Builder {
 public:
  // ---- inputs
  StepId number(const Number& value);
  StepId truth(bool value);
  StepId text(std::string value);
  StepId no() { return truth(false); }
  StepId yes() { return truth(true); }
  StepId constant(const Constant& value);
  StepId as_of();
  /// `range` holds for what the evaluator sees: 0 is in it where the cell may be missing.
  StepId column(std::uint32_t column, StepKind kind, const NumberRange& range);
  StepId column_missing(std::uint32_t column);

  // ---- numbers
  StepId affine(const Affine& sum);
  StepId sum(StepId left, StepId right);
  StepId difference(StepId left, StepId right);
  StepId scaled(StepId step, const Number& factor);
  StepId product(StepId left, StepId right);
  StepId quotient(StepId left, StepId right);
  StepId extreme(bool greatest, StepId left, StepId right);
  StepId clamp(StepId step, StepId low, StepId high);
  StepId absolute(StepId operand);
  StepId rounded(StepId operand, int places, Rounding rounding);
  StepId bands(Bands bands);
  StepId pick(StepId index, std::vector<Number> values);
  StepId find_text(StepId subject, std::vector<std::string> texts);
  StepId function(Function function);
  /// Whether a function is undefined.
  StepId undefined(const Function& function);

  // ---- truths
  StepId compare(ast::Comparison op, StepId left, StepId right);
  StepId compare_text(ast::Comparison op, StepId left, StepId right);
  StepId logic(bool conjunction, std::vector<StepId> operands);
  StepId both(StepId left, StepId right) { return logic(true, {left, right}); }
  StepId either(StepId left, StepId right) { return logic(false, {left, right}); }
  StepId negation(StepId operand);
  /// truths[index]
  StepId truth_at(StepId index, const std::vector<bool>& truths);

  // ---- any kind
  StepId select(StepId condition, StepId then, StepId otherwise);
  StepId pick_text(StepId index, const std::vector<std::string>& texts);

  // ---- what stands there
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  [[nodiscard]] StepKind kind(StepId step) const { return steps_[step].kind; }
  [[nodiscard]] const NumberRange& range(StepId step) const { return ranges_[step]; }
  [[nodiscard]] std::optional<Constant> constant_of(StepId step) const;
  [[nodiscard]] bool is_constant(StepId step) const { return constant_of(step).has_value(); }
  template <class Op>
  [[nodiscard]] const Op* as(StepId step) const {
    return std::get_if<Op>(&steps_[step].operation);
  }
  [[nodiscard]] const Number* number_of(StepId step) const;
  [[nodiscard]] const bool* truth_of(StepId step) const;
  [[nodiscard]] const std::string* text_of(StepId step) const;

 private:
  /// A text that is one of a list: its place there.
  struct CodedText {
    StepId index = kNone;
    std::vector<std::string> texts;
  };

  StepId intern(StepKind kind, Operation operation, NumberRange range = {});
  [[nodiscard]] NumberRange range_of(const Affine& sum) const;
  /// `factor` · the step that is returned.
  StepId without_factor(StepId step, Number& factor);
  [[nodiscard]] const Affine* single_term(StepId step) const;
  std::optional<StepId> compared_to_constant(ast::Comparison op, StepId left, const Number& right);
  std::optional<StepId> compared_bands(ast::Comparison op, const Bands& bands, const Number& right);
  [[nodiscard]] std::optional<bool> proven(ast::Comparison op, StepId left, StepId right) const;
  StepId select_truth(StepId condition, StepId then, StepId otherwise);
  std::optional<StepId> select_text(StepId condition, StepId then, StepId otherwise);
  std::optional<CodedText> coded(StepId text);
  std::optional<StepId> compare_coded(ast::Comparison op, const CodedText& left, const CodedText& right);
  std::optional<StepId> function_at(const Function& function);

  std::vector<Step> steps_;
  std::vector<NumberRange> ranges_; // one per step
  std::unordered_map<std::string, StepId> known_;
};

/// Whether `left op right` holds.
[[nodiscard]] bool holds(ast::Comparison op, std::strong_ordering order);
template <class T>
[[nodiscard]] bool holds(ast::Comparison op, const T& left, const T& right) {
  return holds(op, left < right   ? std::strong_ordering::less
                   : right < left ? std::strong_ordering::greater
                                  : std::strong_ordering::equal);
}

} // namespace strata::plan
