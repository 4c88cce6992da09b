// Takes: nothing; the commands of a session are known here by their names.
// Returns: what each is for and what it takes.
// Guarantees: every entry can be carried out, and :help lists it.
// Does not: carry out (shell_commands.cpp does).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace strata::program {

class Shell;

/// What stands behind a command's name, for completion.
enum class ArgumentKind : std::uint8_t { Nothing, Model, File, Key, Setting, Name, Topic, Switch, Amount };

struct ShellCommand {
  std::string_view name;
  std::string_view form; ///< "NAME=VALUE"; "[KEY]" may be left out
  ArgumentKind takes = ArgumentKind::Nothing;
  std::string_view summary; ///< one line
  std::string_view details; ///< lines that :help NAME adds; may be empty
  void (*carry_out)(Shell& shell, std::string_view argument) = nullptr;
};

[[nodiscard]] std::span<const ShellCommand> shell_commands();

} // namespace strata::program
