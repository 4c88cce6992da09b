// Distances on a ladder: the lines of the main scale are `>= border` downwards (or `<= border` upwards), and
// an `otherwise` at the end. The adjusts that hold are applied to each base tier that could be reached.
#include "runtime/run/distance.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "runtime/reference/order.hpp"

namespace strata {

namespace {

/// A line of a ladder: from which number on it takes.
struct Rung {
  std::uint32_t tier = 0;
  Number border;
  bool inclusive = true;
};
struct Ladder {
  std::vector<Rung> rungs;           ///< one per line, best first; the `otherwise` at the end is none
  bool rising = true;                ///< greater numbers are better
  std::optional<std::uint32_t> rest; ///< the tier of `otherwise`
};

bool is_upward(ast::Comparison op) {
  return op == ast::Comparison::Greater || op == ast::Comparison::GreaterEqual;
}

/// The rung of one line, or empty where it is no comparison with a number.
std::optional<Rung> rung_of(const TypedArm& arm, CustomerScope& scope, bool& rising) {
  const auto* comparison = std::get_if<ast::ComparisonPattern>(&arm.arm->patterns.front().node);
  if (comparison == nullptr) return std::nullopt;
  if (comparison->op == ast::Comparison::Equal || comparison->op == ast::Comparison::NotEqual)
    return std::nullopt;
  const Outcome border = scope.outcome(*comparison->operand);
  const Value* value = value_of(border);
  if (value == nullptr || !std::holds_alternative<Number>(*value)) return std::nullopt;
  rising = is_upward(comparison->op);
  const bool inclusive =
      comparison->op == ast::Comparison::GreaterEqual || comparison->op == ast::Comparison::LessEqual;
  return Rung{.tier = arm.tier, .border = std::get<Number>(*value), .inclusive = inclusive};
}

std::optional<Ladder> ladder_of(CustomerScope& scope, const TypedScale& scale) {
  if (scale.declaration->subjects.size() != 1) return std::nullopt;
  Ladder ladder;
  for (std::size_t i = 0; i < scale.arms.size(); ++i) {
    const ast::TierArm& arm = *scale.arms[i].arm;
    if (std::holds_alternative<ast::OtherwisePattern>(arm.patterns.front().node)) {
      ladder.rest = scale.arms[i].tier;
      break;
    }
    if (std::holds_alternative<ast::MissingPattern>(arm.patterns.front().node)) continue;
    bool rising = true;
    const auto rung = rung_of(scale.arms[i], scope, rising);
    if (!rung) return std::nullopt;
    if (ladder.rungs.empty()) ladder.rising = rising;
    const bool in_order = ladder.rungs.empty() || (rising ? rung->border <= ladder.rungs.back().border
                                                          : rung->border >= ladder.rungs.back().border);
    if (rising != ladder.rising || !in_order) return std::nullopt;
    ladder.rungs.push_back(*rung);
  }
  if (ladder.rungs.empty()) return std::nullopt;
  return ladder;
}

/// Where the adjusts that hold lead from a base tier, and which of them change it on the way.
struct Moved {
  std::uint32_t tier = 0;
  std::vector<std::size_t> by;
};
Moved with_adjusts(CustomerScope& scope, std::uint32_t tier) {
  const TypedModel& model = scope.model();
  const auto form_of = [&](std::size_t adjust) { return model.adjusts[adjust].form; };
  Moved moved{.tier = tier, .by = {}};
  for (const AdjustStep& step : scope.effective().steps) {
    const std::uint32_t before = moved.tier;
    moved.tier = adjusted(model.adjusts[step.adjust], before, model.scales[*model.main_scale].tiers.size());
    if (moved.tier == before) continue;
    // Of several floors or caps the one that leads furthest decides; each `lower` counts.
    const bool each = form_of(step.adjust) == ast::AdjustDecl::Form::Lower;
    if (!each && !moved.by.empty() && form_of(moved.by.back()) == form_of(step.adjust)) moved.by.pop_back();
    moved.by.push_back(step.adjust);
  }
  return moved;
}

/// Looks from one customer's rung upwards and downwards.
class Lookout {
 public:
  Lookout(CustomerScope& scope, const TypedScale& scale, const Ladder& ladder, const Number& subject)
      : scope_(scope), scale_(scale), ladder_(ladder), subject_(subject), now_(scope.effective().tier) {}

  /// The nearest better line that lifts the effective tier.
  [[nodiscard]] std::optional<TierDistance> up(std::size_t rung) const {
    for (std::size_t i = rung; i-- > 0;) {
      const Moved reached = with_adjusts(scope_, ladder_.rungs[i].tier);
      if (reached.tier < now_) return to_border(i, reached, ladder_.rungs[i].inclusive, true);
    }
    return std::nullopt;
  }
  /// The nearest border whose loss lowers the effective tier.
  [[nodiscard]] std::optional<TierDistance> down(std::size_t rung) const {
    for (std::size_t i = rung; i < ladder_.rungs.size(); ++i) {
      const bool last = i + 1 == ladder_.rungs.size();
      if (last && !ladder_.rest) return std::nullopt;
      const Moved reached = with_adjusts(scope_, last ? *ladder_.rest : ladder_.rungs[i + 1].tier);
      if (reached.tier > now_) return to_border(i, reached, !ladder_.rungs[i].inclusive, false);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] TierDistance to_border(std::size_t rung, Moved reached, bool at_border, bool better) const {
    const Number& border = ladder_.rungs[rung].border;
    return {.tier = reached.tier,
            .arm = arm_of(ladder_.rungs[rung].tier),
            .border = border,
            .distance = (border - subject_).absolute(),
            .at_border = at_border,
            .more = better == ladder_.rising,
            .moved_by = std::move(reached.by)};
  }
  [[nodiscard]] std::size_t arm_of(std::uint32_t tier) const {
    const auto found = std::find_if(scale_.arms.begin(), scale_.arms.end(),
                                    [&](const TypedArm& arm) { return arm.tier == tier; });
    return static_cast<std::size_t>(found - scale_.arms.begin());
  }

  CustomerScope& scope_;
  const TypedScale& scale_;
  const Ladder& ladder_;
  const Number& subject_;
  std::uint32_t now_;
};

} // namespace

TierDistances tier_distances(CustomerScope& scope) {
  const TypedModel& model = scope.model();
  if (!model.main_scale || scope.effective().tier == TierValue::kUnrated) return {};
  const TypedScale& scale = model.scales[*model.main_scale];
  const ScaleDecision& base = scope.scale(*model.main_scale);
  if (base.subjects.size() != 1) return {};
  if (quotes_hidden(scope, *scale.declaration->subjects.front())) return {};
  const Value* value = value_of(base.subjects.front());
  const auto* subject = value == nullptr ? nullptr : std::get_if<Number>(value);
  if (subject == nullptr) return {};
  const std::optional<Ladder> ladder = ladder_of(scope, scale);
  if (!ladder) return {};
  const auto at = std::find_if(ladder->rungs.begin(), ladder->rungs.end(),
                               [&](const Rung& rung) { return rung.tier == base.tier; });
  const auto rung = static_cast<std::size_t>(at - ladder->rungs.begin()); // one past the last: by `otherwise`
  const Lookout lookout(scope, scale, *ladder, *subject);
  try {
    const auto up = lookout.up(rung);
    return {.up = up, .down = lookout.down(rung), .held = !up && scope.effective().tier > 0};
  } catch (const NumberTooLarge&) {
    return {}; // a distance that has more digits than are kept is told to nobody
  }
}

std::optional<LineAbove> line_above(CustomerScope& scope) {
  const TypedModel& model = scope.model();
  if (!model.main_scale || scope.effective().tier == TierValue::kUnrated) return std::nullopt;
  const TypedScale& scale = model.scales[*model.main_scale];
  const ScaleDecision& base = scope.scale(*model.main_scale);
  if (base.subjects.size() < 2) return std::nullopt;
  std::optional<LineAbove> best;
  std::uint32_t worst_above = 0;
  for (std::size_t i = 0; i < scale.arms.size(); ++i) {
    worst_above = std::max(worst_above, scale.arms[i].tier);
    if (worst_above > scale.arms[i].tier) continue;
    LineAbove line{.tier = with_adjusts(scope, scale.arms[i].tier).tier, .arm = i, .lacking = {}};
    if (line.tier >= scope.effective().tier) continue;
    for (std::size_t k = 0; k < base.subjects.size(); ++k)
      if (!takes(*scale.arms[i].arm, k, *value_of(base.subjects[k]), scope)) line.lacking.push_back(k);
    const bool nearer = !best || line.tier > best->tier ||
                        (line.tier == best->tier && line.lacking.size() < best->lacking.size());
    if (nearer) best = std::move(line);
  }
  return best;
}

std::string distance_cell(const TypedModel& model, const TierDistance& distance) {
  constexpr int kPlacesOfEndless = 6;
  std::optional<int> places;
  const ast::Expr& subject = *model.scales[*model.main_scale].declaration->subjects.front();
  if (const auto* use = std::get_if<ast::NameUse>(&subject.node);
      use != nullptr && use->target.entity == Entity::Score)
    places = model.scores[use->target.index].places;
  if (!places) places = subject.type.places;
  if (!places && !distance.distance.decimals()) places = kPlacesOfEndless;
  const Number& exact = distance.distance;
  try {
    const Number shown = places ? exact.rounded(*places, Rounding::Ceiling) : exact;
    // What has been rounded up leads past a border that does not count itself; the exact distance does not.
    const std::string_view sign = !distance.at_border && shown == exact ? ">" : "";
    return fmt::format("{}{}", sign, places ? shown.to_text(*places) : shown.to_text());
  } catch (const NumberTooLarge&) {
    return {};
  }
}

} // namespace strata
