// `strata check`: every static check of the models named; no data is needed.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/loading.hpp"
#include "repl/streams.hpp"

namespace strata::program {

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
    if (command.json) {
      for (const Diagnostic& diagnostic : loaded.diagnostics)
        objects.push_back(to_json(diagnostic));
    } else {
      show(loaded.diagnostics);
      standard_output() << fmt::format("{}: {}, {}\n", model.name, counted(errors, "error"),
                                       counted(warnings, "warning"));
      if (command.plan && loaded.value) standard_output() << plan_text(*loaded.value);
      standard_output() << std::flush;
    }
    code = graver(code, verdict_of(model.name, loaded.diagnostics, command.strict));
  }
  if (command.json)
    standard_output() << fmt::format("[{}{}]\n", objects.empty() ? "" : "\n", fmt::join(objects, ",\n"));
  return code;
}

} // namespace strata::program
