// Takes: nothing; the commands are known here by their names.
// Returns: what each is for, with examples first: it is examples that people read.
// Guarantees: every command of the program has an entry, and every entry is a command.
// Does not: list options (command_line.cpp adds them where it declares them).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace strata::program {

struct CommandHelp {
  std::string_view name;
  std::string_view arguments; ///< "MODEL CUSTOMERS"
  std::string_view summary;   ///< one line
  std::string_view examples;  ///< lines, each with its line end
  std::string_view notes;     ///< paragraphs behind the options; may be empty
};

[[nodiscard]] std::span<const CommandHelp> all_commands();
/// The entry of a command, or null.
[[nodiscard]] const CommandHelp* find_command(std::string_view name);
/// What `strata --help` prints.
[[nodiscard]] std::string program_help();

} // namespace strata::program
