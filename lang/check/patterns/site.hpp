// Takes: a typed model.
// Returns: every place where arms are chosen (`match` with and without subjects, scales), with what is known
//   there.
// Guarantees: a named rule is met once for each use; what could not be typed is left out.
// Does not: judge.
#pragma once

#include <functional>
#include <vector>

#include "lang/check/patterns/table_builder.hpp"
#include "lang/check/typed_model.hpp"
#include "lang/check/typing/typing.hpp"

namespace strata::patterns {

/// Something that holds on the way to a place.
struct Known {
  const ast::Expr* condition = nullptr; ///< it holds, or does not
  bool holds = true;
  bool of_unrated = false;          ///< customers made unrated may break it: an arm for them is no mistake
  const ast::Expr* match = nullptr; ///< or: this arm of a match was taken
  std::size_t arm = 0;
  std::vector<std::uint32_t> tiers = {}; ///< or: the tier of the main scale is one of these
  bool unrated = false;                  ///< … or this

  [[nodiscard]] Formula formula(TableBuilder& builder, const TypedModel& model) const;
  [[nodiscard]] std::optional<Span> place() const;
};

/// One arm in the view that all forms share.
struct SiteArm {
  Span place; ///< its patterns, its condition, or the word `otherwise`
  const std::vector<ast::Pattern>* patterns = nullptr;
  const ast::Expr* condition = nullptr;
  bool otherwise = false;
  std::uint32_t tier = 0; ///< of a scale
};

/// A place where one of several arms is taken.
struct Site {
  const ast::Expr* match = nullptr;  ///< Match or MatchConditions …
  const TypedScale* scale = nullptr; ///< … or a scale
  bool unique = false;
  const std::vector<ast::ExprPtr>* subjects = nullptr; ///< null: the arms are conditions
  std::vector<SiteArm> arms = {};
  std::vector<Known> known;
  std::vector<Typing::RuleUse> uses = {}; ///< of the rules that it stands in, outermost first

  /// What stands for the whole in messages: the subjects, or the word that begins it.
  [[nodiscard]] Span place() const;
};

/// An interval of a pattern, and what it is asked of.
struct IntervalUse {
  const ast::Pattern* pattern = nullptr;
  const ast::Expr* subject = nullptr;
  std::vector<Typing::RuleUse> uses;
};

struct SiteVisitor {
  std::function<void(const Site&)> site;
  std::function<void(const IntervalUse&)> interval;
};

/// `scales_typed`: per scale, whether its subjects and arms were typed.
void visit_sites(const TypedModel& model, const Typing& typing, const std::vector<bool>& scales_typed,
                 const SiteVisitor& visitor);

} // namespace strata::patterns
