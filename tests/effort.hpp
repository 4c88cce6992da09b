// Takes: how much of something a test tries.
// Returns: as much, or a part where a sanitizer makes everything many times slower.
// Guarantees: at least one.
// Does not: belong to tests of single cases, which all count.
#pragma once

#include <algorithm>
#include <cstddef>

namespace strata {

[[nodiscard]] constexpr std::size_t effort(std::size_t count) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr std::size_t kPart = 8;
  return std::max<std::size_t>(1, count / kPart);
#else
  return count;
#endif
}

} // namespace strata
