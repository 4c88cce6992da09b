// The five output formats, byte by byte.
#include <sstream>

#include <catch2/catch.hpp>

#include "runtime/table/writer.hpp"

namespace strata {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string written(TableFormat format, const std::vector<OutputColumn>& columns, const Rows& rows) {
  std::ostringstream output;
  const auto writer = TableWriter::make(format, output, columns);
  for (const auto& row : rows)
    writer->write(row);
  writer->finish();
  return output.str();
}

const std::vector<OutputColumn>& decision_columns() {
  static const std::vector<OutputColumn> columns = {{"id", CellKind::Text},
                                                    {"value", CellKind::Number},
                                                    {"active", CellKind::Boolean},
                                                    {"name", CellKind::Text}};
  return columns;
}

TEST_CASE("CSV quotes only where it must") {
  CHECK(
      written(TableFormat::Csv, decision_columns(),
              {{"A", "12.50", "true", "Acme"}, {"B", "", "", "Be, \"Co\""}, {"C;1", "-1", "false", " x"}}) ==
      "id,value,active,name\nA,12.50,true,Acme\nB,,,\"Be, \"\"Co\"\"\"\nC;1,-1,false,\" x\"\n");
  CHECK(written(TableFormat::Csv, {{"a;b"}, {""}, {"c\td"}}, {}) == "\"a;b\",\"\",\"c\td\"\n");
  CHECK(written(TableFormat::Csv, {{"only"}}, {{""}, {"x"}}) == "only\n\"\"\nx\n");
  CHECK(csv_field("two\nlines") == "\"two\nlines\"");
  CHECK(csv_field("战略客户") == "战略客户");
}

TEST_CASE("JSON writes numbers digit by digit, and empty cells as null") {
  const Rows rows = {
      {"A", "12.50", "true", "Acme"}, {"B", "unrated", "maybe", ""}, {"C", "-0.5", "", "a\"\\\n\t\x01中"}};
  const std::string first = R"({"id": "A", "value": 12.50, "active": true, "name": "Acme"})";
  const std::string second = R"({"id": "B", "value": "unrated", "active": "maybe", "name": null})";
  const std::string third = R"({"id": "C", "value": -0.5, "active": null, "name": "a\"\\\n\t\u0001中"})";
  CHECK(written(TableFormat::Json, decision_columns(), rows) ==
        "[\n" + first + ",\n" + second + ",\n" + third + "\n]\n");
  CHECK(written(TableFormat::NdJson, decision_columns(), rows) ==
        first + "\n" + second + "\n" + third + "\n");
  CHECK(written(TableFormat::Json, decision_columns(), {}) == "[]\n");
  CHECK(written(TableFormat::NdJson, decision_columns(), {}).empty());
}

TEST_CASE("only plain decimals are JSON numbers") {
  const std::vector<OutputColumn> column = {{"x", CellKind::Number}};
  for (const std::string bare : {"0", "-0", "10", "0.001", "123456789012345678901234567890"})
    CHECK(written(TableFormat::NdJson, column, {{bare}}) == "{\"x\": " + bare + "}\n");
  for (const std::string text : {"01", "+1", ".5", "5.", "1/3", "1e5", "-", "1 "})
    CHECK(written(TableFormat::NdJson, column, {{text}}) == "{\"x\": \"" + text + "\"}\n");
}

TEST_CASE("a table for a terminal is aligned by what a reader sees") {
  CHECK(written(TableFormat::Table, {{"id"}, {"value", CellKind::Number}, {"name"}},
                {{"A", "5", "Acme"}, {"BB", "12.50", "战略客户"}, {"C", "", "x\ny"}, {"D", "1", ""}}) ==
        "id  value  name\n"
        "--  -----  --------\n"
        "A       5  Acme\n"
        "BB  12.50  战略客户\n"
        "C          x\\ny\n"
        "D       1\n");
  CHECK(written(TableFormat::Table, {{"等级"}, {"n", CellKind::Number}}, {{"S", "1"}}) ==
        "等级  n\n----  -\nS     1\n");
}

TEST_CASE("Markdown escapes what would end a cell") {
  CHECK(written(TableFormat::Markdown, {{"id"}, {"value", CellKind::Number}, {"a|b"}},
                {{"A", "5", "x|y\\z"}, {"B", "12.5", "two\r\nlines"}}) ==
        "| id  | value | a\\|b         |\n"
        "| --- | ----: | ------------ |\n"
        "| A   |     5 | x\\|y\\\\z      |\n"
        "| B   |  12.5 | two<br>lines |\n");
}

TEST_CASE("Markdown shows a cell's signs as they are") {
  CHECK(written(TableFormat::Markdown, {{"id"}}, {{"<b>*x* `y` [z](w) a_b"}}) ==
        "| id                          |\n"
        "| --------------------------- |\n"
        "| \\<b>\\*x\\* \\`y\\` \\[z](w) a_b |\n");
}

TEST_CASE("display width counts wide, combining and broken characters") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("战略") == 4);
  CHECK(display_width("cafe\u0301") == 4);
  CHECK(display_width("a\xFF") == 2);
}

} // namespace
} // namespace strata
