// Rejects: bad cells as the table found them, and failures of results that have another cause.
#include "runtime/run/rejects.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "runtime/table/text_form.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

namespace {

void add_failure(std::vector<ResultFailure>& list, const std::string& result, const Failure* failure) {
  if (failure == nullptr) return;
  const bool known = std::any_of(list.begin(), list.end(), [&](const ResultFailure& other) {
    return other.failure->place == failure->place && other.failure->message == failure->message;
  });
  if (!known) list.push_back({result, failure});
}

class CsvRejects final : public RejectSink {
 public:
  explicit CsvRejects(std::ostream& output)
      : writer_(TableWriter::make(TableFormat::Csv, output,
                                  {{"file"}, {"line"}, {"key"}, {"column"}, {"text"}, {"reason"}})) {}

  void reject(const Reject& reject) override {
    writer_->write(
        {reject.file, std::to_string(reject.line), reject.key, reject.column, reject.text, reject.reason});
  }

 private:
  std::unique_ptr<TableWriter> writer_;
};

} // namespace

std::unique_ptr<RejectSink> csv_rejects(std::ostream& output) {
  return std::make_unique<CsvRejects>(output);
}

std::vector<ResultFailure> failures_of(const TypedModel& model, const Decision& decision) {
  std::vector<ResultFailure> list;
  for (std::size_t i = 0; i < decision.dimensions.size(); ++i)
    add_failure(list, model.dimensions[i].name, failure_of(decision.dimensions[i]));
  for (std::size_t i = 0; i < decision.scores.size(); ++i)
    add_failure(list, model.scores[i].name, failure_of(decision.scores[i]));
  for (std::size_t i = 0; i < decision.scales.size(); ++i) {
    const auto& failure = decision.scales[i].failure;
    add_failure(list, model.scales[i].name, failure ? &*failure : nullptr);
  }
  // Where the screen left the customer unrated, a scale has told of it already.
  if (const auto& failed = decision.screen_failure)
    add_failure(list,
                model.screens[failed->screen].form == ast::ScreenDecl::Form::Exclude ? "exclude" : "unrated",
                &failed->failure);
  if (decision.tier_failure) add_failure(list, "tier", &*decision.tier_failure);
  for (std::size_t i = 0; i < decision.shown.size(); ++i)
    add_failure(list, model.shown[i].name, failure_of(decision.shown[i]));
  for (std::size_t i = 0; i < decision.attributes.size(); ++i)
    add_failure(list, model.attributes[i].name, failure_of(decision.attributes[i]));
  return list;
}

std::vector<Reject> rejects_of(const TypedModel& model, const std::string& file, const CustomerRow& customer,
                               const Decision& decision) {
  std::vector<Reject> rejects = customer.bad_cells;
  for (const ResultFailure& failed : failures_of(model, decision)) {
    if (failed.failure->column >= 0) continue; // its cell is among the bad ones
    const std::size_t line =
        model.sources[failed.failure->place.source].position(failed.failure->place.begin).line;
    rejects.push_back({.file = file,
                       .line = customer.record.line,
                       .key = customer.key,
                       .column = failed.result,
                       .text = "",
                       .reason = fmt::format("{} (line {} of the model)", failed.failure->message, line),
                       .row_lost = false,
                       .of_result = true});
  }
  return rejects;
}

std::string sentence_of(const Reject& reject) {
  constexpr std::size_t kLongestReason = 300; // characters: it may quote a number of thousands of digits
  std::string sentence = visible_text(reject.file);
  if (reject.line > 0) sentence += fmt::format(":{}", reject.line);
  sentence += ": ";
  if (!reject.key.empty()) sentence += fmt::format("customer {}: ", cut_text(reject.key));
  if (!reject.column.empty()) {
    sentence += cut_text(reject.column);
    if (!reject.text.empty()) sentence += fmt::format(" \"{}\"", reject.text);
    sentence += ": ";
  }
  return sentence + cut_text(reject.reason, kLongestReason);
}

} // namespace strata
