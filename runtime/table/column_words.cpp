// The words for what a column accepts, and the hints for cells that are nearly right: numbers as office
// programs show them (1,234.50, 12%, ¥100, 10万), times behind dates, misspelt words.
#include "runtime/table/column_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "lang/source/finding.hpp"
#include "lang/value/unreal_day.hpp"
#include "runtime/table/table.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

std::string quoted(std::string_view text) {
  return fmt::format("\"{}\"", cut_text(text));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return text.find(part) != text.npos; });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

std::string choice_list(const std::vector<std::string>& choices) {
  constexpr std::size_t kListed = 10;
  if (choices.size() == 1) return quoted(choices.front());
  std::string result = "one of ";
  for (std::size_t i = 0; i < choices.size() && i < kListed; ++i)
    result += (i == 0 ? "" : ", ") + quoted(choices[i]);
  if (choices.size() > kListed) result += fmt::format(", … ({} in all)", choices.size());
  return result;
}

bool is_chinese(std::string_view name) {
  // The ideographs in common use are written with three bytes of which the first is E4 to E9.
  return std::any_of(name.begin(), name.end(), [](char c) { return c >= '\xE4' && c <= '\xE9'; });
}

/// Many zeros are hard to count, so 10000000000 is shown as a model writes it: 10B, and 100亿 where the
/// column has a Chinese name.
std::string short_number(const Number& number, const ColumnType& column) {
  using Suffix = std::pair<std::string_view, std::string_view>;
  constexpr std::array kWestern = {Suffix{"000000000", "B"}, Suffix{"000000", "M"}};
  constexpr std::array kChinese = {Suffix{"00000000", "亿"}, Suffix{"0000", "万"}};
  std::string digits = number.to_text();
  if (number.is_zero() || !number.is_whole()) return digits;
  for (const auto& [zeros, suffix] : is_chinese(column.name) ? kChinese : kWestern)
    if (digits.ends_with(zeros)) return digits.substr(0, digits.size() - zeros.size()).append(suffix);
  return digits;
}

std::string bound(const Value& value, const ColumnType& column) {
  if (const auto* number = std::get_if<Number>(&value)) return short_number(*number, column);
  if (const auto* duration = std::get_if<Duration>(&value)) return fmt::format("{}", duration->days);
  return to_text(value);
}

std::string range(const ColumnType& column) {
  const std::string least = column.least ? bound(*column.least, column) : "";
  const std::string greatest = column.greatest ? bound(*column.greatest, column) : "";
  const bool date = column.kind == Kind::Date;
  if (column.least && column.greatest) return fmt::format(" in {} .. {}", least, greatest);
  if (column.least) return (date ? " from " : " of ") + least + (date ? " on" : " or more");
  if (column.greatest) return (date ? " up to " : " of ") + greatest + (date ? "" : " or less");
  return {};
}

std::string noun(const ColumnType& column) {
  switch (column.kind) {
  case Kind::Number: return column.whole ? "a whole number" : "a number";
  case Kind::Money: return "an amount";
  case Kind::Text: return column.choices.empty() ? "a text" : choice_list(column.choices);
  case Kind::Boolean:
    if (column.boolean_forms)
      return fmt::format("{} or {}", quoted(column.boolean_forms->first),
                         quoted(column.boolean_forms->second));
    return "true or false";
  case Kind::Date:
    return column.date_form.empty() ? "a date such as 2025-01-31" : "a date written " + column.date_form;
  case Kind::Duration: return "a whole number of days";
  default: return "a value";
  }
}

/// Whether the text is a plain decimal, of whatever length.
bool is_plain_decimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto skip_digits = [&] {
    const std::size_t size = text.size();
    while (!text.empty() && is_digit(text.front()))
      text.remove_prefix(1);
    return text.size() < size;
  };
  bool digits = skip_digits();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits = skip_digits() || digits;
  }
  if (!digits) return false;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (!skip_digits()) return false;
  }
  return text.empty();
}

bool has_currency(std::string_view text) {
  if (has_any(text, {"$", "€", "£", "¥", "￥"}) || text.ends_with("元")) return true;
  const auto letters = [](std::string_view part) {
    return part.size() == 3 &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  return text.size() > 3 && (letters(text.substr(0, 3)) || letters(text.substr(text.size() - 3)));
}

/// A number with commas, blanks or apostrophes between its digits; empty where it is something else.
std::string_view grouping_hint(std::string_view text) {
  std::string plain(text);
  for (const std::string_view separator : {" ", "'", "_", "’", "\u00A0", "\u202F"})
    for (std::size_t at = plain.find(separator); at != plain.npos; at = plain.find(separator, at + 1))
      plain.replace(at, separator.size(), ",,"); // two: such a group is never a decimal comma
  const bool known =
      std::all_of(plain.begin(), plain.end(), [](char c) { return is_digit(c) || c == ',' || c == '.'; });
  if (!known) return {};
  const std::size_t comma = plain.rfind(',');
  const std::size_t point = plain.rfind('.');
  if (comma == plain.npos) return point == plain.find('.') ? "" : "without thousands separators";
  if (point != plain.npos && point < comma) return "with a decimal point and without thousands separators";
  const bool decimal_comma = point == plain.npos && plain.find(',') == comma && plain.size() - comma != 4;
  return decimal_comma ? "with a decimal point" : "without thousands separators";
}

/// A plain decimal is refused for its length alone, or lies outside the column's range, which the description
/// tells.
std::string length_hint(std::string_view decimal) {
  return Number::parse(decimal) ? "" : fmt::format("with at most {} digits", Number::kMaxTextDigits);
}

/// What is wrong with a text that is nearly a number.
std::string number_hint(std::string_view text, NumberForm form) {
  text = trimmed(text);
  if (has_any(text, {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"}))
    return "in the digits 0 to 9";
  if (std::none_of(text.begin(), text.end(), is_digit)) return {};
  if (form.is_plain() && is_plain_decimal(text)) return length_hint(text);
  if (ends_with_any(text, {"%", "％"})) return "without a percent sign (5% is written 0.05)";
  if (has_currency(text)) return "without a currency sign";
  if (ends_with_any(text, {"万", "亿"})) return "written out (1万 is 10000)";
  if (ends_with_any(text, {"k", "K", "m", "M", "B"}) &&
      is_plain_decimal(trimmed(text.substr(0, text.size() - 1))))
    return "written out (1k is 1000)";
  if (text.starts_with('(') && text.ends_with(')')) return "with a minus sign instead of brackets";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (form.is_plain()) return std::string(grouping_hint(text));
  const bool signs_only = text.find_first_not_of("0123456789., '") == text.npos;
  return signs_only && !parse_number(text, form) ? fmt::format("written as in {}", number_example(form)) : "";
}

std::string date_hint(std::string_view text, const std::string& form) {
  text = trimmed(text);
  if (form.empty()) {
    if (const std::size_t time = text.find_first_of(" T");
        time != text.npos && Date::parse(text.substr(0, time)))
      return "without a time";
    return {};
  }
  const std::size_t blank = text.find(' ');
  return blank != text.npos && Date::parse(text.substr(0, blank), form) ? "without a time" : "";
}

std::string hint(std::string_view text, const ColumnType& column, NumberForm form) {
  constexpr std::size_t kLongestLookedAt =
      200; // what is longer is no slip of writing, except a number of digits only
  if (text.size() > kLongestLookedAt && column.kind != Kind::Number && column.kind != Kind::Money) return {};
  if (text.size() > kLongestLookedAt)
    return is_plain_decimal(trimmed(text)) ? length_hint(trimmed(text)) : "";
  switch (column.kind) {
  case Kind::Number:
  case Kind::Money:
  case Kind::Duration: {
    const std::string found = number_hint(text, form);
    // Of "1,5" a whole column has no use, whatever sign stands in it.
    return column.whole && found.starts_with("with a decimal point") ? "" : found;
  }
  case Kind::Date: return date_hint(text, column.date_form);
  default: return {};
  }
}

} // namespace

std::string describe_value(const ColumnType& column) {
  std::string result = noun(column);
  if (column.places && !column.whole)
    result += fmt::format(" with at most {} decimal{}", *column.places, *column.places == 1 ? "" : "s");
  return result + range(column);
}

std::string describe_column(const ColumnType& column) {
  if (column.row_number) return "the number of the row";
  return describe_value(column) + (column.optional || column.default_value ? ", or an empty cell" : "");
}

std::string expected_instead(std::string_view text, const ColumnType& column, NumberForm form) {
  if (column.sensitive) return describe_column(column);
  std::string result = describe_value(column);
  if (const std::string found = hint(text, column, form); !found.empty()) result += " " + found;
  if (column.optional || column.default_value) result += ", or an empty cell";
  if (column.kind == Kind::Date) {
    const std::string why = unreal_day(trimmed(text), column.date_form);
    if (!why.empty()) result += "; " + why;
  }
  if (column.kind == Kind::Text) {
    const std::string nearest = nearest_name(trimmed(text), column.choices);
    if (!nearest.empty()) result += fmt::format(" (did you mean {}?)", quoted(nearest));
  }
  return result;
}

} // namespace strata
