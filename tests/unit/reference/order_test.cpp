// The order of a decision: exclude, unrated, score, base tier, floors, lower, caps, hard caps.
#include "one_customer.hpp"

using namespace strata;

namespace {

constexpr const char* kHead = R"(model m
customer {
  id : text key
  v  : number in 0 .. 100 optional
  n  : whole in 0 .. 1000 default 0
}
score value = v
)";
constexpr const char* kLadder = "tiers by value { S : >= 80; A : >= 60; B : >= 40; C : otherwise }\n";

Decision run(const TypedModel& model, Outcome v, std::int64_t n) {
  return decided(model, {text("x"), std::move(v), number(n)});
}

} // namespace

TEST_CASE("the first line that fits decides, and borders belong to it") {
  const auto model = checked(std::string(kHead) + kLadder);
  CHECK(tier(*model, run(*model, number(80), 0)) == "S");
  CHECK(tier(*model, run(*model, Value(Number::ratio(79999, 1000)), 0)) == "A");
  CHECK(tier(*model, run(*model, number(0), 0)) == "C");
}

TEST_CASE("a missing subject without a line for it makes unrated, which is no failure") {
  const auto model = checked(std::string(kHead) + kLadder);
  const Decision decision = run(*model, nothing(), 0);
  CHECK(tier_and_reasons(*model, decision) == "unrated: value is missing");
  CHECK_FALSE(decision.scales[0].failure.has_value());
}

TEST_CASE("a line may take the missing value") {
  const auto model =
      checked(std::string(kHead) + "tiers by value { A : >= 60; B : missing; C : otherwise }\n");
  CHECK(tier(*model, run(*model, nothing(), 0)) == "B");
  CHECK(tier(*model, run(*model, number(1), 0)) == "C");
}

TEST_CASE("a subject that fails makes unrated, with the failure kept") {
  const auto model = checked(std::string(kHead) + kLadder);
  const Decision decision = run(*model, unreadable(1), 0);
  CHECK(tier_and_reasons(*model, decision) == "unrated: it cannot be read");
  REQUIRE(decision.scales[0].failure.has_value());
  CHECK(decision.scales[0].failure->column == 1);
  CHECK(failure_of(decision.scores[0]) != nullptr);
}

TEST_CASE("floors lift, lower goes down, caps hold, whatever the order written") {
  const auto model = checked(std::string(kHead) + kLadder +
                             "hard cap at C \"four\" when n >= 4\n"
                             "cap at B \"three\" when n >= 3\n"
                             "lower by 1 \"two\" when n >= 2\n"
                             "floor at S \"one\" when n >= 1\n");
  CHECK(tier_and_reasons(*model, run(*model, number(50), 0)) == "B: ");
  CHECK(tier_and_reasons(*model, run(*model, number(50), 1)) == "S: one");
  CHECK(tier_and_reasons(*model, run(*model, number(50), 2)) == "A: one; two");
  CHECK(tier_and_reasons(*model, run(*model, number(50), 3)) == "B: one; two; three");
  const Decision all = run(*model, number(50), 4);
  CHECK(tier_and_reasons(*model, all) == "C: one; two; three"); // three reasons at most
  CHECK(all.steps.size() == 4);
}

TEST_CASE("a cap that does not bite is a step and no reason") {
  const auto model = checked(std::string(kHead) + kLadder + "cap at B \"held\" when n > 0\n");
  const Decision decision = run(*model, number(10), 1);
  CHECK(tier_and_reasons(*model, decision) == "C: ");
  REQUIRE(decision.steps.size() == 1);
  CHECK(decision.steps[0].before == decision.steps[0].after);
}

TEST_CASE("lower stops at the worst tier") {
  const auto model = checked(std::string(kHead) + kLadder + "lower by 3 \"down\" when n > 0\n");
  CHECK(tier(*model, run(*model, number(70), 1)) == "C");
  CHECK(tier(*model, run(*model, number(90), 1)) == "C");
}

TEST_CASE("a cap whose condition fails makes unrated") {
  const auto model = checked(std::string(kHead) + kLadder + "cap at B \"ratio\" when 10 / n > 5\n");
  const Decision decision = run(*model, number(90), 0);
  CHECK(tier(*model, decision) == "unrated");
  CHECK(decision.tier_failure.has_value());
  CHECK(decision.scales[0].tier == 0); // its base tier is known
}

TEST_CASE("excluded comes before unrated, and both before any tier") {
  const auto model =
      checked(std::string(kHead) + kLadder +
              "unrated \"odd\" when n >= 1\nexclude \"own\" when n >= 2\nfloor at S \"up\" when n >= 1\n");
  CHECK(tier_and_reasons(*model, run(*model, number(50), 1)) == "unrated: odd");
  const Decision excluded = run(*model, number(50), 2);
  CHECK(tier_and_reasons(*model, excluded) == "excluded: own");
  CHECK(*value_of(excluded.scores[0]) == Value(Missing{}));
  CHECK(run(*model, number(50), 1).steps.empty());
}

TEST_CASE("a screen that fails leaves the customer unrated unless another one holds") {
  const auto model = checked(std::string(kHead) + kLadder +
                             "exclude \"ratio\" when 10 / n > 5\nunrated \"low\" when v default 0 < 10\n");
  const Decision failed = run(*model, number(50), 0);
  CHECK(tier(*model, failed) == "unrated");
  CHECK(failed.scales[0].failure.has_value());
  const Decision ruled = run(*model, number(5), 0);
  CHECK(tier_and_reasons(*model, ruled) == "unrated: low");
  CHECK_FALSE(ruled.scales[0].failure.has_value());
}

TEST_CASE("what a rule proves present may be lacking for the customers it makes unrated") {
  const auto model = checked("model m\ncustomer { id : text key; v : number optional }\n"
                             "unrated \"no figure\" when v is missing\n"
                             "score value = v * 2\ntiers by value { A : >= 10; B : otherwise }\n");
  const Decision decision = decided(*model, {text("x"), nothing()});
  CHECK(tier_and_reasons(*model, decision) == "unrated: no figure");
  CHECK(*value_of(decision.scores[0]) == Value(Missing{})); // an empty cell, and nothing to report
}

TEST_CASE("policies follow the effective tier, and unrated has its own or none") {
  const auto model = checked(std::string(kHead) + kLadder +
                             "cap at B \"held\" when n > 0\n"
                             "policy all { rate = 1% ; note = \"plain\" }\npolicy S, A { rate = 5% }\n"
                             "policy unrated { note = \"ask\" }\n");
  CHECK(*value_of(run(*model, number(90), 0).attributes[0]) == Value(Number::ratio(5, 100)));
  CHECK(*value_of(run(*model, number(90), 1).attributes[0]) == Value(Number::ratio(1, 100)));
  CHECK(*value_of(run(*model, nothing(), 0).attributes[1]) == Value(std::string("ask")));
}

TEST_CASE("scales are decided each by itself") {
  const auto model =
      checked(std::string(kHead) + kLadder +
              "tiers size { big : n >= 100; small : otherwise }\ncap at B \"small\" when size is small\n");
  const Decision decision = run(*model, number(90), 5);
  CHECK(tier_and_reasons(*model, decision) == "B: small");
  CHECK(model->scales[decision.scales[1].arm ? 1 : 0].tiers[decision.scales[1].tier].name == "small");
}
