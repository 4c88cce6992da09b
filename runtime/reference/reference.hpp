// Takes: the typed model, the day of the decision, one customer's cells.
// Returns: that customer's decision, every step of it kept.
// Guarantees: it is the meaning of the language: one customer at a time, plain recursion, exact numbers.
// Does not: read tables, format output.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "lang/evaluate/evaluate.hpp"

namespace strata {

/// A value, or why there is none.
using Outcome = std::variant<Value, Failure>;

/// The value of an outcome, or null where it failed.
[[nodiscard]] inline const Value* value_of(const Outcome& outcome) {
  return std::get_if<Value>(&outcome);
}
/// The failure of an outcome, or null where there is a value.
[[nodiscard]] inline const Failure* failure_of(const Outcome& outcome) {
  return std::get_if<Failure>(&outcome);
}

/// One customer: an outcome per column of the model, in the model's order (a column nothing uses may be
/// missing).
using CustomerCells = std::vector<Outcome>;

/// What a customer got on one scale.
struct ScaleDecision {
  std::uint32_t tier = TierValue::kUnrated; ///< base tier (main scale: before floors, `lower` and caps)
  std::string unrated_reason;               ///< why, where unrated
  std::optional<Failure> failure;           ///< where a failure made it so
  std::optional<std::size_t> arm;           ///< which line of the scale took the customer
  std::vector<Outcome> subjects;            ///< what the scale was cut from
};

/// A screen that could not be decided.
struct ScreenFailure {
  std::size_t screen = 0; ///< index into the model's screens
  Failure failure;
};

/// A cap, floor or `lower` whose condition held.
struct AdjustStep {
  std::size_t adjust = 0; ///< index into the model's adjusts
  std::uint32_t before = 0;
  std::uint32_t after = 0; ///< equal to `before` where it held but did not bite
  /// Of several floors, caps or hard caps that hold, the one that moved the tier, where this is not it.
  std::optional<std::size_t> decided_by;
};

/// One reason code.
struct Reason {
  std::string text;                       ///< a cap's reason, why unrated, a dimension's label or name
  std::optional<std::uint32_t> dimension; ///< set for points lost
  std::optional<Number> points;           ///< the points lost, > 0
};

/// All that was decided for one customer.
struct Decision {
  std::optional<std::string> excluded; ///< the reason; then nothing else is decided
  std::optional<std::size_t> screen; ///< the `exclude` or `unrated` that held: index into the model's screens
  std::optional<ScreenFailure> screen_failure; ///< also where another screen held
  std::vector<Outcome> dimensions;
  std::vector<Outcome> scores;
  std::vector<Outcome> shown;
  std::vector<ScaleDecision> scales;
  std::uint32_t tier = TierValue::kUnrated; ///< effective tier of the main scale
  std::optional<Failure> tier_failure;      ///< a cap, floor or `lower` that failed: then `tier` is unrated
  std::vector<AdjustStep> steps;            ///< in the order applied: floors, lower, caps, hard caps
  std::vector<Outcome> attributes;          ///< policy values; missing where the tier (unrated) has none
  std::vector<Reason> reasons;              ///< at most the model's count
};

/// Which arm a `match` took (or a `tally`, which may take several), in the order of evaluation, each once per
/// customer.
struct ArmTaken {
  const ast::Expr* match = nullptr;
  std::size_t arm = 0;
};

/// The day of the decision and what does not depend on the customer.
struct RunSettings {
  std::optional<Date> as_of;
};

/// What is the same for every customer of a model and is worked out once.
struct ModelConstants {
  std::vector<bool> hidden_definitions; ///< per definition: it reads a sensitive column, so nothing quotes it
  const ast::Expr* weighted =
      nullptr; ///< the `weighted` over dimensions that the main scale is cut from, or null
};
[[nodiscard]] ModelConstants constants_of(const TypedModel& model);

/// Decides one customer. `arms`, if given, receives the arms taken.
[[nodiscard]] Decision decide(const TypedModel& model, const ModelConstants& constants,
                              const RunSettings& settings, const CustomerCells& cells,
                              std::vector<ArmTaken>* arms = nullptr);
/// The same, with the constants worked out anew.
[[nodiscard]] Decision decide(const TypedModel& model, const RunSettings& settings,
                              const CustomerCells& cells, std::vector<ArmTaken>* arms = nullptr);

/// A reason as the decision table shows it: "slow payer", "growth -12.5".
[[nodiscard]] std::string reason_text(const TypedModel& model, const Reason& reason);
/// The reasons joined by "; ".
[[nodiscard]] std::string reasons_text(const TypedModel& model, const std::vector<Reason>& reasons);

} // namespace strata
