// Bounds of weighted values. Where parts may be left out, the extremes are means of some of the parts: of
// those that are always there, and of the greatest (or least) others as far as the least share asks for them.
#include <algorithm>

#include "lang/check/intervals/calls.hpp"

namespace strata {

namespace {

Number total_of(const std::vector<WeightedBounds>& parts) {
  Number total;
  for (const WeightedBounds& part : parts)
    total = total + part.weight;
  return total;
}

/// The greatest mean of the parts' high ends, `share` of the total weight being there at least; absent:
/// unbounded.
std::optional<Number> greatest_mean(const std::vector<WeightedBounds>& parts, const Number& share) {
  Number weight;
  Number points;
  std::vector<std::pair<Number, Number>> others; // high end and weight of those that may be left out
  const Number least = share * total_of(parts);
  for (const WeightedBounds& part : parts) {
    if (part.weight.is_zero() || !part.value.present) continue;
    if (!part.value.numbers.high) return std::nullopt;
    if (part.value.missing) {
      others.emplace_back(*part.value.numbers.high, part.weight);
    } else {
      weight = weight + part.weight;
      points = points + part.weight * *part.value.numbers.high;
    }
  }
  std::sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
  for (const auto& [high, own] : others) {
    const bool raises = weight.is_zero() || points < high * weight;
    if (!raises && weight >= least) break;
    // To reach the least share a piece of the part would be enough; no real choice gives a greater mean.
    const Number lacking = least - weight;
    const Number taken = raises || lacking > own ? own : lacking;
    weight = weight + taken;
    points = points + taken * high;
  }
  return weight.is_zero() ? std::nullopt : std::optional<Number>(points / weight);
}

bool all_there(const std::vector<WeightedBounds>& parts) {
  return std::none_of(parts.begin(), parts.end(),
                      [](const WeightedBounds& part) { return part.value.missing; });
}

/// The weight that is there in any case.
Number sure_weight(const std::vector<WeightedBounds>& parts) {
  Number weight;
  for (const WeightedBounds& part : parts)
    if (!part.value.missing) weight = weight + part.weight;
  return weight;
}

Number possible_weight(const std::vector<WeightedBounds>& parts) {
  Number weight;
  for (const WeightedBounds& part : parts)
    if (part.value.present) weight = weight + part.weight;
  return weight;
}

Interval weighted_sum(const std::vector<WeightedBounds>& parts, const Number& total) {
  Interval result = Interval::point(Number(0));
  for (const WeightedBounds& part : parts)
    result = sum(result, scaled(part.value.numbers, part.weight / total));
  return result;
}

} // namespace

Possible weighted_bounds(const std::vector<WeightedBounds>& parts, const Interval& at_least) {
  const Number total = total_of(parts);
  if (total.is_zero()) return Possible();
  for (const WeightedBounds& part : parts)
    if (part.value.nothing()) return Possible::none();
  Possible result;
  const Number sure = sure_weight(parts) / total;
  const Number possible = possible_weight(parts) / total;
  const Number share = at_least.low ? *at_least.low : Number(0);
  result.missing = sure.is_zero() || !at_least.high || sure < *at_least.high;
  result.present = !possible.is_zero() && possible >= share;
  if (!result.present) return result;
  if (all_there(parts)) {
    result.numbers = weighted_sum(parts, total);
    return result;
  }
  result.numbers.high = greatest_mean(parts, share);
  std::vector<WeightedBounds> turned = parts;
  for (WeightedBounds& part : turned)
    part.value.numbers = negated(part.value.numbers);
  if (const auto low = greatest_mean(turned, share)) result.numbers.low = -*low;
  return result;
}

Interval coverage_bounds(const std::vector<WeightedBounds>& parts) {
  const Number total = total_of(parts);
  if (total.is_zero()) return {};
  return {sure_weight(parts) / total, possible_weight(parts) / total};
}

Possible points_bounds(const std::vector<WeightedBounds>& parts, std::uint32_t part) {
  const WeightedBounds& own = parts[part];
  const Number total = total_of(parts);
  if (total.is_zero() || !own.value.present) {
    Possible result = Possible::none();
    result.missing = true;
    return result;
  }
  // The more is left out, the more of the weight is this part's.
  const Number least_there = own.value.missing ? sure_weight(parts) + own.weight : sure_weight(parts);
  const Number greatest_share = least_there.is_zero() ? Number(0) : own.weight / least_there;
  Possible result =
      Possible::of(product(own.value.numbers, {own.weight / possible_weight(parts), greatest_share}));
  result.missing = !all_there(parts);
  return result;
}

} // namespace strata
