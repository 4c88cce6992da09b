// How bytes of a table are judged as UTF-8 and shown in messages. The check of whole records is on the path
// of every byte that is read, so it looks at eight bytes at a time while they are plain ASCII.
#include "runtime/table/text_form.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace strata {

namespace {

constexpr std::array<std::string_view, 6> kBlanks = {" ", "\t", "\n", "\r", "\u00A0", "\u3000"};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Whether any of eight bytes is a NUL or not ASCII (the usual bit trick for a zero byte).
bool has_nul_or_high(std::uint64_t word) {
  constexpr std::uint64_t kLow = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  return (((word - kLow) & ~word) & kHigh) != 0 || (word & kHigh) != 0;
}

} // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - at < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[at + i])) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second >= 0xA0;
  const bool too_large = lead == 0xF4 && second >= 0x90;
  return overlong || surrogate || too_large ? 0 : length;
}

std::optional<std::size_t> first_bad_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t word = 0;
    while (text.size() - at >= sizeof word) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if (has_nul_or_high(word)) break;
      at += sizeof word;
    }
    if (at == text.size()) break;
    const std::size_t length = text[at] == '\0' ? 0 : character_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  if (!text.empty() && !may_be_blank(text.front()) && !may_be_blank(text.back()))
    return text; // nearly always
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        again = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return text;
}

namespace {

std::uint32_t code_point(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  std::uint32_t point = character.size() == 1 ? lead : lead & (0x7FU >> character.size());
  for (const char c : character.substr(1))
    point = point << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return point;
}

/// Characters that a terminal obeys instead of showing, or that turn the order of what follows.
bool commands_terminal(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

} // namespace

std::string visible_text(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    const char c = text[at];
    if (length == 0)
      result += "\uFFFD";
    else if (c == '\n')
      result += "\\n";
    else if (c == '\r')
      result += "\\r";
    else if (c == '\t')
      result += "\\t";
    else if (const std::uint32_t point = code_point(text.substr(at, length)); commands_terminal(point))
      result += fmt::format("\\u{{{:x}}}", point);
    else
      result += text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  return result;
}

std::string cut_text(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < text.size() && count < most) {
    const std::size_t length = character_length(text, at);
    at += length == 0 ? 1 : length;
    ++count;
  }
  return visible_text(text.substr(0, at)) + (at < text.size() ? "…" : "");
}

} // namespace strata
