// Atoms of an axis: the cuts of all sets divide it into points and open stretches; those in which no value of
// the lattice lies are dropped, so that (4 .. 5) of whole numbers leaves no gap.
#include "lang/check/patterns/lattice.hpp"

#include <algorithm>

namespace strata::patterns {

namespace {

Number ceiling(const Number& x) {
  return x.rounded(0, Rounding::Ceiling);
}

/// The whole multiples of a step inside a stretch, as the first and the last of them.
struct Multiples {
  std::optional<Number> first;
  std::optional<Number> last;
  [[nodiscard]] bool any() const { return !first || !last || *first <= *last; }
};

Multiples multiples_in(const Stretch& stretch, const Number& step) {
  Multiples result;
  if (stretch.low) {
    const Number low = *stretch.low / step;
    result.first = stretch.low_open ? low.floor() + Number(1) : ceiling(low);
  }
  if (stretch.high) {
    const Number high = *stretch.high / step;
    result.last = stretch.high_open ? ceiling(high) - Number(1) : high.floor();
  }
  return result;
}

/// 10 to the power of one less than the whole digits of a number: 1 for 7, 10M for 23M.
int magnitude(const Number& x) {
  int exponent = 0;
  for (const Number size = x.absolute(); exponent < 900 && size >= Number::power_of_ten(exponent + 1);)
    ++exponent;
  return exponent;
}

/// Above `low` without an upper end: the next number of one digit followed by zeros.
Number round_above(const Stretch& stretch, const Number& step) {
  const Number unit = Number::power_of_ten(magnitude(*stretch.low)) * step;
  const Stretch above{.low = stretch.low, .low_open = stretch.low_open};
  return *multiples_in(above, unit).first * unit;
}

Stretch mirrored(const Stretch& stretch) {
  Stretch result{.low_open = stretch.high_open, .high_open = stretch.low_open};
  if (stretch.high) result.low = -*stretch.high;
  if (stretch.low) result.high = -*stretch.low;
  return result;
}

/// Between two ends: of the roundest numbers there, the middle one.
Number round_between(const Stretch& stretch, const Number& step) {
  for (int exponent = std::max(magnitude(*stretch.low / step), magnitude(*stretch.high / step));;
       --exponent) {
    const Number unit = Number::power_of_ten(exponent) * step;
    const Multiples multiples = multiples_in(stretch, unit);
    if (multiples.any()) return ((*multiples.first + *multiples.last) / Number(2)).floor() * unit;
  }
}

} // namespace

bool has_value(const Stretch& stretch, const std::optional<Number>& step) {
  if (step) return multiples_in(stretch, *step).any();
  if (!stretch.low || !stretch.high) return true;
  return *stretch.low < *stretch.high ||
         (*stretch.low == *stretch.high && !stretch.low_open && !stretch.high_open);
}

namespace {

bool holds(const Stretch& stretch, const Number& value) {
  const bool above = !stretch.low || *stretch.low < value || (!stretch.low_open && *stretch.low == value);
  return above && (!stretch.high || value < *stretch.high || (!stretch.high_open && value == *stretch.high));
}

} // namespace

Number simple_value(const Stretch& stretch, const Axis& axis) {
  const auto fits = [&](const Number& value) {
    return holds(stretch, value) && (!axis.step || (value / *axis.step).is_whole());
  };
  if (!axis.countable && fits(0)) return 0;
  if (stretch.low && fits(*stretch.low)) return *stretch.low;
  if (stretch.high && fits(*stretch.high)) return *stretch.high;
  const Number unit = axis.step.value_or(Number(1));
  if (axis.countable && stretch.low) return *multiples_in(stretch, unit).first * unit;
  if (axis.countable && stretch.high) return *multiples_in(stretch, unit).last * unit;
  if (!stretch.low && !stretch.high) return 0;
  if (!stretch.high) return round_above(stretch, unit);
  if (!stretch.low) return -round_above(mirrored(stretch), unit);
  return round_between(stretch, unit);
}

Atoms::Atoms(const Axis& axis, std::vector<Number> cuts) : cuts_(std::move(cuts)) {
  if (axis.range.low) cuts_.push_back(*axis.range.low);
  if (axis.range.high) cuts_.push_back(*axis.range.high);
  std::sort(cuts_.begin(), cuts_.end());
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  Stretch before{.low_open = true, .high_open = true};
  for (const Number& cut : cuts_) {
    before.high = cut;
    add(axis, before);
    add(axis, Stretch::point(cut));
    before.low = cut;
  }
  before.high.reset();
  add(axis, before);
  for (const std::uint8_t outside : {kMissing, kUnrated})
    if ((axis.outside & outside) != 0) atoms_.push_back({{}, outside});
}

void Atoms::add(const Axis& axis, Stretch stretch) {
  // The ends of the range are cuts, so a piece lies inside of it as a whole or not at all.
  const Stretch& range = axis.range;
  const auto below = [&] {
    return range.low && (!stretch.low || *stretch.low < *range.low ||
                         (range.low_open && !stretch.low_open && *stretch.low == *range.low));
  };
  const auto above = [&] {
    return range.high && (!stretch.high || *stretch.high > *range.high ||
                          (range.high_open && !stretch.high_open && *stretch.high == *range.high));
  };
  if (below() || above() || !has_value(stretch, axis.step)) {
    at_place_.push_back(-1);
    return;
  }
  at_place_.push_back(static_cast<std::int32_t>(atoms_.size()));
  atoms_.push_back({std::move(stretch), kNothing});
}

/// The place of a point: the stretch before it has the place below.
std::size_t Atoms::place_of(const Number& cut) const {
  const auto found = std::lower_bound(cuts_.begin(), cuts_.end(), cut);
  return 2 * static_cast<std::size_t>(found - cuts_.begin()) + 1;
}

void Atoms::write(const Stretch& stretch, Word* bits) const {
  const std::size_t first = stretch.low ? place_of(*stretch.low) + (stretch.low_open ? 1 : 0) : 0;
  const std::size_t end =
      stretch.high ? place_of(*stretch.high) + (stretch.high_open ? 0 : 1) : at_place_.size();
  for (std::size_t place = first; place < end; ++place) {
    if (at_place_[place] < 0) continue;
    const auto atom = static_cast<std::size_t>(at_place_[place]);
    bits[atom / kWordBits] |= Word{1} << atom % kWordBits;
  }
}

void Atoms::write(const Values& values, Word* bits) const {
  for (const Stretch& stretch : values.stretches)
    write(stretch, bits);
  for (std::size_t atom = atoms_.size(); atom-- > 0 && atoms_[atom].outside != kNothing;)
    if ((atoms_[atom].outside & values.outside) != 0) bits[atom / kWordBits] |= Word{1} << atom % kWordBits;
}

} // namespace strata::patterns
