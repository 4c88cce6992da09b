// Numbers and dates as text, against the exact types that say how they look.
#include <limits>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "lang/value/date.hpp"
#include "lang/value/number.hpp"
#include "runtime/pipeline/digits.hpp"

namespace strata {
namespace {

template <class... Arguments>
std::string written(char* (*write)(char*, Arguments...), Arguments... arguments) {
  char text[kMostDigits + 1];
  text[kMostDigits] = '#';
  char* const end = write(text, arguments...);
  REQUIRE(text[kMostDigits] == '#');
  return {text, end};
}

void check_all_places(std::int64_t value) {
  CHECK(written(&write_whole, value) == Number(value).to_text());
  for (int places = 0; places <= 18; ++places) {
    const Number number = Number(value) * Number::power_of_ten(-places);
    CHECK(written(&write_decimal, value, places) == number.to_text(places));
    CHECK(written(&write_trimmed, value, places) == number.to_text());
  }
}

TEST_CASE("numbers at the borders of digits are written as Number writes them") {
  std::int64_t power = 1;
  for (int digits = 0; digits < 19; ++digits) {
    for (const std::int64_t value : {power - 1, power, power + 1, 1 - power, -power, -1 - power})
      check_all_places(value);
    if (digits < 18) power *= 10;
  }
  check_all_places(std::numeric_limits<std::int64_t>::max());
  check_all_places(std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("numbers of every length are written as Number writes them") {
  std::mt19937_64 random(11);
  for (int i = 0; i < 500; ++i)
    check_all_places(static_cast<std::int64_t>(random()) >> (random() % 64));
}

TEST_CASE("all days of the calendar are written as Date writes them") {
  const std::int64_t first = Date().days();
  const std::int64_t last = Date::from_ymd(9999, 12, 31)->days();
  for (std::int64_t day = first; day <= last; day += day % 1000 == 0 ? 1 : 13)
    REQUIRE(written(&write_date, day) == Date::from_days(day)->to_text());
  CHECK(written(&write_date, last) == "9999-12-31");
}

} // namespace
} // namespace strata
