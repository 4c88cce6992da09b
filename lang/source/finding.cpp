// The registry of messages, the list of findings, and the search for the nearest name.
#include "lang/source/finding.hpp"

#include "lang/source/codes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

namespace strata {

namespace {

constexpr CodeEntry kRegistry[] = {
#define STRATA_CODE(id, name, title, explanation) {Code::name, #id, title, explanation},
#include "lang/source/codes/all.def"
#undef STRATA_CODE
};

/// The characters of a UTF-8 text, so that distances count what a reader sees as one letter.
std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] & 0xC0) == 0x80)
      ++next;
    result.push_back(text.substr(at, next - at));
    at = next;
  }
  return result;
}

constexpr std::size_t kLongestCompared = 64; // a longer name is no slip of the finger, and distances cost n·m

/// The edit distance with swaps of neighbours (optimal string alignment). A large model asks for it millions
/// of times, so three rows of the table do, and they stand on the stack.
std::size_t distance(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::array<std::array<std::size_t, kLongestCompared + 1>, 3> rows;
  for (std::size_t j = 0; j <= b.size(); ++j)
    rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return result;
}

} // namespace

std::span<const CodeEntry> code_registry() {
  return kRegistry;
}

const CodeEntry& entry_of(Code code) {
  return kRegistry[static_cast<std::size_t>(code)];
}

const CodeEntry* find_code(std::string_view id) {
  const auto found = std::find_if(std::begin(kRegistry), std::end(kRegistry),
                                  [&](const CodeEntry& entry) { return lowered(entry.id) == lowered(id); });
  return found == std::end(kRegistry) ? nullptr : found;
}

FindingSeverity severity_of(Code code) {
  switch (entry_of(code).id.front()) {
  case 'W': return FindingSeverity::Warning;
  case 'N': return FindingSeverity::Note;
  default: return FindingSeverity::Error;
  }
}

Finding& Findings::add(Code code, Span span, std::string message, std::string label) {
  list_.push_back({.code = code,
                   .message = std::move(message),
                   .place = {span, std::move(label)},
                   .others = {},
                   .notes = {},
                   .help = {}});
  return list_.back();
}

bool Findings::has_errors() const {
  return std::any_of(list_.begin(), list_.end(),
                     [](const Finding& f) { return severity_of(f.code) == FindingSeverity::Error; });
}

void Findings::sort_by_place() {
  std::stable_sort(list_.begin(), list_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.place.span.source, a.place.span.begin) <
           std::tie(b.place.span.source, b.place.span.begin);
  });
}

std::string nearest_name(std::string_view wanted, std::span<const std::string> candidates) {
  const std::vector<std::string_view> characters = characters_of(wanted);
  const std::size_t length = characters.size();
  if (length == 0 || length > kLongestCompared) return {};
  const std::string wanted_lowered = lowered(wanted);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, length / 3) + 1;
  for (const std::string& candidate : candidates) {
    // Names of very different lengths are far apart whatever their letters.
    const std::size_t other = count_characters(candidate);
    if (other > kLongestCompared || std::max(length, other) - std::min(length, other) >= best_distance)
      continue;
    const bool same_letters = candidate.size() == wanted.size() && wanted_lowered == lowered(candidate);
    // A one-letter name is near to every other one: only another case of it counts.
    if (length == 1 && !same_letters) continue;
    const std::size_t found =
        same_letters ? (wanted == candidate ? 0 : 1) : distance(characters, characters_of(candidate));
    if (found < best_distance) {
      best_distance = found;
      best = candidate;
    }
  }
  return best;
}

} // namespace strata
