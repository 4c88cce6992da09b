// Folding of number steps, and the range of each.
#include <algorithm>

#include "lang/plan/builder.hpp"

namespace strata::plan {

namespace {

using Ends = std::optional<Number>;

/// The least or the greatest of the values that two ends bound; absent where either is.
template <class Choose>
Ends of_both(const Ends& left, const Ends& right, Choose choose) {
  if (!left || !right) return std::nullopt;
  return choose(*left, *right);
}
Number lesser(const Number& left, const Number& right) {
  return left < right ? left : right;
}
Number greater(const Number& left, const Number& right) {
  return left < right ? right : left;
}
std::optional<int> most_decimals(const std::optional<int>& left, const std::optional<int>& right) {
  if (!left || !right) return std::nullopt;
  return std::max(*left, *right);
}

NumberRange range_of_values(const std::vector<Number>& values) {
  NumberRange range{.least = values.front(), .greatest = values.front(), .decimals = 0};
  for (const Number& value : values) {
    range.least = lesser(*range.least, value);
    range.greatest = greater(*range.greatest, value);
    range.decimals = most_decimals(range.decimals, value.decimals());
  }
  return range;
}

} // namespace

NumberRange Builder::range_of(const Affine& sum) const {
  NumberRange range{.least = sum.constant, .greatest = sum.constant, .decimals = sum.constant.decimals()};
  for (const Affine::Term& term : sum.terms) {
    const NumberRange& of_term = ranges_[term.step];
    const bool falls = term.coefficient.is_negative();
    const auto add = [&](const Number& end, const Number& more) { return end + term.coefficient * more; };
    range.least = of_both(range.least, falls ? of_term.greatest : of_term.least, add);
    range.greatest = of_both(range.greatest, falls ? of_term.least : of_term.greatest, add);
    const std::optional<int> own = term.coefficient.decimals();
    if (own && of_term.decimals) {
      range.decimals = most_decimals(range.decimals, *own + *of_term.decimals);
    } else {
      range.decimals.reset();
    }
  }
  return range;
}

const Affine* Builder::single_term(StepId step) const {
  const auto* sum = as<Affine>(step);
  return sum != nullptr && sum->terms.size() == 1 ? sum : nullptr;
}

StepId Builder::affine(const Affine& sum) {
  Affine flat{.constant = sum.constant, .terms = {}};
  for (const Affine::Term& term : sum.terms) {
    if (const Number* value = number_of(term.step)) {
      flat.constant = flat.constant + term.coefficient * *value;
    } else if (const Affine* inner = single_term(term.step)) {
      flat.constant = flat.constant + term.coefficient * inner->constant;
      flat.terms.push_back({term.coefficient * inner->terms[0].coefficient, inner->terms[0].step});
    } else {
      flat.terms.push_back(term);
    }
  }
  std::stable_sort(flat.terms.begin(), flat.terms.end(),
                   [](const auto& left, const auto& right) { return left.step < right.step; });
  std::vector<Affine::Term> merged;
  for (Affine::Term& term : flat.terms) {
    if (!merged.empty() && merged.back().step == term.step) {
      merged.back().coefficient = merged.back().coefficient + term.coefficient;
    } else {
      merged.push_back(std::move(term));
    }
  }
  std::erase_if(merged, [](const Affine::Term& term) { return term.coefficient.is_zero(); });
  flat.terms = std::move(merged);
  if (flat.terms.empty()) return number(flat.constant);
  if (flat.terms.size() == 1 && flat.constant.is_zero() && flat.terms[0].coefficient == Number(1))
    return flat.terms[0].step;
  NumberRange range = range_of(flat);
  return intern(StepKind::Number, std::move(flat), std::move(range));
}

StepId Builder::sum(StepId left, StepId right) {
  return affine({.constant = {}, .terms = {{Number(1), left}, {Number(1), right}}});
}
StepId Builder::difference(StepId left, StepId right) {
  return affine({.constant = {}, .terms = {{Number(1), left}, {Number(-1), right}}});
}
StepId Builder::scaled(StepId step, const Number& factor) {
  return affine({.constant = {}, .terms = {{factor, step}}});
}

StepId Builder::without_factor(StepId step, Number& factor) {
  const Affine* sum = single_term(step);
  if (sum == nullptr || !sum->constant.is_zero()) return step;
  factor = factor * sum->terms[0].coefficient;
  return sum->terms[0].step;
}

StepId Builder::product(StepId left, StepId right) {
  if (const Number* value = number_of(left)) return scaled(right, Number(*value));
  if (const Number* value = number_of(right)) return scaled(left, Number(*value));
  Number factor(1);
  left = without_factor(left, factor);
  right = without_factor(right, factor);
  if (right < left) std::swap(left, right);
  const NumberRange a = ranges_[left];
  const NumberRange b = ranges_[right];
  NumberRange range;
  if (a.least && a.greatest && b.least && b.greatest) {
    const NumberRange corners = range_of_values(
        {*a.least * *b.least, *a.least * *b.greatest, *a.greatest * *b.least, *a.greatest * *b.greatest});
    range = {.least = corners.least, .greatest = corners.greatest, .decimals = {}};
  }
  if (left == right) range.least = range.least ? greater(*range.least, Number(0)) : Number(0);
  if (a.decimals && b.decimals) range.decimals = *a.decimals + *b.decimals;
  return scaled(intern(StepKind::Number, Product{left, right}, std::move(range)), factor);
}

StepId Builder::quotient(StepId left, StepId right) {
  if (const Number* divisor = number_of(right))
    return divisor->is_zero() ? number(0) : scaled(left, Number(1) / *divisor);
  if (left == right) return number(1);
  if (const Number* value = number_of(left); value != nullptr && value->is_zero()) return left;
  Number factor(1);
  Number divisor(1);
  left = without_factor(left, factor);
  right = without_factor(right, divisor);
  return scaled(intern(StepKind::Number, Quotient{left, right}), factor / divisor);
}

StepId Builder::extreme(bool greatest, StepId left, StepId right) {
  if (left == right) return left;
  if (number_of(left) != nullptr || (number_of(right) == nullptr && right < left)) std::swap(left, right);
  const NumberRange a = ranges_[left];
  const NumberRange b = ranges_[right];
  const auto below = [](const Ends& upper, const Ends& lower) { return upper && lower && *upper <= *lower; };
  if (below(a.greatest, b.least)) return greatest ? right : left;
  if (below(b.greatest, a.least)) return greatest ? left : right;
  const auto* inner = as<Extreme>(left);
  if (inner != nullptr && inner->greatest == greatest && number_of(right) != nullptr &&
      number_of(inner->right) != nullptr) {
    const Extreme first = *inner; // new steps move the old ones
    return extreme(greatest, first.left, extreme(greatest, first.right, right));
  }
  NumberRange range;
  range.decimals = most_decimals(a.decimals, b.decimals);
  if (greatest) {
    range.greatest = of_both(a.greatest, b.greatest, greater);
    range.least = a.least && b.least ? greater(*a.least, *b.least) : a.least ? a.least : b.least;
  } else {
    range.least = of_both(a.least, b.least, lesser);
    range.greatest = a.greatest && b.greatest ? lesser(*a.greatest, *b.greatest)
                     : a.greatest             ? a.greatest
                                              : b.greatest;
  }
  return intern(StepKind::Number, Extreme{greatest, left, right}, std::move(range));
}

StepId Builder::clamp(StepId step, StepId low, StepId high) {
  return extreme(false, extreme(true, step, low), high);
}

StepId Builder::absolute(StepId operand) {
  if (const Number* value = number_of(operand)) return number(value->absolute());
  const NumberRange inner = ranges_[operand];
  if (inner.least && !inner.least->is_negative()) return operand;
  NumberRange range{.least = Number(0), .greatest = {}, .decimals = inner.decimals};
  if (inner.least && inner.greatest)
    range.greatest = greater(inner.least->absolute(), inner.greatest->absolute());
  return intern(StepKind::Number, Absolute{operand}, std::move(range));
}

StepId Builder::rounded(StepId operand, int places, Rounding rounding) {
  if (const Number* value = number_of(operand)) return number(value->rounded(places, rounding));
  const NumberRange inner = ranges_[operand];
  if (inner.decimals && *inner.decimals <= places) return operand;
  NumberRange range{.least = {}, .greatest = {}, .decimals = std::max(places, 0)};
  if (inner.least) range.least = inner.least->rounded(places, rounding);
  if (inner.greatest) range.greatest = inner.greatest->rounded(places, rounding);
  return intern(StepKind::Number, Rounded{operand, places, rounding}, std::move(range));
}

StepId Builder::bands(Bands op) {
  if (const Affine* line = single_term(op.subject)) {
    const Number slope = line->terms[0].coefficient;
    const Number shift = line->constant;
    op.subject = line->terms[0].step;
    for (Bands::Border& border : op.borders)
      border.value = (border.value - shift) / slope;
    if (slope.is_negative()) {
      std::reverse(op.borders.begin(), op.borders.end());
      std::reverse(op.values.begin(), op.values.end());
      for (Bands::Border& border : op.borders)
        border.belongs_above = !border.belongs_above;
    }
  }
  const NumberRange subject = ranges_[op.subject];
  Bands kept{.subject = op.subject, .borders = {}, .values = {op.values.front()}};
  for (std::size_t i = 0; i < op.borders.size(); ++i) {
    const Bands::Border& border = op.borders[i];
    const bool always_above = subject.least && (border.belongs_above ? *subject.least >= border.value
                                                                     : *subject.least > border.value);
    const bool never_above = subject.greatest && (border.belongs_above ? *subject.greatest < border.value
                                                                       : *subject.greatest <= border.value);
    if (never_above) break;
    if (always_above) {
      kept.values.back() = op.values[i + 1];
    } else if (op.values[i + 1] != kept.values.back()) {
      kept.borders.push_back(border);
      kept.values.push_back(op.values[i + 1]);
    }
  }
  if (kept.borders.empty()) return number(kept.values.front());
  NumberRange range = range_of_values(kept.values);
  return intern(StepKind::Number, std::move(kept), std::move(range));
}

StepId Builder::pick(StepId index, std::vector<Number> values) {
  if (const Number* place = number_of(index))
    return number(values[static_cast<std::size_t>(place->to_int64().value_or(0))]);
  if (std::all_of(values.begin(), values.end(), [&](const Number& value) { return value == values[0]; }))
    return number(values[0]);
  bool same = true;
  for (std::size_t i = 0; i < values.size() && same; ++i)
    same = values[i] == Number(static_cast<std::int64_t>(i));
  if (same) return index;
  const auto through = [&](std::vector<Number> places) {
    for (Number& place : places)
      place = values[static_cast<std::size_t>(place.to_int64().value_or(0))];
    return places;
  };
  if (const auto* inner = as<Bands>(index))
    return bands({.subject = inner->subject, .borders = inner->borders, .values = through(inner->values)});
  if (const auto* inner = as<Pick>(index)) return pick(inner->index, through(inner->values));
  NumberRange range = range_of_values(values);
  return intern(StepKind::Number, Pick{index, std::move(values)}, std::move(range));
}

} // namespace strata::plan
