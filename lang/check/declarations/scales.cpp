// Scales of tiers and what concerns them: tiers in their order and labels, groups, screens (`exclude`,
// `unrated`), and the adjusts (caps, floors, steps down) of the main scale.
#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

bool may_name_tier(Checking& checking, const ast::Name& name) {
  if (!is_kept_name(name.text) && name.text != "all") return true;
  checking.findings
      .add(Code::KeptName, name.span,
           fmt::format("{} is a word of the language and cannot name a tier", code(name.text)))
      .help = "give the tier another name";
  return false;
}

/// A tier's place in its scale; a line that repeats a tier is one more cell of a matrix, and else a mistake.
class ScaleCollector {
 public:
  ScaleCollector(Checking& checking, TypedScale& scale, std::uint32_t index)
      : checking_(checking), scale_(scale), index_(index) {}

  void add(const ast::TierArm& arm) {
    const auto next = static_cast<std::uint32_t>(scale_.tiers.size());
    const auto [found, added] = places_.emplace(arm.tier.text, next);
    const std::uint32_t tier = found->second;
    if (added) {
      may_name_tier(checking_, arm.tier);
      checking_.symbols.declare_tier(arm.tier.text, {Entity::Tier, index_, tier});
      scale_.tiers.push_back({arm.tier.text, arm.label ? arm.label->value : arm.tier.text});
      first_.push_back(&arm);
      labelled_.push_back(arm.label ? &arm : nullptr);
    } else {
      repeat(arm, tier);
    }
    scale_.arms.push_back({tier, &arm});
  }

 private:
  void repeat(const ast::TierArm& arm, std::uint32_t tier) {
    if (scale_.declaration->subjects.size() < 2) {
      Finding& finding = checking_.findings.add(Code::TierTwice, arm.tier.span,
                                                fmt::format("the tier {} stands twice", code(arm.tier.text)));
      finding.others.push_back({first_[tier]->tier.span, "the first is here"});
      finding.help = "write one line for it; several patterns are joined by `or`";
      return;
    }
    if (!arm.label) return;
    if (labelled_[tier] == nullptr) {
      labelled_[tier] = &arm;
      scale_.tiers[tier].label = arm.label->value;
      return;
    }
    if (labelled_[tier]->label->value == arm.label->value) return;
    Finding& finding = checking_.findings.add(Code::LabelsDiffer, arm.label->span,
                                              fmt::format("the tier {} has two labels", code(arm.tier.text)));
    finding.others.push_back({labelled_[tier]->label->span, "the first is here"});
    finding.help = "write the label on one of its lines";
  }

  Checking& checking_;
  TypedScale& scale_;
  std::uint32_t index_;
  std::map<std::string_view, std::uint32_t> places_;
  std::vector<const ast::TierArm*> first_;    ///< per tier
  std::vector<const ast::TierArm*> labelled_; ///< per tier, null where no line has a label yet
};

/// The scale that a bare tier of a group is of: the main one where it has it, else the only one that has it.
std::optional<Reference> find_group_tier(Checking& checking, const ast::Expr& expression) {
  Reference target;
  if (const auto* member = std::get_if<ast::Member>(&expression.node)) {
    if (!checking.names.resolve_member(*member, target)) return std::nullopt;
  } else if (const auto* use = std::get_if<ast::NameUse>(&expression.node)) {
    const TypedModel& model = checking.model;
    const auto tiers = checking.symbols.tiers(use->name.text);
    const auto main = std::find_if(tiers.begin(), tiers.end(),
                                   [&](const Reference& tier) { return model.main_scale == tier.index; });
    if (main != tiers.end()) {
      target = *main;
    } else if (tiers.size() == 1) {
      target = tiers.front();
    } else if (!tiers.empty() || is_kept_name(use->name.text)) {
      if (!checking.names.resolve(use->name, target)) return std::nullopt;
    } else {
      std::vector<std::string> candidates;
      for (const TypedScale& scale : model.scales)
        for (const TypedTier& tier : scale.tiers)
          candidates.push_back(tier.name);
      checking.findings
          .add(Code::UnknownTier, use->name.span, fmt::format("no tier is called {}", code(use->name.text)))
          .help = did_you_mean(use->name.text, candidates);
      return std::nullopt;
    }
  }
  if (target.entity == Entity::Tier) return target;
  checking.findings.add(Code::UnknownTier, expression.span, "a group is made of tiers").help =
      "unrated stands outside of every group";
  return std::nullopt;
}

std::string scale_words(const TypedScale& scale) {
  return scale.main ? std::string("a tier of the main scale") : fmt::format("a tier of {}", scale.name);
}

/// The tiers of a group, all of one scale; empty after a report.
std::optional<TypedGroup> group_of(Checking& checking, const ast::GroupDecl& said) {
  TypedGroup group;
  group.name = said.name.text;
  std::optional<Span> first;
  for (const ast::ExprPtr& tier : said.tiers) {
    const auto target = find_group_tier(checking, *tier);
    if (!target) return std::nullopt;
    if (first && target->index != group.scale) {
      const auto& scales = checking.model.scales;
      Finding& finding =
          checking.findings.add(Code::GroupOfTwoScales, tier->span,
                                fmt::format("the tiers of {} are of two scales", code(said.name.text)),
                                scale_words(scales[target->index]));
      finding.others.push_back({*first, scale_words(scales[group.scale])});
      finding.help = "make one group for each scale";
      return std::nullopt;
    }
    first = first.value_or(tier->span);
    group.scale = target->index;
    group.tiers.push_back(target->member);
  }
  std::sort(group.tiers.begin(), group.tiers.end());
  group.tiers.erase(std::unique(group.tiers.begin(), group.tiers.end()), group.tiers.end());
  return group;
}

/// A group may not have the name of a tier of its scale: beside that scale the name would mean both.
bool clashes_with_tier(Checking& checking, const TypedGroup& group, const ast::GroupDecl& said) {
  for (const Reference& tier : checking.symbols.tiers(group.name)) {
    if (tier.index != group.scale) continue;
    Finding& finding =
        checking.findings.add(Code::DeclaredTwice, said.name.span,
                              fmt::format("{} is declared twice", code(group.name)), "declared again");
    if (const auto place = checking.names.declared_at(tier))
      finding.others.push_back({*place, "a tier of that name is declared here"});
    finding.help = "give one of them another name";
    return true;
  }
  return false;
}

void check_screen(Checking& checking, ast::ScreenDecl& said) {
  const Typing::DeclarationScope scope(checking.typing, checking.facts);
  if (checking.typing.condition(*said.condition))
    checking.facts.add(checking.typing.facts_when(*said.condition, false));
  else
    checking.facts.add_unknown();
}

void check_steps(Checking& checking, TypedAdjust& adjust, ast::AdjustDecl& said) {
  if (!said.steps) return;
  Type whole;
  whole.whole = true;
  if (!checking.typing.require(*said.steps, whole, {said.steps->span, ""})) return;
  const auto value = checking.typing.constant(*said.steps, "a number of steps");
  if (!value) return;
  const auto steps = std::get<Number>(*value).to_int64();
  if (steps && *steps >= 1 && *steps <= UINT32_MAX) {
    adjust.steps = static_cast<std::uint32_t>(*steps);
    return;
  }
  checking.findings.add(Code::StepNotPositive, said.steps->span,
                        fmt::format("a tier is lowered by 1 or more, and this is {}", to_text(*value)));
}

} // namespace

void collect_scale(Checking& checking, ast::TiersDecl& said) {
  const auto index = static_cast<std::uint32_t>(checking.model.scales.size());
  TypedScale scale;
  scale.main = !said.name;
  scale.name = said.name ? said.name->text : "tier";
  scale.declaration = &said;
  if (said.name) {
    declare(checking, *said.name, {Entity::Scale, index, 0});
  } else {
    checking.model.main_scale = index;
  }
  ScaleCollector collector(checking, scale, index);
  for (const ast::TierArm& arm : said.arms)
    collector.add(arm);
  checking.model.scales.push_back(std::move(scale));
  checking.declarations.scales.push_back(&said);
}

void collect_groups(Checking& checking) {
  for (const ast::GroupDecl* said : checking.declarations.groups) {
    auto group = group_of(checking, *said);
    if (!group || clashes_with_tier(checking, *group, *said)) continue;
    declare(checking, said->name,
            {Entity::Group, static_cast<std::uint32_t>(checking.model.groups.size()), 0});
    checking.model.groups.push_back(std::move(*group));
  }
  checking.groups_used.assign(checking.model.groups.size(), false);
}

void collect_adjust(Checking& checking, ast::AdjustDecl& said) {
  if (!checking.model.main_scale) {
    checking.findings
        .add(Code::NoMainScale, said.tier ? said.tier->span : said.span,
             "caps, floors and `lower` move the tier of the main scale, and the model has none")
        .help = "write `tiers by … { … }` without a name: that scale is the main one";
    return;
  }
  TypedAdjust adjust;
  adjust.form = said.form;
  adjust.reason = said.reason.value;
  adjust.condition = said.condition.get();
  adjust.declaration = &said;
  if (said.tier) {
    const auto tier = find_tier(checking, *checking.model.main_scale, *said.tier);
    if (!tier) return;
    adjust.tier = *tier;
  }
  checking.model.adjusts.push_back(std::move(adjust));
  checking.declarations.adjusts.push_back(&said);
}

// `exclude` comes before `unrated`, and an earlier screen before a later one, as in a decision: each may rely
// on the earlier ones not having held.
void check_screens(Checking& checking) {
  for (const auto form : {ast::ScreenDecl::Form::Exclude, ast::ScreenDecl::Form::Unrated})
    for (ast::ScreenDecl* said : checking.declarations.screens)
      if (said->form == form) check_screen(checking, *said);
}

void check_scales(Checking& checking) {
  for (ast::TiersDecl* said : checking.declarations.scales) {
    const Typing::DeclarationScope scope(checking.typing, checking.facts);
    checking.scales_typed.push_back(checking.typing.scale(*said));
  }
  for (std::size_t i = 0; i < checking.model.adjusts.size(); ++i) {
    const Typing::DeclarationScope scope(checking.typing, checking.facts);
    ast::AdjustDecl& said = *checking.declarations.adjusts[i];
    checking.typing.condition(*said.condition);
    check_steps(checking, checking.model.adjusts[i], said);
  }
}

} // namespace strata
