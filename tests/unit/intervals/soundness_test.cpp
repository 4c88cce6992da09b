// Bounds are sound: the reference evaluator gives no value outside of them, for corners and for random
// customers. More cases and another seed: STRATA_CASES=100000 STRATA_SEED=7 test_intervals
#include <catch2/catch.hpp>

#include <cstdlib>

#include "../check/expressions.hpp"
#include "lang/check/intervals/bounds.hpp"
#include "lang/syntax/syntax.hpp"
#include "random_expressions.hpp"

using namespace strata;
using namespace strata::test;

namespace {

unsigned setting(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

bool lies_in(const Value& value, const Possible& possible) {
  if (is_missing(value)) return possible.missing;
  if (!possible.present) return false;
  if (const auto* number = std::get_if<Number>(&value))
    return possible.numbers.contains(*number) && !(possible.without_zero && number->is_zero());
  if (const auto* date = std::get_if<Date>(&value)) return possible.numbers.contains(Number(date->days()));
  if (const auto* days = std::get_if<Duration>(&value)) return possible.numbers.contains(Number(days->days));
  if (const auto* holds = std::get_if<bool>(&value)) return *holds ? possible.yes : possible.no;
  if (const auto* text = std::get_if<std::string>(&value))
    return !possible.texts || std::count(possible.texts->begin(), possible.texts->end(), *text) > 0;
  const std::uint32_t tier = std::get<TierValue>(value).tier;
  return !possible.tiers || std::count(possible.tiers->begin(), possible.tiers->end(), tier) > 0;
}

std::string text_of(const Possible& possible) {
  const auto end = [](const std::optional<Number>& number) { return number ? number->to_text() : "…"; };
  return std::string(possible.numbers.low_open ? "(" : "[") + end(possible.numbers.low) + " .. " +
         end(possible.numbers.high) + (possible.numbers.high_open ? ")" : "]") +
         (possible.missing ? " or missing" : "") + (possible.present ? "" : " nothing") +
         (possible.yes ? " true" : "") + (possible.no ? " false" : "");
}

struct Counts {
  std::size_t models = 0;
  std::size_t expressions = 0;
  std::size_t pairs = 0;  ///< of an expression and a customer for which it has a value
  std::size_t finite = 0; ///< expressions with both ends known, of those that are numbers
};

/// Definitions v0 … v5 that may read each other.
std::string definitions(unsigned seed) {
  Writer writer(seed);
  std::string text;
  for (int i = 0; i < 6; ++i) {
    const std::string name = "v" + std::to_string(i);
    const bool truth = writer.below(4) == 0;
    text += "define " + name + " = " + (truth ? writer.boolean(3) : writer.number(3)) + "\n";
    (truth ? writer.booleans : writer.numbers).push_back(name);
  }
  return text;
}

void try_model(unsigned seed, Counts& counts) {
  const std::string text = definitions(seed);
  const CheckedModel checked = check_model("trial.strata", kColumns + text);
  bool typed = true; // what the ranges forbid is an error of its own, and the tree is whole
  for (const Finding& finding : checked.findings.all())
    if (severity_of(finding.code) == FindingSeverity::Error && entry_of(finding.code).id < "E05")
      typed = false;
  if (!typed) return;
  ++counts.models;
  const TypedModel& model = *checked.model;
  const Bounds bounds(model);
  std::mt19937 random(seed);
  std::vector<Possible> possible;
  for (const TypedDefinition& definition : model.definitions)
    possible.push_back(definition.rule ? Possible() : bounds.values_of(*definition.value));
  counts.expressions += 6;
  for (const Possible& one : possible)
    if (one.numbers.low && one.numbers.high) ++counts.finite;
  for (int row = 0; row < 25; ++row) {
    CellScope scope(model);
    scope.cells = random_customer(random);
    scope.tier.tier = row % 4 == 3 ? TierValue::kUnrated : static_cast<std::uint32_t>(row % 4);
    for (std::size_t i = 0; i < model.definitions.size(); ++i) {
      if (model.definitions[i].rule) continue;
      Value value;
      try {
        value = evaluate(*model.definitions[i].value, scope);
      } catch (const Failure&) {
        continue;
      }
      ++counts.pairs;
      if (lies_in(value, possible[i])) continue;
      INFO("seed " << seed << "\n" << text);
      INFO(model.definitions[i].name << " is " << to_text(value) << ", outside of " << text_of(possible[i]));
      FAIL();
    }
  }
}

} // namespace

TEST_CASE("no value lies outside of its bounds") {
  const unsigned cases = setting("STRATA_CASES", 400);
  const unsigned seed = setting("STRATA_SEED", 1);
  Counts counts;
  for (unsigned i = 0; i < cases; ++i)
    try_model(setting("STRATA_BASE", seed * 1000003u) + i, counts);
  WARN(counts.models << " models, " << counts.expressions << " expressions (" << counts.finite
                     << " with both ends), " << counts.pairs << " values");
  CHECK(counts.models > cases / 8);
}
