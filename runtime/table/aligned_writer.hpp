// Takes: rows of cell texts.
// Returns: writers for the formats that are read by people, with columns below each other.
// Guarantees: a cell stands on one line; numbers end at the same column.
// Does not: decide which cells are shown.
#pragma once

#include <iosfwd>
#include <memory>
#include <vector>

#include "runtime/table/writer.hpp"

namespace strata {

/// `format` is Markdown or Table.
[[nodiscard]] std::unique_ptr<TableWriter> make_aligned_writer(TableFormat format, std::ostream& output,
                                                               std::vector<OutputColumn> columns);

} // namespace strata
