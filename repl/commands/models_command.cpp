// `strata models`: the library of prebuilt models, or the manual of one. Also what is only printed.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/loading.hpp"
#include "repl/streams.hpp"

namespace strata::program {

namespace {

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find('\n'));
}

} // namespace

ExitCode carry_out(const ModelsCommand& command) {
  std::ostream& output = standard_output();
  if (!command.name.empty()) {
    const std::string_view name = command.name;
    const LibraryModel* model = find_library_model(is_library_path(command.name) ? name.substr(4) : name);
    if (model == nullptr) return ExitCode::CommandLine;
    const std::string text = manual(model->text);
    output << text << (text.ends_with('\n') ? "" : "\n");
    return ExitCode::Done;
  }
  std::size_t width = 0;
  for (const LibraryModel& model : library())
    width = std::max(width, model.name.size());
  for (const LibraryModel& model : library())
    output << fmt::format("std/{:<{}}  {}\n", model.name, width, first_line(manual(model.text)));
  return ExitCode::Done;
}

ExitCode carry_out(const PrintText& command) {
  standard_output() << command.text;
  return ExitCode::Done;
}

ExitCode carry_out(const CommandLineError& command) {
  return refuse(command.message, command.help);
}

} // namespace strata::program
