// Weighted values taken apart: value, weight, points and points lost of each part.
#include "runtime/explain/parts.hpp"

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

ExactText percent_text(const Number& weight) {
  const Number percent = weight * Number(100);
  if (percent.decimals()) return {percent.to_text() + "%", ""};
  return {weight.to_fraction(), percent.to_text(4) + "%"}; // 1/3 says more than 100/3 percent
}

ExplainedPart part_of(CustomerScope& scope, const ast::WeightedPart& part, const WeightedResult::Part& result,
                      bool weighed) {
  ExplainedPart explained;
  explained.name = print(*part.value);
  explained.value = exact_of(scope.model(), result.value);
  if (weighed) explained.weight = percent_text(result.weight);
  if (quotes_hidden(scope, *part.value)) {
    explained.value = {kHidden, ""};
    return explained;
  }
  const auto* number = std::get_if<Number>(&result.value);
  if (number == nullptr || !weighed) return explained;
  explained.points = exact_of(*number * result.weight);
  const auto* use = std::get_if<ast::NameUse>(&part.value->node);
  if (use == nullptr || use->target.entity != Entity::Dimension) return explained;
  const auto& greatest = scope.model().dimensions[use->target.index].greatest;
  if (greatest) explained.lost = exact_of((*greatest - *number) * result.weight);
  return explained;
}

} // namespace

ExactText exact_of(const Number& number) {
  return {number.decimals() ? number.to_text() : number.to_fraction(), about_text(number)};
}

ExactText exact_of(const TypedModel& model, const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return exact_of(*number);
  return {written(value, model), ""};
}

std::vector<ExplainedPart> explained_parts(CustomerScope& scope, const ast::Expr& expression) {
  std::vector<ExplainedPart> parts;
  const auto& weighted = std::get<ast::Weighted>(expression.node);
  try {
    const WeightedResult result = evaluate_weighted(weighted, expression.span, scope);
    for (std::size_t i = 0; i < result.parts.size(); ++i)
      parts.push_back(part_of(scope, weighted.parts[i], result.parts[i], !is_missing(result.total)));
  } catch (const Failure&) {
    return {};
  } catch (const NumberTooLarge&) {
    return {};
  }
  return parts;
}

std::string lacking_note(CustomerScope& scope, const std::string& name, const ast::Expr& expression) {
  const auto* weighted = std::get_if<ast::Weighted>(&expression.node);
  if (weighted == nullptr) return {};
  try {
    const WeightedResult result = evaluate_weighted(*weighted, expression.span, scope);
    if (!is_missing(result.total)) return {};
    if (result.coverage.is_zero())
      return fmt::format("{} is missing, because none of its weight is there", name);
    const Value needed = evaluate(*weighted->at_least, scope);
    const auto in_words = [](const Number& share) {
      const ExactText text = percent_text(share);
      return text.about.empty() ? text.exact : fmt::format("{} ≈ {}", text.exact, text.about);
    };
    return fmt::format("{} is missing, because {} of its weight is there, and at least {} is needed", name,
                       in_words(result.coverage), in_words(std::get<Number>(needed)));
  } catch (const Failure&) {
    return {}; // told as the value's failure
  } catch (const NumberTooLarge&) {
    return {};
  }
}

std::vector<std::string> bound_notes(const CustomerScope& scope) {
  std::vector<std::string> notes;
  if (scope.constants().weighted == nullptr) return notes;
  for (const ast::WeightedPart& part : std::get<ast::Weighted>(scope.constants().weighted->node).parts) {
    const auto index = std::get<ast::NameUse>(part.value->node).target.index;
    const TypedDimension& dimension = scope.model().dimensions[index];
    if (dimension.greatest) continue;
    std::vector<std::string> columns;
    for (const std::uint32_t column : dimension.unbounded)
      columns.push_back(scope.model().columns[column].cell.name);
    notes.push_back(fmt::format("no bound: {}, so points lost on {} are no reason",
                                columns.empty() ? "the greatest value of " + dimension.name + " is not known"
                                : columns.size() == 1 ? columns.front() + " has no range"
                                                      : listed(columns) + " have no range",
                                dimension.name));
  }
  return notes;
}

} // namespace strata
