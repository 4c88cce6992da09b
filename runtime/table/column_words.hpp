// Takes: a column and the text that could not be read as one of its values.
// Returns: what was expected, in words.
// Guarantees: one wording for every message on cells, examples and settings; a sensitive text is not hinted
// at. Does not: decide whether a text fits.
#pragma once

#include <string>
#include <string_view>

#include "lang/value/column_type.hpp"
#include "runtime/table/number_form.hpp"

namespace strata {

/// "a whole number in 0 .. 3650": what a value of the column is, whether or not it may be absent.
[[nodiscard]] std::string describe_value(const ColumnType& column);
/// What a cell should have held instead of `text`: the column's description and, where it can be told, what
/// is wrong with the text ("a number in 0 .. 100 without thousands separators, or an empty cell").
[[nodiscard]] std::string expected_instead(std::string_view text, const ColumnType& column,
                                           NumberForm form = {});

} // namespace strata
