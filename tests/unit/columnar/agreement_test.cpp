// The columnar evaluator decides what the reference does: over every model of the project, on customers made
// up from its columns, in every lane, with every instruction set, in chunks and blocks of awkward sizes.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "customer_columns.hpp"
#include "decision_text.hpp"
#include "lang/check/check.hpp"
#include "lang/plan/lower.hpp"
#include "tests/unit/plan/random_customers.hpp"

using namespace strata;
using namespace strata::columnar;

namespace {

struct Way {
  InstructionSet instructions;
  Lane narrowest;
  std::size_t chunk;
  std::size_t rows;
};

/// Every lane with every instruction set; the sizes go round.
std::vector<Way> ways() {
  constexpr std::size_t kChunks[] = {1, 7, 512};
  std::vector<Way> result;
  for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512}) {
    if (set > best_instruction_set()) continue;
    for (const auto lane : {Lane::Bits64, Lane::Bits128, Lane::Bits256, Lane::Unlimited}) {
      const std::size_t chunk = kChunks[result.size() % 3];
      const std::size_t sizes[] = {chunk - 1, chunk, chunk + 1, 60};
      result.push_back({set, lane, chunk, std::min<std::size_t>(sizes[result.size() % 4], 60)});
    }
    result.push_back({set, Lane::Bits64, 7, 60});
  }
  return result;
}

struct Tally {
  std::size_t models = 0;
  std::size_t rows = 0;
  std::size_t slow = 0;
  std::size_t slow_for_nothing = 0;
};

void compare(const TypedModel& model, Tally& tally, unsigned seed) {
  const plan::Plan plan = plan::lower(model);
  const DecisionTexts texts(model, plan);
  RandomCustomers random(model, plan, seed);
  const RunSettings settings = random.settings();
  std::vector<CustomerCells> customers;
  std::vector<std::string> expected;
  for (int i = 0; i < 60; ++i) {
    customers.push_back(random.next());
    expected.push_back(texts.of(decide(model, settings, customers.back())));
  }
  ResultBlock results; // used again and again, as a pipeline does
  for (const Way& way : ways()) {
    Evaluator evaluator(plan, model,
                        {.as_of = settings.as_of,
                         .chunk = way.chunk,
                         .instructions = way.instructions,
                         .narrowest = way.narrowest});
    const ColumnBlock block = columns_of(model, std::span(customers).first(way.rows));
    evaluator.evaluate(block, results);
    REQUIRE(results.rows == way.rows);
    for (std::size_t row = 0; row < way.rows; ++row) {
      ++tally.rows;
      if (!results.slow.empty() && results.slow[row] != 0) {
        ++tally.slow;
        if (expected[row].find("failed") == std::string::npos) ++tally.slow_for_nothing;
        continue;
      }
      if (texts.of(results, row) == expected[row]) continue;
      INFO("set " << static_cast<int>(way.instructions) << ", lane " << static_cast<int>(way.narrowest)
                  << ", chunk " << way.chunk << ", row " << row << "\n"
                  << plan::print(plan, model) << evaluator.program_text());
      CHECK(texts.of(results, row) == expected[row]);
      return;
    }
  }
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

} // namespace

TEST_CASE("months and years that are only compared are borders of days, and agree with the reference") {
  const std::string_view parts[] = {
      "match %(day, as_of) { >= 3 : 1\n > 0 : 2\n 0 : 3\n >= -2 : 4\n otherwise : 5 }",
      "match %(as_of, day) { >= 3 : 1\n > 0 : 2\n 0 : 3\n >= -2 : 4\n otherwise : 5 }",
      "if %(day, as_of) = 1 then 1 else 0",
      "if %(as_of, day) is not 0 then 1 else 0",
      "if 2 > %(day, as_of) then 1 else 0",
      "if %(day, as_of) <= -1 then 1 else 0"};
  Tally tally;
  unsigned seed = 0;
  for (const std::string_view function : {"months_between", "years_between"}) {
    std::string text = "model days\ncustomer { id : text key\n day : date in 1968-01-01 .. 2026-12-31 }\n";
    for (std::size_t i = 0; i < std::size(parts); ++i) {
      std::string part(parts[i]);
      part.replace(part.find('%'), 1, function);
      text += "show part_" + std::to_string(i) + " = " + part + "\n";
    }
    const CheckedModel checked = check_model("days.strata", text);
    REQUIRE_FALSE(checked.findings.has_errors());
    for (int tries = 0; tries < 20; ++tries)
      compare(*checked.model, tally, ++seed);
  }
  CHECK(tally.slow == 0);
}

TEST_CASE("the columnar evaluator agrees with the reference on every model of the project") {
  Tally tally;
  const std::filesystem::path top = STRATA_SOURCE_DIR;
  for (const char* folder : {"examples", "stdlib", "tests/golden"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(top / folder)) {
      if (entry.path().extension() != ".strata") continue;
      const CheckedModel checked = check_model(entry.path().filename().string(), text_of(entry.path()));
      if (checked.findings.has_errors()) continue;
      INFO(entry.path().string());
      const std::size_t before = tally.slow_for_nothing;
      compare(*checked.model, tally, 1);
      if (tally.slow_for_nothing > before)
        std::cout << entry.path().filename().string() << ": " << tally.slow_for_nothing - before
                  << " slow for nothing\n";
      ++tally.models;
    }
  std::cout << tally.models << " models, " << tally.rows << " rows, " << tally.slow << " slow, "
            << tally.slow_for_nothing << " of them for nothing\n";
  CHECK(tally.models > 200);
  CHECK(tally.slow_for_nothing * 100 < tally.rows);
}
