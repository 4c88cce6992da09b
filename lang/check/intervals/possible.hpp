// Takes: types, and sets of values that an expression may have.
// Returns: `Possible`, such a set, cut down by comparisons or joined with others.
// Guarantees: a set never lacks a value that the operation allows; numbers are kept as one interval.
// Does not: look at expressions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/intervals/interval.hpp"
#include "lang/check/typed_model.hpp"
#include "lang/syntax/ast_expression.hpp"
#include "lang/value/value.hpp"

namespace strata {

/// What a value may be, over the customers that a question is about. Of its sets the one of the type's kind
/// counts.
struct Possible {
  bool missing = false;      ///< it may be the missing value
  bool present = true;       ///< it may be something else: what follows
  Interval numbers;          ///< Number and Money; Duration in days; Date in days since 1970-01-01
  bool without_zero = false; ///< 0 is not among `numbers`, though it may lie between the ends
  bool yes = true;           ///< Boolean
  bool no = true;
  std::optional<std::vector<std::string>> texts;   ///< Text: ascending; absent: any
  std::optional<std::vector<std::uint32_t>> tiers; ///< Tier: ascending, `unrated` last; absent: any

  friend bool operator==(const Possible&, const Possible&) = default;
  /// No value at all: no customer gets here, or the expression always fails.
  [[nodiscard]] bool nothing() const { return !missing && !present; }
  [[nodiscard]] static Possible none();
  [[nodiscard]] static Possible of(const Interval& numbers);
  [[nodiscard]] static Possible of(const Value& value);
  [[nodiscard]] static Possible truth(bool yes, bool no);
};

/// All values of a type, the missing one where it is optional.
[[nodiscard]] Possible everything(const Type& type, const TypedModel& model);
/// Whether the present values are numbers on an axis: numbers, money, dates, durations.
[[nodiscard]] bool is_measured(Kind kind);
/// The days on which dates may lie.
[[nodiscard]] Interval calendar();

[[nodiscard]] Possible join(const Possible& a, const Possible& b);
[[nodiscard]] Possible meet(const Possible& a, const Possible& b);
/// `a` with the ends that its type has: whole numbers, decimals; empty where nothing is left.
[[nodiscard]] Possible tightened(Possible a, const Type& type);
/// The values of `a` for which `a op b` may come out as `holds` with some value of `b`; missing ones are left
/// out.
[[nodiscard]] Possible restricted(const Possible& a, ast::Comparison op, const Possible& b, const Type& type,
                                  bool holds = true);
[[nodiscard]] ast::Comparison opposite(ast::Comparison op); ///< of `<` it is `>=`
[[nodiscard]] ast::Comparison turned(ast::Comparison op);   ///< of `<` it is `>`: the sides change places

} // namespace strata
