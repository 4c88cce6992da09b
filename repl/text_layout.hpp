// Takes: texts and counts.
// Returns: pieces of tables for a terminal.
// Guarantees: columns stand below each other in Chinese text too; shares are exact, half away from zero.
// Does not: print.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/strata.hpp"

namespace strata::program {

/// The text with blanks up to a width.
[[nodiscard]] std::string padded(std::string text, std::size_t width);
/// The text on one line of at most so many columns; "…" where something is left out.
[[nodiscard]] std::string cut_to_width(std::string_view line, std::size_t width);
/// Every line of a text, cut.
[[nodiscard]] std::string cut_lines(std::string_view text, std::size_t width);
/// A share in percent with one decimal; "-" of nothing.
[[nodiscard]] std::string percent(std::size_t part, std::size_t whole);
/// A bar of at most `longest` blocks; nothing for nothing.
[[nodiscard]] std::string bar(std::size_t part, std::size_t whole, std::size_t longest);
/// Tier sizes with shares, bars and a total.
[[nodiscard]] std::string tier_table(const std::vector<TierCount>& tiers);
/// Lines of cells below each other, two blanks between columns, each line with `indent` blanks before it.
/// `right` has one flag per column: those are aligned to the right.
[[nodiscard]] std::string aligned(const std::vector<std::vector<std::string>>& lines,
                                  const std::vector<bool>& right, std::size_t indent = 2);

} // namespace strata::program
