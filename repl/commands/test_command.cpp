// `strata test`: the examples that stand in models.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/loading.hpp"
#include "repl/streams.hpp"

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

std::vector<ExampleResult> by_example(const std::vector<ExampleOutcome>& outcomes) {
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
  std::string text = fmt::format("{} {}", result.failed == 0 ? "ok    " : "FAILED", result.name);
  if (result.failed > 0) text += fmt::format(" (line {})", result.line);
  if (result.rows > 1 && result.failed > 0)
    text += fmt::format(": {} of {} rows", result.failed, result.rows);
  else if (result.rows > 1)
    text += fmt::format(": {} rows", result.rows);
  return text + "\n";
}

ExitCode test_model(const ModelArguments& arguments) {
  auto loaded = load_model(arguments);
  if (const ExitCode* failed = std::get_if<ExitCode>(&loaded)) return *failed;
  const std::vector<ExampleOutcome> outcomes = run_examples(std::get<Model>(loaded));

  for (const ExampleOutcome& outcome : outcomes)
    show(outcome.failures);
  std::size_t failed = 0;
  const std::vector<ExampleResult> results = by_example(outcomes);
  for (const ExampleResult& result : results) {
    standard_output() << line_of(result);
    if (result.failed > 0) ++failed;
  }
  std::string verdict = "no examples";
  if (failed > 0)
    verdict = fmt::format("{} of {} failed", failed, counted(results.size(), "example"));
  else if (!results.empty())
    verdict = counted(results.size(), "example") + " passed";
  standard_output() << fmt::format("{}: {}\n", input_name(arguments.path), verdict) << std::flush;
  return failed == 0 ? ExitCode::Done : ExitCode::Example;
}

} // namespace

ExitCode carry_out(const TestCommand& command) {
  ExitCode code = ExitCode::Done;
  for (const std::string& model : command.models)
    code = graver(code, test_model({.path = model, .settings = command.settings}));
  return code;
}

} // namespace strata::program
