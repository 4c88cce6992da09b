// A model's text: it is checked, laid out anew and, where it passes, tried on a few customers. The one layout
// must be reached in one step and mean the same: the same messages, examples that end alike, the same
// decisions.
#include <algorithm>
#include <sstream>

#include "lang/check/typed_model.hpp"
#include "tests/fuzz/target.hpp"

namespace strata::fuzz {

namespace {

constexpr std::size_t kCustomers = 8;
constexpr std::size_t kMostExamples = 40; ///< each may be checked anew, with other parameters
const RunOptions kOptions{.as_of = "2025-01-31", .detail = true, .labels = true, .distance = true};

std::vector<std::string> codes_of(const Result<Model>& loaded) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    codes.push_back(diagnostic.code);
  std::sort(codes.begin(), codes.end());
  return codes;
}

/// Texts for the cells of a column: what it names itself, and what fits some type or none.
std::vector<std::string> cells_for(const ColumnType& column) {
  std::vector<std::string> cells = column.choices;
  for (const auto& bound : {column.least, column.greatest})
    if (bound) cells.push_back(to_text(*bound));
  if (column.boolean_forms)
    cells.insert(cells.end(), {column.boolean_forms->first, column.boolean_forms->second});
  cells.insert(cells.end(), {"", "0", "1", "true", "2024-12-31", "a", "-2.5", "100", "1e3"});
  return cells;
}

/// A few customers for any model, as a table without a header.
class Customers {
 public:
  explicit Customers(const TypedModel& model) {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> cells;
    for (const TypedColumn& column : model.columns) {
      if (column.cell.row_number) continue;
      names.push_back(column.cell.name);
      cells.push_back(column.cell.key ? std::vector<std::string>{"1", "2", "3", "2024-12-31"}
                                      : cells_for(column.cell));
    }
    dialect_ = {.separator = ",", .columns = names};
    for (std::size_t row = 0; row < kCustomers; ++row) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        text_ += (i == 0 ? "" : ",") + quoted(cells[i][(row + i) % cells[i].size()]);
      text_ += '\n';
    }
  }

  [[nodiscard]] std::string decisions(const Model& model) const {
    std::istringstream stream(text_);
    std::ostringstream output;
    const Result<RunReport> report = run(model, table(stream), kOptions, output);
    show(report.diagnostics);
    return output.str();
  }
  void explain_first(const Model& model) const {
    std::istringstream stream(text_);
    show(explain(model, table(stream), "1", kOptions).diagnostics);
  }

 private:
  [[nodiscard]] static std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell)
      text += c == '"' ? "\"\"" : std::string(1, c);
    return text + '"';
  }
  [[nodiscard]] CustomerTable table(std::istream& stream) const {
    return {.name = "customers.csv", .stream = &stream, .dialect = dialect_};
  }

  TableDialect dialect_;
  std::string text_;
};

std::size_t examples_of(const Model& model) {
  std::size_t rows = 0;
  for (const TypedExample& example : model.typed().examples)
    rows += example.rows.size();
  return rows;
}

/// Which examples hold, as a text of `+` and `-`.
std::string outcomes_of(const Model& model) {
  std::string outcomes;
  for (const ExampleOutcome& outcome : run_examples(model)) {
    show(outcome.failures);
    outcomes += outcome.passed ? '+' : '-';
  }
  return outcomes;
}

/// Examples in the layout end as the model's do, and those that are proposed for it hold.
void check_examples(const Model& model, const Model& laid_out, const std::string& layout) {
  if (examples_of(model) > kMostExamples) return;
  const std::string outcomes = outcomes_of(model);
  require(outcomes_of(laid_out) == outcomes, "the examples of the layout end as the model's do");
  require(!to_text(coverage(model)).empty(), "what examples touch has a text");
  // Proposing them takes longer than all the rest, so only every eighth text has some.
  if (layout.size() % 8 != 0) return;
  const std::string text = layout + "\n" + propose_examples(laid_out);
  const Result<Model> more = Model::load({.name = "model.strata", .text = text});
  require(more.value.has_value(), "a model passes its checks with the examples proposed:\n" + text);
  require(outcomes_of(*more.value).substr(outcomes.size()).find('-') == std::string::npos,
          "proposed examples hold:\n" + text);
}

} // namespace

void try_input(std::string_view input) {
  const ModelSource source{.name = "model.strata", .text = std::string(input)};
  const Result<Model> loaded = Model::load(source);
  show(loaded.diagnostics);

  const Result<std::string> layout = format(source);
  if (!layout) {
    require(!loaded, "a model that loads can be laid out");
    return;
  }
  const ModelSource again{.name = source.name, .text = *layout.value};
  const Result<std::string> second = format(again);
  require(second && *second.value == again.text, "the layout stays as it is when laid out again");
  const Result<Model> reloaded = Model::load(again);
  require(codes_of(reloaded) == codes_of(loaded), "the layout has the messages of the model");
  if (!loaded) return;

  const Customers customers(loaded.value->typed());
  require(customers.decisions(*reloaded.value) == customers.decisions(*loaded.value),
          "the layout decides as the model does");
  customers.explain_first(*loaded.value);
  check_examples(*loaded.value, *reloaded.value, *layout.value);
}

} // namespace strata::fuzz
