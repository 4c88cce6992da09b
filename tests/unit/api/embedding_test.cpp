// Strata as an application uses it: the public header alone.
#include <sstream>

#include <catch2/catch.hpp>

#include "runtime/strata.hpp"

namespace {

constexpr const char* kModel = R"(model shop "Shop customers"
version "1"
customer {
  id      : text key
  revenue : number in 0 .. 1M
  visits  : whole in 0 .. 100 optional
}
parameter cut = 80 in 50 .. 90 step 5 "lowest value of A"
dimension size weight 60% = linear(revenue, 0, 100k)
dimension habit weight 40% = match visits {
  >= 10     : 100
  missing   : 0
  otherwise : 50
}
score value to 1 place = weighted dimensions
tiers by value {
  A "key account" : >= cut
  B               : otherwise
}
policy A { discount = 10% }
policy B { discount = 0% }
example "large" { given revenue = 100k, visits = 12 ; expect tier = A, value = 100 }
)";

strata::Model load(const std::string& text, const std::vector<strata::Setting>& settings = {}) {
  const auto loaded = strata::Model::load({.name = "shop.strata", .text = text}, settings);
  std::string messages;
  for (const strata::Diagnostic& diagnostic : loaded.diagnostics)
    messages += strata::to_text(diagnostic);
  INFO(messages);
  REQUIRE(loaded.value.has_value());
  return *loaded.value;
}

struct Ran {
  std::string output;
  strata::Result<strata::RunReport> result;
  std::vector<strata::Reject> rejects;
};

struct Collecting : strata::RejectSink {
  std::vector<strata::Reject> list;
  void reject(const strata::Reject& reject) override { list.push_back(reject); }
};

Ran run_csv(const strata::Model& model, const std::string& csv, const strata::RunOptions& options = {}) {
  std::istringstream input(csv);
  std::ostringstream output;
  Collecting rejects;
  const strata::CustomerTable table{.name = "customers.csv", .stream = &input, .headers = {}};
  auto result = strata::run(model, table, options, output, &rejects);
  return {output.str(), std::move(result), std::move(rejects.list)};
}

std::string only_message(const Ran& ran) {
  REQUIRE_FALSE(ran.result.value.has_value());
  REQUIRE(ran.result.diagnostics.size() == 1);
  return strata::to_text(ran.result.diagnostics.front());
}

} // namespace

TEST_CASE("an application loads a model and runs it") {
  const strata::Model model = load(kModel);
  CHECK(model.name() == "shop");
  CHECK(model.title() == "Shop customers");
  CHECK(model.version() == "1");
  CHECK_FALSE(model.needs_as_of());
  CHECK(model.result_columns() == std::vector<std::string>{"id", "tier", "value", "discount", "reasons"});
  CHECK(model.result_columns(true, true) == std::vector<std::string>{"id", "tier", "tier_label", "value",
                                                                     "size", "habit", "discount", "reasons"});

  const Ran ran = run_csv(model, "id,revenue,visits\nX,100000,12\nY,50000,\nZ,99975,9\n");
  REQUIRE(ran.result.value.has_value());
  CHECK(ran.output == "id,tier,value,discount,reasons\n"
                      "X,A,100.0,0.1,\n"
                      "Y,B,30.0,0,habit -40; size -30\n"
                      "Z,B,80.0,0,habit -20; size -0.015\n");
  CHECK(ran.result.value->rows == 3);
  CHECK(ran.result.value->decided == 3);
  CHECK(ran.result.value->rejects == 0);
  REQUIRE(ran.result.value->tiers.size() == 2);
  CHECK(ran.result.value->tiers[0].tier == "A");
  CHECK(ran.result.value->tiers[0].label == "key account");
  CHECK(ran.result.value->tiers[1].customers == 2);
}

TEST_CASE("parameters and columns are told") {
  const strata::Model model = load(kModel, {{"cut", "75"}});
  REQUIRE(model.parameters().size() == 1);
  CHECK(model.parameters()[0].name == "cut");
  CHECK(model.parameters()[0].value == "75");
  CHECK(model.parameters()[0].range == "50 .. 90 step 5");
  CHECK(model.parameters()[0].note == "lowest value of A");
  REQUIRE(model.columns().size() == 3);
  CHECK(model.columns()[0].key);
  CHECK(model.columns()[2].used);
  CHECK(model.columns()[2].header == "visits");
  CHECK(model.columns()[2].accepts == "a whole number in 0 .. 100, or an empty cell");
}

TEST_CASE("a bad cell takes only what needs it, and is reported once") {
  const Ran ran = run_csv(load(kModel), "id,revenue,visits\nX,abc,12\nY,50000,-1\nX,1,1\n,1,1\n");
  REQUIRE(ran.result.value.has_value());
  CHECK(ran.output ==
        "id,tier,value,discount,reasons\n"
        "X,unrated,,,\"revenue is \"\"abc\"\", not a number in 0 .. 1M\"\n"
        "Y,unrated,,,\"visits is \"\"-1\"\", not a whole number in 0 .. 100, or an empty cell\"\n");
  REQUIRE(ran.rejects.size() == 4);
  CHECK(ran.rejects[0].line == 2);
  CHECK(ran.rejects[0].key == "X");
  CHECK(ran.rejects[0].column == "revenue");
  CHECK(ran.rejects[0].text == "abc");
  CHECK_FALSE(ran.rejects[0].row_lost);
  CHECK(ran.rejects[2].row_lost);
  CHECK(ran.rejects[2].reason == "the key stands in line 2 already; that row counts");
  CHECK(ran.rejects[3].reason == "the key is empty");
  CHECK(ran.result.value->rows == 4);
  CHECK(ran.result.value->decided == 2);
  CHECK(ran.result.value->rows_lost == 2);
  CHECK(ran.result.value->first_rejects[0] ==
        "customers.csv:2: customer X: revenue \"abc\": expected a number in 0 .. 1M");
}

TEST_CASE("columns are chosen by name, and the table's own come first when asked for") {
  const strata::Model model = load(kModel);
  const std::string csv = "id,revenue,visits,city\nX,99975,9,Oslo\n";
  CHECK(run_csv(model, csv, {.columns = {"tier", "size", "next_tier", "distance", "city"}}).output ==
        "tier,size,next_tier,distance,city\nB,99.975,A,0.1,Oslo\n");
  CHECK(run_csv(model, csv, {.labels = true, .with_input = true, .distance = true}).output ==
        "id,revenue,visits,city,tier,tier_label,value,discount,reasons,next_tier,distance\n"
        "X,99975,9,Oslo,B,B,80.0,0,habit -20; size -0.015,A,0.1\n");
  CHECK(only_message(run_csv(model, csv, {.columns = {"vlaue"}})) ==
        "error[E0823]: the result has no column `vlaue`\n"
        "  = help: did you mean `value`?\n");
}

TEST_CASE("the other formats write the same cells") {
  const strata::Model model = load(kModel);
  const std::string csv = "id,revenue,visits\nX,100000,12\n";
  CHECK(run_csv(model, csv, {.format = strata::OutputFormat::NdJson}).output ==
        "{\"id\": \"X\", \"tier\": \"A\", \"value\": 100.0, \"discount\": 0.1, \"reasons\": null}\n");
}

TEST_CASE("examples are run, and a wrong expectation says what came") {
  const auto passed = strata::run_examples(load(kModel));
  REQUIRE(passed.size() == 1);
  CHECK(passed[0].passed);
  CHECK(passed[0].example == "large");
  CHECK(passed[0].line == 22);

  const auto failed = strata::run_examples(
      load(std::string(kModel) +
           "example \"wrong\" {\n  given revenue = 99975, visits = 9\n  expect value = 79.9\n}\n"));
  REQUIRE(failed.size() == 2);
  REQUIRE(failed[1].failures.size() == 1);
  CHECK(strata::to_text(failed[1].failures[0]) ==
        "error[E0841]: expected value = 79.9, and it is 79.985 (shown as 80.0)\n"
        "  --> shop.strata:25:10\n"
        "   |\n"
        "25 |   expect value = 79.9\n"
        "   |          ^^^^^^^^^^^^\n");
}

TEST_CASE("an unknown parameter or a broken model gives diagnostics and no model") {
  const auto wrong = strata::Model::load({.name = "shop.strata", .text = kModel}, {{"ctu", "75"}});
  CHECK_FALSE(wrong.value.has_value());
  REQUIRE(wrong.diagnostics.size() == 1);
  const auto broken = strata::Model::load({.name = "x.strata", .text = "model x\ncustomer {"});
  CHECK_FALSE(broken.value.has_value());
  CHECK_FALSE(broken.diagnostics.empty());
}

TEST_CASE("explanations find the customer by key") {
  const strata::Model model = load(kModel);
  std::istringstream input("id,revenue,visits\nX,100000,12\nY,99975,9\n");
  const strata::CustomerTable table{.name = "customers.csv", .stream = &input, .headers = {}};
  const auto explained = strata::explain(model, table, "Y", {});
  REQUIRE(explained.value.has_value());
  CHECK(explained.value->text.starts_with("Y: B, because value = 79.985 is in no better tier\n"
                                          "  next up  A  needs value >= 80: 0.015 more\n"));
  CHECK(explained.value->json.find("\"tier\": \"B\"") != std::string::npos);

  std::istringstream again("id,revenue,visits\nX-1001,100000,12\n");
  const auto unknown =
      strata::explain(model, {.name = "customers.csv", .stream = &again, .headers = {}}, "X-1002", {});
  REQUIRE(unknown.diagnostics.size() == 1);
  CHECK(strata::to_text(unknown.diagnostics[0]) == "error[E0824]: customers.csv has no customer `X-1002`\n"
                                                   "  = help: did you mean `X-1001`?\n");
}

TEST_CASE("codes are explained") {
  const auto text = strata::explain_code("e0820");
  REQUIRE(text.has_value());
  CHECK(text->starts_with("E0820: a run that lacks the day of the decision\n\n"));
  CHECK_FALSE(strata::explain_code("E9999").has_value());
  CHECK_FALSE(strata::all_codes().empty());
}

TEST_CASE("a manual is the first comment") {
  CHECK(strata::manual("# One\n#\n#   two\nmodel x\n# three\n") == "One\n\n  two\n");
  CHECK(strata::manual("model x\n").empty());
}
