// The registry of messages, the order of findings, and the nearest name.
#include <catch2/catch.hpp>

#include <chrono>

#include "lang/source/codes.hpp"
#include "lang/source/finding.hpp"

namespace strata {

namespace {

std::string nearest(std::string_view wanted, std::vector<std::string> candidates) {
  return nearest_name(wanted, candidates);
}

} // namespace

TEST_CASE("the nearest name is the one with the fewest changes") {
  CHECK(nearest("revenu", {"revenue", "region"}) == "revenue");
  CHECK(nearest("revneue", {"revenue", "region"}) == "revenue"); // neighbours swapped
  CHECK(nearest("Revenue", {"revenues", "revenue"}) == "revenue");
  CHECK(nearest("规摸", {"规模", "行业"}) == "规模");
  CHECK(nearest("ab", {"ab"}) == "ab");
}

TEST_CASE("a name that is far from all has no nearest one") {
  CHECK(nearest("revenue", {"industry", "since"}).empty());
  CHECK(nearest("", {"a"}).empty());
  CHECK(nearest("a", {"b", "c"}).empty());
  CHECK(nearest("a", {"A"}) == "A");
  CHECK(nearest("ab", {"xy"}).empty());
}

TEST_CASE("the first of two equally near names is taken") {
  CHECK(nearest("cut", {"cat", "cup"}) == "cat");
}

TEST_CASE("many names are searched in little time") {
  std::vector<std::string> candidates;
  for (int i = 0; i < 20'000; ++i)
    candidates.push_back("customer_" + std::to_string(10'000 + i));
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i)
    CHECK(nearest_name("customer_9999" + std::to_string(i), candidates) != "");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("an entry of the registry is found by its id in any case") {
  for (const CodeEntry& entry : code_registry()) {
    CHECK(find_code(entry.id) == &entry);
    CHECK(&entry_of(entry.code) == &entry);
  }
  CHECK(find_code("e0201") == find_code("E0201"));
  CHECK(find_code("E9999") == nullptr);
  CHECK(find_code("") == nullptr);
}

TEST_CASE("a code's letter is its severity") {
  CHECK(severity_of(Code::UnknownName) == FindingSeverity::Error);
  CHECK(severity_of(find_code("W0101")->code) == FindingSeverity::Warning);
}

TEST_CASE("findings are ordered by place, and those of one place stay as they came") {
  Findings findings;
  findings.add(Code::UnknownName, {0, 9, 10}, "third");
  findings.add(Code::UnknownName, {0, 2, 10}, "first");
  findings.add(Code::UnknownName, {0, 2, 3}, "second");
  findings.sort_by_place();
  CHECK(findings.all()[0].message == "first");
  CHECK(findings.all()[1].message == "second");
  CHECK(findings.all()[2].message == "third");
  CHECK(findings.has_errors());
}

} // namespace strata
