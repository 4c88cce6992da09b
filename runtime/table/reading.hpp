// Takes: how a table is said to be written, and what its first lines have shown.
// Returns: how it is split; the messages on tables that cannot be read, and on how one is read.
// Guarantees: what a person asked for and cannot be had is an error, never something near it.
// Does not: read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/table/record_splitter.hpp"
#include "runtime/table/table.hpp"

namespace strata {

/// Empty, with an error added, where the dialect says something that cannot be.
[[nodiscard]] std::optional<SplitterForm> splitter_form(const TableDialect& dialect, const std::string& file,
                                                        std::vector<TableError>& errors);

/// Reading failed, with the operating system's number of the reason (0: not known).
[[nodiscard]] TableError unreadable(const std::string& file, std::size_t line, int error_number);
/// What is said of a stream that does not begin as a table does.
[[nodiscard]] TableError format_error(FormatProblem problem, const std::string& file,
                                      const RecordSplitter& splitter, const TableDialect& dialect,
                                      std::span<const ColumnType> wanted);
/// A record, or the header, whose bytes are no text; `reason` says which.
[[nodiscard]] TableError encoding_error(const std::string& file, std::size_t line, const std::string& reason,
                                        const Encoding& encoding);

/// One line that says that the encoding is a guess.
[[nodiscard]] TableError guess_note(const std::string& file, const Encoding& encoding);
/// All that was decided: encoding, separator, line ends, numbers, the header's line, where each column is.
[[nodiscard]] TableError reading_note(const std::string& file, const RecordSplitter& splitter,
                                      std::size_t header_line, const TableDialect& dialect,
                                      const std::vector<std::string>& headers,
                                      std::span<const ColumnType> wanted,
                                      const std::vector<std::size_t>& places);

} // namespace strata
