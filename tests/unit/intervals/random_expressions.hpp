// Random expressions over small columns, and random customers for them: corners of the ranges, values beside
// them, values between.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "lang/value/value.hpp"

namespace strata::test {

/// Columns with narrow ranges, so that random customers meet the corners.
inline constexpr const char* kColumns = R"(model trial
currency CNY
rate USD = 7.2
customer {
  id      : text key
  n       : number in 0 .. 10
  p       : number to 1 place in -2 .. 2.5
  m       : number in -3 .. 4 optional
  k       : whole in 1 .. 5
  z       : whole in -2 .. 2
  h       : whole in 0 ..
  u       : number
  o       : whole in 0 .. 3 optional
  d       : number in 0 .. 6 default 2
  revenue : money in 0 .. 1000
  cost    : money in -50 .. 200 optional
  export  : money USD in 0 .. 100
  region  : one of "east", "west", "north"
  branch  : one of "east", "south" optional
  remark  : text
  active  : boolean
  known   : boolean optional
  since   : date in 2020-01-01 .. 2022-12-31
  until   : date in 2022-06-30 .. 2024-02-29 optional
  age     : duration in 0 days .. 60 days
}
parameter cut = 3 in 0 .. 8
parameter side = "left" one of "left", "right"
define four = 4
define f(x) = x * 2 - 1
define filled(x) = x default 0
define safe(x, y) = if y > 0 then x / y else 0
dimension growth weight 60% = n
dimension credit weight 40% = m
score value to 2 places = weighted available at least 50% dimensions
tiers by value {
  S : >= cut
  A : >= 1
  B : otherwise
}
tiers abc by revenue {
  A : >= 100
  C : otherwise
}
group core = S, A
)";

inline constexpr const char* kScreen = "unrated \"not known\" when o is missing or z > 1\n";

/// Writes random expressions, nearly all of fitting types.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string one_of(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<int>(words.size()))];
  }
  /// Definitions that may be read: `v0` … of the kinds "number" and "boolean".
  std::vector<std::string> numbers;
  std::vector<std::string> booleans;

  std::string leaf() {
    if (!numbers.empty() && below(6) == 0)
      return numbers[static_cast<std::size_t>(below(static_cast<int>(numbers.size())))];
    return one_of({"n", "n",   "p",   "m default 1", "k",           "k",      "z",
                   "z", "h",   "u",   "d",           "o default 0", "0",      "1",
                   "2", "2.5", "30%", "four",        "cut",         "growth", "value default 0",
                   "5"});
  }

  std::string number(int depth) {
    if (depth <= 0) return "(" + leaf() + ")";
    const int d = depth - 1;
    switch (below(26)) {
    case 0:
    case 1:
    case 2: return "(" + number(d) + one_of({" + ", " - ", " * ", " / "}) + number(d) + ")";
    case 3:
      return "(" + number(d) + one_of({" + ", " - "}) + leaf_of_sum() + one_of({" + ", " - "}) + number(d) +
             ")";
    case 4: return "(-" + number(d) + ")";
    case 5: return "(if " + boolean(d) + " then " + number(d) + " else " + number(d) + ")";
    case 6: return match(d, number(d), number(d), number(d));
    case 7:
      return "(match { " + boolean(d) + " : " + number(d) + "; " + boolean(d) + " : " + number(d) +
             "; otherwise : " + number(d) + " })";
    case 8:
      return "(tally " + number(0) + " { " + boolean(d) + " : " + number(d) + "; " + boolean(d) + " : 2 })";
    case 9:
      return "(weighted " + one_of({"", "relative "}) + "{ " + number(d) + " : 50%; " + number(d) +
             " : 30%; " + number(0) + " : 20% })";
    case 10:
      return "((weighted available " + one_of({"", "at least 50% ", "at least 75% "}) +
             "{ m : 50%; o : 30%; " + number(d) + one_of({" : 20%", " : 20%", " + o : 20%"}) +
             " }) default " + number(0) + ")";
    case 11:
      return one_of({"min", "max", "mean_of", "variance_of"}) + "(" + number(d) + ", " + number(d) + ", " +
             number(0) + ")";
    case 12: return one_of({"abs", "f", "filled", "f"}) + "(" + number(d) + ")";
    case 13:
      return one_of({"round", "floor", "ceiling", "round_up", "round_down", "round_half_even",
                     "round_half_down"}) +
             "(" + number(d) + one_of({"", ", 1", ", -1", ", 0"}) + ")";
    case 14:
      return one_of({"sqrt", "ln", "exp"}) + "(" + number(d) + " to " + one_of({"0", "2"}) + " places)";
    case 15: return "decay(" + number(d) + ", " + duration(0) + ", 30 days to 2 places)";
    case 16: return "linear(" + number(d) + ", " + number(0) + ", " + number(0) + ")";
    case 17:
      return "linear(" + number(d) + ", " + one_of({"0, 5", "4, 1", "-1, 2"}) + one_of({"", ", 10, 3"}) + ")";
    case 18: return "interpolate(" + number(d) + ", 0, " + number(0) + ", 2, 50, 4, 20)";
    case 19:
      return one_of({"days_between", "months_between", "years_between"}) + "(" + date(d) + ", " + date(d) +
             ")";
    case 20: return "length(" + text(d) + ")";
    case 21: return "(" + money(d) + " / " + money(d) + ")";
    case 22:
      return one_of(
          {"(coverage of value)", "((points of growth) default 0)", "((points of credit) default 0)"});
    case 23: return "power(" + number(d) + ", " + one_of({"2", "-1", "0", "3"}) + ")";
    case 24: return "safe(" + number(d) + ", " + number(0) + ")";
    default: return "clamp(" + number(d) + ", " + one_of({"0, ", "-1, "}) + number(0) + ")";
    }
  }

  std::string money(int depth) {
    if (depth <= 0) return one_of({"revenue", "(cost default 5)", "(1000 CNY)", "convert(export)"});
    const int d = depth - 1;
    switch (below(5)) {
    case 0: return "(" + money(d) + one_of({" + ", " - "}) + money(d) + ")";
    case 1: return "(" + money(d) + one_of({" * ", " / "}) + number(d) + ")";
    case 2: return "(if " + boolean(d) + " then " + money(d) + " else " + money(d) + ")";
    case 3: return "round(" + money(d) + ", 2)";
    default: return match(d, money(d), "0", money(d));
    }
  }

  std::string boolean(int depth) {
    if (!booleans.empty() && below(8) == 0)
      return booleans[static_cast<std::size_t>(below(static_cast<int>(booleans.size())))];
    if (depth <= 0)
      return one_of({"active", "(known default false)", "(m is missing)", "(cost is not missing)",
                     "(tier is core)", "(n > 3)", "(z != 0)", "(k >= z)", "(o is [1 .. 2])",
                     "(side = \"left\")", "(m is > cut)"});
    const int d = depth - 1;
    switch (below(10)) {
    case 0:
    case 1:
    case 2: return "(" + number(d) + comparison() + number(d) + ")";
    case 3: return "(" + money(d) + comparison() + money(d) + ")";
    case 4: return "(" + date(d) + comparison() + date(d) + ")";
    case 5: return "(" + boolean(d) + one_of({" and ", " or "}) + boolean(d) + ")";
    case 6:
      return "(" + boolean(d) + one_of({" and ", " or "}) + boolean(0) + one_of({" and ", " or "}) + "(" +
             boolean(0) + "))";
    case 7: return "(not " + boolean(d) + ")";
    case 8: return "(" + text(d) + one_of({" = ", " != "}) + text(d) + ")";
    default: return "(" + test(d) + ")";
    }
  }

 private:
  std::string leaf_of_sum() { return one_of({"n", "n", "z", "k", "p", "2 * n", "n / 2", "50% * k"}); }

  std::string test(int d) {
    switch (below(4)) {
    case 0:
      return one_of({"n", "m", "o", "z", "k"}) + one_of({" is ", " is not "}) +
             one_of(
                 {"(1 or 2)", "[0 .. 5)", "(0 .. 1]", ">= 3", "(0 or < 2)", "any", "!= 0", "(> 3 or <= 0)"});
    case 1:
      return one_of({"region", "branch"}) + one_of({" is ", " is not "}) +
             one_of({"\"east\"", "(\"east\" or \"west\")", "any", "!= \"east\""});
    case 2: return "tier is " + one_of({"S", "core", "unrated", ">= A", "[B .. A]", "(core or unrated)"});
    default: return date(d) + " is " + one_of({"< as_of", "[2021-01-01 .. 2022-07-01]", "> 2022-12-31"});
    }
  }

  std::string match(int d, const std::string& first, const std::string& second, const std::string& third) {
    switch (below(5)) {
    case 0:
      return "(match " + one_of({"o", "m"}) + " { missing : " + first + "; >= 3 : " + second +
             "; otherwise : " + third + " })";
    case 1:
      return "(match region { \"east\" : " + first + "; \"west\" : " + second + "; otherwise : " + third +
             " })";
    case 2:
      return "(match (k, region) { >= 3, \"east\" : " + first + "; < 2, any : " + second +
             "; otherwise : " + third + " })";
    case 3: return "(match z { > 0 : " + first + "; 0 : " + second + "; otherwise : " + third + " })";
    default:
      return "(match " + number(d) + " { > 2 : " + first + "; [0 .. 2] : " + second +
             "; otherwise : " + third + " })";
    }
  }

  std::string comparison() { return one_of({" = ", " != ", " < ", " <= ", " > ", " >= "}); }

  std::string text(int depth) {
    if (depth <= 0) return one_of({"region", "(branch default \"south\")", "remark", "\"east\"", "\"x\""});
    switch (below(3)) {
    case 0: return one_of({"upper(", "lower("}) + text(depth - 1) + ")";
    case 1: return "(if " + boolean(depth - 1) + " then " + text(0) + " else " + text(0) + ")";
    default: return text(0);
    }
  }

  std::string date(int depth) {
    if (depth <= 0) return one_of({"since", "(until default 2023-01-31)", "as_of", "2022-02-28"});
    switch (below(3)) {
    case 0: return "(" + date(depth - 1) + one_of({" + ", " - "}) + duration(depth - 1) + ")";
    case 1: return "add_months(" + date(depth - 1) + ", " + one_of({"k", "z", "-1", "12"}) + ")";
    default: return one_of({"max(", "min("}) + date(0) + ", " + date(0) + ")";
    }
  }

  std::string duration(int depth) {
    if (depth <= 0) return one_of({"age", "(30 days)"});
    switch (below(3)) {
    case 0: return "(" + date(depth - 1) + " - " + date(depth - 1) + ")";
    case 1: return "(age * " + one_of({"2", "k", "z"}) + ")";
    default: return "(age" + one_of({" + ", " - "}) + "10 days)";
    }
  }

  std::mt19937 random_;
};

/// A random customer: for each column a corner, a value beside it, or one between.
inline std::map<std::string, Value> random_customer(std::mt19937& random) {
  const auto pick = [&](std::initializer_list<Value> values) {
    return values.begin()[random() % values.size()];
  };
  const auto number = [](const char* text) { return Value(*Number::parse(text)); };
  const auto day = [](const char* text) { return Value(*Date::parse(text)); };
  const auto ratio = [](std::int64_t a, std::int64_t b) { return Value(Number::ratio(a, b)); };
  const auto text = [](const char* word) { return Value(std::string(word)); };
  return {
      {"n", pick({number("0"), number("10"), number("5"), ratio(1, 3), number("2"), number("2.5"),
                  number("3"), number("9.99"), number("1")})},
      {"p", pick({number("-2"), number("2.5"), number("0"), number("0.1"), number("-0.1"), number("1")})},
      {"m", pick({Missing{}, number("-3"), number("4"), number("0"), ratio(7, 3), number("3"), number("1")})},
      {"k", pick({number("1"), number("5"), number("2"), number("3"), number("4")})},
      {"z", pick({number("-2"), number("2"), number("0"), number("1"), number("-1")})},
      {"h", pick({number("0"), number("1"), number("7"), number("1000000")})},
      {"u",
       pick({number("0"), number("-1000000"), number("1000000"), ratio(-5, 7), number("2"), number("1")})},
      {"o", pick({Missing{}, number("0"), number("1"), number("2"), number("3")})},
      {"d", pick({number("0"), number("6"), number("2"), number("5.5")})},
      {"revenue", pick({number("0"), number("1000"), number("100"), number("5"), number("12.34")})},
      {"cost", pick({Missing{}, number("-50"), number("200"), number("0"), number("5"), number("33.3")})},
      {"export", pick({number("0"), number("100"), number("10")})},
      {"region", pick({text("east"), text("west"), text("north")})},
      {"branch", pick({Missing{}, text("east"), text("south")})},
      {"remark", pick({text("x"), text("east"), text("EAST"), text("客户")})},
      {"active", pick({true, false})},
      {"known", pick({Missing{}, true, false})},
      {"since", pick({day("2020-01-01"), day("2022-12-31"), day("2020-02-29"), day("2021-07-31")})},
      {"until", pick({Missing{}, day("2022-06-30"), day("2024-02-29"), day("2023-01-31")})},
      {"age", pick({Duration{0}, Duration{60}, Duration{30}, Duration{10}})},
  };
}

} // namespace strata::test
