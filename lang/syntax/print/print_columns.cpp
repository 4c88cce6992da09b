// Declarations of one kind that follow each other line by line are read like a table, so their parts stand in
// columns. A blank line or a comment between two lines ends the table.

#include <algorithm>

#include "lang/syntax/print/printer.hpp"

namespace strata::syntax {

namespace {

/// A part that is wider than this would tear the other lines apart.
constexpr int kWidestCell = 48;

Span span_of(const ast::Declaration& declaration) {
  return std::visit([](const auto& node) { return node.span; }, declaration);
}

/// Policies stand in columns where they say the same things in the same order.
bool same_kind(const ast::Declaration& first, const ast::Declaration& second) {
  if (first.index() != second.index()) return false;
  const auto* policy = std::get_if<ast::PolicyDecl>(&first);
  if (policy == nullptr) return true;
  const auto& left = policy->attributes;
  const auto& right = std::get<ast::PolicyDecl>(second).attributes;
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const auto& a, const auto& b) { return a.name.text == b.name.text; });
}

/// Whether two declarations say the same parts.
bool same_shape(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                    [](const std::string& a, const std::string& b) { return a.empty() == b.empty(); });
}

/// One line each, with its parts in columns; empty where that does not fit.
std::vector<std::string> table(const std::vector<std::vector<std::string>>& rows, int width) {
  std::vector<int> widths(rows.front().size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  if (std::any_of(widths.begin(), widths.end() - 1, [](int cell) { return cell > kWidestCell; })) return {};
  std::vector<std::string> lines;
  for (const auto& row : rows) {
    std::string& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i)
      if (widths[i] > 0)
        line += row[i] + std::string(static_cast<std::size_t>(widths[i] - display_width(row[i])) + 1, ' ');
    line.erase(line.find_last_not_of(' ') + 1); // the last part needs no column
    if (display_width(line) > width) return {};
  }
  return lines;
}

} // namespace

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts)
    if (!text.empty()) result += (result.empty() ? "" : " ") + text;
  return result;
}

/// Whether a declaration stands on the line behind the one before it, both on one line and of one kind.
bool Printer::are_neighbours(std::size_t second) const {
  const auto& all = model_->declarations;
  const Span before = span_of(all[second - 1]);
  const Span after = span_of(all[second]);
  if (!same_kind(all[second - 1], all[second]) || has_comment(before) || has_comment(after)) return false;
  return !blank_line_between(before.end, after.begin);
}

std::vector<std::string> Printer::in_columns(const std::vector<Cells>& declarations) const {
  std::vector<std::string> texts;
  const auto fits = [&](std::size_t i) {
    return std::all_of(declarations[i].begin(), declarations[i].end(),
                       [](const std::string& cell) { return cell.find('\n') == std::string::npos; });
  };
  for (std::size_t begin = 0; begin < declarations.size();) {
    std::size_t end = begin + 1;
    while (end < declarations.size() && fits(end - 1) && fits(end) && are_neighbours(end) &&
           same_shape(declarations[begin], declarations[end]))
      ++end;
    std::vector<std::string> lines;
    if (end - begin > 1)
      lines = table({declarations.begin() + static_cast<std::ptrdiff_t>(begin),
                     declarations.begin() + static_cast<std::ptrdiff_t>(end)},
                    kWidth);
    for (; begin < end; ++begin)
      texts.push_back(lines.empty() ? joined(declarations[begin]) : lines[lines.size() - (end - begin)]);
  }
  return texts;
}

} // namespace strata::syntax
