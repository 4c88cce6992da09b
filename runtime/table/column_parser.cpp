// Cells become columns: the usual forms of each kind of cell quickly, every other one by `read_cell`.
// Numbers are in column_numbers.cpp.
#include "runtime/table/column_parser.hpp"

#include <algorithm>
#include <cstring>
#include <variant>

#include "lang/value/date.hpp"
#include "runtime/table/table.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::string_view kIsoForm = "YYYY-MM-DD";

/// The day of "2025-01-31"; empty where the text is not of that form or names no day.
std::optional<std::int64_t> iso_day(std::string_view text) {
  if (text.size() != kIsoForm.size() || text[4] != '-' || text[7] != '-') return std::nullopt;
  unsigned worst = 0;
  const auto digit = [&](std::size_t at) {
    const unsigned value = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    worst = std::max(worst, value);
    return static_cast<int>(value);
  };
  const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const int month = digit(5) * 10 + digit(6);
  const int day = digit(8) * 10 + digit(9);
  if (worst > 9) return std::nullopt;
  const auto date = Date::from_ymd(year, month, day);
  return date ? std::optional(date->days()) : std::nullopt;
}

std::vector<std::string_view> boolean_words(const ColumnType& column) {
  if (column.boolean_forms) return {column.boolean_forms->first, column.boolean_forms->second};
  return {"true", "false", "True", "False", "TRUE", "FALSE"};
}

} // namespace

ColumnParser::ColumnParser(const ColumnType& column, NumberForm form, InstructionSet instructions)
    : column_(column),
      form_(form),
      kernels_(kernels::kernels_for(std::min(instructions, best_instruction_set()))),
      empty_(value_of("")),
      remembered_(kRemembered) {
  is_number_ = column.kind == Kind::Number || column.kind == Kind::Money || column.kind == Kind::Duration;
  if (is_number_) {
    constexpr int kMostDigits = 18;
    const bool whole = column.whole || column.kind == Kind::Duration;
    grows_ = !whole && !column.places;
    most_places_ = whole ? 0 : std::min(column.places.value_or(kMostDigits), kMostDigits);
    places_ = grows_ ? 0 : most_places_;
  }
  // Texts that stand for an empty cell, and would be read as a value before they are compared.
  bool word_is_value = false;
  for (const auto& missing : column.missing_as) {
    if (const auto* number = std::get_if<Number>(&missing)) {
      if (const CellValue value = stored(Value(*number)); value.state == CellValue::State::Known)
        missing_numbers_.push_back(value);
      for (const char c : std::string_view("0123456789+-.,"))
        may_be_missing_[static_cast<unsigned char>(c)] = true;
      continue;
    }
    const std::string_view word = trimmed(std::get<std::string>(missing));
    if (word.empty()) continue;
    may_be_missing_[static_cast<unsigned char>(word.front())] = true;
    word_is_value = word_is_value || (is_number_ && parse_number(word, form)) ||
                    (column.kind == Kind::Date && iso_day(word));
  }
  const bool iso = column.date_form.empty() || column.date_form == kIsoForm;
  const bool odd_missing = word_is_value || (!is_number_ && !missing_numbers_.empty());
  if (column.kind == Kind::Text && column.choices.empty()) {
    way_ = Way::Texts;
  } else if (column.kind == Kind::Text || column.kind == Kind::Boolean) {
    way_ = Way::Words;
    const std::vector<std::string_view> words =
        column.kind == Kind::Boolean
            ? boolean_words(column)
            : std::vector<std::string_view>(column.choices.begin(), column.choices.end());
    for (const std::string_view word :
         words) // in quotes a quote is written twice: such cells are read exactly
      if (const CellValue value = value_of(word);
          value.state == CellValue::State::Known && !trimmed(word).empty() && word.find('"') == word.npos)
        words_.put(word, value.number);
  } else if (is_number_ && !odd_missing) {
    way_ = Way::Numbers;
  } else if (column.kind == Kind::Date && iso && !odd_missing) {
    way_ = Way::Dates;
  }
}

void ColumnParser::parse(const RecordBlock& block, std::size_t field, ColumnVector& out,
                         std::vector<std::uint8_t>& slow) {
  block_ = &block;
  field_ = field;
  out_ = &out;
  slow_ = &slow;
  out.missing.clear();
  out.least = out.greatest = 0;
  out.numbers.resize(way_ == Way::Texts ? 0 : block.records);
  out.texts.resize(way_ == Way::Texts ? block.records : 0);
  filled_ = 0;
  for (row_ = 0; row_ < block.records; row_ += kRows) {
    const std::size_t count = std::min(kRows, block.records - row_);
    find_cells(count);
    if (way_ != Way::Texts && way_ != Way::Numbers)
      std::fill_n(out.numbers.begin() + static_cast<std::ptrdiff_t>(row_), count, 0);
    switch (way_) {
    case Way::Numbers: parse_numbers(count); break;
    case Way::Words: parse_words(count); break;
    case Way::Dates: parse_dates(count); break;
    case Way::Texts: parse_texts(count); break;
    case Way::Exactly:
      filled_ = row_ + count;
      for (std::size_t i = 0; i < count; ++i)
        put(row_ + i, read_exactly(row_ + i, cell(i)));
      break;
    }
  }
  if (!out.numbers.empty())
    kernels_.find_bounds(out.numbers.data(), out.numbers.size(), out.least, out.greatest);
  if (way_ == Way::Numbers || way_ == Way::Dates) check_numbers();
  out.places = places_;
}

/// Where the cells of the rows from `row_` on begin and end, without the quotes around them.
void ColumnParser::find_cells(std::size_t count) {
  const RecordBlock& block = *block_;
  const std::size_t each = block.uniform_fields;
  if (each > 0 && field_ < each && block.starts.empty()) {
    const std::uint32_t* const ends = block.ends.data() + row_ * each + field_;
    if (field_ > 0) {
      kernels_.find_cells(ends, each, count, from_.data(), to_.data());
      return;
    }
    std::copy_n(block.begin.data() + row_, count, from_.data());
    for (std::size_t i = 0; i < count; ++i)
      to_[i] = ends[i * each];
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = row_ + i;
    from_[i] = to_[i] = block.begin[row];
    if (field_ >= block.fields_of(row)) {
      put_slow(row);
      continue;
    }
    const std::size_t at = block.first[row] + field_;
    to_[i] = block.ends[at];
    if (!block.starts.empty())
      from_[i] = block.starts[at];
    else if (field_ > 0)
      from_[i] = block.ends[at - 1] + 1;
  }
  if (!block.has_quotes.empty()) find_quoted(count);
}

void ColumnParser::find_quoted(std::size_t count) {
  const char* const text = block_->text();
  for (std::size_t i = 0; i < count; ++i) {
    if (from_[i] == to_[i] || text[from_[i]] != '"' || block_->has_quotes[row_ + i] == 0) continue;
    ++from_[i];
    --to_[i];
  }
}

std::string_view ColumnParser::cell(std::size_t row) const {
  return {block_->text() + from_[row], to_[row] - from_[row]};
}

/// Whether the cell stood in quotes and has one inside, which is written twice.
bool ColumnParser::holds_quote(std::size_t row, std::string_view cell) const {
  return block_->doubled_quotes && !block_->has_quotes.empty() && block_->has_quotes[row] != 0 &&
         cell.data()[-1] == '"' && cell.find('"') != cell.npos;
}

void ColumnParser::parse_words(std::size_t count) {
  filled_ = row_ + count;
  std::int64_t* const numbers = out_->numbers.data() + row_;
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto number = words_.find(cell(i)))
      numbers[i] = *number;
    else
      put(row_ + i, read_exactly(row_ + i, cell(i)));
  }
}

void ColumnParser::parse_dates(std::size_t count) {
  filled_ = row_ + count;
  std::int64_t* const numbers = out_->numbers.data() + row_;
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto day = iso_day(cell(i)))
      numbers[i] = *day;
    else
      put(row_ + i, read_exactly(row_ + i, cell(i)));
  }
}

void ColumnParser::parse_texts(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view text = cell(i);
    const bool plain = !text.empty() && !may_be_blank(text.front()) && !may_be_blank(text.back()) &&
                       !may_be_missing_[static_cast<unsigned char>(text.front())] && !block_->doubled_quotes;
    if (plain)
      out_->texts[row_ + i] = text;
    else
      parse_text(row_ + i, text);
  }
}

void ColumnParser::parse_text(std::size_t row, std::string_view cell) {
  out_->texts[row] = {};
  if (holds_quote(row, cell)) {
    put_slow(row);
    return;
  }
  const std::string_view inner = trimmed(cell);
  const std::string_view text = column_.key ? inner : cell;
  if (!inner.empty() &&
      (!may_be_missing_[static_cast<unsigned char>(inner.front())] || stands_for_itself(cell, text))) {
    out_->texts[row] = text;
  } else if (column_.default_value) {
    out_->texts[row] = std::get<std::string>(*column_.default_value);
  } else if (column_.optional) {
    put_missing(row);
  } else {
    put_slow(row);
  }
}

/// Whether a cell's value is this text, and not what an empty cell is worth.
bool ColumnParser::stands_for_itself(std::string_view cell, std::string_view text) const {
  const Cell read = read_cell(cell, column_, form_);
  const auto* value = std::get_if<Value>(&read);
  const auto* own = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return own != nullptr && *own == text;
}

void ColumnParser::put(std::size_t row, const CellValue& value) {
  switch (value.state) {
  case CellValue::State::Slow: put_slow(row); break;
  case CellValue::State::Missing: put_missing(row); break;
  case CellValue::State::Known:
    if (is_number_)
      put_number(row, value.number, value.places);
    else
      out_->numbers[row] = value.number;
    break;
  }
}

void ColumnParser::put_missing(std::size_t row) {
  if (out_->missing.empty()) out_->missing.resize(block_->records);
  out_->missing[row] = 1;
}

void ColumnParser::put_slow(std::size_t row) {
  if (slow_->empty()) slow_->resize(block_->records);
  (*slow_)[row] = 1;
}

/// What `read_cell` says of a cell; short cells are remembered, since tables repeat themselves.
ColumnParser::CellValue ColumnParser::read_exactly(std::size_t row, std::string_view cell) {
  if (cell.empty()) return empty_;
  if (holds_quote(row, cell)) return {};
  if (cell.size() > WordKey::kBytes) return value_of(cell);
  const WordKey key = WordKey::of(cell);
  Remembered& remembered = remembered_[key.hash() >> kRememberedShift];
  if (!(remembered.key == key)) remembered = {key, value_of(cell)};
  return remembered.value;
}

ColumnParser::CellValue ColumnParser::value_of(std::string_view cell) const {
  const Cell read = read_cell(cell, column_, form_);
  const auto* value = std::get_if<Value>(&read);
  if (value == nullptr) return {};
  if (is_missing(*value)) return {.state = CellValue::State::Missing};
  return stored(*value);
}

ColumnParser::CellValue ColumnParser::stored(const Value& value) const {
  constexpr std::int64_t kMost = 1'000'000'000'000'000'000;
  CellValue result{.state = CellValue::State::Known};
  if (const auto* number = std::get_if<Number>(&value)) {
    const std::optional<int> places = number->decimals();
    if (!places || *places > 18) return {};
    const auto digits = (*number * Number::power_of_ten(*places)).to_int64();
    if (!digits) return {};
    result.number = *digits;
    result.places = *places;
  } else if (const auto* days = std::get_if<Duration>(&value)) {
    result.number = days->days;
  } else if (const auto* date = std::get_if<Date>(&value)) {
    result.number = date->days();
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    result.number = *truth ? 1 : 0;
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    const auto found = std::find(column_.choices.begin(), column_.choices.end(), *text);
    if (found == column_.choices.end() && !column_.choices.empty()) return {};
    result.number = found - column_.choices.begin();
  }
  if (result.number >= kMost || result.number <= -kMost) return {};
  return result;
}

} // namespace strata
