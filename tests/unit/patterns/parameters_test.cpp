// What breaks at other values of a parameter, against trying every value: a random table that passes is
// checked again with each value of the parameter set; the warning is there exactly if one of them is refused,
// and it names the nearest of them.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "arm_tables.hpp"
#include "lang/check/check.hpp"
#include "lang/source/codes.hpp"

using namespace strata;
using namespace strata::test;

namespace {

constexpr int kLow = 0;
constexpr int kHigh = 6;

std::string operand(Tables& tables) {
  static constexpr const char* kOperands[] = {"q", "q + 1", "q / 2", "2 * q", "6 - q", "1", "2", "3", "4"};
  return kOperands[tables.below(9)];
}

std::string pattern(Tables& tables) {
  static constexpr const char* kOps[] = {">= ", "> ", "<= ", "< ", "", "!= "};
  if (tables.below(3) != 0) return kOps[tables.below(6)] + operand(tables);
  return (tables.below(2) == 0 ? "[" : "(") + operand(tables) + " .. " + operand(tables) +
         (tables.below(2) == 0 ? "]" : ")");
}

struct Swept {
  std::string text;
  int present = 0;
};

Swept random_model(Tables& tables, const std::string& range) {
  const char* columns[] = {"whole in 0 .. 6", "number in 0 .. 6"};
  Swept made;
  made.present = kLow + static_cast<int>(tables.below(kHigh - kLow + 1));
  made.text = "customer {\n  id : text key\n  x : " + std::string(columns[tables.below(2)]) +
              "\n}\nparameter q = " + std::to_string(made.present) + " " + range + "\nshow v = match " +
              (tables.below(4) == 0 ? "unique " : "") + "x {\n";
  const std::size_t arms = 1 + tables.below(4);
  for (std::size_t arm = 0; arm < arms; ++arm)
    made.text += "  " + pattern(tables) + " : " + std::to_string(arm) + "\n";
  if (tables.below(2) == 0) made.text += "  otherwise : 9\n";
  made.text += "}\n";
  return made;
}

/// The value that a warning names ("with `q = 2.5`, …").
std::optional<Number> warned(const CheckedModel& checked) {
  for (const Finding& finding : checked.findings.all()) {
    if (finding.code != Code::BreaksElsewhere) continue;
    const std::size_t begin = finding.message.find("q = ") + 4;
    return Number::parse(finding.message.substr(begin, finding.message.find('`', begin) - begin));
  }
  return std::nullopt;
}

bool refused(const std::string& text, const Number& value) {
  return check_model("swept.strata", text, {{"q", value.to_text()}}).findings.has_errors();
}

std::size_t tables_wanted() {
  const char* text = std::getenv("STRATA_PATTERN_TABLES");
  return text == nullptr ? 300 : static_cast<std::size_t>(std::strtoull(text, nullptr, 10)) / 10;
}

} // namespace

TEST_CASE("with steps, a warning names the nearest value at which a table breaks") {
  Tables tables(20250131);
  std::size_t passed = 0;
  std::size_t breaking = 0;
  for (std::size_t i = 0; i < tables_wanted(); ++i) {
    const Swept made = random_model(tables, "in 0 .. 6 step 1");
    const CheckedModel checked = check_model("swept.strata", made.text);
    if (checked.findings.has_errors()) continue;
    ++passed;
    INFO(made.text);
    std::optional<int> nearest;
    for (int value = kLow; value <= kHigh; ++value)
      if (refused(made.text, value) &&
          (!nearest || std::abs(value - made.present) < std::abs(*nearest - made.present)))
        nearest = value;
    const std::optional<Number> named = warned(checked);
    REQUIRE(named.has_value() == nearest.has_value());
    if (!named) continue;
    ++breaking;
    INFO(named->to_text());
    CHECK(refused(made.text, *named));
    CHECK((*named - Number(made.present)).absolute() == Number(std::abs(*nearest - made.present)));
  }
  CHECK(passed > tables_wanted() / 10);
  CHECK(breaking > tables_wanted() / 40);
}

TEST_CASE("without steps, borders that meet are found") {
  Tables tables(7);
  std::size_t breaking = 0;
  for (std::size_t i = 0; i < tables_wanted(); ++i) {
    const Swept made = random_model(tables, "in 0 .. 6");
    const CheckedModel checked = check_model("swept.strata", made.text);
    if (checked.findings.has_errors()) continue;
    INFO(made.text);
    bool breaks = false;
    for (int eighth = 8 * kLow; eighth <= 8 * kHigh; ++eighth)
      breaks = breaks || refused(made.text, Number::ratio(eighth, 8));
    const std::optional<Number> named = warned(checked);
    if (breaks) REQUIRE(named.has_value());
    if (!named) continue;
    ++breaking;
    INFO(named->to_text());
    CHECK(refused(made.text, *named));
  }
  CHECK(breaking > tables_wanted() / 40);
}
