// Tables through the public interface: how they are written, the notes on how they are read, and proposals.
#include <sstream>

#include <catch2/catch.hpp>

#include "runtime/strata.hpp"

namespace strata {
namespace {

Model model_of(const std::string& text) {
  auto loaded = Model::load({.name = "model.strata", .text = text});
  REQUIRE(loaded);
  return *loaded.value;
}

TEST_CASE("a table says how it is written, and notes say how it is read") {
  const Model model = model_of("customer { id : text key\n revenue : number }\nshow doubled = revenue * 2\n");
  std::istringstream input("C1|1.234,5\nC2|2\n");
  std::ostringstream output;
  const TableDialect dialect{.separator = "|",
                             .decimal_comma = true,
                             .thousands = true,
                             .columns = std::vector<std::string>{"id", "revenue"},
                             .verbose = true};
  const auto report = run(model, {.name = "t", .stream = &input, .dialect = dialect}, {}, output);
  REQUIRE(report);
  CHECK(output.str() == "id,doubled\nC1,2469\nC2,4\n");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].severity == Severity::Note);
  CHECK(report.diagnostics[0].code == "N0802");
  CHECK(report.diagnostics[0].notes.size() == 7);
}

TEST_CASE("a guessed encoding is a note, not an error") {
  const Model model = model_of("customer { id : text key }\nshow name = id\n");
  std::istringstream input("id\n\xBB\xAA\xB6\xAB\xBF\xCD\xBB\xA7\n");
  std::ostringstream output;
  const auto report = run(model, {.name = "t", .stream = &input}, {}, output);
  REQUIRE(report);
  CHECK(output.str() == "id,name\n\u534E\u4E1C\u5BA2\u6237,\u534E\u4E1C\u5BA2\u6237\n");
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].code == "N0801");
}

TEST_CASE("a proposal reads the table that it was made from") {
  const std::string table = "id,revenue,seen\nA,12.5,2024-01-31\nB,,2024-02-29\nC,\"7\",2024-03-01\n\"D\n";
  std::istringstream input(table);
  const auto schema = propose_schema({.name = "shops.csv", .stream = &input});
  REQUIRE(schema);
  CHECK(schema.value->rows == 4);
  CHECK(schema.value->rejects == 1);
  CHECK(schema.value->first_rejects ==
        std::vector<std::string>{"shops.csv:5: the quote that opens on line 5 is never closed"});
  const Model model = model_of(schema.value->text);
  CHECK(model.name() == "shops");
  REQUIRE(model.columns().size() == 3);
  CHECK(model.columns()[0].key);
  CHECK(model.columns()[1].accepts == "a number with at most 1 decimal in 0 .. 100, or an empty cell");
  CHECK(model.columns()[2].accepts == "a date such as 2025-01-31");
}

TEST_CASE("the number of choices proposed is the caller's") {
  const std::string table = "id,city\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n";
  for (const std::size_t most : {1UL, 2UL}) {
    std::istringstream input(table);
    const auto schema = propose_schema({.name = "t.csv", .stream = &input}, {.most_choices = most});
    REQUIRE(schema);
    CHECK((schema.value->text.find("one of \"x\", \"y\"") != std::string::npos) == (most == 2));
  }
}

} // namespace
} // namespace strata
