// The columnar evaluator against the reference: random models over random tables must give the same bytes,
// the same rejects and the same report, in every way to run them. STRATA_IDENTITY_PAIRS and
// STRATA_IDENTITY_SEED ask for more pairs of a model and a table, or others. A pair that fails is cut down
// and written to a file, which belongs into found/: these are tried again in every run.
#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include <sys/wait.h>
#include <unistd.h>

#include "evaluators.hpp"
#include "random_trial.hpp"
#include "tests/effort.hpp"

using namespace strata;
using namespace strata::identity;

namespace {

constexpr std::size_t kTablesPerModel = 20;
constexpr std::size_t kMostFailures = 3;

std::size_t setting(const char* name, std::size_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::size_t>(std::strtoull(text, nullptr, 10));
}

std::optional<Model> loaded(const Trial& trial) {
  return Model::load({.name = "trial.strata", .text = trial.model}, trial.settings).value;
}

/// The ways in which one trial is run.
struct Ways {
  std::vector<Way> runs;
  std::vector<EvaluatorWay> evaluators;
};
Ways every_way() {
  return {all_ways(), all_evaluator_ways()};
}

/// What differs in these ways; empty where nothing does.
std::string differences(Planned& planned, const Trial& trial, const Ways& ways, SlowRows& slow) {
  const Seen reference = run_reference(planned.model, trial);
  for (const Way& way : ways.runs) {
    const std::string differs = difference(reference, run_columnar(planned.model, trial, way));
    if (!differs.empty()) return to_text(way) + ": " + differs;
  }
  return evaluators_differ(planned, trial, ways.evaluators, slow);
}
std::string differences(const Model& model, const Trial& trial) {
  SlowRows slow;
  Planned planned{model};
  return differences(planned, trial, every_way(), slow);
}

struct Counts {
  std::size_t models = 0;
  std::size_t accepted = 0;
  std::size_t pairs = 0;
  std::size_t rows = 0;
  std::size_t failed = 0;
  SlowRows slow;
  std::map<std::string, std::size_t> refused; ///< at first, by the code of the first error
};

enum class Verdict { Refused, Passed, Differed, Broke };

/// Another process tries it, since it may break that.
Verdict verdict_on(const Trial& trial) {
  const std::optional<Model> model = loaded(trial);
  if (!model) return Verdict::Refused;
  const pid_t child = fork();
  if (child == 0) {
    // Catch's handlers of signals would make a report of it.
    for (const int signal : {SIGFPE, SIGSEGV, SIGABRT, SIGILL})
      std::signal(signal, SIG_DFL);
    alarm(20);
    _exit(differences(*model, trial).empty() ? 0 : 1);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return Verdict::Broke;
  return WEXITSTATUS(status) == 0 ? Verdict::Passed : Verdict::Differed;
}

/// Cuts the trial down and writes it to a file.
void keep(const Trial& trial, const std::string& file) {
  const Verdict verdict = verdict_on(trial);
  if (verdict < Verdict::Differed) FAIL("a trial failed that passes when it is tried again");
  const Trial small = shrunk(trial, [&](const Trial& smaller) { return verdict_on(smaller) == verdict; });
  std::ofstream(file, std::ios::binary) << to_text(small);
  UNSCOPED_INFO("written to " << file << "\n" << to_text(small));
  const std::string differs =
      verdict == Verdict::Broke ? "it breaks the program" : differences(*loaded(small), small);
  FAIL_CHECK(differs);
}

/// One model with its tables.
void try_model(std::size_t seed, std::size_t number, Counts& counts) {
  Dice dice(seed * 1'000'003 + number);
  const LoadedModel made = random_loaded_model(dice);
  ++counts.models;
  if (!made.refused.empty()) ++counts.refused[made.refused];
  if (!made.model) return;
  ++counts.accepted;
  Planned planned{*made.model};
  for (std::size_t table = 0; table < kTablesPerModel; ++table) {
    Trial trial = random_trial(dice, made.made, *made.model);
    trial.settings = made.settings;
    ++counts.pairs;
    counts.rows += trial.records.size();
    if (std::getenv("STRATA_IDENTITY_LAST") != nullptr)
      std::ofstream("identity-last.trial", std::ios::binary) << to_text(trial);
    const Ways ways = {{dice.of(all_ways())}, {dice.of(all_evaluator_ways())}};
    if (differences(planned, trial, ways, counts.slow).empty()) continue;
    ++counts.failed;
    keep(trial, "identity-" + std::to_string(seed) + "-" + std::to_string(number * kTablesPerModel + table) +
                    ".trial");
    return;
  }
}

} // namespace

TEST_CASE("random models over random tables come out as the reference decides") {
  const std::size_t wanted = setting("STRATA_IDENTITY_PAIRS", effort(600));
  const std::size_t seed = setting("STRATA_IDENTITY_SEED", 20250131);
  Counts counts;
  while (counts.pairs < wanted && counts.failed < kMostFailures)
    try_model(seed, counts.models, counts);
  // The test would say little if most models were refused.
  CHECK(counts.accepted * 2 > counts.models);
  if (wanted < 10'000 && std::getenv("STRATA_IDENTITY_SHOW") == nullptr) return;
  std::cout << counts.pairs << " pairs, " << counts.rows << " rows, " << counts.accepted << " of "
            << counts.models << " models accepted (seed " << seed << "), " << counts.failed << " failed\n"
            << "  of " << counts.slow.rows << " rows through evaluators " << counts.slow.slow
            << " were left to the reference, of which nothing failed for " << counts.slow.for_nothing << "\n";
  for (const auto& [code, count] : counts.refused)
    std::cout << "  at first refused with " << code << ": " << count << "\n";
}

namespace {

Trial trial_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return read_trial(text.str());
}

} // namespace

TEST_CASE("pairs that once came out otherwise do no more") {
  const std::string folder = std::string(STRATA_SOURCE_DIR) + "/tests/identity/found";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".trial") continue;
    INFO(entry.path().filename().string());
    const Trial trial = trial_of(entry.path());
    const std::optional<Model> model = loaded(trial);
    REQUIRE(model);
    CHECK(differences(*model, trial) == "");
  }
}

// For a trial that breaks the program: STRATA_IDENTITY_LAST=1 leaves it in identity-last.trial.
TEST_CASE("a trial is cut down", "[.shrink]") {
  const std::string file = "identity-last.trial";
  keep(trial_of(file), "identity-small.trial");
}
