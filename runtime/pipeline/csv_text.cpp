// Fields in quotes, and those of which nothing is known: behind them nothing may be read.
#include "runtime/pipeline/csv_text.hpp"

#include <algorithm>

namespace strata {

namespace {

/// A text of 1 to 15 bytes, zeros behind it; nothing else is read.
csv::Bytes short_piece(std::string_view text) {
  const std::size_t size = text.size();
  const char* const from = text.data();
  std::uint64_t parts[2] = {};
  if (size >= 8) {
    std::memcpy(&parts[0], from, 8);
    if (size > 8) { // its last eight bytes, of which the first ones have been read
      std::memcpy(&parts[1], from + size - 8, 8);
      parts[1] >>= 8 * (16 - size);
    }
  } else if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, from, 4);
    std::memcpy(&last, from + size - 4, 4);
    parts[0] = first | std::uint64_t{last} << 8 * (size - 4);
  } else {
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1})
      parts[0] |= std::uint64_t{static_cast<unsigned char>(from[at])} << 8 * at;
  }
  csv::Bytes piece;
  std::memcpy(&piece, parts, sizeof piece);
  return piece;
}

} // namespace

char* write_quoted(char* to, std::string_view text) {
  *to++ = '"';
  for (;;) {
    const std::size_t quote = text.find('"');
    const std::string_view part = text.substr(0, quote);
    to = std::copy(part.begin(), part.end(), to);
    *to++ = '"'; // the inner quote's first half, or the closing one
    if (quote == text.npos) return to;
    *to++ = '"';
    text.remove_prefix(quote + 1);
  }
}

char* write_field(char* to, std::string_view text) {
  if (text.empty()) return to;
  std::uint64_t special = csv::is_blank(text.front()) || csv::is_blank(text.back()) ? 1 : 0;
  const auto copy = [&](csv::Bytes piece, std::size_t at) {
    special |= csv::special(piece, kPiece);
    std::memcpy(to + at, &piece, kPiece);
  };
  if (text.size() < kPiece) {
    copy(short_piece(text), 0);
  } else {
    const std::size_t last = text.size() - kPiece; // the last piece may overlap the one before it
    csv::Bytes piece;
    for (std::size_t at = 0; at < last; at += kPiece) {
      std::memcpy(&piece, text.data() + at, kPiece);
      copy(piece, at);
    }
    std::memcpy(&piece, text.data() + last, kPiece);
    copy(piece, last);
  }
  return special == 0 ? to + text.size() : write_quoted(to, text);
}

} // namespace strata
