// A model's text and one customer's cells, decided by the reference.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "lang/check/check.hpp"
#include "runtime/reference/customer_scope.hpp"

namespace strata {

/// A checked model, which must have no errors.
inline std::unique_ptr<TypedModel> checked(const std::string& text) {
  CheckedModel result = check_model("test.strata", text);
  std::string messages;
  for (const Finding& finding : result.findings.all())
    messages += finding.message + "\n";
  INFO(messages);
  REQUIRE_FALSE(result.findings.has_errors());
  return std::move(result.model);
}

/// The decision of one customer; cells are in the order of the columns, a failure stands for a bad cell.
inline Decision decided(const TypedModel& model, std::vector<Outcome> cells) {
  RunSettings settings;
  REQUIRE(cells.size() == model.columns.size());
  return decide(model, settings, cells);
}

inline Outcome number(std::int64_t value) {
  return Value(Number(value));
}
inline Outcome text(std::string value) {
  return Value(std::move(value));
}
inline Outcome nothing() {
  return Value(Missing{});
}
/// A cell of the given column that cannot be read.
inline Outcome unreadable(std::int32_t column) {
  return Failure{{}, "it cannot be read", column};
}

/// The effective tier's name on the main scale.
inline std::string tier(const TypedModel& model, const Decision& decision) {
  if (decision.excluded) return "excluded";
  return decision.tier == TierValue::kUnrated ? "unrated"
                                              : model.scales[*model.main_scale].tiers[decision.tier].name;
}

/// Tier and reasons on one line: "B: slow payer; growth -4".
inline std::string tier_and_reasons(const TypedModel& model, const Decision& decision) {
  return tier(model, decision) + ": " + reasons_text(model, decision.reasons);
}

} // namespace strata
