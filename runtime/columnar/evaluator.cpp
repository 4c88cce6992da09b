// Blocks in chunks through the program that fits their columns.
#include "runtime/columnar/evaluator.hpp"

#include <algorithm>
#include <optional>

#include "runtime/columnar/results.hpp"

namespace strata::columnar {

namespace {

/// The columns that a plan reads.
std::vector<bool> columns_of(const plan::Plan& plan, const TypedModel& model) {
  std::vector<bool> used(model.columns.size());
  for (const plan::Step& step : plan.steps) {
    if (const auto* value = std::get_if<plan::ColumnValue>(&step.operation)) used[value->column] = true;
    if (const auto* missing = std::get_if<plan::ColumnMissing>(&step.operation)) used[missing->column] = true;
  }
  return used;
}

} // namespace

struct Evaluator::State {
  const plan::Plan& plan;
  const TypedModel& model;
  EvaluatorOptions options;
  InputClasses classes;
  Program program;
  Machine machine;
  std::optional<ResultWriting> writing;
  std::vector<std::int64_t> factors;

  State(const plan::Plan& plan_, const TypedModel& model_, const EvaluatorOptions& options_)
      : plan(plan_), model(model_), options(options_), classes(model_, columns_of(plan_, model_)) {
    options.chunk = std::max<std::size_t>(options.chunk, 1);
  }

  void make() {
    try {
      program = make_program(translate(plan, model, classes.bounds(), options.as_of, options.narrowest),
                             options.instructions);
    } catch (const NumberTooLarge&) {
      program = {};
      program.endless = true;
    }
    writing.reset();
    if (program.endless) return;
    machine.prepare(program, options.chunk);
    writing.emplace(program, plan, model, options.chunk);
  }

  void evaluate(const ColumnBlock& columns, ResultBlock& results) {
    if (classes.take(columns) || (!writing && !program.endless)) make();
    if (program.endless) return ResultWriting::leave_all(columns.rows, plan, results);
    factors.assign(model.columns.size(), 1);
    for (std::size_t column = 0; column < factors.size(); ++column)
      if (classes.used(column) && !columns.columns[column].numbers.empty())
        factors[column] = classes.factor(column, columns.columns[column]);
    writing->begin(columns, results);
    machine.begin(columns, factors, results.made_texts);
    for (std::size_t first = 0; first < columns.rows; first += options.chunk) {
      const std::size_t rows = std::min(options.chunk, columns.rows - first);
      machine.run(first, rows);
      writing->put(machine, first, rows, results);
    }
    ResultWriting::finish(results);
  }
};

Evaluator::Evaluator(const plan::Plan& plan, const TypedModel& model, const EvaluatorOptions& options)
    : state_(std::make_unique<State>(plan, model, options)) {}
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;
Evaluator::~Evaluator() = default;

void Evaluator::evaluate(const ColumnBlock& columns, ResultBlock& results) {
  state_->evaluate(columns, results);
}

std::string Evaluator::program_text() const {
  return columnar::program_text(state_->program);
}

} // namespace strata::columnar
