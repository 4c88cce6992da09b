// Models as an application sees them: loading, what they declare, formatting.
#include <fmt/format.h>

#include "lang/check/check.hpp"
#include "lang/check/describe.hpp"
#include "lang/plan/lower.hpp"
#include "lang/syntax/syntax.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/run/results.hpp"
#include "runtime/run/settings.hpp"
#include "runtime/strata.hpp"

namespace strata {

namespace {

/// "66 .. 95 step 1", "one of "mean", "median"", or nothing.
std::string range_text(const TypedModel& model, const TypedParameter& parameter) {
  if (!parameter.choices.empty()) {
    std::string text = "one of ";
    for (std::size_t i = 0; i < parameter.choices.size(); ++i)
      text += (i == 0 ? "" : ", ") + written(parameter.choices[i], model);
    return text;
  }
  std::string text;
  if (parameter.least || parameter.greatest) {
    if (parameter.least) text += written(*parameter.least, model) + " ";
    text += "..";
    if (parameter.greatest) text += " " + written(*parameter.greatest, model);
  }
  if (parameter.step) text += (text.empty() ? "step " : " step ") + written(*parameter.step, model);
  return text;
}

Result<Model> load_model(const ModelSource& source, const std::vector<Setting>& settings) {
  std::vector<ParameterSetting> parameters;
  for (const Setting& setting : settings)
    parameters.push_back({setting.name, setting.value});
  CheckedModel checked = check_model(source.name, source.text, parameters);
  Result<Model> result;
  result.diagnostics = resolve(checked.model->sources, checked.findings);
  if (!checked.findings.has_errors())
    result.value = Model(std::shared_ptr<const TypedModel>(std::move(checked.model)));
  return result;
}

Result<std::string> format_model(const ModelSource& source) {
  Sources sources;
  const SourceId id = sources.add(source.name, source.text);
  Findings findings;
  const ast::Model tree = parse(sources, id, findings);
  Result<std::string> result;
  result.diagnostics = resolve(sources, findings);
  if (!findings.has_errors()) result.value = print(sources, id, tree);
  return result;
}

} // namespace

Result<Model> Model::load(const ModelSource& source, const std::vector<Setting>& settings) {
  return at_the_edge([&] { return load_model(source, settings); });
}

std::string_view Model::name() const {
  return model_->name;
}
std::string_view Model::title() const {
  return model_->title;
}
std::string_view Model::version() const {
  return model_->version;
}
bool Model::needs_as_of() const {
  return needs_day(*model_);
}

std::vector<ParameterInfo> Model::parameters() const {
  std::vector<ParameterInfo> list;
  for (const TypedParameter& parameter : model_->parameters)
    list.push_back({.name = parameter.name,
                    .value = written(parameter.value, *model_),
                    .range = range_text(*model_, parameter),
                    .note = parameter.note});
  return list;
}

std::vector<ColumnInfo> Model::columns() const {
  std::vector<ColumnInfo> list;
  for (std::size_t i = 0; i < model_->columns.size(); ++i) {
    const TypedColumn& column = model_->columns[i];
    const bool key = i == model_->key;
    list.push_back({.name = column.cell.name,
                    .header = column.cell.header.empty() ? column.cell.name : column.cell.header,
                    .accepts = describe_column(column.cell),
                    .used = column.used || key,
                    .key = key});
  }
  return list;
}

std::vector<std::string> Model::result_columns(bool detail, bool labels) const {
  std::vector<std::string> names;
  for (const ResultColumn& column : model_columns(*model_, detail, labels, false))
    names.push_back(column.name);
  return names;
}

std::string plan_text(const Model& model) {
  return at_the_edge([&] { return plan::print(plan::lower(model.typed()), model.typed()); });
}

Result<std::string> format(const ModelSource& source) {
  return at_the_edge([&] { return format_model(source); });
}

} // namespace strata
