// The examples of a model: each row of input becomes one customer, and what is expected is compared with what
// is decided. Parameters that an example gives make another model, checked anew.
#include <map>

#include <fmt/format.h>

#include "lang/check/check.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/reference/customer_scope.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

std::optional<int> declared_places(const TypedModel& model, const ast::Expr& expression) {
  std::optional<int> places;
  if (const auto* use = std::get_if<ast::NameUse>(&expression.node)) {
    const std::uint32_t index = use->target.index;
    switch (use->target.entity) {
    case Entity::Dimension: places = model.dimensions[index].places; break;
    case Entity::Score: places = model.scores[index].places; break;
    case Entity::Shown: places = model.shown[index].places; break;
    default: break;
    }
  }
  return places ? places : expression.type.places;
}

/// Something that the result has a cell for, so that it may be expected as shown.
bool is_result(const ast::Expr& expression) {
  return std::holds_alternative<ast::NameUse>(expression.node) ||
         std::holds_alternative<ast::Member>(expression.node) ||
         std::holds_alternative<ast::CoverageOf>(expression.node) ||
         std::holds_alternative<ast::PointsOf>(expression.node) ||
         std::holds_alternative<ast::LevelOf>(expression.node);
}

bool is_literal(const ast::Expr& expression) {
  if (const auto* negate = std::get_if<ast::Negate>(&expression.node)) return is_literal(*negate->operand);
  if (const auto* use = std::get_if<ast::NameUse>(&expression.node))
    return use->target.entity == Entity::Tier || use->target.entity == Entity::Unrated;
  if (const auto* member = std::get_if<ast::Member>(&expression.node))
    return member->target.entity == Entity::Tier;
  return std::holds_alternative<ast::NumberLiteral>(expression.node) ||
         std::holds_alternative<ast::TextLiteral>(expression.node) ||
         std::holds_alternative<ast::BooleanLiteral>(expression.node) ||
         std::holds_alternative<ast::DateLiteral>(expression.node) ||
         std::holds_alternative<ast::DurationLiteral>(expression.node) ||
         std::holds_alternative<ast::MissingLiteral>(expression.node);
}

/// Compares one decided customer with what is expected of it.
class Comparing {
 public:
  Comparing(CustomerScope& scope, std::vector<Diagnostic>& failures)
      : scope_(scope), model_(scope.model()), failures_(failures) {}

  void equal(const ast::Expr& subject, const ast::Expr& literal, Span place) {
    const Outcome got = outcome_of(subject);
    if (const Failure* failure = failure_of(got)) return fails(subject, place, *failure);
    const Outcome wanted = scope_.outcome(literal);
    if (const Failure* failure = failure_of(wanted)) return fails(literal, place, *failure);
    const Value& value = *value_of(got);
    const Value& expected = *value_of(wanted);
    if (value == expected || shown_equal(subject, value, expected)) return;
    const std::string is = shown_and_exact(subject, value);
    Finding finding{.code = Code::ExpectationFailed,
                    .message = fmt::format("expected {} = {}, and it is {}", print(subject),
                                           exact_text(model_, expected), is),
                    .place = {place, ""},
                    .others = {},
                    .notes = {},
                    .help = {}};
    failures_.push_back(resolve(model_.sources, finding));
  }

  void holds(const ast::Expr& condition) {
    if (const auto* compare = std::get_if<ast::Compare>(&condition.node);
        compare != nullptr && compare->op == ast::Comparison::Equal && is_result(*compare->left) &&
        is_literal(*compare->right))
      return equal(*compare->left, *compare->right, condition.span);
    const Outcome outcome = scope_.outcome(condition);
    if (const Failure* failure = failure_of(outcome)) return fails(condition, condition.span, *failure);
    if (std::get<bool>(*value_of(outcome))) return;
    Finding finding{.code = Code::ExpectationFailed,
                    .message = fmt::format("`{}` does not hold", print(condition)),
                    .place = {condition.span, ""},
                    .others = {},
                    .notes = values_read(condition),
                    .help = {}};
    failures_.push_back(resolve(model_.sources, finding));
  }

 private:
  /// What the result holds of it: nothing of an excluded customer, and an empty cell where a customer that a
  /// rule makes unrated lacks something.
  [[nodiscard]] Outcome outcome_of(const ast::Expr& subject) {
    const auto* use = std::get_if<ast::NameUse>(&subject.node);
    const Entity entity = use == nullptr ? Entity::None : use->target.entity;
    const bool result = entity == Entity::Dimension || entity == Entity::Score || entity == Entity::Shown ||
                        entity == Entity::Attribute;
    if (result && scope_.screening().excluded) return Value(Missing{});
    Outcome outcome = scope_.outcome(subject);
    if (result && entity != Entity::Attribute && scope_.screening().unrated && failure_of(outcome) != nullptr)
      return Value(Missing{});
    return outcome;
  }

  [[nodiscard]] bool shown_equal(const ast::Expr& subject, const Value& value, const Value& expected) const {
    const auto* got = std::get_if<Number>(&value);
    const auto* wanted = std::get_if<Number>(&expected);
    const std::optional<int> places = declared_places(model_, subject);
    if (got == nullptr || wanted == nullptr || !places) return false;
    try {
      return got->rounded(*places) == *wanted;
    } catch (const NumberTooLarge&) {
      return false;
    }
  }

  [[nodiscard]] std::string shown_and_exact(const ast::Expr& subject, const Value& value) const {
    const std::string exact = exact_text(model_, value);
    const std::optional<int> places = declared_places(model_, subject);
    if (!std::holds_alternative<Number>(value) || !places) return exact;
    const std::string shown = cell_text(model_, value, places);
    return shown == exact ? exact : fmt::format("{} (shown as {})", exact, shown);
  }

  void fails(const ast::Expr& subject, Span place, const Failure& failure) {
    Finding finding{.code = Code::ExampleFails,
                    .message = fmt::format("`{}` fails: {}", print(subject), failure.message),
                    .place = {place, "fails"},
                    .others = {},
                    .notes = {},
                    .help = {}};
    if (!(failure.place == place)) finding.others.push_back({failure.place, "here"});
    failures_.push_back(resolve(model_.sources, finding));
  }

  /// "value is 71" for each name that a condition reads.
  [[nodiscard]] std::vector<std::string> values_read(const ast::Expr& condition) {
    constexpr std::size_t kMost = 6;
    std::vector<std::string> notes;
    const auto visit = [&](const auto& self, const ast::Expr& expression) -> void {
      if (is_result(expression) && !is_literal(expression) && notes.size() < kMost) {
        const auto* use = std::get_if<ast::NameUse>(&expression.node);
        const bool group = use != nullptr && use->target.entity == Entity::Group;
        const Outcome outcome = group ? Outcome(Value(Missing{})) : scope_.outcome(expression);
        const Value* value = value_of(outcome);
        if (!group && value != nullptr) {
          std::string note = fmt::format("{} is {}", print(expression), shown_and_exact(expression, *value));
          if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
        }
      }
      each_part(expression, [&](const ast::Expr& part) { self(self, part); });
    };
    visit(visit, condition);
    return notes;
  }

  CustomerScope& scope_;
  const TypedModel& model_;
  std::vector<Diagnostic>& failures_;
};

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
    Comparing comparing(scope, failures);
    for (const TypedExampleRow::Expected& expected : row.expected)
      comparing.equal(*expected.subject, *expected.value, expected.value->span);
    for (const ast::Expr* condition : example.conditions)
      comparing.holds(*condition);
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
