// One look at every term of every sum.
#include "runtime/columnar/compile/fold_factors.hpp"

#include <cstddef>

namespace strata::columnar {

namespace {

constexpr unsigned kMostTableBits = 62; // a rise from the least to the greatest fits too

bool is_table(const Instruction& instruction) {
  switch (instruction.operation) {
  case Operation::Bands:
  case Operation::BandsSought: return true;
  case Operation::Pick:
  case Operation::SelectConstant: return instruction.lane == Lane::Bits64;
  default: return false;
  }
}

void scale(Instruction& table, const BigInt& factor) {
  if (table.operation == Operation::Bands || table.operation == Operation::BandsSought) {
    for (std::int64_t& value : table.steps)
      value *= static_cast<std::int64_t>(factor);
  } else {
    for (BigInt& value : table.constants)
      value *= factor;
  }
}

/// How often each register is read.
std::vector<std::size_t> count_uses(const Translation& translation, const std::vector<bool>& needed) {
  std::vector<std::size_t> uses(translation.code.registers.size());
  for (std::size_t i = 0; i < needed.size(); ++i)
    if (needed[i])
      for (const Register reg : translation.code.instructions[i].in)
        ++uses[reg];
  for (const Register reg : registers_of(translation.results))
    ++uses[reg];
  return uses;
}

} // namespace

void fold_factors(Translation& translation, const std::vector<bool>& needed) {
  std::vector<Instruction>& instructions = translation.code.instructions;
  const std::vector<std::size_t> uses = count_uses(translation, needed);
  std::vector<Instruction*> made_by(translation.code.registers.size());
  for (std::size_t i = 0; i < instructions.size(); ++i) {
    if (!needed[i]) continue;
    made_by[instructions[i].out] = &instructions[i];
    if (instructions[i].operation != Operation::Affine || instructions[i].lane != Lane::Bits64) continue;
    for (std::size_t term = 0; term < instructions[i].in.size(); ++term) {
      const Register reg = instructions[i].in[term];
      BigInt& factor = instructions[i].constants[term + 1];
      Instruction* const table = made_by[reg];
      if (factor == 1 || table == nullptr || uses[reg] != 1 || !is_table(*table)) continue;
      const Bounds bounds = scaled(translation.code.registers[reg].bounds, factor);
      if (bounds.bits() > kMostTableBits) continue;
      scale(*table, factor);
      translation.code.registers[reg].bounds = bounds;
      factor = 1;
    }
  }
}

} // namespace strata::columnar
