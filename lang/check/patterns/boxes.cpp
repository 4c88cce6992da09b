// Boxes over the atoms of several axes: intersection is `and` of words; taking a box away leaves one piece
// for each axis. Coverage goes depth first, so that one uncovered piece is found without working out all
// others.
#include "lang/check/patterns/boxes.hpp"

#include <algorithm>

namespace strata::patterns {

namespace {

// More of them would take more memory than the answer is worth.
constexpr std::size_t kMostBoxes = 20'000;

} // namespace

Space::Space(std::vector<Atoms> axes, Work& work) : axes_(std::move(axes)), work_(work) {
  first_.push_back(0);
  for (const Atoms& axis : axes_) {
    first_.push_back(first_.back() + axis.words());
    everything_.resize(first_.back());
    for (std::size_t atom = 0; atom < axis.all().size(); ++atom)
      everything_[first_[first_.size() - 2] + atom / kWordBits] |= Word{1} << atom % kWordBits;
  }
}

Box Space::slab(std::size_t axis, const Values& values, bool wanted) const {
  Box box = everything_;
  std::vector<Word> bits(axes_[axis].words());
  work_.spend(box.size());
  axes_[axis].write(values, bits.data());
  for (std::size_t i = 0; i < bits.size(); ++i)
    box[first_[axis] + i] &= wanted ? bits[i] : ~bits[i];
  return box;
}

bool Space::has(const Box& box, std::size_t axis, std::size_t atom) const {
  return (box[first_[axis] + atom / kWordBits] >> atom % kWordBits & 1) != 0;
}

bool Space::is_full(const Box& box, std::size_t axis) const {
  return std::equal(box.begin() + static_cast<std::ptrdiff_t>(first_[axis]),
                    box.begin() + static_cast<std::ptrdiff_t>(first_[axis + 1]),
                    everything_.begin() + static_cast<std::ptrdiff_t>(first_[axis]));
}

bool Space::empty_on(const Box& box, std::size_t axis) const {
  for (std::size_t i = first_[axis]; i < first_[axis + 1]; ++i)
    if (box[i] != 0) return false;
  return true;
}

bool Space::is_empty(const Box& box) const {
  for (std::size_t axis = 0; axis < axes(); ++axis)
    if (empty_on(box, axis)) return true;
  return false;
}

bool Space::meet(const Box& left, const Box& right) const {
  for (std::size_t axis = 0; axis < axes(); ++axis) {
    bool meets = false;
    for (std::size_t i = first_[axis]; i < first_[axis + 1]; ++i)
      meets = meets || (left[i] & right[i]) != 0;
    work_.spend(first_[axis + 1] - first_[axis]);
    if (!meets) return false;
  }
  return true;
}

Box Space::common(const Box& left, const Box& right) const {
  Box result = left;
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] &= right[i];
  work_.spend(result.size());
  return result;
}

std::vector<Box> Space::common(const std::vector<Box>& left, const std::vector<Box>& right) const {
  std::vector<Box> result;
  for (const Box& one : left)
    for (const Box& other : right)
      if (Box both = common(one, other); !is_empty(both)) {
        if (result.size() == kMostBoxes) throw TooMuchWork();
        result.push_back(std::move(both));
      }
  return result;
}

void Space::cut(Box box, const Box& taken, const std::function<void(Box)>& piece) const {
  for (std::size_t axis = 0; axis < axes(); ++axis) {
    Box outside = box;
    bool any = false;
    for (std::size_t i = first_[axis]; i < first_[axis + 1]; ++i) {
      outside[i] &= ~taken[i];
      box[i] &= taken[i];
      any = any || outside[i] != 0;
    }
    work_.spend(box.size());
    if (any) piece(std::move(outside));
  }
}

void Space::remainder(const std::vector<Box>& from, const std::vector<const Box*>& taken,
                      const std::function<bool(const Box&)>& visit) const {
  struct Piece {
    Box box;
    std::size_t next; ///< the first of `taken` that has not been taken away yet
  };
  std::vector<Piece> pieces;
  for (auto box = from.rbegin(); box != from.rend(); ++box)
    if (!is_empty(*box)) pieces.push_back({*box, 0});
  while (!pieces.empty()) {
    Piece piece = std::move(pieces.back());
    pieces.pop_back();
    while (piece.next < taken.size() && !meet(piece.box, *taken[piece.next]))
      ++piece.next;
    if (piece.next == taken.size()) {
      if (!visit(piece.box)) return;
      continue;
    }
    const std::size_t before = pieces.size();
    cut(std::move(piece.box), *taken[piece.next], [&](Box left) {
      pieces.push_back({std::move(left), piece.next + 1});
    });
    std::reverse(pieces.begin() + static_cast<std::ptrdiff_t>(before), pieces.end());
  }
}

std::vector<Box> Space::without(const std::vector<Box>& from, const std::vector<Box>& taken) const {
  std::vector<const Box*> pointers;
  for (const Box& box : taken)
    pointers.push_back(&box);
  std::vector<Box> left;
  remainder(from, pointers, [&](const Box& piece) {
    if (left.size() == kMostBoxes) throw TooMuchWork();
    left.push_back(piece);
    return true;
  });
  return left;
}

bool Space::covers(const std::vector<const Box*>& taken, const std::vector<Box>& from) const {
  bool all = true;
  remainder(from, taken, [&](const Box&) { return all = false; });
  return all;
}

bool Space::join(Box& left, const Box& right) const {
  std::size_t different = 0;
  for (std::size_t axis = 0; axis < axes() && different < 2; ++axis)
    for (std::size_t i = first_[axis]; i < first_[axis + 1]; ++i)
      if (left[i] != right[i]) {
        ++different;
        break;
      }
  work_.spend(left.size());
  if (different > 1) return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    left[i] |= right[i];
  return true;
}

std::vector<Box> Space::merged(std::vector<Box> boxes) const {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < boxes.size(); ++i)
      for (std::size_t j = boxes.size() - 1; j > i; --j)
        if (join(boxes[i], boxes[j])) {
          boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
          again = true;
        }
  }
  // Lower atoms have lower bits, so the box with the lowest value of the first axis comes first.
  const auto before = [](const Box& left, const Box& right) {
    for (std::size_t i = 0; i < left.size(); ++i)
      if (const Word different = left[i] ^ right[i]; different != 0)
        return (left[i] & different & -different) != 0;
    return false;
  };
  std::sort(boxes.begin(), boxes.end(), before);
  return boxes;
}

} // namespace strata::patterns
