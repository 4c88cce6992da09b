// Which loops are taken: by lane, and in 64 bits by what the machine can do.
#include "runtime/columnar/kernels/kernel.hpp"

namespace strata::columnar {

namespace {

bool of_truths(Operation operation) {
  return operation >= Operation::IsAbsentCell && operation <= Operation::Not;
}

} // namespace

#if defined(__x86_64__)

Kernel find_kernel(const KernelKey& key, Lane lane, InstructionSet set) {
  if (lane != Lane::Bits64 && !of_truths(key.operation)) return find_wide(key, lane);
  switch (set) {
  case InstructionSet::Avx512: return avx512::find(key);
  case InstructionSet::Avx2: return avx2::find(key);
  case InstructionSet::Plain: break;
  }
  return plain::find(key);
}

StoreKernels store_kernels(InstructionSet set) {
  switch (set) {
  case InstructionSet::Avx512: return avx512::stores();
  case InstructionSet::Avx2: return avx2::stores();
  case InstructionSet::Plain: break;
  }
  return plain::stores();
}

#else // one set of loops for every other machine

Kernel find_kernel(const KernelKey& key, Lane lane, InstructionSet /*set*/) {
  return lane != Lane::Bits64 && !of_truths(key.operation) ? find_wide(key, lane) : plain::find(key);
}

StoreKernels store_kernels(InstructionSet /*set*/) {
  return plain::stores();
}

#endif

} // namespace strata::columnar
