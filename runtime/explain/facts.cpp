// What an explanation tells, gathered from one decision.
#include "runtime/explain/facts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"
#include "runtime/explain/parts.hpp"
#include "runtime/explain/source_lines.hpp"
#include "runtime/run/rejects.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

/// One customer under explanation.
class Gathering {
 public:
  Gathering(CustomerScope& scope, const CustomerRow& customer, const Decision& decision,
            const std::vector<ArmTaken>& arms, const CustomerTable& table)
      : scope_(scope),
        model_(scope.model()),
        customer_(customer),
        decision_(decision),
        arms_(arms),
        table_(table) {}

  [[nodiscard]] ExplanationFacts facts() {
    heading();
    screens();
    inputs();
    if (!decision_.excluded) {
      values();
      for (const bool main : {true, false})
        scales(main);
      steps();
      distances();
      policy();
      for (std::string& note : bound_notes(scope_))
        facts_.notes.push_back(std::move(note));
    }
    for (const Reason& reason : decision_.reasons)
      facts_.reasons.push_back(reason_text(model_, reason));
    for (const ResultFailure& failed : failures_of(model_, decision_))
      facts_.failures.push_back(
          {failed.result, failed.failure->message, line_of(model_, failed.failure->place)});
    return std::move(facts_);
  }

 private:
  void heading() {
    facts_.model = model_.name;
    facts_.title = model_.title;
    facts_.version = model_.version;
    facts_.key = customer_.key;
    facts_.file = table_.name;
    facts_.line = customer_.record.line;
    facts_.excluded = decision_.excluded;
    if (!model_.main_scale) return;
    const TypedScale& scale = model_.scales[*model_.main_scale];
    facts_.tier = decision_.excluded ? "excluded" : tier_name(scale, decision_.tier);
    if (decision_.tier_failure) facts_.tier_failure = decision_.tier_failure->message;
    if (decision_.tier != TierValue::kUnrated) facts_.label = label_of(scale, decision_.tier);
  }

  void screens() {
    if (!decision_.screen) return;
    const TypedScreen& screen = model_.screens[*decision_.screen];
    const bool exclude = screen.form == ast::ScreenDecl::Form::Exclude;
    facts_.screens.push_back({.what = exclude ? "exclude" : "unrated",
                              .reason = screen.reason,
                              .line = line_of(model_, screen.declaration->span),
                              .before = "",
                              .after = "",
                              .decided_by = ""});
  }

  void inputs() {
    for (std::uint32_t i = 0; i < model_.columns.size(); ++i) {
      const TypedColumn& column = model_.columns[i];
      if (!column.used || i == model_.key) continue;
      ExplainedValue value = named(column.cell.name, customer_.cells[i], column.cell.places);
      value.shown.clear(); // a cell is what it is
      value.line = line_of(model_, column.declaration->name.span);
      value.source = column.cell.row_number ? "" : header_of(column.cell, table_);
      // The name stands in front of it already: `"abc", not a number`.
      if (const std::string is = column.cell.name + " is "; value.failure.starts_with(is))
        value.failure.erase(0, is.size());
      if (column.cell.sensitive) hide(value);
      facts_.inputs.push_back(std::move(value));
    }
  }

  void values() {
    for (std::uint32_t i = 0; i < model_.definitions.size(); ++i) {
      const TypedDefinition& definition = model_.definitions[i];
      const Outcome* outcome = definition.rule ? nullptr : scope_.known_definition(i);
      if (outcome == nullptr) continue;
      ExplainedValue value = named(definition.name, *outcome, definition.type.places);
      add_source(value, *definition.value, definition.declaration->name.span);
      if (scope_.hides({Entity::Definition, i, 0}))
        hide(value);
      else
        note_lacking(definition.name, *definition.value);
      facts_.definitions.push_back(std::move(value));
    }
    for (std::size_t i = 0; i < model_.dimensions.size(); ++i) {
      const TypedDimension& dimension = model_.dimensions[i];
      ExplainedValue value =
          named(dimension.name, decision_.dimensions[i], places(dimension.places, dimension.type));
      if (dimension.label != dimension.name) value.label = dimension.label;
      value.line = line_of(model_, dimension.declaration->name.span);
      if (dimension.value != nullptr) add_source(value, *dimension.value, dimension.declaration->name.span);
      facts_.dimensions.push_back(std::move(value));
    }
    for (std::size_t i = 0; i < model_.scores.size(); ++i) {
      const TypedScore& score = model_.scores[i];
      ExplainedValue value = named(score.name, decision_.scores[i], places(score.places, score.type));
      add_source(value, *score.value, score.declaration->name.span);
      note_lacking(score.name, *score.value);
      facts_.scores.push_back(std::move(value));
    }
    if (scope_.constants().weighted != nullptr)
      facts_.points = explained_parts(scope_, *scope_.constants().weighted);
    for (std::size_t i = 0; i < model_.shown.size(); ++i) {
      const TypedShown& shown = model_.shown[i];
      ExplainedValue value = named(shown.name, decision_.shown[i], places(shown.places, shown.type));
      if (shown.label != shown.name) value.label = shown.label;
      add_source(value, *shown.value, shown.declaration->name.span);
      facts_.shown.push_back(std::move(value));
    }
  }

  void scales(bool main) {
    for (std::size_t i = 0; i < model_.scales.size(); ++i) {
      if (model_.scales[i].main == main) facts_.scales.push_back(scale_of(i));
    }
  }

  [[nodiscard]] ExplainedScale scale_of(std::size_t index) {
    const TypedScale& scale = model_.scales[index];
    const ScaleDecision& decision = decision_.scales[index];
    ExplainedScale result;
    result.name = scale.name;
    result.tier = tier_name(scale, decision.tier);
    result.label = decision.tier == TierValue::kUnrated ? "" : label_of(scale, decision.tier);
    result.reason = decision.unrated_reason;
    for (std::size_t k = 0; k < decision.subjects.size(); ++k) {
      const ast::Expr& subject = *scale.declaration->subjects[k];
      ExplainedValue value = named(print(subject), decision.subjects[k], places_of_subject(subject));
      if (quotes_hidden(scope_, subject)) hide(value);
      result.subjects.push_back(std::move(value));
    }
    if (decision.arm) {
      const ast::TierArm& arm = *scale.arms[*decision.arm].arm;
      result.taken = explained_line(model_, arm.span);
      if (scale.declaration->subjects.size() == 1) result.pattern = pattern_text(arm.patterns.front());
    }
    return result;
  }

  /// ">= 80"; where the border is no plain number, its value and what it is: ">= 80 (strategic_cut)".
  [[nodiscard]] std::string pattern_text(const ast::Pattern& pattern) {
    const auto* comparison = std::get_if<ast::ComparisonPattern>(&pattern.node);
    if (comparison == nullptr) return print(pattern);
    const Outcome border = scope_.outcome(*comparison->operand);
    const Value* value = value_of(border);
    if (value == nullptr || std::holds_alternative<ast::NumberLiteral>(comparison->operand->node))
      return print(pattern);
    const std::string operand = print(*comparison->operand);
    const std::string whole = print(pattern); // the operator stands before the operand
    return fmt::format("{}{} ({})", whole.substr(0, whole.size() - operand.size()),
                       exact_text(model_, *value), operand);
  }

  void steps() {
    if (!model_.main_scale) return;
    const TypedScale& scale = model_.scales[*model_.main_scale];
    for (const AdjustStep& step : decision_.steps) {
      const TypedAdjust& adjust = model_.adjusts[step.adjust];
      facts_.steps.push_back(
          {.what = adjust_text(adjust, scale),
           .reason = adjust.reason,
           .line = line_of(model_, adjust.declaration->span),
           .before = tier_name(scale, step.before),
           .after = tier_name(scale, step.after),
           .decided_by = step.decided_by ? with_reason(model_.adjusts[*step.decided_by], scale) : ""});
    }
  }

  static std::string with_reason(const TypedAdjust& adjust, const TypedScale& scale) {
    return fmt::format("{} \"{}\"", adjust_text(adjust, scale), adjust.reason);
  }

  static std::string adjust_text(const TypedAdjust& adjust, const TypedScale& scale) {
    using Form = ast::AdjustDecl::Form;
    switch (adjust.form) {
    case Form::Floor: return "floor at " + scale.tiers[adjust.tier].name;
    case Form::Lower: return fmt::format("lower by {}", adjust.steps);
    case Form::Cap: return "cap at " + scale.tiers[adjust.tier].name;
    case Form::HardCap: return "hard cap at " + scale.tiers[adjust.tier].name;
    }
    return {};
  }

  void distances() {
    if (!model_.main_scale) return;
    if (const auto above = line_above(scope_)) facts_.line_above = line_of_matrix(*above);
    const TierDistances found = tier_distances(scope_);
    if (found.up) facts_.up = distance_of(*found.up);
    if (found.down) facts_.down = distance_of(*found.down);
    const ScaleDecision& base = decision_.scales[*model_.main_scale];
    const bool held_in_matrix =
        base.subjects.size() > 1 && !facts_.line_above && decision_.tier != TierValue::kUnrated;
    if (found.held || held_in_matrix) held_by();
    if (base.subjects.size() != 1 || !base.arm) return;
    const ast::Expr& subject = *model_.scales[*model_.main_scale].declaration->subjects.front();
    if (quotes_hidden(scope_, subject))
      facts_.notes.push_back(fmt::format(
          "how far other tiers are is not told, because {} reads a sensitive column", print(subject)));
  }

  /// The caps that even the best base tier would meet, and the `lower`s where they alone lead down as far.
  void held_by() {
    using Form = ast::AdjustDecl::Form;
    std::uint32_t lowered = 0;
    for (const AdjustStep& step : decision_.steps)
      if (const TypedAdjust& adjust = model_.adjusts[step.adjust]; adjust.form == Form::Lower)
        lowered += adjust.steps;
    for (const AdjustStep& step : decision_.steps) {
      const TypedAdjust& adjust = model_.adjusts[step.adjust];
      const bool lower = adjust.form == Form::Lower;
      const bool cap = !lower && adjust.form != Form::Floor;
      if ((lower && lowered >= decision_.tier) || (cap && adjust.tier >= decision_.tier))
        facts_.held_by.push_back(with_reason(adjust, model_.scales[*model_.main_scale]));
    }
  }

  [[nodiscard]] ExplainedLineAbove line_of_matrix(const LineAbove& above) const {
    const TypedScale& scale = model_.scales[*model_.main_scale];
    const ast::TierArm& arm = *scale.arms[above.arm].arm;
    ExplainedLineAbove result{
        .tier = tier_name(scale, above.tier), .line = line_of(model_, arm.span), .needs = {}};
    for (const std::size_t position : above.lacking) {
      const ast::Pattern& pattern = arm.patterns[position];
      const bool relation = std::holds_alternative<ast::ComparisonPattern>(pattern.node);
      result.needs.push_back(fmt::format("{} {}{}", print(*scale.declaration->subjects[position]),
                                         relation ? "" : "in ", print(pattern)));
    }
    return result;
  }

  [[nodiscard]] ExplainedDistance distance_of(const TierDistance& found) const {
    const TypedScale& scale = model_.scales[*model_.main_scale];
    std::string_view sign = found.more ? (found.at_border ? ">=" : ">") : (found.at_border ? "<=" : "<");
    std::vector<std::string> because;
    for (const std::size_t adjust : found.moved_by)
      because.push_back(with_reason(model_.adjusts[adjust], scale));
    return {.tier = tier_name(scale, found.tier),
            .subject = print(*scale.declaration->subjects.front()),
            .comparison = std::string(sign),
            .border = exact_of(found.border),
            .distance = exact_of(found.distance),
            .more = found.more,
            .at_border = found.at_border,
            .because = std::move(because)};
  }

  void policy() {
    for (std::uint32_t i = 0; i < model_.attributes.size(); ++i) {
      const TypedAttribute& attribute = model_.attributes[i];
      const ast::Expr* source = scope_.attribute_source(i);
      ExplainedValue value = named(attribute.name, decision_.attributes[i], attribute.type.places);
      if (source != nullptr) {
        value.line = line_of(model_, source->span);
        value.source = print(*source);
        value.arms = arms_inside(model_, *source, arms_);
      }
      facts_.policy.push_back(std::move(value));
    }
  }

  [[nodiscard]] ExplainedValue named(std::string name, const Outcome& outcome,
                                     std::optional<int> shown_places) const {
    ExplainedValue result;
    result.name = std::move(name);
    if (const Failure* failure = failure_of(outcome)) {
      result.failure = failure->message;
      return result;
    }
    const Value& value = *value_of(outcome);
    result.value = exact_of(model_, value);
    if (const auto* number = std::get_if<Number>(&value); number != nullptr && shown_places) {
      result.shown = cell_text(model_, value, shown_places);
      const std::optional<int> exact_places = number->decimals();
      result.rounded = !exact_places || *exact_places > *shown_places;
    }
    return result;
  }

  void add_source(ExplainedValue& value, const ast::Expr& expression, Span declared) {
    value.line = line_of(model_, declared);
    value.source = print(expression);
    value.arms = arms_inside(model_, expression, arms_);
    if (std::holds_alternative<ast::Weighted>(expression.node))
      value.parts = explained_parts(scope_, expression);
  }

  void note_lacking(const std::string& name, const ast::Expr& expression) {
    if (std::string note = lacking_note(scope_, name, expression); !note.empty())
      facts_.notes.push_back(std::move(note));
  }

  static void hide(ExplainedValue& value) {
    value.value = {kHidden, ""};
    value.shown.clear();
    value.rounded = false;
    value.arms.clear();
    value.parts.clear();
  }

  static std::string label_of(const TypedScale& scale, std::uint32_t tier) {
    const TypedTier& typed = scale.tiers[tier];
    return typed.label == typed.name ? std::string() : typed.label;
  }

  static std::optional<int> places(std::optional<int> declared, const Type& type) {
    return declared ? declared : type.places;
  }

  [[nodiscard]] std::optional<int> places_of_subject(const ast::Expr& subject) const {
    const auto* use = std::get_if<ast::NameUse>(&subject.node);
    if (use != nullptr && use->target.entity == Entity::Score && model_.scores[use->target.index].places)
      return model_.scores[use->target.index].places;
    return subject.type.places;
  }

  CustomerScope& scope_;
  const TypedModel& model_;
  const CustomerRow& customer_;
  const Decision& decision_;
  const std::vector<ArmTaken>& arms_;
  const CustomerTable& table_;
  ExplanationFacts facts_;
};

} // namespace

ExplanationFacts explanation_facts(const TypedModel& model, const RunSettings& settings,
                                   const CustomerRow& customer, const CustomerTable& table) {
  const ModelConstants constants = constants_of(model);
  std::vector<ArmTaken> arms;
  CustomerScope scope(model, constants, settings, customer.cells, &arms);
  const Decision decision = decide(scope);
  ExplanationFacts facts = Gathering(scope, customer, decision, arms, table).facts();
  if (settings.as_of) facts.as_of = settings.as_of->to_text();
  return facts;
}

} // namespace strata
