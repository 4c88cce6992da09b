// `strata test`: the examples that stand in models, what they touch of them, and examples that are lacking.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/loading.hpp"
#include "repl/result_file.hpp"
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

/// What a person reads of a model that passes its checks.
void print(const TestReport& report) {
  for (const ExampleOutcome& outcome : report.examples)
    show(outcome.failures);
  std::size_t failed = 0;
  const std::vector<ExampleResult> results = by_example(report.examples);
  for (const ExampleResult& result : results) {
    standard_output() << line_of(result);
    if (result.failed > 0) ++failed;
  }
  std::string verdict = "no examples";
  if (failed > 0)
    verdict = fmt::format("{} of {} failed", failed, counted(results.size(), "example"));
  else if (!results.empty())
    verdict = counted(results.size(), "example") + " passed";
  standard_output() << fmt::format("{}: {}\n", report.model, verdict);
  if (report.coverage) standard_output() << to_text(*report.coverage);
  standard_output().flush();
}

ExitCode outcome_of(const TestReport& report) {
  for (const ExampleOutcome& outcome : report.examples)
    if (!outcome.passed) return ExitCode::Example;
  return ExitCode::Done;
}

/// The model's examples, run. Nothing is printed of a report that a program will read.
ExitCode test_model(const TestCommand& command, const std::string& path, std::vector<TestReport>& reports) {
  auto source = load_source(path);
  if (const ExitCode* failed = std::get_if<ExitCode>(&source)) return *failed;
  const Result<Model> loaded = Model::load(std::get<ModelSource>(source), command.settings);
  TestReport report{.model = input_name(path), .diagnostics = loaded.diagnostics};
  if (loaded) report.examples = run_examples(*loaded.value);
  if (loaded && command.coverage) report.coverage = coverage(*loaded.value);
  if (!command.json) tell(path, report.diagnostics, command.strict);
  const bool readable = !command.json && command.junit != "-";
  if (loaded && readable) print(report);
  const ExitCode code =
      graver(outcome_of(report), verdict_of(report.model, report.diagnostics, command.strict));
  reports.push_back(std::move(report));
  return code;
}

ExitCode write_junit(const std::string& path, const std::vector<TestReport>& reports) {
  auto target = ResultFile::open(path);
  if (!target) return ExitCode::File;
  target->stream() << to_junit(reports);
  return target->finish();
}

ExitCode propose(const TestCommand& command) {
  ExitCode code = ExitCode::Done;
  for (const std::string& path : command.models) {
    auto loaded = load_model({.path = path, .settings = command.settings, .strict = command.strict});
    if (const ExitCode* failed = std::get_if<ExitCode>(&loaded)) {
      code = graver(code, *failed);
      continue;
    }
    if (command.models.size() > 1) standard_output() << fmt::format("# for {}\n", input_name(path));
    standard_output() << propose_examples(std::get<Model>(loaded)) << std::flush;
  }
  return code;
}

} // namespace

ExitCode carry_out(const TestCommand& command) {
  if (command.boundary) return propose(command);
  for (const std::string& path : command.models)
    if (same_file(path, command.junit))
      return refuse(fmt::format("--junit would replace the model {}", path), "name another file");
  ExitCode code = ExitCode::Done;
  std::vector<TestReport> reports;
  for (const std::string& path : command.models)
    code = graver(code, test_model(command, path, reports));
  if (command.json) {
    std::vector<std::string> objects;
    for (const TestReport& report : reports)
      objects.push_back(to_json(report));
    standard_output() << fmt::format("[{}{}]\n", objects.empty() ? "" : "\n", fmt::join(objects, ",\n"));
  }
  if (!command.junit.empty()) code = graver(code, write_junit(command.junit, reports));
  return code;
}

} // namespace strata::program
