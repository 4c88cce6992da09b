// Takes: a typed model.
// Returns: for an expression or a dimension, numbers that its value never leaves, where such are known.
// Guarantees: sound: a value outside of the bounds does not exist. Missing and failing values do not count.
// Does not: look at customers; know how values depend on each other (`x - x` has the bounds of two different
// x).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "lang/check/typed_model.hpp"

namespace strata {

/// Bounds of a number; an absent end is unknown.
struct Bounds {
  std::optional<Number> low;
  std::optional<Number> high;
};

/// Bounds of the expressions of one model; each named value is worked out once.
class BoundsFinder {
 public:
  explicit BoundsFinder(const TypedModel& model) : model_(model) {}

  [[nodiscard]] Bounds of(const ast::Expr& expression);
  [[nodiscard]] Bounds of_dimension(std::uint32_t dimension);

 private:
  [[nodiscard]] Bounds of_node(const ast::Expr& expression);
  [[nodiscard]] Bounds of_name(const Reference& target);
  [[nodiscard]] Bounds of_named(const Reference& target);
  [[nodiscard]] Bounds of_column(std::uint32_t column) const;
  [[nodiscard]] Bounds of_arithmetic(const ast::Arithmetic& chain);
  [[nodiscard]] Bounds of_call(const ast::Call& call);
  [[nodiscard]] Bounds of_rounding(const ast::Call& call);
  [[nodiscard]] Bounds of_tally(const ast::Tally& tally);
  [[nodiscard]] Bounds of_weighted(const ast::Weighted& weighted);
  [[nodiscard]] std::vector<Bounds> of_all(const std::vector<ast::ExprPtr>& expressions,
                                           std::size_t first = 0);

  const TypedModel& model_;
  int depth_ = 0;
  std::map<std::pair<Entity, std::uint32_t>, Bounds> named_;
};

/// The greatest possible value of every dimension; empty where no bound is known.
[[nodiscard]] std::vector<std::optional<Number>> greatest_values(const TypedModel& model);

} // namespace strata
