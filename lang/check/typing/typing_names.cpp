// Typing of literals and of everything that begins with a name: values, tiers, coverage, points, levels.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"

namespace strata {

bool ExpressionTyping::becomes(Type type) {
  expression_.type = type;
  return true;
}

bool ExpressionTyping::becomes(Kind kind) {
  return becomes(Type{.kind = kind});
}

// ---- literals
// -----------------------------------------------------------------------------------------------

bool ExpressionTyping::operator()(ast::NumberLiteral& node) {
  if (!node.currency)
    return becomes(Type{.kind = Kind::Number, .whole = node.value.is_whole(), .literal = true});
  const auto& currencies = model_.currencies;
  const auto found = std::find(currencies.begin(), currencies.end(), node.currency->text);
  if (found != currencies.end())
    return becomes(
        Type{.kind = Kind::Money, .currency = static_cast<std::int32_t>(found - currencies.begin())});
  Finding& finding = report(Code::UnknownCurrency, node.currency->span,
                            fmt::format("nothing in this model is in {}", node.currency->text));
  const bool unnamed = currencies.empty() || currencies.front().empty();
  finding.help = unnamed ? fmt::format("name the model's currency: `currency {}`", node.currency->text)
                         : fmt::format("the model's currency is {}", currencies.front());
  return false;
}

bool ExpressionTyping::operator()(ast::TextLiteral&) {
  return becomes(Kind::Text);
}
bool ExpressionTyping::operator()(ast::BooleanLiteral&) {
  return becomes(Kind::Boolean);
}
bool ExpressionTyping::operator()(ast::DateLiteral&) {
  return becomes(Kind::Date);
}
bool ExpressionTyping::operator()(ast::DurationLiteral&) {
  return becomes(Kind::Duration);
}
bool ExpressionTyping::operator()(ast::MissingLiteral&) {
  return becomes(Type{.kind = Kind::Missing, .optional = true});
}

// ---- names
// --------------------------------------------------------------------------------------------------

bool ExpressionTyping::unknown_in_scale(const ast::Name& name) {
  const TypedScale& scale = model_.scales[static_cast<std::size_t>(scale_)];
  std::vector<std::string> words;
  for (const TypedTier& tier : scale.tiers)
    words.push_back(tier.name);
  const std::string tiers = listed(words);
  for (const TypedGroup& group : model_.groups)
    if (group.scale == static_cast<std::uint32_t>(scale_)) words.push_back(group.name);
  Finding& finding = report(Code::NoSuchTier, name.span,
                            scale.main ? fmt::format("{} is no tier, and no value either", code(name.text))
                                       : fmt::format("{} is no tier of {}, and no value either",
                                                     code(name.text), code(scale.name)));
  finding.notes.push_back("the tiers are " + tiers);
  finding.help = did_you_mean(name.text, words);
  return false;
}

bool ExpressionTyping::name_or_group(ast::NameUse& node) {
  if (scale_ != Type::kAny) {
    node.target = names_.in_scale(static_cast<std::uint32_t>(scale_), node.name.text);
    if (node.target.entity != Entity::None) return becomes(Type{.kind = Kind::Tier, .scale = scale_});
    if (!names_.declares_value(node.name.text)) return unknown_in_scale(node.name);
  }
  std::optional<Type> type = names_.resolve(node.name, node.target);
  if (!type) return false;
  if (facts_.holds(node.target)) type->optional = false;
  return becomes(*type);
}

bool ExpressionTyping::member_or_group(ast::Member& node) {
  const std::optional<Type> type = names_.resolve_member(node, node.target);
  return type && becomes(*type);
}

bool ExpressionTyping::not_a_group(const Reference& target, const std::string& name) {
  if (target.entity != Entity::Group) return true;
  report(Code::GroupAsValue, expression_.span,
         fmt::format("{} is a group of tiers, not one of them", code(name)))
      .help = fmt::format("test for it with `is {}`", name);
  return false;
}

bool ExpressionTyping::operator()(ast::NameUse& node) {
  return name_or_group(node) && not_a_group(node.target, node.name.text);
}

bool ExpressionTyping::operator()(ast::Member& node) {
  return member_or_group(node) && not_a_group(node.target, node.scope.text + "." + node.member.text);
}

// ---- weighted values by name
// --------------------------------------------------------------------------------

namespace {

const ast::Expr* value_of(const TypedModel& model, const Reference& target) {
  switch (target.entity) {
  case Entity::Definition: return model.definitions[target.index].value;
  case Entity::Dimension: return model.dimensions[target.index].value;
  case Entity::Score: return model.scores[target.index].value;
  case Entity::Shown: return model.shown[target.index].value;
  default: return nullptr;
  }
}

/// The weighted expression that a value is, through names that only pass it on.
const ast::Weighted* weighted_in(const TypedModel& model, const ast::Expr* value) {
  while (value != nullptr) {
    if (const auto* weighted = std::get_if<ast::Weighted>(&value->node)) return weighted;
    const auto* call = std::get_if<ast::Call>(&value->node);
    const auto* name = std::get_if<ast::NameUse>(&value->node);
    value = call != nullptr && call->inlined ? call->inlined.get()
            : name != nullptr                ? value_of(model, name->target)
                                             : nullptr;
  }
  return nullptr;
}

/// A score or definition whose expression weighs a dimension, before it is typed.
bool weighs(const ast::Expr& value, const TypedDimension& dimension) {
  const auto* weighted = std::get_if<ast::Weighted>(&value.node);
  if (weighted == nullptr) return false;
  if (weighted->of_dimensions) return dimension.declaration->weight != nullptr;
  return std::any_of(weighted->parts.begin(), weighted->parts.end(), [&](const ast::WeightedPart& part) {
    const auto* name = std::get_if<ast::NameUse>(&part.value->node);
    return name != nullptr && name->name.text == dimension.name;
  });
}

/// Declared names of the weighted values that weigh a dimension: scores, and definitions where no score does.
std::vector<ast::Name> weighing(const TypedModel& model, const TypedDimension& dimension) {
  std::vector<ast::Name> found;
  for (const TypedScore& score : model.scores)
    if (weighs(*score.declaration->value, dimension)) found.push_back(score.declaration->name);
  if (!found.empty()) return found;
  for (const TypedDefinition& definition : model.definitions)
    if (!definition.rule && weighs(*definition.declaration->value, dimension))
      found.push_back(definition.declaration->name);
  return found;
}

} // namespace

bool ExpressionTyping::operator()(ast::CoverageOf& node) {
  if (!names_.resolve(node.name, node.target)) return false;
  node.weighted = weighted_in(model_, value_of(model_, node.target));
  if (node.weighted == nullptr) {
    Finding& finding =
        report(Code::NotWeighted, node.name.span,
               fmt::format("{} is no weighted value, so nothing covers it", code(node.name.text)));
    if (const std::optional<Span> declared = names_.declared_at(node.target))
      finding.others.push_back({*declared, fmt::format("{} is declared here", code(node.name.text))});
    finding.help = "name something that is declared as `weighted …`";
    return false;
  }
  const auto& parts = node.weighted->parts;
  const bool finite = std::all_of(parts.begin(), parts.end(),
                                  [](const ast::WeightedPart& part) { return part.weight->type.finite; });
  return becomes(Type{.kind = Kind::Number, .finite = finite});
}

bool ExpressionTyping::operator()(ast::PointsOf& node) {
  const auto dimension = std::find_if(model_.dimensions.begin(), model_.dimensions.end(),
                                      [&](const TypedDimension& one) { return one.name == node.name.text; });
  if (dimension == model_.dimensions.end()) {
    Reference target;
    if (!names_.resolve(node.name, target)) return false;
    report(Code::NotWeighted, node.name.span,
           fmt::format("{} is {}, and only a dimension has points", code(node.name.text),
                       describe(target.entity)));
    return false;
  }
  const std::vector<ast::Name> scores = weighing(model_, *dimension);
  if (scores.size() != 1) {
    Finding& finding =
        report(Code::NotWeighted, node.name.span,
               scores.empty() ? fmt::format("no score weighs {}, so it has no points", code(node.name.text))
                              : fmt::format("{} scores weigh {}: which points are meant?", scores.size(),
                                            code(node.name.text)));
    constexpr std::size_t kMostShown = 6;
    for (std::size_t i = 0; i < scores.size() && i < kMostShown; ++i)
      finding.others.push_back({scores[i].span, "one of them"});
    return false;
  }
  Reference score;
  if (!names_.resolve(scores.front(), score)) return false;
  node.weighted = weighted_in(model_, value_of(model_, score));
  node.target = {.entity = Entity::Dimension,
                 .index = static_cast<std::uint32_t>(dimension - model_.dimensions.begin())};
  if (node.weighted == nullptr) return false; // its name means something else, which has been reported
  const auto& parts = node.weighted->parts;
  const auto part = std::find_if(parts.begin(), parts.end(), [&](const ast::WeightedPart& one) {
    const auto* name = std::get_if<ast::NameUse>(&one.value->node);
    return name != nullptr && name->name.text == node.name.text;
  });
  if (part == parts.end()) return false;
  node.part = static_cast<std::uint32_t>(part - parts.begin());
  Type type = part->value->type;
  // Too little present: the whole is missing, and so is what each part would be of it.
  type.optional = type.optional || value_of(model_, score)->type.optional;
  type.whole = false;
  type.literal = false;
  type.places.reset();
  type.finite = type.finite && node.weighted->form == ast::WeightedForm::Plain && part->weight->type.finite;
  return becomes(type);
}

bool ExpressionTyping::operator()(ast::LevelOf& node) {
  const std::optional<std::uint32_t> index = names_.scale_for_level(node, expression_.span);
  if (!index) return false;
  const TypedScale& scale = model_.scales[*index];
  const auto& subjects = scale.declaration->subjects;
  std::vector<std::string> words;
  for (const ast::ExprPtr& subject : subjects) {
    const auto* name = std::get_if<ast::NameUse>(&subject->node);
    words.push_back(name != nullptr ? name->name.text : std::string());
  }
  const auto found = std::find(words.begin(), words.end(), node.name.text);
  if (found == words.end()) {
    Finding& finding =
        report(Code::NoSuchSubject, node.name.span,
               fmt::format("the scale {} is not cut by {}", code(scale.name), code(node.name.text)));
    finding.others.push_back({scale.declaration->span, "the scale"});
    words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
    if (!words.empty()) finding.notes.push_back("it is cut by " + listed(words));
    finding.help = did_you_mean(node.name.text, words);
    return false;
  }
  node.target = {
      .entity = Entity::Scale, .index = *index, .member = static_cast<std::uint32_t>(found - words.begin())};
  return becomes(Type{.kind = Kind::Tier, .scale = static_cast<std::int32_t>(*index)});
}

} // namespace strata
