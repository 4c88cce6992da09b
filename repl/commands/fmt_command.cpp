// `strata fmt`: models in the one layout, in place; standard input and the library's models are printed.
#include <string>
#include <utility>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/loading.hpp"
#include "repl/result_file.hpp"
#include "repl/streams.hpp"

namespace strata::program {

namespace {

ExitCode format_model(const std::string& path, bool check) {
  auto source = load_source(path);
  if (const ExitCode* failed = std::get_if<ExitCode>(&source)) return *failed;
  const ModelSource& model = std::get<ModelSource>(source);

  const Result<std::string> formatted = format(model);
  if (!formatted) {
    show(formatted.diagnostics);
    return exit_code_of(formatted.diagnostics);
  }
  const bool same = *formatted.value == model.text;
  if (check) {
    if (!same) standard_output() << fmt::format("{}: the layout differs\n", model.name);
    return same ? ExitCode::Done : ExitCode::Model;
  }
  const bool printed = path == "-" || is_library_path(path);
  if (same && !printed) return ExitCode::Done;
  auto target = ResultFile::open(printed ? std::string() : path);
  if (!target) return ExitCode::File;
  target->stream() << *formatted.value;
  return target->finish();
}

} // namespace

ExitCode carry_out(const FmtCommand& command) {
  ExitCode code = ExitCode::Done;
  for (const std::string& model : command.models)
    code = graver(code, format_model(model, command.check));
  return code;
}

} // namespace strata::program
