// Answers of a session as texts.
#include "repl/session/presentation.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "repl/console.hpp"
#include "repl/text_layout.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

constexpr std::size_t kBarWidth = 30;

using Lines = std::vector<std::vector<std::string>>;

std::string counts_text(const Answer& answer) {
  Lines lines;
  for (const Answer::Count& count : answer.counts)
    lines.push_back({count.value, grouped(count.customers), percent(count.customers, answer.customers),
                     bar(count.customers, answer.customers, kBarWidth)});
  std::string text = aligned(lines, {false, true, true, false});
  if (answer.more_counts > 0) text += fmt::format("  … {} more\n", counted(answer.more_counts, "value"));
  return text;
}

std::string extremes_text(const Answer& answer) {
  Lines lines;
  if (answer.least) lines.push_back({"least", answer.least->value, answer.least->key});
  if (answer.greatest) lines.push_back({"greatest", answer.greatest->value, answer.greatest->key});
  return aligned(lines, {false, true, false});
}

std::string first_text(const Answer& answer) {
  Lines lines;
  for (const Answer::Entry& entry : answer.first)
    lines.push_back({entry.key, entry.value});
  std::string text = aligned(lines, {false, false}, 4);
  const std::size_t shown = answer.first.size() + answer.failed;
  if (!lines.empty() && answer.customers > shown)
    text += fmt::format("    … {} more\n", grouped(answer.customers - shown));
  return text;
}

std::string failures_text(const Answer& answer) {
  if (answer.failed == 0) return {};
  std::string text = fmt::format("  undefined for {}\n", counted(answer.failed, "customer"));
  for (const Answer::Entry& entry : answer.first_failed)
    text += fmt::format("    {}: {}\n", entry.key, entry.value);
  const std::size_t more = answer.failed - answer.first_failed.size();
  if (more > 0) text += fmt::format("    … {} more\n", grouped(more));
  return text;
}

std::string difference(std::size_t before, std::size_t after) {
  if (before == after) return {};
  return after > before ? "+" + grouped(after - before) : "-" + grouped(before - after);
}

/// The rows of a comparison: the tiers of both sides, those that are gone last.
std::vector<std::string> tiers_of(const Change& change) {
  std::vector<std::string> names;
  for (const auto* side : {&change.after, &change.before})
    for (const TierCount& count : *side)
      if (std::find(names.begin(), names.end(), count.tier) == names.end()) names.push_back(count.tier);
  return names;
}

std::size_t size_of(const std::vector<TierCount>& counts, const std::string& tier) {
  for (const TierCount& count : counts)
    if (count.tier == tier) return count.customers;
  return 0;
}

} // namespace

std::string answer_text(const Answer& answer) {
  if (answer.value) return *answer.value + "\n";
  std::string text = fmt::format("{}; {}\n", answer.type, counted(answer.customers, "customer"));
  text += counts_text(answer) + extremes_text(answer);
  if (answer.missing > 0) text += fmt::format("  missing for {}\n", counted(answer.missing, "customer"));
  return text + failures_text(answer) + first_text(answer);
}

std::string change_text(const Change& change) {
  if (!change.compared) return {};
  if (change.moved == 0) return "  no customer moves\n";
  Lines lines{{"tier", "before", "after", ""}};
  for (const std::string& tier : tiers_of(change)) {
    const std::size_t before = size_of(change.before, tier);
    const std::size_t after = size_of(change.after, tier);
    lines.push_back({tier, grouped(before), grouped(after), difference(before, after)});
  }
  std::string text = aligned(lines, {false, true, true, true});
  text += fmt::format("  {} of {} {}:", grouped(change.moved), counted(change.customers, "customer"),
                      change.moved == 1 ? "moves" : "move");
  for (std::size_t i = 0; i < change.moves.size(); ++i) {
    const TierMove& move = change.moves[i];
    text += fmt::format("{} {} {} -> {}", i == 0 ? "" : ",", grouped(move.customers), move.from, move.to);
  }
  return text + "\n";
}

std::string customer_text(const CustomerView& customer) {
  const std::string key = visible_text(customer.key);
  std::string text =
      customer.tier.empty() ? fmt::format("{}\n", key) : fmt::format("{}: {}\n", key, customer.tier);
  std::size_t width = 0;
  for (const CustomerView::Section& section : customer.sections)
    for (const CustomerView::Line& line : section.lines)
      width = std::max(width, display_width(line.name));
  for (const CustomerView::Section& section : customer.sections) {
    text += fmt::format("  {}\n", section.title);
    for (const CustomerView::Line& line : section.lines)
      text += fmt::format("    {}  {}\n", padded(line.name, width), visible_text(line.value));
  }
  return text;
}

std::string model_line(const Session& session) {
  return fmt::format("model {}, {}", session.model_name(), counted(session.columns().size(), "column"));
}

std::string table_text(const TableInfo& info) {
  std::string text = fmt::format("{}: {}", info.name, counted(info.customers, "customer"));
  if (info.rows_lost > 0) text += fmt::format(", {} not usable", counted(info.rows_lost, "row"));
  if (info.bad_cells > 0) text += fmt::format(", {} not readable", counted(info.bad_cells, "cell"));
  for (const std::string& sentence : info.first_rejects)
    text += "\n  " + sentence;
  const std::size_t more = info.rows_lost + info.bad_cells - info.first_rejects.size();
  if (more > 0) text += fmt::format("\n  … {} more", grouped(more));
  return text;
}

std::string parameter_table(const std::vector<ParameterInfo>& parameters) {
  Lines lines;
  for (const ParameterInfo& parameter : parameters)
    lines.push_back({parameter.name, "= " + parameter.value,
                     parameter.range.empty() || parameter.range.starts_with("one of") ||
                             parameter.range.starts_with("step")
                         ? parameter.range
                         : "in " + parameter.range,
                     parameter.note});
  return aligned(lines, {false, false, false, false});
}

std::string column_table(const std::vector<ColumnInfo>& columns) {
  Lines lines;
  for (const ColumnInfo& column : columns)
    lines.push_back({column.name, column.accepts,
                     column.header == column.name ? "" : fmt::format("from \"{}\"", column.header),
                     column.key    ? "key"
                     : column.used ? ""
                                   : "not used"});
  return aligned(lines, {false, false, false, false});
}

std::string name_table(const std::vector<DeclaredName>& names) {
  Lines lines;
  for (const DeclaredName& name : names)
    lines.push_back({name.name, name.kind, name.type, name.detail});
  return aligned(lines, {false, false, false, false});
}

bool begins_declaration(std::string_view entry) {
  const std::vector<std::string> words = declaration_words();
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return entry.starts_with(word) && entry.substr(word.size()).find_first_of(" \t\n{") == 0;
  });
}

} // namespace strata::program
