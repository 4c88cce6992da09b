// Takes: the cells of one column, one after the other.
// Returns: what they have in common: numbers, dates, few values, all different, empty.
// Guarantees: memory does not grow with the table, but for the hashes that show that all cells differ.
// Does not: decide on a type (proposal does).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/value/date.hpp"
#include "lang/value/number.hpp"
#include "runtime/table/number_form.hpp"

namespace strata {

/// The forms of dates that are tried, as `date as` writes them; the first is the one that needs no words.
inline constexpr std::array<std::string_view, 13> kDateForms = {
    "YYYY-MM-DD", "YYYY-M-D", "YYYY/M/D", "YYYY.M.D", "YYYY年M月D日", "M/D/YYYY", "D/M/YYYY",
    "D.M.YYYY",   "M-D-YYYY", "D-M-YYYY", "M/D/YY",   "D/M/YY",       "D.M.YY"};
inline constexpr std::string_view kDigitDates = "YYYYMMDD"; ///< tried apart: these cells are numbers too

/// How often something was seen, and where first.
struct Seen {
  std::size_t count = 0;
  std::size_t order = 0;
};
using SeenTexts = std::unordered_map<std::string, Seen>;

/// The texts in the order in which they were seen first.
[[nodiscard]] std::vector<std::pair<std::string, std::size_t>> in_order(const SeenTexts& texts);
/// Whether a word commonly stands for an empty cell ("N/A", "-", "null").
[[nodiscard]] bool is_missing_mark(std::string_view text);
/// Whether it hardly ever is anything else, even among texts.
[[nodiscard]] bool is_plain_missing_mark(std::string_view text);

/// The smallest and the greatest value.
template <class T>
struct Extent {
  std::optional<T> least;
  std::optional<T> greatest;
  void add(const T& value) {
    if (!least || value < *least) least = value;
    if (!greatest || value > *greatest) greatest = value;
  }
};

class ColumnProfile {
 public:
  explicit ColumnProfile(NumberForm form);

  void add(std::string_view cell);
  /// Forgets the hashes: whether all cells differ is not followed any further.
  void stop_following();

  std::size_t cells = 0;
  std::size_t empty = 0;
  SeenTexts values;                 ///< trimmed texts; empty where there are too many
  bool many = false;                ///< more than are kept
  SeenTexts marks;                  ///< words among them that commonly stand for an empty cell
  std::optional<std::string> first; ///< the first text, or its beginning

  bool distinct = true; ///< all cells so far hold something, and no two the same
  std::unordered_set<std::size_t> hashes;

  std::size_t numbers = 0; ///< cells that are numbers, those of `nines` too
  Extent<Number> range;    ///< of the numbers that are no `nines`
  int places = 0;          ///< most decimals
  bool plain = true;       ///< every number is written as it is written out
  bool codes = false;      ///< some have leading zeros, or too many digits: these are no quantities
  std::unordered_map<std::string, Seen> nines; ///< -999, 9999 and the like, by their value as text
  SeenTexts words;                             ///< cells that are no numbers and no marks; some only
  std::size_t word_cells = 0;
  bool decimal_comma = true; ///< every word would be a number with a decimal comma and thousands
  bool thousands = true;     ///< or with thousands alone

  /// Per form of kDateForms, and last kDigitDates: every cell but marks is such a date.
  std::array<bool, kDateForms.size() + 1> date_fits;
  std::array<Extent<Date>, kDateForms.size() + 1> dates;
  std::size_t date_cells = 0;

 private:
  void add_value(std::string_view text);
  void add_number(const Number& number, std::string_view text);
  void add_word(std::string_view text);
  void add_date(std::string_view text);

  NumberForm form_;
};

} // namespace strata
