// Takes: nothing; the vocabulary of scalar values and their types.
// Returns: `Value`, what an expression is worth for one customer; `Type`, what is known of it for all.
// Guarantees: money is a Number whose currency stands in its type; a `one of` value is its text.
// Does not: hold failures (a failed evaluation has no value).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "lang/value/date.hpp"
#include "lang/value/number.hpp"

namespace strata {

/// The missing value; equal to itself.
struct Missing {
  friend bool operator==(const Missing&, const Missing&) = default;
};

/// A tier of a scale, or `unrated`, which stands outside the order.
struct TierValue {
  static constexpr std::uint32_t kUnrated = UINT32_MAX;
  std::uint32_t scale = 0; ///< index into the typed model's scales
  std::uint32_t tier = 0;  ///< 0 is the best
  [[nodiscard]] bool is_unrated() const { return tier == kUnrated; }
  friend bool operator==(const TierValue&, const TierValue&) = default;
};

/// What an expression is worth for one customer.
using Value = std::variant<Missing, Number, std::string, bool, Date, Duration, TierValue>;

[[nodiscard]] inline bool is_missing(const Value& value) {
  return std::holds_alternative<Missing>(value);
}

enum class Kind : std::uint8_t { Number, Money, Text, Boolean, Date, Duration, Tier, Missing };

/// What is known of a value for every customer. `Kind::Missing` is the type of the literal `missing` alone.
struct Type {
  static constexpr std::int32_t kAny = -1;

  Kind kind = Kind::Number;
  bool optional = false; ///< may be the missing value
  bool whole = false;    ///< Number: always a whole number
  bool finite = true;    ///< Number, Money: always a finite decimal, whatever the row and the parameters
  bool literal = false;  ///< Number: made of bare literals only, so it takes the unit that it stands beside
  std::optional<int> places =
      std::nullopt;           ///< Number, Money: rounded by the model to exactly this many decimals
  std::int32_t currency = 0;  ///< Money: index into the typed model's currencies; 0 is the model's own
  std::int32_t values = kAny; ///< Text: index into the typed model's closed sets, or any text
  std::int32_t scale = kAny;  ///< Tier: index into the typed model's scales

  [[nodiscard]] bool is_numeric() const { return kind == Kind::Number || kind == Kind::Money; }
  friend bool operator==(const Type&, const Type&) = default;
};

/// A value as the language writes it: "12.5", "\"telecom\"" is telecom without quotes, "2025-01-31", "true",
/// "90 days", "missing"; tiers are named by the caller, which knows the scales.
[[nodiscard]] std::string to_text(const Value& value);

} // namespace strata
