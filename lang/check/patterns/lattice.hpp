// Takes: for each subject of a table (an axis), on which values it may lie, and all sets of values that
//   the arms of the table speak of.
// Returns: the atoms of each axis: single points and the stretches between them, none of them empty, which
//   no set divides; so a set is a few bits, and what holds of one value of an atom holds of all.
// Guarantees: exact; every atom has a value, and `simple_value` gives a short one.
// Does not: know what the numbers mean (dates are days, texts and tiers are places in a list).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lang/value/number.hpp"

namespace strata::patterns {

/// The numbers between two ends; an absent end is unbounded.
struct Stretch {
  std::optional<Number> low = {};
  std::optional<Number> high = {};
  bool low_open = false;
  bool high_open = false;

  [[nodiscard]] static Stretch all() { return {}; }
  [[nodiscard]] static Stretch point(const Number& at) { return {.low = at, .high = at}; }
};

/// Values that stand outside of an axis's order, as bits.
enum Outside : std::uint8_t { kNothing = 0, kMissing = 1, kUnrated = 2 };

/// A set of values of one axis: all that lies in one of the stretches or is named among the outside ones.
struct Values {
  std::vector<Stretch> stretches;
  std::uint8_t outside = kNothing;
};

/// On which values a subject may lie.
struct Axis {
  std::optional<Number> step; ///< only whole multiples of it; absent: every number
  Stretch range;
  std::uint8_t outside = kNothing;
  bool countable = false; ///< the numbers are days or places in a list: none of them is rounder than another
};

/// Whether a stretch has a value on the lattice of an axis, its range apart.
[[nodiscard]] bool has_value(const Stretch& stretch, const std::optional<Number>& step);

/// A short, round number of a stretch that has one: 0, an end, what lies half way between round neighbours.
[[nodiscard]] Number simple_value(const Stretch& stretch, const Axis& axis);

/// One bit per atom.
using Word = std::uint64_t;
inline constexpr std::size_t kWordBits = 64;

/// The atoms of one axis: those of its order first, from the lowest, then the outside ones.
class Atoms {
 public:
  /// `cuts`: the ends of all sets that will be asked for.
  Atoms(const Axis& axis, std::vector<Number> cuts);

  struct Atom {
    Stretch stretch; ///< of the order: a point, or open at both ends
    std::uint8_t outside = kNothing;
    [[nodiscard]] bool is_point() const { return outside == kNothing && !stretch.low_open && stretch.low; }
  };
  [[nodiscard]] const std::vector<Atom>& all() const { return atoms_; }
  [[nodiscard]] std::size_t words() const { return (atoms_.size() + kWordBits - 1) / kWordBits; }
  /// Sets the bits of a set into `words()` words.
  void write(const Values& values, Word* bits) const;

 private:
  void add(const Axis& axis, Stretch stretch);
  [[nodiscard]] std::size_t place_of(const Number& cut) const;
  void write(const Stretch& stretch, Word* bits) const;

  std::vector<Number> cuts_;           ///< ascending
  std::vector<std::int32_t> at_place_; ///< the atom of each cut (odd places) and stretch between (even ones)
  std::vector<Atom> atoms_;
};

} // namespace strata::patterns
