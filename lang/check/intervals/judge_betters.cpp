// `better NAME rising|falling` where the values depend on the customer: whatever the customer, the better
// tier may not give less than the next one would. Proven, disproved, or said not to be decided.
#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/intervals/judgements.hpp"
#include "lang/check/intervals/words.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

class BetterJudge {
 public:
  BetterJudge(BoundsEvaluation& evaluation, Findings& findings)
      : evaluation_(evaluation), model_(evaluation.model()), findings_(findings) {}

  void judge(const TypedBetter& better) {
    const TypedAttribute& attribute = model_.attributes[better.attribute];
    bool decided = true;
    for (std::size_t i = 0; i + 1 < attribute.by_tier.size() && decided; ++i)
      decided = judge_pair(better, i);
    if (decided) return;
    Finding& finding = findings_.add(
        Code::BetterNotDecided, better.declaration->name.span,
        fmt::format("whether a better tier is served worse in {} is not decided", code(attribute.name)));
    for (const ast::Expr* value : attribute.by_tier)
      if (evaluation_.reads_row(*value)) {
        finding.others.push_back({value->span, "this depends on the customer"});
        return;
      }
  }

 private:
  /// False where nothing is proven of a tier and the next one.
  bool judge_pair(const TypedBetter& better, std::size_t tier) {
    const TypedAttribute& attribute = model_.attributes[better.attribute];
    const ast::Expr* upper = attribute.by_tier[tier];
    const ast::Expr* lower = attribute.by_tier[tier + 1];
    if (!is_measured(attribute.type.kind)) return same(*upper, *lower, model_);
    if (upper->type.kind == Kind::Missing || lower->type.kind == Kind::Missing) return true;
    const Interval apart = better.rising ? evaluation_.difference_of(*upper, *lower, Path{})
                                         : evaluation_.difference_of(*lower, *upper, Path{});
    if (at_least_zero(apart) || rounds_alike(better, *upper, *lower)) return true;
    if (!apart.high || !(apart.high->is_negative() || (apart.high->is_zero() && apart.high_open)))
      return false;
    report(better, tier, apart);
    return true;
  }

  static bool at_least_zero(const Interval& apart) { return apart.low && !apart.low->is_negative(); }

  /// Rounding keeps the order of numbers, so what is rounded alike may be compared before.
  bool rounds_alike(const TypedBetter& better, const ast::Expr& upper, const ast::Expr& lower) {
    const auto* above = std::get_if<ast::Call>(&upper.node);
    const auto* below = std::get_if<ast::Call>(&lower.node);
    if (above == nullptr || below == nullptr || above->builtin != below->builtin) return false;
    if (above->builtin < Builtin::Round || above->builtin > Builtin::Ceil) return false;
    if (above->arguments.size() != below->arguments.size()) return false;
    if (above->arguments.size() > 1 && !same(*above->arguments[1], *below->arguments[1], model_))
      return false;
    const ast::Expr& high = *above->arguments[0];
    const ast::Expr& low = *below->arguments[0];
    return at_least_zero(better.rising ? evaluation_.difference_of(high, low, Path{})
                                       : evaluation_.difference_of(low, high, Path{}));
  }

  void report(const TypedBetter& better, std::size_t tier, const Interval& apart) {
    const TypedAttribute& attribute = model_.attributes[better.attribute];
    const auto& tiers = model_.scales[*model_.main_scale].tiers;
    Type distance = attribute.type;
    if (distance.kind == Kind::Date) distance.kind = Kind::Duration;
    Finding& finding =
        findings_.add(Code::BetterBroken, attribute.by_tier[tier]->span,
                      fmt::format("the better tier {} always has {} {} than {}, by {}", tiers[tier].name,
                                  better.rising ? "a lower" : "a higher", code(attribute.name),
                                  tiers[tier + 1].name, low_in_words(negated(apart), distance)));
    finding.others.push_back(
        {attribute.by_tier[tier + 1]->span, fmt::format("the value of {}", tiers[tier + 1].name)});
    finding.others.push_back({better.declaration->span, "what was promised"});
  }

  BoundsEvaluation& evaluation_;
  const TypedModel& model_;
  Findings& findings_;
};

} // namespace

void judge_betters(BoundsEvaluation& evaluation, Findings& findings) {
  const TypedModel& model = evaluation.model();
  BetterJudge judge(evaluation, findings);
  for (const TypedBetter& better : model.betters) {
    bool depends = false; // else constants have been compared when they were typed
    bool complete = true;
    for (const ast::Expr* value : model.attributes[better.attribute].by_tier) {
      complete = complete && value != nullptr;
      depends = depends || (value != nullptr && evaluation.reads_row(*value));
    }
    if (complete && depends) judge.judge(better);
  }
}

} // namespace strata
