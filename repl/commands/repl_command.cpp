// `strata repl`: a session, typed at a terminal or piped in.
#include <cstdlib>
#include <string>

#include <unistd.h>

#include "repl/commands/commands.hpp"
#include "repl/interrupt.hpp"
#include "repl/session/shell.hpp"

namespace strata::program {

namespace {

/// Where a user's programs keep what they remember; empty where the environment names no such place.
std::string history_file() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return std::string(state) + "/strata/history";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return std::string(home) + "/.local/state/strata/history";
  return {};
}

} // namespace

ExitCode carry_out(const ReplCommand& command) {
  const bool interactive = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  if (interactive) go_on_after_interrupt();
  Shell shell(interactive, command.customers);
  if (interactive) shell.print("Strata " STRATA_VERSION "; :help lists the commands, Ctrl-D leaves\n");
  const ExitCode started = shell.start(command);
  if (started != ExitCode::Done) return started;
  if (!interactive) return shell.go(*open_script());

  Session& session = shell.session();
  const auto completer = [&session](const std::string& before, const std::string& word, bool quoted) {
    return complete(session, before, word, quoted);
  };
  (void)shell.go(*open_terminal(completer, history_file()));
  return ExitCode::Done; // a person has seen the mistakes and dealt with them
}

} // namespace strata::program
