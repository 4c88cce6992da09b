// Takes: bounds of an expression.
// Returns: them in plain words, for messages.
// Guarantees: dates, durations and tiers as a model writes them.
// Does not: judge.
#pragma once

#include <string>

#include "lang/check/intervals/possible.hpp"
#include "lang/check/typed_model.hpp"
#include "lang/source/finding.hpp"

namespace strata {

/// An end of an interval of that type: "2025-01-31", "30 days", "78.5".
[[nodiscard]] std::string end_in_words(const Number& end, const Type& type);
/// "at least 0" or "above 0"; the end is there.
[[nodiscard]] std::string low_in_words(const Interval& interval, const Type& type);
[[nodiscard]] std::string high_in_words(const Interval& interval, const Type& type);
/// "between 0 and 10", "at least 0", "always 5"; "any number" where nothing is known.
[[nodiscard]] std::string in_words(const Interval& interval, const Type& type);
/// The same for a value of any kind.
[[nodiscard]] std::string in_words(const Possible& possible, const Type& type, const TypedModel& model);
/// An expression in a sentence: "`revenue / orders`", "this" where it is long.
[[nodiscard]] std::string said(const ast::Expr& expression);
/// The same to stand in a longer piece of code; "…" where it is long.
[[nodiscard]] std::string piece(const ast::Expr& expression);
/// Adds where the range of a column (or parameter) that the expression names is declared.
void add_range(Finding& finding, const ast::Expr& expression, const TypedModel& model);

} // namespace strata
