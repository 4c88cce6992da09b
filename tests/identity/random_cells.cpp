// Cells: mostly the model's constants and their neighbours, so that borders are met exactly.
#include "random_cells.hpp"

#include <fmt/format.h>

#include "lang/value/date.hpp"

namespace strata::identity {

namespace {

bool is_amount(Sort sort) {
  return sort == Sort::Number || sort == Sort::Money || sort == Sort::Foreign;
}

Number power_of_two(int exponent) {
  Number result = 1;
  for (int i = 0; i < exponent; ++i)
    result = result * Number(2);
  return result;
}

} // namespace

CellWriter::CellWriter(Dice& dice, const Column& column, const Vocabulary& known, int disorder, int bits)
    : dice_(dice), column_(column), known_(known), disorder_(disorder), bits_(bits) {
  const auto add = [&](Sort sort) {
    const auto found = known.constants.find(sort);
    if (found != known.constants.end())
      borders_.insert(borders_.end(), found->second.begin(), found->second.end());
  };
  add(column.sort);
  if (is_amount(column.sort))
    for (const Sort sort : {Sort::Number, Sort::Money, Sort::Foreign})
      if (sort != column.sort) add(sort);
  if (column.least) borders_.push_back(*column.least);
  if (column.greatest) borders_.push_back(*column.greatest);
  if (borders_.empty()) borders_.emplace_back(column.sort == Sort::Date ? 18993 : 5);
}

bool CellWriter::takes(const Number& value) const {
  if (column_.least && value < *column_.least) return false;
  if (column_.greatest && value > *column_.greatest) return false;
  if (column_.whole || !is_amount(column_.sort)) return value.is_whole();
  return !column_.places || value.decimals().value_or(99) <= *column_.places;
}

Number CellWriter::step() {
  if (column_.whole || !is_amount(column_.sort)) return 1;
  return Number::power_of_ten(-column_.places.value_or(dice_.between(0, 6)));
}

Number CellWriter::anywhere() {
  if (column_.sort == Sort::Date) return dice_.between(17532, 20454);
  if (column_.sort == Sort::Duration) return dice_.between(-10, 400);
  if (column_.least && column_.greatest && dice_.chance(60)) {
    const Number part = Number::ratio(dice_.between(0, 20), 20);
    return *column_.least + (*column_.greatest - *column_.least) * part;
  }
  if (dice_.chance(60)) return dice_.between(0, 120);
  // Beside a power of two, where narrow integers end.
  const Number wide = power_of_two(dice_.between(0, bits_)) + Number(dice_.between(-1, 1));
  const Number scaled =
      column_.whole ? wide : wide * Number::power_of_ten(-column_.places.value_or(dice_.between(0, 3)));
  return dice_.chance(75) ? scaled : -scaled;
}

Number CellWriter::value() {
  Number result;
  for (int tries = 0; tries < 6; ++tries) {
    result = dice_.chance(60) ? dice_.of(borders_) : anywhere();
    if (dice_.chance(40)) result = result + step() * Number(dice_.between(-1, 1));
    if (takes(result)) return result;
    if (column_.places) result = result.rounded(*column_.places);
    if (column_.whole) result = result.rounded(0);
    if (takes(result)) return result;
  }
  return dice_.chance(disorder_) ? result : column_.least.value_or(column_.greatest.value_or(Number(7)));
}

std::string CellWriter::written(const Number& value) {
  const std::string plain = value.decimals() ? value.to_text() : value.to_text(6);
  if (dice_.chance(92)) return plain;
  const bool negative = plain[0] == '-';
  switch (dice_.below(6)) {
  case 0: return negative ? plain : "+" + plain;
  case 1: return negative ? plain : "00" + plain;
  case 2: return plain.find('.') == std::string::npos ? plain + ".0" : plain + "00";
  case 3: return " " + plain + "  ";
  case 4: return value.is_whole() ? (value / Number(10)).to_text() + "e1" : plain;
  default: return value.is_zero() ? "-0" : plain;
  }
}

std::string CellWriter::date_text(const Number& day) {
  const auto date = Date::from_days(day.to_int64().value_or(0));
  if (!date) return "9999-12-31";
  const int year = date->year();
  const int month = date->month();
  const int of_month = date->day();
  const std::string& form = column_.date_form;
  if (form.empty()) return date->to_text();
  if (form == "M/D/YYYY") {
    const char* const text = dice_.chance(80) ? "{}/{}/{:04}" : "{:02}/{:02}/{:04}";
    return fmt::format(fmt::runtime(text), month, of_month, year);
  }
  if (form == "D.M.YYYY") return fmt::format("{}.{}.{:04}", of_month, month, year);
  if (form == "YYYY/MM/DD") return fmt::format("{:04}/{:02}/{:02}", year, month, of_month);
  if (form == "YYYYMMDD") return fmt::format("{:04}{:02}{:02}", year, month, of_month);
  if (form == "DD-MM-YY") return fmt::format("{:02}-{:02}-{:02}", of_month, month, year % 100);
  return fmt::format("{:04}年{}月{}日", year, month, of_month);
}

std::string CellWriter::text() {
  if (!column_.choices.empty())
    return dice_.chance(96) ? dice_.of(column_.choices) : dice_.of({" east ", "EAST", "客戶", "A"});
  if (!known_.texts.empty() && dice_.chance(60)) return dice_.of(known_.texts);
  return dice_.of({"east", "West", "WEST", "客户", "Ünal", " padded ", "say \"so\"", "two\nlines", "a;b",
                   "A, B", "x", "e\xCC\x81t\xC3\xA9", "-", "1"});
}

std::string CellWriter::unusual() {
  switch (dice_.below(5)) {
  case 0:
    return dice_.of({"abc",        "12a",        "--",         "1,5",        "1.2.3", "¥5", "5%",
                     "１２",       "nan",        "-",          "+",          ".",     "1e", "TRUE",
                     "2025-02-29", "2025-13-01", "0000-00-00", "31.12.2024", "yes",   "\t5"});
  case 1:
    return dice_.of({"999999999999999999", "1000000000000000000", "-999999999999999999",
                     "9223372036854775807", "9223372036854775808", "-9223372036854775808",
                     "4611686018427387904", "123456789012345678901234567890",
                     "-123456789012345678901234567890.5", "0.000000000000000001", "0.0000000000000000001",
                     "99999999999999999999.99", "100000000000000000", "12345678901234567.8"});
  case 2:
    return dice_.of({"1e3", "1.5E-2", "1e18", "1e-9", "1e30", "2e400", "1e-400", "5.", ".5", "-.5", "007",
                     "+5", "-0", "0.10", "1_000"});
  case 3: return dice_.of({"", " ", "\"\"", "N/A", "--", "-999", "-999.00", "null"});
  default:
    return dice_.of({"1 000", "1'000", "1,234.5", "1.234,5", "true", "False", "0", "1", "90 days",
                     "9999-12-31", "0001-01-01", "10000-01-01"});
  }
}

std::string CellWriter::cell() {
  if (dice_.chance(disorder_)) return unusual();
  if (column_.may_be_empty && dice_.chance(18))
    return !column_.marks.empty() && dice_.chance(50) ? dice_.of(column_.marks) : dice_.of({"", "", " "});
  switch (column_.sort) {
  case Sort::Text: return text();
  case Sort::Boolean: {
    std::string word = dice_.chance(50) ? column_.words.first : column_.words.second;
    if (column_.words.first == "true" && dice_.chance(20)) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
  }
  case Sort::Date: return date_text(value());
  default: return written(value());
  }
}

std::string CellWriter::key(std::size_t row) {
  if (dice_.chance(3)) row = dice_.below(row + 1); // one that stands already
  if (dice_.chance(disorder_)) return dice_.chance(50) ? "" : unusual();
  switch (column_.sort) {
  case Sort::Date: return date_text(Number(static_cast<std::int64_t>(18000 + row)));
  case Sort::Number: return dice_.chance(90) ? std::to_string(row) : "00" + std::to_string(row);
  default:
    return dice_.chance(90)   ? "K" + std::to_string(row)
           : dice_.chance(50) ? " K" + std::to_string(row) + " "
                              : "k, \"" + std::to_string(row) + "\"";
  }
}

} // namespace strata::identity
