// Plans decide what the reference evaluator decides: over every model of the project, on customers made up
// from its columns.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "against_reference.hpp"

using namespace strata;

namespace {

constexpr std::size_t kCustomers = 150; // of each model

std::vector<std::filesystem::path> models() {
  std::vector<std::filesystem::path> paths;
  const std::filesystem::path top = STRATA_SOURCE_DIR;
  for (const char* folder : {"examples", "stdlib", "tests/golden"})
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

} // namespace

TEST_CASE("plans agree with the reference evaluator on every model of the project") {
  Agreement all;
  std::size_t count = 0;
  for (const auto& path : models()) {
    const CheckedModel checked = check_model(path.filename().string(), text_of(path));
    if (checked.findings.has_errors()) continue;
    ++count;
    AgainstReference test(*checked.model);
    const Agreement result = test.over(kCustomers, 1);
    INFO(path.string() << "\n" << result.difference);
    CHECK(result.difference.empty());
    if (result.slow_for_nothing > 0)
      std::cout << path.filename().string() << ": " << result.slow_for_nothing << " slow for nothing\n";
    all.customers += result.customers;
    all.slow += result.slow;
    all.slow_for_nothing += result.slow_for_nothing;
  }
  std::cout << count << " models, " << all.customers << " customers, " << all.slow << " slow, "
            << all.slow_for_nothing << " of them for nothing\n";
  CHECK(count > 200);
  CHECK(all.slow_for_nothing * 1000 < all.customers);
}
