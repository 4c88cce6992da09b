// Takes: customers and their decisions.
// Returns: what could not be read or worked out, one reject per cause.
// Guarantees: every bad cell of a used column is there, and every failure that no bad cell explains; a
// failure that
//   shows in several results is said once, at the first of them.
// Does not: write.
#pragma once

#include <string>
#include <vector>

#include "runtime/run/customers.hpp"

namespace strata {

/// A failure and the result that it struck first.
struct ResultFailure {
  std::string result;
  const Failure* failure = nullptr;
};
/// The failures of a decision, each cause once: dimensions, scores, scales, shown values, attributes.
[[nodiscard]] std::vector<ResultFailure> failures_of(const TypedModel& model, const Decision& decision);
/// The rejects of one customer.
[[nodiscard]] std::vector<Reject> rejects_of(const TypedModel& model, const std::string& file,
                                             const CustomerRow& customer, const Decision& decision);
/// "customers.csv:17: customer A-9: revenue "12a": expected a number".
[[nodiscard]] std::string sentence_of(const Reject& reject);

} // namespace strata
