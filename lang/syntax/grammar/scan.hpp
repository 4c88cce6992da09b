// Takes: a model's text.
// Returns: the text that the grammar reads, of the same length (what looks like a sign of the language, `：`
// or `“`,
//   stands there as that sign), and where brackets and comments are.
// Guarantees: findings for bytes that are no UTF-8, control characters, look-alike signs, and texts and
// brackets that
//   are not closed; after it the grammar meets valid UTF-8 only. Linear in the length of the text.
// Does not: know what stands between the brackets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source/finding.hpp"

namespace strata::syntax {

/// One opening bracket and what the grammar wants to know before it reads on: PEG would have to try and go
/// back.
struct Bracket {
  std::uint32_t open = 0;
  std::uint32_t close = 0; ///< the closing bracket, or where it is missed
  bool closed = false;
  bool comma = false;        ///< these stand directly inside, in no inner bracket
  bool range = false;        ///< `..`
  bool alternatives = false; ///< `or`
};

struct Scan {
  bool readable = true; ///< false: not UTF-8, nothing else is worth saying
  std::string text;
  std::vector<Bracket> brackets; ///< by `open`
  std::vector<Span> comments;    ///< in order
  std::vector<Span> broken; ///< what has been said of brackets and texts already: from the opener to `close`

  /// The bracket that opens at an offset, or null.
  [[nodiscard]] const Bracket* bracket_at(std::uint32_t open) const;
  /// The offset behind blanks, line ends and comments from `at` on.
  [[nodiscard]] std::uint32_t skip_space(std::uint32_t at) const;
  /// The offset behind the last thing before `at` that is neither blank, line end nor comment; 0 for none.
  [[nodiscard]] std::uint32_t end_of_previous(std::uint32_t at) const;
};

[[nodiscard]] Scan scan(std::string_view text, SourceId source, std::vector<Finding>& findings);

/// The words that a declaration begins with.
[[nodiscard]] const std::vector<std::string>& declaration_words();
/// Whether a declaration seems to begin at `at`: such a word, and behind it what may follow it.
[[nodiscard]] bool declaration_begins_at(std::string_view text, std::size_t at);
/// Where the text literal or the quoted name that opens at `at` ends: behind its closing sign, or at the
/// line's end.
struct QuotedEnd {
  std::size_t end = 0;
  bool closed = false;
};
[[nodiscard]] QuotedEnd end_of_quoted(std::string_view text, std::size_t at);

} // namespace strata::syntax
