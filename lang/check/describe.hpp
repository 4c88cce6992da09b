// Takes: types and values of a checked model.
// Returns: their names in plain English, for messages.
// Guarantees: no C++ name shows; what a reader could write comes in backquotes.
// Does not: judge.
#pragma once

#include <string>
#include <string_view>

#include "lang/check/typed_model.hpp"

namespace strata {

/// "a number", "money in USD", "a text", "one of 5 texts", "a tier of abc", "a date", "a duration", "true or
/// false". Whether it may be missing is not said.
[[nodiscard]] std::string describe(const Type& type, const TypedModel& model);

/// A value as a model writes it: texts in quotes, tiers by name, all else as `to_text`.
[[nodiscard]] std::string written(const Value& value, const TypedModel& model);

/// What a reference is: "a column", "a definition", "a group of tiers".
[[nodiscard]] std::string_view describe(Entity entity);

/// The name that the referred thing has in the model; empty for what has none.
[[nodiscard]] std::string name_of(const Reference& reference, const TypedModel& model);

/// "a, b and c" (or with another last word); at most `most` of them, then "and 7 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::string_view last = "and",
                                 std::size_t most = 12);

/// A piece of a model in backquotes.
[[nodiscard]] std::string code(std::string_view text);
/// "did you mean `revenue`?", or empty where no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& candidates);

} // namespace strata
