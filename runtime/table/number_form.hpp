// Takes: the text of a number as a table writes it.
// Returns: the exact number.
// Guarantees: groups of digits are read only where they are groups of three; nothing is guessed.
// Does not: read currency signs, percent signs or words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/value/number.hpp"

namespace strata {

/// How the numbers of one table are written.
struct NumberForm {
  bool decimal_comma = false; ///< 1,5 instead of 1.5
  bool thousands = false;     ///< 1,234.5 (with a decimal comma 1.234,5), 1 234.5, 1'234.5

  [[nodiscard]] bool is_plain() const { return !decimal_comma && !thousands; }
};

[[nodiscard]] std::optional<Number> parse_number(std::string_view text, NumberForm form);

/// "1.234,5": a number in this form, to show how it is written.
[[nodiscard]] std::string number_example(NumberForm form);

} // namespace strata
