// Numbers with decimal commas and with groups of digits: what they are worth, and what is none.
#include <catch2/catch.hpp>

#include "runtime/table/number_form.hpp"

namespace strata {
namespace {

std::string value(std::string_view text, NumberForm form) {
  const auto number = parse_number(text, form);
  return number ? number->to_text() : "none";
}

TEST_CASE("plain numbers have a point and no groups") {
  CHECK(value("-1234.5e-1", {}) == "-123.45");
  CHECK(value("1,5", {}) == "none");
  CHECK(value("1,234", {}) == "none");
}

TEST_CASE("a decimal comma takes the point's place") {
  const NumberForm form{.decimal_comma = true};
  CHECK(value("1,5", form) == "1.5");
  CHECK(value("-,5", form) == "-0.5");
  CHECK(value("1,5e3", form) == "1500");
  CHECK(value("12", form) == "12");
  CHECK(value("1.5", form) == "none");
  CHECK(value("1.234,5", form) == "none");
  CHECK(value("1,2,3", form) == "none");
}

TEST_CASE("groups have three digits, and one sign between them") {
  const NumberForm form{.thousands = true};
  CHECK(value("1,234", form) == "1234");
  CHECK(value("+12,345,678.90", form) == "12345678.9");
  CHECK(value("1234567", form) == "1234567");
  CHECK(value("1 234.5", form) == "1234.5");
  CHECK(value("1\u00A0234\u00A0567", form) == "1234567");
  CHECK(value("1\u202F234", form) == "1234");
  CHECK(value("1'234", form) == "1234");
  CHECK(value("1\u2019234\u2019567", form) == "1234567");
  for (const char* wrong : {"1,23", "12,34,567", "1234,567", ",123", "1,234 567", "1,2345", "1,", "1.234,5",
                            "1..5", "1.234.567", "1, 234", "12,345e", "", "-", "1,234.567,890"})
    CHECK(value(wrong, form) == "none");
}

TEST_CASE("with a decimal comma the point separates groups") {
  const NumberForm form{.decimal_comma = true, .thousands = true};
  CHECK(value("1.234,5", form) == "1234.5");
  CHECK(value("1 234 567,25", form) == "1234567.25");
  CHECK(value("1.234", form) == "1234");
  CHECK(value("0,5", form) == "0.5");
  CHECK(value("1.23", form) == "none");
  CHECK(value("1,234.5", form) == "none");
}

} // namespace
} // namespace strata
