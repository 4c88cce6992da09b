// Takes: the profile of a column.
// Returns: its type and flags in the words of the language, and what was seen, for a comment.
// Guarantees: every cell that was seen is a value of the type, or missing where the type allows that.
// Does not: name columns, choose the key.
#pragma once

#include <string>

#include "runtime/schema/column_profile.hpp"

namespace strata {

struct ColumnProposal {
  std::string type;    ///< "whole in 0 .. 100", "one of "a", "b""
  std::string flags;   ///< " optional", " missing as "N/A"", in the order of the formatter around `from`
  std::string missing; ///< " missing as …", which stands behind `from`
  std::string seen;    ///< the comment
  bool may_be_key = false;
};

/// `most_choices`: a text column with at most so many values is a closed set.
[[nodiscard]] ColumnProposal propose(const ColumnProfile& profile, std::size_t most_choices);

} // namespace strata
