// Tables as a whole: how columns are found, what rows hold, and the whole text of what is said.
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "runtime/table/table.hpp"
#include "tests/unit/table/slow_stream.hpp"

namespace strata {
namespace {

using Lines = std::vector<std::string>;

ColumnType column(std::string name, Kind kind, std::string header = {}) {
  ColumnType result;
  result.name = name;
  result.header = header.empty() ? std::move(name) : std::move(header);
  result.kind = kind;
  return result;
}

const std::vector<ColumnType>& account_columns() {
  static const std::vector<ColumnType> columns = {column("id", Kind::Text), column("revenue", Kind::Number)};
  return columns;
}

std::string shown(const TableError& error) {
  return fmt::format("{}:{}: {} {}{}{}", error.file, error.line, entry_of(error.code).id, error.message,
                     error.help.empty() ? "" : " -- ", error.help);
}

std::string shown(const CellProblem& problem) {
  return fmt::format("{}:{}: {}: {} ({})", problem.file, problem.line, problem.column, problem.text,
                     problem.expected);
}

/// The rows of a table, one text each, or its errors.
Lines read(std::istream& input, const std::vector<ColumnType>& wanted, const TableOptions& options = {}) {
  std::vector<TableError> errors;
  auto reader = TableReader::open(input, "t.csv", wanted, options, errors);
  Lines result;
  for (const TableError& error : errors)
    result.push_back(shown(error));
  if (!reader) return result;
  TableRow row;
  while (reader->next(row)) {
    std::string line = fmt::format("{}/{}:", row.line, row.number);
    if (row.broken) line += " " + shown(*row.broken);
    for (const Cell& cell : row.cells) {
      const auto* problem = std::get_if<CellProblem>(&cell);
      line += " " + (problem != nullptr ? shown(*problem) : to_text(std::get<Value>(cell)));
    }
    result.push_back(line);
  }
  if (reader->failure()) result.push_back(shown(*reader->failure()));
  return result;
}

Lines read(const std::string& text, const std::vector<ColumnType>& wanted = account_columns(),
           const TableOptions& options = {}) {
  std::istringstream input(text);
  return read(input, wanted, options);
}

TEST_CASE("rows hold the wanted columns in the wanted order") {
  CHECK(read("revenue,name,id\n5,Acme,A\n7.50,\"Be, Co\",B\n") == Lines{"2/1: A 5", "3/2: B 7.5"});
  CHECK(read("\xEF\xBB\xBFid;revenue\r\n\r\nA;5") == Lines{"3/1: A 5"});
  CHECK(read(" id \t revenue\u3000\nA\t5\n") == Lines{"2/1: A 5"});
  CHECK(read("id,revenue\n").empty());
}

TEST_CASE("a record keeps the texts of all its fields") {
  std::istringstream input("id,note,revenue\nA,\" x \",5\n");
  std::vector<TableError> errors;
  auto reader = TableReader::open(input, "t.csv", account_columns(), {}, errors);
  REQUIRE(reader);
  CHECK(reader->headers() == Lines{"id", "note", "revenue"});
  TableRow row;
  REQUIRE(reader->next(row));
  CHECK(row.fields == Lines{"A", " x ", "5"});
  CHECK(!reader->next(row));
  CHECK(!reader->next(row));
}

TEST_CASE("a cell that cannot be read names its place, and the other rows go on") {
  CHECK(read("id,revenue\nA,x\nB,\nC,3\n") ==
        Lines{"2/1: A t.csv:2: revenue: x (a number)", "3/2: B t.csv:3: revenue:  (a number)", "4/3: C 3"});
}

TEST_CASE("a record with too few or too many fields is broken, unless the surplus is empty") {
  CHECK(read("id,revenue\nA\nB,1,2\nC,3,,\nD,4\n") ==
        Lines{"2/1: t.csv:2: : A (the record has 1 field, but the header has 2)",
              "3/2: t.csv:3: : B,1,2 (the record has 3 fields, but the header has 2 (a text that holds the "
              "separator "
              "must stand in quotes))",
              "4/3: C 3", "5/4: D 4"});
  CHECK(read("id,revenue,,\nA,5\nB,6,\nC,7,8,9\n") == Lines{"2/1: A 5", "3/2: B 6", "4/3: C 7"});
}

TEST_CASE("the text of a broken record is hidden where a wanted column is sensitive") {
  std::vector<ColumnType> wanted = account_columns();
  wanted[1].sensitive = true;
  CHECK(
      read("id,revenue\nA,5,secret\nB,\"7\nC,x\n", wanted) ==
      Lines{"2/1: t.csv:2: : (hidden) (the record has 3 fields, but the header has 2 (a text that holds the "
            "separator must stand in quotes))",
            "3/2: t.csv:3: : (hidden) (the quote that opens on line 3 is never closed)",
            "4/3: C t.csv:4: revenue: (hidden) (a number)"});
  CHECK(
      read("id,revenue\nA,5,secret\n", account_columns(),
           {.headers = {}, .unused = {}, .hide_records = true}) ==
      Lines{"2/1: t.csv:2: : (hidden) (the record has 3 fields, but the header has 2 (a text that holds the "
            "separator must stand in quotes))"});
}

TEST_CASE("headers are mapped by the model or by the run, and compared in composed form") {
  const std::vector<ColumnType> wanted = {column("id", Kind::Text),
                                          column("revenue", Kind::Number, "Annual revenue")};
  CHECK(read("id,Annual revenue\nA,5\n", wanted) == Lines{"2/1: A 5"});
  CHECK(read("Kunde,Umsatz\nA,5\n", wanted,
             {.headers = {{"id", "Kunde"}, {"revenue", "Umsatz"}}, .unused = {}, .hide_records = false}) ==
        Lines{"2/1: A 5"});
  CHECK(read("id,cafe\u0301\nA,5\n", {column("id", Kind::Text), column("caf\u00E9", Kind::Number)}) ==
        Lines{"2/1: A 5"});
}

TEST_CASE("all missing columns are named at once, with the nearest header and how to map one") {
  CHECK(
      read("ID,name,revnue\nA,x,5\n",
           {column("id", Kind::Text), column("revenue", Kind::Number, "Annual revenue"),
            column("since", Kind::Date), column("revenue2", Kind::Number, "revenue")}) ==
      Lines{"t.csv:1: E0805 the table has no column \"id\" -- did you mean \"ID\"? Then say --map id=ID",
            "t.csv:1: E0805 the table has no column \"Annual revenue\", which should hold revenue -- name "
            "the header "
            "that holds it: --map revenue=HEADER",
            "t.csv:1: E0805 the table has no column \"since\" -- name the header that holds it: --map "
            "since=HEADER",
            "t.csv:1: E0805 the table has no column \"revenue\", which should hold revenue2 -- did you mean "
            "\"revnue\"? Then say --map revenue2=revnue; the headers of the table are: ID, name, revnue"});
  CHECK(
      read("\n1,2,3,4,5,6,7,8,9,,11,12\n", {column("Annual revenue", Kind::Number)}) ==
      Lines{
          "t.csv:2: E0805 the table has no column \"Annual revenue\" -- name the header that holds it: --map "
          "Annual revenue=HEADER; the headers of the table are: 1, 2, 3, 4, 5, 6, 7, 8, 9, (no name), … (2 "
          "more)"});
  CHECK(read("id|revenue\nA|5\n", {column("revenue", Kind::Number)}) ==
        Lines{"t.csv:1: E0805 the table has no column \"revenue\" -- name the header that holds it: --map "
              "revenue=HEADER; the headers of the table are: id|revenue (one only: if the cells are "
              "separated by something else than commas, semicolons or tabs, say --separator \"|\")"});
}

TEST_CASE("a wanted header may stand once only, others as they like") {
  CHECK(read("id,revenue,name,name,,,revenue\n") ==
        Lines{"t.csv:1: E0806 the header \"revenue\" stands twice, in columns 2 and 7 -- give one of the two "
              "another "
              "name in the table"});
  CHECK(read("id,revenue,name,name,,\nA,5,,,,\n") == Lines{"2/1: A 5"});
}

TEST_CASE("a mapping must be for a column of the model") {
  CHECK(read("id,Total sum\n", account_columns(),
             {.headers = {{"revenu", "Total sum"}}, .unused = {}, .hide_records = false}) ==
        Lines{"t.csv:0: E0807 a header is mapped to revenu, which is no column of the model -- did you mean "
              "--map "
              "revenue=\"Total sum\"?",
              "t.csv:1: E0805 the table has no column \"revenue\" -- name the header that holds it: --map "
              "revenue=HEADER; the headers of the table are: id, Total sum"});
  CHECK(read("id,revenue\nA,5\n", account_columns(),
             {.headers = {{"note", "Notes"}}, .unused = {"note"}, .hide_records = false}) ==
        Lines{"2/1: A 5"});
}

TEST_CASE("a column of row numbers stands under no header") {
  std::vector<ColumnType> wanted = {column("row", Kind::Number), column("revenue", Kind::Number)};
  wanted[0].row_number = true;
  CHECK(read("revenue\n5\n6,7\n8\n", wanted) == Lines{"2/1: 1 5",
                                                      "3/2: t.csv:3: : 6,7 (the record has 2 fields, but the "
                                                      "header has 1 (a text that holds the separator must "
                                                      "stand in quotes))",
                                                      "4/3: 3 8"});
}

TEST_CASE("what is no table is said once, with what to do") {
  CHECK(read("") ==
        Lines{"t.csv:0: E0802 the table is empty -- its first line must name the columns: id,revenue"});
  CHECK(read("PK\x03\x04") ==
        Lines{"t.csv:0: E0801 this is a workbook of a spreadsheet program (or another archive), "
              "not a CSV table -- save the sheet as \"CSV UTF-8\""});
  const std::string save =
      " -- name its encoding, as in --encoding gb18030, or save it as UTF-8 (\"CSV UTF-8\" in a "
      "spreadsheet program)";
  CHECK(read("\xBFid,revenue\n") ==
        Lines{"t.csv:1: E0803 byte 1 of line 1 (0xBF) is not UTF-8, so the header cannot be read" + save});
  CHECK(read(std::string("id,rev\0enue\n", 12)) ==
        Lines{"t.csv:1: E0803 byte 7 of line 1 is a NUL, so the header cannot be read" + save});
  CHECK(read("id,\"revenue\nA,5\n") == Lines{"t.csv:1: E0804 the header cannot be split: the quote that "
                                             "opens on line 1 is never closed -- correct the "
                                             "first line of the table"});
}

TEST_CASE("a directory and a failing disk are no tables") {
  std::ifstream folder("/");
  CHECK(read(folder, account_columns()) ==
        Lines{"t.csv:0: E0801 this is a directory, not a table -- name the CSV file itself"});
  std::ifstream absent("/no/such/file");
  CHECK(read(absent, account_columns()) == Lines{"t.csv:0: E0801 the table cannot be read"});
  SlowStream broken("id,revenue\nA,5\nB,6", 7, true);
  CHECK(read(broken, account_columns()) ==
        Lines{"t.csv:0: E0801 the table cannot be read: Input/output error"});
}

} // namespace
} // namespace strata
