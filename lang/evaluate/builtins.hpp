// Takes: the name of a function.
// Returns: the function of a row that it is, how it is written, and how many arguments it takes.
// Guarantees: one entry for every `Builtin`; the only place that knows the names.
// Does not: type or evaluate calls.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lang/syntax/annotation.hpp"
#include "lang/value/number.hpp"

namespace strata {

/// Whether a call says its places: `sqrt(x to 6 places)`.
enum class PlacesRule : std::uint8_t { Never, Always };

struct BuiltinEntry {
  Builtin builtin;
  std::string_view name;
  std::string_view signature; ///< for messages, between backquotes: "clamp(x, low, high)"
  int least;                  ///< arguments
  int greatest;               ///< kAnyNumber: no limit
  PlacesRule places = PlacesRule::Never;

  static constexpr int kAnyNumber = -1;
};

/// All functions of a row, in the order of `Builtin`.
[[nodiscard]] std::span<const BuiltinEntry> builtins();
/// The function of that name, or null.
[[nodiscard]] const BuiltinEntry* find_builtin(std::string_view name);
[[nodiscard]] const BuiltinEntry& entry_of(Builtin builtin);
/// How a function rounds; empty for all that do something else.
[[nodiscard]] std::optional<Rounding> rounding_of(Builtin builtin);

} // namespace strata
