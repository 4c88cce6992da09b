// Takes: a session, and entries that a person types or a script holds: commands (`:tiers`), expressions,
//   declarations.
// Returns: what they say, on standard output; messages on standard error.
// Guarantees: a mistake leaves the session as it was, and the next entry is read.
// Does not: know readline (terminal.cpp does), or more of Strata than its public headers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "repl/command_line.hpp"
#include "repl/exit_code.hpp"
#include "repl/session/line_source.hpp"
#include "runtime/session.hpp"

namespace strata::program {

class Shell {
 public:
  /// `table`: how tables are read that the session loads; its path does not matter.
  Shell(bool interactive, TableArguments table);

  /// What the command line names, before the first entry.
  [[nodiscard]] ExitCode start(const ReplCommand& command);
  /// Reads and carries out entries until they end; what the first mistake among them means.
  [[nodiscard]] ExitCode go(LineSource& lines);

  // For the commands (shell_commands.cpp).

  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] bool interactive() const { return interactive_; }
  std::optional<std::string> customer = {}; ///< whom expressions are answered for; empty: the table
  bool timed = false;
  bool left = false;     ///< :quit
  TableArguments tables; ///< how the next table is read
  std::string own_file;  ///< holds the present model, so that :save may replace it; empty: none does

  void print(std::string_view text);
  /// A mistake of the person's, with what to do.
  void refuse(std::string_view message, std::string_view help = {}, ExitCode code = ExitCode::CommandLine);
  /// Shows diagnostics as this shell's user can act on them; errors count as mistakes.
  void report(std::vector<Diagnostic> diagnostics);
  /// Shows what became of the model's examples; a failed one counts as a mistake.
  void report(const std::vector<ExampleOutcome>& examples);
  /// Tells what a change did, or why there was none.
  void tell(const Result<Change>& change, std::string_view headline = {});
  bool load(const std::string& path, const std::vector<Setting>& settings = {});
  bool read(const std::string& path);

 private:
  [[nodiscard]] std::optional<std::string> next_entry(LineSource& lines);
  [[nodiscard]] std::string prompt() const;
  void carry_out(const std::string& entry);
  void answer(const std::string& expression);

  bool interactive_;
  Session session_;
  ExitCode first_mistake_ = ExitCode::Done;
};

/// Carries out an entry that begins with a colon.
void carry_out_command(Shell& shell, std::string_view entry);
/// What may be typed where a word begins.
[[nodiscard]] Completion complete(const Session& session, const std::string& before, const std::string& word,
                                  bool quoted);

} // namespace strata::program
