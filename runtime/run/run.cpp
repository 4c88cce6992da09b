// A run: settings, columns, then one customer after the other from the table to the writer. Memory does not
// grow with the table, apart from the set of keys.
#include <algorithm>
#include <ostream>

#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/run/rejects.hpp"
#include "runtime/run/results.hpp"
#include "runtime/run/settings.hpp"
#include "runtime/run/tier_counts.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

constexpr std::size_t kFirstRejects = 5;

/// Counts what a run did while it goes on.
class Tally {
 public:
  explicit Tally(const TypedModel& model)
      : has_tiers_(model.main_scale.has_value()), places_(model), tiers_(model) {}
  void record() { ++report_.rows; }
  void decided(const Decision& decision) {
    ++report_.decided;
    tiers_.add(places_.of(decision.excluded.has_value(), decision.tier));
  }
  void rejects_of_customer(const std::vector<Reject>& rejects) {
    const auto results = static_cast<std::size_t>(
        std::count_if(rejects.begin(), rejects.end(), [](const Reject& reject) { return reject.of_result; }));
    count(report_.failed_results, results);
    count(report_.bad_cells, rejects.size() - results);
  }
  void reject(const Reject& reject) {
    ++report_.rejects;
    if (reject.row_lost) ++report_.rows_lost;
    if (report_.first_rejects.size() < kFirstRejects) report_.first_rejects.push_back(sentence_of(reject));
  }
  [[nodiscard]] RunReport report() && {
    if (has_tiers_) report_.tiers = tiers_.counts();
    return std::move(report_);
  }

 private:
  /// What one customer adds.
  static void count(RejectCount& counted, std::size_t entries) {
    counted.entries += entries;
    if (entries > 0) ++counted.rows;
  }

  bool has_tiers_;
  TierPlaces places_;
  TierCounter tiers_;
  RunReport report_;
};

std::vector<OutputColumn> output_columns(const std::vector<ResultColumn>& columns) {
  std::vector<OutputColumn> result;
  for (const ResultColumn& column : columns)
    result.push_back({column.name, column.kind});
  return result;
}

/// Reads, decides and writes until the table ends, reading fails, or the output does.
class Runner {
 public:
  Runner(const TypedModel& model, const RunSettings& settings, const std::string& file,
         std::vector<ResultColumn> columns, RejectSink* rejects)
      : model_(model),
        constants_(constants_of(model)),
        settings_(settings),
        file_(file),
        columns_(std::move(columns)),
        rejects_(rejects),
        tally_(model) {
    distances_wanted_ = std::any_of(columns_.begin(), columns_.end(), [](const ResultColumn& column) {
      return column.source == ResultSource::NextTier || column.source == ResultSource::Distance;
    });
  }

  void go(CustomerReader& reader, TableWriter& writer, const std::ostream& output) {
    CustomerRow customer;
    // A broken output is the caller's to see; nothing further could reach it.
    while (output.good()) {
      const CustomerReader::Next next = reader.next(customer);
      if (next == CustomerReader::Next::End) break;
      tally_.record();
      if (next == CustomerReader::Next::Lost) {
        reject(customer.lost);
      } else {
        decide_and_write(customer, writer);
      }
    }
  }
  [[nodiscard]] RunReport report() && { return std::move(tally_).report(); }

 private:
  void decide_and_write(const CustomerRow& customer, TableWriter& writer) {
    CustomerScope scope(model_, constants_, settings_, customer.cells);
    const Decision decision = decide(scope);
    TierDistances distances;
    if (distances_wanted_ && !decision.excluded) distances = tier_distances(scope);
    const ResultRow row{.customer = &customer, .decision = &decision, .distances = &distances};
    cells_.resize(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
      cells_[i] = result_cell(model_, columns_[i], row);
    writer.write(cells_);
    tally_.decided(decision);
    const std::vector<Reject> rejects = rejects_of(model_, file_, customer, decision);
    tally_.rejects_of_customer(rejects);
    for (const Reject& each : rejects)
      reject(each);
  }

  void reject(const Reject& reject) {
    tally_.reject(reject);
    if (rejects_ != nullptr) rejects_->reject(reject);
  }

  const TypedModel& model_;
  ModelConstants constants_;
  const RunSettings& settings_;
  const std::string& file_;
  std::vector<ResultColumn> columns_;
  RejectSink* rejects_;
  Tally tally_;
  bool distances_wanted_ = false;
  std::vector<std::string> cells_;
};

Result<RunReport> run_table(const TypedModel& model, const CustomerTable& customers,
                            const RunOptions& options, std::ostream& output, RejectSink* rejects) {
  Result<RunReport> result;
  const std::optional<RunSettings> settings = run_settings(model, options.as_of, result.diagnostics);
  if (!settings) return result;
  std::optional<CustomerReader> reader = CustomerReader::open(model, customers, result.diagnostics);
  if (!reader) return result;
  const std::size_t notes = result.diagnostics.size(); // on how the table is read
  std::vector<ResultColumn> columns =
      result_columns(model, customers, reader->headers(), options, result.diagnostics);
  if (result.diagnostics.size() > notes) return result;
  const auto writer = TableWriter::make(table_format(options.format), output, output_columns(columns));
  Runner runner(model, *settings, customers.name, std::move(columns), rejects);
  runner.go(*reader, *writer, output);
  if (reader->failure()) {
    result.diagnostics.push_back(resolve(*reader->failure()));
    return result;
  }
  writer->finish();
  result.value = std::move(runner).report();
  return result;
}

} // namespace

Result<RunReport> run(const Model& model, const CustomerTable& customers, const RunOptions& options,
                      std::ostream& output, RejectSink* rejects) {
  return at_the_edge([&] { return run_table(model.typed(), customers, options, output, rejects); });
}

} // namespace strata
