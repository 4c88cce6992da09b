// Words into options and arguments. The only file that includes CLI11, which does the splitting; what is said
// of a mistake stands here.
#include "repl/words.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace strata::program {

class Words::Reader {
 public:
  CLI::App app;
};

std::string quoted_guess(std::string_view wanted, std::span<const std::string> known) {
  const std::string guess = nearest_name(wanted, known);
  return guess.empty() ? std::string() : fmt::format("did you mean {}?", guess);
}

Words::Words(std::string_view command) : Words(*find_command(command), fmt::format("strata {}", command)) {}

Words::Words(const CommandHelp& help, std::string call)
    : help_(help), call_(std::move(call)), reader_(std::make_unique<Reader>()) {
  reader_->app.set_help_flag();
  reader_->app.add_flag("-h,--help", wants_help_);
  reader_->app.add_option("arguments", arguments_);
}
Words::~Words() = default;

void Words::flag(const std::string& name, bool& target, std::string text) {
  reader_->app.add_flag(name, target);
  declared_.push_back({.form = name, .text = std::move(text)});
}

void Words::option(const std::string& name, const std::string& value, std::vector<std::string>& target,
                   std::string text, bool repeated) {
  reader_->app.add_option(name, target)->allow_extra_args(false);
  declared_.push_back({.form = name.substr(0, name.find(',')) + " " + value,
                       .text = std::move(text),
                       .values = &target,
                       .repeated = repeated});
}

Stop Words::read(std::vector<std::string> words, const std::vector<std::string>& names) {
  std::reverse(words.begin(), words.end()); // CLI11 takes them from the back
  try {
    reader_->app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    if (wants_help_) return PrintText{help_text()};
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
      const std::vector<std::string> extra = reader_->app.remaining();
      return unknown_option(extra.empty() ? std::string() : extra.front());
    }
    const std::string_view what = error.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
      return mistake(fmt::format("{} needs a value", what.substr(0, what.find(':'))), see_help());
    return mistake(std::string(what), see_help());
  }
  if (wants_help_) return PrintText{help_text()};
  if (Stop stop = value_mistake()) return stop;
  return argument_mistake(names);
}

std::string Words::usage() const {
  return fmt::format("{} {}", call_, help_.arguments);
}

std::string Words::see_help() const {
  return fmt::format("`{} --help` lists the options", call_);
}

std::string Words::help_text() const {
  std::string text =
      fmt::format("{}: {}\n\nExamples:\n{}\nOptions:\n", usage(), help_.summary, help_.examples);
  for (const Declared& entry : declared_)
    text += fmt::format("  {:<20} {}\n", entry.form, entry.text);
  text += fmt::format("  {:<20} {}\n", "--help", "this text");
  if (!help_.notes.empty()) text += fmt::format("\n{}", help_.notes);
  return text;
}

CommandLineError Words::unknown_option(const std::string& word) const {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> known = {"--help"};
  for (const Declared& entry : declared_)
    known.push_back(entry.name());
  std::string help = quoted_guess(name, known);
  if (help.empty()) help = see_help();
  return mistake(fmt::format("{} has no option {}", help_.name, name), std::move(help));
}

/// An empty value comes from an empty variable of a script: taken as none, it would be a result that is
/// nowhere.
Stop Words::value_mistake() const {
  for (const Declared& option : declared_) {
    if (option.values == nullptr) continue;
    const std::vector<std::string>& values = *option.values;
    if (std::find(values.begin(), values.end(), "") != values.end())
      return mistake(fmt::format("{} has an empty value", option.name()), "the form is: " + option.form);
    if (values.size() > 1 && !option.repeated)
      return mistake(fmt::format("{} is given twice", option.name()));
  }
  return std::nullopt;
}

Stop Words::argument_mistake(const std::vector<std::string>& names) const {
  const bool open_end = names.back().ends_with("...");
  const auto may_be_absent = [](const std::string& name) { return name.starts_with("["); };
  const std::size_t needed =
      names.size() - static_cast<std::size_t>(std::count_if(names.begin(), names.end(), may_be_absent));
  if (arguments_.size() < needed) {
    const std::string_view name = names[arguments_.size()];
    return mistake(fmt::format("{} is missing", name.substr(0, name.find('.'))), "the form is: " + usage());
  }
  if (arguments_.size() > names.size() && !open_end)
    return mistake(fmt::format("{} is one word too many", arguments_[names.size()]),
                   "the form is: " + usage());
  return std::nullopt;
}

} // namespace strata::program
