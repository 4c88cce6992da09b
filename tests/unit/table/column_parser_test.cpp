// Columns of a block against `read_cell`: every cell has the value that it gives, or its row is slow.
#include <sstream>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "runtime/table/column_parser.hpp"
#include "runtime/table/record_splitter.hpp"
#include "runtime/table/table.hpp"

namespace strata {
namespace {

constexpr InstructionSet kSets[] = {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512};

/// A record per text, between two other fields; in quotes where that is asked for or needed.
std::string table_of(const std::vector<std::string>& cells, bool quoted) {
  std::string result = "a;b;c\n";
  for (const std::string& cell : cells) {
    const bool must = cell.find_first_of("\";\r\n") != cell.npos;
    std::string inner;
    for (const char c : cell)
      inner += c == '"' ? "\"\"" : std::string(1, c);
    result += "x;" + (must || quoted ? '"' + inner + '"' : inner) + ";y\n";
  }
  return result;
}

/// The value that a row of a column stands for.
Value value_at(const ColumnVector& column, const ColumnType& type, std::size_t row) {
  if (!column.missing.empty() && column.missing[row] != 0) return Missing{};
  switch (type.kind) {
  case Kind::Text:
    if (type.choices.empty()) return std::string(column.texts[row]);
    return type.choices[static_cast<std::size_t>(column.numbers[row])];
  case Kind::Boolean: return column.numbers[row] != 0;
  case Kind::Date: return *Date::from_days(column.numbers[row]);
  case Kind::Duration: return Duration{column.numbers[row]};
  default: return Number(column.numbers[row]) * Number::power_of_ten(-column.places);
  }
}

struct Parsed {
  std::string difference; ///< empty where there is none
  std::size_t slow = 0;
};

/// Parses the cells as one column, in blocks of so many bytes.
Parsed parse(const std::vector<std::string>& cells, const ColumnType& type, NumberForm form = {},
             bool quoted = false, InstructionSet set = best_instruction_set(),
             std::size_t block_size = 1 << 18) {
  std::istringstream input(table_of(cells, quoted));
  RecordSplitter splitter(input, {block_size, 1 << 20},
                          {.encoding = "utf-8", .separator = ';', .instructions = set});
  REQUIRE(splitter.begin() == FormatProblem::None);
  RecordBlock block;
  REQUIRE(splitter.next(block, RecordSplitter::Most::One) == BlockState::Records);
  ColumnParser parser(type, form, set);
  ColumnVector column;
  std::vector<std::uint8_t> slow;
  Parsed result;
  std::size_t first = 0;
  while (splitter.next(block) == BlockState::Records) {
    slow.clear();
    parser.parse(block, 1, column, slow);
    for (std::size_t row = 0; row < block.records; ++row) {
      const std::string& text = cells[first + row];
      if (!slow.empty() && slow[row] != 0) {
        ++result.slow;
        continue;
      }
      const Cell expected = read_cell(text, type, form);
      const auto* value = std::get_if<Value>(&expected);
      if (value == nullptr || !(*value == value_at(column, type, row)))
        result.difference = "row " + std::to_string(first + row) + ": " + text;
      if (column.texts.empty() &&
          (column.numbers[row] < column.least || column.numbers[row] > column.greatest))
        result.difference = "bounds of row " + std::to_string(first + row) + ": " + text;
    }
    first += block.records;
  }
  if (first != cells.size()) result.difference = "records";
  return result;
}

rc::Gen<std::string> joined(const std::vector<std::string>& pieces) {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                      [](const std::vector<std::string>& found) {
                        std::string result;
                        for (const std::string& piece : found)
                          result += piece;
                        return result;
                      });
}

std::string digits(std::size_t most) {
  return *rc::gen::resize(static_cast<int>(most),
                          rc::gen::container<std::string>(rc::gen::inRange('0', ':')));
}

/// Mostly numbers as tables have them, some at the edge of what is one.
std::string number_cell(const std::string& point) {
  switch (*rc::gen::inRange(0, 9)) {
  case 0: return "";
  case 1: return *joined({"1", "0", "9", point, "-", "+", " ", "e", ",", ".", "'"});
  case 2: return digits(22) + point + digits(20);
  case 3:
    return *rc::gen::element<std::string>("-999", "-999.0", "N/A", "12345678", "123456789",
                                          "99999999" + point + "99", "5", "6", "7" + point + "000", "30 days",
                                          "1 day", "1e3", "0" + point + "1");
  case 4: return (*rc::gen::arbitrary<bool>() ? "-" : "") + digits(8);
  case 5: return std::to_string(*rc::gen::inRange(0, 100)) + point + digits(18);
  default:
    return std::to_string(*rc::gen::inRange<std::int64_t>(-100'000'000, 1'000'000'000)) + point +
           std::to_string(*rc::gen::inRange(10, 100));
  }
}

ColumnType number_type() {
  ColumnType type;
  type.name = "n";
  type.kind = *rc::gen::element(Kind::Number, Kind::Money, Kind::Duration);
  type.whole = type.kind == Kind::Number && *rc::gen::inRange(0, 4) == 0;
  if (type.kind != Kind::Duration && *rc::gen::arbitrary<bool>()) type.places = *rc::gen::inRange(0, 22);
  type.optional = *rc::gen::arbitrary<bool>();
  const auto bound = [&](const Number& number) -> Value {
    if (type.kind == Kind::Duration) return Duration{number.rounded(0).to_int64().value_or(0)};
    return number;
  };
  if (*rc::gen::arbitrary<bool>()) type.least = bound(Number::ratio(*rc::gen::inRange(-500, 100), 8));
  if (*rc::gen::arbitrary<bool>()) type.greatest = bound(Number::ratio(*rc::gen::inRange(100, 5'000'000), 3));
  if (*rc::gen::inRange(0, 4) == 0) type.default_value = bound(Number::ratio(*rc::gen::inRange(-9, 900), 4));
  if (*rc::gen::inRange(0, 3) == 0) type.missing_as.emplace_back(Number(-999));
  if (*rc::gen::inRange(0, 3) == 0) type.missing_as.emplace_back(std::string("N/A"));
  if (*rc::gen::inRange(0, 8) == 0) type.missing_as.emplace_back(std::string("5"));
  return type;
}

template <class MakeCell>
std::vector<std::string> some_cells(const MakeCell& make) {
  std::vector<std::string> cells;
  const auto count = *rc::gen::element<std::size_t>(1, 7, 8, 9, 64, 257, 300);
  const auto different = *rc::gen::inRange<std::size_t>(1, 30);
  for (std::size_t i = 0; i < std::min(count, different); ++i)
    cells.push_back(make());
  while (cells.size() < count)
    cells.push_back(cells[cells.size() * 7 % different % cells.size()]);
  return cells;
}

TEST_CASE("numbers are what they are one by one") {
  CHECK(rc::check([] {
    const ColumnType type = number_type();
    const NumberForm form{*rc::gen::arbitrary<bool>(), *rc::gen::inRange(0, 4) == 0};
    const auto cells = some_cells([&] { return number_cell(form.decimal_comma ? "," : "."); });
    const bool quoted = *rc::gen::inRange(0, 4) == 0;
    const auto block = *rc::gen::element<std::size_t>(100, 3000, 1 << 18);
    for (const InstructionSet set : kSets)
      RC_ASSERT(parse(cells, type, form, quoted, set, block).difference == "");
  }));
}

TEST_CASE("texts, choices, booleans and dates are what they are one by one") {
  CHECK(rc::check([] {
    ColumnType type;
    type.name = "t";
    std::vector<std::string> words = {"a",
                                      "A",
                                      " a",
                                      "telecom",
                                      "a long choice of words",
                                      "a long choice of wordz",
                                      "中文",
                                      "\u3000中",
                                      "tru\"e",
                                      "true",
                                      "FALSE",
                                      "yes",
                                      "no",
                                      "2025-01-31",
                                      "2025-02-30",
                                      "31/1/2025",
                                      "9999-12-31",
                                      " 2025-01-01 ",
                                      "N/A",
                                      "-1",
                                      "0001-01-01",
                                      "2024-02-29",
                                      "x\ny",
                                      "exactly 16 byte",
                                      "exactly 16 bytes"};
    switch (*rc::gen::inRange(0, 5)) {
    case 0: type.kind = Kind::Text; break;
    case 1:
      type.kind = Kind::Text;
      for (const std::string& word : words)
        if (*rc::gen::inRange(0, 3) > 0) type.choices.push_back(word);
      break;
    case 2:
      type.kind = Kind::Boolean;
      if (*rc::gen::arbitrary<bool>()) type.boolean_forms = {"yes", "no"};
      break;
    default:
      type.kind = Kind::Date;
      type.date_form = *rc::gen::element<std::string>("", "YYYY-MM-DD", "D/M/YYYY");
      if (*rc::gen::arbitrary<bool>()) type.least = Value(*Date::from_ymd(2000, 1, 1));
      if (*rc::gen::arbitrary<bool>()) type.greatest = Value(*Date::from_ymd(2025, 6, 30));
    }
    type.key = type.kind == Kind::Text && *rc::gen::arbitrary<bool>();
    type.optional = *rc::gen::arbitrary<bool>();
    if (type.kind == Kind::Text && *rc::gen::inRange(0, 4) == 0)
      type.default_value = Value(type.choices.empty() ? std::string("other") : type.choices.back());
    for (const char* const missing : {"N/A", "9999-12-31", "a"})
      if (*rc::gen::inRange(0, 4) == 0) type.missing_as.emplace_back(std::string(missing));
    if (*rc::gen::inRange(0, 4) == 0) type.missing_as.emplace_back(Number(-1));
    words.insert(words.end(), {"", " ", "\t", "other", "TrUe"});
    const auto cells = some_cells([&] {
      return *rc::gen::inRange(0, 6) == 0
                 ? *joined({"a", " ", "-1", "\"", "中", "\u00A0", ";", "2025-0", "1", "\n"})
                 : *rc::gen::elementOf(words);
    });
    const bool quoted = *rc::gen::arbitrary<bool>();
    RC_ASSERT(parse(cells, type, {}, quoted).difference == "");
  }));
}

TEST_CASE("usual cells are not slow") {
  ColumnType money;
  money.kind = Kind::Money;
  const std::vector<std::string> plain = {"12.50", "-3.25", "100000000.00", "7",
                                          "0.125", "-0.5",  "+1.00",        " 2.00"};
  for (const bool quoted : {false, true})
    for (const InstructionSet set : kSets) {
      const Parsed parsed = parse(plain, money, {}, quoted, set);
      CHECK(parsed.difference.empty());
      CHECK(parsed.slow == 0);
    }
  CHECK(parse({"1.234,50", "12,5"}, money, {true, true}).slow == 0);
  ColumnType text;
  text.kind = Kind::Text;
  CHECK(parse({"北京", "上海 ", "x;y", "a b"}, text, {}, true).slow == 0);
  CHECK(parse({"one \"two\""}, text).slow == 1);
  ColumnType day;
  day.kind = Kind::Date;
  CHECK(parse({"2025-01-31", "0001-01-01", "9999-12-31"}, day).slow == 0);
  ColumnType length;
  length.kind = Kind::Duration;
  CHECK(parse({"30 days", "7", "1 day"}, length).slow == 0);
}

TEST_CASE("what cannot be read here is slow: out of range, too many decimals, 19 digits, nothing") {
  ColumnType column;
  column.kind = Kind::Number;
  column.places = 2;
  column.least = Value(Number(0));
  column.greatest = Value(Number(100));
  CHECK(parse({"100", "100.01", "-1", "1.234", "x", "", "1.10", "99.999"}, column).slow == 6);
  column.greatest = std::nullopt;
  CHECK(parse({"9999999999999999", "10000000000000000", "1234567890123456789"}, column).slow == 2);
}

TEST_CASE("numbers that are too long for the usual way are read all the same, of every length") {
  for (const int places : {0, 1, 2, 7}) {
    ColumnType column;
    column.kind = Kind::Number;
    column.places = places;
    const std::string fraction =
        places == 0 ? "" : "." + std::string("8765432").substr(0, static_cast<std::size_t>(places));
    std::vector<std::string> cells(40, "1" + fraction);
    const std::string number = "9876543210987654321";
    for (std::size_t length = 1; length <= number.size(); ++length) {
      const std::string whole = number.substr(0, length);
      cells.insert(cells.end(), {whole + fraction, whole, "-" + whole + fraction, "0" + whole + fraction});
      for (std::size_t at = 0; at < length; ++at) { // something else at every place
        std::string broken = whole + fraction;
        broken[at] = at % 2 == 0 ? 'x' : '/';
        cells.push_back(broken);
      }
      if (places > 0) cells.insert(cells.end(), {whole + "," + fraction.substr(1), whole + fraction + "0"});
    }
    for (const InstructionSet set : kSets)
      CHECK(parse(cells, column, {}, false, set).difference.empty());
  }
}

TEST_CASE("one number of many decimals does not cost the others theirs") {
  ColumnType column;
  column.kind = Kind::Number;
  std::vector<std::string> cells(300, "1234567.25");
  cells[20] = "0.12345678901234567"; // would leave no room for the others
  CHECK(parse(cells, column).slow == 1);
  cells[20] = "0.1234567";
  CHECK(parse(cells, column).slow == 0);
}

} // namespace
} // namespace strata
