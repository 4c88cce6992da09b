// Takes: a model, a table and the options of a run.
// Returns: all that a run gives, to be compared; a trial as text and back, so that it can be kept.
// Guarantees: every way to evaluate must give what the reference gives.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/run/tuning.hpp"

namespace strata::identity {

struct Trial {
  std::string model;
  std::vector<Setting> settings;
  std::string heading;              ///< of the table
  std::vector<std::string> records; ///< each with its line end
  TableDialect dialect;
  RunOptions options; ///< without evaluator and threads
};

/// How the columnar evaluator runs.
struct Way {
  unsigned threads = 1;
  std::size_t step = 0; ///< bytes that a pipe hands out at a time; 0: the table can be read again, as a file
  Tuning tuning = {};
};
[[nodiscard]] std::string to_text(const Way& way);

/// All that can be seen of one run, as text.
struct Seen {
  std::string output;
  std::string rejects;
  std::string report;
  std::string diagnostics;
  bool broken = false; ///< something of Strata itself threw
};

[[nodiscard]] Seen run_reference(const Model& model, const Trial& trial);
[[nodiscard]] Seen run_columnar(const Model& model, const Trial& trial, const Way& way);
/// What differs; empty where nothing does.
[[nodiscard]] std::string difference(const Seen& reference, const Seen& columnar);

[[nodiscard]] const std::vector<Way>& all_ways();

[[nodiscard]] std::string to_text(const Trial& trial);
[[nodiscard]] Trial read_trial(std::string_view text);

/// The same trial with less of a model and a table, as long as `fails` holds.
[[nodiscard]] Trial shrunk(Trial trial, const std::function<bool(const Trial&)>& fails);

} // namespace strata::identity
