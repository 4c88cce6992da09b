// `strata schema`: a first model for a table.
#include <string>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/interrupt.hpp"
#include "repl/streams.hpp"

namespace strata::program {

ExitCode carry_out(const SchemaCommand& command) {
  InputStream input(command.table.path);
  const std::string name = input_name(command.table.path);
  if (const auto error = input.error()) {
    say(fmt::format("cannot read {}: {}", name, *error));
    return ExitCode::File;
  }
  const Result<Schema> schema =
      propose_schema({.name = name, .stream = &input.stream(), .dialect = command.table.dialect});
  if (interrupted_by() != 0) return ExitCode::Done; // the exit code is the signal's
  show(schema.diagnostics);
  if (!schema) return exit_code_of(schema.diagnostics);
  standard_output() << schema.value->text;
  if (schema.value->rejects == 0) return ExitCode::Done;
  std::string text = fmt::format("strata: {} of {} cannot be read\n", grouped(schema.value->rejects),
                                 counted(schema.value->rows, "row"));
  for (const std::string& sentence : schema.value->first_rejects)
    text += fmt::format("  {}\n", sentence);
  say_text(text);
  return ExitCode::Rejects;
}

} // namespace strata::program
