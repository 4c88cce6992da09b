// What names mean: the words of the language first, then what the model declares, then tiers by their bare
// names. A value is typed when it is first read, which is why declarations may stand in any order.
#include "lang/check/declarations/names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

Type tier_type(std::uint32_t scale) {
  Type type;
  type.kind = Kind::Tier;
  type.scale = static_cast<std::int32_t>(scale);
  return type;
}

Type kind_type(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

/// The type of what a name refers to, once that is typed.
std::optional<Type> type_of(const Reference& target, const TypedModel& model) {
  switch (target.entity) {
  case Entity::Column: return model.columns[target.index].type;
  case Entity::Parameter: return model.parameters[target.index].type;
  case Entity::Definition: return model.definitions[target.index].type;
  case Entity::Dimension: return model.dimensions[target.index].type;
  case Entity::Score: return model.scores[target.index].type;
  case Entity::Shown: return model.shown[target.index].type;
  case Entity::Scale: return tier_type(target.index);
  case Entity::Attribute: return model.attributes[target.index].type;
  default: return std::nullopt;
  }
}

bool is_value(const Symbol& symbol) {
  return !symbol.rule && symbol.target.entity != Entity::Group;
}

} // namespace

std::string code(std::string_view text) {
  return fmt::format("`{}`", text);
}

std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& candidates) {
  const std::string nearest = nearest_name(wanted, candidates);
  return nearest.empty() ? std::string{} : fmt::format("did you mean {}?", code(nearest));
}

std::optional<Type> ModelNames::resolve(const ast::Name& name, Reference& target) {
  if (is_kept_name(name.text)) return resolve_kept(name, target);
  const Symbol* symbol = checking_.symbols.find(name.text);
  if (symbol == nullptr) return resolve_tier(name, target);
  if (!is_value(*symbol)) {
    report_no_value(name, symbol->target, symbol->rule);
    return std::nullopt;
  }
  if (const auto node = node_of(symbol->target); node && !checking_.demand.typed(*node, name.span))
    return std::nullopt;
  target = symbol->target;
  return type_of(target, checking_.model);
}

std::optional<Type> ModelNames::resolve_kept(const ast::Name& name, Reference& target) {
  const TypedModel& model = checking_.model;
  if (name.text == "as_of") {
    target = {Entity::AsOf, 0, 0};
    return kind_type(Kind::Date);
  }
  if (name.text == "tier" || name.text == "unrated") {
    if (model.main_scale) {
      target = {name.text == "tier" ? Entity::Scale : Entity::Unrated, *model.main_scale, 0};
      return tier_type(*model.main_scale);
    }
    checking_.findings
        .add(Code::NoMainScale, name.span,
             fmt::format("{} is read, and the model has no main scale of tiers", code(name.text)))
        .help = "write `tiers by … { … }` without a name: that scale is the main one";
    return std::nullopt;
  }
  if (name.text == "reasons" && checking_.in_example && model.main_scale) {
    target = {Entity::Reasons, 0, 0};
    return kind_type(Kind::Text);
  }
  if (name.text == "reasons" && checking_.in_example) {
    checking_.findings.add(Code::NoMainScale, name.span,
                           "`reasons` are of the main scale, and the model has none");
    return std::nullopt;
  }
  const char* said = name.text == "reasons" ? "can be read in an example's expectations only"
                                            : "is a word of the language and no value";
  checking_.findings.add(Code::KeptName, name.span, fmt::format("{} {}", code(name.text), said));
  return std::nullopt;
}

std::optional<Type> ModelNames::resolve_tier(const ast::Name& name, Reference& target) {
  const TypedModel& model = checking_.model;
  const std::vector<Reference> tiers = checking_.symbols.tiers(name.text);
  if (tiers.empty()) {
    report_unknown(name);
    return std::nullopt;
  }
  const Reference* found = tiers.size() == 1 ? &tiers.front() : nullptr;
  for (const Reference& tier : tiers)
    if (model.main_scale == tier.index) found = &tier;
  if (found == nullptr) {
    std::vector<std::string> full;
    for (const Reference& tier : tiers)
      full.push_back(code(model.scales[tier.index].name + "." + name.text));
    checking_.findings
        .add(Code::AmbiguousTier, name.span, fmt::format("several scales have a tier {}", code(name.text)))
        .help = fmt::format("say which one: {}", listed(full, "or"));
    return std::nullopt;
  }
  target = *found;
  return tier_type(found->index);
}

void ModelNames::report_no_value(const ast::Name& name, const Reference& target, bool rule) {
  const auto declared = declared_at(target);
  Finding& finding = checking_.findings.add(
      Code::NoValue, name.span,
      rule ? fmt::format("{} is a named rule, which has no value without its arguments", code(name.text))
           : fmt::format("{} is a group of tiers, which is no value", code(name.text)));
  if (declared) finding.others.push_back({*declared, "declared here"});
  finding.help = rule ? fmt::format("write `{}(…)`", name.text)
                      : fmt::format("ask whether a tier is one of them: `tier is {}`", name.text);
}

/// Words that other languages have for what this one writes otherwise.
std::string foreign_word_help(std::string_view name) {
  static constexpr std::string_view kNothing[] = {"null", "NULL", "Null", "none", "None",
                                                  "nil",  "NA",   "nan",  "NaN"};
  if (std::find(std::begin(kNothing), std::end(kNothing), name) != std::end(kNothing))
    return "the value of an empty cell is `missing`";
  if (name == "default" || name == "_") return "the last line, for all that is left, is `otherwise : …`";
  return {};
}

/// Without a main scale the policies have been reported, and what they declare is not known.
bool ModelNames::is_lost_attribute(const ast::Name& name) const {
  if (checking_.model.main_scale) return false;
  const auto& policies = checking_.declarations.policies;
  return std::any_of(policies.begin(), policies.end(), [&](const ast::PolicyDecl* policy) {
    return std::any_of(policy->attributes.begin(), policy->attributes.end(),
                       [&](const ast::AttributeDecl& said) { return said.name.text == name.text; });
  });
}

void ModelNames::report_unknown(const ast::Name& name) {
  if (is_lost_attribute(name)) return;
  constexpr std::size_t kMostSuggested = 100; // each is compared with every name
  Finding& finding = checking_.findings.add(
      Code::UnknownName, name.span, fmt::format("nothing is called {}", code(name.text)), "unknown name");
  if (++unknown_names_ > kMostSuggested) return;
  auto candidates = checking_.symbols.names(is_value);
  candidates.insert(candidates.end(), {"as_of", "missing", "true", "false", "any", "otherwise"});
  for (const TypedScale& scale : checking_.model.scales) {
    if (scale.main) candidates.push_back("tier");
    for (const TypedTier& tier : scale.tiers)
      candidates.push_back(tier.name);
  }
  finding.help = foreign_word_help(name.text);
  if (finding.help.empty()) finding.help = did_you_mean(name.text, candidates);
}

std::optional<std::uint32_t> ModelNames::find_scale(const ast::Name& name) {
  const TypedModel& model = checking_.model;
  std::vector<std::string> candidates;
  for (std::uint32_t i = 0; i < model.scales.size(); ++i) {
    if (model.scales[i].name == name.text) return i;
    candidates.push_back(model.scales[i].name);
  }
  checking_.findings
      .add(Code::UnknownScale, name.span, fmt::format("no scale of tiers is called {}", code(name.text)))
      .help = did_you_mean(name.text, candidates);
  return std::nullopt;
}

std::optional<Type> ModelNames::resolve_member(const ast::Member& member, Reference& target) {
  const auto scale = find_scale(member.scope);
  if (!scale) return std::nullopt;
  if (member.member.text == "unrated") {
    target = {Entity::Unrated, *scale, 0};
    return tier_type(*scale);
  }
  const auto tier = find_tier(checking_, *scale, member.member);
  if (!tier) return std::nullopt;
  target = {Entity::Tier, *scale, *tier};
  return tier_type(*scale);
}

Reference ModelNames::in_scale(std::uint32_t scale, std::string_view name) {
  if (name == "unrated") return {Entity::Unrated, scale, 0};
  for (const Reference& tier : checking_.symbols.tiers(name))
    if (tier.index == scale) return tier;
  const Symbol* symbol = checking_.symbols.find(name);
  if (symbol == nullptr || symbol->target.entity != Entity::Group) return {};
  const std::uint32_t group = symbol->target.index;
  checking_.groups_used[group] = true; // also beside another scale: what is reported there is not "unused"
  return checking_.model.groups[group].scale == scale ? symbol->target : Reference{};
}

bool ModelNames::declares_value(std::string_view name) {
  if (name == "tier") return checking_.model.main_scale.has_value();
  if (name == "as_of") return true;
  const Symbol* symbol = checking_.symbols.find(name);
  return symbol != nullptr && is_value(*symbol);
}

std::optional<std::uint32_t> ModelNames::find_rule(std::string_view name) {
  const Symbol* symbol = checking_.symbols.find(name);
  if (symbol == nullptr || !symbol->rule) return std::nullopt;
  checking_.rules_used[symbol->target.index] = true;
  return symbol->target.index;
}

std::optional<std::uint32_t> ModelNames::scale_for_level(const ast::LevelOf& level, Span place) {
  if (level.scale) return find_scale(*level.scale);
  if (checking_.model.main_scale) return checking_.model.main_scale;
  checking_.findings
      .add(Code::NoMainScale, place, "`level of` is read, and the model has no main scale of tiers")
      .help = "name the scale: `level of SCALE.SUBJECT`";
  return std::nullopt;
}

std::optional<Type> ModelNames::rate(std::uint32_t currency, Span place) {
  const TypedModel& model = checking_.model;
  for (const TypedRate& rate : model.rates) {
    if (rate.currency != currency) continue;
    if (!checking_.demand.typed({Node::Of::Rate, currency}, place)) return std::nullopt;
    return rate.value->type;
  }
  const std::string& foreign = model.currencies[currency];
  checking_.findings.add(Code::RateLacking, place, fmt::format("no rate of {} is declared", foreign)).help =
      fmt::format("say what one {} is worth: `rate {} = …`", foreign, foreign);
  return std::nullopt;
}

std::optional<Number> ModelNames::dimension_weight(std::uint32_t dimension) {
  const TypedDimension& declared = checking_.model.dimensions[dimension];
  checking_.demand.typed({Node::Of::Dimension, dimension}, declared.declaration->name.span);
  return declared.weight;
}

std::optional<Span> ModelNames::declared_at(const Reference& target) {
  const TypedModel& model = checking_.model;
  switch (target.entity) {
  case Entity::Column: return model.columns[target.index].declaration->base_span;
  case Entity::Parameter: return model.parameters[target.index].declaration->name.span;
  case Entity::Definition: return model.definitions[target.index].declaration->name.span;
  case Entity::Dimension: return model.dimensions[target.index].declaration->name.span;
  case Entity::Score: return model.scores[target.index].declaration->name.span;
  case Entity::Shown: return model.shown[target.index].declaration->name.span;
  case Entity::Scale: {
    const ast::TiersDecl& tiers = *model.scales[target.index].declaration;
    return tiers.name ? tiers.name->span : tiers.span;
  }
  case Entity::Tier:
    for (const TypedArm& arm : model.scales[target.index].arms)
      if (arm.tier == target.member) return arm.arm->tier.span;
    return std::nullopt;
  case Entity::Group: {
    const Symbol* symbol = checking_.symbols.find(model.groups[target.index].name);
    return symbol == nullptr ? std::optional<Span>{} : symbol->declared;
  }
  case Entity::Attribute: {
    const auto& values = checking_.declarations.attributes[target.index];
    return values.empty() ? std::optional<Span>{} : values.front().declaration->name.span;
  }
  default: return std::nullopt;
  }
}

std::optional<std::uint32_t> find_tier(Checking& checking, std::uint32_t scale, const ast::Name& name) {
  for (const Reference& tier : checking.symbols.tiers(name.text))
    if (tier.index == scale) return tier.member;
  const TypedScale& of = checking.model.scales[scale];
  std::vector<std::string> candidates;
  for (const TypedTier& tier : of.tiers)
    candidates.push_back(tier.name);
  Finding& finding = checking.findings.add(
      Code::UnknownTier, name.span,
      of.main ? fmt::format("no tier is called {}", code(name.text))
              : fmt::format("the scale {} has no tier {}", code(of.name), code(name.text)));
  finding.help = did_you_mean(name.text, candidates);
  if (finding.help.empty()) finding.help = fmt::format("its tiers are {}", listed(candidates));
  return std::nullopt;
}

} // namespace strata
