// Takes: a model.
// Returns: how its plan and the reference evaluator agree on customers made up from its columns.
// Guarantees: every result of every customer is compared; the first difference is told.
// Does not: look at customers whose cells cannot be read; for tests.
#pragma once

#include <string>

#include <fmt/format.h>

#include "lang/check/check.hpp"
#include "lang/check/describe.hpp"
#include "lang/plan/lower.hpp"
#include "random_customers.hpp"
#include "row_interpreter.hpp"

struct Agreement {
  std::size_t customers = 0;
  std::size_t slow = 0;
  std::size_t slow_for_nothing = 0;
  std::string difference; ///< empty: none
};

class AgainstReference {
 public:
  explicit AgainstReference(const strata::TypedModel& model)
      : model_(model), constants_(strata::constants_of(model)), plan_(strata::plan::lower(model)) {}

  Agreement over(std::size_t customers, unsigned seed) {
    Agreement result;
    RandomCustomers random(model_, plan_, seed);
    for (; result.customers < customers && result.difference.empty(); ++result.customers) {
      const strata::CustomerCells cells = random.next();
      const strata::RunSettings settings = random.settings();
      const strata::Decision decision = strata::decide(model_, constants_, settings, cells);
      const RowInterpreter row(plan_, model_, cells, settings);
      if (row.holds(plan_.slow)) {
        ++result.slow;
        if (!fails(decision)) ++result.slow_for_nothing;
        continue;
      }
      if (fails(decision)) {
        result.difference = "the reference fails: " + failure_of_decision(decision);
      } else {
        result.difference = compared(decision, row);
      }
      if (!result.difference.empty())
        result.difference = fmt::format("{} on {}:{}\n{}", result.difference, settings.as_of->to_text(),
                                        cells_text(cells), strata::plan::print(plan_, model_));
    }
    return result;
  }

  [[nodiscard]] const strata::plan::Plan& plan() const { return plan_; }

 private:
  static std::string failure_of_decision(const strata::Decision& decision) {
    std::string text;
    const auto look = [&](const strata::Failure* failure) {
      if (failure != nullptr && text.empty()) text = failure->message + "!";
    };
    for (const auto* list : {&decision.dimensions, &decision.scores, &decision.shown, &decision.attributes})
      for (const strata::Outcome& outcome : *list)
        look(strata::failure_of(outcome));
    for (const strata::ScaleDecision& scale : decision.scales)
      look(scale.failure ? &*scale.failure : nullptr);
    if (decision.screen_failure) look(&decision.screen_failure->failure);
    look(decision.tier_failure ? &*decision.tier_failure : nullptr);
    return text;
  }
  static bool fails(const strata::Decision& decision) { return !failure_of_decision(decision).empty(); }

  std::string cells_text(const strata::CustomerCells& cells) const {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i)
      text += fmt::format(" {}={}", model_.columns[i].cell.name,
                          strata::written(std::get<strata::Value>(cells[i]), model_));
    return text;
  }

  std::string compared(const strata::Decision& decision, const RowInterpreter& row) const {
    if (decision.excluded.has_value() != row.holds(plan_.excluded)) return "excluded";
    std::string difference;
    const auto expect = [&](bool same, const std::string& what) {
      if (!same && difference.empty()) difference = what;
    };
    for (std::size_t i = 0; i < model_.scales.size() && !decision.excluded; ++i) {
      std::uint32_t tier = model_.scales[i].main ? decision.tier : decision.scales[i].tier;
      if (tier == strata::TierValue::kUnrated)
        tier = static_cast<std::uint32_t>(model_.scales[i].tiers.size());
      expect(row.number(plan_.tiers[i]) == strata::Number(static_cast<std::int64_t>(tier)),
             "tier " + model_.scales[i].name);
    }
    const auto outputs = [&](const auto& declared, const auto& outcomes, const auto& list, auto places) {
      for (std::size_t i = 0; i < declared.size(); ++i)
        expect(same(*strata::value_of(outcomes[i]), declared[i].type, places(declared[i]), list[i], row),
               declared[i].name);
    };
    const auto own = [](const auto& one) { return one.places ? one.places : one.type.places; };
    outputs(model_.dimensions, decision.dimensions, plan_.dimensions, own);
    outputs(model_.scores, decision.scores, plan_.scores, own);
    outputs(model_.shown, decision.shown, plan_.shown, own);
    outputs(model_.attributes, decision.attributes, plan_.attributes,
            [](const auto& one) { return one.type.places; });
    if (model_.main_scale) {
      const std::string expected = strata::reasons_text(model_, decision.reasons);
      const std::string got = reasons(row);
      expect(expected == got, fmt::format("reasons: {} is not {}", got, expected));
    }
    return difference;
  }

  bool same(const strata::Value& value, const strata::Type& type, const std::optional<int>& places,
            const strata::plan::Output& output, const RowInterpreter& row) const {
    if (strata::is_missing(value) || row.holds(output.missing))
      return strata::is_missing(value) && row.holds(output.missing);
    const auto& got = row.at(output.value);
    if (const auto* number = std::get_if<strata::Number>(&value))
      return std::get<strata::Number>(got) ==
             (places && type.is_numeric() ? number->rounded(*places) : *number);
    if (const auto* date = std::get_if<strata::Date>(&value))
      return std::get<strata::Number>(got) == strata::Number(date->days());
    if (const auto* days = std::get_if<strata::Duration>(&value))
      return std::get<strata::Number>(got) == strata::Number(days->days);
    if (const auto* truth = std::get_if<bool>(&value)) return std::get<bool>(got) == *truth;
    if (const auto* text = std::get_if<std::string>(&value)) return std::get<std::string>(got) == *text;
    const auto& tier = std::get<strata::TierValue>(value);
    return std::get<std::string>(got) ==
           (tier.is_unrated() ? "unrated" : model_.scales[tier.scale].tiers[tier.tier].name);
  }

  std::string reasons(const RowInterpreter& row) const {
    std::vector<std::string> texts;
    for (const auto& reason : plan_.plain_reasons)
      if (row.holds(reason.holds)) texts.push_back(reason.text);
    std::vector<strata::plan::LostPoints> lost;
    for (const auto& one : plan_.lost_points)
      if (row.holds(one.counts)) lost.push_back(one);
    std::stable_sort(lost.begin(), lost.end(), [&](const auto& left, const auto& right) {
      return row.number(left.points) > row.number(right.points);
    });
    for (const auto& one : lost)
      texts.push_back(model_.dimensions[one.dimension].name + " -" + row.number(one.shown).to_text());
    if (texts.size() > model_.reasons) texts.resize(model_.reasons);
    return fmt::format("{}", fmt::join(texts, "; "));
  }

  const strata::TypedModel& model_;
  strata::ModelConstants constants_;
  strata::plan::Plan plan_;
};
