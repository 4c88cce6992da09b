// Moments and whole powers.
#include <vector>

#include <catch2/catch.hpp>

#include "lang/value/irrational.hpp"
#include "tests/unit/value/number_generators.hpp"

namespace strata {
namespace {

std::string text(const std::optional<Number>& x) {
  return x ? x->to_text() : "undefined";
}

TEST_CASE("variance and standard deviation") {
  const std::vector<Number> values{2, 4, 4, 4, 5, 5, 7, 9};
  CHECK(text(variance(values, false)) == "4");
  CHECK(text(variance(values, true)) == "32/7");
  CHECK(text(stddev_rounded(values, false, 4)) == "2");
  CHECK(text(stddev_rounded(values, true, 6)) == "2.13809");
  CHECK(text(variance(std::vector<Number>{5}, false)) == "0");
  CHECK(text(variance(std::vector<Number>{5}, true)) == "undefined");
  CHECK(text(stddev_rounded(std::vector<Number>{5}, true, 2)) == "undefined");
  CHECK(text(variance({}, false)) == "undefined");
  CHECK(text(variance({}, true)) == "undefined");
}

TEST_CASE("variance is the mean squared distance from the mean") {
  REQUIRE(rc::check([](const std::vector<Number>& values) {
    RC_PRE(values.size() >= 2U);
    const Number count(static_cast<std::int64_t>(values.size()));
    Number total;
    for (const Number& value : values)
      total = total + value;
    const Number mean = total / count;
    Number squares;
    for (const Number& value : values)
      squares = squares + (value - mean) * (value - mean);
    RC_ASSERT(variance(values, false) == squares / count);
    RC_ASSERT(variance(values, true) == squares / (count - 1));
  }));
}

TEST_CASE("whole powers are exact") {
  CHECK(text(power(2, 10)) == "1024");
  CHECK(text(power(2, -2)) == "0.25");
  CHECK(text(power(-3, 3)) == "-27");
  CHECK(text(power(0, 0)) == "1");
  CHECK(text(power(0, 5)) == "0");
  CHECK(text(power(0, -1)) == "undefined");
  CHECK(text(power(Number::ratio(-2, 3), -3)) == "-3.375");
  CHECK(power(10, 1000) == Number::power_of_ten(1000));
  CHECK(power(1, 10'000) == Number(1));
  CHECK_THROWS_AS(power(1, 10'001), NumberTooLarge);
  CHECK_THROWS_AS(power(1, std::numeric_limits<std::int64_t>::min()), NumberTooLarge);
  CHECK_THROWS_AS(power(Number::power_of_ten(5), 10'000), NumberTooLarge);
  // 2^10000 needs 10,001 bits; the square after the last one needed is not computed.
  CHECK(power(2, 10'000)->to_fraction().size() == 3011);
  // 2^-130000 is kept. The powers of 2^-65 that make it up end at the 1024th: the next square would be too
  // large.
  CHECK_NOTHROW(power(*power(2, -65), 2000));
  REQUIRE(rc::check([](const Number& x) {
    RC_PRE(!x.is_zero());
    const int a = *rc::gen::inRange(-8, 9);
    const int b = *rc::gen::inRange(-8, 9);
    RC_ASSERT(*power(x, a) * *power(x, b) == *power(x, a + b));
    RC_ASSERT(*power(x, 1) == x);
  }));
}

} // namespace
} // namespace strata
