// Takes: the names in a table's header line, the columns that a model wants, and which headers hold them.
// Returns: where each wanted column stands.
// Guarantees: everything that is wrong with a header is said at once.
// Does not: read the table.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/table/table.hpp"

namespace strata {

/// Per wanted column the index of its header. Headers are compared without outer blanks and in Unicode's
/// composed form (NFC), because two programs may write the same "é" with different bytes. Empty, with errors
/// added, where a wanted header is absent or stands twice, or a mapping fits no column.
[[nodiscard]] std::optional<std::vector<std::size_t>> find_columns(const std::vector<std::string>& headers,
                                                                   const std::string& file, std::size_t line,
                                                                   std::span<const ColumnType> wanted,
                                                                   const TableOptions& options,
                                                                   std::vector<TableError>& errors);

} // namespace strata
