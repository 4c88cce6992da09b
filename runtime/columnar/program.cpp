// What no result needs goes, guards that save nothing go, slots are given out, loops and constants are found.
#include "runtime/columnar/program.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

#include "runtime/columnar/compile/assembler.hpp"
#include "runtime/columnar/compile/fold_factors.hpp"

namespace strata::columnar {

namespace {

constexpr std::size_t kNever = SIZE_MAX;

/// Work that is worth a look at whether any row needs it.
bool is_dear(const Instruction& instruction) {
  return instruction.operation == Operation::PerRow || instruction.lane != Lane::Bits64;
}

/// Calls `change` on every register of what results are read from.
template <class Change>
void each_register(NumberValue& value, Change change) {
  change(value.num);
  for (Register& den : value.dens)
    change(den);
}
template <class Change>
void each_register(ResultCode& results, Change change) {
  change(results.slow.mask);
  change(results.excluded.mask);
  for (Register& tier : results.tiers)
    change(tier);
  for (auto* outputs : {&results.dimensions, &results.scores, &results.shown, &results.attributes})
    for (OutputCode& output : *outputs) {
      change(output.reg);
      change(output.text.texts);
      change(output.text.index);
      change(output.missing.mask);
      each_register(output.wide, change);
    }
  for (TruthValue& holds : results.plain_reasons)
    change(holds.mask);
  for (LostCode& lost : results.lost_points) {
    change(lost.counts.mask);
    change(lost.key);
    change(lost.shown);
    if (lost.key == kNoRegister) each_register(lost.exact, change);
    each_register(lost.shown_wide, change);
  }
}
template <class Change>
void each_register(RowCall& call, Change change) {
  for (NumberValue& number : call.numbers)
    each_register(number, change);
  for (TextValue& text : call.texts) {
    change(text.texts);
    change(text.index);
  }
  change(call.condition.mask);
}

struct Making {
  Translation& from;
  InstructionSet set;
  Program program;
  std::vector<GuardId> kept_guard; ///< per guard: the one that stands for it
  std::vector<bool> needed;        ///< per instruction
  std::vector<std::size_t> last_use;
  std::vector<Slot> slot_of;

  [[nodiscard]] std::vector<Instruction>& instructions() { return from.code.instructions; }
  [[nodiscard]] const RegisterInfo& info(Register reg) const { return from.code.registers[reg]; }

  /// Guards whose conditions are known beforehand, or under which nothing dear stands, count as the one
  /// around.
  void choose_guards() {
    std::vector<bool> dear(from.guards.size());
    for (std::size_t i = 0; i < instructions().size(); ++i)
      if (needed[i] && is_dear(instructions()[i])) dear[instructions()[i].guard] = true;
    for (std::size_t guard = from.guards.size(); guard > 1; --guard) // inner ones come later
      if (dear[guard - 1]) dear[from.guards[guard - 1].outer] = true;
    kept_guard.assign(from.guards.size(), kNoGuard);
    for (std::size_t guard = 1; guard < from.guards.size(); ++guard) {
      const GuardCode& code = from.guards[guard];
      const bool kept = dear[guard] && !code.condition.constant;
      kept_guard[guard] = kept ? static_cast<GuardId>(guard) : kept_guard[code.outer];
    }
    for (Instruction& instruction : instructions())
      instruction.guard = kept_guard[instruction.guard];
  }

  template <class Use>
  void each_guard_condition(GuardId guard, Use use) const {
    for (; guard != kNoGuard; guard = kept_guard[from.guards[guard].outer])
      use(from.guards[guard].condition.mask);
  }

  void find_needed(bool with_guards) {
    std::vector<bool> wanted(from.code.registers.size());
    for (const Register reg : registers_of(from.results))
      wanted[reg] = true;
    needed.assign(instructions().size(), false);
    for (std::size_t i = instructions().size(); i > 0; --i) {
      const Instruction& instruction = instructions()[i - 1];
      if (!wanted[instruction.out]) continue;
      needed[i - 1] = true;
      for (const Register reg : instruction.in)
        wanted[reg] = true;
      if (with_guards) each_guard_condition(instruction.guard, [&](Register reg) { wanted[reg] = true; });
    }
  }

  /// A sum of one term, times 1, is that term.
  void drop_copies() {
    std::vector<Register> same_as(from.code.registers.size());
    std::iota(same_as.begin(), same_as.end(), Register{0});
    const auto resolve = [&](Register& reg) {
      if (reg != kNoRegister) reg = same_as[reg];
    };
    for (std::size_t i = 0; i < instructions().size(); ++i) {
      if (!needed[i]) continue;
      Instruction& instruction = instructions()[i];
      for (Register& reg : instruction.in)
        resolve(reg);
      if (instruction.call) each_register(*instruction.call, resolve);
      const bool is_copy = instruction.operation == Operation::Affine && instruction.in.size() == 1 &&
                           instruction.constants[0] == 0 && instruction.constants[1] == 1;
      if (!is_copy) continue;
      same_as[instruction.out] = instruction.in[0];
      needed[i] = false;
    }
    each_register(from.results, resolve);
  }

  void find_last_uses() {
    last_use.assign(from.code.registers.size(), 0);
    for (std::size_t i = 0; i < instructions().size(); ++i) {
      if (!needed[i]) continue;
      for (const Register reg : instructions()[i].in)
        last_use[reg] = i;
      each_guard_condition(instructions()[i].guard, [&](Register reg) { last_use[reg] = i; });
      last_use[instructions()[i].out] = std::max(last_use[instructions()[i].out], i);
    }
    for (const Register reg : registers_of(from.results))
      last_use[reg] = kNever;
  }

  Slot new_slot(SlotKind kind) {
    program.slots.push_back(kind);
    return static_cast<Slot>(program.slots.size() - 1);
  }

  void give_slots() {
    using Pool = std::tuple<bool, Lane>; // texts, or numbers of a lane; truths share the 64 bits
    std::map<Pool, std::vector<Slot>> free;
    const auto pool_of = [](const RegisterInfo& reg) {
      return Pool{reg.kind == RegisterKind::Text, reg.lane};
    };
    slot_of.assign(from.code.registers.size(), kNoRegister);
    for (std::size_t reg = 0; reg < from.code.registers.size(); ++reg) {
      const RegisterInfo& about = info(static_cast<Register>(reg));
      if (about.kind >= RegisterKind::ColumnNumbers)
        slot_of[reg] = new_slot({about.kind, about.lane, about.column});
    }
    std::map<std::size_t, std::vector<Register>> dying;
    for (std::size_t i = 0; i < instructions().size(); ++i) {
      if (!needed[i]) continue;
      const Register out = instructions()[i].out;
      std::vector<Slot>& pool = free[pool_of(info(out))];
      if (pool.empty()) {
        const RegisterKind kind =
            info(out).kind == RegisterKind::Text ? RegisterKind::Text : RegisterKind::Number;
        slot_of[out] = new_slot({kind, info(out).lane, 0});
      } else {
        slot_of[out] = pool.back();
        pool.pop_back();
      }
      dying[last_use[out]].push_back(out);
      // Only now: no instruction writes where it reads.
      for (const Register reg : dying[i])
        free[pool_of(info(reg))].push_back(slot_of[reg]);
    }
  }

  [[nodiscard]] const void* constants_for(const Instruction& instruction) {
    const auto put = [&](auto& store, auto convert) -> const void* {
      auto& list = store.emplace_back();
      for (const BigInt& constant : instruction.constants)
        list.push_back(convert(constant));
      return list.data();
    };
    switch (instruction.lane) {
    case Lane::Bits64:
      return put(program.constants_64, [](const BigInt& x) { return static_cast<std::int64_t>(x); });
    case Lane::Bits128:
      return put(program.constants_128, [](const BigInt& x) {
        const BigInt magnitude = boost::multiprecision::abs(x);
        const auto high = static_cast<std::uint64_t>(magnitude >> 64);
        const auto low = static_cast<std::uint64_t>(magnitude & BigInt(UINT64_MAX));
        const Int128 value = (static_cast<Int128>(high) << 64) | static_cast<Int128>(low);
        return x < 0 ? Int128(-value) : value;
      });
    case Lane::Bits256:
      return put(program.constants_256, [](const BigInt& x) { return static_cast<Int256>(x); });
    case Lane::Unlimited: break;
    }
    return put(program.constants_any, [](const BigInt& x) { return x; });
  }

  [[nodiscard]] Kernel kernel_for(const Instruction& instruction) const {
    if (instruction.operation == Operation::PerRow) return nullptr;
    if (instruction.operation == Operation::Convert)
      return find_conversion(info(instruction.in[0]).lane, instruction.lane);
    const bool sums = instruction.operation == Operation::Affine;
    const std::size_t count = sums ? instruction.in.size() : instruction.constants.size();
    const KernelKey key{instruction.operation, static_cast<unsigned>(count), instruction.rounding,
                        instruction.fast};
    return find_kernel(key, instruction.lane, set);
  }

  /// How each term is multiplied, see Factor.
  void choose_factors(Instruction& instruction) const {
    constexpr unsigned kNarrowBits = 31;
    if (instruction.operation != Operation::Affine || instruction.lane != Lane::Bits64) return;
    for (std::size_t term = 0; term < instruction.in.size(); ++term) {
      const BigInt& factor = instruction.constants[term + 1];
      const bool narrow =
          bit_length(factor) <= kNarrowBits && info(instruction.in[term]).bounds.bits() <= kNarrowBits;
      const Factor kind = factor == 1    ? Factor::One
                          : factor == -1 ? Factor::MinusOne
                          : narrow       ? Factor::Narrow
                                         : Factor::Wide;
      instruction.steps.push_back(static_cast<std::int64_t>(kind));
    }
  }

  void put_steps() {
    const auto to_slot = [&](Register& reg) {
      if (reg != kNoRegister) reg = slot_of[reg];
    };
    for (std::size_t i = 0; i < instructions().size(); ++i) {
      if (!needed[i]) continue;
      ProgramStep step{.instruction = std::move(instructions()[i])};
      Instruction& instruction = step.instruction;
      program.endless = program.endless || instruction.endless;
      choose_factors(instruction);
      step.kernel = kernel_for(instruction);
      step.constants = constants_for(instruction);
      to_slot(instruction.out);
      for (Register& reg : instruction.in)
        to_slot(reg);
      if (instruction.call) each_register(*instruction.call, to_slot);
      program.steps.push_back(std::move(step));
    }
    program.results = std::move(from.results);
    each_register(program.results, to_slot);
    program.guards.resize(from.guards.size());
    for (std::size_t guard = 1; guard < from.guards.size(); ++guard) {
      if (kept_guard[guard] != guard) continue;
      const GuardCode& code = from.guards[guard];
      program.guards[guard] = {kept_guard[code.outer], slot_of[code.condition.mask],
                               !code.condition.inverted};
    }
  }
};

} // namespace

Program make_program(Translation translation, InstructionSet instructions) {
  Making making{translation, instructions, {}, {}, {}, {}, {}};
  making.find_needed(false);
  making.choose_guards();
  making.find_needed(true);
  fold_factors(translation, making.needed);
  making.drop_copies();
  making.program.endless = false;
  for (std::size_t i = 0; i < making.needed.size(); ++i)
    making.program.endless =
        making.program.endless || (making.needed[i] && translation.code.instructions[i].endless);
  if (making.program.endless) {
    making.program.results = std::move(translation.results);
    return std::move(making.program);
  }
  making.find_last_uses();
  making.give_slots();
  making.put_steps();
  making.program.stores = store_kernels(instructions);
  return std::move(making.program);
}

} // namespace strata::columnar
