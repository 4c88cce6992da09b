// What expressions are worth, and how they fail.
#include <catch2/catch.hpp>

#include "expressions.hpp"

using namespace strata;
using namespace strata::test;

namespace {

Value day(const char* text) {
  return *Date::parse(text);
}
Value number(const char* text) {
  return *Number::parse(text);
}
using Cells = std::map<std::string, Value>;

} // namespace

TEST_CASE("arithmetic is exact") {
  CHECK(value_of("1 + 2 * 3 - 4 / 5") == "6.2");
  CHECK(value_of("(1 / 3 + 1 / 3 + 1 / 3) = 1") == "true");
  CHECK(value_of("2 / 37") == "2/37");
  CHECK(value_of("-four - -4") == "0");
  CHECK(value_of("35% * 1000") == "350");
  CHECK(value_of("since + 30 days", {{"since", day("2025-01-01")}}) == "2025-01-31");
  CHECK(value_of("as_of - since", {{"since", day("2025-01-01")}}) == "30 days");
  CHECK(value_of("(as_of - since) / 1 days", {{"since", day("2025-01-01")}}) == "30");
  CHECK(value_of("age * 3 - 10 days", {{"age", Duration{20}}}) == "50 days");
}

TEST_CASE("a division by zero says what was zero") {
  CHECK(value_of("1 / n", {{"n", number("0")}}) == "failure: division by zero: n is 0");
  CHECK(value_of("1 / (n - 1)", {{"n", number("1")}}) == "failure: division by zero: (n - 1) is 0");
  CHECK(value_of("age / (age - 3 days)", {{"age", Duration{3}}}) ==
        "failure: division by zero: (age - 3 days) is 0 days");
}

TEST_CASE("results that nothing could hold fail") {
  CHECK(value_of("since + k * 1000000 days", {{"since", day("2025-01-01")}, {"k", number("90")}}) ==
        "failure: the date lies outside the years 1 to 9999: since is 2025-01-01, "
        "k * 1000000 days is 90000000 days");
  CHECK(value_of("power(power(power(power(n, 100), 100), 100), 100)", {{"n", number("7")}}) ==
        "failure: the number needs more digits than Strata keeps");
  CHECK(value_of("age * k", {{"age", Duration{1000000000}}, {"k", number("1000000000000")}}) ==
        "failure: the duration is longer than any dates are apart");
}

TEST_CASE("comparisons of every kind") {
  CHECK(value_of("\"a\" < \"b\"") == "true");
  CHECK(value_of("\"客户\" > \"z\"") == "true");
  CHECK(value_of("since >= 2025-01-01", {{"since", day("2025-01-01")}}) == "true");
  CHECK(value_of("age <= 30 days", {{"age", Duration{31}}}) == "false");
  CHECK(value_of("revenue = 100", {{"revenue", number("100.00")}}) == "true");
  CHECK(value_of("region != \"east\"", {{"region", std::string("west")}}) == "true");
}

TEST_CASE("a better tier is the greater one, and unrated stands outside") {
  CHECK(value_of("tier >= A", {}, 0) == "true");
  CHECK(value_of("A <= tier", {}, 0) == "true");
  CHECK(value_of("tier > A", {}, 1) == "false");
  CHECK(value_of("tier = S", {}, 1) == "false");
  CHECK(value_of("tier is core", {}, 1) == "true");
  CHECK(value_of("tier is core", {}, 2) == "false");
  CHECK(value_of("abc is A", {}, 0) == "true");
  CHECK(value_of("abc = abc.C", {}, 1) == "true");
  CHECK(value_of("tier is [B .. A]", {}, 0) == "false");
  CHECK(value_of("tier is [B .. A]", {}, 1) == "true");
  const std::uint32_t unrated = TierValue::kUnrated;
  CHECK(value_of("tier >= B", {}, unrated) == "false");
  CHECK(value_of("tier < S", {}, unrated) == "false");
  CHECK(value_of("tier != S", {}, unrated) == "true");
  CHECK(value_of("tier = unrated", {}, unrated) == "true");
  CHECK(value_of("tier is core", {}, unrated) == "false");
  CHECK(value_of("tier is any", {}, unrated) == "true");
  CHECK(value_of("match tier { >= B : 1\n unrated : 2\n otherwise : 3 }", {}, unrated) == "2");
}

TEST_CASE("the missing value goes only where it is taken") {
  CHECK(value_of("m default 7", {{"m", Missing{}}}) == "7");
  CHECK(value_of("m default 7", {{"m", number("3")}}) == "3");
  CHECK(value_of("m default cost default 7 default 8").substr(0, 5) == "E0404"); // 7 is never missing
  CHECK(value_of("m is missing", {{"m", Missing{}}}) == "true");
  CHECK(value_of("m is not missing and m > 3", {{"m", Missing{}}}) == "false");
  CHECK(value_of("m is missing or m > 3", {{"m", number("4")}}) == "true");
  CHECK(value_of("if m is missing then 0 else m", {{"m", Missing{}}}) == "0");
  CHECK(value_of("if n > 0 then missing else 1", {{"n", number("1")}}) == "missing");
  CHECK(value_of("match m { missing : 40\n <= 30 : 100\n otherwise : 0 }", {{"m", Missing{}}}) == "40");
  CHECK(value_of("match m { any : 1\n missing : 2 }", {{"m", Missing{}}}) == "2");
  CHECK(value_of("m is (missing or > 5)", {{"m", Missing{}}}) == "true");
}

TEST_CASE("match takes the first arm that fits") {
  const char* ladder =
      "match n { >= 80 : \"high\"\n [50 .. 80) : \"middle\"\n 1 or 2 : \"few\"\n otherwise : \"low\" }";
  CHECK(value_of(ladder, {{"n", number("80")}}) == "high");
  CHECK(value_of(ladder, {{"n", number("79.999")}}) == "middle");
  CHECK(value_of(ladder, {{"n", number("2")}}) == "few");
  CHECK(value_of(ladder, {{"n", number("-1")}}) == "low");
  const char* table =
      "match (n, region) { > 5, \"east\" : 1\n any, \"east\" or \"west\" : 2\n otherwise : 3 }";
  CHECK(value_of(table, {{"n", number("6")}, {"region", std::string("east")}}) == "1");
  CHECK(value_of(table, {{"n", number("6")}, {"region", std::string("west")}}) == "2");
  CHECK(value_of(table, {{"n", number("6")}, {"region", std::string("north")}}) == "3");
  // Where checking could not decide whether there is a gap.
  CHECK(value_of("match since { > as_of : 1\n < as_of : 2 }", {{"since", *Date::from_ymd(2025, 1, 31)}}) ==
        "failure: no arm of the match fits: since is 2025-01-31");
  CHECK(value_of("match { n > k : 1\n n < k : 2 }", {{"n", number("2")}, {"k", number("2")}}) ==
        "failure: no condition of the match holds");
  CHECK(value_of("match { n > 5 : 1\n otherwise : 1 / n }", {{"n", number("8")}}) == "1");
}

TEST_CASE("a tally adds up every arm that holds") {
  const char* tally = "tally 10 { n > 1 : 5\n n > 2 : 7\n region = \"east\" : -3 }";
  CHECK(value_of(tally, {{"n", number("3")}, {"region", std::string("east")}}) == "19");
  CHECK(value_of(tally, {{"n", number("2")}, {"region", std::string("west")}}) == "15");
}

TEST_CASE("weighted values share the weight of what is missing") {
  CHECK(value_of("weighted { n : 60%\n k : 40% }", {{"n", number("10")}, {"k", number("5")}}) == "8");
  CHECK(value_of("weighted relative { n : 2\n k : 1 }", {{"n", number("10")}, {"k", number("4")}}) == "8");
  const char* available = "weighted available at least 50% { n : 60%\n m : 40% }";
  CHECK(value_of(available, {{"n", number("10")}, {"m", Missing{}}}) == "10");
  CHECK(value_of("weighted available at least 61% { n : 60%\n m : 40% }",
                 {{"n", number("10")}, {"m", Missing{}}}) == "missing");
  CHECK(value_of("weighted available { cost : 100% }", {{"cost", Missing{}}}) == "missing");
  const Cells half = {{"n", number("10")}, {"m", Missing{}}};
  const Cells full = {{"n", number("10")}, {"m", number("5")}};
  CHECK(value_of("coverage of value", half) == "0.6");
  CHECK(value_of("coverage of value", full) == "1");
  CHECK(value_of("points of growth", half) == "10");
  CHECK(value_of("points of growth", full) == "6");
  CHECK(value_of("points of credit", half) == "missing");
  CHECK(value_of("value", full) == "8");
}

TEST_CASE("named rules are worked out with their arguments") {
  CHECK(value_of("f(n + 1)", {{"n", number("3")}}) == "8");
  CHECK(value_of("f(f(f(1)))") == "8");
  CHECK(value_of("filled(m) + filled(n)", {{"m", Missing{}}, {"n", number("3")}}) == "3");
  CHECK(value_of("filled(if n > 0 then missing else 5)", {{"n", number("3")}}) == "0");
}

TEST_CASE("functions of numbers") {
  CHECK(value_of("min(3, n, 7)", {{"n", number("5")}}) == "3");
  CHECK(value_of("max(3, n, 7)", {{"n", number("9")}}) == "9");
  CHECK(value_of("max(since, 2025-01-01)", {{"since", day("2024-05-05")}}) == "2025-01-01");
  CHECK(value_of("mean_of(1, 2, 6)") == "3");
  CHECK(value_of("variance_of(2, 4, 4, 4, 5, 5, 7, 9)") == "4");
  CHECK(value_of("stddev_of(2, 4, 4, 4, 5, 5, 7, 9 to 6 places)") == "2");
  CHECK(value_of("sample_stddev_of(100, 110, 90, 100 to 6 places)") == "8.164966");
  CHECK(value_of("abs(-5) + abs(3)") == "8");
  CHECK(value_of("clamp(n, 0, 100)", {{"n", number("120")}}) == "100");
  CHECK(value_of("clamp(5, n, 3)", {{"n", number("4")}}) ==
        "failure: the lower end is above the upper end: n is 4, 3");
  CHECK(value_of("round(2.5)") == "3");
  CHECK(value_of("round(-2.345, 2)") == "-2.35");
  CHECK(value_of("round(1234, -2)") == "1200");
  CHECK(value_of("round_half_even(2.5)") == "2");
  CHECK(value_of("round_half_down(2.5)") == "2");
  CHECK(value_of("round_up(2.01, 1)") == "2.1");
  CHECK(value_of("round_down(-2.09, 1)") == "-2");
  CHECK(value_of("floor(-2.5)") == "-3");
  CHECK(value_of("ceiling(-2.5)") == "-2");
  CHECK(value_of("power(1.5, 3)") == "3.375");
  CHECK(value_of("power(2, -2)") == "0.25");
  CHECK(value_of("power(n, -1)", {{"n", number("0")}}) == "failure: 0 has no negative power: n is 0");
}

TEST_CASE("irrational functions are rounded to the places said") {
  CHECK(value_of("sqrt(2 to 6 places)") == "1.414214");
  CHECK(value_of("sqrt(16 to 6 places)") == "4");
  CHECK(value_of("sqrt(n to 2 places)", {{"n", number("-4")}}) ==
        "failure: a negative number has no square root: n is -4");
  CHECK(value_of("ln(1 to 6 places)") == "0");
  CHECK(value_of("ln(n to 2 places)", {{"n", number("0")}}) ==
        "failure: only a number above 0 has a logarithm: n is 0");
  CHECK(value_of("exp(1 to 6 places)") == "2.718282");
  CHECK(value_of("decay(40, 90, 30 to 4 places)") == "5");
  CHECK(value_of("decay(40, age, 30 days to 6 places)", {{"age", Duration{45}}}) == "14.142136");
  CHECK(value_of("decay(40, 90, n to 4 places)", {{"n", number("0")}}) ==
        "failure: the half-life must be above 0: n is 0");
}

TEST_CASE("lines") {
  CHECK(value_of("linear(5, 0, 50)") == "10");
  CHECK(value_of("linear(60, 0, 50)") == "100");
  CHECK(value_of("linear(-1, 0, 50)") == "0");
  CHECK(value_of("linear(40, 50, 0)") == "20");
  CHECK(value_of("linear(60, 50, 0)") == "0");
  CHECK(value_of("linear(25, 0, 50, 10, 20)") == "15");
  CHECK(value_of("linear(revenue, 0, 50M)", {{"revenue", number("25000000")}}) == "50");
  CHECK(value_of("linear(5, n, 3)", {{"n", number("3")}}) ==
        "failure: both ends of the line are the same: n is 3, 3");
  CHECK(value_of("interpolate(n, 0, 0, 10, 50, 20, 100)", {{"n", number("5")}}) == "25");
  CHECK(value_of("interpolate(n, 0, 0, 10, 50, 20, 100)", {{"n", number("15")}}) == "75");
  CHECK(value_of("interpolate(n, 0, 7, 10, 50, 20, 100)", {{"n", number("-5")}}) == "7");
  CHECK(value_of("interpolate(n, 0, 0, 10, 50, 20, 100)", {{"n", number("25")}}) == "100");
}

TEST_CASE("money, dates, texts") {
  CHECK(value_of("revenue + convert(export)", {{"revenue", number("100")}, {"export", number("10")}}) ==
        "172");
  CHECK(value_of("days_between(2024-12-31, 2025-06-30)") == "181");
  CHECK(value_of("months_between(2024-01-31, 2024-02-29)") == "1");
  CHECK(value_of("years_between(2015-03-01, 2025-01-01)") == "9");
  CHECK(value_of("add_months(2024-01-31, 1)") == "2024-02-29");
  CHECK(value_of("add_months(since, k)", {{"since", day("2024-01-31")}, {"k", number("900000")}}) ==
        "failure: the date lies outside the years 1 to 9999: since is 2024-01-31, k is 900000");
  CHECK(value_of("length(\"客户a\")") == "3");
  CHECK(value_of("upper(\"é ж\")") == "É Ж");
  CHECK(value_of("lower(\"ÀB\")") == "àb");
  CHECK(value_of("contains(remark, \"VIP\")", {{"remark", std::string("a VIP!")}}) == "true");
  CHECK(value_of("starts_with(remark, \"VIP\")", {{"remark", std::string("a VIP!")}}) == "false");
  CHECK(value_of("ends_with(remark, \"!\")", {{"remark", std::string("a VIP!")}}) == "true");
}
