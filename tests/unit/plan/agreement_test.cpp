// Plans decide what the reference evaluator decides, on customers made up from the columns of models.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "against_reference.hpp"
#include "tests/effort.hpp"

using namespace strata;

namespace {

std::vector<std::filesystem::path> models(const std::vector<std::string>& folders) {
  std::vector<std::filesystem::path> paths;
  const std::filesystem::path top = STRATA_SOURCE_DIR;
  for (const std::string& folder : folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(top / folder))
      if (entry.path().extension() == ".strata") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Totals {
  std::size_t models = 0;
  std::size_t customers = 0;
  std::size_t slow = 0;
};

/// Compares the models that pass their checks.
Totals compare(const std::vector<std::string>& folders, std::size_t customers, unsigned seed) {
  Totals totals;
  for (const auto& path : models(folders)) {
    const CheckedModel checked = check_model(path.filename().string(), text_of(path));
    if (checked.findings.has_errors()) continue;
    const Agreement result = AgainstReference(*checked.model).over(customers, seed);
    INFO(path.string() << "\n" << result.difference);
    CHECK(result.difference.empty());
    CHECK(result.slow_for_nothing == 0);
    ++totals.models;
    totals.customers += result.customers;
    totals.slow += result.slow;
  }
  return totals;
}

} // namespace

TEST_CASE("plans agree with the reference evaluator on every model of the project") {
  const Totals totals = compare({"examples", "stdlib", "tests/golden"}, 150, 1);
  CHECK(totals.models > 200);
  CHECK(totals.slow * 10 < totals.customers);
}

TEST_CASE("plans agree where few models go: what fails, what is missing, and in which order that is met") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Totals totals = compare({"tests/unit/plan/models"}, effort(700), seed);
    CHECK(totals.models == 8);
    CHECK(totals.slow > 0);
    CHECK(totals.slow * 2 < totals.customers);
  }
}
