// Bounds are sound: the reference evaluator gives no value outside of them, for corners and for random
// customers. More cases and another seed: STRATA_CASES=100000 STRATA_SEED=7 test_intervals
#include <catch2/catch.hpp>

#include <cstdlib>

#include "../check/expressions.hpp"
#include "lang/check/intervals/bounds.hpp"
#include "lang/check/intervals/collector.hpp"
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
  std::size_t pairs = 0;    ///< of an expression and a customer for which it has a value
  std::size_t finite = 0;   ///< expressions with both ends known, of those that are numbers
  std::size_t verdicts = 0; ///< conditions that hold always or never
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

/// The values of all definitions for one customer; "" where one fails.
std::vector<std::string> values_of(const TypedModel& model, CellScope& scope) {
  std::vector<std::string> values;
  for (const TypedDefinition& definition : model.definitions) {
    if (definition.rule) continue;
    try {
      values.push_back(to_text(evaluate(*definition.value, scope)));
    } catch (const Failure&) {
      values.emplace_back();
    }
  }
  return values;
}

/// A condition that never (or always) holds may be written as `false` (`true`): no value changes by that.
void try_verdict(const TypedModel& model, const SeenCondition& seen, unsigned seed) {
  std::mt19937 random(seed);
  for (int row = 0; row < 12; ++row) {
    CellScope scope(model);
    scope.cells = random_customer(random);
    const std::vector<std::string> before = values_of(model, scope);
    std::vector<ast::ExprNode> nodes;
    for (const ast::Expr* copy : seen.copies)
      nodes.push_back(std::exchange(const_cast<ast::Expr*>(copy)->node, ast::BooleanLiteral{seen.may_hold}));
    const std::vector<std::string> after = values_of(model, scope);
    for (std::size_t i = 0; i < nodes.size(); ++i)
      const_cast<ast::Expr*>(seen.copies[i])->node = std::move(nodes[i]);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].empty() || before[i] == after[i]) continue;
      INFO(print(*seen.copies.front()) << " is said to hold " << (seen.may_hold ? "always" : "never"));
      INFO("seed " << seed << ": " << before[i] << " becomes " << after[i]);
      FAIL();
    }
  }
}

void try_verdicts(const TypedModel& model, unsigned seed, Counts& counts) {
  BoundsEvaluation evaluation(model, ParameterReach::RangeElsePresent, Whom::Everybody);
  Collector met;
  evaluation.observe(&met);
  for (const TypedDefinition& definition : model.definitions)
    if (!definition.rule) (void)evaluation.of(*definition.value, Path{});
  evaluation.observe(nullptr);
  for (const auto& [place, seen] : met.conditions)
    if (seen.may_hold != seen.may_fail_to_hold) {
      ++counts.verdicts;
      try_verdict(model, seen, seed);
    }
}

void try_model(unsigned seed, Counts& counts) {
  const std::string text = definitions(seed);
  // With a screen, a condition that fails may be handled as missing, so verdicts are tried without.
  const bool screened = seed % 2 == 0;
  const CheckedModel checked =
      check_model("trial.strata", kColumns + std::string(screened ? kScreen : "") + text);
  bool typed = true; // what the ranges forbid is an error of its own, and the tree is whole
  for (const Finding& finding : checked.findings.all())
    if (severity_of(finding.code) == FindingSeverity::Error && entry_of(finding.code).id < "E05")
      typed = false;
  if (!typed) return;
  ++counts.models;
  const TypedModel& model = *checked.model;
  if (!screened) try_verdicts(model, seed, counts);
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
                     << " with both ends), " << counts.pairs << " values, " << counts.verdicts
                     << " verdicts");
  CHECK(counts.models > cases / 8);
}

TEST_CASE("sums of columns with constant factors have exactly the bounds of their corners") {
  std::mt19937 random(setting("STRATA_SEED", 1));
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  struct Column {
    const char* name;
    Number low, high;
  };
  const Column columns[] = {{"n", 0, 10}, {"p", -2, Number::ratio(5, 2)}, {"k", 1, 5}, {"z", -2, 2}};
  for (int trial = 0; trial < 300; ++trial) {
    std::string text = "0";
    Number factors[4] = {};
    for (int term = 0; term < 8; ++term) {
      const int column = below(4);
      const int factor = below(7) - 3;
      const bool divided = below(3) == 0;
      text = "(" + text + " + (" + std::to_string(factor) + ") * " + columns[column].name +
             (divided ? " / 2)" : ")");
      factors[column] = factors[column] + Number::ratio(factor, divided ? 2 : 1);
    }
    Number low;
    Number high;
    for (int i = 0; i < 4; ++i) {
      const Number ends[] = {factors[i] * columns[i].low, factors[i] * columns[i].high};
      low = low + std::min(ends[0], ends[1]);
      high = high + std::max(ends[0], ends[1]);
    }
    const CheckedModel checked = check_model("trial.strata", kColumns + ("define v = " + text + "\n"));
    INFO(text);
    REQUIRE(tried(checked) != nullptr);
    const Interval bounds = Bounds(*checked.model).of(*tried(checked)->value);
    CHECK(bounds == Interval{low, high});
  }
}
