// Takes: customers, one after the other.
// Returns: what each adds to a run: the cells of its result row, its rejects, its place among the tiers.
// Guarantees: decided by the reference evaluator; it does not change, so threads may share it.
// Does not: read or write.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/run/results.hpp"
#include "runtime/run/tier_counts.hpp"

namespace strata {

/// What one customer adds to a run.
struct DecidedRow {
  std::vector<std::string> cells; ///< one per result column
  std::vector<Reject> rejects;
  std::uint32_t place = 0; ///< see TierPlaces
};

class RowDecider {
 public:
  /// All arguments must outlive it.
  RowDecider(const TypedModel& model, const RunSettings& settings, const std::string& file,
             const std::vector<ResultColumn>& columns);

  /// Decides a customer into `decided`, whose memory is reused.
  void decide(const CustomerRow& customer, DecidedRow& decided) const;
  /// Columns say how far other tiers are, which only this evaluator knows.
  [[nodiscard]] bool tells_distances() const { return tells_distances_; }

 private:
  const TypedModel& model_;
  ModelConstants constants_;
  const RunSettings& settings_;
  const std::string& file_;
  const std::vector<ResultColumn>& columns_;
  TierPlaces places_;
  bool tells_distances_ = false;
};

} // namespace strata
