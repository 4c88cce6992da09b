// `strata explain`: why one customer has its tier, or what a message means.
#include <string>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/interrupt.hpp"
#include "repl/loading.hpp"
#include "repl/streams.hpp"

namespace strata::program {

ExitCode carry_out(const ExplainCommand& command) {
  auto loaded = load_model(command.model);
  if (const ExitCode* failed = std::get_if<ExitCode>(&loaded)) return *failed;

  InputStream input(command.customers.path);
  const std::string name = input_name(command.customers.path);
  if (const auto error = input.error()) {
    say(fmt::format("cannot read {}: {}", name, *error));
    return ExitCode::File;
  }
  const CustomerTable customers{.name = name,
                                .stream = &input.stream(),
                                .headers = command.customers.headers,
                                .dialect = command.customers.dialect};
  const Result<Explanation> explanation = explain(std::get<Model>(loaded), customers, command.key,
                                                  command.options, color_on_output() && !command.json);
  if (interrupted_by() != 0) return ExitCode::Done; // the exit code is the signal's
  show(explanation.diagnostics);
  if (!explanation) return exit_code_of(explanation.diagnostics);
  const std::string& text = command.json ? explanation.value->json : explanation.value->text;
  standard_output() << text << (text.ends_with('\n') ? "" : "\n");
  return explanation.value->failed ? ExitCode::Rejects : ExitCode::Done;
}

ExitCode carry_out(const ExplainCodeCommand& command) {
  const std::optional<std::string> text = explain_code(command.code);
  if (!text) {
    const std::string guess = nearest_name(command.code, all_codes());
    return refuse(fmt::format("no message has the code {}", command.code),
                  guess.empty() ? std::string() : fmt::format("did you mean {}?", guess));
  }
  standard_output() << *text << (text->ends_with('\n') ? "" : "\n");
  return ExitCode::Done;
}

} // namespace strata::program
