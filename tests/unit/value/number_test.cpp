// Arithmetic and order of exact numbers: the laws of a field, an outside oracle, and the border of the short
// form.
#include "lang/value/number.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>

#include "tests/unit/value/number_generators.hpp"

namespace strata {
namespace {

using Oracle = boost::multiprecision::cpp_rational;

Oracle oracle(const Number& x) {
  return Oracle(x.to_fraction());
}
std::string text(const Oracle& x) {
  return x.str();
}

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST_CASE("numbers form an ordered field") {
  const Number zero;
  const Number one(1);
  REQUIRE(rc::check("sums", [&](const Number& a, const Number& b, const Number& c) {
    RC_ASSERT(a + b == b + a);
    RC_ASSERT((a + b) + c == a + (b + c));
    RC_ASSERT(a + zero == a);
    RC_ASSERT(a - a == zero);
    RC_ASSERT((a + b) - b == a);
    RC_ASSERT(a - b == -(b - a));
  }));
  REQUIRE(rc::check("products", [&](const Number& a, const Number& b, const Number& c) {
    RC_ASSERT(a * b == b * a);
    RC_ASSERT((a * b) * c == a * (b * c));
    RC_ASSERT(a * one == a);
    RC_ASSERT((a * zero).is_zero());
    RC_ASSERT(a * (b + c) == a * b + a * c);
    RC_ASSERT(-a * b == -(a * b));
  }));
  REQUIRE(rc::check("quotients", [&](const Number& a, const Number& b) {
    RC_PRE(!b.is_zero());
    RC_ASSERT(a / b * b == a);
    RC_ASSERT(b / b == one);
    RC_ASSERT(a / -b == -(a / b));
  }));
  REQUIRE(rc::check("order", [&](const Number& a, const Number& b, const Number& c) {
    RC_ASSERT((a <=> b) == (zero <=> (b - a)));
    RC_ASSERT((a < b) == (a + c < b + c));
    RC_ASSERT((a == b) == ((a <=> b) == std::strong_ordering::equal));
    RC_ASSERT(a.absolute() >= zero);
    RC_ASSERT(a.is_negative() == (a < zero));
  }));
}

TEST_CASE("arithmetic agrees with an outside rational type") {
  REQUIRE(rc::check([](const Number& a, const Number& b) {
    const Oracle x = oracle(a);
    const Oracle y = oracle(b);
    RC_ASSERT((a + b).to_fraction() == text(x + y));
    RC_ASSERT((a - b).to_fraction() == text(x - y));
    RC_ASSERT((a * b).to_fraction() == text(x * y));
    if (!b.is_zero()) RC_ASSERT((a / b).to_fraction() == text(x / y));
    RC_ASSERT((a < b) == (x < y));
    RC_ASSERT((a == b) == (x == y));
    RC_ASSERT(a.is_whole() == (denominator(x) == 1));
  }));
}

TEST_CASE("order is that of the cross products") {
  REQUIRE(rc::check([](std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) {
    RC_PRE(b > 0 && d > 0);
    const std::int64_t left = std::int64_t{a} * d;
    const std::int64_t right = std::int64_t{c} * b;
    RC_ASSERT((Number::ratio(a, b) <=> Number::ratio(c, d)) == (left <=> right));
  }));
}

TEST_CASE("a value has one form, however it was reached") {
  REQUIRE(rc::check("there and back over the border", [](const Number& a) {
    const Number far = Number::power_of_ten(40);
    RC_ASSERT((a + far) - far == a);
    RC_ASSERT((a * far) / far == a);
    RC_ASSERT(-(-a) == a);
    RC_ASSERT(((a + far) - far).to_fraction() == a.to_fraction());
  }));
  CHECK(Number(kMost) + 1 - 1 == Number(kMost));
  CHECK(Number(kLeast) + 1 == -Number(kMost));
  CHECK(-Number(kLeast) == Number(kMost) + 1);
  CHECK(Number(kLeast).to_fraction() == "-9223372036854775808");
  CHECK(Number(kLeast) / Number(kLeast) == Number(1));
  CHECK(Number::ratio(kLeast, kLeast) == Number(1));
  CHECK(Number::ratio(kLeast, 2) == Number(kLeast / 2));
  CHECK(Number::ratio(1, kLeast) == Number(1) / Number(kLeast));
  CHECK(Number::ratio(6, -4).to_fraction() == "-3/2");
  CHECK(Number::ratio(0, -4) == Number());
}

TEST_CASE("whole values that fit 64 bits are given as such") {
  for (const std::int64_t whole : {std::int64_t{0}, std::int64_t{-7}, kMost, kLeast, kLeast + 1})
    CHECK(Number(whole).to_int64() == whole);
  CHECK_FALSE((Number(kMost) + 1).to_int64());
  CHECK_FALSE((Number(kLeast) - 1).to_int64());
  CHECK_FALSE(Number::ratio(1, 2).to_int64());
  CHECK_FALSE((Number(kLeast) / 3).to_int64());
}

TEST_CASE("the sum of n equal weights 1/n of a value is that value") {
  for (int n = 2; n <= 12; ++n)
    for (int v = 1; v <= 10; ++v) {
      Number score;
      for (int i = 0; i < n; ++i)
        score = score + Number::ratio(1, n) * Number(v);
      CHECK(score >= Number(v));
      CHECK(score == Number(v));
    }
}

TEST_CASE("decimals are the fewest that show a value exactly") {
  CHECK(Number(100).decimals() == 0);
  CHECK(Number::ratio(1, 8).decimals() == 3);
  CHECK(Number::ratio(7, 250).decimals() == 3);
  CHECK(Number::ratio(84995, 1000).decimals() == 3);
  CHECK_FALSE(Number::ratio(1, 3).decimals());
  CHECK_FALSE(Number::ratio(1, 14).decimals());
  REQUIRE(rc::check([](const Number& a) {
    const std::optional<int> places = a.decimals();
    if (!places) {
      // No power of ten that the denominator could divide: 10^400 holds every 2^a·5^b below 2^400.
      RC_ASSERT(!(a * Number::power_of_ten(400)).is_whole());
      return;
    }
    RC_ASSERT((a * Number::power_of_ten(*places)).is_whole());
    RC_ASSERT(*places == 0 || !(a * Number::power_of_ten(*places - 1)).is_whole());
  }));
}

TEST_CASE("decimals of denominators of thousands of digits are found") {
  Number fifth = Number::ratio(1, 5);
  for (int i = 0; i < 12; ++i)
    fifth = fifth * fifth; // 5^-4096
  CHECK(fifth.decimals() == 4096);
  CHECK_FALSE((fifth / 3).decimals());
}

TEST_CASE("powers of ten") {
  for (int e = -60; e <= 60; ++e) {
    CHECK(Number::power_of_ten(e) * Number::power_of_ten(-e) == Number(1));
    CHECK(Number::power_of_ten(e) * 10 == Number::power_of_ten(e + 1));
  }
  CHECK(Number::power_of_ten(1000) == *Number::parse("1e999") * 10);
  CHECK_THROWS_AS(Number::power_of_ten(1001), NumberTooLarge);
}

TEST_CASE("a result that would need too many bits is refused") {
  const auto square_often = [](Number x) {
    for (int i = 0; i < 64; ++i)
      x = x * x;
  };
  CHECK_THROWS_AS(square_often(3), NumberTooLarge);
  CHECK_THROWS_AS(square_often(Number::ratio(1, 3)), NumberTooLarge);
  CHECK_THROWS_AS(square_often(Number::ratio(-200, 7)), NumberTooLarge);
  CHECK_NOTHROW(square_often(1));
  CHECK_NOTHROW(square_often(0));

  // Sums of fractions with unrelated denominators grow as well.
  Number two_to_the_64k(2);
  for (int i = 0; i < 16; ++i)
    two_to_the_64k = two_to_the_64k * two_to_the_64k;
  const Number a = Number(1) / (two_to_the_64k - 1);
  const Number b = Number(1) / (two_to_the_64k + 1);
  CHECK_THROWS_AS(a + b, NumberTooLarge);
  CHECK(a > b);
  CHECK(two_to_the_64k - two_to_the_64k == Number());
}

TEST_CASE("a zero divisor that the caller let through is reported, not computed") {
  CHECK_THROWS_AS(Number(1) / Number(), std::domain_error);
  CHECK_THROWS_AS(Number::power_of_ten(30) / Number(), std::domain_error);
  CHECK_THROWS_AS(Number::ratio(1, 0), std::domain_error);
}

TEST_CASE("a number that was moved from is a valid number") {
  Number x = Number::power_of_ten(30);
  const Number y = std::move(x);
  CHECK(y == Number::power_of_ten(30));
  CHECK(x.is_zero()); // NOLINT(bugprone-use-after-move): this is the point
}

} // namespace
} // namespace strata
