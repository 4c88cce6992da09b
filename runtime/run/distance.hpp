// Takes: one decided customer of a model whose main scale is a ladder of one number.
// Returns: how far the number is from the next better and the next worse effective tier.
// Guarantees: exact; with the floors, `lower`s and caps that hold for this customer, everything else staying
// equal; of a subject that quotes a sensitive column nothing. Does not: know a figure for matrices,
// conditions, and patterns that are no ladder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/reference/customer_scope.hpp"

namespace strata {

/// What it takes to come to another tier.
struct TierDistance {
  std::uint32_t tier = 0; ///< the effective tier then
  std::size_t arm = 0;    ///< the line of the scale that is reached (up) or lost (down)
  Number border;
  Number distance;                   ///< never negative
  bool at_border = true;             ///< the border itself is enough; else it must be passed
  bool more = true;                  ///< the number must grow
  std::vector<std::size_t> moved_by; ///< adjusts (indexes) that lead from the border's tier to `tier`
};
struct TierDistances {
  std::optional<TierDistance> up;
  std::optional<TierDistance> down;
  bool held = false; ///< there are better tiers, and the `lower`s and caps that hold keep all of them away
};
[[nodiscard]] TierDistances tier_distances(CustomerScope& scope);

/// A line of a matrix that gives a better tier, and the subjects (positions) that its patterns do not take.
struct LineAbove {
  std::uint32_t tier = 0; ///< the effective tier then
  std::size_t arm = 0;
  std::vector<std::size_t> lacking;
};
/// In a matrix, the line of the nearest better tier of which least is lacking. None where a line of a worse
/// tier stands above it, which could take the customer first.
[[nodiscard]] std::optional<LineAbove> line_above(CustomerScope& scope);

/// The distance as a cell: at the places with which the subject is shown, rounded up so that it is enough;
/// ">0", ">2.5" where a border that does not count itself takes more than that.
[[nodiscard]] std::string distance_cell(const TypedModel& model, const TierDistance& distance);

} // namespace strata
