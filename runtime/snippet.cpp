// A source line made fit for a terminal, with the place of a range in it. Everything is counted in the
// columns that a terminal gives to characters, so that underlines stand under Chinese text as well.
#include "runtime/snippet.hpp"

#include <algorithm>
#include <vector>

#include "lang/source/source.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

namespace {

constexpr std::size_t kTabWidth = 4;
constexpr std::size_t kWidest = 160; ///< wider lines are cut
constexpr std::size_t kBefore = 40;  ///< columns that stay before the range of a cut line
constexpr std::size_t kCut = 120;    ///< columns of a cut line
constexpr std::string_view kReplacement = "\uFFFD";

struct Glyph {
  std::string text;
  std::size_t width = 1;
};

/// How many bytes the UTF-8 character at the front takes; 0 where it is none.
std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : 4;
  if (length == 1) return 1;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((text[i] & 0xC0) != 0x80) return 0;
  return length;
}

/// Characters that could move the cursor or turn the order of what follows.
bool is_unsafe(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  if (lead < 0x20 || lead == 0x7F) return true;
  if (character.size() == 2) return lead == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  const bool turns = character >= "\u202A" && character <= "\u202E";
  const bool isolates = character >= "\u2066" && character <= "\u2069";
  return turns || isolates;
}

std::vector<Glyph> glyphs_of(std::string_view line) {
  std::vector<Glyph> glyphs;
  while (!line.empty()) {
    const std::size_t length = character_length(line);
    const std::string_view character = line.substr(0, std::max<std::size_t>(1, length));
    if (character == "\t") {
      glyphs.push_back({std::string(kTabWidth, ' '), kTabWidth});
    } else if (length == 0 || is_unsafe(character)) {
      glyphs.push_back({std::string(kReplacement), 1});
    } else {
      glyphs.push_back({std::string(character), display_width(character)});
    }
    line.remove_prefix(character.size());
  }
  return glyphs;
}

std::size_t width_of(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t end) {
  std::size_t width = 0;
  for (std::size_t i = begin; i < end; ++i)
    width += glyphs[i].width;
  return width;
}

} // namespace

Snippet make_snippet(std::string_view line, std::size_t begin, std::size_t end) {
  const std::vector<Glyph> glyphs = glyphs_of(line);
  begin = std::min(begin, glyphs.size());
  end = std::clamp(end, begin, glyphs.size());
  std::size_t first = 0;
  std::size_t last = glyphs.size();
  if (width_of(glyphs, 0, glyphs.size()) > kWidest) {
    first = begin;
    for (std::size_t room = kBefore; first > 0 && glyphs[first - 1].width <= room; --first)
      room -= glyphs[first - 1].width;
    last = first;
    for (std::size_t room = kCut; last < glyphs.size() && glyphs[last].width <= room; ++last)
      room -= glyphs[last].width;
  }
  end = std::min(end, std::max(last, begin));
  Snippet snippet;
  if (first > 0) snippet.text += "…";
  for (std::size_t i = first; i < last; ++i)
    snippet.text += glyphs[i].text;
  if (last < glyphs.size()) snippet.text += "…";
  snippet.indent = width_of(glyphs, first, begin) + (first > 0 ? 1 : 0);
  snippet.width = std::max<std::size_t>(1, width_of(glyphs, begin, end));
  return snippet;
}

std::string with_short_quotes(std::string_view text, std::size_t most) {
  std::string result;
  bool inside = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('`'), text.size());
    const std::string_view piece = text.substr(0, end);
    std::size_t kept = piece.size();
    if (inside && count_characters(piece) > most) {
      kept = 0;
      for (std::size_t characters = 0; kept < piece.size(); ++kept)
        if ((piece[kept] & 0xC0) != 0x80 && characters++ == most) break;
    }
    result += piece.substr(0, kept);
    if (kept < piece.size()) result += "…";
    if (end < text.size()) result += '`';
    text.remove_prefix(std::min(end + 1, text.size()));
    inside = !inside;
  }
  return result;
}

} // namespace strata
