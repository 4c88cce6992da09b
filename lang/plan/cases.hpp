// Takes: a subject on an axis with borders or choices, or conditions in their order.
// Returns: `Cases`: which of several arms takes a customer, ready to choose among steps.
// Guarantees: one arm or none for every customer; a ladder over one subject is bands, a table of texts or
// tiers a
//   table.
// Does not: know patterns.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "lang/plan/builder.hpp"

namespace strata::plan {

/// The values of one subject, cut into atoms that no pattern of the arms divides. Over numbers: below the
/// first border, the first border, between it and the second, and so on. Else: 0, 1, 2, … of an index.
struct Axis {
  StepId subject = kNone;
  bool is_index = false;
  std::vector<Number> borders; ///< numbers: ascending
  std::size_t places = 0;      ///< index: how many
  [[nodiscard]] std::size_t atoms() const { return is_index ? places : 2 * borders.size() + 1; }
};
/// First and last of atoms side by side.
using Atoms = std::pair<std::size_t, std::size_t>;

/// `then` where the condition holds; kNone is a value that does not matter.
[[nodiscard]] StepId merged(Builder& builder, StepId condition, StepId then, StepId otherwise);

class Cases {
 public:
  static constexpr std::size_t kNoArm = SIZE_MAX;

  /// Arms that take what is left of their atoms; where `missing` holds, `arm_of_missing` takes the customer.
  Cases(Builder& builder, Axis axis, const std::vector<std::vector<Atoms>>& arms, StepId missing,
        std::size_t arm_of_missing);
  /// Arms whose conditions are asked one after the other.
  Cases(Builder& builder, std::vector<StepId> conditions);

  [[nodiscard]] std::size_t arms() const { return arms_; }
  /// A step per arm, and one for customers whom none takes, all of one kind; kNone: any value will do.
  [[nodiscard]] StepId choose(const std::vector<StepId>& steps) const;
  /// Whether one of the arms set takes the customer; the last is for none.
  [[nodiscard]] StepId truth(const std::vector<bool>& arms) const;
  [[nodiscard]] StepId none() const;

 private:
  void settle_atoms();
  [[nodiscard]] bool possible(std::size_t atom) const;
  /// A step per atom from a step per arm; kNone where no customer is.
  [[nodiscard]] std::vector<StepId> spread(const std::vector<StepId>& steps) const;
  [[nodiscard]] std::optional<StepId> choose_texts(const std::vector<StepId>& steps) const;
  [[nodiscard]] StepId choose_on_axis(std::vector<StepId> of_atom) const;
  [[nodiscard]] StepId choose_in_order(const std::vector<StepId>& steps) const;
  [[nodiscard]] StepId constants(const std::vector<StepId>& of_atom) const;
  [[nodiscard]] StepId truths(const std::vector<bool>& of_atom) const;
  [[nodiscard]] StepId by_border(const std::vector<StepId>& of_atom) const;
  [[nodiscard]] StepId by_place(const std::vector<StepId>& of_atom) const;
  [[nodiscard]] StepId within(std::size_t first, std::size_t last) const;
  [[nodiscard]] Bands::Border border_before(std::size_t atom) const;

  Builder* builder_;
  std::size_t arms_;
  std::optional<Axis> axis_;
  std::vector<std::size_t> arm_of_atom_; // arms_ for none; kNoArm for atoms that no customer can be in
  StepId missing_ = kNone;
  std::size_t arm_of_missing_ = kNoArm;
  std::vector<StepId> conditions_;
};

} // namespace strata::plan
