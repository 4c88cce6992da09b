// The customers of a trial, read as the reference reads them, through evaluators of every kind.
#include "evaluators.hpp"

#include <algorithm>
#include <exception>
#include <span>
#include <sstream>

#include <fmt/format.h>

#include "lang/plan/lower.hpp"
#include "runtime/run/customers.hpp"
#include "runtime/run/settings.hpp"
#include "tests/unit/columnar/customer_columns.hpp"
#include "tests/unit/columnar/decision_text.hpp"

namespace strata::identity {

namespace {

using namespace columnar;

/// Those whose cells can all be read.
std::vector<CustomerCells> customers_of(const TypedModel& model, const Trial& trial) {
  std::string table = trial.heading;
  for (const std::string& record : trial.records)
    table += record;
  std::istringstream stream(table);
  std::vector<Diagnostic> diagnostics;
  std::vector<CustomerCells> customers;
  const CustomerTable source{.name = "table.csv", .stream = &stream, .dialect = trial.dialect};
  auto reader = CustomerReader::open(model, source, diagnostics);
  if (!reader) return customers;
  CustomerRow row;
  for (auto next = reader->next(row); next != CustomerReader::Next::End; next = reader->next(row))
    if (next == CustomerReader::Next::Customer && row.bad_cells.empty()) customers.push_back(row.cells);
  return customers;
}

/// One plan over the customers of one trial.
class Comparison {
 public:
  Comparison(const TypedModel& model, const plan::Plan& plan, const RunSettings& settings,
             std::vector<CustomerCells> customers)
      : model_(model),
        settings_(settings),
        plan_(plan),
        texts_(model, plan_),
        customers_(std::move(customers)) {
    const ModelConstants constants = constants_of(model);
    for (const CustomerCells& cells : customers_)
      expected_.push_back(texts_.of(decide(model, constants, settings, cells)));
  }

  std::string differs(const EvaluatorWay& way, SlowRows& counted) {
    Evaluator evaluator(plan_, model_,
                        {.as_of = settings_.as_of,
                         .chunk = way.chunk,
                         .instructions = way.instructions,
                         .narrowest = way.narrowest});
    ResultBlock results;
    for (std::size_t first = 0; first < customers_.size(); first += way.block) {
      const std::size_t rows = std::min(way.block, customers_.size() - first);
      const ColumnBlock block = columns_of(model_, std::span(customers_).subspan(first, rows));
      evaluator.evaluate(block, results);
      if (results.rows != rows) return fmt::format("{} rows came out of {}\n", results.rows, rows);
      for (std::size_t row = 0; row < rows; ++row) {
        const std::string& expected = expected_[first + row];
        ++counted.rows;
        if (!results.slow.empty() && results.slow[row] != 0) {
          ++counted.slow;
          if (expected.find("failed") == std::string::npos) ++counted.for_nothing;
          continue;
        }
        const std::string got = texts_.of(results, row);
        if (got == expected) continue;
        return fmt::format("readable customer {}:\n  reference: {}\n  columnar:  {}\n{}{}", first + row,
                           expected, got, plan::print(plan_, model_), evaluator.program_text());
      }
    }
    return {};
  }

 private:
  const TypedModel& model_;
  RunSettings settings_;
  const plan::Plan& plan_;
  DecisionTexts texts_;
  std::vector<CustomerCells> customers_;
  std::vector<std::string> expected_;
};

} // namespace

std::string to_text(const EvaluatorWay& way) {
  return fmt::format("instructions {} narrowest {} chunk {} block {}", static_cast<int>(way.instructions),
                     static_cast<int>(way.narrowest), way.chunk, way.block);
}

const std::vector<EvaluatorWay>& all_evaluator_ways() {
  static const std::vector<EvaluatorWay> ways = [] {
    std::vector<EvaluatorWay> result;
    for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512})
      for (const auto lane : {Lane::Bits64, Lane::Bits128, Lane::Bits256, Lane::Unlimited})
        for (const std::size_t chunk : {1, 7, 16, 512})
          if (set <= best_instruction_set()) {
            const std::size_t blocks[] = {1000, 1000, chunk + 1, 5, chunk > 1 ? chunk - 1 : 1};
            result.push_back({set, lane, chunk, blocks[result.size() % std::size(blocks)]});
          }
    return result;
  }();
  return ways;
}

std::string evaluators_differ(Planned& planned, const Trial& trial, const std::vector<EvaluatorWay>& ways,
                              SlowRows& slow) {
  const TypedModel& model = planned.model.typed();
  std::vector<Diagnostic> diagnostics;
  const auto settings = run_settings(model, trial.options.as_of, diagnostics);
  if (!settings) return {};
  try {
    if (!planned.plan) planned.plan = plan::lower(model);
    Comparison comparison(model, *planned.plan, *settings, customers_of(model, trial));
    for (const EvaluatorWay& way : ways)
      if (const std::string differs = comparison.differs(way, slow); !differs.empty())
        return to_text(way) + ": " + differs;
  } catch (const std::exception& error) {
    return std::string("an evaluator threw: ") + error.what() + "\n";
  }
  return {};
}

} // namespace strata::identity
