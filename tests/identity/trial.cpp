// Runs of one trial, and their comparison.
#include "trial.hpp"

#include <exception>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "tests/unit/table/slow_stream.hpp"

namespace strata::identity {

namespace {

class Rejects : public RejectSink {
 public:
  void reject(const Reject& reject) override {
    text += fmt::format("{} line {} key [{}] column [{}] text [{}] reason [{}] lost {} of result {}\n",
                        reject.file, reject.line, reject.key, reject.column, reject.text, reject.reason,
                        reject.row_lost, reject.of_result);
  }
  std::string text;
};

std::string report_text(const RunReport& report) {
  std::string text =
      fmt::format("rows {} decided {} lost {} rejects {} cells {}/{} results {}/{}\n", report.rows,
                  report.decided, report.rows_lost, report.rejects, report.bad_cells.entries,
                  report.bad_cells.rows, report.failed_results.entries, report.failed_results.rows);
  for (const TierCount& tier : report.tiers)
    text += fmt::format("tier {} [{}] {}\n", tier.tier, tier.label, tier.customers);
  for (const std::string& sentence : report.first_rejects)
    text += sentence + "\n";
  return text;
}

Seen run_with(const Model& model, const Trial& trial, const RunOptions& options, const Way& way) {
  std::string table = trial.heading;
  for (const std::string& record : trial.records)
    table += record;
  const auto stream = way.step == 0
                          ? std::unique_ptr<std::istream>(std::make_unique<std::istringstream>(table))
                          : std::make_unique<SlowStream>(table, way.step);
  std::ostringstream output;
  Rejects rejects;
  Tuning tuning = way.tuning;
  // What is found out from the beginning of a table depends on how much of it is read at first.
  if (trial.dialect.separator.empty() || trial.dialect.encoding.empty()) tuning.block = 0;
  Seen seen;
  try {
    const Result<RunReport> result =
        run_tuned(model, {.name = "table.csv", .stream = stream.get(), .dialect = trial.dialect}, options,
                  tuning, output, &rejects);
    // Where a run is given up, what it has written so far is of no use to anybody.
    if (result.value) {
      seen.report = report_text(*result.value);
      seen.output = std::move(output).str();
      seen.rejects = std::move(rejects.text);
    }
    for (const Diagnostic& diagnostic : result.diagnostics)
      seen.diagnostics += to_text(diagnostic);
  } catch (const std::exception& error) {
    seen.broken = true;
    seen.diagnostics = error.what();
  }
  return seen;
}

/// The first line that differs.
std::string first_difference(std::string_view what, const std::string& reference,
                             const std::string& columnar) {
  if (reference == columnar) return {};
  std::istringstream left(reference);
  std::istringstream right(columnar);
  std::string a;
  std::string b;
  for (std::size_t line = 1;; ++line) {
    const bool more = static_cast<bool>(std::getline(left, a));
    const bool also = static_cast<bool>(std::getline(right, b));
    if (more && also && a == b) continue;
    if (!more && !also) return fmt::format("{}: line ends differ\n", what);
    return fmt::format("{}, line {}:\n  reference: {}\n  columnar:  {}\n", what, line, more ? a : "(nothing)",
                       also ? b : "(nothing)");
  }
}

} // namespace

std::string to_text(const Way& way) {
  const columnar::EvaluatorOptions& evaluator = way.tuning.evaluator;
  return fmt::format("threads {} step {} block {} chunk {} instructions {} narrowest {}", way.threads,
                     way.step, way.tuning.block, evaluator.chunk, static_cast<int>(evaluator.instructions),
                     static_cast<int>(evaluator.narrowest));
}

const std::vector<Way>& all_ways() {
  static const std::vector<Way> ways = [] {
    std::vector<Way> result = {{1}, {2}, {3}, {4}, {1, 7}, {2, 1}};
    constexpr std::size_t kBlocks[] = {64, 200, 1000, 4096};
    constexpr std::size_t kChunks[] = {1, 7, 512};
    for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512})
      for (const auto lane : {columnar::Lane::Bits64, columnar::Lane::Bits128, columnar::Lane::Bits256})
        for (unsigned threads = 1; threads <= 4; ++threads) {
          if (set > best_instruction_set()) continue;
          Way way{.threads = threads, .step = result.size() % 5 == 0 ? std::size_t{100} : 0};
          way.tuning.block = kBlocks[result.size() % std::size(kBlocks)];
          way.tuning.evaluator = {
              .chunk = kChunks[result.size() % std::size(kChunks)], .instructions = set, .narrowest = lane};
          result.push_back(way);
        }
    return result;
  }();
  return ways;
}

Seen run_reference(const Model& model, const Trial& trial) {
  RunOptions options = trial.options;
  options.evaluator = EvaluatorChoice::Reference;
  options.threads = 1;
  return run_with(model, trial, options, {});
}

Seen run_columnar(const Model& model, const Trial& trial, const Way& way) {
  RunOptions options = trial.options;
  options.evaluator = EvaluatorChoice::Columnar;
  options.threads = way.threads;
  return run_with(model, trial, options, way);
}

std::string difference(const Seen& reference, const Seen& columnar) {
  if (reference.broken) return "the reference run threw: " + reference.diagnostics + "\n";
  if (columnar.broken) return "the columnar run threw: " + columnar.diagnostics + "\n";
  return first_difference("diagnostics", reference.diagnostics, columnar.diagnostics) +
         first_difference("result", reference.output, columnar.output) +
         first_difference("rejects", reference.rejects, columnar.rejects) +
         first_difference("report", reference.report, columnar.report);
}

} // namespace strata::identity
