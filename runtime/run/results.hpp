// Takes: a model, the headers of the table, the options of a run; then one decision after another.
// Returns: the columns of the decision table, and the text of each cell.
// Guarantees: headers are distinct; no column that the model calls sensitive is among them.
// Does not: write (the table writer does).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/run/customers.hpp"
#include "runtime/run/distance.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

/// Where the cells of a result column come from.
enum class ResultSource : std::uint8_t {
  Input, ///< index: the header
  Key,
  Tier,
  TierLabel,
  Score,
  Dimension,
  Scale,
  ScaleLabel,
  Shown,
  Attribute,
  Reasons,
  NextTier,
  Distance,
};

struct ResultColumn {
  ResultSource source = ResultSource::Key;
  std::size_t index = 0; ///< of the score, dimension, scale, …
  std::string name;
  CellKind kind = CellKind::Text;
  std::optional<int> places = std::nullopt; ///< shown with exactly so many
};

/// What a result's row is made from.
struct ResultRow {
  const CustomerRow* customer = nullptr;
  const Decision* decision = nullptr;
  const TierDistances* distances = nullptr; ///< where a column asks for them
};

[[nodiscard]] TableFormat table_format(OutputFormat format);
/// The model's own columns, in the order of the decision table.
[[nodiscard]] std::vector<ResultColumn> model_columns(const TypedModel& model, bool detail, bool labels,
                                                      bool distance);
/// The columns of a run; empty with errors added where a name that is asked for does not exist.
[[nodiscard]] std::vector<ResultColumn> result_columns(const TypedModel& model, const CustomerTable& table,
                                                       const std::vector<std::string>& headers,
                                                       const RunOptions& options,
                                                       std::vector<Diagnostic>& diagnostics);
/// The text of one cell; empty where there is nothing.
[[nodiscard]] std::string result_cell(const TypedModel& model, const ResultColumn& column,
                                      const ResultRow& row);

} // namespace strata
