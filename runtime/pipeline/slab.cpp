// Memory from the C library, with a word to the system about it.
#include "runtime/pipeline/slab.hpp"

#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace strata {

void FreeSlab::operator()(std::byte* slab) const {
  std::free(slab);
}

Slab make_slab(std::size_t bytes) {
  Slab slab(static_cast<std::byte*>(std::aligned_alloc(bytes, bytes)));
  if (slab == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  if (bytes >= kLargeSlab) ::madvise(slab.get(), bytes, MADV_HUGEPAGE);
#endif
  return slab;
}

} // namespace strata
