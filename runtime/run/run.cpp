// A run: settings, columns, then the way through the table: by blocks and the columnar evaluator, or by rows
// and the reference evaluator.
#include <algorithm>
#include <istream>
#include <ostream>

#include "lang/plan/lower.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/pipeline/pipeline.hpp"
#include "runtime/run/settings.hpp"
#include "runtime/run/tuning.hpp"

namespace strata {

namespace {

std::vector<OutputColumn> output_columns(const std::vector<ResultColumn>& columns) {
  std::vector<OutputColumn> result;
  for (const ResultColumn& column : columns)
    result.push_back({column.name, column.kind});
  return result;
}

bool has_column(const std::vector<ResultColumn>& columns, ResultSource source) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const ResultColumn& column) { return column.source == source; });
}

plan::Wanted wanted(const TypedModel& model, const std::vector<ResultColumn>& columns) {
  plan::Wanted wanted{.dimensions = std::vector<bool>(model.dimensions.size()),
                      .scores = std::vector<bool>(model.scores.size()),
                      .shown = std::vector<bool>(model.shown.size()),
                      .attributes = std::vector<bool>(model.attributes.size()),
                      .reasons = has_column(columns, ResultSource::Reasons)};
  for (const ResultColumn& column : columns) {
    switch (column.source) {
    case ResultSource::Dimension: wanted.dimensions[column.index] = true; break;
    case ResultSource::Score: wanted.scores[column.index] = true; break;
    case ResultSource::Shown: wanted.shown[column.index] = true; break;
    case ResultSource::Attribute: wanted.attributes[column.index] = true; break;
    default: break;
    }
  }
  return wanted;
}

/// How many bytes there are in a stream from here on; 0 where that is not known.
std::uint64_t size_from(std::istream& stream, std::istream::pos_type start) {
  const std::istream::pos_type here = stream.tellg();
  if (start == std::istream::pos_type(-1) || here == std::istream::pos_type(-1)) return 0;
  stream.seekg(0, std::ios_base::end);
  const std::istream::pos_type end = stream.tellg();
  stream.clear();
  stream.seekg(here);
  return end < start ? 0 : static_cast<std::uint64_t>(end - start);
}

/// Where keys that stand twice are looked for.
KeySearch key_search(const TypedModel& model, const CustomerTable& table, const OpenedCustomers& customers,
                     std::istream::pos_type start) {
  const TableReader& reader = customers.reader;
  const std::optional<std::size_t> text = reader.text_in_stream();
  // What is read to its end before the first row can no longer tell where it is, but is small.
  const std::uint64_t size = text && reader.separator() != ' ' ? size_from(*table.stream, start) : 0;
  if (size == 0 || size > KeyIndex::kMostPlace) return KeySearch(kept_keys(), 0);
  const std::vector<std::uint32_t>& columns = customers.form.wanted();
  const auto key = std::find(columns.begin(), columns.end(), model.key) - columns.begin();
  return KeySearch(reread_keys(model, table,
                               {.start = static_cast<std::uint64_t>(start) + *text,
                                .separator = reader.separator(),
                                .key_field = reader.places()[static_cast<std::size_t>(key)]}),
                   size);
}

/// A table on its way through a run.
struct TableRun {
  const TypedModel& model;
  const CustomerTable& customers;
  const RunOptions& options;
  const RunSettings& settings;
  const std::vector<ResultColumn>& columns;
  const Tuning& tuning;
  std::istream::pos_type start; // of the table in its stream; -1 where that cannot be positioned

  [[nodiscard]] bool by_blocks(OpenedCustomers& opened, const RowDecider& rows, const RunSinks& sinks) const {
    BlockPlan plan{.model = model,
                   .settings = settings,
                   .customers = opened,
                   .columns = columns,
                   .rows = rows,
                   .evaluator = tuning.evaluator,
                   .by_rows = rows.tells_distances(),
                   .shows_keys = has_column(columns, ResultSource::Key),
                   // The numbers of rows are distinct.
                   .searches_keys = !options.trust_keys && !model.columns[model.key].cell.row_number,
                   .form = options.format == OutputFormat::Csv ? TextForm::CsvLines : TextForm::Cells};
    plan.evaluator.as_of = settings.as_of;
    if (!plan.by_rows) plan.plan = plan::lower(model, wanted(model, columns));
    std::optional<KeySearch> keys;
    if (plan.searches_keys) keys.emplace(key_search(model, customers, opened, start));
    return run_by_blocks(opened.reader, plan, keys ? &*keys : nullptr, options, sinks);
  }
};

Result<RunReport> run_table(const TypedModel& model, const CustomerTable& customers,
                            const RunOptions& options, const Tuning& tuning, std::ostream& output,
                            RejectSink* rejects) {
  Result<RunReport> result;
  const std::optional<RunSettings> settings = run_settings(model, options.as_of, result.diagnostics);
  if (!settings) return result;
  if (customers.stream == nullptr) throw InternalError("a table of customers needs a stream");
  const std::istream::pos_type start = customers.stream->tellg();
  std::optional<OpenedCustomers> opened =
      open_customers(model, customers, result.diagnostics, ColumnsRead::Used, tuning.block);
  if (!opened) return result;
  const std::size_t notes = result.diagnostics.size(); // on how the table is read
  const std::vector<ResultColumn> columns =
      result_columns(model, customers, opened->reader.headers(), options, result.diagnostics);
  if (result.diagnostics.size() > notes) return result;
  const auto writer = TableWriter::make(table_format(options.format), output, output_columns(columns));
  const RowDecider rows(model, *settings, customers.name, columns);
  Tally tally(model);
  const RunSinks sinks{.output = output, .writer = *writer, .rejects = rejects, .tally = tally};
  bool whole = false;
  std::optional<TableError> failure;
  if (options.evaluator == EvaluatorChoice::Reference) {
    CustomerReader reader(std::move(*opened));
    if (options.trust_keys) reader.trust_keys();
    whole = run_by_rows(reader, rows, options, sinks);
    failure = reader.failure();
  } else {
    const TableRun table{model, customers, options, *settings, columns, tuning, start};
    whole = table.by_blocks(*opened, rows, sinks);
    failure = opened->reader.failure();
  }
  if (failure) result.diagnostics.push_back(resolve(*failure));
  if (failure || !whole) return result;
  writer->finish();
  result.value = std::move(tally).report();
  return result;
}

} // namespace

Result<RunReport> run(const Model& model, const CustomerTable& customers, const RunOptions& options,
                      std::ostream& output, RejectSink* rejects) {
  return run_tuned(model, customers, options, {}, output, rejects);
}

Result<RunReport> run_tuned(const Model& model, const CustomerTable& customers, const RunOptions& options,
                            const Tuning& tuning, std::ostream& output, RejectSink* rejects) {
  return at_the_edge([&] { return run_table(model.typed(), customers, options, tuning, output, rejects); });
}

} // namespace strata
