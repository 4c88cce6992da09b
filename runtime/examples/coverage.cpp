// What of a model its examples touch: every line that could take a customer is listed once, by its place in
// the text, and ticked off when an example's customer takes it.
#include "runtime/examples/coverage.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/syntax/walk.hpp"
#include "runtime/edge.hpp"
#include "runtime/examples/model_places.hpp"
#include "runtime/examples/touched_borders.hpp"
#include "runtime/explain/source_lines.hpp"

namespace strata {

namespace {

/// Every kind of line has its own places: a tier stands where its first line does.
using Key = std::pair<std::string_view, std::uint32_t>;

class LineCoverage {
 public:
  explicit LineCoverage(const TypedModel& model) : model_(model) {
    for (const ast::Expr* expression : expressions_of(model))
      add_arms(*expression);
    for (const TypedScale& scale : model.scales)
      add_scale(scale);
    for (const TypedScreen& screen : model.screens)
      add("screen", screen.declaration->span, declaration_at(model, screen.declaration->span),
          explained_line(model, screen.condition->span).text);
    for (const TypedAdjust& adjust : model.adjusts)
      add("cap", adjust.declaration->span, declaration_at(model, adjust.declaration->span),
          explained_line(model, adjust.condition->span).text);
    for (const ast::Declaration& declaration : model.tree.declarations)
      if (const auto* policy = std::get_if<ast::PolicyDecl>(&declaration))
        add("policy", policy->span, declaration_at(model, policy->span));
  }

  void touch(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms) {
    for (const ArmTaken& taken : arms)
      tick("arm", arm_span(*taken.match, taken.arm));
    const TypedModel& model = scope.model();
    for (std::size_t i = 0; i < model.scales.size(); ++i)
      touch_scale(model.scales[i], decision.scales[i], decision);
    if (decision.screen) tick("screen", model.screens[*decision.screen].declaration->span);
    for (const AdjustStep& step : decision.steps)
      tick("cap", model.adjusts[step.adjust].declaration->span);
    for (std::uint32_t i = 0; i < model.attributes.size(); ++i)
      if (const ast::Expr* value = scope.attribute_source(i)) touch_policy(model, *value);
  }

  [[nodiscard]] std::vector<CoveredLine> lines() {
    std::vector<CoveredLine> lines;
    for (auto& [key, line] : lines_)
      lines.push_back(std::move(line));
    std::stable_sort(lines.begin(), lines.end(),
                     [](const CoveredLine& a, const CoveredLine& b) { return a.line < b.line; });
    return lines;
  }

 private:
  void add(std::string_view kind, Span place, std::string of, std::string text = {}) {
    lines_.try_emplace({kind, place.begin}, CoveredLine{.kind = std::string(kind),
                                                        .of = std::move(of),
                                                        .text = std::move(text),
                                                        .line = line_of(model_, place)});
  }

  void add_arms(const ast::Expr& expression) {
    for (std::size_t i = 0; i < arms_of(expression); ++i) {
      const Span place = arm_span(expression, i);
      add("arm", place, declaration_at(model_, place), explained_line(model_, place).text);
    }
    each_part(expression, [&](const ast::Expr& part) { add_arms(part); });
  }

  void add_scale(const TypedScale& scale) {
    const std::string of = declaration_at(model_, scale.declaration->span);
    for (const TypedArm& arm : scale.arms) {
      add(kind_of_line(scale), arm.arm->span, of, explained_line(model_, arm.arm->span).text);
      add("tier", place_of_tier(scale, arm.tier), of, scale.tiers[arm.tier].name);
    }
  }

  void touch_scale(const TypedScale& scale, const ScaleDecision& base, const Decision& decision) {
    if (base.arm) tick(kind_of_line(scale), scale.arms[*base.arm].arm->span);
    const std::uint32_t tier = scale.main ? decision.tier : base.tier;
    if (tier != TierValue::kUnrated) tick("tier", place_of_tier(scale, tier));
  }

  void touch_policy(const TypedModel& model, const ast::Expr& value) {
    for (const ast::Declaration& declaration : model.tree.declarations)
      if (const auto* policy = std::get_if<ast::PolicyDecl>(&declaration))
        for (const ast::AttributeDecl& attribute : policy->attributes)
          if (attribute.value.get() == &value) tick("policy", policy->span);
  }

  [[nodiscard]] static std::string_view kind_of_line(const TypedScale& scale) {
    return scale.declaration->subjects.size() > 1 ? "cell" : "arm";
  }
  [[nodiscard]] static Span place_of_tier(const TypedScale& scale, std::uint32_t tier) {
    return std::find_if(scale.arms.begin(), scale.arms.end(),
                        [&](const TypedArm& arm) { return arm.tier == tier; })
        ->arm->span;
  }

  /// Places are those of the text, which a variant at other parameters shares.
  void tick(std::string_view kind, Span place) {
    const auto found = lines_.find({kind, place.begin});
    if (found != lines_.end()) found->second.touched = true;
  }

  const TypedModel& model_;
  std::map<Key, CoveredLine> lines_;
};

class CoverageObserver final : public ExampleObserver {
 public:
  explicit CoverageObserver(const TypedModel& model) : lines(model) {}
  void decided(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms,
               const CustomerCells&, const RunSettings&) override {
    lines.touch(scope, decision, arms);
    borders.add(scope, decision, arms);
  }
  LineCoverage lines;
  TouchedBorders borders;
};

CoveredBorder covered(const TypedModel& model, const Border& border, const TouchedBorders& touched) {
  const Kind kind = border.subject->type.kind;
  CoveredBorder result{.of = declaration_at(model, border.place),
                       .subject = border.subject_text,
                       .value = written(with_measure(border.measure, kind), model),
                       .line = line_of(model, border.place)};
  for (const Border::Point& point : border.points)
    result.points.push_back({.side = std::string(name_of(point.side)),
                             .value = written(with_measure(point.measure, kind), model),
                             .touched = touched.touched(border, point.side)});
  return result;
}

Coverage coverage_of(const TypedModel& model) {
  CoverageObserver observer(model);
  const auto outcomes = run_examples(model, &observer);
  (void)outcomes; // whether they hold is another question
  Coverage result{.lines = observer.lines.lines(), .borders = {}};
  for (const Border& border : borders_of(model))
    result.borders.push_back(covered(model, border, observer.borders));
  return result;
}

} // namespace

std::array<CoverageTotal, 7> totals_of(const Coverage& coverage) {
  std::array<CoverageTotal, 7> totals = {
      CoverageTotal{"arm", "arms"},   {"tier", "tiers"}, {"cell", "cells"},
      {"screen", "screens"},          {"cap", "caps"},   {"policy", "policies"},
      {"border", "points at borders"}};
  for (const CoveredLine& line : coverage.lines) {
    CoverageTotal& total = *std::find_if(totals.begin(), totals.end(),
                                         [&](const CoverageTotal& entry) { return entry.kind == line.kind; });
    ++total.all;
    if (line.touched) ++total.touched;
  }
  for (const CoveredBorder& border : coverage.borders) {
    for (const BorderPoint& point : border.points) {
      ++totals.back().all;
      if (point.touched) ++totals.back().touched;
    }
  }
  return totals;
}

Coverage coverage(const Model& model) {
  return at_the_edge([&] { return coverage_of(model.typed()); });
}

} // namespace strata
