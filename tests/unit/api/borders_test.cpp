// Borders are exact: a score that is a tier's border reaches it, whatever the weights; one that only looks
// like it does not.
#include <sstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "runtime/strata.hpp"

namespace {

/// A model of `count` equal weights 1/count, with a tier for `cut` or more.
std::string equal_weights(int count) {
  std::string text = "model borders\ncustomer {\n  id : text key\n";
  for (int i = 1; i <= count; ++i)
    text += fmt::format("  d{} : number in 0 .. 10\n", i);
  text += "}\nparameter cut = 1 in 1 .. 10\n";
  for (int i = 1; i <= count; ++i)
    text += fmt::format("dimension d{} weight 1/{}\n", i, count);
  return text + "score value to 2 places = weighted dimensions\n"
                "tiers by value { reached : >= cut\n missed : otherwise }\n";
}

std::string tier_of(const std::string& model_text, const std::vector<strata::Setting>& settings,
                    const std::string& csv) {
  const auto loaded = strata::Model::load({.name = "borders.strata", .text = model_text}, settings);
  std::string messages;
  for (const strata::Diagnostic& diagnostic : loaded.diagnostics)
    messages += strata::to_text(diagnostic);
  INFO(messages);
  REQUIRE(loaded.value.has_value());
  std::istringstream input(csv);
  std::ostringstream output;
  const strata::CustomerTable table{.name = "customers.csv", .stream = &input, .headers = {}};
  const auto ran = strata::run(*loaded.value, table, {.columns = {"tier", "value"}}, output);
  REQUIRE(ran.value.has_value());
  return output.str().substr(output.str().find('\n') + 1);
}

} // namespace

TEST_CASE("equal weights of any number reach the border that every dimension stands on") {
  int cases = 0;
  for (int count = 2; count <= 12; ++count) {
    const std::string model = equal_weights(count);
    for (int value = 1; value <= 10; ++value) {
      std::string header = "id";
      std::string row = "x";
      for (int i = 1; i <= count; ++i) {
        header += fmt::format(",d{}", i);
        row += fmt::format(",{}", value);
      }
      INFO(count << " weights, value " << value);
      CHECK(tier_of(model, {{"cut", std::to_string(value)}}, header + "\n" + row + "\n") ==
            fmt::format("reached,{}.00\n", value));
      ++cases;
    }
  }
  CHECK(cases == 110);
}

TEST_CASE("84.995 is shown as 85.00 and is not 85") {
  const std::string model = "model shown\ncustomer { id : text key\n v : number in 0 .. 100 }\n"
                            "score value to 2 places = v\n"
                            "tiers by value { S : >= 85\n A : otherwise }\n";
  CHECK(tier_of(model, {}, "id,v\nx,84.995\n") == "A,85.00\n");
  CHECK(tier_of(model, {}, "id,v\nx,84.9949999999999999999999999999999999999999\n") == "A,84.99\n");
  CHECK(tier_of(model, {}, "id,v\nx,85\n") == "S,85.00\n");
  CHECK(tier_of(model, {}, "id,v\nx,85.0000000000000000000000000000000000000001\n") == "S,85.00\n");
}
