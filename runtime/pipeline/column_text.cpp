// Loops over a column without a question that has the same answer for all of its rows.
#include "runtime/pipeline/column_text.hpp"

#include <algorithm>
#include <cstring>

#include "runtime/pipeline/csv_text.hpp"
#include "runtime/pipeline/digits.hpp"

namespace strata {

namespace {

bool is_set(const std::uint8_t* marks, std::size_t row) {
  return marks != nullptr && marks[row] != 0;
}

/// The cell ends here; its comma follows.
void end_cell(ColumnText& cells, std::size_t row, char* end) {
  *end = ',';
  cells.sizes[row] = static_cast<std::uint8_t>(end + 1 - cells.cell(row));
}

/// A cell of a text that `write` brings into its form, if it fits.
template <class Write>
inline void put_text(ColumnText& cells, std::size_t row, std::string_view text, Write write) {
  constexpr std::size_t kLongest =
      ColumnText::kWidth - 1; // in quotes, all its signs doubled, it hits no other
  char* const to = cells.cell(row);
  char* const end = text.size() > kLongest ? nullptr : write(to, text);
  if (end == nullptr || end - to > static_cast<std::ptrdiff_t>(kLongest))
    cells.sizes[row] = ColumnText::kLong;
  else
    end_cell(cells, row, end);
}

} // namespace

void DecimalTexts::set_form(int places, bool trims, bool remembers) {
  remembers_ = remembers;
  if (remembers && known_.empty()) known_.resize(kSmall);
  if (places == places_ && trims == trims_) return;
  places_ = places;
  trims_ = trims;
  std::fill(known_.begin(), known_.end(), Known{});
}

inline char* DecimalTexts::write_one(char* to, std::int64_t number) const {
  return trims_ ? write_trimmed(to, number, places_) : write_decimal(to, number, places_);
}

void DecimalTexts::write(std::span<const std::int64_t> numbers, const std::uint8_t* missing,
                         ColumnText& cells) {
  const std::uint64_t small = remembers_ ? kSmall : 0;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    char* const to = cells.cell(row);
    const std::int64_t number = numbers[row];
    if (is_set(missing, row)) {
      end_cell(cells, row, to);
    } else if (static_cast<std::uint64_t>(number) < small) {
      Known& known = known_[static_cast<std::size_t>(number)];
      if (known.size != 0) {
        std::memcpy(to, known.text, sizeof known.text);
        cells.sizes[row] = known.size;
        continue;
      }
      end_cell(cells, row, write_one(to, number));
      if (cells.sizes[row] > sizeof known.text) continue;
      std::memcpy(known.text, to, sizeof known.text);
      known.size = cells.sizes[row];
    } else {
      end_cell(cells, row, write_one(to, number));
    }
  }
}

void write_keys(std::span<const std::string_view> keys, ColumnText& cells) {
  for (std::size_t row = 0; row < keys.size(); ++row)
    put_text(cells, row, keys[row], write_padded_field);
}

void write_texts(std::span<const std::string_view> texts, const std::uint8_t* missing, ColumnText& cells) {
  for (std::size_t row = 0; row < texts.size(); ++row)
    put_text(cells, row, is_set(missing, row) ? std::string_view() : texts[row], write_field);
}

template <class Index>
void write_codes(std::span<const Index> indexes, std::span<const CodeText> codes, const std::uint8_t* missing,
                 ColumnText& cells) {
  for (std::size_t row = 0; row < indexes.size(); ++row) {
    char* const to = cells.cell(row);
    if (is_set(missing, row)) {
      end_cell(cells, row, to);
      continue;
    }
    const auto index = static_cast<std::size_t>(indexes[row]);
    const CodeText& code = codes[index < codes.size() ? index : 0];
    if (code.size >= ColumnText::kWidth)
      cells.sizes[row] = ColumnText::kLong;
    else
      end_cell(cells, row, code.write(to));
  }
}
template void write_codes(std::span<const std::int64_t>, std::span<const CodeText>, const std::uint8_t*,
                          ColumnText&);
template void write_codes(std::span<const std::uint32_t>, std::span<const CodeText>, const std::uint8_t*,
                          ColumnText&);

void write_dates(std::span<const std::int64_t> days, const std::uint8_t* missing, ColumnText& cells) {
  for (std::size_t row = 0; row < days.size(); ++row)
    end_cell(cells, row, is_set(missing, row) ? cells.cell(row) : write_date(cells.cell(row), days[row]));
}

} // namespace strata
