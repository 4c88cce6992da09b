// Folding of comparisons, logic and choices.
#include <algorithm>

#include "lang/check/intervals/possible.hpp"
#include "lang/plan/builder.hpp"

namespace strata::plan {

std::optional<bool> Builder::proven(ast::Comparison op, StepId left, StepId right) const {
  using enum ast::Comparison;
  if (left == right) return op == Equal || op == LessEqual || op == GreaterEqual;
  const NumberRange& a = ranges_[left];
  const NumberRange& b = ranges_[right];
  const bool always_less = a.greatest && b.least && *a.greatest < *b.least;
  const bool never_greater = a.greatest && b.least && *a.greatest <= *b.least;
  const bool always_greater = b.greatest && a.least && *b.greatest < *a.least;
  const bool never_less = b.greatest && a.least && *b.greatest <= *a.least;
  const Number* value = number_of(right);
  const bool off_grid =
      value != nullptr && a.decimals && (!value->decimals() || *value->decimals() > *a.decimals);
  switch (op) {
  case Equal:
    if (always_less || always_greater || off_grid) return false;
    if (never_less && never_greater) return true;
    break;
  case NotEqual:
    if (always_less || always_greater || off_grid) return true;
    if (never_less && never_greater) return false;
    break;
  case Less:
    if (always_less) return true;
    if (never_less) return false;
    break;
  case LessEqual:
    if (never_greater) return true;
    if (always_greater) return false;
    break;
  case Greater:
    if (always_greater) return true;
    if (never_greater) return false;
    break;
  case GreaterEqual:
    if (never_less) return true;
    if (always_less) return false;
    break;
  }
  return std::nullopt;
}

/// A comparison of bands that changes at one border is a comparison with that border.
std::optional<StepId> Builder::compared_bands(ast::Comparison op, const Bands& bands, const Number& right) {
  using enum ast::Comparison;
  std::optional<std::size_t> change;
  const bool first = holds(op, bands.values[0], right);
  bool last = first;
  for (std::size_t i = 0; i < bands.borders.size(); ++i) {
    const bool next = holds(op, bands.values[i + 1], right);
    if (next != last && change) return std::nullopt;
    if (next != last) change = i;
    last = next;
  }
  if (!change) return truth(first);
  const Bands::Border border = bands.borders[*change];
  const ast::Comparison above = border.belongs_above ? GreaterEqual : Greater;
  return compare(first ? opposite(above) : above, bands.subject, number(border.value));
}

std::optional<StepId> Builder::compared_to_constant(ast::Comparison op, StepId left, const Number& right) {
  if (const Affine* line = single_term(left)) {
    const Affine::Term term = line->terms[0];
    const Number border = (right - line->constant) / term.coefficient;
    return compare(term.coefficient.is_negative() ? turned(op) : op, term.step, number(border));
  }
  if (const auto* bands = as<Bands>(left)) return compared_bands(op, Bands(*bands), right);
  if (const auto* choice = as<Select>(left)) {
    const Number* then = number_of(choice->then);
    const Number* otherwise = number_of(choice->otherwise);
    if (then == nullptr || otherwise == nullptr) return std::nullopt;
    const StepId condition = choice->condition; // new steps move the old ones
    const bool if_so = holds(op, *then, right);
    const bool if_not = holds(op, *otherwise, right);
    return select(condition, truth(if_so), truth(if_not));
  }
  return std::nullopt;
}

StepId Builder::compare(ast::Comparison op, StepId left, StepId right) {
  if (number_of(left) != nullptr || (number_of(right) == nullptr && right < left)) {
    std::swap(left, right);
    op = turned(op);
  }
  if (const std::optional<bool> known = proven(op, left, right)) return truth(*known);
  if (const Number* value = number_of(right))
    if (const std::optional<StepId> simpler = compared_to_constant(op, left, Number(*value))) return *simpler;
  return intern(StepKind::Truth, Compare{op, left, right});
}

StepId Builder::logic(bool conjunction, std::vector<StepId> operands) {
  std::vector<StepId> kept;
  for (const StepId operand : operands) {
    if (const bool* value = truth_of(operand)) {
      if (*value != conjunction) return operand;
      continue;
    }
    kept.push_back(operand);
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  for (const StepId operand : kept) {
    const auto* inner = as<Negation>(operand);
    if (inner != nullptr && std::binary_search(kept.begin(), kept.end(), inner->operand))
      return truth(!conjunction);
  }
  // `a or (a and b)` is `a`.
  const auto absorbed = [&](StepId operand) {
    const auto* inner = as<Logic>(operand);
    return inner != nullptr && inner->conjunction != conjunction &&
           std::any_of(inner->operands.begin(), inner->operands.end(),
                       [&](StepId one) { return std::binary_search(kept.begin(), kept.end(), one); });
  };
  std::vector<StepId> rest;
  std::remove_copy_if(kept.begin(), kept.end(), std::back_inserter(rest), absorbed);
  kept = std::move(rest);
  if (kept.empty()) return truth(conjunction);
  if (kept.size() == 1) return kept.front();
  return intern(StepKind::Truth, Logic{conjunction, std::move(kept)});
}

StepId Builder::negation(StepId operand) {
  if (const bool* value = truth_of(operand)) return truth(!*value);
  if (const auto* inner = as<Negation>(operand)) return inner->operand;
  if (const auto* inner = as<Compare>(operand)) {
    const Compare op = *inner;
    return compare(opposite(op.op), op.left, op.right);
  }
  if (const auto* inner = as<CompareText>(operand)) {
    const CompareText op = *inner;
    return compare_text(opposite(op.op), op.left, op.right);
  }
  return intern(StepKind::Truth, Negation{operand});
}

StepId Builder::truth_at(StepId index, const std::vector<bool>& truths) {
  using enum ast::Comparison;
  // The places where it changes: few changes are comparisons, many a table.
  std::vector<std::size_t> changes;
  for (std::size_t i = 1; i < truths.size(); ++i)
    if (truths[i] != truths[i - 1]) changes.push_back(i);
  const auto at = [&](std::size_t place) { return number(static_cast<std::int64_t>(place)); };
  if (changes.empty()) return truth(truths.empty() ? false : bool(truths.front()));
  if (changes.size() == 1) return compare(truths[0] ? Less : GreaterEqual, index, at(changes[0]));
  if (changes.size() == 2) {
    if (changes[1] == changes[0] + 1) return compare(truths[0] ? NotEqual : Equal, index, at(changes[0]));
    const StepId inside =
        both(compare(GreaterEqual, index, at(changes[0])), compare(Less, index, at(changes[1])));
    return truths[0] ? negation(inside) : inside;
  }
  std::vector<Number> numbers;
  for (const bool one : truths)
    numbers.emplace_back(one ? 1 : 0);
  return compare(Equal, pick(index, std::move(numbers)), number(1));
}

StepId Builder::select_truth(StepId condition, StepId then, StepId otherwise) {
  if (const bool* value = truth_of(then))
    return *value ? either(condition, otherwise) : both(negation(condition), otherwise);
  if (const bool* value = truth_of(otherwise))
    return *value ? either(negation(condition), then) : both(condition, then);
  return intern(StepKind::Truth, Select{condition, then, otherwise});
}

StepId Builder::select(StepId condition, StepId then, StepId otherwise) {
  if (const bool* value = truth_of(condition)) return *value ? then : otherwise;
  if (const auto* inner = as<Negation>(condition)) return select(inner->operand, otherwise, then);
  if (const auto* inner = as<Select>(then); inner != nullptr && inner->condition == condition)
    then = inner->then;
  if (const auto* inner = as<Select>(otherwise); inner != nullptr && inner->condition == condition)
    otherwise = inner->otherwise;
  if (then == otherwise) return then;
  const StepKind result = kind(then);
  if (result == StepKind::Truth) return select_truth(condition, then, otherwise);
  if (result == StepKind::Text)
    if (const std::optional<StepId> simpler = select_text(condition, then, otherwise)) return *simpler;
  NumberRange range;
  const NumberRange& a = ranges_[then];
  const NumberRange& b = ranges_[otherwise];
  if (a.least && b.least) range.least = std::min(*a.least, *b.least);
  if (a.greatest && b.greatest) range.greatest = std::max(*a.greatest, *b.greatest);
  if (a.decimals && b.decimals) range.decimals = std::max(*a.decimals, *b.decimals);
  return intern(result, Select{condition, then, otherwise}, std::move(range));
}

} // namespace strata::plan
