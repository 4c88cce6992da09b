// Takes: what became of the rows of a table, one by one or many at a time.
// Returns: the report of the run.
// Guarantees: the same report whichever way the rows were told; the first rejects are those told first.
// Does not: keep the rejects.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "runtime/run/tier_counts.hpp"
#include "runtime/strata.hpp"

namespace strata {

class Tally {
 public:
  explicit Tally(const TypedModel& model) : has_tiers_(model.main_scale.has_value()), tiers_(model) {}

  void records(std::size_t count) { report_.rows += count; }
  /// So many customers have a place on the main scale (see TierPlaces).
  void decided(std::uint32_t place, std::size_t customers = 1) {
    report_.decided += customers;
    tiers_.add(place, customers);
  }
  /// All rejects of one customer that is decided all the same.
  void customer_rejects(std::span<const Reject> rejects);
  void reject(const Reject& reject);

  [[nodiscard]] std::size_t rows_written() const { return report_.decided; }
  [[nodiscard]] RunReport report() &&;

 private:
  bool has_tiers_;
  TierCounter tiers_;
  RunReport report_;
};

} // namespace strata
