// Takes: one customer's scope.
// Returns: the steps of a decision, in their order: screens, base tiers, adjusts of the main scale, reasons.
// Guarantees: the order of language.md's "order of a decision"; every step that held is kept.
// Does not: remember anything (the scope does).
#pragma once

#include <cstdint>
#include <vector>

#include "lang/check/reasoned.hpp"
#include "runtime/reference/customer_scope.hpp"

namespace strata {

/// exclude, then unrated.
[[nodiscard]] Screening decide_screening(CustomerScope& scope);
/// The base tier of a scale.
[[nodiscard]] ScaleDecision decide_scale(CustomerScope& scope, std::uint32_t scale);
/// The best tier that one subject of a scale's matrix alone would allow; kUnrated where none takes it.
[[nodiscard]] std::uint32_t level_of_subject(CustomerScope& scope, std::uint32_t scale,
                                             std::uint32_t position);
/// floors, `lower`, caps, hard caps on the main scale's base tier.
[[nodiscard]] EffectiveTier decide_effective(CustomerScope& scope);
/// Why: what moved the tier, then the points lost.
[[nodiscard]] std::vector<Reason> decide_reasons(CustomerScope& scope);

/// What one adjust makes of a tier (0 is the best) of a scale with `tiers` tiers.
[[nodiscard]] std::uint32_t adjusted(const TypedAdjust& adjust, std::uint32_t tier, std::size_t tiers);
/// Whether a line's pattern for one subject takes its value; `otherwise` takes all but the missing one.
[[nodiscard]] bool takes(const ast::TierArm& arm, std::size_t position, const Value& subject,
                         CustomerScope& scope);

} // namespace strata
