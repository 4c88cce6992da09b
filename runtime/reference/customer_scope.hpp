// Takes: the typed model, what is constant of it, and one customer's cells.
// Returns: whatever an expression of the model may read of this customer, worked out when it is first asked
// for. Guarantees: each definition, dimension, score, shown value, scale and attribute is evaluated at most
// once, failures
//   included; what nobody asks for is not evaluated.
// Does not: decide which results are wanted (decide.cpp does).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/reference/reference.hpp"

namespace strata {

/// Which screens (`exclude`, `unrated`) hold for a customer.
struct Screening {
  std::optional<std::size_t> excluded; ///< index into the model's screens
  std::optional<std::size_t> unrated;
  std::optional<ScreenFailure> failure; ///< the first that could not be decided
};

/// The effective tier of the main scale and how it came from the base tier.
struct EffectiveTier {
  std::uint32_t tier = TierValue::kUnrated;
  std::vector<AdjustStep> steps;
  std::optional<Failure> failure; ///< of a cap, floor or `lower`
};

/// One customer as expressions see it.
class CustomerScope final : public Scope {
 public:
  /// All arguments must outlive the scope.
  CustomerScope(const TypedModel& model, const ModelConstants& constants, const RunSettings& settings,
                const CustomerCells& cells, std::vector<ArmTaken>* arms = nullptr);

  Value read(const Reference& target, Span place) override;
  const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t group) override;
  Value level(std::uint32_t scale, std::uint32_t position, Span place) override;
  Number rate(std::uint32_t currency, Span place) override;
  bool hides(const Reference& target) override;
  void took_arm(const ast::Expr& match, std::size_t arm) override;

  [[nodiscard]] const Outcome& cell(std::uint32_t column) const { return cells_[column]; }
  [[nodiscard]] const Outcome& definition(std::uint32_t index);
  /// The definition's value if something has asked for it, else null.
  [[nodiscard]] const Outcome* known_definition(std::uint32_t index) const;
  [[nodiscard]] const Outcome& dimension(std::uint32_t index);
  [[nodiscard]] const Outcome& score(std::uint32_t index);
  [[nodiscard]] const Outcome& shown(std::uint32_t index);
  /// The attribute's value at the customer's effective tier; missing where an unrated or excluded one has
  /// none.
  [[nodiscard]] const Outcome& attribute(std::uint32_t index);
  /// The expression behind that value, or null.
  [[nodiscard]] const ast::Expr* attribute_source(std::uint32_t index);
  [[nodiscard]] const ScaleDecision& scale(std::uint32_t index);
  [[nodiscard]] const Screening& screening();
  [[nodiscard]] const EffectiveTier& effective();
  [[nodiscard]] const std::vector<Reason>& reasons();
  /// The value of any expression of the model, or why there is none.
  [[nodiscard]] Outcome outcome(const ast::Expr& expression);

  [[nodiscard]] const TypedModel& model() const { return model_; }
  [[nodiscard]] const ModelConstants& constants() const { return constants_; }

 private:
  struct Slot {
    std::optional<Outcome> outcome;
    bool running = false;
  };
  const Outcome& remembered(std::vector<Slot>& slots, std::uint32_t index, const ast::Expr* value);

  const TypedModel& model_;
  const ModelConstants& constants_;
  const RunSettings& settings_;
  const CustomerCells& cells_;
  std::vector<ArmTaken>* arms_;

  std::vector<Slot> definitions_;
  std::vector<Slot> dimensions_;
  std::vector<Slot> scores_;
  std::vector<Slot> shown_;
  std::vector<Slot> attributes_;
  std::vector<Slot> rates_;
  std::vector<std::optional<ScaleDecision>> scales_;
  std::optional<Screening> screening_;
  std::optional<EffectiveTier> effective_;
  std::optional<std::vector<Reason>> reasons_;
};

/// All that is decided for the customer of this scope.
[[nodiscard]] Decision decide(CustomerScope& scope);

/// Whether an expression quotes a sensitive column, or a definition that reads one. Results may show what is
/// worked out from such columns, steps on the way there may not.
[[nodiscard]] bool quotes_hidden(CustomerScope& scope, const ast::Expr& expression);

} // namespace strata
