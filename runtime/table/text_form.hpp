// Takes: bytes that should be UTF-8 text.
// Returns: where they are not, what stands between their outer blanks, and how they are shown to a person.
// Guarantees: what is shown is valid UTF-8 on one line, whatever the bytes.
// Does not: change what is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// The length of the UTF-8 character that begins at `at`, or 0 where none does (overlong forms, surrogates
/// and values past U+10FFFF are none).
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t at);
/// The first byte that is a NUL or no UTF-8.
[[nodiscard]] std::optional<std::size_t> first_bad_byte(std::string_view text);
/// Whether some of the blanks that `trimmed` takes away begins or ends with this byte; asked for every text.
[[nodiscard]] constexpr bool may_be_blank(char c) {
  switch (c) {
  case ' ':
  case '\t':
  case '\n':
  case '\r':
  case '\xC2':
  case '\xA0':
  case '\xE3':
  case '\x80': return true;
  default: return false;
  }
}
/// Without outer blanks: spaces, tabs and line breaks, and the no-break and ideographic spaces of office
/// programs.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// The text on one line: characters that a terminal would obey as the language escapes them, bytes that are
/// no UTF-8 as U+FFFD.
[[nodiscard]] std::string visible_text(std::string_view text);
/// The visible text of at most so many characters; what is longer is cut and ends in "…".
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t most = 60);

} // namespace strata
