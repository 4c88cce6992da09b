// Policies: which value of an attribute is for which tier. `policy all` is the default of every tier and of
// unrated; what a named tier says goes before it. Every tier must have every attribute, and their types must
// agree.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

/// For whom a block is.
struct Targets {
  bool all = false;
  bool unrated = false;
  std::vector<std::uint32_t> tiers;
};

/// What fills the places of one attribute, a place per tier and one more for unrated.
struct Places {
  std::vector<const ast::AttributeDecl*> said; ///< null: nothing yet
  std::vector<bool> by_default;                ///< from `policy all`
  bool refused = false;                        ///< a block with it was: for whom it is, is not known
};

class PolicyCollector {
 public:
  PolicyCollector(Checking& checking, std::uint32_t scale)
      : checking_(checking),
        model_(checking.model),
        scale_(scale),
        tiers_(model_.scales[scale].tiers.size()) {}

  void add(ast::PolicyDecl& policy) {
    const auto targets = targets_of(policy);
    for (ast::AttributeDecl& attribute : policy.attributes)
      targets ? add(attribute, *targets) : refuse(attribute);
  }

  void finish() {
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      require_every_tier(i);
      TypedAttribute& attribute = model_.attributes[i];
      for (std::size_t tier = 0; tier < tiers_; ++tier) {
        const ast::AttributeDecl* said = places_[i].said[tier];
        attribute.by_tier.push_back(said == nullptr ? nullptr : said->value.get());
      }
      if (const ast::AttributeDecl* said = places_[i].said[tiers_]) attribute.unrated = said->value.get();
    }
  }

 private:
  std::optional<Targets> targets_of(const ast::PolicyDecl& policy) {
    Targets targets;
    for (const ast::Name& name : policy.targets) {
      if (name.text == "all") {
        if (policy.targets.size() == 1) return Targets{true, true, {}};
        checking_.findings.add(Code::AllIsAlone, name.span, "`all` stands alone: it is every tier already")
            .help = "write a block of its own: `policy all { … }`";
        return std::nullopt;
      }
      if (name.text == "unrated") {
        targets.unrated = true;
      } else if (!add_target(name, targets)) {
        return std::nullopt;
      }
    }
    std::sort(targets.tiers.begin(), targets.tiers.end());
    targets.tiers.erase(std::unique(targets.tiers.begin(), targets.tiers.end()), targets.tiers.end());
    return targets;
  }

  bool add_target(const ast::Name& name, Targets& targets) {
    const Reference target = checking_.names.in_scale(scale_, name.text);
    if (target.entity == Entity::Tier) {
      targets.tiers.push_back(target.member);
      return true;
    }
    if (target.entity == Entity::Group) {
      const auto& tiers = model_.groups[target.index].tiers;
      targets.tiers.insert(targets.tiers.end(), tiers.begin(), tiers.end());
      return true;
    }
    std::vector<std::string> candidates{"all", "unrated"};
    for (const TypedTier& tier : model_.scales[scale_].tiers)
      candidates.push_back(tier.name);
    for (const TypedGroup& group : model_.groups)
      if (group.scale == scale_) candidates.push_back(group.name);
    Finding& finding = checking_.findings.add(
        Code::UnknownTier, name.span,
        fmt::format("no tier or group of the main scale is called {}", code(name.text)));
    finding.help = did_you_mean(name.text, candidates);
    if (finding.help.empty()) finding.help = fmt::format("a policy is for {}", listed(candidates, "or"));
    return false;
  }

  void add(ast::AttributeDecl& said, const Targets& targets) {
    const auto index = attribute_of(said.name);
    if (!index) return;
    checking_.declarations.attributes[*index].push_back({&said, targets.all});
    for (std::size_t tier = 0; tier < tiers_; ++tier)
      if (targets.all || std::binary_search(targets.tiers.begin(), targets.tiers.end(), tier))
        if (!put(*index, tier, said, targets.all)) return;
    if (targets.unrated) put(*index, tiers_, said, targets.all);
  }

  /// An attribute of a block that is for nobody known has its name and its type all the same.
  void refuse(ast::AttributeDecl& said) {
    const auto index = attribute_of(said.name);
    if (!index) return;
    places_[*index].refused = true;
    checking_.declarations.attributes[*index].push_back({&said, false});
  }

  std::optional<std::uint32_t> attribute_of(const ast::Name& name) {
    const Symbol* symbol = checking_.symbols.find(name.text);
    if (symbol != nullptr && symbol->target.entity == Entity::Attribute) return symbol->target.index;
    const auto index = static_cast<std::uint32_t>(model_.attributes.size());
    if (!declare(checking_, name, {Entity::Attribute, index, 0})) return std::nullopt;
    TypedAttribute attribute;
    attribute.name = name.text;
    model_.attributes.push_back(std::move(attribute));
    checking_.declarations.attributes.emplace_back();
    places_.push_back(
        {std::vector<const ast::AttributeDecl*>(tiers_ + 1), std::vector<bool>(tiers_ + 1), false});
    return index;
  }

  /// Fills one place; false after a report.
  bool put(std::uint32_t index, std::size_t place, const ast::AttributeDecl& said, bool by_default) {
    Places& places = places_[index];
    const ast::AttributeDecl* earlier = places.said[place];
    if (earlier != nullptr && places.by_default[place] == by_default) {
      const std::string whose = by_default ? std::string("`all`")
                                : place == tiers_
                                    ? std::string("unrated")
                                    : "the tier " + code(model_.scales[scale_].tiers[place].name);
      Finding& finding =
          checking_.findings.add(Code::AttributeTwice, said.name.span,
                                 fmt::format("{} of {} is said twice", code(said.name.text), whose));
      finding.others.push_back({earlier->name.span, "said first here"});
      finding.help = "keep one of them; only what `policy all` says may be said again for a tier";
      return false;
    }
    if (earlier != nullptr && by_default) return true;
    places.said[place] = &said;
    places.by_default[place] = by_default;
    return true;
  }

  void require_every_tier(std::uint32_t index) {
    if (places_[index].refused) return;
    std::vector<std::string> lacking;
    std::optional<Span> place;
    for (std::size_t tier = 0; tier < tiers_; ++tier) {
      if (places_[index].said[tier] != nullptr) continue;
      const std::string& name = model_.scales[scale_].tiers[tier].name;
      lacking.push_back(code(name));
      if (!place) place = place_of_tier(name);
    }
    if (lacking.empty()) return;
    const AttributeValue& first = checking_.declarations.attributes[index].front();
    Finding& finding = checking_.findings.add(
        Code::AttributeLacking, place.value_or(first.declaration->name.span),
        fmt::format("{} is not said for {}", code(model_.attributes[index].name), listed(lacking)),
        "without it");
    finding.others.push_back({first.declaration->name.span, "others have it"});
    finding.help = "say it in their policies, or for everyone else in `policy all`";
  }

  /// Where a policy names the tier, or else the scale.
  [[nodiscard]] std::optional<Span> place_of_tier(const std::string& tier) const {
    for (const ast::PolicyDecl* policy : checking_.declarations.policies)
      for (const ast::Name& target : policy->targets)
        if (target.text == tier) return target.span;
    for (const ast::TierArm& arm : model_.scales[scale_].declaration->arms)
      if (arm.tier.text == tier) return arm.tier.span;
    return std::nullopt;
  }

  Checking& checking_;
  TypedModel& model_;
  std::uint32_t scale_;
  std::size_t tiers_;
  std::vector<Places> places_; ///< per attribute
};

} // namespace

void collect_policies(Checking& checking) {
  if (checking.declarations.policies.empty()) return;
  if (!checking.model.main_scale) {
    checking.findings
        .add(Code::NoMainScale, checking.declarations.policies.front()->targets.front().span,
             "a policy is for the tiers of the main scale, and the model has none")
        .help = "write `tiers by … { … }` without a name: that scale is the main one";
    return;
  }
  PolicyCollector collector(checking, *checking.model.main_scale);
  for (ast::PolicyDecl* policy : checking.declarations.policies)
    collector.add(*policy);
  collector.finish();
}

bool type_attribute(Checking& checking, std::uint32_t index) {
  TypedAttribute& attribute = checking.model.attributes[index];
  std::vector<ast::Expr*> values;
  bool good = true;
  for (const AttributeValue& value : checking.declarations.attributes[index]) {
    if (!checking.typing.expression(*value.declaration->value)) good = false;
    values.push_back(value.declaration->value.get());
  }
  if (!good) return false;
  const auto joined = checking.typing.join(values, fmt::format("the values of {}", code(attribute.name)));
  if (!joined) return false;
  attribute.type = *joined;
  attribute.type.literal = false;
  if (attribute.type.kind == Kind::Missing) {
    checking.findings
        .add(Code::NoFigure, values.front()->span, fmt::format("{} is always missing", code(attribute.name)))
        .help = "say what it is for some tier";
    return false;
  }
  for (const ast::Expr* value : values)
    require_finite(checking, *value, fmt::format("the policy value {}", code(attribute.name)), false);
  return true;
}

} // namespace strata
