// Reads entries and answers them. Expressions and declarations are told apart by the language itself,
// commands by their colon.
#include "repl/session/shell.hpp"

#include <chrono>

#include <fmt/format.h>

#include "repl/console.hpp"
#include "repl/example_results.hpp"
#include "repl/interrupt.hpp"
#include "repl/loading.hpp"
#include "repl/session/presentation.hpp"
#include "repl/streams.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

/// What to do in a session where the library can only speak of the command line.
void speak_of_session(Diagnostic& diagnostic) {
  if (diagnostic.code == "E0820") diagnostic.help = ":as-of 2025-01-31 sets it";
  if (diagnostic.code == "E0824" && !diagnostic.help.starts_with("did you"))
    diagnostic.help = "Tab behind :show lists keys";
  constexpr std::string_view kMap = "--map ";
  if (const std::size_t at = diagnostic.help.find(kMap); at != std::string::npos)
    diagnostic.help.replace(at, kMap.size(), ":data FILE ");
  for (Label& label : diagnostic.labels)
    if (label.file.starts_with("--set")) label.file.erase(0, 1).front() = ':';
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

} // namespace

Shell::Shell(bool interactive, TableArguments table)
    : tables(std::move(table)), interactive_(interactive), session_(&reading_stopped) {}

void Shell::print(std::string_view text) {
  standard_output() << text << std::flush;
}

void Shell::refuse(std::string_view message, std::string_view help, ExitCode code) {
  say(message, help);
  if (first_mistake_ == ExitCode::Done) first_mistake_ = code;
}

void Shell::report(std::vector<Diagnostic> diagnostics) {
  if (first_mistake_ == ExitCode::Done) first_mistake_ = exit_code_of(diagnostics);
  for (Diagnostic& diagnostic : diagnostics)
    speak_of_session(diagnostic);
  show(diagnostics);
}

void Shell::report(const std::vector<ExampleOutcome>& examples) {
  for (const ExampleOutcome& example : examples)
    show(example.failures);
  print(examples_text(examples, session_.model_name()));
  if (first_mistake_ == ExitCode::Done) first_mistake_ = exit_code_of(examples);
}

void Shell::tell(const Result<Change>& change, std::string_view headline) {
  report(change.diagnostics);
  if (!change) return;
  print(fmt::format("{}\n", headline.empty() ? visible_text(change.value->what) : headline));
  print(change_text(*change.value));
  if (change.value->problems.empty()) return;
  std::string why;
  for (const Diagnostic& problem : change.value->problems)
    why += (why.empty() ? "" : "; ") + problem.message;
  Diagnostic last = change.value->problems.back();
  speak_of_session(last);
  say("the customers cannot be decided: " + why, last.help);
}

bool Shell::load(const std::string& path, const std::vector<Setting>& settings) {
  if (path == "-") return refuse("standard input holds the session itself", "name a file"), false;
  auto source = load_source(path);
  if (const ExitCode* failed = std::get_if<ExitCode>(&source)) {
    if (first_mistake_ == ExitCode::Done) first_mistake_ = *failed;
    return false;
  }
  const Result<Change> loaded = session_.load(std::get<ModelSource>(source), settings);
  customer.reset();
  if (loaded) own_file = is_library_path(path) ? std::string() : path;
  tell(loaded, loaded ? model_line(session_) : std::string());
  return loaded.value.has_value();
}

bool Shell::read(const std::string& path) {
  if (path == "-") return refuse("standard input holds the session itself", "name a file"), false;
  InputStream input(path);
  if (const auto error = input.error()) {
    refuse(fmt::format("cannot read {}: {}", path, *error), {}, ExitCode::File);
    return false;
  }
  const Result<Change> change = session_.read(
      {.name = path, .stream = &input.stream(), .headers = tables.headers, .dialect = tables.dialect});
  customer.reset();
  std::string headline;
  if (change && session_.has_model())
    if (const Result<TableInfo> info = session_.table()) headline = table_text(*info.value);
  tell(change, headline);
  return change.value.has_value();
}

ExitCode Shell::start(const ReplCommand& command) {
  if (!command.model.path.empty() && !load(command.model.path, command.model.settings)) return first_mistake_;
  if (!command.day.empty()) {
    const Result<Change> day = session_.set_day(command.day);
    report(day.diagnostics);
    if (!day) return first_mistake_;
  }
  if (!command.customers.path.empty()) (void)read(command.customers.path);
  session_.settle(); // :undo takes back what is done in the session, not what it was opened with
  return first_mistake_;
}

std::string Shell::prompt() const {
  return customer ? fmt::format("strata {}> ", *customer) : std::string("strata> ");
}

std::optional<std::string> Shell::next_entry(LineSource& lines) {
  const std::string first_prompt = prompt();
  Line line = lines.next(first_prompt);
  if (line.kind == Line::Kind::End) return std::nullopt;
  if (line.kind == Line::Kind::Interrupted) return std::string();
  std::string entry = std::move(line.text);
  if (trimmed(entry).starts_with(':')) return entry;
  // An empty line ends an entry that could not end yet; what it lacks is said then.
  while (entry_kind(entry) == EntryKind::Unfinished) {
    line = lines.next(std::string(display_width(first_prompt) - 2, '.') + "> ");
    if (line.kind == Line::Kind::Interrupted) return std::string();
    if (line.kind == Line::Kind::End || trimmed(line.text).empty()) break;
    entry += "\n" + line.text;
  }
  return entry;
}

ExitCode Shell::go(LineSource& lines) {
  while (!left && interrupted_by() == 0) {
    const std::optional<std::string> entry = next_entry(lines);
    if (!entry) break;
    if (trimmed(*entry).empty()) continue;
    lines.remember(std::string(trimmed(*entry)));
    const auto begin = std::chrono::steady_clock::now();
    carry_out(*entry);
    if (take_interrupt()) say("interrupted; the session is as it was");
    if (!timed) continue;
    const auto taken = std::chrono::steady_clock::now() - begin;
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
    print(fmt::format("  {}.{:03} ms\n", micros / 1000, micros % 1000));
  }
  return first_mistake_;
}

void Shell::carry_out(const std::string& entry) {
  const std::string_view text = trimmed(entry);
  if (text.starts_with(':')) return carry_out_command(*this, text);
  switch (entry_kind(entry)) {
  case EntryKind::Empty: return;
  case EntryKind::Declarations: break;
  case EntryKind::Expression: return answer(entry);
  case EntryKind::Unfinished:
    // As what it would have become: both say what is missing.
    if (!begins_declaration(text)) return answer(entry);
  }
  const Result<Change> change = session_.declare(entry);
  std::string headline;
  if (change) {
    headline = visible_text(change.value->what);
    for (const std::string& replaced : change.value->replaced)
      headline += change.value->replaced.size() == 1 && replaced == change.value->what
                      ? ", in the place of the earlier one"
                      : fmt::format("\n{} takes the place of the earlier one", visible_text(replaced));
  }
  tell(change, headline);
}

void Shell::answer(const std::string& expression) {
  const Result<Answer> found = session_.evaluate(expression, customer);
  report(found.diagnostics);
  if (found) print(answer_text(*found.value));
}

} // namespace strata::program
