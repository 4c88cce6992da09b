// Reading and writing numbers as decimal text.
#include <catch2/catch.hpp>

#include "lang/value/number.hpp"
#include "tests/unit/value/number_generators.hpp"

namespace strata {
namespace {

std::string read(std::string_view text) {
  const std::optional<Number> number = Number::parse(text);
  return number ? number->to_fraction() : "refused";
}

TEST_CASE("plain decimal text is read exactly") {
  CHECK(read("0") == "0");
  CHECK(read("-0") == "0");
  CHECK(read("-0.00") == "0");
  CHECK(read("+7") == "7");
  CHECK(read("007") == "7");
  CHECK(read("84.995") == "16999/200");
  CHECK(read("0.1") == "1/10");
  CHECK(read(".5") == "1/2");
  CHECK(read("5.") == "5");
  CHECK(read("-.25") == "-1/4");
  CHECK(read("1e3") == "1000");
  CHECK(read("1.5E+2") == "150");
  CHECK(read("15e-1") == "3/2");
  CHECK(read("0e5") == "0");
  CHECK(read("9223372036854775807") == "9223372036854775807");
  CHECK(read("9223372036854775808") == "9223372036854775808");
  CHECK(read("-9223372036854775808") == "-9223372036854775808");
  CHECK(read("123456789012345678901234567890") == "123456789012345678901234567890");
  CHECK(read("100000000000000000000.000000000000000000005") ==
        "20000000000000000000000000000000000000001/200000000000000000000");
}

TEST_CASE("anything else is refused") {
  for (const char* text :
       {"",      " ",     "1 ",  " 1",  ".",    "-",     "+",     "+-1",  "--1",  "1-",  "1.2.3", "1,000",
        "1_000", "1 000", "e5",  ".e5", "1e",   "1e+",   "1e1.5", "1e 5", "0x10", "abc", "12a",   "NaN",
        "inf",   "-inf",  "1/2", "35%", "１２", "1e5e5", "\t1",   "1\n",  "−1",   "1.e", "- 1",   "½"})
    CHECK(read(text) == "refused");
  CHECK(read(std::string_view("1\0", 2)) == "refused");
  CHECK(read(std::string_view("\0", 1)) == "refused");
}

TEST_CASE("the length is counted in digits, exponent included") {
  const std::string most(Number::kMaxTextDigits, '9');
  CHECK(Number::parse(most)->to_text() == most);
  CHECK(Number::parse("-" + most)->to_text() == "-" + most);
  CHECK(Number::parse("0." + most.substr(1))->decimals() == 999);
  CHECK(read(most + "9") == "refused");
  CHECK(read("0." + most) == "refused");
  CHECK(Number::parse("1e999"));
  CHECK(Number::parse("1e-999"));
  CHECK(read("1e1000") == "refused");
  CHECK(read("1e-1000") == "refused");
  CHECK(Number::parse("1e400") == Number::power_of_ten(400));
}

TEST_CASE("texts that ask for enormous numbers are refused at once") {
  for (const char* text :
       {"1e999999999", "1e-999999999", "1e99999999999999999999999999", "0e99999999999999999999"})
    CHECK(read(text) == "refused");
  CHECK(read(std::string(10'000'000, '9')) == "refused");
  CHECK(read("1e" + std::string(10'000'000, '0') + "1") == "refused");
}

TEST_CASE("what is written is read back as the same number") {
  REQUIRE(rc::check([](const Number& a) {
    if (a.decimals()) RC_ASSERT(Number::parse(a.to_text()) == a);
    if (!a.decimals()) RC_ASSERT(a.to_text() == a.to_fraction());
    const std::string fraction = a.to_fraction();
    const std::size_t slash = fraction.find('/');
    const std::string below = slash == std::string::npos ? "1" : fraction.substr(slash + 1);
    RC_ASSERT(Number::from_fraction(fraction.substr(0, slash), below) == a);
  }));
}

TEST_CASE("what a decimal text says survives the way in and out") {
  REQUIRE(rc::check([](bool minus, const std::string& whole_bytes, const std::string& fraction_bytes) {
    // Any digits without zeros at the ends are the shortest text of their number.
    const auto digits = [](const std::string& bytes) {
      std::string text;
      for (const char byte : bytes)
        text += static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
      return text;
    };
    const std::string text = (minus ? "-1" : "1") + digits(whole_bytes) +
                             (fraction_bytes.empty() ? "" : "." + digits(fraction_bytes) + "7");
    RC_ASSERT(Number::parse(text)->to_text() == text);
  }));
}

TEST_CASE("to_text shows a finite decimal without trailing zeros, anything else as a fraction") {
  CHECK(Number().to_text() == "0");
  CHECK(Number(100).to_text() == "100");
  CHECK(Number(-100).to_text() == "-100");
  CHECK(Number::ratio(-25, 2).to_text() == "-12.5");
  CHECK(Number::ratio(1, 1000).to_text() == "0.001");
  CHECK(Number::ratio(-1, 1000).to_text() == "-0.001");
  CHECK(Number::parse("12.500")->to_text() == "12.5");
  CHECK(Number::ratio(1, 3).to_text() == "1/3");
  CHECK(Number::ratio(-22, 7).to_text() == "-22/7");
  CHECK(Number::power_of_ten(25).to_text() == "1" + std::string(25, '0'));
  CHECK(Number::power_of_ten(-25).to_text() == "0." + std::string(24, '0') + "1");
}

TEST_CASE("to_text with places rounds half away from zero and fills up with zeros") {
  CHECK(Number(85).to_text(2) == "85.00");
  CHECK(Number::parse("84.995")->to_text(2) == "85.00");
  CHECK(Number::parse("84.994999")->to_text(2) == "84.99");
  CHECK(Number::parse("-84.995")->to_text(2) == "-85.00");
  CHECK(Number::ratio(2, 3).to_text(4) == "0.6667");
  CHECK(Number::ratio(1, 2).to_text(0) == "1");
  CHECK(Number::ratio(-1, 2).to_text(0) == "-1");
  CHECK(Number::ratio(1, 3).to_text(0) == "0");
  CHECK(Number::ratio(-1, 1000).to_text(2) == "0.00");
  CHECK(Number::ratio(-1, 200).to_text(2) == "-0.01");
  CHECK(Number(0).to_text(3) == "0.000");
  CHECK(Number::ratio(1, 3).to_text(30) == "0." + std::string(30, '3'));
  CHECK(Number::parse("9223372036854775807")->to_text(18) == "9223372036854775807." + std::string(18, '0'));
  REQUIRE(rc::check([](const Number& a) {
    const int places = *rc::gen::inRange(0, 25);
    RC_ASSERT(Number::parse(a.to_text(places)) == a.rounded(places));
  }));
}

} // namespace
} // namespace strata
