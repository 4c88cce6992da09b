// Takes: a table: axes, the arms as conditions over them, and what else is known where the table stands.
// Returns: which values no arm takes, which arms are never reached and by whose doing, which arms overlap.
// Guarantees: exact, whatever the number of axes; where the work becomes too much, TooMuchWork.
// Does not: know the model; word messages.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lang/check/patterns/boxes.hpp"

namespace strata::patterns {

/// A condition over axes.
struct Formula {
  enum class Kind : std::uint8_t { OnAxis, All, Any };
  Kind kind = Kind::All;
  bool wanted = true; ///< false: the condition does not hold
  std::uint32_t axis = 0;
  Values values = {};
  std::vector<Formula> parts = {}; ///< All and Any; All of nothing always holds, Any of nothing never

  [[nodiscard]] static Formula always() { return {}; }
  [[nodiscard]] static Formula never() { return {.kind = Kind::Any}; }
  [[nodiscard]] static Formula on(std::uint32_t axis, Values values) {
    return {.kind = Kind::OnAxis, .axis = axis, .values = std::move(values)};
  }
  [[nodiscard]] static Formula all(std::vector<Formula> parts) {
    return {.kind = Kind::All, .parts = std::move(parts)};
  }
  [[nodiscard]] static Formula any(std::vector<Formula> parts) {
    return {.kind = Kind::Any, .parts = std::move(parts)};
  }
  [[nodiscard]] static Formula no(Formula formula) {
    formula.wanted = !formula.wanted;
    return formula;
  }
};

/// The arms of a `match` or a scale, as written: the first that holds decides.
struct Table {
  std::vector<Axis> axes;
  Formula possible; ///< what holds where the table stands
  std::vector<Formula> arms;
  Formula present; ///< what holds beside `possible` where gaps and overlaps are asked for
};

/// What becomes of one arm.
struct Reach {
  enum class Of : std::uint8_t {
    Reached,
    Empty,    ///< no value of the axes is in it at all
    RuledOut, ///< what is known where the table stands leaves none of its values
    Taken,    ///< the arms above take all of it
  };
  Of of = Of::Reached;
  std::vector<std::size_t> takers; ///< which arms above do; one where one is enough
};

/// Answers questions about one table.
class Judge {
 public:
  Judge(const Table& table, std::uint64_t steps);
  Judge(const Judge&) = delete; // the space counts this one's work
  Judge& operator=(const Judge&) = delete;

  [[nodiscard]] const Space& space() const { return space_; }
  /// Whether anything can stand here; if not, nothing else is worth saying.
  [[nodiscard]] bool possible() const { return !present_.empty(); }
  /// What no arm takes where `present` holds, as few boxes in order; at most `most` pieces are looked at.
  [[nodiscard]] std::vector<Box> gaps(std::size_t most = 200) const;
  [[nodiscard]] Reach reach(std::size_t arm) const;
  /// What two arms both take.
  [[nodiscard]] std::vector<Box> overlap(std::size_t first, std::size_t second) const;
  /// What is left of boxes where a condition of the table holds.
  [[nodiscard]] std::vector<Box> within(const std::vector<Box>& boxes, const Formula& formula) const;

 private:
  [[nodiscard]] std::vector<Box> boxes_of(const Formula& formula, bool wanted) const;
  [[nodiscard]] std::vector<const Box*> taken_by(std::size_t arms) const;
  [[nodiscard]] std::vector<std::size_t> takers_of(std::size_t arm, const std::vector<Box>& from) const;

  mutable Work work_;
  Space space_;
  std::vector<Box> possible_;
  std::vector<Box> present_; ///< of `possible_`
  std::vector<std::vector<Box>> arms_;
  std::vector<std::vector<Box>>
      above_; ///< of a single axis: what the first arms take together, by their number
};

} // namespace strata::patterns
