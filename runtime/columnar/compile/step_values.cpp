// What each step of a plan becomes, but for functions and what is compared with days.
#include "runtime/columnar/compile/step_values.hpp"

#include <stdexcept>

namespace strata::columnar {

StepValue StepValues::operator()(const plan::NumberConstant& step) {
  return Assembler::constant(step.value);
}
StepValue StepValues::operator()(const plan::TruthConstant& step) {
  return Assembler::truth(step.value);
}
StepValue StepValues::operator()(const plan::TextConstant& step) {
  return TextValue{.constant = &step.value};
}
StepValue StepValues::operator()(const plan::AsOf& /*step*/) {
  return Assembler::constant(Number(as_of_ ? as_of_->days() : 0));
}

StepValue StepValues::operator()(const plan::ColumnValue& step) {
  const InputBounds& bounds = inputs_[step.column];
  if (kind(static_cast<plan::StepId>(values_.size())) == plan::StepKind::Text)
    return TextValue{.texts = assembler_.column(RegisterKind::ColumnTexts, step.column)};
  const Register reg = assembler_.column(RegisterKind::ColumnNumbers, step.column, {bounds.low, bounds.high});
  NumberValue value{.num = reg, .unit = Number::power_of_ten(-bounds.places)};
  if (kind(static_cast<plan::StepId>(values_.size())) == plan::StepKind::Number) return value;
  return assembler_.compare(ast::Comparison::NotEqual, value, Assembler::constant(0));
}

StepValue StepValues::operator()(const plan::ColumnMissing& step) {
  if (!inputs_[step.column].missing) return Assembler::truth(false);
  return assembler_.absent_cell(assembler_.column(RegisterKind::ColumnMissing, step.column));
}

StepValue StepValues::operator()(const plan::Affine& step) {
  std::vector<Assembler::Term> terms;
  for (const plan::Affine::Term& term : step.terms)
    terms.push_back({term.coefficient, number(term.step)});
  return assembler_.affine(step.constant, terms);
}
StepValue StepValues::operator()(const plan::Product& step) {
  return assembler_.product(number(step.left), number(step.right));
}
StepValue StepValues::operator()(const plan::Quotient& step) {
  return assembler_.quotient(number(step.left), number(step.right));
}
StepValue StepValues::operator()(const plan::Extreme& step) {
  return assembler_.extreme(step.greatest, number(step.left), number(step.right));
}
StepValue StepValues::operator()(const plan::Absolute& step) {
  return assembler_.absolute(number(step.operand));
}
StepValue StepValues::operator()(const plan::Rounded& step) {
  return assembler_.rounded(number(step.operand), step.places, step.rounding);
}
StepValue StepValues::operator()(const plan::Pick& step) {
  return assembler_.pick(number(step.index), step.values);
}

StepValue StepValues::operator()(const plan::FindText& step) {
  RowCall call{.operation = RowOperation::FindText, .texts = {text(step.subject)}, .list = &step.texts};
  return assembler_.number_call(std::move(call), 1, {0, BigInt(step.texts.size())});
}

StepValue StepValues::operator()(const plan::CompareText& step) {
  RowCall call{.operation = RowOperation::CompareText, .comparison = step.op};
  call.texts = {text(step.left), text(step.right)};
  return assembler_.truth_call(std::move(call));
}

StepValue StepValues::operator()(const plan::Logic& step) {
  TruthValue result = truth(step.operands[0]);
  for (std::size_t i = 1; i < step.operands.size(); ++i) {
    const TruthValue& operand = truth(step.operands[i]);
    result = step.conjunction ? assembler_.both(result, operand) : assembler_.either(result, operand);
  }
  return result;
}
StepValue StepValues::operator()(const plan::Negation& step) {
  return Assembler::inverted(truth(step.operand));
}

StepValue StepValues::operator()(const plan::Select& step) {
  const TruthValue& condition = truth(step.condition);
  switch (kind(step.then)) {
  case plan::StepKind::Number: return assembler_.select(condition, number(step.then), number(step.otherwise));
  case plan::StepKind::Truth: return assembler_.select(condition, truth(step.then), truth(step.otherwise));
  case plan::StepKind::Text: break;
  }
  if (condition.constant) return text(*condition.constant ? step.then : step.otherwise);
  RowCall call{.operation = RowOperation::SelectText, .texts = {text(step.then), text(step.otherwise)}};
  call.condition = condition;
  return assembler_.text_call(std::move(call));
}

StepValue StepValues::operator()(const plan::PickText& step) {
  // The place goes by bounds, as in Pick: an index outside never reaches memory.
  const auto last = static_cast<std::int64_t>(step.texts.size()) - 1;
  const NumberValue index = assembler_.extreme(
      false, assembler_.extreme(true, number(step.index), Assembler::constant(0)), Assembler::constant(last));
  if (index.constant)
    return TextValue{.constant =
                         &step.texts[static_cast<std::size_t>(index.constant->to_int64().value_or(0))]};
  return TextValue{.list = &step.texts, .index = assembler_.whole(index)};
}

} // namespace strata::columnar
