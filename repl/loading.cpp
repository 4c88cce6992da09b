// From MODEL on the command line to a checked model: a file, standard input, or one of the library.
#include "repl/loading.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "repl/console.hpp"
#include "repl/interrupt.hpp"
#include "repl/streams.hpp"

namespace strata::program {

namespace {

constexpr std::string_view kLibraryPrefix = "std/";

} // namespace

bool is_library_path(const std::string& path) {
  return path.starts_with(kLibraryPrefix);
}

const LibraryModel* find_library_model(std::string_view name) {
  const std::vector<LibraryModel>& models = library();
  const auto found =
      std::find_if(models.begin(), models.end(), [&](const LibraryModel& m) { return m.name == name; });
  if (found != models.end()) return &*found;

  std::vector<std::string> names;
  for (const LibraryModel& model : models)
    names.emplace_back(model.name);
  const std::string guess = nearest_name(name, names);
  say(fmt::format("the library has no model {}", name),
      guess.empty() ? "`strata models` lists them" : fmt::format("did you mean std/{}?", guess));
  return nullptr;
}

std::variant<ModelSource, ExitCode> load_source(const std::string& path) {
  if (is_library_path(path)) {
    const LibraryModel* model = find_library_model(std::string_view(path).substr(kLibraryPrefix.size()));
    if (model == nullptr) return ExitCode::CommandLine;
    return ModelSource{path, std::string(model->text)};
  }
  std::string error;
  std::optional<std::string> text = read_text(path, error);
  if (interrupted_by() != 0) return ExitCode::Done; // the exit code is the signal's
  if (!text) {
    say(fmt::format("cannot read {}: {}", input_name(path), error));
    return ExitCode::File;
  }
  return ModelSource{input_name(path), std::move(*text)};
}

std::variant<Model, ExitCode> load_model(const ModelArguments& arguments) {
  auto source = load_source(arguments.path);
  if (const ExitCode* failed = std::get_if<ExitCode>(&source)) return *failed;
  Result<Model> loaded = Model::load(std::get<ModelSource>(source), arguments.settings);
  tell(arguments.path, loaded.diagnostics, arguments.strict);
  const ExitCode verdict = verdict_of(input_name(arguments.path), loaded.diagnostics, arguments.strict);
  if (verdict != ExitCode::Done) return verdict;
  return *loaded.value;
}

// Who wants a result reads of warnings that there are some; they would stand before it every time.
void tell(const std::string& path, const std::vector<Diagnostic>& diagnostics, bool strict) {
  if (strict || has_error(diagnostics)) return show(diagnostics);
  const std::size_t warnings = count_of(diagnostics, Severity::Warning);
  if (warnings == 0) return;
  say(fmt::format("{}; `strata check {}` shows {}", counted(warnings, "warning"), path,
                  warnings == 1 ? "it" : "them"));
}

std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [&](const Diagnostic& diagnostic) { return diagnostic.severity == severity; }));
}

ExitCode verdict_of(const std::string& model, const std::vector<Diagnostic>& diagnostics, bool strict) {
  if (has_error(diagnostics)) return exit_code_of(diagnostics);
  const std::size_t warnings = count_of(diagnostics, Severity::Warning);
  if (!strict || warnings == 0) return ExitCode::Done;
  say(fmt::format("{} of {} {} as {}, because of --strict", counted(warnings, "warning"), model,
                  warnings == 1 ? "counts" : "count", warnings == 1 ? "an error" : "errors"));
  return ExitCode::Model;
}

} // namespace strata::program
