// Takes: a few rows of one result column.
// Returns: their CSV fields, each with the comma behind it, in cells of one width.
// Guarantees: what fits is what BlockText would write; what does not fit is marked.
// Does not: know rows.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/pipeline/code_texts.hpp"

namespace strata {

/// Rows that are written together: their cells stay in the nearest cache.
inline constexpr std::size_t kTextRows = 128;

/// The cells of one column.
struct ColumnText {
  static constexpr std::size_t kWidth = 32;
  static constexpr std::uint8_t kLong = 255; ///< it does not fit

  // A cell may be written past its end: what follows is written after it.
  std::array<char, (kTextRows + 4) * kWidth> text;
  std::array<std::uint8_t, kTextRows> sizes;

  [[nodiscard]] char* cell(std::size_t row) { return text.data() + row * kWidth; }
  [[nodiscard]] const char* cell(std::size_t row) const { return text.data() + row * kWidth; }
};

/// Decimals of one column, some of which stand in many rows: small ones are written once.
class DecimalTexts {
 public:
  /// `places`: of the numbers; `trims`: without zeros at the end; `remembers`: it is worth to keep texts.
  void set_form(int places, bool trims, bool remembers);
  /// `missing` may be null.
  void write(std::span<const std::int64_t> numbers, const std::uint8_t* missing, ColumnText& cells);

 private:
  struct Known {
    char text[15];
    std::uint8_t size; ///< 0: not yet known
  };
  static constexpr std::size_t kSmall = std::size_t{1} << 14;

  [[nodiscard]] char* write_one(char* to, std::int64_t number) const;

  int places_ = 0;
  bool trims_ = false;
  bool remembers_ = false;
  std::vector<Known> known_;
};

/// The keys have kPiece bytes behind them that may be read.
void write_keys(std::span<const std::string_view> keys, ColumnText& cells);
/// Texts from anywhere; `missing` may be null.
void write_texts(std::span<const std::string_view> texts, const std::uint8_t* missing, ColumnText& cells);
/// Of rows that nobody asks about an index may be outside.
template <class Index>
void write_codes(std::span<const Index> indexes, std::span<const CodeText> codes, const std::uint8_t* missing,
                 ColumnText& cells);
void write_dates(std::span<const std::int64_t> days, const std::uint8_t* missing, ColumnText& cells);

} // namespace strata
