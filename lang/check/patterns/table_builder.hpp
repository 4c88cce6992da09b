// Takes: patterns and conditions of a typed model, at the parameters' present values.
// Returns: formulas over axes (table.hpp), one axis for all that is written alike, and what each axis is.
// Guarantees: a pattern whose operand is no constant becomes an axis of its own (less, equal, greater), and a
//   condition that is none at all likewise (true, false), so that nothing is guessed of it.
// Does not: judge.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lang/check/intervals/bounds.hpp"
#include "lang/check/patterns/subject.hpp"
#include "lang/check/patterns/table.hpp"
#include "lang/check/typing/typing.hpp"

namespace strata::patterns {

class TableBuilder {
 public:
  /// `bounds` may be null: then types and ranges of columns are all that is known.
  TableBuilder(const TypedModel& model, Typing& typing, const Bounds* bounds)
      : model_(model), typing_(typing), bounds_(bounds) {}

  [[nodiscard]] Formula condition(const ast::Expr& condition);
  [[nodiscard]] Formula pattern(const ast::Pattern& pattern, const ast::Expr& subject);
  /// One arm: a pattern for each subject, or a lone `otherwise`, which takes no missing value.
  [[nodiscard]] Formula arm(const std::vector<ast::Pattern>& patterns,
                            const std::vector<ast::ExprPtr>& subjects);
  [[nodiscard]] Formula is_missing(const ast::Expr& subject);
  /// What comes after this tells no more of the subjects met so far: where all arms need a value, none of
  /// them is asked about the missing one.
  void settle() { settled_ = subjects_.size(); }
  /// That the tier of the main scale is one of these, or unrated.
  [[nodiscard]] Formula main_tier(const std::vector<std::uint32_t>& tiers, bool unrated);
  /// That the subjects which are the same for all customers have their present values.
  [[nodiscard]] Formula at_present() const;
  /// That every subject has a value that it can have, beyond what its range says. `listed`: only of those
  /// whose values are a list, as an arm for any other text is a mistake; that a condition or a tier never
  /// comes to be is another check's.
  [[nodiscard]] Formula among_limits(bool listed) const;

  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] std::vector<Axis> axes() const;

 private:
  [[nodiscard]] std::uint32_t axis(const ast::Expr& subject);
  void limit(Subject& subject) const;
  /// An arm takes care of the missing value, so customers whom a rule makes unrated meet it there.
  void handle_missing(const ast::Expr& subject);
  [[nodiscard]] std::uint32_t truth(const ast::Expr& condition);
  /// `subject op operand`, neither of them missing.
  [[nodiscard]] Formula compared(const ast::Expr& subject, ast::Comparison op, const ast::Expr& operand);
  [[nodiscard]] Formula related(const ast::Expr& left, ast::Comparison op, const ast::Expr& right);
  [[nodiscard]] Formula group(const ast::Expr& subject, const Reference& group);
  [[nodiscard]] Formula compare(const ast::Compare& node, const ast::Expr& condition);
  [[nodiscard]] Formula named(const ast::NameUse& name, const ast::Expr& condition);
  /// That a subject has one of these values; `x default 5` speaks of x.
  [[nodiscard]] Formula on(const ast::Expr& subject, const Values& values);

  const TypedModel& model_;
  Typing& typing_;
  const Bounds* bounds_;
  std::vector<Subject> subjects_;
  std::size_t settled_ = 0;                        ///< that many subjects are
  std::map<std::string, std::uint32_t> known_;     ///< by what is written
  std::map<const ast::Expr*, std::uint32_t> axes_; ///< met before; printing takes long
};

} // namespace strata::patterns
