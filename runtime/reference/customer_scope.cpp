// What expressions read of one customer: cells as they were read, named values evaluated once when first
// asked for.
#include "runtime/reference/customer_scope.hpp"

#include <algorithm>
#include <stdexcept>

#include "lang/syntax/walk.hpp"
#include "runtime/reference/order.hpp"

namespace strata {

namespace {

Value value_or_throw(const Outcome& outcome) {
  if (const Failure* failure = failure_of(outcome)) throw *failure;
  return *value_of(outcome);
}

} // namespace

CustomerScope::CustomerScope(const TypedModel& model, const ModelConstants& constants,
                             const RunSettings& settings, const CustomerCells& cells,
                             std::vector<ArmTaken>* arms)
    : model_(model),
      constants_(constants),
      settings_(settings),
      cells_(cells),
      arms_(arms),
      definitions_(model.definitions.size()),
      dimensions_(model.dimensions.size()),
      scores_(model.scores.size()),
      shown_(model.shown.size()),
      attributes_(model.attributes.size()),
      rates_(model.rates.size()),
      scales_(model.scales.size()) {}

Outcome CustomerScope::outcome(const ast::Expr& expression) {
  try {
    return evaluate(expression, *this);
  } catch (const Failure& failure) {
    return failure;
  }
}

const Outcome& CustomerScope::remembered(std::vector<Slot>& slots, std::uint32_t index,
                                         const ast::Expr* value) {
  Slot& slot = slots[index];
  if (slot.outcome) return *slot.outcome;
  // Checking refuses cycles; going round in one here would be a mistake of ours.
  if (slot.running) throw std::logic_error("a value that depends on itself was not refused by checking");
  slot.running = true;
  slot.outcome = value != nullptr ? outcome(*value) : Outcome(Value(Missing{}));
  slot.running = false;
  if (const Failure* failure = failure_of(*slot.outcome); failure != nullptr && failure->screened)
    slot.outcome = Value(Missing{});
  return *slot.outcome;
}

const Outcome& CustomerScope::definition(std::uint32_t index) {
  return remembered(definitions_, index, model_.definitions[index].value);
}

const Outcome& CustomerScope::dimension(std::uint32_t index) {
  const TypedDimension& dimension = model_.dimensions[index];
  if (dimension.column) return cells_[*dimension.column];
  return remembered(dimensions_, index, dimension.value);
}

const Outcome& CustomerScope::score(std::uint32_t index) {
  return remembered(scores_, index, model_.scores[index].value);
}

const Outcome& CustomerScope::shown(std::uint32_t index) {
  return remembered(shown_, index, model_.shown[index].value);
}

const ast::Expr* CustomerScope::attribute_source(std::uint32_t index) {
  if (screening().excluded) return nullptr;
  const TypedAttribute& attribute = model_.attributes[index];
  const std::uint32_t tier = effective().tier;
  return tier == TierValue::kUnrated ? attribute.unrated : attribute.by_tier[tier];
}

const Outcome& CustomerScope::attribute(std::uint32_t index) {
  return remembered(attributes_, index, attribute_source(index));
}

const ScaleDecision& CustomerScope::scale(std::uint32_t index) {
  if (!scales_[index]) {
    ScaleDecision decision = decide_scale(*this, index);
    scales_[index] = std::move(decision);
  }
  return *scales_[index];
}

const Screening& CustomerScope::screening() {
  if (!screening_) screening_ = decide_screening(*this);
  return *screening_;
}

const EffectiveTier& CustomerScope::effective() {
  if (!effective_) effective_ = decide_effective(*this);
  return *effective_;
}

const std::vector<Reason>& CustomerScope::reasons() {
  if (!reasons_) reasons_ = decide_reasons(*this);
  return *reasons_;
}

Value CustomerScope::read(const Reference& target, Span place) {
  switch (target.entity) {
  case Entity::Column: return value_or_throw(cells_[target.index]);
  case Entity::Parameter: return model_.parameters[target.index].value;
  case Entity::AsOf:
    if (!settings_.as_of) throw Failure{.place = place, .message = "as_of is not given"};
    return *settings_.as_of;
  case Entity::Definition: return value_or_throw(definition(target.index));
  case Entity::Dimension: return value_or_throw(dimension(target.index));
  case Entity::Score: return value_or_throw(score(target.index));
  case Entity::Shown: return value_or_throw(shown(target.index));
  case Entity::Attribute: return value_or_throw(attribute(target.index));
  case Entity::Scale: {
    const bool main = model_.scales[target.index].main;
    return TierValue{target.index, main ? effective().tier : scale(target.index).tier};
  }
  case Entity::Reasons: return reasons_text(model_, reasons());
  case Entity::Tier: return TierValue{target.index, target.member};
  case Entity::Unrated: return TierValue{target.index, TierValue::kUnrated};
  case Entity::Group:
  case Entity::None: break;
  }
  throw std::logic_error("a name without a value was not refused by checking");
}

const std::vector<std::uint32_t>& CustomerScope::tiers_of_group(std::uint32_t group) {
  return model_.groups[group].tiers;
}

Value CustomerScope::level(std::uint32_t scale, std::uint32_t position, Span) {
  return TierValue{scale, level_of_subject(*this, scale, position)};
}

Number CustomerScope::rate(std::uint32_t currency, Span place) {
  const auto found = std::find_if(model_.rates.begin(), model_.rates.end(),
                                  [&](const TypedRate& rate) { return rate.currency == currency; });
  if (found == model_.rates.end() || found->value == nullptr)
    throw Failure{.place = place, .message = "no rate is declared for " + model_.currencies[currency]};
  const auto index = static_cast<std::uint32_t>(found - model_.rates.begin());
  return std::get<Number>(value_or_throw(remembered(rates_, index, found->value)));
}

bool CustomerScope::hides(const Reference& target) {
  if (target.entity == Entity::Column) return model_.columns[target.index].cell.sensitive;
  return target.entity == Entity::Definition && constants_.hidden_definitions[target.index];
}

void CustomerScope::took_arm(const ast::Expr& match, std::size_t arm) {
  if (arms_ == nullptr) return;
  // A weighted value may be worked out again for its reasons. The arms of a `tally` come one by one.
  const bool known = std::any_of(arms_->begin(), arms_->end(), [&](const ArmTaken& taken) {
    return taken.match == &match && taken.arm == arm;
  });
  if (!known) arms_->push_back({&match, arm});
}

const Outcome* CustomerScope::known_definition(std::uint32_t index) const {
  const Slot& slot = definitions_[index];
  return slot.outcome ? &*slot.outcome : nullptr;
}

bool quotes_hidden(CustomerScope& scope, const ast::Expr& expression) {
  if (const auto* use = std::get_if<ast::NameUse>(&expression.node)) return scope.hides(use->target);
  bool hidden = false;
  each_part(expression, [&](const ast::Expr& part) { hidden = hidden || quotes_hidden(scope, part); });
  return hidden;
}

} // namespace strata
