// Takes: rows of texts.
// Returns: lines in which the columns stand under each other.
// Guarantees: widths are those of a terminal (Chinese counts two); a line is never wider than a page.
// Does not: know what the texts mean.
#pragma once

#include <string>
#include <vector>

namespace strata {

/// Widest line of an explanation, in columns of a terminal.
inline constexpr std::size_t kPageWidth = 100;

/// Columns aligned over all rows added, then printed.
class AlignedRows {
 public:
  /// `right`: one letter per column, 'r' for right-aligned, anything else for left-aligned.
  explicit AlignedRows(std::string alignment)
      : alignment_(std::move(alignment)), columns_(alignment_.size()) {}
  /// Adds a row; every cell but the last is cut where it is very long. A row with fewer cells than the others
  /// ends in a sentence, which is not cut and stands across the columns.
  void add(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// The rows, indented by two blanks; the last column is cut at the page's width.
  [[nodiscard]] std::string text() const;

 private:
  std::string alignment_;
  std::size_t columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// A text cut to a width, with "…" where something is left out.
[[nodiscard]] std::string cut_to_width(const std::string& text, std::size_t width);

} // namespace strata
