// Takes: standard input.
// Returns: its lines, one by one: typed at a terminal with editing, history and completion, or read from a
//   script.
// Guarantees: a line comes without its line end; Ctrl-C at a terminal abandons the line, not the program.
// Does not: know what lines mean.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strata::program {

struct Line {
  enum class Kind { Text, Interrupted, End };
  Kind kind = Kind::End;
  std::string text = {};
};

class LineSource {
 public:
  virtual ~LineSource() = default;
  [[nodiscard]] virtual Line next(const std::string& prompt) = 0;
  /// Keeps an entry, of one line or several, in the history.
  virtual void remember(const std::string& entry) { (void)entry; }
};

/// What may stand where a word is being typed.
struct Completion {
  std::vector<std::string> words; ///< whole words that begin as the typed one does
  bool files = false;             ///< names of files as well
};
/// Takes the line up to the word that is being typed, that word, and whether it stands in quotes.
using Completer = std::function<Completion(const std::string& before, const std::string& word, bool quoted)>;

/// A terminal (readline). There is one at a time. `history`: a file, or empty for none.
[[nodiscard]] std::unique_ptr<LineSource> open_terminal(Completer completer, const std::string& history);
/// A pipe or a file; prompts are not shown.
[[nodiscard]] std::unique_ptr<LineSource> open_script();

} // namespace strata::program
