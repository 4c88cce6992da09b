// Completion: from what stands before a word to the words that it may become.
#include <set>

#include "repl/session/shell.hpp"
#include "repl/session/shell_commands.hpp"

namespace strata::program {

namespace {

constexpr std::size_t kMost = 1000; // a list that nobody reads to its end, and yet a tab's common beginning

class Candidates {
 public:
  explicit Candidates(const std::string& word) : word_(word) {}

  void add(std::string text) {
    if (text.starts_with(word_)) words_.insert(std::move(text));
  }
  void add_all(const std::vector<std::string>& texts) {
    for (const std::string& text : texts)
      add(text);
  }
  [[nodiscard]] Completion completion(bool files = false) const {
    return {{words_.begin(), words_.end()}, files};
  }

 private:
  const std::string& word_;
  std::set<std::string> words_;
};

Completion in_expression(const Session& session, const std::string& before, const std::string& word) {
  Candidates found(word);
  for (const DeclaredName& name : session.names())
    found.add(name.kind == "rule" ? name.name + "(" : name.name);
  for (const LanguageWord& function : function_words())
    found.add(function.word + "(");
  for (const char* constant : {"as_of", "unrated", "missing", "true", "false", "reasons", "match", "if"})
    found.add(constant);
  if (before.find_first_not_of(" \t") == std::string::npos) found.add_all(declaration_words());
  return found.completion();
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t"));
}

/// Names of parameters as `:set` takes them; behind the sign, what a parameter may be.
Completion setting(const Session& session, const std::string& before, const std::string& word) {
  Candidates found(word);
  if (before.find('=') == std::string::npos) {
    for (const ParameterInfo& parameter : session.parameters())
      found.add(parameter.name + "=");
    return found.completion();
  }
  return in_expression(session, before, word);
}

Completion argument(const Session& session, const ShellCommand& command, const std::string& before,
                    const std::string& word) {
  Candidates found(word);
  switch (command.takes) {
  case ArgumentKind::Nothing: break;
  case ArgumentKind::Model:
    for (const LibraryModel& model : library())
      found.add("std/" + std::string(model.name));
    return found.completion(true);
  case ArgumentKind::File: return found.completion(true);
  case ArgumentKind::Key: found.add_all(session.keys(word, kMost)); break;
  case ArgumentKind::Setting: return setting(session, before, word);
  case ArgumentKind::Name:
    for (const DeclaredName& name : session.names())
      found.add(name.name);
    found.add_all(declaration_words());
    break;
  case ArgumentKind::Topic:
    for (const ShellCommand& other : shell_commands())
      found.add(std::string(other.name));
    break;
  case ArgumentKind::Switch: found.add_all({"on", "off"}); break;
  case ArgumentKind::Amount: found.add("all"); break;
  }
  return found.completion();
}

} // namespace

Completion complete(const Session& session, const std::string& before, const std::string& word, bool quoted) {
  if (quoted && !before.starts_with(':')) return {session.texts(word, kMost), false};
  if (before.empty() && word.starts_with(':')) {
    Candidates found(word);
    for (const ShellCommand& command : shell_commands())
      found.add(":" + std::string(command.name));
    return found.completion();
  }
  if (!before.starts_with(':')) return in_expression(session, before, word);
  const std::string_view name = first_word(std::string_view(before).substr(1));
  for (const ShellCommand& command : shell_commands())
    if (command.name == name) return argument(session, command, before, word);
  return {};
}

} // namespace strata::program
