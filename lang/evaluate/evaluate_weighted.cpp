// Weighted values: a total with its parts, their normalised weights, and the share of weight that is present.
#include "lang/evaluate/evaluation.hpp"

namespace strata {

namespace {

/// The share that must be present for the value to exist at all.
bool enough_present(const ast::Weighted& weighted, const Number& coverage, Scope& scope) {
  if (coverage.is_zero()) return false;
  return !weighted.at_least || coverage >= std::get<Number>(evaluate(*weighted.at_least, scope));
}

WeightedResult weigh(const ast::Weighted& weighted, Scope& scope) {
  const bool available = weighted.form == ast::WeightedForm::Available;
  WeightedResult result;
  Number all;
  Number present;
  for (const ast::WeightedPart& part : weighted.parts) {
    Value value = available ? evaluation::or_missing(*part.value, scope) : evaluate(*part.value, scope);
    all = all + part.folded_weight;
    if (!is_missing(value)) present = present + part.folded_weight;
    result.parts.push_back({.value = std::move(value), .weight = Number()});
  }
  // Weights add up to more than zero (checked), so `all` divides; parts of weight zero may be all that is
  // present.
  result.coverage = present / all;
  if (!enough_present(weighted, result.coverage, scope)) {
    result.total = Missing{};
    return result;
  }
  Number total;
  for (std::size_t i = 0; i < weighted.parts.size(); ++i) {
    WeightedResult::Part& part = result.parts[i];
    if (is_missing(part.value)) continue;
    part.weight = weighted.parts[i].folded_weight / present;
    total = total + part.weight * std::get<Number>(part.value);
  }
  result.total = total;
  return result;
}

} // namespace

WeightedResult evaluate_weighted(const ast::Weighted& weighted, Span place, Scope& scope) {
  try {
    return weigh(weighted, scope);
  } catch (const NumberTooLarge& error) {
    throw Failure{.place = place, .message = error.what()};
  }
}

} // namespace strata
