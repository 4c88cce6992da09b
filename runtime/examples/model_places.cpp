// Where things stand in a model. A declaration is named by the words with which it begins.
#include "runtime/examples/model_places.hpp"

#include <algorithm>

#include "runtime/explain/source_lines.hpp"

namespace strata {

namespace {

bool inside(Span place, Span whole) {
  return place.source == whole.source && place.begin >= whole.begin && place.end <= whole.end;
}

/// The text from the beginning of a declaration to the place where what it says begins, on one line.
std::string beginning(const TypedModel& model, Span declaration, std::uint32_t end) {
  return explained_line(model, {declaration.source, declaration.begin, end}).text;
}

/// The same of "cap at B "…" when COND", without the last word.
std::string before_condition(const TypedModel& model, Span declaration, const ast::Expr& condition) {
  std::string text = beginning(model, declaration, condition.span.begin);
  return text.substr(0, text.rfind(" when"));
}

} // namespace

std::vector<const ast::Expr*> expressions_of(const TypedModel& model) {
  std::vector<const ast::Expr*> list;
  const auto add = [&](const ast::Expr* expression) {
    if (expression != nullptr && std::find(list.begin(), list.end(), expression) == list.end())
      list.push_back(expression);
  };
  for (const TypedRate& rate : model.rates)
    add(rate.value);
  for (const TypedDefinition& definition : model.definitions)
    if (!definition.rule) add(definition.value);
  for (const TypedDimension& dimension : model.dimensions)
    add(dimension.value);
  for (const TypedScore& score : model.scores)
    add(score.value);
  for (const TypedShown& shown : model.shown)
    add(shown.value);
  for (const TypedScreen& screen : model.screens)
    add(screen.condition);
  for (const TypedScale& scale : model.scales) {
    for (const ast::ExprPtr& subject : scale.declaration->subjects)
      add(subject.get());
    for (const TypedArm& arm : scale.arms)
      add(arm.arm->condition.get());
  }
  for (const TypedAdjust& adjust : model.adjusts)
    add(adjust.condition);
  for (const TypedAttribute& attribute : model.attributes) {
    for (const ast::Expr* value : attribute.by_tier)
      add(value);
    add(attribute.unrated);
  }
  return list;
}

std::string declaration_at(const TypedModel& model, Span place) {
  for (const ast::Declaration& declaration : model.tree.declarations) {
    const Span whole = std::visit([](const auto& node) { return node.span; }, declaration);
    if (!inside(place, whole)) continue;
    return std::visit(
        overloaded{
            [&](const ast::DefineDecl& node) { return "define " + node.name.text; },
            [&](const ast::DimensionDecl& node) { return "dimension " + node.name.text; },
            [&](const ast::ScoreDecl& node) { return "score " + node.name.text; },
            [&](const ast::ShowDecl& node) { return "show " + node.name.text; },
            [&](const ast::RateDecl& node) { return "rate " + node.code.text; },
            [&](const ast::TiersDecl& node) { return node.name ? "tiers " + node.name->text : "tiers"; },
            [&](const ast::AdjustDecl& node) { return before_condition(model, whole, *node.condition); },
            [&](const ast::ScreenDecl& node) { return before_condition(model, whole, *node.condition); },
            [&](const ast::PolicyDecl& node) {
              return beginning(model, whole, node.targets.back().span.end);
            },
            [](const auto&) { return std::string(); },
        },
        declaration);
  }
  return {};
}

bool in_screen(const TypedModel& model, Span place) {
  return std::any_of(model.screens.begin(), model.screens.end(),
                     [&](const TypedScreen& screen) { return inside(place, screen.declaration->span); });
}

} // namespace strata
