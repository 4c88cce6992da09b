// The program: words of the command line -> command -> exit code. Everything else is in the files beside this
// one, and what they know of Strata is runtime/strata.hpp.
#include <exception>
#include <new>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "repl/command_line.hpp"
#include "repl/commands/commands.hpp"
#include "repl/console.hpp"
#include "repl/interrupt.hpp"
#include "repl/streams.hpp"

namespace {

using namespace strata::program;

constexpr int kSignalBase = 128; // what shells give a program that a signal has ended

/// What is left on standard output decides too: a full disk is often noticed only now.
ExitCode finish_output() {
  const auto error = finish_standard_output();
  if (!error) return ExitCode::Done;
  if (error->empty()) return ExitCode::ReaderGone;
  say(fmt::format("cannot write standard output: {}", *error));
  return ExitCode::File;
}

int run_program(const std::vector<std::string>& words) {
  const Command command = parse_command_line(words);
  ExitCode code = std::visit([](const auto& chosen) { return carry_out(chosen); }, command);
  if (interrupted_by() == 0) code = graver(code, finish_output());
  return interrupted_by() != 0 ? kSignalBase + interrupted_by() : static_cast<int>(code);
}

} // namespace

int main(int count, char** words) {
  guard_standard_streams();
  install_signal_handlers();
  try {
    return run_program(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
  } catch (const std::bad_alloc&) {
    say("there is not enough memory for this");
  } catch (const std::exception& error) {
    // Mistakes of people are values, so what arrives here is a mistake of the program.
    say(fmt::format("this should not have happened: {}", error.what()),
        "please report it, with the model if you can");
  }
  return 70; // EX_SOFTWARE of sysexits.h
}
