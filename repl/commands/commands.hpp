// Takes: one command of the command line.
// Returns: how it went.
// Guarantees: the result is on standard output or in the files named, messages are on standard error.
// Does not: read the command line, end the program.
#pragma once

#include "repl/command_line.hpp"
#include "repl/exit_code.hpp"

namespace strata::program {

[[nodiscard]] ExitCode carry_out(const RunCommand& command);
[[nodiscard]] ExitCode carry_out(const CheckCommand& command);
[[nodiscard]] ExitCode carry_out(const TestCommand& command);
[[nodiscard]] ExitCode carry_out(const FmtCommand& command);
[[nodiscard]] ExitCode carry_out(const ExplainCommand& command);
[[nodiscard]] ExitCode carry_out(const ExplainCodeCommand& command);
[[nodiscard]] ExitCode carry_out(const SchemaCommand& command);
[[nodiscard]] ExitCode carry_out(const ModelsCommand& command);
[[nodiscard]] ExitCode carry_out(const ReplCommand& command);
[[nodiscard]] ExitCode carry_out(const PrintText& command);
[[nodiscard]] ExitCode carry_out(const CommandLineError& command);

} // namespace strata::program
