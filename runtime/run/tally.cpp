// Counting what a run did.
#include "runtime/run/tally.hpp"

#include <algorithm>

#include "runtime/run/rejects.hpp"

namespace strata {

namespace {

constexpr std::size_t kFirstRejects = 5;

/// What one customer adds.
void count(RejectCount& counted, std::size_t entries) {
  counted.entries += entries;
  if (entries > 0) ++counted.rows;
}

} // namespace

void Tally::customer_rejects(std::span<const Reject> rejects) {
  const auto results = static_cast<std::size_t>(
      std::count_if(rejects.begin(), rejects.end(), [](const Reject& reject) { return reject.of_result; }));
  count(report_.failed_results, results);
  count(report_.bad_cells, rejects.size() - results);
}

void Tally::reject(const Reject& reject) {
  ++report_.rejects;
  if (reject.row_lost) ++report_.rows_lost;
  if (report_.first_rejects.size() < kFirstRejects) report_.first_rejects.push_back(sentence_of(reject));
}

RunReport Tally::report() && {
  if (has_tiers_) report_.tiers = tiers_.counts();
  return std::move(report_);
}

} // namespace strata
