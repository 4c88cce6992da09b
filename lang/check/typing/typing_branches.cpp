// Typing of what chooses among results: `if`, `match` with and without subjects, `tally`. Each branch knows
// what the way to it has proven about missing values.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"

namespace strata {

bool ExpressionTyping::results_joined(std::span<ast::Expr* const> results, std::string_view what) {
  const std::optional<Type> type = joined(results, what);
  return type && becomes(*type);
}

bool ExpressionTyping::operator()(ast::If& node) {
  // What a condition that failed would have proven is not known, so the branches are not looked at.
  if (!typing_.condition(*node.condition)) return false;
  bool good = true;
  for (const bool holds : {true, false}) {
    const FactsGuard guard(facts_);
    facts_.add(typing_.facts_when(*node.condition, holds));
    good = typing_.expression(holds ? *node.then : *node.otherwise, scale_) && good;
  }
  ast::Expr* const results[] = {node.then.get(), node.otherwise.get()};
  return good && results_joined(results, "the two results of the `if`");
}

bool ExpressionTyping::misses_missing(const ast::Match& node) {
  // INVARIANT: for every set of subjects that may be missing together, some arm takes these as missing.
  constexpr std::size_t kMostTried = 12;
  std::vector<std::size_t> optional;
  for (std::size_t i = 0; i < node.subjects.size(); ++i)
    if (node.subjects[i]->type.optional) optional.push_back(i);
  if (optional.size() > kMostTried) optional.resize(kMostTried);
  for (std::size_t set = 1; set < std::size_t{1} << optional.size(); ++set) {
    const auto takes = [&](const ast::MatchArm& arm) {
      if (arm.patterns.size() != node.subjects.size()) return false;
      for (std::size_t k = 0; k < optional.size(); ++k)
        if ((set >> k & 1) != 0 && !PatternTyping::takes_missing(arm.patterns[optional[k]])) return false;
      return true;
    };
    if (std::any_of(node.arms.begin(), node.arms.end(), takes)) continue;
    std::vector<std::string> names;
    const ast::Expr* first = nullptr;
    for (std::size_t k = 0; k < optional.size(); ++k) {
      if ((set >> k & 1) == 0) continue;
      if (first == nullptr) first = node.subjects[optional[k]].get();
      names.push_back(text_of(*node.subjects[optional[k]]));
    }
    Finding& finding = report(
        Code::MatchLacksMissing, first->span,
        names.size() == 1 ? fmt::format("{} may be missing, and no arm takes that", names.front())
                          : fmt::format("{} may be missing together, and no arm takes that", listed(names)),
        "may be missing");
    add_missing_origin(finding, *first);
    finding.help = names.size() == 1 && node.subjects.size() == 1
                       ? "add an arm `missing : …` before `otherwise`, or match a value with a `default`"
                       : "add an arm with `missing` in that place, or match values with a `default`";
    return true;
  }
  return false;
}

bool ExpressionTyping::operator()(ast::Match& node) {
  bool good = true;
  for (const ast::ExprPtr& subject : node.subjects)
    good = typing_.expression(*subject) && good;
  if (!good) return false;
  const FactsGuard before(facts_);
  PatternTyping patterns(typing_);
  std::vector<ast::Expr*> results;
  for (ast::MatchArm& arm : node.arms) {
    const bool fit = patterns.arm(arm.patterns, node.subjects, arm.span, &arm == &node.arms.back());
    bool typed = false;
    {
      const FactsGuard inside(facts_);
      if (fit) facts_.add(PatternTyping::facts_of(arm.patterns, node.subjects));
      typed = typing_.expression(*arm.result, scale_);
    }
    if (fit) facts_.add(PatternTyping::facts_after(arm.patterns, node.subjects));
    good = fit && typed && good;
    results.push_back(arm.result.get());
  }
  if (!good || misses_missing(node) || !results_joined(results, "the results of the `match`")) return false;
  typing_.passed_.insert(&expression_);
  return true;
}

bool ExpressionTyping::condition_arm(ast::ConditionArm& arm, bool last) {
  if (!arm.condition) {
    const bool good = PatternTyping(typing_).otherwise_is_last(word_at(arm.span, "otherwise"), last);
    return typing_.expression(*arm.result, scale_) && good;
  }
  if (!typing_.condition(*arm.condition)) return false;
  const FactsGuard inside(facts_);
  facts_.add(typing_.facts_when(*arm.condition, true));
  return typing_.expression(*arm.result, scale_);
}

bool ExpressionTyping::operator()(ast::MatchConditions& node) {
  const FactsGuard before(facts_);
  std::vector<ast::Expr*> results;
  for (ast::ConditionArm& arm : node.arms) {
    // Later arms stand on what the earlier conditions prove, so the first mistake is the only one told.
    if (!condition_arm(arm, &arm == &node.arms.back())) return false;
    if (arm.condition) facts_.add(typing_.facts_when(*arm.condition, false));
    results.push_back(arm.result.get());
  }
  if (!results_joined(results, "the results of the `match`")) return false;
  typing_.passed_.insert(&expression_);
  return true;
}

bool ExpressionTyping::operator()(ast::Tally& node) {
  bool good = operand(*node.start);
  std::vector<ast::Expr*> results = {node.start.get()};
  for (ast::ConditionArm& arm : node.arms) {
    const FactsGuard inside(facts_);
    const bool typed = condition_arm(arm, true) && present(*arm.result);
    good = typed && good;
    results.push_back(arm.result.get());
  }
  if (!good || !results_joined(results, "the points of the `tally`")) return false;
  expression_.type.places.reset();
  if (expression_.type.is_numeric()) return true;
  report(Code::WrongType, node.start->span,
         fmt::format("a tally adds up numbers or money, and {} is {}", text_of(*node.start),
                     described(expression_.type)),
         described(expression_.type));
  return false;
}

} // namespace strata
