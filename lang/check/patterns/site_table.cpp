// From a site to its table: axes and formulas of the arms, and of what is known there as far as it has to do
// with them.
#include <algorithm>

#include "lang/check/patterns/verdict.hpp"

namespace strata::patterns {

namespace {

void collect_axes(const Formula& formula, std::set<std::uint32_t>& axes) {
  if (formula.kind == Formula::Kind::OnAxis) axes.insert(formula.axis);
  for (const Formula& part : formula.parts)
    collect_axes(part, axes);
}

/// What has no axis in common with the arms, however far around, cannot matter.
void drop_unrelated(std::vector<Formula>& known, std::set<std::uint32_t> related) {
  std::vector<std::set<std::uint32_t>> axes(known.size());
  for (std::size_t i = 0; i < known.size(); ++i)
    collect_axes(known[i], axes[i]);
  std::vector<bool> kept(known.size());
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (kept[i]) continue;
      if (std::none_of(axes[i].begin(), axes[i].end(),
                       [&](std::uint32_t axis) { return related.count(axis) != 0; }))
        continue;
      related.insert(axes[i].begin(), axes[i].end());
      kept[i] = again = true;
    }
  }
  for (std::size_t i = 0; i < known.size(); ++i)
    if (!kept[i]) known[i] = Formula::always();
}

} // namespace

SiteTable::SiteTable(const Site& site, const JudgeContext& context)
    : builder(context.model, context.typing, context.bounds) {
  for (const SiteArm& arm : site.arms) {
    parts.emplace_back();
    if (arm.patterns != nullptr) {
      for (std::size_t i = 0; i < site.subjects->size(); ++i)
        parts.back().push_back(builder.pattern((*arm.patterns)[arm.otherwise ? 0 : i], *(*site.subjects)[i]));
    } else if (arm.condition != nullptr) {
      parts.back().push_back(builder.condition(*arm.condition));
    }
    table.arms.push_back(Formula::all(parts.back()));
  }
  // A customer whose subject is missing is unrated: no gap, and no arm either.
  if (site.scale != nullptr && site.subjects != nullptr) {
    std::vector<Formula> missing;
    for (const ast::ExprPtr& subject : *site.subjects)
      missing.push_back(builder.is_missing(*subject));
    table.arms.push_back(Formula::any(std::move(missing)));
  }
  builder.settle();
  for (const Formula& arm : table.arms)
    collect_axes(arm, judged);
  for (const Known& one : site.known)
    known.push_back(one.formula(builder, context.model));
  drop_unrelated(known, judged);
  std::vector<Formula> possible;
  std::vector<Formula> present = {builder.at_present(), builder.among_limits(false)};
  for (std::size_t i = 0; i < known.size(); ++i)
    (site.known[i].of_unrated ? present : possible).push_back(known[i]);
  possible.push_back(builder.among_limits(true));
  table.possible = Formula::all(std::move(possible));
  table.present = Formula::all(std::move(present));
  table.axes = builder.axes();
}

} // namespace strata::patterns
