// Loading random models, and options of runs.
#include "random_trial.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <set>

#include "random_table.hpp"

namespace strata::identity {

namespace {

constexpr int kMostRepairs = 6;

/// Leaves out the declarations in which errors stand; false where that cannot help.
bool repair(RandomModel& made, const std::vector<Diagnostic>& diagnostics) {
  std::set<std::size_t> lines;
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::Error && !diagnostic.labels.empty())
      lines.insert(diagnostic.labels.front().line);
  std::vector<std::string> kept;
  std::size_t line = 1;
  for (const std::string& declaration : made.declarations) {
    const std::size_t next =
        line + 1 + static_cast<std::size_t>(std::count(declaration.begin(), declaration.end(), '\n'));
    const auto error = lines.lower_bound(line);
    const bool wrong = error != lines.end() && *error < next;
    if (wrong && declaration.rfind("customer", 0) == 0) return false;
    if (!wrong) kept.push_back(declaration);
    line = next;
  }
  const bool fewer = kept.size() < made.declarations.size();
  made.declarations = std::move(kept);
  return fewer;
}

const Diagnostic& first_error(const std::vector<Diagnostic>& diagnostics) {
  return *std::find_if(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

} // namespace

LoadedModel random_loaded_model(Dice& dice) {
  LoadedModel result{.made = random_model(dice), .settings = {}, .model = {}, .refused = {}};
  for (const Knob& knob : result.made.knobs)
    if (dice.chance(25)) result.settings.push_back({knob.name, dice.of(knob.values)});
  for (int tries = 0; tries <= kMostRepairs; ++tries) {
    Result<Model> model = Model::load({.name = "trial.strata", .text = result.made.text()}, result.settings);
    if (model) {
      result.model = std::move(model.value);
      return result;
    }
    const std::string code = first_error(model.diagnostics).code;
    if (result.refused.empty()) result.refused = code;
    if (std::getenv("STRATA_IDENTITY_SHOW") != nullptr) std::cout << to_text(first_error(model.diagnostics));
    const bool unknown_parameter = code == "E0613"; // it was left out
    if (unknown_parameter) result.settings.clear();
    if (!repair(result.made, model.diagnostics) && !unknown_parameter) return result;
  }
  return result;
}

Trial random_trial(Dice& dice, const RandomModel& made, const Model& model) {
  RandomTable table = random_table(dice, made);
  Trial trial{.model = made.text(),
              .settings = {},
              .heading = std::move(table.heading),
              .records = std::move(table.records),
              .dialect = std::move(table.dialect),
              .options = {}};
  RunOptions& options = trial.options;
  if (model.needs_as_of())
    options.as_of = dice.of({"2025-01-01", "2024-02-29", "2018-01-01", "2026-12-31", "2022-03-31"});
  if (dice.chance(25)) options.format = static_cast<OutputFormat>(dice.between(1, 4));
  if (dice.chance(12)) {
    std::vector<std::string> columns = model.result_columns(true, true);
    dice.shuffle(columns);
    columns.resize(1 + dice.below(columns.size()));
    options.columns = std::move(columns);
  } else {
    options.detail = dice.chance(50);
    options.labels = dice.chance(20);
    options.with_input = dice.chance(25);
    options.distance = dice.chance(4);
  }
  options.trust_keys = dice.chance(25);
  return trial;
}

} // namespace strata::identity
