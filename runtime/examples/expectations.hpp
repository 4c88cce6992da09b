// Takes: the scope of an example's customer, and what its example expects.
// Returns: a diagnostic for each expectation that does not hold.
// Guarantees: a result is compared as the decision table would have it: exactly, or as it is shown there.
// Does not: make the customer (examples.cpp does).
#pragma once

#include <string>
#include <vector>

#include "runtime/reference/customer_scope.hpp"
#include "runtime/strata.hpp"

namespace strata {

class Expectations {
 public:
  /// Both must outlive this.
  Expectations(CustomerScope& scope, std::vector<Diagnostic>& failures)
      : scope_(scope), model_(scope.model()), decision_(decide(scope)), failures_(failures) {}

  /// `subject` is `literal`, which stands at `place`.
  void equal(const ast::Expr& subject, const ast::Expr& literal, Span place);
  /// A condition of an `expect`.
  void holds(const ast::Expr& condition);
  [[nodiscard]] const Decision& decision() const { return decision_; }

 private:
  [[nodiscard]] Outcome outcome_of(const ast::Expr& subject) const;
  [[nodiscard]] bool shown_equal(const ast::Expr& subject, const Value& value, const Value& expected) const;
  [[nodiscard]] std::string shown_and_exact(const ast::Expr& subject, const Value& value) const;
  [[nodiscard]] std::vector<std::string> values_read(const ast::Expr& condition) const;
  /// Why there is no tier or no value: what a rule says, and the columns behind it that are missing.
  [[nodiscard]] std::vector<std::string> why_nothing(const ast::Expr& subject) const;
  [[nodiscard]] std::vector<std::string> missing_columns(const ast::Expr& subject) const;
  void empty_or_not(const ast::Expr& condition, const ast::Is& test);
  void fails(const ast::Expr& subject, Span place, const Failure& failure);
  void differs(Span place, std::string message, std::vector<std::string> notes = {});

  CustomerScope& scope_;
  const TypedModel& model_;
  Decision decision_;
  std::vector<Diagnostic>& failures_;
};

} // namespace strata
