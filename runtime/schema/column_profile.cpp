// What the cells of a column have in common. Each cell is held against every type that is still possible,
// so one pass over the table is enough.
#include "runtime/schema/column_profile.hpp"

#include <algorithm>

#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::size_t kMostValues = 1000;
constexpr std::size_t kLongestValue = 200; // bytes; longer texts are no words of a closed set
constexpr std::size_t kMostWords = 8;
constexpr std::size_t kLongestWord = 300;    // bytes; a full cell of ###, as spreadsheets write it, is one
constexpr std::size_t kLongestQuantity = 15; // digits; numbers of cards and documents have more

constexpr std::array<std::string_view, 24> kMarks = {
    "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "NA", "N/A", "n/a", "N/a", "na", "#N/A", "NULL", "null",
    "Null",    "NaN",     "nan",   "None",   "-",  "--",  "?",   ".",   "无", "空",   "—",    "–"};
constexpr std::array<std::string_view, 12> kPlainMarks = {
    "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "N/A", "n/a", "#N/A", "NULL", "null", "Null", "NaN", "nan"};

template <std::size_t N>
bool is_among(std::string_view text, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "007", "-00.5": a number of which the writing means something.
bool is_code(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.size() > 1 && text[0] == '0' && is_digit(text[1])) return true;
  return text.size() > kLongestQuantity && std::all_of(text.begin(), text.end(), is_digit);
}

/// -999, 9999, 999999999: what programs write that have no empty cells.
bool is_nines(const Number& number) {
  constexpr std::size_t kLeast = 3;
  const std::string text = number.absolute().to_text();
  return text.size() >= kLeast && text.find_first_not_of('9') == text.npos;
}

void count_in(SeenTexts& texts, std::string_view text, std::size_t most) {
  const auto found = texts.find(std::string(text));
  if (found != texts.end())
    ++found->second.count;
  else if (texts.size() < most)
    texts.emplace(text, Seen{1, texts.size()});
}

} // namespace

std::vector<std::pair<std::string, std::size_t>> in_order(const SeenTexts& texts) {
  std::vector<std::pair<std::string, std::size_t>> result(texts.size());
  for (const auto& [text, seen] : texts)
    result[seen.order] = {text, seen.count};
  return result;
}

bool is_missing_mark(std::string_view text) {
  return is_among(text, kMarks);
}
bool is_plain_missing_mark(std::string_view text) {
  return is_among(text, kPlainMarks);
}

ColumnProfile::ColumnProfile(NumberForm form) : form_(form) {
  date_fits.fill(true);
}

void ColumnProfile::add(std::string_view cell) {
  ++cells;
  const std::string_view text = trimmed(cell);
  if (text.empty()) {
    ++empty;
    stop_following();
    return;
  }
  if (!first) first = std::string(text.substr(0, kLongestWord));
  if (distinct && (is_missing_mark(text) || !hashes.insert(std::hash<std::string_view>()(text)).second))
    stop_following();
  add_value(text);
  if (is_missing_mark(text)) {
    count_in(marks, text, kMarks.size());
    return;
  }
  if (const std::optional<Number> number = parse_number(text, form_))
    add_number(*number, text);
  else
    add_word(text);
  add_date(text);
}

void ColumnProfile::stop_following() {
  distinct = false;
  hashes = {};
}

void ColumnProfile::add_value(std::string_view text) {
  if (many) return;
  count_in(values, text, kMostValues + 1);
  many = values.size() > kMostValues || text.size() > kLongestValue;
  if (many) values = {};
}

void ColumnProfile::add_number(const Number& number, std::string_view text) {
  ++numbers;
  codes = codes || is_code(text);
  plain = plain && number.to_text() == text;
  if (is_nines(number) && (nines.size() < kMostWords || nines.contains(number.to_text()))) {
    count_in(nines, number.to_text(), kMostWords);
    return;
  }
  range.add(number);
  places = std::max(places, number.decimals().value_or(0));
}

void ColumnProfile::add_word(std::string_view text) {
  ++word_cells;
  count_in(words, text.substr(0, kLongestWord + 1), kMostWords + 1);
  decimal_comma = decimal_comma && parse_number(text, {true, true});
  thousands = thousands && parse_number(text, {false, true});
}

void ColumnProfile::add_date(std::string_view text) {
  ++date_cells;
  for (std::size_t i = 0; i < date_fits.size(); ++i) {
    if (!date_fits[i]) continue;
    const auto date = Date::parse(text, i < kDateForms.size() ? kDateForms[i] : kDigitDates);
    date_fits[i] = date.has_value();
    if (date) dates[i].add(*date);
  }
}

} // namespace strata
