// Takes: boxes of a judged table.
// Returns: them in the language's own words, and one simple customer of each.
// Guarantees: what is written could be read back as a condition, or stand in a `given`; always the same.
// Does not: judge.
#pragma once

#include <string>
#include <vector>

#include "lang/check/patterns/boxes.hpp"
#include "lang/check/patterns/subject.hpp"

namespace strata::patterns {

/// One value on an axis.
struct Point {
  std::uint8_t outside = kNothing; ///< else one of these
  Number number;
};

class Notation {
 public:
  Notation(const Space& space, const std::vector<Subject>& subjects, const TypedModel& model)
      : space_(space), subjects_(subjects), model_(model) {}

  /// "revenue is [10M .. 50M) and region = "east"": what a box says of the axes that it does not take whole.
  [[nodiscard]] std::string condition(const Box& box) const;
  /// "revenue = 10M, region = "east"": a simple customer of the box.
  [[nodiscard]] std::string witness(const Box& box) const;
  /// A simple value that the box has on an axis.
  [[nodiscard]] Point point(const Box& box, std::size_t axis) const;
  /// A number of an axis as the model writes it.
  [[nodiscard]] std::string text(const Number& number, std::size_t axis) const;

 private:
  struct Run;
  [[nodiscard]] std::vector<Run> runs(const Box& box, std::size_t axis) const;
  [[nodiscard]] std::string said_in_order(const Box& box, std::size_t axis) const;
  [[nodiscard]] std::string said(const Box& box, std::size_t axis) const;
  [[nodiscard]] std::string relation(const Box& box, std::size_t axis) const;
  [[nodiscard]] std::string interval(const Run& run, std::size_t axis) const;
  [[nodiscard]] std::vector<std::string> left_out(const Box& box, std::size_t axis) const;
  [[nodiscard]] std::vector<std::string> listed_values(const Box& box, std::size_t axis) const;
  [[nodiscard]] std::string made_up(const Box& box, std::size_t axis) const;

  const Space& space_;
  const std::vector<Subject>& subjects_;
  const TypedModel& model_;
};

} // namespace strata::patterns
