// The examples of a model: each row of input becomes one customer, of which what is expected must hold.
#include "runtime/examples/run_examples.hpp"

#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/examples/example_customer.hpp"
#include "runtime/examples/expectations.hpp"

namespace strata {

namespace {

class ExampleRunner {
 public:
  ExampleRunner(const TypedModel& model, ExampleObserver* observer)
      : model_(model), models_(model), observer_(observer) {}

  [[nodiscard]] std::vector<ExampleOutcome> outcomes() {
    std::vector<ExampleOutcome> result;
    for (std::size_t example = 0; example < model_.examples.size(); ++example) {
      for (std::size_t row = 0; row < model_.examples[example].rows.size(); ++row)
        result.push_back(outcome_of(example, row));
    }
    return result;
  }

 private:
  [[nodiscard]] ExampleOutcome outcome_of(std::size_t example_index, std::size_t row_index) {
    const TypedExample& example = model_.examples[example_index];
    const TypedExampleRow& row = example.rows[row_index];
    ExampleOutcome outcome;
    outcome.example = example.name;
    outcome.number = example_index;
    outcome.row = example.is_table ? row_index + 1 : 0;
    const Span place = example.is_table ? row.span : example.span;
    outcome.line = model_.sources[place.source].position(place.begin).line;
    const ExampleModel at = models_.at(example, row);
    if (at.constants == nullptr) {
      outcome.failures = resolve(at.model.sources, *at.findings);
    } else {
      compare(at.model, *at.constants, example_index, row_index, outcome.failures);
    }
    outcome.passed = outcome.failures.empty();
    return outcome;
  }

  void compare(const TypedModel& model, const ModelConstants& constants, std::size_t example_index,
               std::size_t row_index, std::vector<Diagnostic>& failures) {
    const TypedExample& example = model.examples[example_index];
    const TypedExampleRow& row = example.rows[row_index];
    const RunSettings settings = example_settings(example, row);
    const CustomerCells cells = example_cells(model, example, row, row_index + 1);
    std::vector<ArmTaken> arms;
    CustomerScope scope(model, constants, settings, cells, observer_ == nullptr ? nullptr : &arms);
    Expectations expectations(scope, failures);
    for (const TypedExampleRow::Expected& expected : row.expected)
      expectations.equal(*expected.subject, *expected.value, expected.value->span);
    for (const ast::Expr* condition : example.conditions)
      expectations.holds(*condition);
    if (observer_ != nullptr) observer_->decided(scope, expectations.decision(), arms, cells, settings);
  }

  const TypedModel& model_;
  ExampleModels models_;
  ExampleObserver* observer_;
};

} // namespace

std::vector<ExampleOutcome> run_examples(const TypedModel& model, ExampleObserver* observer) {
  return ExampleRunner(model, observer).outcomes();
}

std::vector<ExampleOutcome> run_examples(const Model& model) {
  return at_the_edge([&] { return run_examples(model.typed(), nullptr); });
}

} // namespace strata
