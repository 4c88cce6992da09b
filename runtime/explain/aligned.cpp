// Columns under each other, measured as terminals measure.
#include "runtime/explain/aligned.hpp"

#include <algorithm>
#include <string_view>

#include "runtime/table/text_form.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

std::string cut_to_width(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  std::string kept;
  std::size_t used = 1; // for the sign that something is left out
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] & 0xC0) == 0x80)
      ++next;
    const std::string_view character = std::string_view(text).substr(at, next - at);
    const std::size_t wide = display_width(character);
    if (used + wide > width) break;
    used += wide;
    kept += character;
    at = next;
  }
  return kept + "…";
}

void AlignedRows::add(std::vector<std::string> cells) {
  constexpr std::size_t kWidestCell = 60; // one endless number must not push all else off the page
  for (std::string& cell : cells) {
    cell = visible_text(cell);
    if (&cell != &cells.back()) cell = cut_to_width(cell, kWidestCell);
  }
  columns_ = std::max(columns_, cells.size());
  rows_.push_back(std::move(cells));
}

std::string AlignedRows::text() const {
  constexpr std::size_t kGap = 2;
  std::vector<std::size_t> widths;
  widths.resize(columns_);
  const auto is_sentence = [&](const auto& row, std::size_t i) {
    return i + 1 == row.size() && row.size() < columns_;
  };
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!is_sentence(row, i)) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  for (const auto& row : rows_) {
    std::string line;
    std::size_t used = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      line.append(kGap, ' ');
      used += kGap;
      if (is_sentence(row, i)) {
        line += row[i];
        break;
      }
      if (last && (i >= alignment_.size() || alignment_[i] != 'r')) {
        line += cut_to_width(row[i], std::max<std::size_t>(kPageWidth, used + 20) - used);
        break;
      }
      const std::size_t blanks = widths[i] - display_width(row[i]);
      const bool right = i < alignment_.size() && alignment_[i] == 'r';
      if (right) line.append(blanks, ' ');
      line += row[i];
      if (!right) line.append(blanks, ' ');
      used += widths[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

} // namespace strata
