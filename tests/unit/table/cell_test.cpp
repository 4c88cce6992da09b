// What a cell is worth by its column, and the whole text of what is said where it is worth nothing.
#include <catch2/catch.hpp>

#include "runtime/table/table.hpp"

namespace strata {
namespace {

/// The value as text behind "=", or the problem as "TEXT: EXPECTED".
std::string read(std::string_view text, const ColumnType& column) {
  const Cell cell = read_cell(text, column);
  if (const auto* problem = std::get_if<CellProblem>(&cell)) return problem->text + ": " + problem->expected;
  return "=" + to_text(std::get<Value>(cell));
}

ColumnType column(Kind kind) {
  ColumnType result;
  result.name = "x";
  result.header = "x";
  result.kind = kind;
  return result;
}

ColumnType between(ColumnType type, Value least, Value greatest) {
  type.least = std::move(least);
  type.greatest = std::move(greatest);
  return type;
}

TEST_CASE("numbers are plain decimals and exact") {
  const ColumnType number = column(Kind::Number);
  CHECK(read("12.50", number) == "=12.5");
  CHECK(read(" +3\t", number) == "=3");
  CHECK(read("\u00A0-1e-3\u3000", number) == "=-0.001");
  CHECK(read("1e400", number) == "=1" + std::string(400, '0'));
  CHECK(read("abc", number) == "abc: a number");
  CHECK(read("", number) == ": a number");
  CHECK(read("nan", number) == "nan: a number");
  CHECK(read("0x10", number) == "0x10: a number");
  CHECK(read("5 6 x", number) == "5 6 x: a number");
}

TEST_CASE("numbers as office programs show them are refused with what to do") {
  const ColumnType number = column(Kind::Number);
  const std::string thousands = ": a number without thousands separators";
  for (const std::string text : {"1,234", "1,234,567.5", "12 000", "1'000", "1_000", "1.234.567", "-1,234.5",
                                 "12\u00A0000", "12\u202F000"})
    CHECK(read(text, number) == text + thousands);
  CHECK(read("12,5", number) == "12,5: a number with a decimal point");
  CHECK(read("1.100,04", number) ==
        "1.100,04: a number with a decimal point and without thousands separators");
  CHECK(read("1 100,04", number) == "1 100,04: a number without thousands separators");
  CHECK(read("12%", number) == "12%: a number without a percent sign (5% is written 0.05)");
  for (const std::string text : {"$5", "5 €", "¥100", "100元", "CNY 100", "100USD"})
    CHECK(read(text, number) == text + ": a number without a currency sign");
  CHECK(read("10万", number) == "10万: a number written out (1万 is 10000)");
  CHECK(read("10k", number) == "10k: a number written out (1k is 1000)");
  CHECK(read("(12)", number) == "(12): a number with a minus sign instead of brackets");
  CHECK(read("１２", number) == "１２: a number in the digits 0 to 9");
}

TEST_CASE("a number is held against its kind, its decimals and its range") {
  ColumnType whole = between(column(Kind::Number), Number(0), Number(3650));
  whole.whole = true;
  CHECK(read("30.0", whole) == "=30");
  CHECK(read("1e3", whole) == "=1000");
  CHECK(read("30.5", whole) == "30.5: a whole number in 0 .. 3650");
  CHECK(read("3651", whole) == "3651: a whole number in 0 .. 3650");
  CHECK(read("-1", whole) == "-1: a whole number in 0 .. 3650");
  CHECK(read("1e400", whole) == "1e400: a whole number in 0 .. 3650");
  ColumnType money = column(Kind::Money);
  money.places = 2;
  money.least = Number(0);
  CHECK(read("1.250", money) == "=1.25");
  CHECK(read("1.255", money) == "1.255: an amount with at most 2 decimals of 0 or more");
  CHECK(read("-1", money) == "-1: an amount with at most 2 decimals of 0 or more");
  const ColumnType large = between(column(Kind::Money), Number(-2'500'000), Number(10'000'000'000));
  CHECK(describe_column(large) == "an amount in -2500000 .. 10B");
  ColumnType chinese = between(column(Kind::Money), Number(0), Number(10'000'000'000));
  chinese.name = "进货额";
  CHECK(describe_column(chinese) == "an amount in 0 .. 100亿");
  CHECK(describe_column(between(chinese, Number(50'000), Number(25'000'000))) ==
        "an amount in 5万 .. 2500万");
  CHECK(describe_column(between(large, Number(0), Number(25'000'000))) == "an amount in 0 .. 25M");
  ColumnType tenths = column(Kind::Number);
  tenths.places = 1;
  tenths.greatest = Number::ratio(21, 2);
  CHECK(read("10.6", tenths) == "10.6: a number with at most 1 decimal of 10.5 or less");
}

TEST_CASE("an empty cell is a default, the missing value or a problem") {
  ColumnType days = between(column(Kind::Number), Number(0), Number(3650));
  days.whole = true;
  CHECK(read(" \u3000", days) == " \u3000: a whole number in 0 .. 3650");
  days.optional = true;
  CHECK(read("", days) == "=missing");
  CHECK(read("x", days) == "x: a whole number in 0 .. 3650, or an empty cell");
  CHECK(read("1,000", days) ==
        "1,000: a whole number in 0 .. 3650 without thousands separators, or an empty cell");
  days.missing_as = {std::string("N/A"), Number(-999999999)};
  CHECK(read(" N/A ", days) == "=missing");
  CHECK(read("-999999999.0", days) == "=missing");
  CHECK(read("n/a", days) == "n/a: a whole number in 0 .. 3650, or an empty cell");
  days.default_value = Number(7);
  CHECK(read("N/A", days) == "=7");
  CHECK(read(" ", column(Kind::Text)) == " : a text");
}

TEST_CASE("texts stay as they are, words of a closed set lose outer blanks") {
  CHECK(read(" a b ", column(Kind::Text)) == "= a b ");
  ColumnType industry = column(Kind::Text);
  industry.choices = {"telecom", "government", "finance"};
  CHECK(read(" telecom ", industry) == "=telecom");
  CHECK(read("telcom", industry) ==
        "telcom: one of \"telecom\", \"government\", \"finance\" (did you mean \"telecom\"?)");
  CHECK(read("Finance", industry) ==
        "Finance: one of \"telecom\", \"government\", \"finance\" (did you mean \"finance\"?)");
  industry.optional = true;
  CHECK(read("steel", industry) ==
        "steel: one of \"telecom\", \"government\", \"finance\", or an empty cell");
  industry.choices = {"a"};
  CHECK(describe_column(industry) == "\"a\", or an empty cell");
  industry.choices = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
  CHECK(describe_column(industry) ==
        "one of \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", … (12 in all), or "
        "an empty cell");
}

TEST_CASE("booleans are true and false in any case, or the two forms") {
  ColumnType flag = column(Kind::Boolean);
  CHECK(read("TRUE", flag) == "=true");
  CHECK(read(" False ", flag) == "=false");
  CHECK(read("yes", flag) == "yes: true or false");
  CHECK(read("1", flag) == "1: true or false");
  flag.boolean_forms = {"Yes", "No"};
  CHECK(read("Yes ", flag) == "=true");
  CHECK(read("No", flag) == "=false");
  CHECK(read("true", flag) == "true: \"Yes\" or \"No\"");
}

TEST_CASE("dates are ISO or of their form") {
  ColumnType date = column(Kind::Date);
  CHECK(read(" 2025-01-31 ", date) == "=2025-01-31");
  CHECK(read("2025-02-29", date) == "2025-02-29: a date such as 2025-01-31; there is no 29 February 2025");
  CHECK(read("2025-01-31 00:00:00", date) == "2025-01-31 00:00:00: a date such as 2025-01-31 without a time");
  CHECK(read("2025-01-31T10:00Z", date) == "2025-01-31T10:00Z: a date such as 2025-01-31 without a time");
  CHECK(read("1/31/2025", date) == "1/31/2025: a date such as 2025-01-31");
  date = between(date, *Date::from_ymd(2020, 1, 1), *Date::from_ymd(2025, 12, 31));
  CHECK(read("2026-01-01", date) == "2026-01-01: a date such as 2025-01-31 in 2020-01-01 .. 2025-12-31");
  date.greatest.reset();
  CHECK(read("2019-01-01", date) == "2019-01-01: a date such as 2025-01-31 from 2020-01-01 on");
  date.least.reset();
  date.greatest = *Date::from_ymd(2025, 12, 31);
  date.date_form = "M/D/YYYY";
  CHECK(read("1/31/2025", date) == "=2025-01-31");
  CHECK(read("31/1/2025", date) ==
        "31/1/2025: a date written M/D/YYYY up to 2025-12-31; there is no month 31");
  CHECK(read("1/31/2025 0:00", date) ==
        "1/31/2025 0:00: a date written M/D/YYYY up to 2025-12-31 without a time");
}

TEST_CASE("durations are whole days") {
  ColumnType days = between(column(Kind::Duration), Duration{0}, Duration{365});
  CHECK(read("90", days) == "=90 days");
  CHECK(read("1 day", days) == "=1 days");
  CHECK(read("90 days", days) == "=90 days");
  CHECK(read("90days", days) == "=90 days");
  CHECK(read("1.5", days) == "1.5: a whole number of days in 0 .. 365");
  CHECK(read("366", days) == "366: a whole number of days in 0 .. 365");
  CHECK(read("3 months", days) == "3 months: a whole number of days in 0 .. 365");
  CHECK(read("1e30", days) == "1e30: a whole number of days in 0 .. 365");
}

TEST_CASE("long texts are cut, odd characters made visible, sensitive ones hidden") {
  const ColumnType number = column(Kind::Number);
  CHECK(read(std::string(1'000'000, '7'), number) ==
        std::string(60, '7') + "…: a number with at most 1000 digits");
  CHECK(read(std::string(1'000'000, 'x'), number) == std::string(60, 'x') + "…: a number");
  CHECK(read("1e1001", number) == "1e1001: a number with at most 1000 digits");
  CHECK(read("1\n2\t\x1B[31m", number) == "1\\n2\\t\\u{1b}[31m: a number");
  ColumnType secret = number;
  secret.sensitive = true;
  CHECK(read("1,234", secret) == "(hidden): a number");
  secret.kind = Kind::Text;
  secret.choices = {"low", "high"};
  CHECK(read("hihg", secret) == "(hidden): one of \"low\", \"high\"");
}

TEST_CASE("values from elsewhere are held against a column") {
  ColumnType days = between(column(Kind::Number), Number(0), Number(3650));
  days.whole = true;
  CHECK(!value_problem(Number(5), days));
  CHECK(value_problem(Number::ratio(1, 2), days) == "a whole number in 0 .. 3650");
  CHECK(value_problem(Missing{}, days) == "a whole number in 0 .. 3650");
  CHECK(value_problem(Value(true), days) == "a whole number in 0 .. 3650");
  CHECK(value_problem(Value(Duration{5}), days) == "a whole number in 0 .. 3650");
  days.optional = true;
  CHECK(!value_problem(Missing{}, days));
  CHECK(value_problem(Number(-1), days) == "a whole number in 0 .. 3650, or missing");
  ColumnType places = column(Kind::Number);
  places.places = 2;
  CHECK(value_problem(Number::ratio(1, 3), places) == "a number with at most 2 decimals");
  ColumnType word = column(Kind::Text);
  CHECK(!value_problem(Value(std::string("any")), word));
  word.choices = {"a", "b"};
  CHECK(value_problem(Value(std::string("c")), word) == "one of \"a\", \"b\"");
  CHECK(!value_problem(Value(false), column(Kind::Boolean)));
  CHECK(!value_problem(Value(*Date::from_ymd(2025, 1, 1)), column(Kind::Date)));
  CHECK(value_problem(Value(Number(1)), column(Kind::Duration)) == "a whole number of days");
  ColumnType row = column(Kind::Number);
  row.row_number = true;
  CHECK(describe_column(row) == "the number of the row");
}

} // namespace
} // namespace strata
