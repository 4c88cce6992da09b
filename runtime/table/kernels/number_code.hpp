// Takes: nothing but what kernels.hpp declares.
// Returns: `parse_numbers` and `find_cells`, see there, for instruction sets that cannot gather well.
// Guarantees: plain loops over arrays, which the compiler turns into vector instructions; local to the file
// that includes it.
// Does not: stand for itself: two files of this folder include it.
//
// Eight digits are one word, the first of them in its lowest byte. They become a number in three steps that
// join neighbours: digits to pairs, pairs to fours, fours to one.
#pragma once

#include <cstring>

#include "runtime/table/kernels/kernels.hpp"

namespace strata::kernels {
namespace {

constexpr std::uint64_t kDigits = 0x3030303030303030; // "00000000"

inline std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// The number that eight bytes of 0 to 9 stand for.
inline std::uint64_t joined(std::uint64_t digits) {
  digits = ((digits << 3) + (digits << 1) + (digits >> 8)) & 0x00FF00FF00FF00FF;
  digits = ((digits << 6) + (digits << 5) + (digits << 2) + (digits >> 16)) & 0x0000FFFF0000FFFF;
  return (digits & 0xFFFFFFFF) * 10000 + (digits >> 32);
}

/// Not 0 where a byte is above 9.
inline std::uint64_t not_digits(std::uint64_t digits) {
  return (digits | (digits + 0x7676767676767676)) & 0x8080808080808080;
}

/// All bits where the word is 0, else none.
inline std::uint64_t is_zero(std::uint64_t word) {
  return std::uint64_t{0} - static_cast<std::uint64_t>(word == 0);
}

/// Clears the bytes of a word but for the last `count` (1 to 8).
inline std::uint64_t last_bytes(std::uint64_t word, std::uint64_t cleared_bits) {
  return word >> cleared_bits << cleared_bits;
}

template <bool HasPoint>
std::uint64_t parse_shape(const NumberCells& cells) {
  std::uint64_t whole[kNumberRows];
  std::uint64_t fraction[kNumberRows];
  std::uint64_t length[kNumberRows];
  std::uint64_t odd_rows[kNumberRows];
  const std::uint32_t behind = HasPoint ? static_cast<std::uint32_t>(cells.decimals) + 1 : 0;
  const std::size_t rows = cells.rows;
  for (std::size_t i = 0; i < rows; ++i) {
    const char* const end = cells.text + cells.to[i];
    whole[i] = load_word(end - behind - 8);
    if (HasPoint) fraction[i] = load_word(end - 8);
    length[i] = std::uint64_t{cells.to[i]} - cells.from[i] - behind;
  }
  const std::uint64_t scale = cells.whole_factor;
  const std::uint64_t factor = cells.fraction_factor;
  const std::uint64_t point = static_cast<unsigned char>(cells.point) ^ std::uint64_t{'0'};
  const std::uint64_t point_bits = 8 * (7 - static_cast<std::uint64_t>(cells.decimals));
  std::uint64_t any_odd = 0;
  // Conditions are words here, all bits or none, since a branch would keep the loop from being one of
  // vectors.
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t most = length[i] - 1; // the number of digits, less one
    const std::uint64_t cleared = (56 - 8 * most) & 63;
    std::uint64_t word = last_bytes(whole[i] ^ kDigits, cleared);
    const std::uint64_t minus = is_zero((word >> cleared & 0xFF) ^ '-' ^ '0');
    word ^= (minus & ('-' ^ '0')) << cleared; // the minus becomes a zero
    std::uint64_t odd = ((most | (most + minus)) & ~std::uint64_t{7}) | not_digits(word);
    std::uint64_t value = joined(word) * scale;
    if (HasPoint) {
      const std::uint64_t tail = fraction[i] ^ kDigits;
      const std::uint64_t last = last_bytes(tail, (point_bits + 8) & 63);
      odd |= ((tail >> point_bits & 0xFF) ^ point) | not_digits(last);
      value += joined(last) * factor;
    }
    const std::uint64_t regular = is_zero(odd);
    value = (value ^ minus) - minus;
    cells.numbers[i] = static_cast<std::int64_t>(value & regular);
    odd_rows[i] = ~regular;
    any_odd |= ~regular;
  }
  for (std::size_t i = 0; i < rows && any_odd != 0; i += 64) {
    std::uint64_t bits = 0;
    for (std::size_t j = i; j < rows && j < i + 64; ++j)
      bits |= (odd_rows[j] & 1) << (j - i);
    cells.odd[i / 64] = bits;
  }
  return any_odd;
}

void find_cells(const std::uint32_t* ends, std::size_t each, std::size_t rows, std::uint32_t* from,
                std::uint32_t* to) {
  for (std::size_t i = 0; i < rows; ++i, ends += each) {
    from[i] = ends[-1] + 1;
    to[i] = ends[0];
  }
}

bool parse_numbers(const NumberCells& cells) {
  return (cells.decimals > 0 ? parse_shape<true>(cells) : parse_shape<false>(cells)) != 0;
}

} // namespace
} // namespace strata::kernels
