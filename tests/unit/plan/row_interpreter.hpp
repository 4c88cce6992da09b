// Takes: a plan and one customer's cells.
// Returns: what the plan says of that customer.
// Guarantees: a step after the other with exact numbers, nothing shared with the evaluators.
// Does not: hurry; for tests.
#pragma once

#include <algorithm>
#include <variant>

#include "lang/plan/builder.hpp"
#include "lang/plan/plan.hpp"
#include "runtime/reference/reference.hpp"

class RowInterpreter {
 public:
  using Constant = strata::plan::Constant;

  RowInterpreter(const strata::plan::Plan& plan, const strata::TypedModel& model,
                 const strata::CustomerCells& cells, const strata::RunSettings& settings)
      : model_(model), cells_(cells), settings_(settings) {
    for (const strata::plan::Step& step : plan.steps) {
      values_.push_back(std::visit([&](const auto& op) { return Constant(value(op)); }, step.operation));
      if (static_cast<std::size_t>(step.kind) != values_.back().index())
        throw std::logic_error("a step is not of its kind");
    }
  }

  [[nodiscard]] const Constant& at(strata::plan::StepId step) const { return values_.at(step); }
  [[nodiscard]] const strata::Number& number(strata::plan::StepId step) const {
    return std::get<strata::Number>(at(step));
  }
  /// A truth that may not be there, which is one that does not hold.
  [[nodiscard]] bool holds(strata::plan::StepId step) const {
    return step != strata::plan::kNone && std::get<bool>(at(step));
  }

 private:
  using Number = strata::Number;
  using StepId = strata::plan::StepId;

  [[nodiscard]] const std::string& text(StepId step) const { return std::get<std::string>(at(step)); }
  [[nodiscard]] const strata::Value& cell(std::uint32_t column) const {
    return std::get<strata::Value>(cells_[column]);
  }

  Constant value(const strata::plan::NumberConstant& op) { return op.value; }
  Constant value(const strata::plan::TruthConstant& op) { return op.value; }
  Constant value(const strata::plan::TextConstant& op) { return op.value; }
  Constant value(const strata::plan::AsOf&) { return Number(settings_.as_of->days()); }
  Constant value(const strata::plan::ColumnValue& op) {
    const strata::TypedColumn& column = model_.columns[op.column];
    const strata::Value& here = cell(op.column);
    const auto& choices = column.cell.choices;
    if (const auto* number = std::get_if<Number>(&here)) return *number;
    if (const auto* date = std::get_if<strata::Date>(&here)) return Number(date->days());
    if (const auto* days = std::get_if<strata::Duration>(&here)) return Number(days->days);
    if (const auto* truth = std::get_if<bool>(&here)) return *truth;
    const auto* one = std::get_if<std::string>(&here);
    if (one != nullptr && choices.empty()) return *one;
    if (one != nullptr)
      return Number(
          static_cast<std::int64_t>(std::find(choices.begin(), choices.end(), *one) - choices.begin()));
    if (column.type.kind == strata::Kind::Boolean) return false;
    if (column.type.kind == strata::Kind::Text && choices.empty()) return std::string();
    return Number(0);
  }
  Constant value(const strata::plan::ColumnMissing& op) { return strata::is_missing(cell(op.column)); }
  Constant value(const strata::plan::Affine& op) {
    Number sum = op.constant;
    for (const auto& term : op.terms)
      sum = sum + term.coefficient * number(term.step);
    return sum;
  }
  Constant value(const strata::plan::Product& op) { return number(op.left) * number(op.right); }
  Constant value(const strata::plan::Quotient& op) {
    return number(op.right).is_zero() ? Number(7) : number(op.left) / number(op.right);
  }
  Constant value(const strata::plan::Extreme& op) {
    const bool left_is_less = number(op.left) < number(op.right);
    return number(left_is_less == op.greatest ? op.right : op.left);
  }
  Constant value(const strata::plan::Absolute& op) { return number(op.operand).absolute(); }
  Constant value(const strata::plan::Rounded& op) {
    return number(op.operand).rounded(op.places, op.rounding);
  }
  Constant value(const strata::plan::Bands& op) {
    const Number& subject = number(op.subject);
    std::size_t band = 0;
    for (const auto& border : op.borders)
      if (subject > border.value || (border.belongs_above && subject == border.value)) ++band;
    return op.values.at(band);
  }
  Constant value(const strata::plan::Pick& op) {
    return op.values.at(static_cast<std::size_t>(number(op.index).to_int64().value()));
  }
  Constant value(const strata::plan::FindText& op) {
    const auto found = std::find(op.texts.begin(), op.texts.end(), text(op.subject));
    return Number(static_cast<std::int64_t>(found - op.texts.begin()));
  }
  Constant value(const strata::plan::Function& op) {
    std::vector<Constant> arguments;
    for (const StepId argument : op.arguments)
      arguments.push_back(at(argument));
    const auto result = strata::plan::function_of_constants(op.builtin, arguments, op.places);
    return result.value_or(Number(7));
  }
  Constant value(const strata::plan::FunctionUndefined& op) {
    std::vector<Constant> arguments;
    for (const StepId argument : op.arguments)
      arguments.push_back(at(argument));
    return !strata::plan::function_of_constants(op.builtin, arguments, 0).has_value();
  }
  Constant value(const strata::plan::Compare& op) {
    return strata::plan::holds(op.op, number(op.left), number(op.right));
  }
  Constant value(const strata::plan::CompareText& op) {
    return strata::plan::holds(op.op, text(op.left), text(op.right));
  }
  Constant value(const strata::plan::Logic& op) {
    return std::any_of(op.operands.begin(), op.operands.end(),
                       [&](StepId operand) { return holds(operand) != op.conjunction; }) != op.conjunction;
  }
  Constant value(const strata::plan::Negation& op) { return !holds(op.operand); }
  Constant value(const strata::plan::Select& op) { return at(holds(op.condition) ? op.then : op.otherwise); }
  Constant value(const strata::plan::PickText& op) {
    return op.texts.at(static_cast<std::size_t>(number(op.index).to_int64().value()));
  }

  const strata::TypedModel& model_;
  const strata::CustomerCells& cells_;
  const strata::RunSettings& settings_;
  std::vector<Constant> values_;
};
