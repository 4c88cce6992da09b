// Takes: sets of values over several axes, as bits of their atoms.
// Returns: boxes (one set per axis, all combinations of them), and what is left of boxes when others are
//   taken away.
// Guarantees: exact and in a fixed order; the work is counted, and `TooMuchWork` ends what takes too long.
// Does not: know what the axes are.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

#include "lang/check/patterns/lattice.hpp"

namespace strata::patterns {

/// Thrown where an answer would take longer than anybody waits: then it is not decided.
class TooMuchWork : public std::runtime_error {
 public:
  TooMuchWork() : std::runtime_error("the patterns are not decided") {}
};

/// Steps (words of bits looked at) that an answer may still take.
class Work {
 public:
  explicit Work(std::uint64_t steps) : left_(steps) {}
  void spend(std::uint64_t steps) {
    if (steps > left_) throw TooMuchWork();
    left_ -= steps;
  }

 private:
  std::uint64_t left_;
};

/// The bits of all axes, one axis after the other; see Space.
using Box = std::vector<Word>;

/// The axes of one table, and what can be done with boxes over them.
class Space {
 public:
  Space(std::vector<Atoms> axes, Work& work);

  [[nodiscard]] std::size_t axes() const { return axes_.size(); }
  [[nodiscard]] const Atoms& atoms(std::size_t axis) const { return axes_[axis]; }
  [[nodiscard]] Box everything() const { return everything_; }
  /// All that has one of these values on an axis, or none of them.
  [[nodiscard]] Box slab(std::size_t axis, const Values& values, bool wanted) const;

  /// Whether the box has an atom on an axis, or has all of them.
  [[nodiscard]] bool has(const Box& box, std::size_t axis, std::size_t atom) const;
  [[nodiscard]] bool is_full(const Box& box, std::size_t axis) const;
  [[nodiscard]] bool is_empty(const Box& box) const;
  [[nodiscard]] bool meet(const Box& left, const Box& right) const;
  [[nodiscard]] Box common(const Box& left, const Box& right) const;
  /// What two lists of boxes have in common; empty boxes are dropped.
  [[nodiscard]] std::vector<Box> common(const std::vector<Box>& left, const std::vector<Box>& right) const;

  /// Gives the pieces of `from` that no box of `taken` has, disjoint, until `visit` gives false.
  void remainder(const std::vector<Box>& from, const std::vector<const Box*>& taken,
                 const std::function<bool(const Box&)>& visit) const;
  /// All of `from` that `taken` does not have, as disjoint boxes.
  [[nodiscard]] std::vector<Box> without(const std::vector<Box>& from, const std::vector<Box>& taken) const;
  /// Whether `taken` has all of `from`.
  [[nodiscard]] bool covers(const std::vector<const Box*>& taken, const std::vector<Box>& from) const;

  /// Makes one box of two that differ on one axis at most; else gives false.
  bool join(Box& left, const Box& right) const;
  /// Joins boxes that differ on one axis only, and puts the result in order.
  [[nodiscard]] std::vector<Box> merged(std::vector<Box> boxes) const;

 private:
  [[nodiscard]] bool empty_on(const Box& box, std::size_t axis) const;
  /// The pieces of a box outside of another that it meets, one for each axis.
  void cut(Box box, const Box& taken, const std::function<void(Box)>& piece) const;

  std::vector<Atoms> axes_;
  std::vector<std::size_t> first_; ///< the first word of each axis, and the number of all words
  Box everything_;
  Work& work_;
};

} // namespace strata::patterns
