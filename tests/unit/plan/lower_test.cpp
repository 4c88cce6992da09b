// Whole plans of small models: what becomes of names, and what is left to the reference evaluator.
#include <catch2/catch.hpp>

#include "lang/check/check.hpp"
#include "lang/plan/lower.hpp"

using namespace strata;

namespace {

constexpr const char* kColumns =
    "model m\ncustomer { id : text key; x : number to 1 place in 0 .. 10; y : number }\n";

std::string plan_of(const std::string& declarations, const plan::Wanted& wanted = {}) {
  const CheckedModel checked = check_model("model.strata", kColumns + declarations);
  REQUIRE_FALSE(checked.findings.has_errors());
  return print(plan::lower(*checked.model, wanted), *checked.model);
}

} // namespace

TEST_CASE("names leave no trace, and sums of sums are one sum") {
  CHECK(plan_of("define a = x + 1\ndefine b = a * 2 + y\nshow s = b - 2 * x\n") == "%0 = column y\n"
                                                                                   "%1 = %0 + 2\n"
                                                                                   "show s %1\n");
  CHECK(plan_of("define a = x + y\nshow s = 2 * a + 3 * y\n") == "%0 = column x\n"
                                                                 "%1 = column y\n"
                                                                 "%2 = 2 * %0 + 5 * %1\n"
                                                                 "show s %2\n");
}

TEST_CASE("what is not wanted goes, what may fail in it stays") {
  const plan::Wanted wanted = {.dimensions = {}, .scores = {}, .shown = {true, false}, .attributes = {}};
  CHECK(plan_of("show s = x\nshow t to 2 places = x / y\n", wanted) == "%0 = column x\n"
                                                                       "%1 = column y\n"
                                                                       "%2 = 0\n"
                                                                       "%3 = %1 = %2\n"
                                                                       "slow %3\n"
                                                                       "show s %0\n");
}

TEST_CASE("a condition that constants decide takes its arm with it") {
  CHECK(plan_of("parameter p = 5\nshow s = if p > 3 then x else round(y / x, 1)\n") == "%0 = column x\n"
                                                                                       "show s %0\n");
}

TEST_CASE("a ladder has borders only where its results change") {
  CHECK(plan_of("show s = match x { >= 8 : 3; >= 5 : 1; >= 2 : 1; otherwise : 0 }\n") ==
        "%0 = column x\n"
        "%1 = bands of %0: 0, >= 2 : 1, >= 8 : 3\n"
        "show s %1\n");
  CHECK(plan_of("show s = match x { 5 : 1; < 5 : 0; > 5 : 2 }\n") ==
        "%0 = column x\n"
        "%1 = bands of %0: 0, >= 5 : 1, > 5 : 2\n"
        "show s %1\n");
}

TEST_CASE("a long chain of names is one sum") {
  std::string model = "define d0 = y\n";
  for (int i = 1; i < 300; ++i)
    model += "define d" + std::to_string(i) + " = d" + std::to_string(i - 1) + " + 1\n";
  CHECK(plan_of(model + "show s = d299\n") == "%0 = column y\n"
                                              "%1 = %0 + 299\n"
                                              "show s %1\n");
}
