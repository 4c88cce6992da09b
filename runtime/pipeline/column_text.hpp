// Takes: the values of neighbouring result columns, for a few rows.
// Returns: the rows' CSV fields of these columns, each with the comma behind it.
// Guarantees: what fits is what BlockText would write; a row of which a field does not fit is marked.
// Does not: know rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/pipeline/code_texts.hpp"

namespace strata {

/// Rows that are written together: their cells stay in the nearest cache.
inline constexpr std::size_t kTextRows = 64;

/// The fields of neighbouring columns, which are added column by column: so each loop asks one question, and
/// a row is copied to its place once.
class RowStrip {
 public:
  static constexpr std::size_t kWidth = 192; ///< bytes of a row, all fields together
  static constexpr std::size_t kCell = 64;   ///< a longer field does not fit, its comma included

  void clear() {
    sizes_.fill(0);
    long_.fill(0);
    any_long_ = false;
  }
  [[nodiscard]] const char* text(std::size_t row) const { return text_.data() + row * kStride; }
  [[nodiscard]] std::size_t size(std::size_t row) const { return sizes_[row]; }
  [[nodiscard]] bool is_long(std::size_t row) const { return long_[row] != 0; }
  [[nodiscard]] bool any_long() const { return any_long_; }
  void mark_long(std::size_t row) {
    long_[row] = 1;
    any_long_ = true;
  }

  /// Where the row's next field is to be written; kSpare bytes behind kCell may be touched.
  [[nodiscard]] char* end(std::size_t row) { return text_.data() + row * kStride + sizes_[row]; }
  /// The field ends here; its comma follows.
  void end_cell(std::size_t row, char* end) {
    *end = ',';
    sizes_[row] = static_cast<std::uint8_t>(end + 1 - text(row));
  }

 private:
  // Behind a field may be written what the next one overwrites, or nobody reads.
  static constexpr std::size_t kSpare = 128;
  static constexpr std::size_t kStride = kWidth + kSpare;
  std::array<char, kTextRows * kStride> text_;
  std::array<std::uint8_t, kTextRows> sizes_{};
  std::array<std::uint8_t, kTextRows> long_{};
  bool any_long_ = false;
};

/// A number of so many places at as many as are shown, rounded half away from zero; empty where 64 bits do
/// not hold it. Both are 0 to 18.
[[nodiscard]] std::optional<std::int64_t> at_places(std::int64_t number, int places, int shown);

/// How the numbers of a column are written.
struct DecimalForm {
  int places = 0;     ///< of the numbers, 0 to 18
  int shown = 0;      ///< as many are written, 0 to 18: rounded half away from zero, or with zeros
  bool trims = false; ///< without zeros at the end
  bool operator==(const DecimalForm&) const = default;
};

/// Decimals of one column, as scores and rates are: small numbers stand in many rows and are written once.
class DecimalTexts {
 public:
  /// `remembers`: it is worth an eighth of a megabyte to know the texts of small numbers.
  void set_form(DecimalForm form, bool remembers);
  /// `missing` may be null, here and below.
  void add(std::span<const std::int64_t> numbers, const std::uint8_t* missing, RowStrip& strip);

 private:
  void add_shown(std::span<const std::int64_t> numbers, const std::uint8_t* missing, RowStrip& strip);
  [[nodiscard]] bool rescale(std::span<const std::int64_t> numbers, std::int64_t* to) const;

  static constexpr std::size_t kSmall = std::size_t{1} << 14;

  [[nodiscard]] bool knows(std::span<const std::int64_t> numbers) const;

  DecimalForm form_;
  bool remembers_ = false;
  std::vector<ShortText> known_; ///< of the numbers below kSmall
};

/// The keys have kPiece bytes behind them that may be read; `plain`: none calls for quotes.
void add_keys(std::span<const std::string_view> keys, bool plain, RowStrip& strip);
/// Texts from anywhere.
void add_texts(std::span<const std::string_view> texts, const std::uint8_t* missing, RowStrip& strip);
/// Of rows that nobody asks about an index may be outside.
template <class Index>
void add_codes(std::span<const Index> indexes, const CodeList& list, const std::uint8_t* missing,
               RowStrip& strip);
void add_dates(std::span<const std::int64_t> days, const std::uint8_t* missing, RowStrip& strip);

} // namespace strata
