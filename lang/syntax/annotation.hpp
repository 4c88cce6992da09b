// Takes: nothing; what checking adds to nodes of the syntax tree.
// Returns: `Reference`, what a name means; `Builtin`, which function of a row a call is.
// Guarantees: the parser leaves these empty; after a successful check every one that is used is set.
// Does not: own what is referred to (the typed model does).
#pragma once

#include <cstdint>

namespace strata {

/// What a name in an expression can mean.
enum class Entity : std::uint8_t {
  None,
  Column,     ///< index: columns
  Parameter,  ///< index: parameters
  AsOf,       ///< the day of the decision
  Definition, ///< index: definitions
  Dimension,  ///< index: dimensions
  Score,      ///< index: scores
  Shown,      ///< index: shown values
  Scale,      ///< index: scales; the customer's tier on it (the main one: its effective tier)
  Tier,       ///< index: scales, member: tier; a constant
  Group,      ///< index: groups; a set of tiers, in patterns only
  Unrated,    ///< the value `unrated` (index: the scale it is compared with)
  Attribute,  ///< index: policy attributes
  Reasons,    ///< the joined reasons; in `expect` and the right part of an example's table only
};

struct Reference {
  Entity entity = Entity::None;
  std::uint32_t index = 0;
  std::uint32_t member = 0;
  friend bool operator==(const Reference&, const Reference&) = default;
};

/// Functions of a row. The names in the language are in `check/builtins.cpp`.
enum class Builtin : std::uint8_t {
  None,
  Min,
  Max,
  MeanOf,
  StddevOf,
  SampleStddevOf,
  VarianceOf,
  Abs,
  Clamp,
  Round,
  RoundHalfEven,
  RoundHalfDown,
  RoundUp,
  RoundDown,
  Floor,
  Ceil,
  Sqrt,
  Ln,
  Exp,
  Power,
  Decay,
  Linear,
  Interpolate,
  Convert,
  DaysBetween,
  MonthsBetween,
  YearsBetween,
  AddMonths,
  Length,
  Lower,
  Upper,
  Contains,
  StartsWith,
  EndsWith,
};

} // namespace strata
