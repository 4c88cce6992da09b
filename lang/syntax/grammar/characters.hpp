// Takes: UTF-8 text.
// Returns: its characters, and what the language makes of each: part of a name, a sign with an ASCII twin, …
// Guarantees: Unicode's own categories decide what a letter is; names come out in the composed form (NFC).
// Does not: know rules of the grammar.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace strata::syntax {

/// One character of a text; `length` (bytes) is 0 where the bytes are no valid UTF-8 and at the text's end.
struct Character {
  char32_t code = 0;
  std::size_t length = 0;
};
[[nodiscard]] Character character_at(std::string_view text, std::size_t at);

/// The offset of the first byte that is no UTF-8, or npos.
[[nodiscard]] std::size_t first_invalid_byte(std::string_view text);

/// Bytes of the identifier that begins at `at`: a letter or `_`, then letters, marks, digits and `_`; 0 for
/// none.
[[nodiscard]] std::size_t identifier_length(std::string_view text, std::size_t at);
/// Bytes of letters, marks, digits and `_` from `at` on, whatever comes first.
[[nodiscard]] std::size_t word_length(std::string_view text, std::size_t at);
/// Whether all of a text is one identifier.
[[nodiscard]] bool is_identifier(std::string_view text);
/// Whether an identifier is reserved (`match`, `if`, …).
[[nodiscard]] bool is_reserved(std::string_view word);

/// The text in NFC; a text that cannot be composed comes back as it is.
[[nodiscard]] std::string composed(std::string_view text);

/// The ASCII signs that a typographic or full-width sign stands for; null for one that has none, "" for a
/// character without width. Texts and comments apart, such signs are mistakes that are easily made.
[[nodiscard]] const char* ascii_twin(char32_t code);
/// Whether two ASCII signs may be parts of one word, as those of `>=` and of `80%` are.
[[nodiscard]] bool belong_together(char first, char second);
/// Whether the character is one of the quotation marks that word processors put for `"`.
[[nodiscard]] bool is_typographic_quote(char32_t code);
/// "U+3000", for characters that cannot be seen.
[[nodiscard]] std::string code_point_name(char32_t code);

} // namespace strata::syntax
