// Takes: a checked model, and the customers that its examples make.
// Returns: which of its lines and borders they touch.
// Guarantees: lines come in the order of the text; one that several uses share (a named rule's) counts once.
// Does not: lay out.
#pragma once

#include <array>
#include <string_view>

#include "lang/check/typed_model.hpp"
#include "runtime/strata.hpp"

namespace strata {

/// How many lines of a kind there are, and how many are touched.
struct CoverageTotal {
  std::string_view kind; ///< of `CoveredLine`; "border" for points at borders
  std::string_view name; ///< of all of them: "arms"
  std::size_t touched = 0;
  std::size_t all = 0;
};
/// In the order in which they are told.
[[nodiscard]] std::array<CoverageTotal, 7> totals_of(const Coverage& coverage);

} // namespace strata
