// Weighted values: one sum where every part must be there, a quotient of two sums where parts may be left
// out.
#include <algorithm>

#include "lang/plan/lowering.hpp"

namespace strata::plan {

WeightedSteps& Lowering::weighted(const ast::Weighted& node) {
  const auto known = weighted_.find(&node);
  if (known != weighted_.end()) {
    deepest_ = std::max(deepest_, level_ + known->second.height);
    return known->second;
  }
  const int outside = deepest_;
  deepest_ = level_;
  WeightedSteps steps{.parts = {}, .total = {}, .flow = Flow(builder_), .all = {}};
  const bool available = node.form == ast::WeightedForm::Available;
  for (const ast::WeightedPart& part : node.parts) {
    const Lowered value = expression(*part.value);
    steps.flow.needs({value.value, available ? builder_.no() : value.missing, value.fails});
    steps.all = steps.all + part.folded_weight;
    steps.parts.push_back(value);
    // What is always missing is left out or stops the whole; it needs a value all the same.
    if (value.value == kNone) steps.parts.back().value = builder_.number(0);
  }
  if (!available || !fill_available(node, steps)) {
    Affine sum;
    for (std::size_t i = 0; i < node.parts.size(); ++i)
      sum.terms.push_back({node.parts[i].folded_weight / steps.all, steps.parts[i].value});
    steps.present = builder_.number(steps.all);
    steps.coverage = builder_.number(1);
    steps.total = steps.flow.with(builder_.affine(sum));
  }
  steps.height = deepest_ - level_;
  deepest_ = std::max(outside, deepest_);
  return weighted_.emplace(&node, std::move(steps)).first->second;
}

/// False where nothing can be left out.
bool Lowering::fill_available(const ast::Weighted& node, WeightedSteps& steps) {
  Affine present;
  Affine sum;
  for (std::size_t i = 0; i < node.parts.size(); ++i) {
    const Lowered& part = steps.parts[i];
    const Number& weight = node.parts[i].folded_weight;
    const auto kept = [&](StepId value) { return builder_.select(part.missing, builder_.number(0), value); };
    present.terms.push_back({weight, kept(builder_.number(1))});
    sum.terms.push_back({weight, kept(part.value)});
  }
  steps.present = builder_.affine(present);
  steps.coverage = builder_.scaled(steps.present, Number(1) / steps.all);
  const StepId nothing = builder_.compare(ast::Comparison::Equal, steps.present, builder_.number(0));
  StepId too_little = builder_.no();
  if (node.at_least) {
    const StepId enough = needed(expression(*node.at_least), steps.flow);
    too_little = builder_.compare(ast::Comparison::Less, steps.coverage, enough);
  }
  if (builder_.is_constant(steps.present) && builder_.truth_of(too_little) != nullptr &&
      !*builder_.truth_of(too_little) && *builder_.number_of(steps.present) == steps.all)
    return false;
  const StepId value = builder_.quotient(builder_.affine(sum), steps.present);
  steps.total = steps.flow.with(value);
  steps.total.missing = builder_.logic(false, {steps.total.missing, nothing, too_little});
  return true;
}

Lowered Lowering::node(const ast::Weighted& node, const ast::Expr&) {
  return weighted(node).total;
}

Lowered Lowering::node(const ast::CoverageOf& node, const ast::Expr&) {
  const WeightedSteps& steps = weighted(*node.weighted);
  return steps.flow.with(steps.coverage);
}

Lowered Lowering::node(const ast::PointsOf& node, const ast::Expr&) {
  const WeightedSteps& steps = weighted(*node.weighted);
  const Lowered& part = steps.parts[node.part];
  const Number& weight = node.weighted->parts[node.part].folded_weight;
  Lowered result = steps.total;
  result.missing = builder_.either(result.missing, part.missing);
  result.value = builder_.quotient(builder_.scaled(part.value, weight), steps.present);
  return result;
}

} // namespace strata::plan
