// The commands of a session, each a few lines over the interface's Session.
#include "repl/session/shell_commands.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "repl/console.hpp"
#include "repl/dialect_words.hpp"
#include "repl/result_file.hpp"
#include "repl/session/presentation.hpp"
#include "repl/session/shell.hpp"
#include "repl/session/window.hpp"
#include "repl/text_layout.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

constexpr std::size_t kRowsOfScript = 20;   // of a decision table, where there is no window
constexpr std::size_t kRowsAroundTable = 4; // its two header lines, what follows it, the next prompt

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

/// A file's name as typed, with or without quotes.
std::string file_of(std::string_view argument) {
  if (argument.size() > 1 && argument.starts_with('"') && argument.ends_with('"'))
    argument = argument.substr(1, argument.size() - 2);
  return std::string(argument);
}

void load(Shell& shell, std::string_view argument) {
  (void)shell.load(file_of(argument));
}

/// Words between blanks; what stands in quotes is one, and may be empty.
std::vector<std::string> words_of(std::string_view argument) {
  std::vector<std::string> words;
  bool quoted = false;
  bool in_word = false;
  for (const char c : argument) {
    if (!quoted && (c == ' ' || c == '\t')) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (c == '"')
      quoted = !quoted;
    else
      words.back() += c;
  }
  return words;
}

/// What is said of the table's headers is added to what is known; its options take the place of the earlier.
void data(Shell& shell, std::string_view argument) {
  const auto given = parse_data_words(words_of(argument));
  if (const auto* mistake = std::get_if<CommandLineError>(&given))
    return shell.refuse(mistake->message, mistake->help);
  if (const auto* text = std::get_if<PrintText>(&given)) return shell.print(text->text);
  const auto& wanted = std::get<DataWords>(given);
  const TableArguments before = shell.tables;
  for (const auto& [column, header] : wanted.table.headers)
    shell.tables.headers[column] = header;
  if (wanted.has_options) shell.tables.dialect = wanted.table.dialect;
  if (!shell.read(wanted.table.path)) shell.tables = before;
}

void run(Shell& shell, std::string_view argument) {
  const auto window = output_window();
  std::size_t most = window ? window->rows - kRowsAroundTable : kRowsOfScript;
  if (argument == "all") {
    most = std::numeric_limits<std::size_t>::max();
  } else if (!argument.empty()) {
    const auto [end, error] = std::from_chars(argument.data(), argument.data() + argument.size(), most);
    if (error != std::errc() || end != argument.data() + argument.size())
      return shell.refuse(fmt::format("{} is not a number of customers", argument),
                          "write :run 100 or :run all");
  }
  std::ostringstream table;
  const RunOptions options{.as_of = "", .format = OutputFormat::Table, .columns = {}};
  const Result<std::size_t> customers = shell.session().decisions(options, most, table);
  shell.report(customers.diagnostics);
  if (!customers) return;
  shell.print(window ? cut_lines(table.str(), window->columns) : table.str());
  if (*customers.value > most)
    shell.print(fmt::format("… {} more; :run all shows them\n", grouped(*customers.value - most)));
}

void tiers(Shell& shell, std::string_view) {
  const auto counts = shell.session().tiers();
  shell.report(counts.diagnostics);
  if (counts) shell.print(tier_table(*counts.value));
}

/// The key that a command names, or that of the current customer; empty after a refusal.
std::optional<std::string> key_of(Shell& shell, std::string_view argument) {
  if (!argument.empty()) return std::string(argument);
  if (!shell.customer)
    shell.refuse("the key of a customer is missing", "write it behind the command, or :for KEY once");
  return shell.customer;
}

void show(Shell& shell, std::string_view argument) {
  const auto key = key_of(shell, argument);
  if (!key) return;
  const Result<CustomerView> view = shell.session().show(*key);
  shell.report(view.diagnostics);
  if (view) shell.print(customer_text(*view.value));
}

void explain(Shell& shell, std::string_view argument) {
  const auto key = key_of(shell, argument);
  if (!key) return;
  const Result<Explanation> explanation = shell.session().explain(*key, color_on_output());
  shell.report(explanation.diagnostics);
  if (explanation) shell.print(explanation.value->text);
}

void for_customer(Shell& shell, std::string_view argument) {
  if (argument.empty()) {
    shell.customer.reset();
    return shell.print("expressions are answered for the whole table\n");
  }
  const Result<CustomerView> view = shell.session().show(argument);
  shell.report(view.diagnostics);
  if (!view) return;
  shell.customer = view.value->key;
  shell.print(
      fmt::format("expressions are answered for {}; :for alone goes back to the table\n", *shell.customer));
}

void set(Shell& shell, std::string_view argument) {
  std::vector<ParameterInfo> parameters = shell.session().parameters();
  const std::size_t sign = argument.find('=');
  if (sign != std::string_view::npos)
    return shell.tell(shell.session().set({.name = std::string(trimmed(argument.substr(0, sign))),
                                           .value = std::string(trimmed(argument.substr(sign + 1)))}));
  if (!argument.empty())
    std::erase_if(parameters, [&](const ParameterInfo& parameter) { return parameter.name != argument; });
  if (parameters.empty())
    return shell.refuse(argument.empty() ? std::string("the model has no parameters")
                                         : fmt::format("no parameter is called {}", argument),
                        "a parameter is declared so: parameter cut = 80 in 50 .. 90");
  shell.print(parameter_table(parameters));
}

void as_of(Shell& shell, std::string_view argument) {
  if (argument.empty()) {
    const std::string day = shell.session().day();
    return shell.print(day.empty() ? "no day of the decision is set\n" : fmt::format("as of {}\n", day));
  }
  shell.tell(shell.session().set_day(argument == "none" ? std::string() : std::string(argument)));
}

void undo(Shell& shell, std::string_view) {
  const auto what = shell.session().undo();
  if (!what) return shell.refuse("there is nothing to undo");
  if (what->starts_with("load ")) shell.own_file.clear(); // it holds another model now
  if (shell.customer && shell.session().keys(*shell.customer, 1).empty()) shell.customer.reset();
  shell.print(fmt::format("undone: {}\n", visible_text(*what)));
}

void check(Shell& shell, std::string_view) {
  const std::vector<Diagnostic> found = shell.session().check();
  shell.report(found);
  shell.print(found.empty() ? std::string("nothing to say\n") : counted(found.size(), "warning") + "\n");
}

void source(Shell& shell, std::string_view argument) {
  if (argument.empty()) return shell.print(shell.session().source());
  const auto text = shell.session().source_of(argument);
  if (text) return shell.print(*text);
  std::vector<std::string> names;
  for (const DeclaredName& name : shell.session().names())
    names.push_back(name.name);
  const std::string near = nearest_name(argument, names);
  shell.refuse(fmt::format("nothing is called {}", argument),
               near.empty() ? ":names lists what there is" : fmt::format("did you mean {}?", near));
}

void test(Shell& shell, std::string_view) {
  shell.report(shell.session().examples());
}

bool is_ordinary_file(const std::string& path) {
  std::error_code ignored; // what cannot be looked up is said where the file is opened
  return std::filesystem::is_regular_file(path, ignored);
}

/// A file that the session did not bring or write may be anything: a table of customers, say, of which there
/// would be nothing left.
bool may_replace(Shell& shell, const std::string& path, bool willing) {
  if (const auto table = shell.session().table_name(); table && same_file(path, *table)) {
    shell.refuse(fmt::format(":save would replace the table of customers {}", *table), "name another file");
    return false;
  }
  if (willing || !is_ordinary_file(path) || same_file(path, shell.own_file)) return true;
  shell.refuse(fmt::format("there is a file {} already", path), fmt::format(":save! {} replaces it", path));
  return false;
}

void save_to(Shell& shell, const std::string& path, bool willing) {
  if (!may_replace(shell, path, willing)) return;
  auto file = ResultFile::open(path);
  if (!file) return shell.refuse("the model is not saved", {}, ExitCode::File);
  file->stream() << shell.session().source();
  if (const ExitCode code = file->finish(); code != ExitCode::Done)
    return shell.refuse("the model is not saved", {}, code);
  shell.own_file = path;
  shell.print(fmt::format("{} is written\n", path));
  for (const Setting& setting : shell.session().settings())
    shell.print(
        fmt::format("  without {} = {}, which is set and not declared\n", setting.name, setting.value));
}

void save(Shell& shell, std::string_view argument) {
  save_to(shell, file_of(argument), false);
}

void save_anyway(Shell& shell, std::string_view argument) {
  save_to(shell, file_of(argument), true);
}

void columns(Shell& shell, std::string_view) {
  shell.print(column_table(shell.session().columns()));
}

void names(Shell& shell, std::string_view) {
  shell.print(name_table(shell.session().names()));
}

void time(Shell& shell, std::string_view argument) {
  if (!argument.empty() && argument != "on" && argument != "off")
    return shell.refuse(fmt::format("{} is neither on nor off", argument));
  shell.timed = argument.empty() ? !shell.timed : argument == "on";
  shell.print(shell.timed ? "each entry tells how long it took\n" : "times are not told\n");
}

void quit(Shell& shell, std::string_view) {
  shell.left = true;
}

void help(Shell& shell, std::string_view argument);

constexpr std::array kCommands = {
    ShellCommand{"load", "MODEL", ArgumentKind::Model, "another model: a file, or std/NAME of the library",
                 "Settings and declarations typed in are gone then; the table and the day stay.\n", &load},
    ShellCommand{
        "data", "FILE [COLUMN=HEADER ...]", ArgumentKind::File, "another table of customers",
        "COLUMN=HEADER says which header holds a column; a name with blanks stands in quotes:\n"
        "  :data customers.csv revenue=\"Annual revenue\"\n"
        "The options that say how a table is written stand behind it, as for strata run; without any "
        "it is read as the\ntable before; :data --help lists them:\n"
        "  :data umsatz.csv --separator ; --decimal-comma --encoding windows-1252\n",
        &data},
    ShellCommand{"run", "[N | all]", ArgumentKind::Amount, "the decision table, as much as the window holds",
                 "", &run},
    ShellCommand{"tiers", "", ArgumentKind::Nothing, "how many customers each tier has", "", &tiers},
    ShellCommand{"show", "[KEY]", ArgumentKind::Key, "one customer: inputs, values, tier, policy", "", &show},
    ShellCommand{"explain", "[KEY]", ArgumentKind::Key, "why a customer has its tier", "", &explain},
    ShellCommand{"for", "[KEY]", ArgumentKind::Key,
                 "answer expressions for one customer; alone: for the table", "", &for_customer},
    ShellCommand{"set", "[NAME=VALUE]", ArgumentKind::Setting, "another value of a parameter, and who moves",
                 "Alone it lists the parameters. The value is written as in a model: 85, 15%, \"mean\".\n",
                 &set},
    ShellCommand{"as-of", "[DATE | none]", ArgumentKind::Nothing, "the day of the decision, as 2025-01-31",
                 "Alone it says which day is set; none takes the day away. It is what as_of stands for.\n",
                 &as_of},
    ShellCommand{"undo", "", ArgumentKind::Nothing,
                 "takes the last change back: a setting, a declaration, a load, a day", "", &undo},
    ShellCommand{"check", "", ArgumentKind::Nothing, "what checking says of the model as it is now", "",
                 &check},
    ShellCommand{"test", "", ArgumentKind::Nothing, "runs the model's examples", "", &test},
    ShellCommand{"source", "[NAME]", ArgumentKind::Name, "the model's text, or the declaration of a name",
                 "NAME may also be a word that declarations begin with: :source policy\n", &source},
    ShellCommand{"columns", "", ArgumentKind::Nothing, "the columns of the customers", "", &columns},
    ShellCommand{"names", "", ArgumentKind::Nothing, "everything that has a name", "", &names},
    ShellCommand{
        "save", "FILE", ArgumentKind::File, "writes the model's text, with all that was typed in",
        "Values of :set are not part of it; declare the parameter anew to keep one. A file that there "
        "is already is\nreplaced only where the present model was loaded from it or saved in it; "
        ":save! replaces others too.\n",
        &save},
    ShellCommand{"save!", "FILE", ArgumentKind::File, "the same, in the place of any model there is", "",
                 &save_anyway},
    ShellCommand{"time", "[on | off]", ArgumentKind::Switch, "tells how long each entry took", "", &time},
    ShellCommand{"help", "[COMMAND]", ArgumentKind::Topic, "this list, or more on one command", "", &help},
    ShellCommand{"quit", "", ArgumentKind::Nothing, "leaves, as Ctrl-D does", "", &quit},
};

void help(Shell& shell, std::string_view argument) {
  if (argument.starts_with(':')) argument.remove_prefix(1);
  std::vector<std::vector<std::string>> lines;
  for (const ShellCommand& command : kCommands) {
    if (!argument.empty() && command.name != argument) continue;
    lines.push_back({fmt::format(":{} {}", command.name, command.form), std::string(command.summary)});
    if (!argument.empty()) return shell.print(aligned(lines, {false, false}) + std::string(command.details));
  }
  if (!argument.empty())
    return shell.refuse(fmt::format("there is no command :{}", argument), ":help lists them");
  shell.print(
      "Type an expression to see what it is worth, a declaration to add it to the model, or a command:\n" +
      aligned(lines, {false, false}) +
      "An entry goes on over lines while a bracket is open or something is missing; an empty line ends it.\n"
      "Tab completes, Ctrl-C stops a calculation or drops a line, Ctrl-D leaves.\n");
}

/// The command of a name, or of its beginning where that fits only one.
const ShellCommand* find_command_of(Shell& shell, std::string_view name) {
  std::vector<const ShellCommand*> fitting;
  std::vector<std::string> known;
  for (const ShellCommand& command : kCommands) {
    if (command.name == name) return &command;
    // What replaces files without asking is written out.
    if (command.name.starts_with(name) && !command.name.ends_with('!')) fitting.push_back(&command);
    known.emplace_back(command.name);
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.size() > 1 && !name.empty()) {
    std::string names;
    for (const ShellCommand* command : fitting)
      names += fmt::format("{}:{}", names.empty() ? "" : ", ", command->name);
    shell.refuse(fmt::format(":{} may be one of several commands", name), names);
    return nullptr;
  }
  const std::string near = nearest_name(name, known);
  shell.refuse(fmt::format("there is no command :{}", name),
               near.empty() ? ":help lists them" : fmt::format("did you mean :{}?", near));
  return nullptr;
}

} // namespace

std::span<const ShellCommand> shell_commands() {
  return kCommands;
}

void carry_out_command(Shell& shell, std::string_view entry) {
  entry.remove_prefix(1);
  const std::string_view name = entry.substr(0, entry.find_first_of(" \t\n"));
  const ShellCommand* command = find_command_of(shell, name);
  if (command == nullptr) return;
  const std::string_view argument = trimmed(entry.substr(name.size()));
  const bool needs_one = !command->form.empty() && !command->form.starts_with('[');
  if (argument.empty() && needs_one)
    return shell.refuse(fmt::format(":{} needs {}", command->name, command->form));
  if (!argument.empty() && command->form.empty())
    return shell.refuse(fmt::format(":{} takes nothing, and {} follows", command->name, argument));
  command->carry_out(shell, argument);
}

} // namespace strata::program
