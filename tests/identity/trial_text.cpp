// A trial as a file: lines of options, the model, the bytes of the table.
#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "trial.hpp"

namespace strata::identity {

namespace {

constexpr std::string_view kModel = "=== model\n";
constexpr std::string_view kTable = "=== table\n";
constexpr std::array<std::string_view, 5> kFormats = {"csv", "json", "ndjson", "markdown", "table"};

OutputFormat format_named(std::string_view name) {
  for (std::size_t i = 0; i < kFormats.size(); ++i)
    if (kFormats[i] == name) return static_cast<OutputFormat>(i);
  throw std::runtime_error("no such format: " + std::string(name));
}

void take_option(Trial& trial, const std::string& name, const std::string& value) {
  RunOptions& options = trial.options;
  if (name == "as-of")
    options.as_of = value;
  else if (name == "format")
    options.format = format_named(value);
  else if (name == "column")
    options.columns.push_back(value);
  else if (name == "detail")
    options.detail = true;
  else if (name == "labels")
    options.labels = true;
  else if (name == "with-input")
    options.with_input = true;
  else if (name == "distance")
    options.distance = true;
  else if (name == "trust-keys")
    options.trust_keys = true;
  else if (name == "encoding")
    trial.dialect.encoding = value;
  else if (name == "separator")
    trial.dialect.separator = value;
  else if (name == "decimal-comma")
    trial.dialect.decimal_comma = true;
  else if (name == "thousands")
    trial.dialect.thousands = true;
  else if (name == "set")
    trial.settings.push_back({value.substr(0, value.find('=')), value.substr(value.find('=') + 1)});
  else
    throw std::runtime_error("no such option of a trial: " + name);
}

} // namespace

std::string to_text(const Trial& trial) {
  const RunOptions& options = trial.options;
  std::string text = fmt::format("format {}\n", kFormats[static_cast<std::size_t>(options.format)]);
  const auto flag = [&](bool set, const char* name) {
    if (set) text += fmt::format("{}\n", name);
  };
  if (!options.as_of.empty()) text += fmt::format("as-of {}\n", options.as_of);
  for (const std::string& column : options.columns)
    text += fmt::format("column {}\n", column);
  flag(options.detail, "detail");
  flag(options.labels, "labels");
  flag(options.with_input, "with-input");
  flag(options.distance, "distance");
  flag(options.trust_keys, "trust-keys");
  if (!trial.dialect.separator.empty()) text += fmt::format("separator {}\n", trial.dialect.separator);
  if (!trial.dialect.encoding.empty()) text += fmt::format("encoding {}\n", trial.dialect.encoding);
  flag(trial.dialect.decimal_comma, "decimal-comma");
  flag(trial.dialect.thousands, "thousands");
  for (const Setting& setting : trial.settings)
    text += fmt::format("set {}={}\n", setting.name, setting.value);
  text += std::string(kModel) + trial.model + std::string(kTable) + trial.heading;
  for (const std::string& record : trial.records)
    text += record;
  return text;
}

Trial read_trial(std::string_view text) {
  Trial trial;
  const std::size_t model = text.find(kModel);
  const std::size_t table = text.find(kTable);
  if (model == std::string_view::npos || table == std::string_view::npos)
    throw std::runtime_error("a trial has a model and a table");
  for (std::size_t at = 0; at < model;) {
    const std::size_t end = text.find('\n', at);
    const std::string line(text.substr(at, end - at));
    const std::size_t blank = line.find(' ');
    take_option(trial, line.substr(0, blank), blank == std::string::npos ? "" : line.substr(blank + 1));
    at = end + 1;
  }
  trial.model = text.substr(model + kModel.size(), table - model - kModel.size());
  // By lines, which a quoted cell may have several of: to be put together again it does not matter.
  for (std::size_t at = table + kTable.size(); at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string& line = trial.heading.empty() ? trial.heading : trial.records.emplace_back();
    line = text.substr(at, end - at);
    at = end;
  }
  return trial;
}

} // namespace strata::identity
