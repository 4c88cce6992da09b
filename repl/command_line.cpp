// The command line: words into a command. Which options each command has, and what they need, stands here.
#include "repl/command_line.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "repl/dialect_words.hpp"
#include "repl/help.hpp"
#include "repl/words.hpp"

namespace strata::program {

namespace {

std::string only(const std::vector<std::string>& values) {
  return values.empty() ? std::string() : values.front();
}

/// `--set`, of every command that checks a model.
struct SettingWords {
  std::vector<std::string> given;

  void declare(Words& words) {
    words.option("--set", "NAME=VALUE", given, "another value of a parameter, written as in a model", true);
  }

  Stop read(std::vector<Setting>& settings) const {
    for (const std::string& setting : given) {
      const auto pair = split_pair(setting);
      if (!pair) return mistake(fmt::format("--set {} is not of the form NAME=VALUE", setting));
      const auto same = [&](const Setting& other) { return other.name == pair->first; };
      if (std::any_of(settings.begin(), settings.end(), same))
        return mistake(fmt::format("--set gives {} twice", pair->first));
      settings.push_back({pair->first, pair->second});
    }
    return std::nullopt;
  }
};

/// The options that every command with a model and a table has.
struct TableWords {
  std::vector<std::string> as_of, headers;
  SettingWords settings;
  DialectWords dialect;

  void declare(Words& words) {
    words.option("--as-of", "DATE", as_of, "the day of the decision, as 2025-01-31");
    settings.declare(words);
    words.option("--map", "COLUMN=HEADER", headers, "the header of the table that holds a column", true);
    dialect.declare(words);
  }

  Stop read(ModelArguments& model, TableArguments& customers, RunOptions& options) const {
    options.as_of = only(as_of);
    customers.dialect = dialect.read();
    if (Stop stop = settings.read(model.settings)) return stop;
    for (const std::string& header : headers) {
      const auto pair = split_pair(header);
      if (!pair) return mistake(fmt::format("--map {} is not of the form COLUMN=HEADER", header));
      if (!customers.headers.insert(*pair).second)
        return mistake(fmt::format("--map gives {} twice", pair->first));
    }
    if (model.path == "-" && customers.path == "-")
      return mistake("the model and the customers cannot both come from standard input");
    return std::nullopt;
  }
};

/// One of a few words; what to say where it is none of them.
template <class T, std::size_t N>
Stop choose(std::string_view option, const std::vector<std::string>& given,
            const std::array<std::pair<std::string_view, T>, N>& choices, T& target) {
  if (given.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& [name, value] : choices) {
    names.emplace_back(name);
    if (name == given.front()) target = value;
  }
  if (std::find(names.begin(), names.end(), given.front()) != names.end()) return std::nullopt;
  std::string help = quoted_guess(given.front(), names);
  if (help.empty()) help = fmt::format("it is one of {}", fmt::join(names, ", "));
  return mistake(fmt::format("{} knows no {}", option, given.front()), std::move(help));
}

constexpr std::array kTableFormats = {
    std::pair<std::string_view, OutputFormat>{"csv", OutputFormat::Csv},
    std::pair<std::string_view, OutputFormat>{"json", OutputFormat::Json},
    std::pair<std::string_view, OutputFormat>{"ndjson", OutputFormat::NdJson},
    std::pair<std::string_view, OutputFormat>{"markdown", OutputFormat::Markdown},
    std::pair<std::string_view, OutputFormat>{"table", OutputFormat::Table}};

constexpr std::array kTextFormats = {std::pair<std::string_view, bool>{"text", false},
                                     std::pair<std::string_view, bool>{"json", true}};

constexpr std::array kEvaluators = {
    std::pair<std::string_view, EvaluatorChoice>{"columnar", EvaluatorChoice::Columnar},
    std::pair<std::string_view, EvaluatorChoice>{"reference", EvaluatorChoice::Reference}};

Stop read_threads(const std::vector<std::string>& given, unsigned& threads) {
  constexpr unsigned kMost = 256;
  if (given.empty()) return std::nullopt;
  const std::string& text = given.front();
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
  if (error == std::errc{} && stop == text.data() + text.size() && threads >= 1 && threads <= kMost)
    return std::nullopt;
  return mistake(
      fmt::format("--threads {} is no number of threads", text),
      fmt::format("it is a number from 1 to {}; without it, there are as many as processors", kMost));
}

constexpr const char* kStrictText = "a warning of the model counts as an error: exit code 3";

/// "a, b" and "c" as a, b, c.
Stop read_columns(const std::vector<std::string>& lists, std::vector<std::string>& columns) {
  for (const std::string& list : lists) {
    for (std::string& name : split_names(list)) {
      if (name.empty()) return mistake(fmt::format("--columns {} has an empty name", list));
      if (std::find(columns.begin(), columns.end(), name) != columns.end())
        return mistake(fmt::format("--columns names {} twice", name));
      columns.push_back(std::move(name));
    }
  }
  return std::nullopt;
}

/// `--columns` says it all, so an option that adds columns would be dropped without a word.
Stop refuse_additions(const RunOptions& options) {
  if (options.columns.empty()) return std::nullopt;
  for (const auto& [name, given] :
       {std::pair("--detail", options.detail), std::pair("--labels", options.labels),
        std::pair("--with-input", options.with_input), std::pair("--distance", options.distance)})
    if (given)
      return mistake(
          fmt::format("--columns says exactly which columns there are, and {} would add some", name),
          "leave one of the two out; --columns can name every column that there is");
  return std::nullopt;
}

Command read_run(std::vector<std::string> given) {
  RunCommand command;
  Words words("run");
  TableWords table;
  std::vector<std::string> out, format, columns, rejects, threads, evaluator;
  table.declare(words);
  words.option("--out,-o", "FILE", out,
               "where the decision table goes, standard output by default; also -o FILE");
  words.option("--format", "FORMAT", format, "csv (as it is by default), json, ndjson, markdown or table");
  words.option("--columns", "A,B,...", columns, "exactly these columns, in this order", true);
  words.flag("--detail", command.options.detail, "dimensions too");
  words.flag("--labels", command.options.labels, "the tiers' labels too");
  words.flag("--with-input", command.options.with_input, "the columns of the input first");
  words.flag("--distance", command.options.distance, "the next better tier, and how far it is");
  words.option("--rejects", "FILE", rejects,
               "a CSV of what could not be read or decided: line, column, text, reason");
  words.flag("--summary", command.summary, "how many customers each tier has, on standard error");
  words.flag("--strict", command.model.strict, kStrictText);
  words.option("--threads", "N", threads, "threads to use, as many as processors by default");
  words.flag("--trust-keys", command.options.trust_keys, "do not look for keys that stand twice");
  words.option("--evaluator", "NAME", evaluator,
               "columnar (as it is by default), or reference: slow, the same results");
  if (Stop stop = words.read(std::move(given), {"MODEL", "CUSTOMERS"})) return *stop;

  command.model.path = words.arguments()[0];
  command.customers.path = words.arguments()[1];
  command.out = only(out) == "-" ? std::string() : only(out);
  command.rejects = only(rejects);
  if (Stop stop = table.read(command.model, command.customers, command.options)) return *stop;
  if (Stop stop = choose("--format", format, kTableFormats, command.options.format)) return *stop;
  if (Stop stop = choose("--evaluator", evaluator, kEvaluators, command.options.evaluator)) return *stop;
  if (Stop stop = read_threads(threads, command.options.threads)) return *stop;
  if (Stop stop = read_columns(columns, command.options.columns)) return *stop;
  if (Stop stop = refuse_additions(command.options)) return *stop;
  if (command.rejects == "-" && command.out.empty())
    return mistake("the decision table and the rejects cannot both go to standard output",
                   "give one of them a file: --out FILE or --rejects FILE");
  return command;
}

Command read_explain(std::vector<std::string> given) {
  ExplainCommand command;
  Words words("explain");
  TableWords table;
  std::vector<std::string> format;
  table.declare(words);
  words.option("--format", "FORMAT", format, "text (as it is by default) or json");

  // A message's code stands alone; no model is called so.
  const auto is_code = [](const std::string& word) {
    return word.size() == 5 && std::string_view("EWNewn").find(word[0]) != std::string_view::npos &&
           std::all_of(word.begin() + 1, word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  if (given.size() == 1 && is_code(given.front())) return ExplainCodeCommand{given.front()};
  if (Stop stop = words.read(std::move(given), {"MODEL", "CUSTOMERS", "KEY"})) return *stop;

  command.model.path = words.arguments()[0];
  command.customers.path = words.arguments()[1];
  command.key = words.arguments()[2];
  if (Stop stop = table.read(command.model, command.customers, command.options)) return *stop;
  if (Stop stop = choose("--format", format, kTextFormats, command.json)) return *stop;
  return command;
}

Stop one_standard_input(const std::vector<std::string>& paths) {
  if (std::count(paths.begin(), paths.end(), "-") > 1) return mistake("standard input can be read once only");
  return std::nullopt;
}

Command read_check(std::vector<std::string> given) {
  CheckCommand command;
  Words words("check");
  SettingWords settings;
  std::vector<std::string> format;
  settings.declare(words);
  words.flag("--strict", command.strict, kStrictText);
  words.flag("--plan", command.plan, "print the steps by which a run decides a customer");
  words.option("--format", "FORMAT", format, "text (as it is by default) or json");
  if (Stop stop = words.read(std::move(given), {"MODEL..."})) return *stop;
  command.models = words.arguments();
  if (Stop stop = settings.read(command.settings)) return *stop;
  if (Stop stop = choose("--format", format, kTextFormats, command.json)) return *stop;
  if (command.plan && command.json)
    return mistake("--plan prints text, which would stand between the JSON", "leave out one of the two");
  if (Stop stop = one_standard_input(command.models)) return *stop;
  return command;
}

Command read_test(std::vector<std::string> given) {
  TestCommand command;
  Words words("test");
  SettingWords settings;
  std::vector<std::string> format, junit;
  settings.declare(words);
  words.flag("--strict", command.strict, kStrictText);
  words.flag("--coverage", command.coverage, "what of the model no example touches");
  words.flag("--boundary", command.boundary,
             "print examples for the borders that none touches, to be pasted into the model");
  words.option("--format", "FORMAT", format, "text (as it is by default) or json");
  words.option("--junit", "FILE", junit, "the results as JUnit XML, for build servers");
  if (Stop stop = words.read(std::move(given), {"MODEL..."})) return *stop;
  command.models = words.arguments();
  command.junit = only(junit);
  if (Stop stop = settings.read(command.settings)) return *stop;
  if (Stop stop = choose("--format", format, kTextFormats, command.json)) return *stop;
  if (command.boundary && (command.coverage || command.json || !junit.empty()))
    return mistake("--boundary prints examples and nothing else",
                   "leave out --coverage, --format json and --junit, or run the command twice");
  if (command.json && command.junit == "-")
    return mistake("the JSON and the JUnit XML cannot both go to standard output",
                   "give the latter a file: --junit FILE");
  if (Stop stop = one_standard_input(command.models)) return *stop;
  return command;
}

Command read_fmt(std::vector<std::string> given) {
  FmtCommand command;
  Words words("fmt");
  words.flag("--check", command.check,
             "change nothing; name the files whose layout differs, and exit with 3");
  if (Stop stop = words.read(std::move(given), {"MODEL..."})) return *stop;
  command.models = words.arguments();
  if (Stop stop = one_standard_input(command.models)) return *stop;
  return command;
}

Command read_schema(std::vector<std::string> given) {
  SchemaCommand command;
  Words words("schema");
  DialectWords dialect;
  dialect.declare(words);
  if (Stop stop = words.read(std::move(given), {"FILE"})) return *stop;
  command.table.path = words.arguments()[0];
  command.table.dialect = dialect.read();
  return command;
}

Command read_models(std::vector<std::string> given) {
  Words words("models");
  if (Stop stop = words.read(std::move(given), {"[NAME]"})) return *stop;
  return ModelsCommand{only(words.arguments())};
}

Command read_repl(std::vector<std::string> given) {
  ReplCommand command;
  Words words("repl");
  TableWords table;
  table.declare(words);
  if (Stop stop = words.read(std::move(given), {"[MODEL]", "[CUSTOMERS]"})) return *stop;
  const std::vector<std::string>& paths = words.arguments();
  if (!paths.empty()) command.model.path = paths[0];
  if (paths.size() > 1) command.customers.path = paths[1];
  if (std::find(paths.begin(), paths.end(), "-") != paths.end())
    return mistake("standard input holds the session itself", "name files for the model and the customers");
  RunOptions options;
  if (Stop stop = table.read(command.model, command.customers, options)) return *stop;
  command.day = options.as_of;
  if (command.model.path.empty() && !command.model.settings.empty())
    return mistake("--set needs a MODEL whose parameter it sets");
  return command;
}

Command read_command(const std::string& name, std::vector<std::string> given) {
  if (name == "run") return read_run(std::move(given));
  if (name == "check") return read_check(std::move(given));
  if (name == "test") return read_test(std::move(given));
  if (name == "explain") return read_explain(std::move(given));
  if (name == "fmt") return read_fmt(std::move(given));
  if (name == "schema") return read_schema(std::move(given));
  if (name == "repl") return read_repl(std::move(given));
  return read_models(std::move(given));
}

} // namespace

Command parse_command_line(const std::vector<std::string>& words) {
  if (words.empty())
    return mistake("a command is missing", "`strata --help` lists the commands, with examples");
  const std::string& first = words.front();
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (first == "--version") return PrintText{"strata " STRATA_VERSION "\n"};
  if (first == "--help" || first == "-h" || (first == "help" && rest.empty()))
    return PrintText{program_help()};
  if (first == "help" && find_command(rest.front()) != nullptr) return read_command(rest.front(), {"--help"});
  if (find_command(first) != nullptr) return read_command(first, rest);

  std::vector<std::string> known;
  for (const CommandHelp& command : all_commands())
    known.emplace_back(command.name);
  const std::string& wanted = first == "help" ? rest.front() : first;
  std::string help = quoted_guess(wanted, known);
  if (help.empty())
    help = fmt::format("the commands are {}; `strata --help` shows examples", fmt::join(known, ", "));
  if (first.starts_with("-"))
    return mistake(fmt::format("the first word is a command, and {} is none", wanted), std::move(help));
  return mistake(fmt::format("there is no command {}", wanted), std::move(help));
}

} // namespace strata::program
