// Takes: a text that is no date, and the form in which dates are written.
// Returns: why it is none although it is written by the form: the calendar has no such day.
// Guarantees: empty where the text is written otherwise, or is a date.
// Does not: read dates (Date::parse does).
#pragma once

#include <string>
#include <string_view>

namespace strata {

/// "there is no 30 February 2020", "there is no month 13"; an empty form is "YYYY-MM-DD".
[[nodiscard]] std::string unreal_day(std::string_view text, std::string_view form);

} // namespace strata
