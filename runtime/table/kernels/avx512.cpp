// The kernels for AVX-512 (F, BW, DQ, VL). Nothing of the standard library with code of its own may be used
// here: the linker could take it for the whole program.
#if defined(__x86_64__)

#include <immintrin.h>

#include "runtime/table/kernels/kernels.hpp"

namespace strata::kernels {
namespace {

struct Chunk {
  __m512i bytes;

  static Chunk load(const char* from) { return {_mm512_loadu_si512(from)}; }
  [[nodiscard]] std::uint64_t equal(char c) const {
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
  }
  /// Bytes that are at least this, without a sign.
  [[nodiscard]] std::uint64_t at_least(unsigned char c) const {
    return _mm512_cmpge_epu8_mask(bytes, _mm512_set1_epi8(static_cast<char>(c)));
  }
};

struct Seen {
  __m512i any = _mm512_setzero_si512();
  __m512i least = _mm512_set1_epi8(-1);

  void add(const Chunk& chunk) {
    any = _mm512_or_si512(any, chunk.bytes);
    least = _mm512_min_epu8(least, chunk.bytes);
  }
  [[nodiscard]] bool beyond_ascii() const {
    return (_mm512_movepi8_mask(any) | _mm512_testn_epi8_mask(least, least)) != 0;
  }
};

/// Writes `base` plus the place of each bit, 16 bits at a time, and returns where the next is to stand.
inline std::uint32_t* write_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  __m512i offsets = _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(base)),
                                     _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  for (int i = 0; i < 4; ++i) {
    const auto part = static_cast<__mmask16>(bits >> 16 * i);
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi32(part, offsets));
    out += __builtin_popcount(part);
    offsets = _mm512_add_epi32(offsets, _mm512_set1_epi32(16));
  }
  return out;
}

/// Eight words.
struct Words {
  __m512i words;

  static constexpr std::size_t kLanes = 8;
  static Words load(const std::int64_t* from) { return {_mm512_loadu_si512(from)}; }
  static Words all(std::int64_t word) { return {_mm512_set1_epi64(word)}; }
  /// The first of both, the second of both, …
  static void store_pairs(Words left, Words right, char* to) {
    const __m512i low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
    const __m512i high = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
    _mm512_storeu_si512(to, _mm512_permutex2var_epi64(left.words, low, right.words));
    _mm512_storeu_si512(to + 64, _mm512_permutex2var_epi64(left.words, high, right.words));
  }
  friend Words operator|(Words a, Words b) { return {_mm512_or_si512(a.words, b.words)}; }
  friend Words operator&(Words a, Words b) { return {_mm512_and_si512(a.words, b.words)}; }
  friend Words operator+(Words a, Words b) { return {_mm512_add_epi64(a.words, b.words)}; }
  friend Words operator-(Words a, Words b) { return {_mm512_sub_epi64(a.words, b.words)}; }
  /// Of words and factors below 2^32.
  [[nodiscard]] Words times(std::int64_t factor) const {
    return {_mm512_mul_epu32(words, _mm512_set1_epi64(factor))};
  }
  [[nodiscard]] Words left(unsigned bits) const { return {_mm512_slli_epi64(words, bits)}; }
  [[nodiscard]] Words right(unsigned bits) const { return {_mm512_srli_epi64(words, bits)}; }
  /// Quarters of words times a factor: the upper and the lower halves of what comes out.
  [[nodiscard]] Words high_of_16(short factor) const {
    return {_mm512_mulhi_epu16(words, _mm512_set1_epi16(factor))};
  }
  [[nodiscard]] Words low_of_16(short factor) const {
    return {_mm512_mullo_epi16(words, _mm512_set1_epi16(factor))};
  }
  [[nodiscard]] Words right_of_16(unsigned bits) const { return {_mm512_srli_epi16(words, bits)}; }
  [[nodiscard]] Words absolute() const { return {_mm512_abs_epi64(words)}; }
  /// All ones where it is.
  [[nodiscard]] Words negative() const { return {_mm512_srai_epi64(words, 63)}; }
  [[nodiscard]] bool is_zero() const { return _mm512_test_epi64_mask(words, words) == 0; }
  /// Times a factor, as doubles, to the nearest whole number; both below 2^51.
  [[nodiscard]] Words to_double_and_back(double factor) const {
    const __m512d shift = _mm512_set1_pd(0x1p52);
    const __m512i bits = _mm512_castpd_si512(shift);
    const __m512d number = _mm512_sub_pd(_mm512_castsi512_pd(_mm512_or_si512(words, bits)), shift);
    const __m512d product = _mm512_add_pd(_mm512_mul_pd(number, _mm512_set1_pd(factor)), shift);
    return {_mm512_xor_si512(_mm512_castpd_si512(product), bits)};
  }
};

constexpr std::size_t kLanes = 8;

/// Eight words of the text, each the eight bytes before an offset.
inline __m512i words_before(const char* text, __m512i offsets) {
  return _mm512_i64gather_epi64(_mm512_sub_epi64(offsets, _mm512_set1_epi64(8)), text, 1);
}

/// The numbers that eight bytes of 0 to 9 stand for, the first of them in the lowest byte: neighbours are
/// joined to pairs, fours, and eights.
inline __m512i joined(__m512i digits) {
  const __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
  const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
  return _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10000)), _mm512_srli_epi64(fours, 32));
}

/// Lanes in which some byte is above 9.
inline __mmask8 not_digits(__m512i digits) {
  const __m512i above = _mm512_or_si512(digits, _mm512_add_epi8(digits, _mm512_set1_epi8(0x76)));
  return _mm512_test_epi64_mask(above, _mm512_set1_epi8(-0x80));
}

template <bool HasPoint>
bool parse_shape(const NumberCells& cells) {
  const __m512i zeros = _mm512_set1_epi8('0');
  const __m512i behind = _mm512_set1_epi64(HasPoint ? cells.decimals + 1 : 0);
  const __m512i whole_factor = _mm512_set1_epi64(cells.whole_factor);
  const __m512i fraction_factor = _mm512_set1_epi64(cells.fraction_factor);
  const auto point_bits = static_cast<unsigned>(8 * (7 - cells.decimals));
  const __m512i point = _mm512_set1_epi64(cells.point ^ '0');
  const __m512i low_byte = _mm512_set1_epi64(0xFF);
  const __m512i minus_digit = _mm512_set1_epi64('-' ^ '0');
  std::uint64_t any_odd = 0;
  std::uint64_t odd_bits = 0;
  for (std::size_t i = 0; i < cells.rows; i += kLanes) {
    // Lanes behind the last row read the text's first bytes.
    const std::size_t left = cells.rows - i;
    const auto live = static_cast<__mmask8>(left >= kLanes ? 0xFF : (1 << left) - 1);
    const __m512i from = _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(live, cells.from + i));
    const __m512i to = _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(live, cells.to + i));
    const __m512i whole_end = _mm512_sub_epi64(to, behind);
    const __m512i digits = _mm512_sub_epi64(whole_end, from);
    const __m512i cleared = _mm512_and_si512(
        _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(digits, 3)), _mm512_set1_epi64(63));
    __m512i word = _mm512_srlv_epi64(_mm512_xor_si512(words_before(cells.text, whole_end), zeros), cleared);
    const __mmask8 minus = _mm512_cmpeq_epi64_mask(_mm512_and_si512(word, low_byte), minus_digit);
    word = _mm512_sllv_epi64(_mm512_mask_xor_epi64(word, minus, word, minus_digit), cleared);
    // 1 to 8 digits, or with a minus 2 to 8 bytes.
    const __m512i most = _mm512_sub_epi64(digits, _mm512_set1_epi64(1));
    __mmask8 odd = not_digits(word) | _mm512_cmpgt_epu64_mask(most, _mm512_set1_epi64(7)) |
                   _mm512_mask_testn_epi64_mask(minus, most, most);
    __m512i value = _mm512_mul_epu32(joined(word), whole_factor);
    if (HasPoint) {
      const __m512i tail = _mm512_xor_si512(words_before(cells.text, to), zeros);
      const __m512i found = _mm512_and_si512(_mm512_srli_epi64(tail, point_bits), low_byte);
      const __m512i last = _mm512_slli_epi64(_mm512_srli_epi64(tail, point_bits + 8), point_bits + 8);
      odd |= _mm512_cmpneq_epi64_mask(found, point) | not_digits(last);
      value = _mm512_add_epi64(value, _mm512_mul_epu32(joined(last), fraction_factor));
    }
    value = _mm512_mask_sub_epi64(value, minus, _mm512_setzero_si512(), value);
    odd &= live;
    _mm512_mask_storeu_epi64(cells.numbers + i, live,
                             _mm512_maskz_mov_epi64(static_cast<__mmask8>(~odd), value));
    odd_bits |= std::uint64_t{odd} << i % 64;
    if (i % 64 != 64 - kLanes && left > kLanes) continue;
    cells.odd[i / 64] = odd_bits;
    any_odd |= odd_bits;
    odd_bits = 0;
  }
  return any_odd != 0;
}

bool parse_numbers(const NumberCells& cells) {
  return cells.decimals > 0 ? parse_shape<true>(cells) : parse_shape<false>(cells);
}

void find_cells(const std::uint32_t* ends, std::size_t each, std::size_t rows, std::uint32_t* from,
                std::uint32_t* to) {
  const auto step = static_cast<long long>(each);
  const __m512i places =
      _mm512_setr_epi64(0, step, 2 * step, 3 * step, 4 * step, 5 * step, 6 * step, 7 * step);
  for (std::size_t i = 0; i < rows; i += kLanes, ends += kLanes * each) {
    const std::size_t left = rows - i;
    const auto live = static_cast<__mmask8>(left >= kLanes ? 0xFF : (1 << left) - 1);
    // Both ends lie in one word.
    const __m512i pairs = _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), live, places, ends - 1, 4);
    const __m256i before = _mm512_cvtepi64_epi32(pairs);
    _mm256_mask_storeu_epi32(from + i, live, _mm256_add_epi32(before, _mm256_set1_epi32(1)));
    _mm256_mask_storeu_epi32(to + i, live, _mm512_cvtepi64_epi32(_mm512_srli_epi64(pairs, 32)));
  }
}

} // namespace
} // namespace strata::kernels

#include "runtime/table/kernels/bounds_code.hpp"
#include "runtime/table/kernels/digits_code.hpp"
#include "runtime/table/kernels/index_code.hpp"
#include "runtime/table/kernels/text_code.hpp"

namespace strata::kernels {

const Kernels kAvx512Kernels = {index_piece, is_text, parse_numbers, find_cells, find_bounds, write_digits};

} // namespace strata::kernels

#endif
