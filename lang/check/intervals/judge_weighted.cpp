// Parts of a weighted value on another scale than the others: one of 0 .. 1 among those of 0 .. 100 counts
// for next to nothing, whatever its weight says.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/intervals/judgements.hpp"
#include "lang/check/intervals/words.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

const Number kTimes(10); // how much greater or smaller "another scale" is

/// How far from zero a part can be; empty where that is not known, or the part never counts or varies.
std::optional<Number> size_of(const WeightedBounds& part, bool by_weight) {
  const Interval& numbers = part.value.numbers;
  if (!part.value.present || part.weight.is_zero() || !numbers.low || !numbers.high || numbers.only())
    return std::nullopt;
  const Number size = std::max(numbers.low->absolute(), numbers.high->absolute());
  if (size.is_zero()) return std::nullopt;
  return by_weight ? size * part.weight : size;
}

void judge_one(const ast::Expr& expression, const std::vector<WeightedBounds>& parts, Findings& findings) {
  const auto& weighted = std::get<ast::Weighted>(expression.node);
  if (expression.type.kind != Kind::Number) return; // amounts of money differ by nature
  // With relative weights a part may be given more weight because it is small.
  const bool by_weight = weighted.form == ast::WeightedForm::Relative;
  std::vector<std::pair<std::size_t, Number>> sizes;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (const auto size = size_of(parts[i], by_weight)) sizes.emplace_back(i, *size);
  if (sizes.size() < 2) return;
  std::sort(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto& [smallest, small_size] = sizes.front();
  const auto& [largest, large_size] = sizes.back();
  const bool small_is_odd = small_size * kTimes <= sizes[1].second;
  const bool large_is_odd = sizes[sizes.size() - 2].second * kTimes <= large_size;
  if (!small_is_odd && !large_is_odd) return;
  const std::size_t odd = small_is_odd ? smallest : largest;
  const std::size_t other = small_is_odd ? sizes[1].first : sizes[sizes.size() - 2].first;
  const ast::Expr& value = *weighted.parts[odd].value;
  const ast::Expr& sibling = *weighted.parts[other].value;
  const auto words = [](const ast::Expr& part, const WeightedBounds& bounds) {
    return fmt::format("{} is {}", said(part), in_words(bounds.value.numbers, part.type));
  };
  Finding& finding = findings.add(Code::OtherScale, value.span,
                                  fmt::format("this part is on another scale than the others: {} and {}",
                                              words(value, parts[odd]), words(sibling, parts[other])));
  finding.others.push_back({sibling.span, "one of the others"});
  finding.help =
      fmt::format("bring them to one scale, as with `linear({}, …, …)`, which gives 0 to 100", piece(value));
}

} // namespace

void judge_weighted(const Collector& met, Findings& findings) {
  for (const auto& [place, seen] : met.weighted_values)
    judge_one(*seen.first, seen.parts, findings);
}

} // namespace strata
