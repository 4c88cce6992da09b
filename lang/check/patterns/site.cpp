// Finds the places where arms are chosen. The way to each is remembered: branches of `if`, arms around it,
// the screens that every rated customer has passed, the tiers that a policy is for.
#include "lang/check/patterns/site.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "lang/syntax/walk.hpp"

namespace strata::patterns {

namespace {

constexpr std::string_view kOtherwise = "otherwise";

bool is_otherwise(const std::vector<ast::Pattern>& patterns) {
  return patterns.size() == 1 && std::holds_alternative<ast::OtherwisePattern>(patterns[0].node);
}

Span first_word(Span place, std::size_t length) {
  return {place.source, place.begin, place.begin + static_cast<std::uint32_t>(length)};
}

Span last_word(Span place, std::size_t length) {
  return {place.source, place.end - static_cast<std::uint32_t>(length), place.end};
}

SiteArm arm_of(const std::vector<ast::Pattern>& patterns) {
  return {.place = cover(patterns.front().span, patterns.back().span),
          .patterns = &patterns,
          .otherwise = is_otherwise(patterns)};
}

SiteArm arm_of(const ast::Expr* condition, Span otherwise) {
  return {.place = condition != nullptr ? condition->span : otherwise,
          .condition = condition,
          .otherwise = condition == nullptr};
}

/// Definitions and other values that screens read: nothing is known where these are worked out.
class ReadByScreens {
 public:
  explicit ReadByScreens(const TypedModel& model) : model_(model) {
    for (const TypedScreen& screen : model.screens)
      add(*screen.condition);
  }
  [[nodiscard]] bool has(Entity entity, std::uint32_t index) const {
    return found_.count({entity, index}) != 0;
  }

 private:
  void add(const ast::Expr& expression) {
    std::vector<Read> reads;
    int depth = 0;
    collect_reads(expression, reads, depth);
    for (const Read& read : reads)
      if (found_.insert({read.target.entity, read.target.index}).second)
        if (const ast::Expr* value = value_of(read.target)) add(*value);
  }
  [[nodiscard]] const ast::Expr* value_of(const Reference& target) const {
    switch (target.entity) {
    case Entity::Definition: return model_.definitions[target.index].value;
    case Entity::Dimension: return model_.dimensions[target.index].value;
    case Entity::Score: return model_.scores[target.index].value;
    case Entity::Shown: return model_.shown[target.index].value;
    default: return nullptr;
    }
  }

  const TypedModel& model_;
  std::set<std::pair<Entity, std::uint32_t>> found_;
};

class SiteWalk {
 public:
  SiteWalk(const TypedModel& model, const Typing& typing, const SiteVisitor& visitor)
      : model_(model), typing_(typing), visitor_(visitor), by_screens_(model) {}

  void screens() {
    for (const auto form : {ast::ScreenDecl::Form::Exclude, ast::ScreenDecl::Form::Unrated})
      for (const TypedScreen& screen : model_.screens)
        if (screen.form == form) {
          visit(*screen.condition);
          know(*screen.condition, false, form == ast::ScreenDecl::Form::Unrated);
        }
  }

  void value(Entity entity, std::uint32_t index, const ast::Expr* value) {
    if (value == nullptr) return;
    std::vector<Known> nothing;
    const bool early = by_screens_.has(entity, index);
    if (early) std::swap(known_, nothing);
    visit(*value);
    if (early) std::swap(known_, nothing);
  }

  void values() {
    const auto each = [&](Entity entity, const auto& list) {
      for (std::uint32_t i = 0; i < list.size(); ++i)
        value(entity, i, list[i].value);
    };
    for (std::uint32_t i = 0; i < model_.definitions.size(); ++i)
      if (!model_.definitions[i].rule) value(Entity::Definition, i, model_.definitions[i].value);
    each(Entity::Dimension, model_.dimensions);
    each(Entity::Score, model_.scores);
    each(Entity::Shown, model_.shown);
    for (const TypedAdjust& adjust : model_.adjusts)
      visit(*adjust.condition);
    for (const TypedAttribute& attribute : model_.attributes)
      visit_attribute(attribute);
  }

  void scale(const TypedScale& scale, bool typed) {
    const ast::TiersDecl& said = *scale.declaration;
    for (const ast::ExprPtr& subject : said.subjects)
      visit(*subject);
    Site site{.scale = &scale, .subjects = said.subjects.empty() ? nullptr : &said.subjects, .known = known_};
    const std::size_t before = known_.size();
    for (const TypedArm& arm : scale.arms) {
      const ast::TierArm& line = *arm.arm;
      if (line.condition) {
        visit(*line.condition);
        know(*line.condition, false);
      }
      if (typed) visit_patterns(line.patterns, said.subjects);
      site.arms.push_back(line.patterns.empty()
                              ? arm_of(line.condition.get(), last_word(line.span, kOtherwise.size()))
                              : arm_of(line.patterns));
      site.arms.back().tier = arm.tier;
    }
    known_.resize(before);
    if (typed) visitor_.site(site);
  }

 private:
  /// A value for some tiers is worked out for customers of these only.
  void visit_attribute(const TypedAttribute& attribute) {
    std::set<const ast::Expr*> seen;
    const auto visit_for = [&](const ast::Expr* value) {
      if (value == nullptr || !seen.insert(value).second) return;
      Known known{.unrated = attribute.unrated == value};
      for (std::uint32_t tier = 0; tier < attribute.by_tier.size(); ++tier)
        if (attribute.by_tier[tier] == value) known.tiers.push_back(tier);
      std::vector<Known> outer;
      if (known.unrated) std::swap(known_, outer); // a screen may have made the customer unrated
      known_.push_back(std::move(known));
      visit(*value);
      known_.pop_back();
      if (!outer.empty()) std::swap(known_, outer);
    };
    for (const ast::Expr* value : attribute.by_tier)
      visit_for(value);
    visit_for(attribute.unrated);
  }

  void know(const ast::Expr& condition, bool holds, bool of_unrated = false) {
    if (typing_.passed(condition))
      known_.push_back({.condition = &condition, .holds = holds, .of_unrated = of_unrated});
  }

  void under(const ast::Expr& condition, bool holds, const ast::Expr& expression) {
    const std::size_t before = known_.size();
    know(condition, holds);
    visit(expression);
    known_.resize(before);
  }

  void under(Known known, const ast::Expr& expression) {
    known_.push_back(std::move(known));
    visit(expression);
    known_.pop_back();
  }

  void visit_patterns(const std::vector<ast::Pattern>& patterns, const std::vector<ast::ExprPtr>& subjects) {
    if (patterns.size() != subjects.size()) return;
    for (std::size_t i = 0; i < patterns.size(); ++i)
      visit_pattern(patterns[i], *subjects[i]);
  }

  void visit_pattern(const ast::Pattern& pattern, const ast::Expr& subject) {
    if (const auto* any_of = std::get_if<ast::AlternativesPattern>(&pattern.node))
      for (const ast::Pattern& one : any_of->alternatives)
        visit_pattern(one, subject);
    if (std::holds_alternative<ast::IntervalPattern>(pattern.node))
      visitor_.interval({&pattern, &subject, uses_});
    each_operand(pattern, [&](const ast::Expr& operand) { visit(operand); });
  }

  void visit_match(const ast::Expr& expression, const ast::Match& node) {
    for (const ast::ExprPtr& subject : node.subjects)
      visit(*subject);
    Site site{.match = &expression,
              .unique = node.unique,
              .subjects = &node.subjects,
              .known = known_,
              .uses = uses_};
    const bool typed = typing_.passed(expression);
    for (std::size_t i = 0; i < node.arms.size(); ++i) {
      if (typed) visit_patterns(node.arms[i].patterns, node.subjects);
      if (typed) site.arms.push_back(arm_of(node.arms[i].patterns));
      under(Known{.match = typed ? &expression : nullptr, .arm = i}, *node.arms[i].result);
    }
    if (typed) visitor_.site(site);
  }

  void visit_conditions(const ast::Expr& expression, const ast::MatchConditions& node) {
    Site site{.match = &expression, .known = known_, .uses = uses_};
    const std::size_t before = known_.size();
    for (const ast::ConditionArm& arm : node.arms) {
      if (arm.condition) visit(*arm.condition);
      site.arms.push_back(arm_of(arm.condition.get(), first_word(arm.span, kOtherwise.size())));
      if (arm.condition) {
        under(*arm.condition, true, *arm.result);
        know(*arm.condition, false);
      } else {
        visit(*arm.result);
      }
    }
    known_.resize(before);
    if (typing_.passed(expression)) visitor_.site(site);
  }

  void visit_logical(const ast::Logical& node) {
    const std::size_t before = known_.size();
    for (const ast::ExprPtr& operand : node.operands) {
      visit(*operand);
      know(*operand, node.conjunction);
    }
    known_.resize(before);
  }

  void visit(const ast::Expr& expression) {
    if (const auto* match = std::get_if<ast::Match>(&expression.node)) return visit_match(expression, *match);
    if (const auto* match = std::get_if<ast::MatchConditions>(&expression.node))
      return visit_conditions(expression, *match);
    if (const auto* logical = std::get_if<ast::Logical>(&expression.node)) return visit_logical(*logical);
    if (const auto* choice = std::get_if<ast::If>(&expression.node)) {
      visit(*choice->condition);
      under(*choice->condition, true, *choice->then);
      return under(*choice->condition, false, *choice->otherwise);
    }
    const auto* is = std::get_if<ast::Is>(&expression.node);
    if (is != nullptr && typing_.passed(expression)) visit_pattern(*is->pattern, *is->subject);
    const auto* call = std::get_if<ast::Call>(&expression.node);
    if (call != nullptr && call->inlined) uses_.push_back({call->rule, expression.span});
    each_part(expression, [&](const ast::Expr& part) { visit(part); });
    if (call != nullptr && call->inlined) uses_.pop_back();
  }

  const TypedModel& model_;
  const Typing& typing_;
  const SiteVisitor& visitor_;
  ReadByScreens by_screens_;
  std::vector<Known> known_;
  std::vector<Typing::RuleUse> uses_;
};

} // namespace

Formula Known::formula(TableBuilder& builder, const TypedModel& model) const {
  if (condition != nullptr) {
    Formula formula = builder.condition(*condition);
    return holds ? formula : Formula::no(std::move(formula));
  }
  if (match != nullptr) {
    const auto& node = std::get<ast::Match>(match->node);
    std::vector<Formula> parts;
    for (std::size_t i = 0; i <= arm; ++i) {
      Formula formula = builder.arm(node.arms[i].patterns, node.subjects);
      parts.push_back(i == arm ? std::move(formula) : Formula::no(std::move(formula)));
    }
    return Formula::all(std::move(parts));
  }
  return model.main_scale && (unrated || !tiers.empty()) ? builder.main_tier(tiers, unrated)
                                                         : Formula::always();
}

std::optional<Span> Known::place() const {
  if (condition != nullptr) return condition->span;
  if (match == nullptr) return std::nullopt;
  const auto& patterns = std::get<ast::Match>(match->node).arms[arm].patterns;
  return cover(patterns.front().span, patterns.back().span);
}

Span Site::place() const {
  const bool elsewhere = !uses.empty(); // the subject of a rule may be what its use gives it
  if (subjects != nullptr && !elsewhere) return cover(subjects->front()->span, subjects->back()->span);
  return scale != nullptr ? first_word(scale->declaration->span, 5) : first_word(match->span, 5);
}

void visit_sites(const TypedModel& model, const Typing& typing, const std::vector<bool>& scales_typed,
                 const SiteVisitor& visitor) {
  SiteWalk walk(model, typing, visitor);
  walk.screens();
  walk.values();
  for (std::size_t i = 0; i < model.scales.size(); ++i)
    walk.scale(model.scales[i], scales_typed[i]);
}

} // namespace strata::patterns
