// One model used by many threads at once, and models loaded side by side: nothing is shared that changes.
// Says most when it is built with the thread sanitizer.
#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "runtime/strata.hpp"

namespace strata {

namespace {

constexpr std::string_view kModel = R"(model sizes "Sizes"
customer {
  id      : text key
  revenue : money in 0 .. 10B
  since   : date
}
parameter cut = 80 in 50 .. 90
dimension size weight 60% = linear(revenue, 0, 100)
dimension tenure weight 40% = match years_between(since, as_of) {
  >= 5      : 100
  otherwise : 20
}
score value to 2 places = weighted dimensions
score root = sqrt(size to 6 places)
tiers by value {
  A : >= cut
  B : otherwise
}
policy A { discount = 5% }
policy B { discount = 1% }
example "large" {
  given revenue = 100, since = 2010-01-01, as_of = 2025-01-01
  expect tier = A
}
)";

constexpr int kThreads = 4;
constexpr int kRounds = 20;

std::string table() {
  std::string text = "id,revenue,since\n";
  for (int i = 0; i < 50; ++i)
    text += "C" + std::to_string(i) + "," + std::to_string(i * 3) + ",2019-03-01\n";
  return text;
}

/// All that the interface does with a model, as one text.
std::string everything(const Model& model) {
  std::istringstream customers(table());
  std::ostringstream decisions;
  RunOptions options;
  options.as_of = "2025-01-01";
  const auto report = run(model, {.name = "c.csv", .stream = &customers, .headers = {}}, options, decisions);
  std::string text = decisions.str() + std::to_string(report ? report.value->decided : 0);
  std::istringstream again(table());
  const auto explanation = explain(model, {.name = "c.csv", .stream = &again, .headers = {}}, "C40", options);
  if (explanation) text += explanation.value->text + explanation.value->json;
  for (const ExampleOutcome& outcome : run_examples(model))
    text += outcome.passed ? "passed" : "failed";
  for (const LibraryModel& prebuilt : library())
    text += prebuilt.name;
  return text;
}

Result<Model> load() {
  return Model::load({.name = "sizes.strata", .text = std::string(kModel)}, {{.name = "cut", .value = "70"}});
}

template <class Work>
std::vector<std::string> in_threads(Work work) {
  std::vector<std::string> results(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results)
      threads.emplace_back([&result, work] { result = work(); });
  }
  return results;
}

} // namespace

TEST_CASE("a model is used by many threads at once") {
  const auto loaded = load();
  REQUIRE(loaded);
  const Model model = *loaded.value;
  const std::string alone = everything(model);
  CHECK(alone.find("C49,A") != std::string::npos);
  for (int round = 0; round < kRounds; ++round)
    for (const std::string& result : in_threads([&model] { return everything(model); }))
      CHECK(result == alone);
}

TEST_CASE("models are loaded side by side") {
  const std::string alone = everything(*load().value);
  const auto results = in_threads([] {
    const auto loaded = load();
    const auto broken = Model::load({.name = "broken", .text = "tiers by nothing {\n"});
    return broken || !loaded ? std::string() : everything(*loaded.value);
  });
  for (const std::string& result : results)
    CHECK(result == alone);
}

} // namespace strata
