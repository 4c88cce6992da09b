// The decision table's columns and cells: key, tier, scores, dimensions where asked for, other scales, shown
// values, policy attributes, reasons, distances.
#include "runtime/run/results.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

constexpr std::string_view kExcluded = "excluded";

std::optional<int> places_of(std::optional<int> declared, const Type& type) {
  return declared ? declared : type.places;
}

void add_scale(std::vector<ResultColumn>& columns, const TypedModel& model, std::size_t index, bool labels) {
  const TypedScale& scale = model.scales[index];
  columns.push_back(
      {.source = scale.main ? ResultSource::Tier : ResultSource::Scale, .index = index, .name = scale.name});
  if (!labels) return;
  columns.push_back({.source = scale.main ? ResultSource::TierLabel : ResultSource::ScaleLabel,
                     .index = index,
                     .name = scale.name + "_label"});
}

/// The table's own columns, without those that the model hides. A name that a column of the model has too is
/// told apart; the key is not repeated.
std::vector<ResultColumn> input_columns(const TypedModel& model, const CustomerTable& table,
                                        const std::vector<std::string>& headers,
                                        const std::vector<ResultColumn>& own) {
  std::set<std::string> hidden;
  const bool key_is_told = std::any_of(
      own.begin(), own.end(), [](const ResultColumn& column) { return column.source == ResultSource::Key; });
  if (key_is_told) hidden.insert(header_of(model.columns[model.key].cell, table));
  for (const TypedColumn& column : model.columns)
    if (column.cell.sensitive) hidden.insert(header_of(column.cell, table));
  std::set<std::string> taken;
  for (const ResultColumn& column : own)
    taken.insert(column.name);
  std::vector<ResultColumn> columns;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (hidden.contains(headers[i])) continue;
    std::string name = headers[i];
    for (int n = 1; !taken.insert(name).second; ++n)
      name = n == 1 ? "input_" + headers[i] : fmt::format("input_{}_{}", headers[i], n);
    columns.push_back({.source = ResultSource::Input, .index = i, .name = std::move(name)});
  }
  return columns;
}

Diagnostic unknown_column(const std::string& name, const std::vector<ResultColumn>& known) {
  std::vector<std::string> names;
  for (const ResultColumn& column : known)
    names.push_back(column.name);
  const std::string nearest = nearest_name(name, names);
  std::string help;
  if (!nearest.empty()) {
    help = fmt::format("did you mean `{}`?", nearest);
  } else {
    constexpr std::size_t kMost = 20;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
      help += (i == 0 ? "there are " : ", ") + names[i];
    if (names.size() > kMost) help += ", …";
  }
  return plain_diagnostic(Code::ResultColumnUnknown, fmt::format("the result has no column `{}`", name),
                          std::move(help));
}

/// With the key's column in front of it, an input's key would stand twice.
void drop_key_column(std::vector<ResultColumn>& own, const TypedModel& model, const CustomerTable& table,
                     const std::vector<std::string>& headers) {
  const ColumnType& key = model.columns[model.key].cell;
  if (key.row_number) return;
  const std::string header = header_of(key, table);
  if (std::find(headers.begin(), headers.end(), header) == headers.end()) return;
  std::erase_if(own, [](const ResultColumn& column) { return column.source == ResultSource::Key; });
}

std::string label_of(const TypedScale& scale, std::uint32_t tier) {
  return tier == TierValue::kUnrated ? std::string() : scale.tiers[tier].label;
}

std::string outcome_cell(const TypedModel& model, const Outcome& outcome, std::optional<int> places) {
  const Value* value = value_of(outcome);
  return value == nullptr ? std::string() : cell_text(model, *value, places);
}

} // namespace

TableFormat table_format(OutputFormat format) {
  switch (format) {
  case OutputFormat::Json: return TableFormat::Json;
  case OutputFormat::NdJson: return TableFormat::NdJson;
  case OutputFormat::Markdown: return TableFormat::Markdown;
  case OutputFormat::Table: return TableFormat::Table;
  default: return TableFormat::Csv;
  }
}

std::vector<ResultColumn> model_columns(const TypedModel& model, bool detail, bool labels, bool distance) {
  std::vector<ResultColumn> columns;
  const TypedColumn& key = model.columns[model.key];
  columns.push_back({.source = ResultSource::Key, .name = key.cell.name, .kind = cell_kind(key.type)});
  if (model.main_scale) add_scale(columns, model, *model.main_scale, labels);
  for (std::size_t i = 0; i < model.scores.size(); ++i) {
    const TypedScore& score = model.scores[i];
    columns.push_back(
        {ResultSource::Score, i, score.name, cell_kind(score.type), places_of(score.places, score.type)});
  }
  for (std::size_t i = 0; detail && i < model.dimensions.size(); ++i) {
    const TypedDimension& dimension = model.dimensions[i];
    columns.push_back({ResultSource::Dimension, i, dimension.name, cell_kind(dimension.type),
                       places_of(dimension.places, dimension.type)});
  }
  for (std::size_t i = 0; i < model.scales.size(); ++i)
    if (!model.scales[i].main) add_scale(columns, model, i, labels);
  for (std::size_t i = 0; i < model.shown.size(); ++i) {
    const TypedShown& shown = model.shown[i];
    columns.push_back(
        {ResultSource::Shown, i, shown.name, cell_kind(shown.type), places_of(shown.places, shown.type)});
  }
  for (std::size_t i = 0; i < model.attributes.size(); ++i) {
    const TypedAttribute& attribute = model.attributes[i];
    columns.push_back(
        {ResultSource::Attribute, i, attribute.name, cell_kind(attribute.type), attribute.type.places});
  }
  if (model.main_scale && model.reasons > 0)
    columns.push_back({.source = ResultSource::Reasons, .name = "reasons"});
  if (model.main_scale && distance) {
    columns.push_back({.source = ResultSource::NextTier, .name = "next_tier"});
    columns.push_back({.source = ResultSource::Distance, .name = "distance", .kind = CellKind::Number});
  }
  return columns;
}

std::vector<ResultColumn> result_columns(const TypedModel& model, const CustomerTable& table,
                                         const std::vector<std::string>& headers, const RunOptions& options,
                                         std::vector<Diagnostic>& diagnostics) {
  if (options.columns.empty()) {
    std::vector<ResultColumn> own = model_columns(model, options.detail, options.labels, options.distance);
    if (!options.with_input) return own;
    drop_key_column(own, model, table, headers);
    std::vector<ResultColumn> columns = input_columns(model, table, headers, own);
    columns.insert(columns.end(), own.begin(), own.end());
    return columns;
  }
  std::vector<ResultColumn> known = model_columns(model, true, true, true);
  for (ResultColumn& column : input_columns(model, table, headers, known))
    known.push_back(std::move(column));
  std::vector<ResultColumn> columns;
  for (const std::string& name : options.columns) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const ResultColumn& column) { return column.name == name; });
    if (found == known.end()) {
      diagnostics.push_back(unknown_column(name, known));
    } else {
      columns.push_back(*found);
    }
  }
  return columns;
}

std::string result_cell(const TypedModel& model, const ResultColumn& column, const ResultRow& row) {
  const Decision& decision = *row.decision;
  const bool excluded = decision.excluded.has_value();
  switch (column.source) {
  case ResultSource::Input: return row.customer->record.fields[column.index];
  case ResultSource::Key: return row.customer->key;
  case ResultSource::Tier:
    return excluded ? std::string(kExcluded) : tier_name(model.scales[column.index], decision.tier);
  case ResultSource::TierLabel: return excluded ? "" : label_of(model.scales[column.index], decision.tier);
  case ResultSource::Scale:
    if (excluded) return std::string(kExcluded);
    return tier_name(model.scales[column.index], decision.scales[column.index].tier);
  case ResultSource::ScaleLabel:
    return excluded ? "" : label_of(model.scales[column.index], decision.scales[column.index].tier);
  case ResultSource::Score: return outcome_cell(model, decision.scores[column.index], column.places);
  case ResultSource::Dimension: return outcome_cell(model, decision.dimensions[column.index], column.places);
  case ResultSource::Shown: return outcome_cell(model, decision.shown[column.index], column.places);
  case ResultSource::Attribute: return outcome_cell(model, decision.attributes[column.index], column.places);
  case ResultSource::Reasons: return reasons_text(model, decision.reasons);
  case ResultSource::NextTier:
    if (row.distances == nullptr || !row.distances->up) return {};
    return model.scales[*model.main_scale].tiers[row.distances->up->tier].name;
  case ResultSource::Distance:
    if (row.distances == nullptr || !row.distances->up) return {};
    return distance_cell(model, *row.distances->up);
  }
  return {};
}

} // namespace strata
