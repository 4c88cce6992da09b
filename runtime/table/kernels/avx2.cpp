// The kernels for AVX2, BMI and POPCNT. Nothing of the standard library with code of its own may be used
// here: the linker could take it for the whole program.
#if defined(__x86_64__)

#include <immintrin.h>

#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/kernels/offsets_code.hpp"

namespace strata::kernels {
namespace {

struct Chunk {
  __m256i low;
  __m256i high;

  static Chunk load(const char* bytes) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes)),
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32))};
  }
  [[nodiscard]] std::uint64_t equal(char c) const {
    const __m256i wanted = _mm256_set1_epi8(c);
    const auto bits = [&](__m256i half) {
      return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(half, wanted)));
    };
    return bits(low) | std::uint64_t{bits(high)} << 32;
  }
  /// Bytes that are at least this, without a sign.
  [[nodiscard]] std::uint64_t at_least(unsigned char c) const {
    const __m256i bound = _mm256_set1_epi8(static_cast<char>(c));
    const auto bits = [&](__m256i half) {
      return static_cast<std::uint32_t>(
          _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(half, bound), half)));
    };
    return bits(low) | std::uint64_t{bits(high)} << 32;
  }
};

struct Seen {
  __m256i any = _mm256_setzero_si256();
  __m256i least = _mm256_set1_epi8(-1);

  void add(const Chunk& chunk) {
    any = _mm256_or_si256(any, _mm256_or_si256(chunk.low, chunk.high));
    least = _mm256_min_epu8(least, _mm256_min_epu8(chunk.low, chunk.high));
  }
  [[nodiscard]] bool beyond_ascii() const {
    const __m256i nul = _mm256_cmpeq_epi8(least, _mm256_setzero_si256());
    return _mm256_movemask_epi8(_mm256_or_si256(any, nul)) != 0;
  }
};

} // namespace
} // namespace strata::kernels

#include "runtime/table/kernels/bounds_code.hpp"
#include "runtime/table/kernels/index_code.hpp"
#include "runtime/table/kernels/number_code.hpp"
#include "runtime/table/kernels/text_code.hpp"

namespace strata::kernels {

const Kernels kAvx2Kernels = {index_piece, is_text, parse_numbers, find_cells, find_bounds};

} // namespace strata::kernels

#endif
