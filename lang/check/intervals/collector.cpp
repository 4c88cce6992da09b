// Puts the visits of one place together.
#include "lang/check/intervals/collector.hpp"

#include <algorithm>

namespace strata {

namespace {

void join_all(std::vector<Possible>& known, const std::vector<Possible>& more) {
  if (known.empty()) {
    known = more;
    return;
  }
  for (std::size_t i = 0; i < std::min(known.size(), more.size()); ++i)
    known[i] = join(known[i], more[i]);
}

} // namespace

void Collector::condition(const ast::Expr& condition, const Possible& truth, const Path& path) {
  SeenCondition& seen = conditions[place_of(condition)];
  if (seen.copies.empty()) seen.path = path;
  if (std::find(seen.copies.begin(), seen.copies.end(), &condition) == seen.copies.end())
    seen.copies.push_back(&condition);
  seen.may_hold = seen.may_hold || (truth.present && truth.yes);
  seen.may_fail_to_hold = seen.may_fail_to_hold || (truth.present && truth.no);
}

void Collector::division(const ast::Expr& divisor, const Possible& possible) {
  SeenOperands& seen = divisors[place_of(divisor)];
  if (seen.first == nullptr) seen.first = &divisor;
  join_all(seen.possible, {possible});
}

void Collector::call(const ast::Expr& call, const std::vector<Possible>& arguments) {
  SeenOperands& seen = calls[place_of(call)];
  if (seen.first == nullptr) seen.first = &call;
  join_all(seen.possible, arguments);
}

void Collector::weighted(const ast::Expr& weighted, const std::vector<WeightedBounds>& parts) {
  SeenWeighted& seen = weighted_values[place_of(weighted)];
  if (seen.first == nullptr) {
    seen = {&weighted, parts};
    return;
  }
  for (std::size_t i = 0; i < std::min(parts.size(), seen.parts.size()); ++i)
    seen.parts[i].value = join(seen.parts[i].value, parts[i].value);
}

} // namespace strata
