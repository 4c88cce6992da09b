// Irrational functions: against published digits, against brackets by exact rational arithmetic that shares
// nothing with the code under test, and next to the borders between two roundings.
#include "lang/value/irrational.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/value/number_generators.hpp"

namespace strata {
namespace {

std::string text(const std::optional<Number>& x) {
  return x ? x->to_text() : "undefined";
}
Number number(std::string_view decimal) {
  return *Number::parse(decimal);
}
Number half_unit(int places) {
  return Number::power_of_ten(-places) * Number::ratio(1, 2);
}

/// Bounds of e to the power x by the Taylor series in exact fractions: behind the last term x^n/n! with n >
/// 2|x|, all others together are less than that term.
struct Bounds {
  Number low;
  Number high;
};
Bounds exp_bounds(const Number& x) {
  Number term(1);
  Number sum(1);
  const Number little = Number::power_of_ten(-40);
  for (int n = 1; term.absolute() > little || Number(n) <= x.absolute() * 2 + 2; ++n) {
    // Cutting a term to 60 places keeps the fractions short; the cuts stay far below `little`.
    term = (term * x / Number(n)).rounded(60, Rounding::Down);
    sum = sum + term;
  }
  const Number slack = little * 2;
  return {sum - slack, sum + slack};
}

bool is_exp(const Number& result, const Number& x, int places) {
  const Bounds bounds = exp_bounds(x);
  return result - half_unit(places) <= bounds.high && result + half_unit(places) >= bounds.low &&
         result.decimals() <= places;
}

rc::Gen<Number> positive() {
  return rc::gen::map(
      rc::gen::suchThat(rc::gen::arbitrary<Number>(), [](const Number& x) { return !x.is_zero(); }),
      [](const Number& x) { return x.absolute(); });
}

rc::Gen<Number> between(int low, int high) {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(low * 10'000LL, high * 10'000LL),
                      [](std::int64_t n) { return Number::ratio(n, 10'000) + Number::ratio(n % 7, 90'000); });
}

TEST_CASE("published digits") {
  CHECK(text(sqrt_rounded(2, 50)) == "1.41421356237309504880168872420969807856967187537695");
  CHECK(text(sqrt_rounded(number("0.1"), 50)) == "0.31622776601683793319988935444327185337195551393252");
  CHECK(text(ln_rounded(2, 50)) == "0.69314718055994530941723212145817656807550013436026");
  CHECK(text(ln_rounded(10, 50)) == "2.30258509299404568401799145468436420760110148862877");
  CHECK(text(ln_rounded(Number::ratio(3, 7), 50)) == "-0.84729786038720361371010750652065402498959417175911");
  CHECK(text(ln_rounded(number("12345.678"), 50)) == "9.42106132129183197652678399107144604894183363008052");
  CHECK(text(ln_rounded(number("1.000001"), 50)) == "0.00000099999950000033333308333353333316666680952368");
  CHECK(text(exp_rounded(1, 50)) == "2.71828182845904523536028747135266249775724709369996");
  CHECK(text(exp_rounded(number("0.5"), 50)) == "1.64872127070012814684865078781416357165377610071015");
  CHECK(text(exp_rounded(Number::ratio(20, 3), 50)) ==
        "785.7719942274172993777265011930513254417071454268638");
  CHECK(text(exp_rounded(Number::ratio(-1, 3), 50)) ==
        "0.71653131057378925042560409692537966745311205982148");
  CHECK(text(exp_rounded(-10, 50)) == "0.00004539992976248485153559151556055061023791808887");
  CHECK(text(exp_rounded(100, 4)) == "26881171418161354484126255515800135873611118.7737");
  CHECK(text(decay_rounded(100, 1, 3, 50)) == "79.37005259840997373758528196361541301957466639499265");
  CHECK(text(decay_rounded(-1000, number("12.34"), 5, 50)) ==
        "-180.74153681821841978723076126788388878803619203844571");
  CHECK(text(decay_rounded(3, -7, 3, 50)) == "15.1190525987384779772065272873387402068430175764181");
}

TEST_CASE("a hundred places") {
  CHECK(text(ln_rounded(2, 100)) ==
        "0.69314718055994530941723212145817656807550013436025525412068000949339362196"
        "96947156058633269964186875");
  CHECK(text(exp_rounded(1, 100)) ==
        "2.71828182845904523536028747135266249775724709369995957496696762772407663035"
        "35475945713821785251664274");
  CHECK(text(sqrt_rounded(2, 100)) ==
        "1.4142135623730950488016887242096980785696718753769480731766797379907324784"
        "621070388503875343276415727");
}

TEST_CASE("the values of the scorecard") {
  CHECK(text(decay_rounded(40, 90, 30, 4)) == "5");
  CHECK(text(decay_rounded(40, 45, 30, 6)) == "14.142136");
  // Points of odds: 600 at odds of 1:19, 50 points to double them; b = 50 / ln 2, a = 600 - b · ln 19.
  const Number b = Number(50) / *ln_rounded(2, 40);
  const Number a = Number(600) - b * *ln_rounded(19, 40);
  CHECK(b.to_text(6) == "72.134752");
  CHECK(a.to_text(6) == "387.603624");
  CHECK((a - b * *ln_rounded(number("0.25"), 40)).to_text(4) == "487.6036");
  CHECK((a - b * *ln_rounded(Number::ratio(2, 19), 40)).to_text(4) == "550.0000");
  CHECK((Number::ratio(4, 9) * *ln_rounded(2, 20)).to_text(8) == "0.30806541");
  CHECK(text(ln_rounded(Number::ratio(5, 20), 6)) == "-1.386294");
  CHECK(text(ln_rounded(Number::ratio(25, 5), 6)) == "1.609438");
}

TEST_CASE("exact and undefined cases") {
  CHECK(text(ln_rounded(1, 6)) == "0");
  CHECK(text(exp_rounded(0, 6)) == "1");
  CHECK(text(sqrt_rounded(0, 6)) == "0");
  CHECK(text(sqrt_rounded(144, 0)) == "12");
  CHECK(text(sqrt_rounded(Number::ratio(4, 25), 6)) == "0.4");
  CHECK(text(sqrt_rounded(Number::ratio(4, 9), 6)) == "0.666667");
  CHECK(text(sqrt_rounded(-1, 6)) == "undefined");
  CHECK(text(ln_rounded(0, 6)) == "undefined");
  CHECK(text(ln_rounded(-1, 6)) == "undefined");
  CHECK(text(decay_rounded(40, 90, 0, 6)) == "undefined");
  CHECK(text(decay_rounded(40, 90, -30, 6)) == "undefined");
  CHECK(text(decay_rounded(0, 45, 30, 6)) == "0");
  CHECK(text(decay_rounded(40, 0, 30, 6)) == "40");
  CHECK(text(decay_rounded(40, -60, 30, 6)) == "160");
  CHECK(text(decay_rounded(Number::ratio(1, 3), 30, 30, 4)) == "0.1667");
  CHECK(text(decay_rounded(5, 30, 30, 0)) == "3");
  CHECK(text(decay_rounded(-5, 30, 30, 0)) == "-3");
}

TEST_CASE("arguments of extreme size") {
  CHECK(text(ln_rounded(Number::power_of_ten(1000), 6)) == "2302.585093");
  CHECK(text(ln_rounded(Number::power_of_ten(-1000), 6)) == "-2302.585093");
  CHECK(text(ln_rounded(Number(1) + Number::power_of_ten(-1000), 100)) == "0");
  CHECK(text(ln_rounded(Number(1) - Number::power_of_ten(-50), 50)) ==
        "-" + Number::power_of_ten(-50).to_text());
  CHECK(text(ln_rounded(*power(3, -10'000), 20)) ==
        (Number(-10'000) * *ln_rounded(3, 30)).rounded(20).to_text());
  CHECK(text(exp_rounded(-10'000, 4)) == "0");
  CHECK(text(exp_rounded(-Number::power_of_ten(500), 100)) == "0");
  CHECK(text(exp_rounded(Number::power_of_ten(-1000), 100)) == "1");
  CHECK(text(exp_rounded(number("-9.9"), 4)) == "0.0001");
  CHECK(text(exp_rounded(number("-9.91"), 4)) == "0");
  const std::string greatest = exp_rounded(10'000, 2).to_text();
  CHECK(greatest.substr(0, 30) == "880681822566292158726149600764");
  CHECK(greatest.substr(greatest.size() - 18) == "491730635541494.83");
  CHECK_THROWS_AS(exp_rounded(number("10000.001"), 2), NumberTooLarge);
  CHECK_THROWS_AS(exp_rounded(Number::power_of_ten(900), 2), NumberTooLarge);
  CHECK(text(sqrt_rounded(Number::power_of_ten(1000), 2)) == Number::power_of_ten(500).to_text());
  CHECK(text(sqrt_rounded(Number::power_of_ten(-1000), 100)) == "0");
  CHECK(text(decay_rounded(40, Number::power_of_ten(900), 30, 6)) == "0");
  CHECK(text(decay_rounded(40, 1'000'000'007, 30, 6)) == "0");
  CHECK(text(decay_rounded(40, number("999999.5"), 1, 6)) == "0");
  CHECK(text(decay_rounded(Number::power_of_ten(1000), number("3321.5"), 1, 2)) ==
        (sqrt_rounded(*power(10, 2000) / *power(2, 6643), 2))->to_text());
  CHECK_THROWS_AS(decay_rounded(40, -Number::power_of_ten(900), 30, 6), NumberTooLarge);
  CHECK_THROWS_AS(decay_rounded(40, number("-999999.5"), 1, 6), NumberTooLarge);
  CHECK_THROWS_AS(decay_rounded(40, number("-200000"), 1, 6), NumberTooLarge);
}

TEST_CASE("a square root lies within half a unit of the true one") {
  REQUIRE(rc::check([] {
    const Number x = *positive();
    const int places = *rc::gen::inRange(0, 40);
    const Number root = *sqrt_rounded(x, places);
    const Number half = half_unit(places);
    RC_ASSERT(root.decimals() <= places);
    // Half away from zero: the lower border belongs to the result, the upper one to the next.
    if (root > Number()) RC_ASSERT((root - half) * (root - half) <= x);
    RC_ASSERT(x < (root + half) * (root + half));
  }));
  REQUIRE(rc::check("exactly half way", [](std::uint32_t n) {
    const int places = *rc::gen::inRange(0, 20);
    const Number middle = (Number(std::int64_t{n}) + Number::ratio(1, 2)) * Number::power_of_ten(-places);
    RC_ASSERT(sqrt_rounded(middle * middle, places) == middle.rounded(places));
    const Number little = Number::power_of_ten(-80);
    RC_ASSERT(sqrt_rounded(middle * middle - little, places) == middle.rounded(places, Rounding::Down));
  }));
}

TEST_CASE("an exponential agrees with its series in fractions") {
  REQUIRE(rc::check([] {
    const Number x = *between(-30, 30);
    const int places = *rc::gen::inRange(0, 25);
    RC_ASSERT(is_exp(exp_rounded(x, places), x, places));
  }));
}

TEST_CASE("a logarithm lies where the exponential encloses its argument") {
  REQUIRE(rc::check([] {
    const Number x = *rc::gen::oneOf(
        rc::gen::suchThat(between(0, 1'000'000), [](const Number& y) { return !y.is_zero(); }),
        rc::gen::map(between(1, 2), [](const Number& y) { return Number(1) / y; }),
        rc::gen::map(rc::gen::inRange(1, 1'000'000), [](int y) { return Number::ratio(y, 1'000'003); }));
    const int places = *rc::gen::inRange(0, 25);
    const Number result = *ln_rounded(x, places);
    RC_ASSERT(result.decimals() <= places);
    RC_ASSERT(exp_bounds(result - half_unit(places)).low <= x);
    RC_ASSERT(x <= exp_bounds(result + half_unit(places)).high);
  }));
  REQUIRE(rc::check("ln(1/x) = -ln x", [] {
    const Number x = *positive();
    RC_ASSERT(*ln_rounded(Number(1) / x, 12) == -*ln_rounded(x, 12));
  }));
}

TEST_CASE("a decayed value agrees with its whole powers") {
  REQUIRE(rc::check([](const Number& x) {
    RC_PRE(!x.is_zero());
    const int age = *rc::gen::inRange(-40, 200);
    const int half_life = *rc::gen::inRange(1, 13);
    const int places = *rc::gen::inRange(0, 20);
    const Number result = *decay_rounded(x, age, half_life, places);
    RC_ASSERT(result.decimals() <= places);
    // With y = |x| · 2^(-age / h): y^h = |x|^h · 2^(-age), which is rational.
    const Number truth = *power(x.absolute(), half_life) * *power(2, -age);
    const Number low = result.absolute() - half_unit(places);
    if (!low.is_negative()) RC_ASSERT(*power(low, half_life) <= truth);
    RC_ASSERT(truth < *power(result.absolute() + half_unit(places), half_life));
    RC_ASSERT(result.is_zero() || result.is_negative() == x.is_negative());
  }));
}

TEST_CASE("values next to the middle of two steps are decided rightly") {
  // Each argument is chosen so that the true value is about 10^-60 from a middle, on a side that a value to
  // 100 places tells: many times closer than the first precision can see.
  for (int i = 0; i < 20; ++i) {
    const Number middle = Number(i) + number("1.2345675");
    const auto expected = [&](bool below) {
      return middle.rounded(6, below ? Rounding::Down : Rounding::Up);
    };

    const Number ln60 = *ln_rounded(middle, 60);
    CHECK(exp_rounded(ln60, 6) == expected(ln60 < *ln_rounded(middle, 100)));

    const Number exp60 = exp_rounded(middle, 60);
    CHECK(*ln_rounded(exp60, 6) == expected(exp60 < exp_rounded(middle, 100)));
    CHECK(*ln_rounded(Number(1) / exp60, 6) == -expected(exp60 < exp_rounded(middle, 100)));

    const Number start60 = *sqrt_rounded(middle * middle * 2, 60);
    const bool below = start60 < *sqrt_rounded(middle * middle * 2, 100);
    CHECK(*decay_rounded(start60, 15, 30, 6) == expected(below));
    CHECK(*decay_rounded(-start60, 15, 30, 6) == -expected(below));
  }
}

} // namespace
} // namespace strata
