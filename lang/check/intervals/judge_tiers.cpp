// Tiers of the main scale that caps, floors and `lower` leave without a customer: for what each line of the
// scale takes, the tiers that may come of it. (Lines that take nobody are the business of patterns.)
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/intervals/judgements.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

using Form = ast::AdjustDecl::Form;

class TierJudge {
 public:
  TierJudge(BoundsEvaluation& evaluation, const TypedScale& scale, Findings& findings)
      : evaluation_(evaluation), model_(evaluation.model()), scale_(scale), findings_(findings) {}

  void run() {
    Path others = evaluation_.past_screens(); // for lines of conditions: those before have not held
    for (const TypedArm& arm : scale_.arms) {
      const Path way = scale_.declaration->subjects.empty() ? by_condition(*arm.arm, others)
                                                            : by_patterns(*arm.arm, others);
      if (way.open) follow(arm, way);
    }
    for (const auto& [tier, step] : moved_)
      if (reached_.count(tier) == 0) report(tier, step);
  }

 private:
  /// A line, and what moved all that it takes away from its tier.
  struct Step {
    const ast::TierArm* line;
    const TypedAdjust* adjust;
  };

  Path by_condition(const ast::TierArm& line, Path& others) {
    if (!line.condition) return others;
    const Path taken = evaluation_.assume(*line.condition, true, others);
    others = evaluation_.assume(*line.condition, false, others);
    return taken;
  }

  Path by_patterns(const ast::TierArm& line, const Path& path) {
    Path way = path;
    const auto& subjects = scale_.declaration->subjects;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const ast::Pattern& pattern = line.patterns[line.patterns.size() == 1 ? 0 : i];
      const Possible subject = evaluation_.handled(*subjects[i], way, true);
      way = evaluation_.narrow(*subjects[i], evaluation_.part(subject, pattern, subjects[i]->type, way).fits,
                               way);
    }
    return way;
  }

  void follow(const TypedArm& arm, const Path& way) {
    std::set<std::uint32_t> tiers{arm.tier};
    const TypedAdjust* mover = nullptr;
    for (const Form form : std::array{Form::Floor, Form::Lower, Form::Cap, Form::HardCap})
      for (const TypedAdjust& adjust : model_.adjusts) {
        if (adjust.form != form || adjust.condition == nullptr) continue;
        const Possible truth = evaluation_.of(*adjust.condition, way);
        std::set<std::uint32_t> next;
        for (const std::uint32_t tier : tiers) {
          if (!truth.present || truth.no) next.insert(tier);
          if (!truth.present || truth.yes) next.insert(moved(adjust, tier));
        }
        if (mover == nullptr && tiers.count(arm.tier) > 0 && next.count(arm.tier) == 0) mover = &adjust;
        tiers = std::move(next);
      }
    if (mover != nullptr) moved_.emplace(arm.tier, Step{arm.arm, mover});
    reached_.insert(tiers.begin(), tiers.end());
  }

  [[nodiscard]] std::uint32_t moved(const TypedAdjust& adjust, std::uint32_t tier) const {
    const auto worst = static_cast<std::uint32_t>(scale_.tiers.size() - 1);
    switch (adjust.form) {
    case Form::Floor: return std::min(tier, adjust.tier);
    case Form::Lower: return adjust.steps > worst - tier ? worst : tier + adjust.steps;
    default: return std::max(tier, adjust.tier);
    }
  }

  void report(std::uint32_t tier, const Step& step) {
    const TypedAdjust& adjust = *step.adjust;
    const std::string name = adjust.form == Form::Lower ? fmt::format("`lower by {}`", adjust.steps)
                             : adjust.form == Form::Floor
                                 ? fmt::format("the floor at {}", code(scale_.tiers[adjust.tier].name))
                                 : fmt::format("the cap at {}", code(scale_.tiers[adjust.tier].name));
    Finding& finding =
        findings_.add(Code::TierNeverReached, step.line->tier.span,
                      fmt::format("no customer can have {}: {} moves everyone whom this line takes",
                                  code(scale_.tiers[tier].name), name));
    finding.others.push_back({adjust.condition->span, "this holds for all of them"});
  }

  BoundsEvaluation& evaluation_;
  const TypedModel& model_;
  const TypedScale& scale_;
  Findings& findings_;
  std::set<std::uint32_t> reached_;
  std::map<std::uint32_t, Step> moved_; ///< by tier: its first line that all are moved away from
};

} // namespace

void judge_tiers(BoundsEvaluation& evaluation, Findings& findings) {
  const TypedModel& model = evaluation.model();
  if (!model.main_scale || model.adjusts.empty()) return;
  TierJudge(evaluation, model.scales[*model.main_scale], findings).run();
}

} // namespace strata
