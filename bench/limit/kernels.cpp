// Compiled once for each instruction set, which STRATA_LIMIT_KERNELS names. It includes nothing that other
// sources could share with it, so that no function compiled for AVX-512 can end up in a program for older
// machines.
#include "bench/limit/kernels.hpp"

#include <immintrin.h>

#include <cstring>

namespace strata::bench {
namespace {

// ---- the index of fields

#ifdef __AVX512BW__
struct Letters {
  __m512i letters;
  explicit Letters(const char* text) : letters(_mm512_loadu_si512(text)) {}
  [[nodiscard]] std::uint64_t equal(char letter) const {
    return _mm512_cmpeq_epi8_mask(letters, _mm512_set1_epi8(letter));
  }
};
#else
struct Letters {
  __m256i low, high;
  explicit Letters(const char* text)
      : low(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text))),
        high(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32))) {}
  [[nodiscard]] std::uint64_t equal(char letter) const {
    const __m256i wanted = _mm256_set1_epi8(letter);
    const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
    const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
    return first | std::uint64_t{second} << 32;
  }
};
#endif

/// Every bit becomes the parity of itself and those below it: what stands between quotes, by the quotes.
std::uint64_t parity_so_far(std::uint64_t bits) {
  const __m128i ones = _mm_set1_epi8(static_cast<char>(0xFF));
  const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), ones, 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

template <bool kQuotes>
std::size_t index(const char* text, std::size_t size, std::uint32_t* ends, std::size_t* lines) {
  constexpr int kUsual = 11; // written without asking how many there are: a branch less for most blocks
  std::uint32_t* next = ends;
  std::size_t seen = 0;
  std::uint64_t open = 0;
  for (std::size_t at = 0; at < size; at += 64) {
    const Letters letters(text + at);
    const std::uint64_t live = size - at >= 64 ? ~0ULL : (1ULL << (size - at)) - 1;
    std::uint64_t breaks = letters.equal('\n') & live;
    std::uint64_t marks = (letters.equal(',') & live) | breaks;
    if constexpr (kQuotes) {
      const std::uint64_t within = parity_so_far(letters.equal('"') & live) ^ open;
      open = 0 - (within >> 63);
      marks &= ~within;
      breaks &= ~within;
    }
    seen += static_cast<std::size_t>(__builtin_popcountll(breaks));
    const int count = __builtin_popcountll(marks);
    const auto base = static_cast<std::uint32_t>(at);
    for (int mark = 0; mark < kUsual; ++mark) {
      next[mark] = base + static_cast<std::uint32_t>(_tzcnt_u64(marks));
      marks &= marks - 1;
    }
    if (count > kUsual) {
      for (int mark = kUsual; mark < count; ++mark) {
        next[mark] = base + static_cast<std::uint32_t>(_tzcnt_u64(marks));
        marks &= marks - 1;
      }
    }
    next += count;
  }
  *lines = seen;
  return static_cast<std::size_t>(next - ends);
}

// ---- cells

/// The last n of 16 bytes, for n from 0 to 16.
struct Tails {
  alignas(16) std::uint8_t bytes[32];
};
constexpr Tails kTails = {{0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
                           0,    0,    0,    0,    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}};

__m128i bytes_at(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

/// A field of the block: where it ends, and its size.
struct Field {
  std::uint32_t end;
  std::uint32_t size;
  Field(const std::uint32_t* ends, std::uint32_t field)
      : end(ends[field]), size(end - ends[field - 1ULL] - 1) {}
};

bool keys(const Block& block, const Layout& layout, Columns& columns) {
  std::uint32_t wrong = 0;
  const std::uint32_t* ends = block.ends;
  for (std::size_t row = 0; row < block.rows; ++row, ends += layout.fields) {
    const Field field(ends, layout.id);
    columns.id[row] = block.text + field.end - field.size;
    columns.id_size[row] = static_cast<std::uint8_t>(field.size);
    wrong |= static_cast<std::uint32_t>(field.size > 16 || field.size == 0);
    wrong |= static_cast<std::uint32_t>(block.text[ends[layout.fields - 1]] != '\n');
  }
  return wrong == 0;
}

bool codes(const Block& block, const Layout& layout, const Industries& industries, Columns& columns) {
  std::uint32_t wrong = 0;
  const std::uint32_t* ends = block.ends;
  for (std::size_t row = 0; row < block.rows; ++row, ends += layout.fields) {
    const Field field(ends, layout.industry);
    const std::uint32_t size = field.size > 15 ? 15 : field.size;
    // All but the field's own bytes become zero: the mask is that of the tail, turned round.
    const __m128i outside = bytes_at(kTails.bytes + 16 - size);
    const __m128i name = _mm_andnot_si128(outside, bytes_at(block.text + field.end - field.size));
    const std::uint64_t place = static_cast<std::uint64_t>(_mm_cvtsi128_si64(name)) * industries.factor >> 61;
    const __m128i same = _mm_cmpeq_epi8(name, bytes_at(industries.names[place]));
    wrong |= static_cast<std::uint32_t>(_mm_movemask_epi8(same) != 0xFFFF || field.size > 15);
    columns.industry[row] = industries.points[place];
  }
  return wrong == 0;
}

/// Whole digits with two decimals, at most 15 characters, in each 16 bytes of a register: the point is
/// closed, then neighbours are joined to numbers of two, four and eight digits.
struct Amounts {
#ifdef __AVX512BW__
  static constexpr int kWidth = 4;
  __m512i seen_wrong = _mm512_setzero_si512();

  void convert(const char* const* cells, const std::uint32_t* sizes, std::int64_t* values) {
    __m512i digits = _mm512_castsi128_si512(cell(cells[0], sizes[0]));
    digits = _mm512_inserti32x4(digits, cell(cells[1], sizes[1]), 1);
    digits = _mm512_inserti32x4(digits, cell(cells[2], sizes[2]), 2);
    digits = _mm512_inserti32x4(digits, cell(cells[3], sizes[3]), 3);
    const auto wide = [](__m128i lane) { return _mm512_broadcast_i32x4(lane); };
    seen_wrong = _mm512_or_si512(
        seen_wrong, _mm512_and_si512(_mm512_xor_si512(digits, wide(point())), wide(point_place())));
    digits = _mm512_shuffle_epi8(digits, wide(without_point()));
    const __m512i most = _mm512_set1_epi8(9);
    seen_wrong = _mm512_or_si512(seen_wrong, _mm512_xor_si512(_mm512_max_epu8(digits, most), most));
    digits = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A));
    digits = _mm512_madd_epi16(digits, _mm512_set1_epi32(0x00010064));
    digits = _mm512_packus_epi32(digits, digits);
    digits = _mm512_madd_epi16(digits, _mm512_set1_epi32(0x00012710));
    const __m512i upper = _mm512_mul_epu32(digits, _mm512_set1_epi64(100'000'000));
    digits = _mm512_add_epi64(upper, _mm512_srli_epi64(digits, 32));
    const __m256i packed =
        _mm512_castsi512_si256(_mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 0, 2, 4, 6), digits));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(values), packed);
  }
  [[nodiscard]] bool right() const {
    return _mm512_test_epi64_mask(seen_wrong, seen_wrong) == 0;
  }
#else
  static constexpr int kWidth = 2;
  __m256i seen_wrong = _mm256_setzero_si256();

  void convert(const char* const* cells, const std::uint32_t* sizes, std::int64_t* values) {
    __m256i digits = _mm256_set_m128i(cell(cells[1], sizes[1]), cell(cells[0], sizes[0]));
    const auto wide = [](__m128i lane) { return _mm256_broadcastsi128_si256(lane); };
    seen_wrong = _mm256_or_si256(
        seen_wrong, _mm256_and_si256(_mm256_xor_si256(digits, wide(point())), wide(point_place())));
    digits = _mm256_shuffle_epi8(digits, wide(without_point()));
    const __m256i most = _mm256_set1_epi8(9);
    seen_wrong = _mm256_or_si256(seen_wrong, _mm256_xor_si256(_mm256_max_epu8(digits, most), most));
    digits = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010A));
    digits = _mm256_madd_epi16(digits, _mm256_set1_epi32(0x00010064));
    digits = _mm256_packus_epi32(digits, digits);
    digits = _mm256_madd_epi16(digits, _mm256_set1_epi32(0x00012710));
    const __m256i upper = _mm256_mul_epu32(digits, _mm256_set1_epi64x(100'000'000));
    digits = _mm256_add_epi64(upper, _mm256_srli_epi64(digits, 32));
    values[0] = _mm256_extract_epi64(digits, 0);
    values[1] = _mm256_extract_epi64(digits, 2);
  }
  [[nodiscard]] bool right() const {
    return _mm256_testz_si256(seen_wrong, seen_wrong) != 0;
  }
#endif

 private:
  /// The last bytes before the cell's end less '0', and zero for what does not belong to it.
  static __m128i cell(const char* end, std::uint32_t size) {
    const __m128i mask = bytes_at(kTails.bytes + (size > 16 ? 16 : size));
    return _mm_and_si128(_mm_sub_epi8(bytes_at(end - 16), _mm_set1_epi8('0')), mask);
  }
  static __m128i point() {
    return _mm_set1_epi8('.' - '0');
  }
  static __m128i point_place() {
    return _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0);
  }
  static __m128i without_point() {
    return _mm_setr_epi8(-128, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15);
  }
};

bool amounts(const Block& block, const Layout& layout, Columns& columns) {
  Amounts converter;
  std::uint32_t longest = 0;
  const std::uint32_t* ends = block.ends;
  for (std::size_t row = 0; row < block.rows; ++row, ends += layout.fields) {
    const char* cells[4];
    std::uint32_t sizes[4];
    std::int64_t values[4];
    for (int column = 0; column < 4; ++column) {
      const Field field(ends, layout.amounts[column]);
      cells[column] = block.text + field.end;
      sizes[column] = field.size;
      longest |= field.size;
    }
    for (int column = 0; column < 4; column += Amounts::kWidth) {
      converter.convert(cells + column, sizes + column, values + column);
    }
    for (int column = 0; column < 4; ++column) {
      columns.amounts[column][row] = values[column];
    }
  }
  return converter.right() && longest <= 15;
}

/// Whole numbers of at most four digits, all four at once in one register; -1 for an empty cell.
bool counts(const Block& block, const Layout& layout, Columns& columns) {
  std::uint32_t wrong = 0;
  const std::uint32_t* ends = block.ends;
  for (std::size_t row = 0; row < block.rows; ++row, ends += layout.fields) {
    for (int column = 0; column < 3; ++column) {
      const Field field(ends, layout.counts[column]);
      std::uint32_t digits = 0;
      std::memcpy(&digits, block.text + field.end - 4, 4);
      digits ^= 0x30303030U;
      digits &= static_cast<std::uint32_t>(0xFFFFFFFF00000000ULL >> (8 * (field.size & 7)));
      wrong |= ((digits + 0x76767676U) | digits) & 0x80808080U;
      wrong |= static_cast<std::uint32_t>(field.size > 4);
      const std::uint32_t pairs = (digits * 10 + (digits >> 8)) & 0x00FF00FFU;
      const auto value = static_cast<std::int32_t>((pairs * 100 + (pairs >> 16)) & 0xFFFF);
      columns.counts[column][row] = field.size == 0 ? -1 : value;
    }
  }
  return wrong == 0;
}

// ---- evaluation

// As many customers at a time as a register holds; a comparison gives all ones or all zeros, so `&` picks
// what to add.
#ifdef __AVX512BW__
constexpr std::size_t kTogether = 8;
#else
constexpr std::size_t kTogether = 4;
#endif
using Numbers = std::int64_t __attribute__((vector_size(8 * kTogether)));
using Doubles = double __attribute__((vector_size(8 * kTogether)));
using Small = std::int32_t __attribute__((vector_size(4 * kTogether)));

template <typename Vector, typename Value>
Vector load(const Value* from) {
  Vector values;
  std::memcpy(&values, from, sizeof values);
  return values;
}

template <typename Value, typename Vector>
void store(Value* to, const Vector& values) {
  std::memcpy(to, &values, sizeof values);
}

/// x / divisor to the nearest whole number, halves to the even one; 0 <= x < 2^51. The quotient in doubles is
/// off by less than one, which the exact remainder puts right.
inline Numbers half_even(Numbers x, std::int64_t divisor, double reciprocal) {
  constexpr double kTwoTo52 = 4503599627370496.0;
  constexpr std::int64_t kBitsOfTwoTo52 = 0x4330000000000000;
  const Doubles exact = reinterpret_cast<Doubles>(x | kBitsOfTwoTo52) - kTwoTo52;
  Numbers quotient = reinterpret_cast<Numbers>(exact * reciprocal + kTwoTo52) ^ kBitsOfTwoTo52;
  const Numbers rest = 2 * (x - quotient * divisor);
  const Numbers odd = quotient & 1;
  return quotient - (rest + odd > divisor) + (odd - rest > divisor);
}

void evaluate(const Columns& columns, std::size_t rows, Results& results) {
  for (std::size_t row = 0; row < rows; row += kTogether) {
    const auto amount = [&](int column) { return load<Numbers>(columns.amounts[column] + row); };
    const auto count = [&](int column) { return load<Small>(columns.counts[column] + row); };
    const Numbers revenue = 5 * amount(0) + 3 * amount(1) + 2 * amount(2); // tenths of cents
    const Numbers size = 350 + ((revenue >= 100'000'000) & 525) + ((revenue >= 500'000'000) & 700) +
                         ((revenue >= 2'000'000'000) & 700) + ((revenue >= 10'000'000'000) & 700) +
                         ((revenue >= 50'000'000'000) & 525);
    const Small years = count(0), days = count(1);
    const Small tenure = 200 + ((years >= 1) & 300) + ((years >= 3) & 300) + ((years >= 7) & 200);
    const Small late =
        100 - ((days > 15) & 15) - ((days > 30) & 25) - ((days > 60) & 30) - ((days > 90) & 30);
    const Small on_time = (days < 0 ? Small{} + 40 : late) - 5 * count(2);
    const Small others = 15 * ((on_time & (on_time > 0)) + load<Small>(columns.industry + row)) + tenure;
    const Numbers twice = 2 * amount(3), most = Numbers{} + 10'000'000'000;
    const Numbers points = size + __builtin_convertvector(others, Numbers);
    const Numbers score =
        half_even(points * 100'000'000 + 25 * (twice < most ? twice : most), 100'000'000, 1e-8);
    const Numbers b = score >= 4500, a = score >= 6500, s = score >= 8000;
    const Numbers by_score = score * ((b & 3'000'000) + (a & 3'000'000) + (s & 4'000'000));
    const Numbers by_revenue = revenue * ((b & 10) + (a & 5) + (s & 5));
    store(results.score + row, __builtin_convertvector(score, Small));
    store(results.tier + row, __builtin_convertvector(-(b + a + s), Small));
    store(results.credit + row, half_even(by_score < by_revenue ? by_score : by_revenue, 1'000, 1e-3));
  }
}

// ---- the result's text

char* format(const Columns& columns, const Results& results, std::size_t rows, const Written& written,
             char* out) {
  constexpr char kOfTier[4][9] = {",C,0.0,", ",B,4.5,", ",A,8.0,", ",S,12.5,"};
  constexpr std::uint8_t kSizes[4] = {7, 7, 7, 8};
  for (std::size_t row = 0; row < rows; ++row) {
    std::memcpy(out, columns.id[row], 16);
    out += columns.id_size[row];
    std::memcpy(out, written.score[results.score[row]], 8);
    out += written.score_size[results.score[row]];
    std::memcpy(out, kOfTier[results.tier[row]], 8);
    out += kSizes[results.tier[row]];
    // Eight digits, of which the leading zeros are shifted away; a credit stays below 10^8.
    const auto cents = static_cast<std::uint64_t>(results.credit[row]);
    const auto whole = static_cast<std::uint32_t>(cents / 100),
               rest = static_cast<std::uint32_t>(cents % 100);
    std::uint64_t digits = 0;
    char text[8];
    std::memcpy(text, written.four_digits[whole / 10'000], 4);
    std::memcpy(text + 4, written.four_digits[whole % 10'000], 4);
    std::memcpy(&digits, text, 8);
    const int zeros = __builtin_ctzll((digits ^ 0x3030303030303030ULL) | 1ULL << 56) / 8;
    digits >>= 8 * zeros;
    std::memcpy(out, &digits, 8);
    out += 8 - zeros;
    out[0] = '.';
    std::memcpy(out + 1, written.four_digits[rest] + 2, 2);
    out[3] = '\n';
    out += 4;
  }
  return out;
}

} // namespace

extern const Kernels STRATA_LIMIT_KERNELS = {
#ifdef __AVX512BW__
    "AVX-512",
#else
    "AVX2",
#endif
    index<false>, index<true>, keys, codes, amounts, counts, evaluate, format};

} // namespace strata::bench
