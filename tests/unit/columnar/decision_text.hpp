// Takes: what the reference decides for a customer, or a row of a result block.
// Returns: all of it as one text.
// Guarantees: two texts are equal where the results are; a failure is part of the text.
// Does not: know formats of tables; for tests.
#pragma once

#include <string>

#include <fmt/format.h>

#include "runtime/columnar/evaluator.hpp"
#include "runtime/reference/reference.hpp"

class DecisionTexts {
 public:
  DecisionTexts(const strata::TypedModel& model, const strata::plan::Plan& plan)
      : model_(model), plan_(plan) {}

  std::string of(const strata::Decision& decision) const {
    std::string text = decision.excluded ? "excluded" : "";
    for (std::size_t i = 0; i < model_.scales.size() && !decision.excluded; ++i)
      text += " " + tier_text(i, model_.scales[i].main ? decision.tier : decision.scales[i].tier);
    if (decision.screen_failure || decision.tier_failure) text += " failed";
    const auto outcomes = [&](const auto& declared, const auto& list, auto places) {
      for (std::size_t i = 0; i < declared.size(); ++i)
        text += "|" + outcome_text(list[i], declared[i].type, places(declared[i]));
    };
    const auto own = [](const auto& one) { return one.places ? one.places : one.type.places; };
    outcomes(model_.dimensions, decision.dimensions, own);
    outcomes(model_.scores, decision.scores, own);
    outcomes(model_.shown, decision.shown, own);
    outcomes(model_.attributes, decision.attributes, [](const auto& one) { return one.type.places; });
    return text + "|" + (model_.main_scale ? reasons_text(model_, decision.reasons) : "");
  }

  std::string of(const strata::columnar::ResultBlock& block, std::size_t row) const {
    const bool excluded = !block.excluded.empty() && block.excluded[row] != 0;
    std::string text = excluded ? "excluded" : "";
    for (std::size_t i = 0; i < model_.scales.size() && !excluded; ++i) {
      const std::uint32_t tier = block.tiers[i][row];
      text += " " + tier_text(i, tier == model_.scales[i].tiers.size() ? strata::TierValue::kUnrated : tier);
    }
    for (const auto* list : {&block.dimensions, &block.scores, &block.shown, &block.attributes})
      for (const strata::columnar::ResultVector& vector : *list)
        text += "|" + vector_text(vector, row);
    text += "|";
    bool first = true;
    for (const strata::columnar::ResultReason& reason : block.reasons_of(row)) {
      if (!first) text += "; ";
      first = false;
      text += reason_text_of(reason);
    }
    return text;
  }

 private:
  std::string tier_text(std::size_t scale, std::uint32_t tier) const {
    return tier == strata::TierValue::kUnrated ? "unrated" : model_.scales[scale].tiers[tier].name;
  }

  std::string outcome_text(const strata::Outcome& outcome, const strata::Type& type,
                           const std::optional<int>& places) const {
    const strata::Value* value = strata::value_of(outcome);
    if (value == nullptr) return "failed: " + strata::failure_of(outcome)->message;
    if (const auto* number = std::get_if<strata::Number>(value))
      return (places && type.is_numeric() ? number->rounded(*places) : *number).to_fraction();
    if (const auto* date = std::get_if<strata::Date>(value)) return std::to_string(date->days());
    if (const auto* days = std::get_if<strata::Duration>(value)) return std::to_string(days->days);
    if (const auto* truth = std::get_if<bool>(value)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(value)) return *text;
    if (const auto* tier = std::get_if<strata::TierValue>(value)) return tier_text(tier->scale, tier->tier);
    return "missing";
  }

  static std::string vector_text(const strata::columnar::ResultVector& vector, std::size_t row) {
    using Form = strata::columnar::ResultVector::Form;
    if (!vector.missing.empty() && vector.missing[row] != 0) return "missing";
    switch (vector.form) {
    case Form::None: return "nothing";
    case Form::Decimal:
      return (strata::Number(vector.numbers[row]) * strata::Number::power_of_ten(-vector.decimals))
          .to_fraction();
    case Form::Wide: return vector.wide[row].to_fraction();
    case Form::Truth: return vector.numbers[row] != 0 ? "true" : "false";
    case Form::Code: return vector.texts_of_codes->at(static_cast<std::size_t>(vector.numbers[row]));
    case Form::Text: return std::string(vector.texts[row]);
    }
    return {};
  }

  std::string reason_text_of(const strata::columnar::ResultReason& reason) const {
    if (reason.plain != UINT32_MAX) return plan_.plain_reasons[reason.plain].text;
    const strata::Number points = strata::Number(reason.points) *
                                  strata::Number::power_of_ten(-strata::columnar::ResultReason::kDecimals);
    return model_.dimensions[plan_.lost_points[reason.lost].dimension].name + " -" + points.to_text();
  }

  const strata::TypedModel& model_;
  const strata::plan::Plan& plan_;
};
