// The examples of a model: each row of input becomes one customer, of which what is expected must hold.
// Parameters that an example gives make another model, checked anew.
#include <map>

#include <fmt/format.h>

#include "lang/check/check.hpp"
#include "lang/check/describe.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/expectations.hpp"
#include "runtime/reference/customer_scope.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

/// What an empty cell of a column means.
Outcome empty_cell(const TypedColumn& column, std::uint32_t index) {
  if (column.cell.default_value) return *column.cell.default_value;
  if (column.cell.optional || !column.used) return Value(Missing{});
  return Failure{.place = column.declaration->name.span,
                 .message = fmt::format("{} is not given", column.cell.name),
                 .column = static_cast<std::int32_t>(index)};
}

/// A key for a customer that is given none.
Outcome made_up_key(const TypedColumn& key, std::size_t number) {
  switch (key.cell.kind) {
  case Kind::Text: return Value(fmt::format("example-{}", number));
  case Kind::Number: return Value(Number(static_cast<std::int64_t>(number)));
  default: return Value(Missing{});
  }
}

/// Runs the examples of one model, keeping the variants that examples with other parameters need.
class ExampleRunner {
 public:
  explicit ExampleRunner(const TypedModel& model) : model_(model) {}

  [[nodiscard]] std::vector<ExampleOutcome> outcomes() {
    std::vector<ExampleOutcome> result;
    for (std::size_t example = 0; example < model_.examples.size(); ++example) {
      for (std::size_t row = 0; row < model_.examples[example].rows.size(); ++row)
        result.push_back(outcome_of(example, row));
    }
    return result;
  }

 private:
  struct Variant {
    CheckedModel checked;
    ModelConstants constants;
  };

  [[nodiscard]] ExampleOutcome outcome_of(std::size_t example_index, std::size_t row_index) {
    const TypedExample& example = model_.examples[example_index];
    const TypedExampleRow& row = example.rows[row_index];
    ExampleOutcome outcome;
    outcome.example = example.name;
    outcome.number = example_index;
    const Span place = example.is_table ? row.span : example.span;
    outcome.line = model_.sources[place.source].position(place.begin).line;
    const std::map<std::uint32_t, Value> parameters = parameters_given(example, row);
    if (parameters.empty()) {
      if (!constants_) constants_ = constants_of(model_);
      compare(model_, *constants_, example_index, row_index, outcome.failures);
    } else {
      Variant& variant = variant_with(parameters);
      const TypedModel& other = *variant.checked.model;
      if (variant.checked.findings.has_errors()) {
        outcome.failures = resolve(other.sources, variant.checked.findings);
      } else {
        compare(other, variant.constants, example_index, row_index, outcome.failures);
      }
    }
    outcome.passed = outcome.failures.empty();
    return outcome;
  }

  [[nodiscard]] static std::map<std::uint32_t, Value> parameters_given(const TypedExample& example,
                                                                       const TypedExampleRow& row) {
    std::map<std::uint32_t, Value> parameters;
    for (const auto* givens : {&example.settings, &row.givens})
      for (const TypedGiven& given : *givens)
        if (given.target.entity == Entity::Parameter) parameters[given.target.index] = given.value;
    return parameters;
  }

  /// The model at other parameters; those not given stay as they are at present.
  Variant& variant_with(const std::map<std::uint32_t, Value>& given) {
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

  static void compare(const TypedModel& model, const ModelConstants& constants, std::size_t example_index,
                      std::size_t row_index, std::vector<Diagnostic>& failures) {
    const TypedExample& example = model.examples[example_index];
    const TypedExampleRow& row = example.rows[row_index];
    RunSettings settings;
    CustomerCells cells;
    for (std::uint32_t i = 0; i < model.columns.size(); ++i)
      cells.push_back(i == model.key ? made_up_key(model.columns[i], row_index + 1)
                                     : empty_cell(model.columns[i], i));
    for (const auto* givens : {&example.settings, &row.givens})
      for (const TypedGiven& given : *givens)
        give(model, given, cells, settings);
    CustomerScope scope(model, constants, settings, cells);
    Expectations expectations(scope, failures);
    for (const TypedExampleRow::Expected& expected : row.expected)
      expectations.equal(*expected.subject, *expected.value, expected.value->span);
    for (const ast::Expr* condition : example.conditions)
      expectations.holds(*condition);
  }

  static void give(const TypedModel& model, const TypedGiven& given, CustomerCells& cells,
                   RunSettings& settings) {
    if (given.target.entity == Entity::AsOf) {
      settings.as_of = std::get<Date>(given.value);
    } else if (given.target.entity == Entity::Column && !is_missing(given.value)) {
      const std::uint32_t index = given.target.index;
      const ColumnType& column = model.columns[index].cell;
      const std::optional<std::string> expected = value_problem(given.value, column);
      cells[index] = given.value;
      if (expected)
        cells[index] = Failure{.place = given.span,
                               .message = fmt::format("{} is {}, not {}", column.name,
                                                      exact_text(model, given.value), *expected),
                               .column = static_cast<std::int32_t>(index)};
    }
  }

  const TypedModel& model_;
  std::optional<ModelConstants> constants_;
  std::map<std::string, Variant> variants_;
};

} // namespace

std::vector<ExampleOutcome> run_examples(const Model& model) {
  return at_the_edge([&] { return ExampleRunner(model.typed()).outcomes(); });
}

} // namespace strata
