// Takes: the first records of a table as text.
// Returns: the character that separates its cells.
// Guarantees: what stands in quotes is not looked at.
// Does not: read the records.
#pragma once

#include <string_view>

namespace strata {

/// The separator among tab, semicolon and comma that splits the records most evenly: the one with which most
/// of them have as many cells as the header has. Where two do equally, the one that gives the header more
/// cells, then the tab before the semicolon and that before the comma, because a header is more likely to
/// hold a comma as text. Where none stands in the header, the table has one column, and the comma is taken.
[[nodiscard]] char guess_separator(std::string_view text);

} // namespace strata
