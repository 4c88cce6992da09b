// The words for arms, for what patterns ask for, and for the bounds that make it impossible.
#include "lang/check/patterns/phrases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/evaluate/evaluation.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::patterns {

namespace {

constexpr std::size_t kLongest = 60;

/// The stretches that a formula wants, without their combinations.
void collect(const Formula& formula, std::vector<Stretch>& stretches) {
  for (const Stretch& stretch : formula.values.stretches)
    stretches.push_back(stretch);
  for (const Formula& part : formula.parts)
    collect(part, stretches);
}

/// Why no multiple of the step lies in a stretch.
std::string lattice_words(const Subject& subject) {
  if (subject.type.kind == Kind::Duration) return "is a whole number of days";
  const int places = subject.axis.step ? subject.axis.step->decimals().value_or(0) : 0;
  if (places == 0) return "is a whole number";
  return fmt::format("has at most {} decimal{}", places, places == 1 ? "" : "s");
}

} // namespace

std::string Phrases::arm(std::size_t index) const {
  const SiteArm& found = site_.arms[index];
  std::string text;
  if (found.patterns != nullptr)
    for (const ast::Pattern& pattern : *found.patterns)
      text += (text.empty() ? "" : ", ") + print(pattern);
  if (found.condition != nullptr) text = print(*found.condition);
  if (!text.empty() && text.size() <= kLongest) return code(text);
  if (site_.scale != nullptr) return fmt::format("the line of {}", site_.scale->tiers[found.tier].name);
  return fmt::format("arm {}", index + 1);
}

std::string Phrases::need(const ast::Pattern& pattern) const {
  const auto* comparison = std::get_if<ast::ComparisonPattern>(&pattern.node);
  if (comparison == nullptr) return code(print(pattern));
  const std::string operand = print(*comparison->operand);
  const auto value = context_.typing.folded(*comparison->operand);
  const std::string worth = value ? short_text(*value, context_.model) : operand;
  const bool literal = std::holds_alternative<ast::NumberLiteral>(comparison->operand->node);
  const std::string what = literal || worth == operand ? operand : fmt::format("{} ({})", operand, worth);
  switch (comparison->op) {
  case ast::Comparison::GreaterEqual: return "at least " + what;
  case ast::Comparison::Greater: return "more than " + what;
  case ast::Comparison::LessEqual: return "at most " + what;
  case ast::Comparison::Less: return "less than " + what;
  default: return code(print(pattern));
  }
}

/// An interval whose ends parameters have turned round.
std::optional<std::string> Phrases::reversed_ends(const ast::Pattern& pattern) const {
  const auto* interval = std::get_if<ast::IntervalPattern>(&pattern.node);
  if (interval == nullptr) return std::nullopt;
  const auto low = context_.typing.folded(*interval->low);
  const auto high = context_.typing.folded(*interval->high);
  if (!low || !high || evaluation::less(*low, *high)) return std::nullopt;
  if (*low == *high && interval->low_included && interval->high_included) return std::nullopt;
  return evaluation::less(*high, *low)
             ? fmt::format("{} is above {}", short_text(*low, context_.model),
                           short_text(*high, context_.model))
             : fmt::format("{} is not in it itself", short_text(*low, context_.model));
}

std::string Phrases::bound(const Formula& formula, const Subject& subject) const {
  std::vector<Stretch> stretches;
  collect(formula, stretches);
  const Stretch& range = subject.axis.range;
  const auto above = [&](const Stretch& stretch) {
    return range.high && stretch.low &&
           (*stretch.low > *range.high ||
            (*stretch.low == *range.high && (stretch.low_open || range.high_open)));
  };
  const auto below = [&](const Stretch& stretch) {
    return range.low && stretch.high &&
           (*stretch.high < *range.low ||
            (*stretch.high == *range.low && (stretch.high_open || range.low_open)));
  };
  const std::string name = code(subject.name);
  if (std::any_of(stretches.begin(), stretches.end(), above))
    return fmt::format("{} is {} {}", name, range.high_open ? "below" : "at most",
                       point_text(*range.high, subject, context_.model));
  if (std::any_of(stretches.begin(), stretches.end(), below))
    return fmt::format("{} is {} {}", name, range.low_open ? "above" : "at least",
                       point_text(*range.low, subject, context_.model));
  return fmt::format("{} {}", name, lattice_words(subject));
}

bool Phrases::has_empty_interval(const ast::Pattern& pattern, const ast::Expr& subject) const {
  if (const auto* any_of = std::get_if<ast::AlternativesPattern>(&pattern.node))
    return std::any_of(any_of->alternatives.begin(), any_of->alternatives.end(),
                       [&](const ast::Pattern& one) { return has_empty_interval(one, subject); });
  return empty_interval({&pattern, &subject, {}}, context_).has_value();
}

std::string Phrases::policy_for(const Known& known) const {
  std::vector<std::string> names;
  for (const std::uint32_t tier : known.tiers)
    names.push_back(context_.model.scales[*context_.model.main_scale].tiers[tier].name);
  if (known.unrated) names.emplace_back("unrated");
  return "this policy is for " + listed(names);
}

void Phrases::add_declared(Finding& finding, const ast::Expr& subject) const {
  const ast::Expr& named = behind(subject, context_.model);
  const auto* name = std::get_if<ast::NameUse>(&named.node);
  if (name == nullptr) return;
  if (name->target.entity == Entity::Column)
    if (const auto& range = context_.model.columns[name->target.index].declaration->range) {
      finding.others.push_back({range->span, fmt::format("the range of {}", code(name->name.text))});
      return;
    }
  if (const auto declared = context_.names.declared_at(name->target))
    finding.others.push_back({*declared, fmt::format("{} is declared here", code(name->name.text))});
}

namespace {

std::optional<Finding> find_broken(const ast::Pattern& pattern, const ast::Expr& subject,
                                   const Phrases& words, const JudgeContext& context) {
  if (const auto* any_of = std::get_if<ast::AlternativesPattern>(&pattern.node))
    for (const ast::Pattern& one : any_of->alternatives)
      if (auto found = find_broken(one, subject, words, context)) return found;
  const auto reversed = words.reversed_ends(pattern);
  if (!reversed) return empty_interval({&pattern, &subject, {}}, context);
  return Finding{.code = Code::EmptyInterval,
                 .message = fmt::format("nothing lies in {}: {}", code(print(pattern)), *reversed),
                 .place = {pattern.span, {}},
                 .others = {},
                 .notes = {},
                 .help = {}};
}

} // namespace

Finding too_much_work(const Site& site, std::vector<std::string> open) {
  // "whether these arms leave a gap, and whether all are reached, is not decided"
  std::stable_sort(open.begin(), open.end(), [](const std::string& a, const std::string& b) {
    return a.ends_with("gap") && !b.ends_with("gap");
  });
  std::string what = open.front();
  for (std::size_t i = 1; i < open.size(); ++i)
    what += (i + 1 == open.size() ? ", and " : ", ") + open[i];
  return {.code = Code::PatternsUndecided,
          .message = fmt::format("{}{} is not decided: there are too many combinations", what,
                                 open.size() > 1 ? "," : ""),
          .place = {site.place(), {}},
          .others = {},
          .notes = {},
          .help = site.subjects != nullptr
                      ? "settle some of the subjects in a `define` of its own, and match what it gives"
                      : "settle some of the conditions in a `define` of its own, and ask what it gives"};
}

std::optional<Finding> broken_interval(const Site& site, const JudgeContext& context) {
  const Phrases words(site, context);
  for (const SiteArm& arm : site.arms) {
    if (arm.patterns == nullptr || arm.otherwise) continue;
    for (std::size_t i = 0; i < arm.patterns->size(); ++i)
      if (auto found = find_broken((*arm.patterns)[i], *(*site.subjects)[i], words, context)) return found;
  }
  return std::nullopt;
}

std::optional<Finding> empty_interval(const IntervalUse& use, const JudgeContext& context) {
  const auto* interval = std::get_if<ast::IntervalPattern>(&use.pattern->node);
  if (interval == nullptr) return std::nullopt;
  const Type& type = use.subject->type;
  const auto low = context.typing.folded(*interval->low);
  const auto high = context.typing.folded(*interval->high);
  if (!low || !high || std::holds_alternative<TierValue>(*low)) return std::nullopt;
  const auto least = number_of(*low, type, context.model);
  const auto greatest = number_of(*high, type, context.model);
  if (!least || !greatest || *greatest <= *least) return std::nullopt; // typing has said so
  const Axis axis = axis_of(*use.subject, context.model);
  const Stretch stretch{.low = least,
                        .high = greatest,
                        .low_open = !interval->low_included,
                        .high_open = !interval->high_included};
  if (has_value(stretch, axis.step)) return std::nullopt;
  const int places = axis.step->decimals().value_or(0);
  const std::string what = type.kind == Kind::Date       ? "day"
                           : type.kind == Kind::Duration ? "whole number of days"
                           : places == 0
                               ? "whole number"
                               : fmt::format("number with {} decimal{}", places, places == 1 ? "" : "s");
  Finding finding{.code = Code::EmptyInterval,
                  .message = fmt::format("nothing lies in this interval: no {} is between {} and {}", what,
                                         strata::written(*low, context.model),
                                         strata::written(*high, context.model)),
                  .place = {use.pattern->span, {}},
                  .others = {},
                  .notes = {},
                  .help = "write `[` or `]` where the end itself is meant"};
  return finding;
}

} // namespace strata::patterns
