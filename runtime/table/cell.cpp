// How the text of one cell becomes an exact value of its column, and how a value from elsewhere is held
// against it.
#include <algorithm>

#include "runtime/table/column_words.hpp"
#include "runtime/table/table.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

/// Whether a further text (`missing as "N/A", -999`) stands for the empty cell.
bool stands_for_missing(std::string_view text, const ColumnType& column, NumberForm form) {
  if (column.missing_as.empty()) return false;
  const std::optional<Number> number = parse_number(text, form);
  return std::any_of(column.missing_as.begin(), column.missing_as.end(), [&](const auto& missing) {
    if (const auto* word = std::get_if<std::string>(&missing)) return trimmed(*word) == text;
    return number && *number == std::get<Number>(missing);
  });
}

std::optional<Value> read_boolean(std::string_view text, const ColumnType& column) {
  if (column.boolean_forms) {
    if (text == trimmed(column.boolean_forms->first)) return Value(true);
    if (text == trimmed(column.boolean_forms->second)) return Value(false);
    return std::nullopt;
  }
  const auto is_word = [&](std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char c, char lower) { return c == lower || c == lower - 'a' + 'A'; });
  };
  if (is_word("true")) return Value(true);
  if (is_word("false")) return Value(false);
  return std::nullopt;
}

std::optional<Value> read_duration(std::string_view text, NumberForm form) {
  for (const std::string_view unit : {"days", "day"}) {
    if (!text.ends_with(unit)) continue;
    text = trimmed(text.substr(0, text.size() - unit.size()));
    break;
  }
  const std::optional<Number> number = parse_number(text, form);
  const std::optional<std::int64_t> days = number ? number->to_int64() : std::nullopt;
  if (!days) return std::nullopt;
  return Value(Duration{*days});
}

std::optional<Value> read_text(std::string_view text, const ColumnType& column) {
  // With outer blanks one customer of two tables would be two.
  if (column.choices.empty()) return Value(std::string(column.key ? trimmed(text) : text));
  for (const bool exactly : {true, false})
    for (const std::string& choice : column.choices)
      if (exactly ? choice == text : trimmed(choice) == trimmed(text)) return Value(choice);
  return std::nullopt;
}

/// The value that a text which is not blank has in a column, whether or not it lies in its range.
std::optional<Value> read_value(std::string_view text, const ColumnType& column, NumberForm form) {
  const std::string_view inner = trimmed(text);
  switch (column.kind) {
  case Kind::Number:
  case Kind::Money: {
    std::optional<Number> number = parse_number(inner, form);
    if (!number) return std::nullopt;
    return Value(std::move(*number));
  }
  case Kind::Text: return read_text(text, column);
  case Kind::Boolean: return read_boolean(inner, column);
  case Kind::Date: {
    const auto date = column.date_form.empty() ? Date::parse(inner) : Date::parse(inner, column.date_form);
    if (!date) return std::nullopt;
    return Value(*date);
  }
  case Kind::Duration: return read_duration(inner, form);
  default: return std::nullopt;
  }
}

template <class T>
bool in_range(const T& value, const ColumnType& column) {
  return !(column.least && value < std::get<T>(*column.least)) &&
         !(column.greatest && value > std::get<T>(*column.greatest));
}

bool number_fits(const Number& number, const ColumnType& column) {
  if (column.whole && !number.is_whole()) return false;
  if (column.places) {
    const std::optional<int> decimals = number.decimals();
    if (!decimals || *decimals > *column.places) return false;
  }
  return in_range(number, column);
}

/// Whether a value that is not missing lies in the column.
bool fits(const Value& value, const ColumnType& column) {
  switch (column.kind) {
  case Kind::Number:
  case Kind::Money: {
    const auto* number = std::get_if<Number>(&value);
    return number != nullptr && number_fits(*number, column);
  }
  case Kind::Text: {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr &&
           (column.choices.empty() ||
            std::find(column.choices.begin(), column.choices.end(), *text) != column.choices.end());
  }
  case Kind::Boolean: return std::holds_alternative<bool>(value);
  case Kind::Date: {
    const auto* date = std::get_if<Date>(&value);
    return date != nullptr && in_range(*date, column);
  }
  case Kind::Duration: {
    const auto* duration = std::get_if<Duration>(&value);
    return duration != nullptr && in_range(*duration, column);
  }
  default: return false;
  }
}

CellProblem problem_with(std::string_view text, const ColumnType& column, NumberForm form) {
  CellProblem problem;
  problem.text = column.sensitive ? "(hidden)" : cut_text(text);
  problem.expected = expected_instead(text, column, form);
  return problem;
}

} // namespace

Cell read_cell(std::string_view text, const ColumnType& column, NumberForm form) {
  const std::string_view inner = trimmed(text);
  if (inner.empty() || stands_for_missing(inner, column, form)) {
    if (column.default_value) return *column.default_value;
    if (column.optional) return Value(Missing{});
    CellProblem problem = problem_with(text, column, form);
    problem.empty = !column.sensitive;
    return problem;
  }
  std::optional<Value> value = read_value(text, column, form);
  if (!value || !fits(*value, column)) return problem_with(text, column, form);
  return std::move(*value);
}

std::optional<std::string> value_problem(const Value& value, const ColumnType& column) {
  if (is_missing(value) ? column.optional : fits(value, column)) return std::nullopt;
  return describe_value(column) + (column.optional ? ", or missing" : "");
}

} // namespace strata
