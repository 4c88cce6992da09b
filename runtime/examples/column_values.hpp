// Takes: a checked model, and customers that are known.
// Returns: for each column a handful of values worth trying: ends of its range, what the model compares it
// with, what known customers have, round figures.
// Guarantees: every value is one that the column accepts and an example can write; measured ones ascend, the
// missing one comes last. Does not: know what the values do.
#pragma once

#include <vector>

#include "runtime/examples/borders.hpp"
#include "runtime/reference/reference.hpp"

namespace strata {

/// One customer, as an example would give it.
struct SampleCustomer {
  CustomerCells cells;
  RunSettings settings;
};

/// Per column of the model; empty for columns that nothing uses, and for the key.
[[nodiscard]] std::vector<std::vector<Value>> column_values(const TypedModel& model,
                                                            const std::vector<Border>& borders,
                                                            const std::vector<SampleCustomer>& known);
/// The column whose cell an expression is, a `default` for the missing one apart.
[[nodiscard]] std::optional<std::uint32_t> column_of(const ast::Expr& expression, const TypedModel& model);
/// Whether a model can write the value: not 20/3.
[[nodiscard]] bool can_be_written(const Value& value);
/// The decimals that a cell may have; empty where it may have any. Dates and durations are whole days.
[[nodiscard]] std::optional<int> places_of(const ColumnType& column);

} // namespace strata
