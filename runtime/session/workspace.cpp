// Works out what a workspace stands for: the checked model, the customers, their tiers.
#include "runtime/session/workspace.hpp"

#include <algorithm>
#include <map>

#include "lang/source/codes.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/reference/customer_scope.hpp"
#include "runtime/run/settings.hpp"
#include "runtime/run/tier_counts.hpp"

namespace strata::session {

namespace {

/// Keys that a misspelt one is compared with; more would cost time for a guess.
constexpr std::size_t kMostCandidates = 20'000;

Diagnostic lacks(std::string message, std::string help) {
  return plain_diagnostic(Code::SessionLacks, std::move(message), std::move(help));
}

} // namespace

CheckedModel check_text(const Workspace& workspace, const std::string& question) {
  std::vector<ParameterSetting> settings;
  for (const Setting& setting : workspace.settings)
    settings.push_back({setting.name, setting.value});
  return check_model(workspace.source.name, workspace.source.text, settings,
                     {.customers_needed = workspace.loaded, .question = question});
}

bool check_workspace(Workspace& workspace, std::vector<Diagnostic>& diagnostics) {
  auto checked = std::make_shared<CheckedModel>(check_text(workspace));
  for (Diagnostic& diagnostic : resolve(checked->model->sources, checked->findings))
    diagnostics.push_back(std::move(diagnostic));
  if (checked->findings.has_errors()) return false;
  workspace.checked = std::move(checked);
  workspace.tiers.reset();
  return true;
}

std::shared_ptr<const KeptTable> customers_of(Workspace& workspace, const Stop& stop,
                                              std::vector<Diagnostic>& diagnostics) {
  if (!workspace.has_customers()) {
    diagnostics.push_back(lacks("no model is loaded", "load one with :load MODEL"));
    return nullptr;
  }
  if (!workspace.table) {
    diagnostics.push_back(lacks("no table of customers is loaded", "load one with :data FILE"));
    return nullptr;
  }
  std::string way = way_of_reading(workspace.model());
  if (!workspace.kept || workspace.kept_way != way) {
    workspace.kept = keep_table(workspace.model(), *workspace.table, stop, diagnostics);
    workspace.kept_way = std::move(way);
  }
  return workspace.kept;
}

std::shared_ptr<const Tiers> tiers_of(Workspace& workspace, const Stop& stop,
                                      std::vector<Diagnostic>& diagnostics) {
  if (workspace.tiers) return workspace.tiers;
  const auto customers = customers_of(workspace, stop, diagnostics);
  if (!customers) return nullptr;
  const TypedModel& model = workspace.model();
  if (!model.main_scale) {
    diagnostics.push_back(
        lacks("the model has no tiers", "declare them: tiers by score { A : >= 80; B : otherwise }"));
    return nullptr;
  }
  const auto settings = run_settings(model, workspace.day, diagnostics);
  if (!settings) return nullptr;

  const ModelConstants constants = constants_of(model);
  const TierPlaces places(model);
  TierCounter counter(model);
  auto tiers = std::make_shared<Tiers>();
  tiers->places.reserve(customers->customers.size());
  for (const CustomerRow& customer : customers->customers) {
    if (stop && stop()) return nullptr;
    CustomerScope scope(model, constants, *settings, customer.cells);
    const bool excluded = scope.screening().excluded.has_value();
    const std::uint32_t place = places.of(excluded, excluded ? 0 : scope.effective().tier);
    tiers->places.push_back(place);
    counter.add(place);
  }
  tiers->counts = counter.counts();
  workspace.tiers = std::move(tiers);
  return workspace.tiers;
}

const CustomerRow* find_customer(const Workspace& workspace, const KeptTable& customers, std::string_view key,
                                 std::vector<Diagnostic>& diagnostics) {
  const auto found = customers.by_key.find(normal_key(workspace.model(), key, workspace.table->dialect));
  if (found != customers.by_key.end()) return &customers.customers[found->second];
  std::vector<std::string> others;
  for (std::size_t i = 0; i < std::min(customers.customers.size(), kMostCandidates); ++i)
    others.push_back(customers.customers[i].key);
  diagnostics.push_back(unknown_customer(key, workspace.table->name, others));
  return nullptr;
}

bool compare(Workspace& before, Workspace& after, const Stop& stop, Change& change) {
  if (!after.table || !after.has_customers() || !after.model().main_scale) return true;
  const auto now = tiers_of(after, stop, change.problems);
  if (!now) return !change.problems.empty();
  if (before.table != after.table || !before.checked || !before.has_customers() || !before.model().main_scale)
    return true;
  std::vector<Diagnostic> earlier_problems; // said when they arose
  const auto was = tiers_of(before, stop, earlier_problems);
  if (!was) return !earlier_problems.empty();

  change.compared = true;
  change.before = was->counts;
  change.after = now->counts;
  change.customers = after.kept->customers.size();
  const TierPlaces old_places(before.model());
  const TierPlaces new_places(after.model());
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> moves;
  for (std::size_t i = 0; i < now->places.size(); ++i) {
    // The rows are the same ones unless the declarations of the columns have changed in between.
    const auto row = before.kept == after.kept ? before.kept->by_key.end()
                                               : before.kept->by_key.find(after.kept->customers[i].key);
    if (before.kept != after.kept && row == before.kept->by_key.end()) continue;
    const std::size_t other = before.kept == after.kept ? i : row->second;
    if (old_places.name(was->places[other]) != new_places.name(now->places[i]))
      ++moves[{was->places[other], now->places[i]}];
  }
  for (const auto& [places, count] : moves) {
    change.moves.push_back({old_places.name(places.first), new_places.name(places.second), count});
    change.moved += count;
  }
  return true;
}

} // namespace strata::session
