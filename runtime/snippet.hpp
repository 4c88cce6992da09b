// Takes: a line of source and a range of characters in it.
// Returns: the line as a terminal may show it, and from which to which column the range stands there.
// Guarantees: wide characters count two columns, combining ones none, tabs become blanks; control characters
// and
//   bytes that are no UTF-8 are replaced; a long line is cut around the range.
// Does not: colour.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

struct Snippet {
  std::string text;
  std::size_t indent = 0; ///< columns before the range
  std::size_t width = 1;  ///< columns of the range, at least one
};

/// `begin` and `end` count characters from 0; a range past the line's end stands behind its last character.
[[nodiscard]] Snippet make_snippet(std::string_view line, std::size_t begin, std::size_t end);

/// A sentence whose pieces in backquotes are cut where nobody would read on, after so many characters.
[[nodiscard]] std::string with_short_quotes(std::string_view sentence, std::size_t most);

} // namespace strata
