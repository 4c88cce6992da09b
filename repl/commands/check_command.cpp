// `strata check`: every static check of the models named; no data is needed.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/loading.hpp"
#include "repl/streams.hpp"

namespace strata::program {

namespace {

std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [&](const Diagnostic& diagnostic) { return diagnostic.severity == severity; }));
}

} // namespace

ExitCode carry_out(const CheckCommand& command) {
  ExitCode code = ExitCode::Done;
  std::vector<std::string> objects; // with --format json
  for (const std::string& path : command.models) {
    auto source = load_source(path);
    if (const ExitCode* failed = std::get_if<ExitCode>(&source)) {
      code = graver(code, *failed);
      continue;
    }
    const ModelSource& model = std::get<ModelSource>(source);
    const Result<Model> loaded = Model::load(model, command.settings);
    const std::size_t errors = count_of(loaded.diagnostics, Severity::Error);
    const std::size_t warnings = count_of(loaded.diagnostics, Severity::Warning);
    code = graver(code, exit_code_of(loaded.diagnostics));
    if (command.strict && warnings > 0) code = graver(code, ExitCode::Model);
    if (command.json) {
      for (const Diagnostic& diagnostic : loaded.diagnostics)
        objects.push_back(to_json(diagnostic));
    } else {
      show(loaded.diagnostics);
      standard_output() << fmt::format("{}: {}, {}\n", model.name, counted(errors, "error"),
                                       counted(warnings, "warning"))
                        << std::flush;
    }
  }
  if (command.json)
    standard_output() << fmt::format("[{}{}]\n", objects.empty() ? "" : "\n", fmt::join(objects, ",\n"));
  return code;
}

} // namespace strata::program
