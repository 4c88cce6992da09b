// Takes: what a session has been given: a model's text, settings, a day, a table.
// Returns: the checked model, the table's customers, their tiers, each worked out when first asked for.
// Guarantees: a workspace is a value: a copy shares what has been worked out, so that a session keeps one for
//   each of its steps. A function that gives null has said why among the diagnostics, or `stop` has said so.
// Does not: know of steps (session.cpp).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/check.hpp"
#include "runtime/session.hpp"
#include "runtime/session/kept_table.hpp"

namespace strata::session {

using Stop = std::function<bool()>;

/// The place of every customer on the main scale (see TierPlaces).
struct Tiers {
  std::vector<std::uint32_t> places;
  std::vector<TierCount> counts;
};

struct Workspace {
  std::string what; ///< the change that led here
  ModelSource source{.name = "session", .text = ""};
  bool loaded = false; ///< as a whole model, which needs its `customer` block
  std::vector<Setting> settings;
  std::string day;
  std::shared_ptr<const TableText> table;

  std::shared_ptr<const CheckedModel> checked; ///< set by `check_workspace`
  // Worked out by the functions below, and kept.
  std::shared_ptr<const KeptTable> kept;
  std::string kept_way; ///< of reading, by which `kept` was read
  std::shared_ptr<const Tiers> tiers;

  [[nodiscard]] const TypedModel& model() const { return *checked->model; }
  [[nodiscard]] bool has_customers() const { return !model().columns.empty(); }
};

/// What the checker is told of a workspace's model, with a question or without.
[[nodiscard]] CheckedModel check_text(const Workspace& workspace, const std::string& question = {});
/// Checks the model of a changed workspace; false with errors. Warnings are added too.
[[nodiscard]] bool check_workspace(Workspace& workspace, std::vector<Diagnostic>& diagnostics);
[[nodiscard]] std::shared_ptr<const KeptTable> customers_of(Workspace& workspace, const Stop& stop,
                                                            std::vector<Diagnostic>& diagnostics);
[[nodiscard]] std::shared_ptr<const Tiers> tiers_of(Workspace& workspace, const Stop& stop,
                                                    std::vector<Diagnostic>& diagnostics);
/// The customer of a key; null after a diagnostic.
[[nodiscard]] const CustomerRow* find_customer(const Workspace& workspace, const KeptTable& customers,
                                               std::string_view key, std::vector<Diagnostic>& diagnostics);
/// Fills in what a change from one workspace to the next did to the customers; false where `stop` said so.
[[nodiscard]] bool compare(Workspace& before, Workspace& after, const Stop& stop, Change& change);

} // namespace strata::session
