// Takes: a finding of the check of a model with mistakes of writing.
// Returns: whether it may only follow from these.
// Guarantees: what is said about the rest of the model stands whatever the lost parts said.
// Does not: check.
#pragma once

#include "lang/source/finding.hpp"
#include "lang/syntax/ast.hpp"

namespace strata {

/// Whether what is left after `lost` is worth a check.
[[nodiscard]] bool can_be_checked(const ast::Lost& lost);
/// Whether the finding might not be there had nothing been lost.
[[nodiscard]] bool may_follow_from(const ast::Lost& lost, const Finding& finding, const Sources& sources);

} // namespace strata
