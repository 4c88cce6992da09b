// Takes: values of a decision and their types.
// Returns: their texts, in a cell of a result or in an explanation.
// Guarantees: a cell is the exact value, or has exactly the places that the model says; an explanation is
// never less
//   exact than the value.
// Does not: quote for CSV or JSON (the writers do).
#pragma once

#include <optional>
#include <string>

#include "lang/check/typed_model.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

/// The cell of a value: plain decimals, ISO dates, days as a number, names of tiers; empty where missing.
[[nodiscard]] std::string cell_text(const TypedModel& model, const Value& value, std::optional<int> places);
/// How a column of such cells is aligned and written in JSON.
[[nodiscard]] CellKind cell_kind(const Type& type);
/// Six decimals of a number that has no finite decimal form; empty for the others.
[[nodiscard]] std::string about_text(const Number& number);
/// The exact number: a plain decimal, or where it has no finite one "1/3 ≈ 0.333333".
[[nodiscard]] std::string exact_text(const Number& number);
/// The exact value as an explanation shows it: as the model writes it, numbers by `exact_text`.
[[nodiscard]] std::string exact_text(const TypedModel& model, const Value& value);
/// The name of a tier, or "unrated".
[[nodiscard]] std::string tier_name(const TypedScale& scale, std::uint32_t tier);

} // namespace strata
