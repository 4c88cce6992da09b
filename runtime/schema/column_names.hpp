// Takes: the headers of a table.
// Returns: a name of the language for each, and which headers cannot be read by name.
// Guarantees: names are distinct, and words that the language keeps for itself are none of them.
// Does not: look at cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct ColumnName {
  std::string name;    ///< empty where no model can read the column
  std::string header;  ///< as it is looked for, where that is not the name; else empty
  std::string problem; ///< why no model can read it
};

[[nodiscard]] std::vector<ColumnName> name_columns(const std::vector<std::string>& headers);
/// A name of the language made from any text; empty where nothing of it can stand in a name.
[[nodiscard]] std::string plain_name(std::string_view text);

} // namespace strata
