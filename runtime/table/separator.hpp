// Takes: the first records of a table as text.
// Returns: the character that separates its cells, told from them or said by the first line.
// Guarantees: what stands in quotes is not looked at.
// Does not: read the records.
#pragma once

#include <optional>
#include <string_view>

namespace strata {

/// The separator among tab, semicolon and comma that splits the records most evenly: the one with which most
/// of them have as many cells as the header has. Where two do equally, the one that gives the header more
/// cells, then the tab before the semicolon and that before the comma, because a header is more likely to
/// hold a comma as text. Where none stands in the header, the table has one column, and the comma is taken.
[[nodiscard]] char guess_separator(std::string_view text);

/// The separator that a first line `sep=;` says, as spreadsheet programs write and read it; empty for any
/// other line.
[[nodiscard]] std::optional<char> separator_line(std::string_view line);

/// Whether cells may be separated by a sign: a blank would also separate the words of a text, a digit those
/// of a number, and a quote begins a cell.
[[nodiscard]] bool may_separate(char sign);

} // namespace strata
