// Widths, shares and bars. Everything is measured in the columns of a terminal.
#include "repl/text_layout.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "repl/console.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

constexpr std::size_t kBarWidth = 40;

/// Bytes of the UTF-8 character at the front; at least one.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

} // namespace

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return taken < width ? text + std::string(width - taken, ' ') : text;
}

std::string cut_to_width(std::string_view line, std::size_t width) {
  if (display_width(line) <= width) return std::string(line);
  std::string kept;
  std::size_t taken = 1; // the sign of omission
  while (!line.empty()) {
    const std::string_view character = line.substr(0, character_length(line));
    taken += display_width(character);
    if (taken > width) break;
    kept += character;
    line.remove_prefix(character.size());
  }
  return kept + "…";
}

std::string cut_lines(std::string_view text, std::size_t width) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += cut_to_width(text.substr(0, end), width) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "-";
  const std::size_t tenths = (part * 2000 + whole) / (2 * whole);
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

std::string bar(std::size_t part, std::size_t whole, std::size_t longest) {
  if (part == 0 || whole == 0) return {};
  const std::size_t length = std::max<std::size_t>(1, (part * 2 * longest + whole) / (2 * whole));
  std::string text;
  for (std::size_t i = 0; i < length; ++i)
    text += "█";
  return text;
}

std::string tier_table(const std::vector<TierCount>& tiers) {
  std::size_t whole = 0;
  for (const TierCount& count : tiers)
    whole += count.customers;
  std::vector<std::vector<std::string>> lines{{"tier", "customers", "share", ""}};
  for (const TierCount& count : tiers) {
    const bool labelled = !count.label.empty() && count.label != count.tier;
    lines.push_back({labelled ? count.tier + " " + count.label : count.tier, grouped(count.customers),
                     percent(count.customers, whole), bar(count.customers, whole, kBarWidth)});
  }
  lines.push_back({"total", grouped(whole), percent(whole, whole), ""});
  return aligned(lines, {false, true, true, false});
}

std::string aligned(const std::vector<std::vector<std::string>>& lines, const std::vector<bool>& right,
                    std::size_t indent) {
  std::vector<std::vector<std::string>> shown = lines;
  std::vector<std::size_t> widths(right.size());
  for (auto& line : shown) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      line[i] = visible_text(line[i]);
      widths[i] = std::max(widths[i], display_width(line[i]));
    }
  }
  std::string text;
  for (const auto& line : shown) {
    std::string row(indent, ' ');
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) row += "  ";
      if (right[i]) row += std::string(widths[i] - display_width(line[i]), ' ');
      row += right[i] ? line[i] : padded(line[i], widths[i]);
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

} // namespace strata::program
