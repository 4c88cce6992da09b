// The outcomes of examples as a person reads them: of `strata test`, and of a session.
#include "repl/example_results.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "repl/console.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

/// An example's rows together: a table of customers gives one outcome per row.
struct ExampleResult {
  std::string name;
  std::size_t number = 0;
  std::size_t line = 0;
  std::size_t rows = 0;
  std::size_t failed = 0;
};

std::vector<ExampleResult> by_example(std::span<const ExampleOutcome> outcomes) {
  std::vector<ExampleResult> results;
  for (const ExampleOutcome& outcome : outcomes) {
    if (results.empty() || results.back().number != outcome.number)
      results.push_back({.name = outcome.example, .number = outcome.number, .line = outcome.line});
    ++results.back().rows;
    if (!outcome.passed) ++results.back().failed;
  }
  return results;
}

std::string line_of(const ExampleResult& result) {
  std::string text =
      fmt::format("{} {}", result.failed == 0 ? "ok    " : "FAILED", visible_text(result.name));
  if (result.failed > 0) text += fmt::format(" (line {})", result.line);
  if (result.rows > 1 && result.failed > 0)
    text += fmt::format(": {} of {} rows", result.failed, result.rows);
  else if (result.rows > 1)
    text += fmt::format(": {} rows", result.rows);
  return text + "\n";
}

} // namespace

std::string examples_text(std::span<const ExampleOutcome> outcomes, std::string_view model) {
  std::string text;
  std::size_t failed = 0;
  const std::vector<ExampleResult> results = by_example(outcomes);
  for (const ExampleResult& result : results) {
    text += line_of(result);
    if (result.failed > 0) ++failed;
  }
  std::string verdict = "no examples";
  if (failed > 0)
    verdict = fmt::format("{} of {} failed", failed, counted(results.size(), "example"));
  else if (!results.empty())
    verdict = counted(results.size(), "example") + " passed";
  return text + fmt::format("{}: {}\n", visible_text(model), verdict);
}

ExitCode exit_code_of(std::span<const ExampleOutcome> outcomes) {
  const bool passed = std::all_of(outcomes.begin(), outcomes.end(),
                                  [](const ExampleOutcome& outcome) { return outcome.passed; });
  return passed ? ExitCode::Done : ExitCode::Example;
}

} // namespace strata::program
