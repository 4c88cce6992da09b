// Leads an evaluation of bounds through the whole model, in the order of a decision, and hands what it has
// met to those who judge it.
#include "lang/check/intervals/judge.hpp"

#include "lang/check/intervals/judgements.hpp"

namespace strata {

namespace {

class Journey {
 public:
  Journey(const TypedModel& model, BoundsEvaluation& evaluation) : model_(model), evaluation_(evaluation) {}

  void run() {
    screens();
    rated_ = evaluation_.past_screens();
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

  // Each screen knows that those before it have not held.
  void screens() {
    Path way;
    for (const auto form : {ast::ScreenDecl::Form::Exclude, ast::ScreenDecl::Form::Unrated})
      for (const TypedScreen& screen : model_.screens) {
        if (screen.form != form || screen.condition == nullptr || !way.open) continue;
        (void)evaluation_.of(*screen.condition, way);
        way = evaluation_.assume(*screen.condition, false, way);
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
  Path rated_; ///< neither excluded nor unrated by a rule: of others, values that fail are no matter
};

} // namespace

void judge_ranges(TypedModel& model, Findings& findings) {
  BoundsEvaluation evaluation(model, ParameterReach::RangeElsePresent);
  Collector met;
  evaluation.observe(&met);
  Journey(model, evaluation).run();
  evaluation.observe(nullptr);
  judge_conditions(met, evaluation, findings);
  judge_divisions(met, model, findings);
  judge_calls(met, model, findings);
  judge_weighted(met, findings);
}

} // namespace strata
