// The entrance to bounds for those who ask about single expressions.
#include "lang/check/intervals/bounds.hpp"

#include "lang/check/intervals/evaluation.hpp"

namespace strata {

Bounds::Bounds(const TypedModel& model)
    : evaluation_(std::make_unique<BoundsEvaluation>(model, ParameterReach::Present, Whom::Everybody)) {}

Bounds::~Bounds() = default;

Interval Bounds::of(const ast::Expr& expression) const {
  return values_of(expression).numbers;
}

Possible Bounds::values_of(const ast::Expr& expression) const {
  return evaluation_->of(expression, Path{});
}

Interval Bounds::of_dimension(std::uint32_t dimension) const {
  return evaluation_->of_reference({Entity::Dimension, dimension, 0}, Path{}).numbers;
}

} // namespace strata
