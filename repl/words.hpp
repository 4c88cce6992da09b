// Takes: the options and arguments of one command, declared once, and the words that were given.
// Returns: the values, in the variables named; or help, or what is wrong, in place of the command.
// Guarantees: help and "did you mean" come from the same declarations; a value is never empty.
// Does not: know what the options mean.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "repl/command_line.hpp"
#include "repl/help.hpp"

namespace strata::program {

using Stop = std::optional<Command>; ///< what to do instead of the command; empty: go on

[[nodiscard]] inline CommandLineError mistake(std::string message, std::string help = {}) {
  return {std::move(message), std::move(help)};
}

/// "did you mean X?", or nothing where no known word is near.
[[nodiscard]] std::string quoted_guess(std::string_view wanted, std::span<const std::string> known);

class Words {
 public:
  explicit Words(std::string_view command);
  /// Of what is no command of the program; `call`: how it is called. `help` must live as long.
  Words(const CommandHelp& help, std::string call);
  ~Words();
  Words(const Words&) = delete; // the reader of the words points into this
  Words& operator=(const Words&) = delete;

  void flag(const std::string& name, bool& target, std::string text);
  /// An option with a value, which may stand once unless it is repeated. `name` may have a short form:
  /// "--out,-o".
  void option(const std::string& name, const std::string& value, std::vector<std::string>& target,
              std::string text, bool repeated = false);

  /// Reads the words; `names` are the arguments wanted. The last may stand for several ("MODEL..."), the last
  /// ones for none or one ("[NAME]").
  [[nodiscard]] Stop read(std::vector<std::string> words, const std::vector<std::string>& names);

  [[nodiscard]] const std::vector<std::string>& arguments() const { return arguments_; }

 private:
  struct Declared {
    std::string form; ///< "--out FILE"
    std::string text;
    std::vector<std::string>* values = nullptr; ///< of an option
    bool repeated = false;
    [[nodiscard]] std::string name() const { return form.substr(0, form.find(' ')); }
  };
  class Reader;

  [[nodiscard]] std::string usage() const;
  [[nodiscard]] std::string see_help() const;
  [[nodiscard]] std::string help_text() const;
  [[nodiscard]] CommandLineError unknown_option(const std::string& word) const;
  [[nodiscard]] Stop value_mistake() const;
  [[nodiscard]] Stop argument_mistake(const std::vector<std::string>& names) const;

  const CommandHelp& help_;
  std::string call_; ///< "strata run"
  std::unique_ptr<Reader> reader_;
  bool wants_help_ = false;
  std::vector<std::string> arguments_;
  std::vector<Declared> declared_;
};

} // namespace strata::program
