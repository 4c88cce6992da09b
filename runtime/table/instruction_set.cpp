// What the machine says of itself, asked once.
#include "runtime/table/instruction_set.hpp"

namespace strata {

namespace {

InstructionSet found() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                    __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  if (!avx2) return InstructionSet::Plain;
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return avx512 ? InstructionSet::Avx512 : InstructionSet::Avx2;
#else
  return InstructionSet::Plain;
#endif
}

} // namespace

InstructionSet best_instruction_set() {
  static const InstructionSet best = found();
  return best;
}

} // namespace strata
