// Rows of examples become customers. Parameters that an example gives make another model, checked anew.
#include "runtime/examples/example_customer.hpp"

#include <array>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "runtime/run/value_text.hpp"
#include "runtime/table/table.hpp"

namespace strata {

namespace {

/// Both hold the givens of the example itself; those of a row alone stand in the row only.
std::array<const std::vector<TypedGiven>*, 2> all_givens(const TypedExample& example,
                                                         const TypedExampleRow& row) {
  return {&example.settings, &row.givens};
}

Outcome given_cell(const TypedModel& model, const TypedGiven& given) {
  const ColumnType& column = model.columns[given.target.index].cell;
  const std::optional<std::string> expected = value_problem(given.value, column);
  if (!expected) return given.value;
  return Failure{.place = given.span,
                 .message =
                     fmt::format("{} is {}, not {}", column.name, exact_text(model, given.value), *expected),
                 .column = static_cast<std::int32_t>(given.target.index)};
}

std::map<std::uint32_t, Value> parameters_given(const TypedExample& example, const TypedExampleRow& row) {
  std::map<std::uint32_t, Value> parameters;
  for (const auto* givens : all_givens(example, row))
    for (const TypedGiven& given : *givens)
      if (given.target.entity == Entity::Parameter) parameters[given.target.index] = given.value;
  return parameters;
}

} // namespace

Outcome made_up_key(const TypedColumn& key, std::size_t number) {
  switch (key.cell.kind) {
  case Kind::Text: return Value(fmt::format("example-{}", number));
  case Kind::Number: return Value(Number(static_cast<std::int64_t>(number)));
  default: return Value(Missing{});
  }
}

Outcome empty_cell(const TypedColumn& column, std::uint32_t index) {
  if (column.cell.default_value) return *column.cell.default_value;
  if (column.cell.optional || !column.used) return Value(Missing{});
  return Failure{.place = column.declaration->name.span,
                 .message = fmt::format("{} is not given", column.cell.name),
                 .column = static_cast<std::int32_t>(index)};
}

CustomerCells example_cells(const TypedModel& model, const TypedExample& example, const TypedExampleRow& row,
                            std::size_t number) {
  CustomerCells cells;
  for (std::uint32_t i = 0; i < model.columns.size(); ++i)
    cells.push_back(i == model.key ? made_up_key(model.columns[i], number) : empty_cell(model.columns[i], i));
  for (const auto* givens : all_givens(example, row))
    for (const TypedGiven& given : *givens)
      if (given.target.entity == Entity::Column && !is_missing(given.value))
        cells[given.target.index] = given_cell(model, given);
  return cells;
}

RunSettings example_settings(const TypedExample& example, const TypedExampleRow& row) {
  RunSettings settings;
  for (const auto* givens : all_givens(example, row))
    for (const TypedGiven& given : *givens)
      if (given.target.entity == Entity::AsOf) settings.as_of = std::get<Date>(given.value);
  return settings;
}

ExampleModel ExampleModels::at(const TypedExample& example, const TypedExampleRow& row) {
  const std::map<std::uint32_t, Value> parameters = parameters_given(example, row);
  if (parameters.empty()) {
    if (!constants_) constants_ = constants_of(model_);
    return {.model = model_, .constants = &*constants_};
  }
  const Variant& variant = variant_with(parameters);
  const bool broken = variant.checked.findings.has_errors();
  return {.model = *variant.checked.model,
          .constants = broken ? nullptr : &variant.constants,
          .findings = &variant.checked.findings};
}

/// The model at other parameters; those not given stay as they are at present.
ExampleModels::Variant& ExampleModels::variant_with(const std::map<std::uint32_t, Value>& given) {
  std::vector<ParameterSetting> settings;
  std::string id;
  for (std::uint32_t i = 0; i < model_.parameters.size(); ++i) {
    const auto found = given.find(i);
    const Value& value = found == given.end() ? model_.parameters[i].value : found->second;
    settings.push_back({model_.parameters[i].name, written(value, model_)});
    id += settings.back().value + "\n";
  }
  const auto known = variants_.find(id);
  if (known != variants_.end()) return known->second;
  Variant variant{.checked = check_model(model_.sources[0].name(), model_.sources[0].text(), settings),
                  .constants = {}};
  if (!variant.checked.findings.has_errors()) variant.constants = constants_of(*variant.checked.model);
  return variants_.emplace(id, std::move(variant)).first->second;
}

} // namespace strata
