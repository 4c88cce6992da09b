// Conditions that hold always or never by the ranges. Never: by all that is known on the way to the
// condition, at every use. Always: by the declared ranges alone, so that a condition which only says once
// more what an earlier one said is no mistake.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/intervals/judgements.hpp"
#include "lang/check/intervals/words.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

class ConditionJudge {
 public:
  ConditionJudge(BoundsEvaluation& evaluation, Findings& findings)
      : evaluation_(evaluation),
        model_(evaluation.model()),
        anything_(model_, ParameterReach::Anywhere, Whom::Everybody),
        findings_(findings) {}

  void judge(const SeenCondition& seen) {
    const ast::Expr& condition = *seen.copies.front();
    if (!evaluation_.reads_row(condition)) return;
    const bool never = !seen.may_hold && seen.may_fail_to_hold;
    if (!never && !always(seen)) return;
    if (covers_reported(condition)) return;
    report(condition, never, seen.path);
  }

 private:
  /// Whether every copy holds whatever the way to it and the parameters are.
  bool always(const SeenCondition& seen) {
    if (seen.may_fail_to_hold || !seen.may_hold) return false;
    return std::all_of(seen.copies.begin(), seen.copies.end(), [&](const ast::Expr* copy) {
      const Possible truth = anything_.of(*copy, Path{});
      return truth.present && !truth.no && !by_form(*copy);
    });
  }

  /// Whether it holds for what stands on its two sides (`a / 3 * 3 = a`), and not by ranges.
  bool by_form(const ast::Expr& condition) {
    // Which values can be missing is the business of types.
    if (const auto* test = std::get_if<ast::Is>(&condition.node))
      return std::holds_alternative<ast::MissingPattern>(test->pattern->node) ||
             std::holds_alternative<ast::AnyPattern>(test->pattern->node);
    const auto* compare = std::get_if<ast::Compare>(&condition.node);
    if (compare == nullptr) return false;
    const Possible left = anything_.of(*compare->left, Path{});
    const Possible right = anything_.of(*compare->right, Path{});
    return restricted(left, compare->op, right, compare->left->type, false).present;
  }

  /// Whether a part of it has been reported: then the whole only follows.
  bool covers_reported(const ast::Expr& condition) const {
    return std::any_of(reported_.begin(), reported_.end(), [&](const Span& part) {
      return part.source == condition.span.source && part.begin >= condition.span.begin &&
             part.end <= condition.span.end;
    });
  }

  void report(const ast::Expr& condition, bool never, const Path& path) {
    reported_.push_back(condition.span);
    const Possible everywhere = evaluation_.of(condition, Path{});
    const bool here = never && everywhere.yes;
    Finding& finding =
        findings_.add(Code::ConditionDecided, condition.span,
                      fmt::format("{} {} holds{}{}", said(condition), never ? "never" : "always",
                                  here ? " here" : "", because(condition, never, path)));
    explain(finding, condition);
  }

  std::string because(const ast::Expr& condition, bool never, const Path& path) {
    if (const auto* compare = std::get_if<ast::Compare>(&condition.node))
      return ": " + sides(*compare, never, path);
    if (const auto* test = std::get_if<ast::Is>(&condition.node))
      return fmt::format(": {} is {}", said(*test->subject),
                         in_words(evaluation_.of(*test->subject, path), test->subject->type, model_));
    const auto* logical = std::get_if<ast::Logical>(&condition.node);
    if (logical == nullptr) return "";
    return never ? ": its parts exclude each other" : ": one of its parts always does";
  }

  /// "`coverage` is at most 1": the ends that decide a comparison.
  std::string sides(const ast::Compare& compare, bool never, const Path& path) {
    const ast::Comparison op = never ? compare.op : opposite(compare.op); // what cannot be
    const Possible left = evaluation_.of(*compare.left, path);
    const Possible right = evaluation_.of(*compare.right, path);
    const Type& type = compare.left->type;
    if (!is_measured(type.kind))
      return fmt::format("{} is {}", said(*compare.left), in_words(left, type, model_)) +
             (fixed(*compare.right)
                  ? ""
                  : fmt::format(" and {} is {}", said(*compare.right), in_words(right, type, model_)));
    if (restricted(left, op, right, type).present) {
      // Each side could, but not both for one customer.
      const Interval apart = evaluation_.difference_of(*compare.left, *compare.right, path);
      Type plain = type;
      if (type.kind == Kind::Date) plain.kind = Kind::Duration;
      return fmt::format("the left side less the right one is {}", in_words(apart, plain));
    }
    using enum ast::Comparison;
    bool left_is_high = op == Less || op == LessEqual;
    if (op == Equal)
      left_is_high =
          left.numbers.low && right.numbers.high &&
          (*right.numbers.high < *left.numbers.low ||
           (*right.numbers.high == *left.numbers.low && (right.numbers.high_open || left.numbers.low_open)));
    std::string text;
    if (!fixed(*compare.left)) text = end_of(*compare.left, left, right, !left_is_high, op);
    if (!fixed(*compare.right))
      text += (text.empty() ? "" : " and ") + end_of(*compare.right, right, left, left_is_high, op);
    return text;
  }

  std::string end_of(const ast::Expr& side, const Possible& possible, const Possible& other, bool high,
                     ast::Comparison op) {
    const Interval& numbers = possible.numbers;
    const auto value = other.numbers.only();
    if (op == ast::Comparison::Equal && value && numbers.contains(*value) && side.type.whole)
      return fmt::format("{} is always a whole number", said(side));
    const auto& end = high ? numbers.high : numbers.low;
    if (numbers.only() || !end || op == ast::Comparison::NotEqual)
      return fmt::format("{} is {}", said(side), in_words(possible, side.type, model_));
    return fmt::format("{} is {}", said(side),
                       high ? high_in_words(numbers, side.type) : low_in_words(numbers, side.type));
  }

  bool fixed(const ast::Expr& expression) { return evaluation_.names_nothing(expression); }

  void explain(Finding& finding, const ast::Expr& condition) {
    const ast::Expr* subject = nullptr;
    if (const auto* compare = std::get_if<ast::Compare>(&condition.node)) {
      const bool right = fixed(*compare->left);
      subject = right ? compare->right.get() : compare->left.get();
      const ast::Expr& limit = right ? *compare->left : *compare->right;
      add_range(finding, *subject, model_);
      if (!fixed(limit)) add_range(finding, limit, model_);
      finding.help = percent_meant(limit, *subject);
    } else if (const auto* test = std::get_if<ast::Is>(&condition.node)) {
      add_range(finding, *test->subject, model_);
      if (const auto* pattern = std::get_if<ast::ComparisonPattern>(&test->pattern->node))
        finding.help = percent_meant(*pattern->operand, *test->subject);
    }
  }

  /// A limit of 60 beside a share: 60% would lie in its range.
  std::string percent_meant(const ast::Expr& limit, const ast::Expr& subject) {
    const auto* literal = std::get_if<ast::NumberLiteral>(&limit.node);
    if (literal == nullptr || literal->percent || literal->currency) return {};
    const Interval range = evaluation_.of(subject, Path{}).numbers;
    if (!range.high || *range.high > Number(1) || range.contains(literal->value)) return {};
    if (!range.contains(literal->value / Number(100))) return {};
    return fmt::format("did you mean {}%?", literal->value.to_text());
  }

  BoundsEvaluation& evaluation_;
  const TypedModel& model_;
  BoundsEvaluation anything_; ///< by the declared ranges alone
  Findings& findings_;
  std::vector<Span> reported_;
};

} // namespace

void judge_conditions(const Collector& met, BoundsEvaluation& evaluation, Findings& findings) {
  std::vector<const SeenCondition*> narrowest_first;
  for (const auto& [place, seen] : met.conditions)
    narrowest_first.push_back(&seen);
  const auto length = [](const SeenCondition* seen) {
    const Span& span = seen->copies.front()->span;
    return span.end - span.begin;
  };
  std::stable_sort(narrowest_first.begin(), narrowest_first.end(),
                   [&](const SeenCondition* a, const SeenCondition* b) { return length(a) < length(b); });
  ConditionJudge judge(evaluation, findings);
  for (const SeenCondition* seen : narrowest_first)
    judge.judge(*seen);
}

} // namespace strata
