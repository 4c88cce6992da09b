// What check_model() makes of declarations: the tables of the typed model. What it refuses stands in the
// goldens (tests/golden/names, declarations, examples, warnings), with the whole text of each message.
#include <catch2/catch.hpp>

#include <chrono>
#include <string>

#include "lang/check/check.hpp"

using namespace strata;

namespace {

constexpr const char* kCustomers = R"(
customer {
  id   : text key
  n    : whole in 0 .. 9
  kind : one of "a", "b" default "a"
  note : text optional
}
)";

CheckedModel check(const std::string& declarations, const std::vector<ParameterSetting>& settings = {}) {
  return check_model("models/good.strata", kCustomers + declarations, settings);
}

std::size_t errors(const CheckedModel& checked) {
  std::size_t count = 0;
  for (const Finding& finding : checked.findings.all())
    if (severity_of(finding.code) == FindingSeverity::Error) ++count;
  return count;
}

/// The codes of all findings, in order: "E0201 W0103".
std::string codes(const CheckedModel& checked) {
  std::string text;
  for (const Finding& finding : checked.findings.all())
    text += (text.empty() ? "" : " ") + std::string(entry_of(finding.code).id);
  return text;
}

} // namespace

TEST_CASE("a model without a model line is called after its file") {
  const CheckedModel checked = check("score value = n");
  REQUIRE(errors(checked) == 0);
  CHECK(checked.model->name == "good");
  CHECK(check("model sabc \"Accounts\"\nscore value = n").model->title == "Accounts");
}

TEST_CASE("columns carry how cells are read and what they are in expressions") {
  const CheckedModel checked = check("score value = n");
  const auto& columns = checked.model->columns;
  REQUIRE(columns.size() == 4);
  CHECK(columns[0].cell.key);
  CHECK(columns[0].used); // the key always is
  CHECK(columns[1].used);
  CHECK_FALSE(columns[2].used);
  CHECK(columns[1].type.whole);
  CHECK(to_text(*columns[1].cell.greatest) == "9");
  CHECK(columns[2].cell.choices == std::vector<std::string>{"a", "b"});
  CHECK(to_text(*columns[2].cell.default_value) == "a");
  CHECK_FALSE(columns[2].type.optional);
  CHECK(columns[3].type.optional);
}

TEST_CASE("the order of declarations does not matter") {
  const CheckedModel checked = check("score value = a\ndefine a = b + 1\ndefine b = n * 2\n");
  REQUIRE(errors(checked) == 0);
  CHECK(checked.model->definitions[0].type.whole);
  CHECK(checked.model->scores[0].type.whole);
}

TEST_CASE("a definition has the stage of the latest thing it reads") {
  const CheckedModel checked = check(R"(
define row = n + 1
define of_value = value + row
define of_tier = tier is S and of_value > 3
define of_policy = gift + 1
score value = n
show all = if of_tier then of_policy else 0
tiers by value { S : >= 5; A : otherwise }
policy all { gift = 1 }
)");
  INFO(codes(checked));
  REQUIRE(errors(checked) == 0);
  const auto& definitions = checked.model->definitions;
  CHECK(definitions[0].stage == Stage::Row);
  CHECK(definitions[1].stage == Stage::Value);
  CHECK(definitions[2].stage == Stage::Tier);
  CHECK(definitions[3].stage == Stage::Policy);
  CHECK(checked.model->shown[0].stage == Stage::Policy);
}

TEST_CASE("a model needs the day where something reads it or it is in force for a time") {
  CHECK_FALSE(check("score value = n").model->uses_as_of);
  CHECK(check("define old = as_of < 2025-01-01\nscore value = if old then 1 else n").model->uses_as_of);
  CHECK(check("effective 2025-01-01 ..\nscore value = n").model->uses_as_of);
}

TEST_CASE("policies fill a place for every tier, `all` behind the named ones") {
  const CheckedModel checked = check(R"(
tiers by n { S : >= 8; A : >= 5; B : otherwise }
group top = S, A
policy all { rate = 1 }
policy top { rate = 2 }
)");
  REQUIRE(errors(checked) == 0);
  REQUIRE(checked.model->attributes.size() == 1);
  const TypedAttribute& rate = checked.model->attributes[0];
  REQUIRE(rate.by_tier.size() == 3);
  CHECK(rate.by_tier[0] == rate.by_tier[1]);
  CHECK(rate.by_tier[1] != rate.by_tier[2]);
  CHECK(rate.unrated == rate.by_tier[2]);
  CHECK(checked.model->groups[0].tiers == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("settings replace the declared value before anything is folded") {
  const std::string model = "parameter w = 60%\nparameter how = \"mean\" one of \"mean\", \"median\"\n"
                            "score value = weighted { n : w; n + 1 : 100% - w }\nshow by = how\n";
  const CheckedModel checked = check(model, {{"w", "1/4"}, {"how", "median"}});
  REQUIRE(errors(checked) == 0);
  CHECK(to_text(checked.model->parameters[0].value) == "0.25");
  CHECK(to_text(checked.model->parameters[1].value) == "median");
  CHECK(codes(check(model, {{"w", "1/3"}})).find("E0607") == 0);
  CHECK(codes(check(model, {{"w", "0.5"}, {"w", "0.6"}})).find("E0702") == 0);
}

TEST_CASE("an example's row carries what is given for all rows, then its own") {
  const CheckedModel checked = check(R"(
parameter cut = 5
score value = n + cut
example "rows" {
  given cut = 4
  customers (n, kind) : (value) {
    1, missing : 5
    2, "b"     : 6
  }
  expect value > 4
}
)");
  INFO(codes(checked));
  REQUIRE(errors(checked) == 0);
  const TypedExample& example = checked.model->examples.at(0);
  CHECK(example.is_table);
  CHECK(example.settings.size() == 1);
  CHECK(example.conditions.size() == 1);
  REQUIRE(example.rows.size() == 2);
  REQUIRE(example.rows[0].givens.size() == 3);
  CHECK(example.rows[0].givens[0].target.entity == Entity::Parameter);
  CHECK(to_text(example.rows[0].givens[2].value) == "a"); // an empty cell of a column with a default
  CHECK(example.rows[1].expected.size() == 1);
}

TEST_CASE("syntax errors are not followed by findings that only follow from them") {
  CHECK(codes(check("define = 5\nscore value = unknown_name")).find("E02") == std::string::npos);
}

TEST_CASE("long chains of definitions are an error in time, not a crash") {
  std::string chain = "score value = d0\n";
  std::string ring = "score value = d0\n";
  constexpr int kLinks = 20'000;
  for (int i = 0; i < kLinks; ++i) {
    chain += "define d" + std::to_string(i) + " = " + (i + 1 < kLinks ? "d" + std::to_string(i + 1) : "n") +
             " + 1\n";
    ring += "define d" + std::to_string(i) + " = d" + std::to_string((i + 1) % kLinks) + " + 1\n";
  }
  const auto begin = std::chrono::steady_clock::now();
  CHECK(codes(check(chain)).find("E0210") != std::string::npos);
  CHECK(errors(check(ring)) >= 1);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("many mistakes are found in time, and few are shown") {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += "define x" + std::to_string(i) + " = unknown_" + std::to_string(i) + "\n";
  const auto begin = std::chrono::steady_clock::now();
  const CheckedModel checked = check(text);
  CHECK(checked.findings.all().size() == 20);
  CHECK(checked.findings.all().back().notes ==
        std::vector<std::string>{"19980 more of this kind are not shown"});
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}
