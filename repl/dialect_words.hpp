// Takes: the options that say how a table is written, as every command that reads one has them.
// Returns: the dialect that they give.
// Guarantees: the same options, with the same help, on the command line and in a session.
// Does not: judge encodings and separators (the reader of tables does).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "repl/command_line.hpp"
#include "repl/words.hpp"

namespace strata::program {

struct DialectWords {
  std::vector<std::string> encoding, separator, columns;
  TableDialect dialect;

  void declare(Words& words);
  [[nodiscard]] TableDialect read() const;
};

/// What stands behind `:data` in a session.
struct DataWords {
  TableArguments table;
  bool has_options = false; ///< of how the table is written
};
/// FILE, COLUMN=HEADER and the options of tables.
[[nodiscard]] std::variant<CommandLineError, PrintText, DataWords>
parse_data_words(const std::vector<std::string>& given);

/// The two sides of NAME=VALUE; empty where it has another form.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> split_pair(const std::string& text);
/// "a, b" as a, b: names between commas, without outer blanks.
[[nodiscard]] std::vector<std::string> split_names(std::string_view list);

} // namespace strata::program
