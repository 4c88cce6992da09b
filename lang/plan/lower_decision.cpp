// A model as a plan: everything that is decided, and what of it is shown.
#include <algorithm>

#include "lang/check/reasoned.hpp"
#include "lang/plan/cases.hpp"
#include "lang/plan/lowering.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::plan {

namespace {

bool is_wanted(const std::vector<bool>& list, std::size_t index) {
  return list.empty() || list[index];
}

/// Every customer is the reference evaluator's.
Plan all_slow(const TypedModel& model) {
  Plan plan;
  plan.steps = {{StepKind::Truth, TruthConstant{true}}, {StepKind::Number, NumberConstant{Number()}}};
  plan.slow = 0;
  plan.tiers.assign(model.scales.size(), 1);
  plan.dimensions.resize(model.dimensions.size());
  plan.scores.resize(model.scores.size());
  plan.shown.resize(model.shown.size());
  plan.attributes.resize(model.attributes.size());
  return plan;
}

} // namespace

/// A policy attribute at the effective tier; missing where an unrated customer has none.
Lowered Lowering::attribute(std::uint32_t index) {
  const TypedAttribute& attribute = model_.attributes[index];
  std::unordered_map<const ast::Expr*, Lowered> known; // tiers share their expressions
  const auto of = [&](const ast::Expr* source) {
    if (source == nullptr) return value_of(Missing{});
    const auto found = known.find(source);
    return found != known.end() ? found->second : known.emplace(source, expression(*source)).first->second;
  };
  if (!model_.main_scale) return of(attribute.unrated);
  const std::uint32_t main = *model_.main_scale;
  Axis tiers{.subject = named({.entity = Entity::Scale, .index = main}).value,
             .is_index = true,
             .borders = {},
             .places = attribute.by_tier.size() + 1};
  std::vector<std::vector<Atoms>> arms;
  std::vector<Lowered> results;
  for (std::size_t i = 0; i < tiers.places; ++i) {
    arms.push_back({{i, i}});
    results.push_back(of(i < attribute.by_tier.size() ? attribute.by_tier[i] : attribute.unrated));
  }
  return chosen(Cases(builder_, std::move(tiers), arms, builder_.no(), Cases::kNoArm), std::move(results));
}

/// The points that each dimension of the main score lost, in the order of declaration.
std::vector<LostPoints> Lowering::lost_points(StepId rated) {
  std::vector<LostPoints> lost;
  const ast::Expr* source = reasoned_weighted(model_);
  if (source == nullptr) return lost;
  const auto& node = std::get<ast::Weighted>(source->node);
  const WeightedSteps& steps = weighted(node);
  // A loss that would show as 0 is no reason.
  const StepId least = builder_.number(Number(5) * Number::power_of_ten(-kReasonPlaces - 1));
  for (std::size_t i = 0; i < node.parts.size(); ++i) {
    const std::uint32_t index = std::get<ast::NameUse>(node.parts[i].value->node).target.index;
    const TypedDimension& dimension = model_.dimensions[index];
    if (!dimension.greatest || !dimension.type.is_numeric()) continue;
    const Number& weight = node.parts[i].folded_weight;
    const Lowered& part = steps.parts[i];
    const StepId loss =
        builder_.affine({.constant = weight * *dimension.greatest, .terms = {{-weight, part.value}}});
    const StepId points = builder_.quotient(loss, steps.present);
    const StepId absent = builder_.either(part.missing, steps.total.missing);
    const StepId counts =
        builder_.logic(true, {rated, builder_.negation(absent),
                              builder_.compare(ast::Comparison::GreaterEqual, points, least)});
    if (counts == builder_.no()) continue;
    lost.push_back({.counts = counts,
                    .points = points,
                    .shown = builder_.rounded(points, kReasonPlaces, Rounding::HalfAway),
                    .dimension = index});
  }
  std::stable_sort(lost.begin(), lost.end(),
                   [](const auto& left, const auto& right) { return left.dimension < right.dimension; });
  return lost;
}

/// A result as it is shown; excluded customers have none.
Output Lowering::output(const Lowered& steps, const Type& type, const std::optional<int>& places) {
  Flow flow(builder_);
  Output result{.value = needed(steps, flow, kind_of(type)),
                .missing = builder_.either(steps.missing, screens().excluded)};
  if (type.is_numeric() && (places || type.places))
    result.value = builder_.rounded(result.value, places ? *places : *type.places, Rounding::HalfAway);
  if (type.kind == Kind::Tier) {
    std::vector<std::string> names;
    for (const TypedTier& tier : model_.scales[static_cast<std::size_t>(type.scale)].tiers)
      names.push_back(tier.name);
    names.emplace_back("unrated");
    result.value = builder_.pick_text(result.value, names);
  }
  return result;
}

Plan Lowering::decision(const Wanted& wanted) {
  Plan plan;
  plan.excluded = screens().excluded;
  StepId fails = builder_.no(); // for customers who are not excluded
  const auto fails_with = [&](StepId more) { fails = builder_.either(fails, more); };
  const auto add = [&](std::vector<Output>& list, const std::vector<bool>& asked, Entity entity,
                       std::size_t index, const Type& type, const std::optional<int>& places) {
    const Lowered steps = named({.entity = entity, .index = static_cast<std::uint32_t>(index)});
    fails_with(steps.fails);
    list.push_back(is_wanted(asked, index) ? output(steps, type, places) : Output{});
  };
  for (std::size_t i = 0; i < model_.dimensions.size(); ++i)
    add(plan.dimensions, wanted.dimensions, Entity::Dimension, i, model_.dimensions[i].type,
        model_.dimensions[i].places);
  for (std::size_t i = 0; i < model_.scores.size(); ++i)
    add(plan.scores, wanted.scores, Entity::Score, i, model_.scores[i].type, model_.scores[i].places);
  for (std::uint32_t i = 0; i < model_.scales.size(); ++i) {
    plan.tiers.push_back(named({.entity = Entity::Scale, .index = i}).value);
    fails_with(base(i).fails);
  }
  if (model_.main_scale) fails_with(effective().fails);
  for (std::size_t i = 0; i < model_.shown.size(); ++i)
    add(plan.shown, wanted.shown, Entity::Shown, i, model_.shown[i].type, model_.shown[i].places);
  for (std::size_t i = 0; i < model_.attributes.size(); ++i)
    add(plan.attributes, wanted.attributes, Entity::Attribute, i, model_.attributes[i].type, std::nullopt);
  if (model_.main_scale && model_.reasons > 0 && wanted.reasons) {
    const std::uint32_t main = *model_.main_scale;
    for (const auto* reasons : {&screens().reasons, &base(main).reasons, &effective().reasons})
      plan.plain_reasons.insert(plan.plain_reasons.end(), reasons->begin(), reasons->end());
    std::erase_if(plan.plain_reasons,
                  [&](const PlainReason& reason) { return reason.holds == builder_.no(); });
    plan.lost_points =
        lost_points(builder_.compare(ast::Comparison::Less, base(main).tier, unrated_tier(main)));
  }
  plan.slow = builder_.either(screens().fails, builder_.both(builder_.negation(screens().excluded), fails));
  return eliminated(builder_, std::move(plan));
}

Plan lower(const TypedModel& model, const Wanted& wanted) {
  try {
    return Lowering(model).decision(wanted);
  } catch (const TooDeep&) {
    return all_slow(model);
  } catch (const NumberTooLarge&) { // a constant of the model, which may fail for those who reach it
    return all_slow(model);
  }
}

} // namespace strata::plan
