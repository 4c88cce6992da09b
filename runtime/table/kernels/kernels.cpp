// The choice of kernels by instruction set.
#include "runtime/table/kernels/kernels.hpp"

namespace strata::kernels {

const Kernels& kernels_for(InstructionSet instructions) {
#if defined(__x86_64__)
  switch (instructions) {
  case InstructionSet::Avx512: return kAvx512Kernels;
  case InstructionSet::Avx2: return kAvx2Kernels;
  default: break;
  }
#endif
  static_cast<void>(instructions);
  return kPlainKernels;
}

} // namespace strata::kernels
