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

/// Four words.
struct Words {
  __m256i words;

  static constexpr std::size_t kLanes = 4;
  static Words load(const std::int64_t* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  static Words all(std::int64_t word) { return {_mm256_set1_epi64x(word)}; }
  /// The first of both, the second of both, …
  static void store_pairs(Words left, Words right, char* to) {
    const __m256i even = _mm256_unpacklo_epi64(left.words, right.words);
    const __m256i odd = _mm256_unpackhi_epi64(left.words, right.words);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_permute2x128_si256(even, odd, 0x20));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 32), _mm256_permute2x128_si256(even, odd, 0x31));
  }
  friend Words operator|(Words a, Words b) { return {_mm256_or_si256(a.words, b.words)}; }
  friend Words operator&(Words a, Words b) { return {_mm256_and_si256(a.words, b.words)}; }
  friend Words operator+(Words a, Words b) { return {_mm256_add_epi64(a.words, b.words)}; }
  friend Words operator-(Words a, Words b) { return {_mm256_sub_epi64(a.words, b.words)}; }
  /// Of words and factors below 2^32.
  [[nodiscard]] Words times(std::int64_t factor) const {
    return {_mm256_mul_epu32(words, _mm256_set1_epi64x(factor))};
  }
  [[nodiscard]] Words left(int bits) const { return {_mm256_slli_epi64(words, bits)}; }
  [[nodiscard]] Words right(int bits) const { return {_mm256_srli_epi64(words, bits)}; }
  /// Quarters of words times a factor: the upper and the lower halves of what comes out.
  [[nodiscard]] Words high_of_16(short factor) const {
    return {_mm256_mulhi_epu16(words, _mm256_set1_epi16(factor))};
  }
  [[nodiscard]] Words low_of_16(short factor) const {
    return {_mm256_mullo_epi16(words, _mm256_set1_epi16(factor))};
  }
  [[nodiscard]] Words right_of_16(int bits) const { return {_mm256_srli_epi16(words, bits)}; }
  [[nodiscard]] Words absolute() const {
    const Words sign = negative();
    return {_mm256_sub_epi64(_mm256_xor_si256(words, sign.words), sign.words)};
  }
  /// All ones where it is.
  [[nodiscard]] Words negative() const { return {_mm256_cmpgt_epi64(_mm256_setzero_si256(), words)}; }
  [[nodiscard]] bool is_zero() const { return _mm256_testz_si256(words, words) != 0; }
  /// Times a factor, as doubles, to the nearest whole number; both below 2^51.
  [[nodiscard]] Words to_double_and_back(double factor) const {
    const __m256d shift = _mm256_set1_pd(0x1p52);
    const __m256i bits = _mm256_castpd_si256(shift);
    const __m256d number = _mm256_sub_pd(_mm256_castsi256_pd(_mm256_or_si256(words, bits)), shift);
    const __m256d product = _mm256_add_pd(_mm256_mul_pd(number, _mm256_set1_pd(factor)), shift);
    return {_mm256_xor_si256(_mm256_castpd_si256(product), bits)};
  }
};

} // namespace
} // namespace strata::kernels

#include "runtime/table/kernels/bounds_code.hpp"
#include "runtime/table/kernels/digits_code.hpp"
#include "runtime/table/kernels/index_code.hpp"
#include "runtime/table/kernels/number_code.hpp"
#include "runtime/table/kernels/text_code.hpp"

namespace strata::kernels {

const Kernels kAvx2Kernels = {index_piece, is_text, parse_numbers, find_cells, find_bounds, write_digits};

} // namespace strata::kernels

#endif
