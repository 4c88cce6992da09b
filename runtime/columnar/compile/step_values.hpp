// Takes: the steps of a plan, in their order.
// Returns: what each becomes in an assembler.
// Guarantees: one value per step, of the step's kind.
// Does not: know results (translate.cpp does).
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "runtime/columnar/compile/assembler.hpp"
#include "runtime/columnar/compile/input_bounds.hpp"

namespace strata::columnar {

/// The days of the calendar, counted from 1970.
inline constexpr std::int64_t kFirstDay = -719'162;
inline constexpr std::int64_t kLastDay = 2'932'896;

using StepValue = std::variant<NumberValue, TruthValue, TextValue>;

class StepValues {
 public:
  StepValues(const plan::Plan& plan, const TypedModel& model, const std::vector<InputBounds>& inputs,
             std::optional<Date> as_of, Assembler& assembler)
      : plan_(plan), model_(model), inputs_(inputs), as_of_(as_of), assembler_(assembler) {}

  /// The next step.
  void add(const plan::Step& step) { values_.push_back(std::visit(*this, step.operation)); }

  [[nodiscard]] const NumberValue& number(plan::StepId step) const {
    return std::get<NumberValue>(values_[step]);
  }
  [[nodiscard]] const TruthValue& truth(plan::StepId step) const {
    return std::get<TruthValue>(values_[step]);
  }
  [[nodiscard]] const TextValue& text(plan::StepId step) const { return std::get<TextValue>(values_[step]); }
  [[nodiscard]] plan::StepKind kind(plan::StepId step) const { return plan_.steps[step].kind; }

  StepValue operator()(const plan::NumberConstant& step);
  StepValue operator()(const plan::TruthConstant& step);
  StepValue operator()(const plan::TextConstant& step);
  StepValue operator()(const plan::AsOf& step);
  StepValue operator()(const plan::ColumnValue& step);
  StepValue operator()(const plan::ColumnMissing& step);
  StepValue operator()(const plan::Affine& step);
  StepValue operator()(const plan::Product& step);
  StepValue operator()(const plan::Quotient& step);
  StepValue operator()(const plan::Extreme& step);
  StepValue operator()(const plan::Absolute& step);
  StepValue operator()(const plan::Rounded& step);
  StepValue operator()(const plan::Bands& step);
  StepValue operator()(const plan::Pick& step);
  StepValue operator()(const plan::FindText& step);
  StepValue operator()(const plan::Function& step);
  StepValue operator()(const plan::FunctionUndefined& step);
  StepValue operator()(const plan::Compare& step);
  StepValue operator()(const plan::CompareText& step);
  StepValue operator()(const plan::Logic& step);
  StepValue operator()(const plan::Negation& step);
  StepValue operator()(const plan::Select& step);
  StepValue operator()(const plan::PickText& step);

 private:
  /// The least and the greatest value that a number may have.
  struct Range {
    Number low;
    Number high;
    [[nodiscard]] Number magnitude() const { return std::max(low.absolute(), high.absolute()); }
  };
  [[nodiscard]] Range range_of(const NumberValue& value) const;
  /// Months or years between a day that is known beforehand and one that is not.
  struct Elapsed {
    NumberValue day;
    Date known;
    bool rises = false; ///< the later the day, the more they are
    bool years = false;
  };
  [[nodiscard]] std::optional<Elapsed> elapsed(plan::StepId step) const;
  [[nodiscard]] static Number turning_day(const Elapsed& elapsed, const Number& border, bool inclusive);
  [[nodiscard]] NumberValue bands_of_days(const Elapsed& elapsed, const plan::Bands& step);
  [[nodiscard]] TruthValue compare_days(const Elapsed& elapsed, ast::Comparison op, const Number& border);
  [[nodiscard]] NumberValue called(const plan::Function& step, RowCall call);
  [[nodiscard]] RowCall call_of(Builtin builtin, const std::vector<plan::StepId>& arguments,
                                int places) const;

  const plan::Plan& plan_;
  const TypedModel& model_;
  const std::vector<InputBounds>& inputs_;
  std::optional<Date> as_of_;
  Assembler& assembler_;
  std::vector<StepValue> values_;
};

} // namespace strata::columnar
