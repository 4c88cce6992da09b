// Takes: nothing; the machine that the program runs on.
// Returns: which of its vector instructions the kernels may use.
// Guarantees: what is asked for in a test and not there is not used.
// Does not: hold kernels.
#pragma once

#include <cstdint>

namespace strata {

/// Each has what those before it have. `Plain`: what every machine has that the program was built for.
enum class InstructionSet : std::uint8_t { Plain, Avx2, Avx512 };

/// The best that this machine has; Avx512 means F, BW, DQ and VL.
[[nodiscard]] InstructionSet best_instruction_set();

} // namespace strata
