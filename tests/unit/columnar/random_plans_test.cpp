// Programs do what their plans say: steps of every kind at random, over numbers on the borders of lanes,
// against an interpreter that works with exact numbers row by row.
#include <catch2/catch.hpp>
#include <iostream>

#include "customer_columns.hpp"
#include "lang/plan/lower.hpp"
#include "random_plans.hpp"
#include "runtime/columnar/evaluator.hpp"
#include "tests/unit/plan/row_interpreter.hpp"

using namespace strata;
using namespace strata::columnar;

namespace {

constexpr unsigned kPlans = 250;
constexpr std::size_t kRows = 12;

std::string expected_text(const plan::Output& output, const RowInterpreter& row) {
  if (row.holds(output.missing)) return "missing";
  const auto& value = row.at(output.value);
  if (const auto* number = std::get_if<Number>(&value)) return number->to_fraction();
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return std::get<std::string>(value);
}

std::string text_of(const ResultVector& vector, std::size_t row) {
  using Form = ResultVector::Form;
  if (!vector.missing.empty() && vector.missing[row] != 0) return "missing";
  switch (vector.form) {
  case Form::Decimal:
    return (Number(vector.numbers[row]) * Number::power_of_ten(-vector.decimals)).to_fraction();
  case Form::Wide: return vector.wide[row].to_fraction();
  case Form::Truth: return vector.numbers[row] != 0 ? "true" : "false";
  case Form::Code: return vector.texts_of_codes->at(static_cast<std::size_t>(vector.numbers[row]));
  case Form::Text: return std::string(vector.texts[row]);
  case Form::None: break;
  }
  return "nothing";
}

} // namespace

TEST_CASE("programs do what their plans say, in every lane and with every instruction set") {
  const CheckedModel checked = check_model("m.strata", model_for_random_plans());
  REQUIRE_FALSE(checked.findings.has_errors());
  const RunSettings settings{.as_of = Date::from_days(20'000)};
  std::size_t cells = 0;
  std::size_t slow = 0;
  for (unsigned seed = 0; seed < kPlans; ++seed) {
    RandomPlan random(seed);
    const plan::Plan& plan = random.plan();
    std::vector<CustomerCells> customers;
    for (std::size_t row = 0; row < kRows; ++row)
      customers.push_back(random.customer());
    const ColumnBlock block = columns_of(*checked.model, customers);
    std::vector<RowInterpreter> rows;
    for (const CustomerCells& customer : customers)
      rows.emplace_back(plan, *checked.model, customer, settings);
    for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512})
      for (const auto lane : {Lane::Bits64, Lane::Bits128, Lane::Bits256, Lane::Unlimited}) {
        if (set > best_instruction_set() || (lane > Lane::Bits64 && set != InstructionSet::Plain)) continue;
        Evaluator evaluator(
            plan, *checked.model,
            {.as_of = settings.as_of, .chunk = 5 + seed % 9, .instructions = set, .narrowest = lane});
        ResultBlock results;
        evaluator.evaluate(block, results);
        for (std::size_t row = 0; row < kRows; ++row) {
          if (!results.slow.empty() && results.slow[row] != 0) {
            ++slow;
            continue;
          }
          for (std::size_t i = 0; i < plan.shown.size(); ++i) {
            ++cells;
            const std::string expected = expected_text(plan.shown[i], rows[row]);
            const std::string got = text_of(results.shown[i], row);
            if (got == expected) continue;
            INFO("seed " << seed << ", set " << static_cast<int>(set) << ", lane " << static_cast<int>(lane)
                         << ", row " << row << ", step " << plan.shown[i].value << "\n"
                         << plan::print(plan, *checked.model) << evaluator.program_text());
            REQUIRE(got == expected);
          }
        }
      }
  }
  std::cout << kPlans << " plans, " << cells << " cells, " << slow << " slow rows\n";
  CHECK(slow < 9 * kPlans * kRows / 4);
}

TEST_CASE("a block beyond the sizes of the one before gets a new program, with the same results") {
  const CheckedModel checked = check_model("m.strata", model_for_random_plans());
  RandomPlan random(7);
  Evaluator evaluator(random.plan(), *checked.model, {.as_of = Date::from_days(20'000)});
  const RunSettings settings{.as_of = Date::from_days(20'000)};
  ResultBlock results;
  for (const int size : {3, 0, 17, 5, 40, 1, 61, 2}) {
    std::vector<CustomerCells> customers;
    for (int row = 0; row < size; ++row) {
      customers.push_back(random.customer());
      // Small first, then great, with more and fewer decimals.
      const Number scale = Number::power_of_ten(size % 7 - 3);
      customers.back()[4] = Value((Number(std::int64_t{1} << (size % 50)) + row) * scale);
    }
    const ColumnBlock block = columns_of(*checked.model, customers);
    evaluator.evaluate(block, results);
    REQUIRE(results.rows == customers.size());
    for (std::size_t row = 0; row < customers.size(); ++row) {
      if (!results.slow.empty() && results.slow[row] != 0) continue;
      const RowInterpreter expected(random.plan(), *checked.model, customers[row], settings);
      for (std::size_t i = 0; i < random.plan().shown.size(); ++i)
        CHECK(text_of(results.shown[i], row) == expected_text(random.plan().shown[i], expected));
    }
  }
}
