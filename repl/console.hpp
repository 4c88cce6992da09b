// Takes: messages for the person at the terminal.
// Returns: nothing; they go to standard error.
// Guarantees: colour only where a terminal shows it, or where the environment asks for it.
// Does not: write results (they go to standard output).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "repl/exit_code.hpp"
#include "runtime/strata.hpp"

namespace strata::program {

/// Whether results and messages are drawn in colour (NO_COLOR, CLICOLOR_FORCE, TERM=dumb, else: is it a
/// terminal).
[[nodiscard]] bool color_on_output();
[[nodiscard]] bool color_on_messages();

/// "strata: MESSAGE", and below it what to do, if that is known.
void say(std::string_view message, std::string_view help = {});

/// The same, for a command line that is wrong.
ExitCode refuse(std::string_view message, std::string_view help = {});

/// Text for standard error as it is.
void say_text(std::string_view text);

/// Every diagnostic as a person reads it.
void show(const std::vector<Diagnostic>& diagnostics);

/// 1234567 as 1,234,567.
[[nodiscard]] std::string grouped(std::size_t count);
/// "1 row", "2 rows", "1,234 rows".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// A path as messages call it: `-` is standard input.
[[nodiscard]] std::string input_name(const std::string& path);

} // namespace strata::program
