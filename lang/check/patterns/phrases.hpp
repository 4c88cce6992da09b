// Takes: arms and patterns of a site.
// Returns: the pieces of messages about them.
// Guarantees: short: what is long is called by what it is.
// Does not: judge.
#pragma once

#include <string>
#include <vector>

#include "lang/check/patterns/verdict.hpp"

namespace strata::patterns {

class Phrases {
 public:
  Phrases(const Site& site, const JudgeContext& context) : site_(site), context_(context) {}

  /// "`>= 4, >= 4`", or "the arm below" by its tier or number where it is long.
  [[nodiscard]] std::string arm(std::size_t index) const;
  /// "at least 80": what a pattern asks for.
  [[nodiscard]] std::string need(const ast::Pattern& pattern) const;
  /// "`value` is at most 78.5": why a subject never has what a formula wants.
  [[nodiscard]] std::string bound(const Formula& formula, const Subject& subject) const;
  /// "20 is above 10": of an interval whose ends parameters have turned round.
  [[nodiscard]] std::optional<std::string> reversed_ends(const ast::Pattern& pattern) const;
  [[nodiscard]] bool has_empty_interval(const ast::Pattern& pattern, const ast::Expr& subject) const;
  /// "this policy is for S and A".
  [[nodiscard]] std::string policy_for(const Known& known) const;
  /// Where the subject's range comes from.
  void add_declared(Finding& finding, const ast::Expr& subject) const;

 private:
  const Site& site_;
  const JudgeContext& context_;
};

/// That something of a site is not decided; `open`: "whether all are reached", …
[[nodiscard]] Finding too_much_work(const Site& site, std::vector<std::string> open);

} // namespace strata::patterns
