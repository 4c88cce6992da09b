// Takes: one site, at the parameters' present values.
// Returns: what is wrong with its arms, each with its message.
// Guarantees: an error is certain; what depends on values that depend on each other is said to be undecided.
// Does not: collect over the uses of a rule (check_patterns.cpp), or try other parameters (sweep.cpp).
#pragma once

#include <cstdint>
#include <vector>

#include "lang/check/patterns/site.hpp"
#include "lang/source/finding.hpp"

namespace strata::patterns {

/// One judgement on a site.
struct Verdict {
  enum class Of : std::uint8_t { Gap, Undecided, NeverReached, Spare, Overlap };
  Of of = Of::Gap;
  std::size_t arm = 0;
  Finding finding;
  [[nodiscard]] bool is_error() const { return of != Of::Undecided && of != Of::Spare; }
};

/// What judging needs of a check.
struct JudgeContext {
  const TypedModel& model;
  Typing& typing;
  Names& names;
  const Bounds* bounds = nullptr; ///< null where the model has mistakes: then less is said
};

/// The table of a site, ready to be judged.
struct SiteTable {
  SiteTable(const Site& site, const JudgeContext& context);

  TableBuilder builder;
  Table table;                             ///< over every value that parameters may have
  std::vector<std::vector<Formula>> parts; ///< per arm: its subjects' patterns, or its condition
  std::vector<Formula> known;              ///< of Site::known, what concerns the table; else always
  std::set<std::uint32_t> judged;          ///< axes that arms speak of
};

[[nodiscard]] std::vector<Verdict> judge(const Site& site, const JudgeContext& context);
/// An interval of the arms in which nothing lies, be it that its ends are turned round.
[[nodiscard]] std::optional<Finding> broken_interval(const Site& site, const JudgeContext& context);
/// An interval in which no value of its subject lies, though its ends are in order.
[[nodiscard]] std::optional<Finding> empty_interval(const IntervalUse& use, const JudgeContext& context);

} // namespace strata::patterns
