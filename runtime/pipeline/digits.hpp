// Takes: integers, decimals at a power of ten, days.
// Returns: their texts, written into memory that the caller has made ready.
// Guarantees: what Number::to_text and Date::to_text give; at most kMostDigits characters, and up to 8 more
// that mean
//   nothing behind them.
// Does not: round.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace strata {

/// A sign, 19 digits and a point, the zero before it, and what is written past the end.
inline constexpr std::size_t kMostDigits = 32;

inline constexpr std::array<std::uint64_t, 19> kPowersOfTen = [] {
  std::array<std::uint64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i)
    powers[i] = powers[i - 1] * 10;
  return powers;
}();

namespace digits {

inline constexpr std::uint64_t kZeros = 0x3030303030303030;
inline constexpr std::uint64_t kEight = 100'000'000; // the first number of nine digits

/// The eight digits of a number below 10^8, a byte each, the first in the lowest byte: halves of four digits,
/// then pairs, then digits, all of a step in one register.
inline std::uint64_t eight(std::uint64_t value) {
  std::uint64_t parts = value / 10000 | value % 10000 << 32;
  std::uint64_t above = (parts * 10486 >> 20) & 0x0000'007F'0000'007F; // / 100
  parts = above | (parts - above * 100) << 16;
  above = (parts * 103 >> 10) & 0x000F'000F'000F'000F; // / 10
  return above | (parts - above * 10) << 8;
}

inline void put(char* to, std::uint64_t bytes) {
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(to, &bytes, sizeof bytes);
}

/// Exactly `count` digits, 1 to 8.
inline char* padded(char* to, std::uint64_t value, int count) {
  put(to, (eight(value) | kZeros) >> (64 - 8 * count));
  return to + count;
}

/// Exactly `count` digits, 1 to 18.
inline char* long_padded(char* to, std::uint64_t value, int count) {
  if (count > 8) {
    to = long_padded(to, value / kEight, count - 8);
    value %= kEight;
    count = 8;
  }
  return padded(to, value, count);
}

inline char* whole(char* to, std::uint64_t value) {
  if (value >= kEight) {
    to = whole(to, value / kEight);
    return padded(to, value % kEight, 8);
  }
  const std::uint64_t all = eight(value);
  // The last digit is written even if it is 0.
  const int zeros = std::countr_zero(all | std::uint64_t{1} << 56) / 8;
  put(to, (all | kZeros) >> (8 * zeros));
  return to + (8 - zeros);
}

/// The magnitude, after its sign has been written; right for the least integer too.
inline std::uint64_t take_sign(char*& to, std::int64_t value) {
  *to = '-';
  to += value < 0;
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

/// Any number of places: a decimal that is longer than two registers.
inline char* long_decimal(char* to, std::uint64_t value, int places) {
  const std::uint64_t power = kPowersOfTen[static_cast<std::size_t>(places)];
  to = whole(to, value / power);
  if (places == 0) return to;
  *to = '.';
  return long_padded(to + 1, value % power, places);
}

} // namespace digits

/// "-12". Each function returns the end of what it wrote.
inline char* write_whole(char* to, std::int64_t value) {
  const std::uint64_t magnitude = digits::take_sign(to, value);
  return digits::whole(to, magnitude);
}

/// value / 10^places with all its decimals: "-0.50"; `places` from 0 to 18.
inline char* write_decimal(char* to, std::int64_t value, int places) {
  const std::uint64_t magnitude = digits::take_sign(to, value);
  if (places > 7 || magnitude >= digits::kEight * digits::kEight) [[unlikely]]
    return digits::long_decimal(to, magnitude, places);
  std::uint64_t last = 0; // eight digits, the decimals among them
  if (magnitude < digits::kEight) {
    const std::uint64_t all = digits::eight(magnitude);
    // One digit at least stands before the point.
    const int zeros = std::countr_zero(all | std::uint64_t{1} << (56 - 8 * places)) / 8;
    last = all | digits::kZeros;
    digits::put(to, last >> 8 * zeros);
    to += 8 - zeros - places;
  } else {
    to = digits::whole(to, magnitude / digits::kEight);
    last = digits::eight(magnitude % digits::kEight) | digits::kZeros;
    digits::put(to, last);
    to += 8 - places;
  }
  if (places == 0) return to;
  *to = '.';
  digits::put(to + 1, last >> (64 - 8 * places));
  return to + 1 + places;
}

/// The same without zeros at the end: "-0.5".
inline char* write_trimmed(char* to, std::int64_t value, int places) {
  char* end = write_decimal(to, value, places);
  if (places == 0) return end;
  while (end[-1] == '0')
    --end;
  return end[-1] == '.' ? end - 1 : end;
}

/// "2025-01-31" of a day number of the years 1 to 9999.
inline char* write_date(char* to, std::int64_t days) {
  // Counted from the first of March of the year 0, with which a cycle of 400 years begins: so the leap day is
  // the last of its year, and five months have 153 days.
  const auto day = static_cast<std::uint64_t>(days + 719'468);
  const std::uint64_t of_cycle = day % 146'097;
  const std::uint64_t year =
      (of_cycle - of_cycle / 1460 + of_cycle / 36'524 - of_cycle / 146'096) / 365; // of the cycle
  const std::uint64_t of_year = of_cycle - (365 * year + year / 4 - year / 100);
  const std::uint64_t month = (5 * of_year + 2) / 153; // from March
  to = digits::padded(to, day / 146'097 * 400 + year + (month >= 10 ? 1 : 0), 4);
  *to++ = '-';
  to = digits::padded(to, month < 10 ? month + 3 : month - 9, 2);
  *to++ = '-';
  return digits::padded(to, of_year - (153 * month + 2) / 5 + 1, 2);
}

} // namespace strata
