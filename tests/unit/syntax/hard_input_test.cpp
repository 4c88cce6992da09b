// Input that no one means: it ends with findings (or with a tree), soon, and with little stack.

#include <catch2/catch.hpp>

#include <chrono>
#include <utility>
#include <vector>

#include "lang/syntax/syntax.hpp"
#include "tests/effort.hpp"
#include "tests/unit/syntax/rendered.hpp"

namespace strata {
namespace {

struct Outcome {
  std::size_t declarations = 0;
  std::size_t findings = 0;
  std::string first; ///< the code of the first finding
};

Outcome read(std::string text) {
  Sources sources;
  const SourceId id = sources.add("model.strata", std::move(text));
  Findings findings;
  const ast::Model model = parse(sources, id, findings);
  Outcome outcome{model.declarations.size(), findings.all().size(), {}};
  if (!findings.all().empty()) outcome.first = entry_of(findings.all().front().code).id;
  if (!findings.has_errors()) (void)print(sources, id, model);
  return outcome;
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    text += part;
  return text;
}

constexpr std::size_t kMany = 100'000;
constexpr std::size_t kTenMegabytes = effort(10'000'000);

TEST_CASE("nesting up to the limit is read, deeper nesting is told") {
  const std::size_t limit = ast::kMaxNesting;
  CHECK(read("define x = " + repeated("(", limit) + "1" + repeated(")", limit)).findings == 0);
  CHECK(read("define x = " + repeated("(", limit + 1) + "1" + repeated(")", limit + 1)).first == "E0116");
  CHECK(read("define x = " + repeated("if a then 1 else ", limit) + "2").findings == 0);
  CHECK(read("define x = " + repeated("match a { 1 : ", limit / 2) + "1" + repeated(" }", limit / 2))
            .findings == 0);
  CHECK(read("define x = " + repeated("not ", limit) + "a").findings == 0);
}

TEST_CASE("very deep nesting of every kind is told once") {
  const std::vector<std::pair<std::string, std::string>> openers = {{"(", "E0106"},
                                                                    {"f(", "E0106"},
                                                                    {"if a then 1 else ", "E0116"},
                                                                    {"not ", "E0116"},
                                                                    {"- ", "E0116"},
                                                                    {"match ", "E0116"},
                                                                    {"match a { 1 : ", "E0106"},
                                                                    {"weighted { ", "E0106"},
                                                                    {"tally 1 { a : ", "E0106"},
                                                                    {"a is (", "E0106"},
                                                                    {"a is (1 or ", "E0106"},
                                                                    {"a is (1 .. ", "E0106"},
                                                                    {"a is [", "E0106"}};
  for (const auto& [opener, code] : openers) {
    INFO(opener);
    const Outcome outcome = read("define x = " + repeated(opener, kMany));
    CHECK(outcome.first == code);
    CHECK(outcome.findings == 1);
  }
  CHECK(read("define x = " + repeated("(", kMany) + "1" + repeated(")", kMany)).first == "E0116");
}

TEST_CASE("a mistake on every line: the first are told, and that there are more") {
  for (const std::string line :
       {"define x =\n", "dimension d weight\n", "define x = match y {\n", "cap at\n", "}\n"}) {
    INFO(line);
    CHECK(read(repeated(line, kMany)).findings == 21);
  }
}

TEST_CASE("ten megabytes on one line") {
  CHECK(read("define x = " + repeated("1+", kTenMegabytes / 2) + "1").first == "E0116");
  CHECK(read("define x = \"" + repeated("a", kTenMegabytes) + "\"").declarations == 1);
  CHECK(read("define x = \"" + repeated("a", kTenMegabytes)).first == "E0105");
  CHECK(read("define " + repeated("a", kTenMegabytes) + " = 1").declarations == 1);
  CHECK(read("define x = " + repeated("9", kTenMegabytes)).first == "E0111");
  CHECK(read("define x = f(" + repeated(",", kTenMegabytes)).first == "E0106");
  for (const char* garbage : {"@", "\"", "`", ".", "：", "“", "万", "(", "}"}) {
    INFO(garbage);
    CHECK(read(repeated(garbage, kTenMegabytes / std::string(garbage).size())).findings > 0);
  }
  std::string noise(kTenMegabytes, ' ');
  for (std::size_t i = 0; i < noise.size(); ++i)
    noise[i] = static_cast<char>(33 + i * 7919 % 94);
  CHECK(read(noise).findings > 0);
}

TEST_CASE("ten megabytes of nothing") {
  for (const char* nothing : {"\n", "\r", "\r\n", " ", ";", "#\n", "\t\n"}) {
    INFO(nothing);
    CHECK(read(repeated(nothing, kTenMegabytes / std::string(nothing).size())).findings == 0);
  }
  CHECK(read("").declarations == 0);
  // Far line ends behind nested expressions are looked through once, not once for each level.
  CHECK(read("define x = " + repeated("(a ", 150) + repeated("\n", kTenMegabytes / 2) + repeated(")", 150))
            .findings == 0);
}

TEST_CASE("a thousand lines are read in a few milliseconds") {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    const std::string n = std::to_string(i);
    text += "dimension scale" + n + " \"label\" weight 1% = match revenue" + n +
            " default 0 {\n  >= 50M    : 100\n" +
            "  [1M .. 5M) : 80\n  \"a\" or \"b\" : 50\n  otherwise : 20\n}\n" + "define value" + n +
            " = max(0, on_time - 5 * complaints) / 2 + revenue_" + n + "\n" +
            "cap at B \"slow payer\" when payment_days default 0 > 120 and not vip\n" +
            "policy B, C { manager = \"pooled\"; credit_limit = round(min(value * 10_000, 20% * revenue), 2) "
            "}\n\n";
  }
  Sources sources;
  const SourceId id = sources.add("model.strata", text);
  Findings findings;
  const auto begin = std::chrono::steady_clock::now();
  const ast::Model model = parse(sources, id, findings);
  const auto took = std::chrono::steady_clock::now() - begin;
  CHECK(findings.all().empty());
  CHECK(model.declarations.size() == 400);
  CHECK(took < std::chrono::milliseconds(500)); // far above what it takes, for slow and busy machines
}

} // namespace
} // namespace strata
