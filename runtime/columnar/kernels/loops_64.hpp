// Takes: the loops of loops.hpp.
// Returns: those of 64 bits and of truths, and what leaves a chunk, for one instruction set.
// Guarantees: as loops.hpp. Each .cpp file that includes it is compiled for its machine.
// Does not: know wider lanes.
#pragma once

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "runtime/columnar/kernels/loops.hpp"

namespace strata::columnar::STRATA_KERNELS {
namespace {

void store_bytes(std::uint8_t* __restrict out, const Mask* in, std::size_t rows, bool inverted) {
  const Mask flip = mask_of(inverted);
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = static_cast<std::uint8_t>((in[i] ^ flip) & 1);
}

void store_words(std::uint32_t* __restrict out, const std::int64_t* in, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = static_cast<std::uint32_t>(in[i]);
}

bool any(const Mask* in, std::size_t rows, bool inverted) {
  const Mask flip = mask_of(inverted);
  Mask seen = 0;
  for (std::size_t i = 0; i < rows; ++i)
    seen |= in[i] ^ flip;
  return seen != 0;
}

void keep_greatest(std::int64_t* const* top, std::size_t kept, const std::int64_t* keys, std::size_t rows) {
  // A key sinks past all that are greater; the least falls out. Eight rows at a time go through all places.
  constexpr std::size_t kStrip = 8;
  std::size_t i = 0;
  for (; i + kStrip <= rows; i += kStrip) {
    std::int64_t sinking[kStrip];
    for (std::size_t j = 0; j < kStrip; ++j)
      sinking[j] = keys[i + j];
    for (std::size_t place = 0; place < kept; ++place) {
      std::int64_t* here = top[place] + i;
      for (std::size_t j = 0; j < kStrip; ++j) {
        const std::int64_t held = here[j];
        const std::int64_t fresh = sinking[j];
        here[j] = held > fresh ? held : fresh;
        sinking[j] = held > fresh ? fresh : held;
      }
    }
  }
  for (; i < rows; ++i) {
    std::int64_t sinking = keys[i];
    for (std::size_t place = 0; place < kept; ++place) {
      const std::int64_t held = top[place][i];
      top[place][i] = held > sinking ? held : sinking;
      sinking = held > sinking ? sinking : held;
    }
  }
}

#ifdef __AVX2__
// ---- sums

/// Eight rows; handed on by reference, since not every machine has registers as wide.
using Words [[gnu::vector_size(64)]] = std::int64_t;
constexpr std::size_t kWordsRows = sizeof(Words) / sizeof(std::int64_t);

inline void load(Words& words, const std::int64_t* from) {
  __builtin_memcpy(&words, from, sizeof words);
}

/// Adds factor · x, both of 32 bits.
inline void add_narrow(Words& sum, const Words& x, const Words& factor) {
#if defined(__AVX512F__)
  sum += reinterpret_cast<Words>(
      _mm512_mul_epi32(reinterpret_cast<__m512i>(x), reinterpret_cast<__m512i>(factor)));
#else
  for (int half = 0; half < 2; ++half) {
    const __m256i left = reinterpret_cast<const __m256i*>(&x)[half];
    const __m256i right = reinterpret_cast<const __m256i*>(&factor)[half];
    reinterpret_cast<__m256i*>(&sum)[half] += _mm256_mul_epi32(left, right);
  }
#endif
}

inline void store(std::int64_t* to, const Words& words) {
  __builtin_memcpy(to, &words, sizeof words);
}

/// Strips of four vectors, whose sums stay in registers while the terms are added.
void affine_in_strips(const Arguments& a) {
  constexpr std::size_t kStrip = 4 * kWordsRows;
  std::int64_t* out = out_of<std::int64_t>(a);
  const std::int64_t* constants = constants_of<std::int64_t>(a);
  const std::size_t terms = a.count - 1;
  std::size_t i = 0;
  for (; i + kStrip <= a.rows; i += kStrip) {
    Words sum0 = Words{} + constants[0];
    Words sum1 = sum0;
    Words sum2 = sum0;
    Words sum3 = sum0;
    for (std::size_t term = 0; term < terms; ++term) {
      const std::int64_t* from = in_of<std::int64_t>(a, term) + i;
      const Words factor = Words{} + constants[term + 1];
      Words x0;
      Words x1;
      Words x2;
      Words x3;
      load(x0, from);
      load(x1, from + kWordsRows);
      load(x2, from + 2 * kWordsRows);
      load(x3, from + 3 * kWordsRows);
      switch (static_cast<Factor>(a.steps[term])) {
      case Factor::One: sum0 += x0, sum1 += x1, sum2 += x2, sum3 += x3; break;
      case Factor::MinusOne: sum0 -= x0, sum1 -= x1, sum2 -= x2, sum3 -= x3; break;
      case Factor::Narrow:
        add_narrow(sum0, x0, factor);
        add_narrow(sum1, x1, factor);
        add_narrow(sum2, x2, factor);
        add_narrow(sum3, x3, factor);
        break;
      case Factor::Wide:
        sum0 += x0 * factor, sum1 += x1 * factor, sum2 += x2 * factor, sum3 += x3 * factor;
        break;
      }
    }
    store(out + i, sum0);
    store(out + i + kWordsRows, sum1);
    store(out + i + 2 * kWordsRows, sum2);
    store(out + i + 3 * kWordsRows, sum3);
  }
  for (; i < a.rows; ++i) {
    std::int64_t sum = constants[0];
    for (std::size_t term = 0; term < terms; ++term)
      sum += constants[term + 1] * in_of<std::int64_t>(a, term)[i];
    out[i] = sum;
  }
}
#endif

#ifdef __AVX512F__
// A table of up to eight words lies in one register, and one instruction picks eight of them.
constexpr unsigned kTableInRegister = 8;

void pick_from_register(const Arguments& a) {
  std::int64_t padded[kTableInRegister] = {};
  for (std::size_t i = 0; i < a.count; ++i)
    padded[i] = constants_of<std::int64_t>(a)[i];
  const __m512i table = _mm512_loadu_si512(padded);
  std::int64_t* out = out_of<std::int64_t>(a);
  const std::int64_t* index = in_of<std::int64_t>(a, 0);
  const std::size_t rows = a.rows;
  std::size_t i = 0;
  for (; i + kTableInRegister <= rows; i += kTableInRegister) {
    _mm512_storeu_si512(out + i, _mm512_permutexvar_epi64(_mm512_loadu_si512(index + i), table));
  }
  for (; i < rows; ++i)
    out[i] = padded[index[i]];
}
#else
constexpr unsigned kTableInRegister = 0;

void pick_from_register(const Arguments& a) {
  pick<std::int64_t>(a);
}
#endif

} // namespace

Kernel find(const KernelKey& key) {
  switch (key.operation) {
#ifdef __AVX2__
  case Operation::Affine: return affine_in_strips;
#endif
  case Operation::Pick: return key.count <= kTableInRegister ? pick_from_register : pick<std::int64_t>;
  case Operation::IsAbsentCell: return is_absent_cell;
  case Operation::FillTruth: return fill<Mask>;
  case Operation::And: return all_of;
  case Operation::Or: return any_of;
  case Operation::Not: return none_of;
  default: return find_in_lane<std::int64_t>(key);
  }
}

StoreKernels stores() {
  return {.bytes = store_bytes, .words = store_words, .any = any, .keep_greatest = keep_greatest};
}

} // namespace strata::columnar::STRATA_KERNELS
