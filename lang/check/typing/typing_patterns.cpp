// Typing of patterns for their subjects. Whether arms leave gaps, overlap or are never reached is not asked
// here.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"
#include "lang/evaluate/evaluation.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

bool PatternTyping::takes_missing(const ast::Pattern& pattern) {
  if (const auto* any_of = std::get_if<ast::AlternativesPattern>(&pattern.node))
    return std::any_of(any_of->alternatives.begin(), any_of->alternatives.end(), takes_missing);
  return std::holds_alternative<ast::MissingPattern>(pattern.node);
}

Facts PatternTyping::facts_of(const std::vector<ast::Pattern>& patterns,
                              const std::vector<ast::ExprPtr>& subjects) {
  Facts facts;
  const bool alone = patterns.size() == 1; // `otherwise` takes no missing value of any subject
  for (std::size_t i = 0; i < subjects.size(); ++i)
    if (!takes_missing(patterns[alone ? 0 : i])) add_fact(facts, *subjects[i]);
  return facts;
}

Facts PatternTyping::facts_after(const std::vector<ast::Pattern>& patterns,
                                 const std::vector<ast::ExprPtr>& subjects) {
  Facts facts;
  if (subjects.size() == 1 && takes_missing(patterns.front())) add_fact(facts, *subjects.front());
  return facts;
}

bool PatternTyping::otherwise_is_last(Span place, bool last) {
  if (last) return true;
  report(Code::OtherwiseMisplaced, place, "`otherwise` takes all that is left, so nothing may stand after it")
      .help = "move it to the end";
  return false;
}

bool PatternTyping::arm(std::vector<ast::Pattern>& patterns, const std::vector<ast::ExprPtr>& subjects,
                        Span place, bool last) {
  if (patterns.size() == 1 && std::holds_alternative<ast::OtherwisePattern>(patterns[0].node))
    return otherwise_is_last(patterns[0].span, last);
  if (patterns.size() != subjects.size()) {
    const Span all = patterns.empty() ? place : cover(patterns.front().span, patterns.back().span);
    report(Code::PatternCount, all,
           fmt::format("there {} {} to match, and {} pattern{}", subjects.size() == 1 ? "is" : "are",
                       subjects.size() == 1 ? "1 value" : fmt::format("{} values", subjects.size()),
                       patterns.size(), patterns.size() == 1 ? "" : "s"))
        .help =
        subjects.size() == 1 ? "join several patterns with `or`" : "write `any` where every value will do";
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < patterns.size(); ++i)
    good = pattern(patterns[i], *subjects[i], true) && good;
  return good;
}

bool PatternTyping::pattern(ast::Pattern& pattern, const ast::Expr& subject, bool free_of_row) {
  return std::visit(
      overloaded{
          [&](ast::ValuePattern& node) { return operand(*node.operand, subject, free_of_row); },
          [&](ast::ComparisonPattern& node) { return compares(node, subject, free_of_row); },
          [&](ast::IntervalPattern& node) { return interval(node, pattern.span, subject, free_of_row); },
          [&](ast::AlternativesPattern& node) { return alternatives(node, subject, free_of_row); },
          [&](const ast::MissingPattern&) { return missing(pattern.span, subject); },
          [](const ast::AnyPattern&) { return true; },
          [&](const ast::OtherwisePattern&) {
            report(Code::OtherwiseMisplaced, pattern.span,
                   "`otherwise` stands alone: it takes the whole line")
                .help = "write `any` for every value of this subject";
            return false;
          }},
      pattern.node);
}

/// An operand that is a bare name or `scale.NAME` may be a group.
bool PatternTyping::word(ast::Expr& operand, const ast::Expr& subject) {
  const std::int32_t scale = subject.type.kind == Kind::Tier ? subject.type.scale : Type::kAny;
  ExpressionTyping typing(typing_, operand, scale);
  if (auto* name = std::get_if<ast::NameUse>(&operand.node)) return typing.name_or_group(*name);
  if (auto* member = std::get_if<ast::Member>(&operand.node)) return typing.member_or_group(*member);
  return typing_.expression(operand, scale);
}

bool PatternTyping::operand(ast::Expr& operand, const ast::Expr& subject, bool free_of_row) {
  if (!word(operand, subject) || !present(operand)) return false;
  adopt(operand, subject.type);
  if (subject.type.kind == Kind::Missing) return true;
  if (!same_unit(operand.type, subject.type)) {
    const bool currencies = operand.type.kind == Kind::Money && subject.type.kind == Kind::Money;
    report_pair(currencies ? Code::CurrenciesMeet : Code::PatternOfOtherType, subject, operand,
                fmt::format("{} is {}, so the pattern {} ({}) can never take it", text_of(subject),
                            described(subject.type), text_of(operand), described(operand.type)));
    return false;
  }
  if (!in_closed_set(operand, subject.type, &subject)) return false;
  if (!free_of_row || typing_.dependence(operand) != Dependence::Row) return true;
  Finding& finding =
      report(Code::OperandReadsCustomer, operand.span,
             fmt::format("the pattern may not depend on the customer, and {} does", text_of(operand)));
  add_origin(finding, operand);
  finding.help = "use a `match` without subject: its arms are conditions, which may read all";
  return false;
}

namespace {

/// What an operand names, where it is a name.
Reference target_of(const ast::Expr& operand) {
  if (const auto* name = std::get_if<ast::NameUse>(&operand.node)) return name->target;
  if (const auto* member = std::get_if<ast::Member>(&operand.node)) return member->target;
  return {};
}

} // namespace

/// Groups are compared with nothing, and `unrated` has no order.
bool PatternTyping::comparable(const ast::Expr& operand, bool orders, Span place) {
  const Entity entity = target_of(operand).entity;
  if (entity == Entity::Group) {
    report(Code::UnratedHasNoOrder, place,
           fmt::format("{} is a group of tiers, which cannot be compared", text_of(operand)))
        .help = fmt::format("write `is {0}` or `is not {0}`", written_as(operand));
    return false;
  }
  if (entity != Entity::Unrated || !orders) return true;
  report(Code::UnratedHasNoOrder, place, "`unrated` stands outside the order of tiers").help =
      "write `unrated` alone";
  return false;
}

bool PatternTyping::compares(ast::ComparisonPattern& pattern, const ast::Expr& subject, bool free_of_row) {
  const bool orders = pattern.op > ast::Comparison::NotEqual;
  return operand(*pattern.operand, subject, free_of_row) &&
         comparable(*pattern.operand, orders, pattern.op_span) &&
         (!orders || ordered(subject, pattern.op_span));
}

bool PatternTyping::interval(ast::IntervalPattern& pattern, Span place, const ast::Expr& subject,
                             bool free_of_row) {
  const bool low_fits = operand(*pattern.low, subject, free_of_row);
  if (!operand(*pattern.high, subject, free_of_row) || !low_fits || !ordered(subject, place)) return false;
  if (!comparable(*pattern.low, true, pattern.low->span) ||
      !comparable(*pattern.high, true, pattern.high->span))
    return false;
  const std::optional<Value> low = typing_.folded(*pattern.low);
  const std::optional<Value> high = typing_.folded(*pattern.high);
  if (!low || !high) return true;
  const bool turned = evaluation::less(*high, *low);
  if (!turned && (*low != *high || (pattern.low_included && pattern.high_included))) return true;
  report(Code::EmptyInterval, place,
         turned ? fmt::format("nothing lies in this interval: {} is above {}", written(*low, model_),
                              written(*high, model_))
                : fmt::format("nothing lies in this interval: {} is not in it itself", written(*low, model_)))
      .help = turned ? "write the smaller end first"
                     : fmt::format("write `[{0} .. {0}]`, or just {0}", print(*pattern.low));
  return false;
}

bool PatternTyping::alternatives(ast::AlternativesPattern& pattern, const ast::Expr& subject,
                                 bool free_of_row) {
  bool good = true;
  std::map<std::string, Span> seen; // by the value as written: of one type, so equal texts are equal values
  for (ast::Pattern& one : pattern.alternatives) {
    if (!this->pattern(one, subject, free_of_row)) {
      good = false;
      continue;
    }
    const auto* value = std::get_if<ast::ValuePattern>(&one.node);
    const std::optional<Value> constant = value != nullptr ? constant_value(*value->operand) : std::nullopt;
    if (!constant) continue;
    const auto [first, added] = seen.emplace(written(*constant, model_), one.span);
    if (added) continue;
    report(Code::SamePatternTwice, one.span, fmt::format("{} is already among these", code(first->first)))
        .others.push_back({first->second, "first here"});
    good = false;
  }
  return good;
}

/// A constant operand's value; empty for a group, which has none.
std::optional<Value> PatternTyping::constant_value(const ast::Expr& operand) {
  return target_of(operand).entity == Entity::Group ? std::nullopt : typing_.folded(operand);
}

bool PatternTyping::missing(Span place, const ast::Expr& subject) {
  if (inside_rule() || !never_missing(subject)) return true;
  Finding& finding =
      report(Code::NeverMissing, place, fmt::format("{} is never missing", text_of(subject)), "never true");
  add_origin(finding, subject);
  finding.help = "leave this test out, or declare the column `optional`";
  return false;
}

} // namespace strata
