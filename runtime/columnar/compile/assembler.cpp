// Registers, lanes, and bringing values to one unit.
#include "runtime/columnar/compile/assembler.hpp"

#include <algorithm>

namespace strata::columnar {

namespace {

/// Operands that are no numbers of the instruction's lane: truths, and the index of Pick.
bool keeps_its_lane(const Instruction& instruction, std::size_t operand, RegisterKind kind) {
  if (kind != RegisterKind::Number && kind != RegisterKind::ColumnNumbers) return true;
  return instruction.operation == Operation::Pick && operand == 0;
}

/// Operations that give 64 bits whatever lane they work in.
bool gives_64_bits(Operation operation) {
  return operation == Operation::Bands || operation == Operation::BandsSought;
}

unsigned bits_of(const Number& unit) {
  return std::max(bit_length(NumberAccess::numerator(unit)), bit_length(NumberAccess::denominator(unit)));
}

} // namespace

Register Assembler::column(RegisterKind kind, std::uint32_t column, Bounds bounds) {
  code_.registers.push_back({kind, Lane::Bits64, std::move(bounds), kNoGuard, column});
  return static_cast<Register>(code_.registers.size() - 1);
}

NumberValue Assembler::constant(const Number& value) {
  return {.constant = value, .unit = value.is_zero() ? Number(1) : value.absolute()};
}

Register Assembler::emit(Instruction instruction, RegisterKind kind, Bounds bounds, unsigned bits_between) {
  unsigned bits = bits_between;
  for (std::size_t i = 0; i < instruction.in.size(); ++i) {
    const RegisterInfo& operand = info(instruction.in[i]);
    if (!keeps_its_lane(instruction, i, operand.kind)) bits = std::max(bits, operand.bounds.bits());
  }
  for (const BigInt& constant : instruction.constants)
    bits = std::max(bits, bit_length(constant));
  if (kind == RegisterKind::Number && !gives_64_bits(instruction.operation))
    bits = std::max(bits, bounds.bits());
  if (bits > kMostBits) {
    // What comes of it is worth nothing; keep the bounds from growing further.
    instruction.endless = true;
    const BigInt most = BigInt(1) << kMostBits;
    bounds.low = std::max<BigInt>(bounds.low, -most);
    bounds.high = std::min<BigInt>(bounds.high, most);
  }
  const Lane lane = std::max(narrowest_, lane_of_bits(bits));
  const bool of_numbers = kind == RegisterKind::Number || instruction.operation == Operation::IsAtLeast ||
                          instruction.operation == Operation::IsEqual ||
                          instruction.operation == Operation::AreOrdered ||
                          instruction.operation == Operation::AreEqual;
  instruction.lane = of_numbers ? lane : Lane::Bits64;
  for (std::size_t i = 0; i < instruction.in.size(); ++i) {
    Register& operand = instruction.in[i];
    const bool is_index = instruction.operation == Operation::Pick && i == 0;
    if (!keeps_its_lane(instruction, i, info(operand).kind) || is_index)
      operand = in_lane(operand, is_index ? Lane::Bits64 : instruction.lane);
  }
  instruction.fast = instruction.lane == Lane::Bits64 && bits <= kFastDivisionBits;
  instruction.guard = guard_;
  instruction.gives_truth = kind == RegisterKind::Truth;
  instruction.out = static_cast<Register>(code_.registers.size());
  const bool of_64_bits = kind == RegisterKind::Truth || gives_64_bits(instruction.operation);
  const Lane out_lane = of_64_bits ? Lane::Bits64 : instruction.lane;
  code_.registers.push_back({kind, out_lane, std::move(bounds), guard_, 0});
  code_.instructions.push_back(std::move(instruction));
  return code_.instructions.back().out;
}

Register Assembler::in_lane(Register reg, Lane lane) {
  if (info(reg).lane == lane) return reg;
  if (const auto known = converted_.find({reg, lane}); known != converted_.end()) return known->second;
  Instruction instruction{.operation = Operation::Convert, .lane = lane, .in = {reg}};
  // Under the guard of what it converts: others may need it that stand outside of the present guard.
  instruction.guard = info(reg).guard;
  instruction.out = static_cast<Register>(code_.registers.size());
  const RegisterInfo result{RegisterKind::Number, lane, info(reg).bounds, instruction.guard, 0};
  code_.registers.push_back(result);
  code_.instructions.push_back(std::move(instruction));
  return converted_[{reg, lane}] = code_.instructions.back().out;
}

NumberValue Assembler::value_of(Register num, const Number& unit, std::vector<Register> dens) {
  NumberValue value{.num = num, .unit = unit, .dens = std::move(dens)};
  if (bits_of(unit) > kMostBits) {
    Instruction endless{.operation = Operation::Fill, .constants = {BigInt(0)}};
    value = {.num = emit(std::move(endless), RegisterKind::Number, {}, kMostBits + 1)};
  }
  return value;
}

// ---- sums

Register Assembler::affine_register(const BigInt& start, std::vector<Part> parts) {
  // The same register twice is one term.
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.reg < b.reg; });
  std::vector<Part> terms;
  for (Part& part : parts) {
    if (!terms.empty() && terms.back().reg == part.reg) {
      terms.back().factor += part.factor;
    } else {
      terms.push_back(std::move(part));
    }
  }
  std::erase_if(terms, [](const Part& term) { return term.factor == 0; });
  if (terms.size() == 1 && terms[0].factor == 1 && start == 0) return terms[0].reg;
  if (terms.empty()) {
    Instruction fill{.operation = Operation::Fill, .constants = {start}};
    return emit(std::move(fill), RegisterKind::Number, {start, start});
  }
  Register sum = kNoRegister;
  for (std::size_t done = 0; done < terms.size();) {
    const bool first = sum == kNoRegister;
    const std::size_t count = std::min<std::size_t>(terms.size() - done, first ? kMostTerms : kMostTerms - 1);
    Instruction affine{.operation = Operation::Affine};
    affine.constants.push_back(first ? start : BigInt(0));
    Bounds bounds{affine.constants[0], affine.constants[0]};
    BigInt magnitude = boost::multiprecision::abs(start);
    const auto add = [&](Register reg, const BigInt& factor) {
      affine.in.push_back(reg);
      affine.constants.push_back(factor);
      const Bounds term = columnar::scaled(info(reg).bounds, factor);
      bounds = {BigInt(bounds.low + term.low), BigInt(bounds.high + term.high)};
      magnitude += term.magnitude();
    };
    if (!first) add(sum, 1);
    for (std::size_t i = done; i < done + count; ++i)
      add(terms[i].reg, terms[i].factor);
    // No partial sum is greater than the sum of the magnitudes.
    sum = emit(std::move(affine), RegisterKind::Number, bounds, bit_length(magnitude));
    done += count;
  }
  return sum;
}

Register Assembler::scaled_register(Register reg, const BigInt& factor) {
  return affine_register(0, {{reg, factor}});
}

NumberValue Assembler::scaled(const NumberValue& value, const Number& factor) {
  if (value.constant) return constant(*value.constant * factor);
  if (factor.is_zero()) return constant(Number(0));
  const Register num = factor.is_negative() ? scaled_register(value.num, -1) : value.num;
  return value_of(num, value.unit * factor.absolute(), value.dens);
}

NumberValue Assembler::affine(const Number& start, std::span<const Term> terms) {
  Number fixed = start;
  std::vector<NumberValue> values;
  for (const Term& term : terms) {
    if (term.value.constant) {
      fixed = fixed + *term.value.constant * term.coefficient;
    } else if (!term.coefficient.is_zero()) {
      // The sign of a coefficient goes into the sum, not into a register of its own.
      values.push_back(
          value_of(term.value.num, term.value.unit * term.coefficient.absolute(), term.value.dens));
    }
  }
  if (values.empty()) return constant(fixed);
  values.push_back(constant(fixed));
  std::vector<const NumberValue*> pointers;
  for (const NumberValue& value : values)
    pointers.push_back(&value);
  Aligned all = aligned(pointers);
  std::size_t part = 0;
  for (const Term& term : terms)
    if (!term.value.constant && !term.coefficient.is_zero()) {
      if (term.coefficient.is_negative()) all.parts[part].factor = -all.parts[part].factor;
      ++part;
    }
  Part last = std::move(all.parts.back());
  all.parts.pop_back();
  BigInt whole_start = 0;
  if (last.reg == kNoRegister) {
    whole_start = last.factor;
  } else {
    all.parts.push_back(std::move(last));
  }
  const bool nothing_left = [&] { // x - x
    BigInt sum = 0;
    for (const Part& each : all.parts) {
      if (each.reg != all.parts[0].reg) return false;
      sum += each.factor;
    }
    return sum == 0;
  }();
  if (nothing_left) return constant(whole_number(whole_start) * all.unit);
  return value_of(affine_register(whole_start, std::move(all.parts)), all.unit, std::move(all.dens));
}

// ---- one unit, one denominator

Register Assembler::product_register(Register left, Register right) {
  Bounds bounds = columnar::product(info(left).bounds, info(right).bounds);
  if (left == right) bounds.low = std::max<BigInt>(bounds.low, 0);
  Instruction instruction{.operation = Operation::Product, .in = {left, right}};
  return emit(std::move(instruction), RegisterKind::Number, std::move(bounds));
}

Register Assembler::product_of(std::span<const Register> registers) {
  Register result = registers[0];
  for (const Register reg : registers.subspan(1))
    result = product_register(result, reg);
  return result;
}

Assembler::Aligned Assembler::aligned(std::span<const NumberValue* const> values) {
  Aligned result;
  result.unit = 0;
  for (const NumberValue* value : values) {
    std::vector<Register> all;
    std::set_union(result.dens.begin(), result.dens.end(), value->dens.begin(), value->dens.end(),
                   std::back_inserter(all));
    result.dens = std::move(all);
    if (!value->constant || !value->constant->is_zero()) result.unit = shared_unit(result.unit, value->unit);
  }
  if (result.unit.is_zero()) result.unit = 1;
  for (const NumberValue* value : values) {
    Part part{value->num, 1};
    if (value->constant)
      part.factor = value->constant->is_zero() ? 0 : value->constant->is_negative() ? -1 : 1;
    std::vector<Register> missing;
    std::set_difference(result.dens.begin(), result.dens.end(), value->dens.begin(), value->dens.end(),
                        std::back_inserter(missing));
    if (!missing.empty() && part.factor != 0) {
      const Register times = product_of(missing);
      part.reg = value->constant ? times : product_register(value->num, times);
    }
    if (part.factor != 0) part.factor *= multiple_of(value->unit, result.unit);
    result.parts.push_back(std::move(part));
  }
  return result;
}

Register Assembler::register_of(const Part& part) {
  return part.reg == kNoRegister ? affine_register(part.factor, {}) : scaled_register(part.reg, part.factor);
}

Assembler::Comparable Assembler::comparable(std::span<const NumberValue> values) {
  std::vector<const NumberValue*> pointers;
  for (const NumberValue& value : values)
    pointers.push_back(&value);
  Comparable result;
  for (const Part& part : aligned(pointers).parts) {
    result.registers.push_back(register_of(part));
    result.bits = std::max(result.bits, info(result.registers.back()).bounds.bits());
  }
  return result;
}

std::optional<Register> Assembler::in_units(const NumberValue& value, const Number& unit) {
  if (value.constant) {
    const Number whole = *value.constant / unit;
    if (!whole.to_int64()) return std::nullopt;
    return in_lane(affine_register(BigInt(*whole.to_int64()), {}), Lane::Bits64);
  }
  const Number factor = value.unit / unit;
  if (!value.dens.empty() || !factor.is_whole()) return std::nullopt;
  const BigInt whole = NumberAccess::numerator(factor);
  if (columnar::scaled(info(value.num).bounds, whole).bits() > 63) return std::nullopt;
  return in_lane(scaled_register(value.num, whole), Lane::Bits64);
}

Register Assembler::whole(const NumberValue& value) {
  if (const std::optional<Register> found = in_units(value, 1)) return *found;
  const NumberValue floor = rounded(value, 0, Rounding::Floor);
  // Nothing that is asked for as an index or a code is greater than that.
  return in_lane(extreme(false, extreme(true, floor, constant(INT32_MIN)), constant(INT32_MAX)).num,
                 Lane::Bits64);
}

std::vector<Register> registers_of(const RowCall& call) {
  std::vector<Register> result;
  const auto add = [&](Register reg) {
    if (reg != kNoRegister) result.push_back(reg);
  };
  for (const NumberValue& number : call.numbers) {
    add(number.num);
    result.insert(result.end(), number.dens.begin(), number.dens.end());
  }
  for (const TextValue& text : call.texts) {
    add(text.texts);
    add(text.index);
  }
  add(call.condition.mask);
  return result;
}

} // namespace strata::columnar
