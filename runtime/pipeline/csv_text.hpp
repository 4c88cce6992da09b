// Takes: texts.
// Returns: them as fields of a CSV line, written into memory that the caller has made ready.
// Guarantees: what csv_field gives; at most room_for_field(size) bytes are touched.
// Does not: write separators.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace strata {

/// Texts are copied by pieces of so many bytes; `write_key_field` reads so many behind a text.
inline constexpr std::size_t kPiece = 16;

[[nodiscard]] inline std::size_t room_for_field(std::size_t size) {
  return 2 * size + 2 + kPiece;
}

/// In quotes, inner quotes twice.
char* write_quoted(char* to, std::string_view text);
/// Any text.
char* write_field(char* to, std::string_view text);

namespace csv {

using Bytes __attribute__((vector_size(kPiece))) = std::uint8_t;

[[nodiscard]] inline Bytes all(char c) {
  return Bytes{} + static_cast<std::uint8_t>(c);
}

// The masks below take the first byte for the lowest.
static_assert(std::endian::native == std::endian::little);

/// Not zero where a byte that calls for quotes is among the first `count`, 1 to 16.
[[nodiscard]] inline std::uint64_t special(Bytes piece, std::size_t count) {
  const auto found = (piece == all(',')) | (piece == all('"')) | (piece == all('\r')) | (piece == all('\n'));
#if defined(__SSE2__)
  const auto bits = static_cast<unsigned>(_mm_movemask_epi8(reinterpret_cast<__m128i>(found)));
  return bits & ((1U << count) - 1);
#else
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  const std::uint64_t none = 0;
  if (count <= 8) return halves[0] & ~none >> (64 - 8 * count);
  return halves[0] | (halves[1] & ~none >> (128 - 8 * count));
#endif
}

[[nodiscard]] inline bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

} // namespace csv

/// A key: no blanks stand around it, and kPiece bytes behind it may be read.
inline char* write_key_field(char* to, std::string_view text) {
  std::uint64_t special = 0;
  for (std::size_t at = 0; at < text.size(); at += kPiece) {
    csv::Bytes piece;
    std::memcpy(&piece, text.data() + at, kPiece);
    special |= csv::special(piece, text.size() - at < kPiece ? text.size() - at : kPiece);
    std::memcpy(to + at, &piece, kPiece);
  }
  return special == 0 ? to + text.size() : write_quoted(to, text);
}

} // namespace strata
