// Takes: the words of the command line.
// Returns: the command that they give, or what is wrong with them.
// Guarantees: a command has all that it needs; an unknown word is answered with the nearest known one.
// Does not: open files, know models.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/strata.hpp"

namespace strata::program {

/// A model and the parameters set for it.
struct ModelArguments {
  std::string path; ///< a file, `-`, or `std/NAME`
  std::vector<Setting> settings;
  bool strict = false; ///< a warning is as bad as an error
};

/// A table, where its columns stand, and how it is written.
struct TableArguments {
  std::string path; ///< a file, or `-`
  std::map<std::string, std::string> headers;
  TableDialect dialect;
};

struct RunCommand {
  ModelArguments model;
  TableArguments customers;
  RunOptions options;
  std::string out;     ///< empty: standard output
  std::string rejects; ///< empty: nowhere
  bool summary = false;
};

struct CheckCommand {
  std::vector<std::string> models;
  std::vector<Setting> settings; ///< of every model
  bool strict = false;
  bool plan = false; ///< print the plan of each model without mistakes
  bool json = false;
};

struct TestCommand {
  std::vector<std::string> models;
  std::vector<Setting> settings; ///< of every model
  bool strict = false;
  bool coverage = false;
  bool boundary = false; ///< propose examples, and do nothing else
  bool json = false;
  std::string junit; ///< a file, or `-`; empty: none
};

struct FmtCommand {
  std::vector<std::string> models;
  bool check = false;
};

struct ExplainCommand {
  ModelArguments model;
  TableArguments customers;
  std::string key;
  RunOptions options;
  bool json = false;
};

struct ExplainCodeCommand {
  std::string code;
};

struct SchemaCommand {
  TableArguments table;
};

struct ModelsCommand {
  std::string name; ///< empty: all of them
};

struct ReplCommand {
  ModelArguments model;     ///< without a path: an empty session
  TableArguments customers; ///< likewise
  std::string day;
};

/// Help, or the version.
struct PrintText {
  std::string text;
};

struct CommandLineError {
  std::string message;
  std::string help;
};

using Command = std::variant<CommandLineError, PrintText, RunCommand, CheckCommand, TestCommand, FmtCommand,
                             ExplainCommand, ExplainCodeCommand, SchemaCommand, ModelsCommand, ReplCommand>;

/// `words`: without the program's own name.
[[nodiscard]] Command parse_command_line(const std::vector<std::string>& words);

} // namespace strata::program
