// Leads an evaluation of bounds through the whole model, in the order of a decision, and hands what it has
// met to those who judge it.
#include "lang/check/intervals/judge.hpp"

#include "lang/check/intervals/judgements.hpp"

namespace strata {

namespace {

class Journey {
 public:
  Journey(const TypedModel& model, BoundsEvaluation& evaluation, bool screened)
      : model_(model),
        evaluation_(evaluation),
        screened_(screened),
        rated_(screened ? evaluation.past_screens() : Path{}) {}

  void run() {
    screens();
    for (const TypedRate& rate : model_.rates)
      visit(rate.value);
    for (const TypedDimension& dimension : model_.dimensions)
      visit(dimension.value);
    for (const TypedScore& score : model_.scores)
      visit(score.value);
    for (const TypedScale& scale : model_.scales)
      lines(scale);
    for (const TypedAdjust& adjust : model_.adjusts)
      visit(adjust.condition);
    for (const TypedShown& shown : model_.shown)
      visit(shown.value);
    for (const TypedAttribute& attribute : model_.attributes) {
      for (const ast::Expr* value : attribute.by_tier)
        visit(value);
      visit(attribute.unrated);
    }
    // One that nothing uses is judged by itself.
    for (std::uint32_t i = 0; i < model_.definitions.size(); ++i)
      if (!model_.definitions[i].rule && model_.definitions[i].value != nullptr &&
          !evaluation_.has_told({Entity::Definition, i, 0}))
        visit(model_.definitions[i].value);
  }

 private:
  void visit(const ast::Expr* expression) {
    if (expression != nullptr) (void)evaluation_.of(*expression, rated_);
  }

  // Each screen may know that those before it have not held.
  void screens() {
    Path way;
    for (const auto form : {ast::ScreenDecl::Form::Exclude, ast::ScreenDecl::Form::Unrated})
      for (const TypedScreen& screen : model_.screens) {
        if (screen.form != form || screen.condition == nullptr || !way.open) continue;
        (void)evaluation_.of(*screen.condition, way);
        if (screened_) way = evaluation_.assume(*screen.condition, false, way);
      }
  }

  void lines(const TypedScale& scale) {
    for (const ast::ExprPtr& subject : scale.declaration->subjects)
      visit(subject.get());
    for (const ast::TierArm& arm : scale.declaration->arms)
      visit(arm.condition.get());
  }

  const TypedModel& model_;
  BoundsEvaluation& evaluation_;
  bool screened_;
  Path rated_; ///< where `screened_`: of those neither excluded nor unrated by a rule
};

Collector met_by(const TypedModel& model, BoundsEvaluation& evaluation, bool screened) {
  Collector met;
  evaluation.observe(&met);
  Journey(model, evaluation, screened).run();
  evaluation.observe(nullptr);
  return met;
}

} // namespace

void judge_ranges(TypedModel& model, Findings& findings) {
  // A condition that only a screen keeps from ever holding is no mistake: that customers are unrated for two
  // reasons may well be said twice. But of customers that a screen has taken, values that fail are no matter.
  BoundsEvaluation rated(model, ParameterReach::RangeElsePresent, Whom::Rated);
  const Collector met = met_by(model, rated, true);
  judge_divisions(met, model, findings);
  judge_calls(met, model, findings);
  judge_weighted(met, findings);
  judge_tiers(rated, findings);
  if (model.screens.empty()) {
    judge_conditions(met, rated, findings);
  } else {
    BoundsEvaluation everybody(model, ParameterReach::RangeElsePresent, Whom::Everybody);
    judge_conditions(met_by(model, everybody, false), everybody, findings);
  }
  BoundsEvaluation present(model, ParameterReach::Present, Whom::Rated);
  judge_betters(present, findings);
}

} // namespace strata
