// The verdicts on a table of arms. Conditions become lists of boxes; a gap is what is left of everything when
// all arms are taken away, and an arm is never reached when nothing is left of it without the arms above.
#include "lang/check/patterns/table.hpp"

namespace strata::patterns {

namespace {

void collect_cuts(const Formula& formula, std::vector<std::vector<Number>>& cuts) {
  if (formula.kind == Formula::Kind::OnAxis)
    for (const Stretch& stretch : formula.values.stretches)
      for (const std::optional<Number>* end : {&stretch.low, &stretch.high})
        if (*end) cuts[formula.axis].push_back(**end);
  for (const Formula& part : formula.parts)
    collect_cuts(part, cuts);
}

std::vector<Atoms> atoms_of(const Table& table) {
  std::vector<std::vector<Number>> cuts(table.axes.size());
  collect_cuts(table.possible, cuts);
  collect_cuts(table.present, cuts);
  for (const Formula& arm : table.arms)
    collect_cuts(arm, cuts);
  std::vector<Atoms> atoms;
  for (std::size_t axis = 0; axis < table.axes.size(); ++axis)
    atoms.emplace_back(table.axes[axis], std::move(cuts[axis]));
  return atoms;
}

std::vector<const Box*> pointers(const std::vector<Box>& boxes) {
  std::vector<const Box*> result;
  for (const Box& box : boxes)
    result.push_back(&box);
  return result;
}

} // namespace

Judge::Judge(const Table& table, std::uint64_t steps) : work_(steps), space_(atoms_of(table), work_) {
  possible_ = boxes_of(table.possible, true);
  present_ = space_.common(possible_, boxes_of(table.present, true));
  for (const Formula& arm : table.arms)
    arms_.push_back(boxes_of(arm, true));
  if (space_.axes() != 1) return;
  // A lookup may have thousands of arms; on one axis all that arms take together is one box.
  above_.emplace_back();
  for (const std::vector<Box>& arm : arms_) {
    above_.push_back(above_.back());
    for (const Box& box : arm)
      if (above_.back().empty() || !space_.join(above_.back().front(), box)) above_.back().push_back(box);
  }
}

/// What the first arms take, in as few boxes as are at hand.
std::vector<const Box*> Judge::taken_by(std::size_t arms) const {
  if (!above_.empty()) return pointers(above_[arms]);
  std::vector<const Box*> taken;
  for (std::size_t i = 0; i < arms; ++i)
    for (const Box& box : arms_[i])
      taken.push_back(&box);
  return taken;
}

std::vector<Box> Judge::boxes_of(const Formula& formula, bool wanted) const {
  const bool holds = formula.wanted == wanted;
  if (formula.kind == Formula::Kind::OnAxis) {
    Box slab = space_.slab(formula.axis, formula.values, holds);
    return space_.is_empty(slab) ? std::vector<Box>{} : std::vector<Box>{std::move(slab)};
  }
  // Of `all` that does not hold, one part does not; of `any` that does not, none does.
  const bool each = (formula.kind == Formula::Kind::All) == holds;
  std::vector<Box> result;
  if (each && !space_.is_empty(space_.everything())) result.push_back(space_.everything());
  for (const Formula& part : formula.parts) {
    const bool outside = part.kind == Formula::Kind::All && part.wanted != holds;
    if (each && outside && part.parts.size() > 1) { // fewer pieces than all ways in which a part may not hold
      result = space_.without(result, boxes_of(part, !holds));
      continue;
    }
    std::vector<Box> boxes = boxes_of(part, holds);
    if (each) {
      result = space_.common(result, boxes);
    } else {
      for (Box& box : boxes) // "a" or "b" or "c" of one subject is one box
        if (result.empty() || !space_.join(result.back(), box)) result.push_back(std::move(box));
    }
  }
  return result;
}

std::vector<Box> Judge::gaps(std::size_t most) const {
  std::vector<Box> left;
  space_.remainder(present_, taken_by(arms_.size()), [&](const Box& piece) {
    left.push_back(piece);
    return left.size() < most;
  });
  return space_.merged(std::move(left));
}

Reach Judge::reach(std::size_t arm) const {
  if (arms_[arm].empty()) return {Reach::Of::Empty, {}};
  const std::vector<Box> from = space_.common(arms_[arm], possible_);
  if (from.empty()) return {Reach::Of::RuledOut, {}};
  if (!space_.covers(taken_by(arm), from)) return {};
  return {Reach::Of::Taken, takers_of(arm, from)};
}

std::vector<std::size_t> Judge::takers_of(std::size_t arm, const std::vector<Box>& from) const {
  for (std::size_t i = 0; i < arm; ++i)
    if (space_.covers(pointers(arms_[i]), from)) return {i};
  std::vector<std::size_t> takers;
  for (std::size_t i = 0; i < arm; ++i)
    if (!space_.common(arms_[i], from).empty()) takers.push_back(i);
  // Whoever can be left out is; later ones first, as the first that fits is the one that takes.
  for (std::size_t i = takers.size(); i-- > 0;) {
    std::vector<const Box*> others;
    for (std::size_t k = 0; k < takers.size(); ++k)
      for (const Box& box : arms_[takers[k]])
        if (k != i) others.push_back(&box);
    if (space_.covers(others, from)) takers.erase(takers.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return takers;
}

std::vector<Box> Judge::overlap(std::size_t first, std::size_t second) const {
  return space_.merged(space_.common(space_.common(arms_[first], arms_[second]), present_));
}

std::vector<Box> Judge::within(const std::vector<Box>& boxes, const Formula& formula) const {
  return space_.merged(space_.common(boxes, boxes_of(formula, true)));
}

} // namespace strata::patterns
