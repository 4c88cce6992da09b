// Takes: a rule that failed, and what stands in its place.
// Returns: what the writer may have meant.
// Guarantees: advice that fits what is written; none where nothing better than the message is known.
// Does not: say what was expected (report.cpp does).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/syntax/grammar/draft.hpp"

namespace strata::syntax {

enum class FoundKind { EndOfText, EndOfLine, Text, Number, Word, Sign };
struct Found {
  FoundKind kind = FoundKind::EndOfText;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;
};

[[nodiscard]] std::string advice(const Scan& scan, const Expectation& expectation, const Found& found);
/// Of a word that begins no declaration and is near to none.
[[nodiscard]] std::string advice_on_declaration(const Scan& scan, const Found& found);

} // namespace strata::syntax
