// `strata test`: the examples that stand in models, what they touch of them, and examples that are lacking.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/example_results.hpp"
#include "repl/interrupt.hpp"
#include "repl/loading.hpp"
#include "repl/result_file.hpp"
#include "repl/streams.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

/// What a person reads of a model that passes its checks.
void print(const TestReport& report) {
  for (const ExampleOutcome& outcome : report.examples)
    show(outcome.failures);
  standard_output() << examples_text(report.examples, report.model);
  if (report.coverage) standard_output() << to_text(*report.coverage);
  standard_output().flush();
}

/// Why there is no model has been said already.
TestReport unreadable(const std::string& path) {
  TestReport report{.model = input_name(path)};
  report.diagnostics.push_back({.message = "the model cannot be read"});
  return report;
}

/// The model's examples, run. Nothing is printed of a report that a program will read.
ExitCode test_model(const TestCommand& command, const std::string& path, std::vector<TestReport>& reports) {
  auto source = load_source(path);
  if (const ExitCode* failed = std::get_if<ExitCode>(&source)) {
    // A build server sees the report only, and would take silence for success.
    if (interrupted_by() == 0) reports.push_back(unreadable(path));
    return *failed;
  }
  const Result<Model> loaded = Model::load(std::get<ModelSource>(source), command.settings);
  TestReport report{.model = input_name(path), .diagnostics = loaded.diagnostics};
  if (loaded) report.examples = run_examples(*loaded.value);
  if (loaded && command.coverage) report.coverage = coverage(*loaded.value);
  if (!command.json) tell(path, report.diagnostics, command.strict);
  const bool readable = !command.json && command.junit != "-";
  if (loaded && readable) print(report);
  const ExitCode code =
      graver(exit_code_of(report.examples), verdict_of(report.model, report.diagnostics, command.strict));
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
    const std::string proposed =
        propose_examples(std::get<Model>(loaded), [] { return interrupted_by() != 0; });
    if (interrupted_by() != 0) return code; // the exit code is the signal's
    if (command.models.size() > 1) standard_output() << fmt::format("# for {}\n", input_name(path));
    standard_output() << proposed << std::flush;
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
