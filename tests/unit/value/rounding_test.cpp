// The seven ways to round, each against a definition by inequalities.
#include <catch2/catch.hpp>

#include "lang/value/number.hpp"
#include "tests/unit/value/number_generators.hpp"

namespace strata {
namespace {

constexpr Rounding kAll[] = {Rounding::HalfAway, Rounding::HalfEven, Rounding::HalfDown, Rounding::Up,
                             Rounding::Down,     Rounding::Floor,    Rounding::Ceiling};

// Whether the whole number w is x rounded.
bool is_rounded(const Number& w, const Number& x, Rounding rounding) {
  if (!w.is_whole()) return false;
  if (x.is_whole()) return w == x;
  const Number half = Number::ratio(1, 2);
  const Number distance = (w - x).absolute();
  const bool away = w.absolute() > x.absolute();
  // Both neighbours of x are less than 1 away, also where one of them is 0.
  if (distance >= Number(1)) return false;
  switch (rounding) {
  case Rounding::Up: return away;
  case Rounding::Down: return !away;
  case Rounding::Floor: return w < x;
  case Rounding::Ceiling: return w > x;
  case Rounding::HalfAway: return distance < half || (distance == half && away);
  case Rounding::HalfDown: return distance < half || (distance == half && !away);
  case Rounding::HalfEven: return distance < half || (distance == half && (w * half).is_whole());
  }
  return false;
}

void require_rounded(const Number& x, int places) {
  for (const Rounding rounding : kAll) {
    const Number result = x.rounded(places, rounding);
    RC_ASSERT(is_rounded(result * Number::power_of_ten(places), x * Number::power_of_ten(places), rounding));
  }
}

TEST_CASE("rounding obeys its definition") {
  REQUIRE(rc::check("any number", [](const Number& x) { require_rounded(x, *rc::gen::inRange(-25, 26)); }));
  REQUIRE(rc::check("half way between two steps", [](std::int64_t n) {
    const int places = *rc::gen::inRange(-22, 23);
    require_rounded(Number(n) * Number::ratio(1, 2) * Number::power_of_ten(-places), places);
  }));
  REQUIRE(rc::check("next to the middle", [](std::int32_t n, bool above) {
    const int places = *rc::gen::inRange(-22, 23);
    const Number middle = (Number(n) + Number::ratio(1, 2)) * Number::power_of_ten(-places);
    const Number little = Number::power_of_ten(-60);
    require_rounded(above ? middle + little : middle - little, places);
  }));
  REQUIRE(rc::check("rounding twice changes nothing", [](const Number& x) {
    for (const Rounding rounding : kAll) {
      const Number once = x.rounded(3, rounding);
      RC_ASSERT(once.rounded(3, rounding) == once);
      RC_ASSERT(once.decimals() <= 3);
    }
  }));
}

TEST_CASE("halves by mode") {
  const auto all = [](const char* text) {
    std::string row;
    for (const Rounding rounding : kAll)
      row += Number::parse(text)->rounded(0, rounding).to_text() + " ";
    return row;
  };
  CHECK(all("2.5") == "3 2 2 3 2 2 3 ");
  CHECK(all("3.5") == "4 4 3 4 3 3 4 ");
  CHECK(all("-2.5") == "-3 -2 -2 -3 -2 -3 -2 ");
  CHECK(all("-0.5") == "-1 0 0 -1 0 -1 0 ");
  CHECK(all("0.1") == "0 0 0 1 0 0 1 ");
  CHECK(all("-0.1") == "0 0 0 -1 0 -1 0 ");
  CHECK(all("7") == "7 7 7 7 7 7 7 ");
}

TEST_CASE("rounding to places, and to tens and more") {
  CHECK(Number::parse("84.995")->rounded(2).to_text() == "85");
  CHECK(Number::parse("84.995")->rounded(3).to_text() == "84.995");
  CHECK(Number::parse("74.4999")->rounded(0).to_text() == "74");
  CHECK(Number::parse("1234567.89")->rounded(-3).to_text() == "1235000");
  CHECK(Number(150).rounded(-2).to_text() == "200");
  CHECK(Number(149).rounded(-2).to_text() == "100");
  CHECK(Number(49).rounded(-2).to_text() == "0");
  CHECK(Number(-150).rounded(-2, Rounding::HalfEven).to_text() == "-200");
  CHECK(Number(-250).rounded(-2, Rounding::HalfEven).to_text() == "-200");
  CHECK(Number(5).rounded(-1000).is_zero());
  CHECK(Number(5).rounded(-1000, Rounding::Up) == Number::power_of_ten(1000));
  CHECK(Number::ratio(1, 3).rounded(1000).decimals() == 1000);
  CHECK(Number::ratio(-7, 2).floor() == Number(-4));
  CHECK(Number::parse("9223372036854775807.5")->rounded(0).to_text() == "9223372036854775808");
}

} // namespace
} // namespace strata
