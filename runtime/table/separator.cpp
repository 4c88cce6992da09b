// Which character separates cells, told from the first records: a header may hold a comma in a name, but the
// records below it do not hold as many.
#include "runtime/table/separator.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <vector>

namespace strata {

namespace {

constexpr std::size_t kRecords = 50;
constexpr std::string_view kCandidates = "\t;,"; // in the order in which they win

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// How many cells each of the first records has if `separator` separates them; blank lines are no records,
/// and a record that the text's end cuts off is left out unless it is the only one.
std::vector<std::size_t> cell_counts(std::string_view text, char separator) {
  std::vector<std::size_t> counts;
  std::size_t cells = 1;
  bool quoted = false;
  bool may_open = true; // at a cell's beginning, and behind a closing quote (half of a doubled one, perhaps)
  bool blank = true;
  for (const char c : text) {
    if (c == '"' && (quoted || may_open)) {
      may_open = quoted;
      quoted = !quoted;
      blank = false;
    } else if (!quoted && is_line_end(c)) {
      if (!blank) counts.push_back(cells);
      if (counts.size() == kRecords) return counts;
      cells = 1;
      may_open = blank = true;
    } else if (!quoted) {
      may_open = kCandidates.find(c) != kCandidates.npos;
      if (c == separator) ++cells;
      if (c == separator || (c != ' ' && c != '\t')) blank = false;
    }
  }
  if (counts.empty()) counts.push_back(cells);
  return counts;
}

} // namespace

bool may_separate(char sign) {
  const auto byte = static_cast<unsigned char>(sign);
  return byte > ' ' && byte < 0x7F && std::isalnum(byte) == 0 && byte != '"';
}

std::optional<char> separator_line(std::string_view line) {
  constexpr std::size_t kSigns = 5; // sep=;
  while (line.ends_with(' '))
    line.remove_suffix(1);
  if (line.size() > 2 && line.starts_with('"') && line.ends_with('"')) line = line.substr(1, line.size() - 2);
  if (line.size() != kSigns || (!line.starts_with("sep=") && !line.starts_with("SEP="))) return std::nullopt;
  const char sign = line.back();
  return sign == '\t' || may_separate(sign) ? std::optional(sign) : std::nullopt;
}

char guess_separator(std::string_view text) {
  char best = ',';
  std::array<std::size_t, 2> best_score{}; // records like the header, cells of the header
  for (const char candidate : kCandidates) {
    const std::vector<std::size_t> counts = cell_counts(text, candidate);
    if (counts.front() < 2) continue;
    const auto like_header =
        static_cast<std::size_t>(std::count(counts.begin(), counts.end(), counts.front()));
    const std::array<std::size_t, 2> score = {like_header, counts.front()};
    if (score <= best_score) continue;
    best = candidate;
    best_score = score;
  }
  return best;
}

} // namespace strata
