// Comparisons and logic: a comparison with a constant is one of integers, with a border rounded the right
// way.
#include "runtime/columnar/compile/assembler.hpp"

namespace strata::columnar {

TruthValue Assembler::inverted(TruthValue value) {
  if (value.constant) return truth(!*value.constant);
  value.inverted = !value.inverted;
  return value;
}

TruthValue Assembler::register_at_least(Register reg, const BigInt& border) {
  const Bounds& bounds = info(reg).bounds;
  if (border <= bounds.low) return truth(true);
  if (border > bounds.high) return truth(false);
  Instruction instruction{.operation = Operation::IsAtLeast, .in = {reg}, .constants = {border}};
  return {{}, emit(std::move(instruction), RegisterKind::Truth, {}), false};
}

TruthValue Assembler::register_equal(Register reg, const BigInt& other) {
  const Bounds& bounds = info(reg).bounds;
  if (other < bounds.low || other > bounds.high) return truth(false);
  if (bounds.low == bounds.high) return truth(true);
  Instruction instruction{.operation = Operation::IsEqual, .in = {reg}, .constants = {other}};
  return {{}, emit(std::move(instruction), RegisterKind::Truth, {}), false};
}

TruthValue Assembler::at_least(const NumberValue& value, const Number& border, bool inclusive) {
  if (value.constant) return truth(inclusive ? *value.constant >= border : *value.constant > border);
  if (value.dens.empty()) {
    const Number limit = border / value.unit;
    return register_at_least(value.num, inclusive ? ceiling_of(limit) : BigInt(floor_of(limit) + 1));
  }
  const Term terms[] = {{1, value}, {-1, constant(border)}};
  const NumberValue above = affine(0, terms);
  // The dens are positive, so the sign is the numerator's.
  return above.constant ? at_least(above, 0, inclusive) : register_at_least(above.num, inclusive ? 0 : 1);
}

TruthValue Assembler::equal_to(const NumberValue& value, const Number& other) {
  if (value.constant) return truth(*value.constant == other);
  if (value.dens.empty()) {
    const Number limit = other / value.unit;
    return limit.is_whole() ? register_equal(value.num, NumberAccess::numerator(limit)) : truth(false);
  }
  const Term terms[] = {{1, value}, {-1, constant(other)}};
  const NumberValue apart = affine(0, terms);
  return apart.constant ? truth(apart.constant->is_zero()) : register_equal(apart.num, 0);
}

TruthValue Assembler::compare(ast::Comparison op, const NumberValue& left, const NumberValue& right) {
  using enum ast::Comparison;
  switch (op) {
  case NotEqual: return inverted(compare(Equal, left, right));
  case Less: return inverted(compare(GreaterEqual, left, right));
  case LessEqual: return compare(GreaterEqual, right, left);
  case Greater: return inverted(compare(GreaterEqual, right, left));
  case Equal:
  case GreaterEqual: break;
  }
  const bool equality = op == Equal;
  if (right.constant)
    return equality ? equal_to(left, *right.constant) : at_least(left, *right.constant, true);
  if (left.constant) // c >= x: not x > c
    return equality ? equal_to(right, *left.constant) : inverted(at_least(right, *left.constant, false));
  if (left.dens.empty() && right.dens.empty() && left.unit == right.unit) {
    const Bounds& a = info(left.num).bounds;
    const Bounds& b = info(right.num).bounds;
    if (left.num == right.num) return truth(true);
    if (a.low > b.high || a.high < b.low) return truth(equality ? false : a.low > b.high);
    if (!equality && a.low >= b.high) return truth(true);
    Instruction instruction{.operation = equality ? Operation::AreEqual : Operation::AreOrdered,
                            .in = {left.num, right.num}};
    return {{}, emit(std::move(instruction), RegisterKind::Truth, {}), false};
  }
  const Term terms[] = {{1, left}, {-1, right}};
  const NumberValue apart = affine(0, terms);
  if (apart.constant) return truth(equality ? apart.constant->is_zero() : !apart.constant->is_negative());
  return equality ? register_equal(apart.num, 0) : register_at_least(apart.num, 0);
}

TruthValue Assembler::absent_cell(Register column) {
  Instruction instruction{.operation = Operation::IsAbsentCell, .in = {column}};
  return {{}, emit(std::move(instruction), RegisterKind::Truth, {}), false};
}

TruthValue Assembler::logic(bool conjunction, const TruthValue& left, const TruthValue& right) {
  // What decides alone decides; what does not matter goes.
  if (left.constant) return *left.constant == conjunction ? right : left;
  if (right.constant) return logic(conjunction, right, left);
  if (left.mask == right.mask) return left.inverted == right.inverted ? left : truth(!conjunction);
  Instruction instruction{.operation = conjunction ? Operation::And : Operation::Or,
                          .in = {left.mask, right.mask}};
  instruction.inverted = (left.inverted ? 1U : 0U) | (right.inverted ? 2U : 0U);
  return {{}, emit(std::move(instruction), RegisterKind::Truth, {}), false};
}

TruthValue Assembler::select(const TruthValue& condition, const TruthValue& then,
                             const TruthValue& otherwise) {
  if (condition.constant) return *condition.constant ? then : otherwise;
  if (then.constant && otherwise.constant) {
    if (*then.constant == *otherwise.constant) return then;
    return *then.constant ? condition : inverted(condition);
  }
  // With a constant arm it is logic, which needs no more.
  if (then.constant)
    return *then.constant ? either(condition, otherwise) : both(inverted(condition), otherwise);
  if (otherwise.constant)
    return *otherwise.constant ? either(inverted(condition), then) : both(condition, then);
  if (then.mask == otherwise.mask && then.inverted == otherwise.inverted) return then;
  if (condition.inverted) return select(inverted(condition), otherwise, then);
  // One register for both polarities: the arms are brought to the same.
  const Register x = then.inverted == otherwise.inverted ? then.mask : mask(then);
  const Register y = then.inverted == otherwise.inverted ? otherwise.mask : mask(otherwise);
  Instruction instruction{.operation = Operation::Select, .in = {condition.mask, x, y}};
  const bool still_inverted = then.inverted && otherwise.inverted;
  return {{}, emit(std::move(instruction), RegisterKind::Truth, {}), still_inverted};
}

Register Assembler::mask(const TruthValue& value) {
  if (!value.constant && !value.inverted) return value.mask;
  Instruction instruction{.operation = value.constant ? Operation::FillTruth : Operation::Not};
  if (value.constant) {
    instruction.constants = {BigInt(*value.constant ? -1 : 0)};
  } else {
    instruction.in = {value.mask};
  }
  return emit(std::move(instruction), RegisterKind::Truth, {});
}

TruthValue Assembler::truth_call(RowCall call) {
  Instruction instruction{.operation = Operation::PerRow};
  std::vector<Register> in = registers_of(call);
  instruction.call = std::move(call);
  const Register out = emit(std::move(instruction), RegisterKind::Truth, {});
  code_.instructions.back().in = std::move(in);
  return {{}, out, false};
}

TextValue Assembler::text_call(RowCall call) {
  Instruction instruction{.operation = Operation::PerRow};
  std::vector<Register> in = registers_of(call);
  instruction.call = std::move(call);
  const Register out = emit(std::move(instruction), RegisterKind::Text, {});
  code_.instructions.back().in = std::move(in);
  return {.texts = out};
}

} // namespace strata::columnar
