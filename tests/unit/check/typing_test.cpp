// What is known of expressions before any customer, and the sentences of what is refused.
#include <catch2/catch.hpp>

#include "expressions.hpp"

using namespace strata;
using namespace strata::test;

TEST_CASE("units of arithmetic") {
  CHECK(type_of("revenue + 1000") == "money");
  CHECK(type_of("1000 + revenue") == "money");
  CHECK(type_of("1 + 2 + revenue - 3") == "money");
  CHECK(type_of("1000 CNY + revenue") == "money");
  CHECK(type_of("20% * revenue") == "money");
  CHECK(type_of("revenue / 4") == "money");
  CHECK(type_of("revenue / 3") == "money endless");
  CHECK(type_of("revenue / four") == "money");
  CHECK(type_of("revenue / 50M") == "money");
  CHECK(type_of("revenue / (50M CNY)") == "number");
  CHECK(type_of("revenue / revenue") == "number endless");
  CHECK(type_of("n / cut") == "number endless"); // another setting may make it so
  CHECK(type_of("since - 2020-01-01") == "duration");
  CHECK(type_of("30 days + since") == "date");
  CHECK(type_of("age / 30 days") == "number endless");
  CHECK(type_of("2 * age") == "duration");
  CHECK(type_of("k * 2 - 1") == "number whole");
  CHECK(type_of("k / 2") == "number");
  CHECK(type_of("k + 0.5") == "number");
}

TEST_CASE("units that do not meet") {
  CHECK(errors_of("revenue + n") ==
        "E0301 `revenue` is money in CNY and `n` is a number: they cannot be added");
  CHECK(errors_of("revenue > cut") ==
        "E0301 `revenue` is money in CNY and `cut` is a number: they cannot be compared | give "
        "`cut` in money where it is declared, as in `1000 CNY`");
  CHECK(errors_of("revenue + export") ==
        "E0308 `revenue` is money in CNY and `export` is money in USD: they cannot "
        "be added | write `convert(export)`");
  CHECK(errors_of("revenue * revenue") ==
        "E0302 `revenue` is money in CNY and `revenue` is money in CNY: they cannot be multiplied");
  CHECK(errors_of("1 / revenue") ==
        "E0302 `1` is a number and `revenue` is money in CNY: they cannot be divided");
  CHECK(errors_of("since + 30") == "E0301 `since` is a date and `30` is a number: they cannot be added | a "
                                   "date moves by days: write `30 days`");
  CHECK(errors_of("age > 30") ==
        "E0301 `age` is a duration and `30` is a number: they cannot be compared | write `30 days`");
  CHECK(errors_of("remark + 1") == "E0303 `remark` is text, with which nothing can be calculated");
  CHECK(errors_of("n * 2 days") ==
        "E0326 what a duration is multiplied by must be a whole number, and `n` need not be "
        "| write `round(n)`");
  CHECK(errors_of("n / 0") == "E0314 this divides by zero");
  CHECK(errors_of("-remark") == "E0303 `remark` is text, which has no negative");
  CHECK(
      errors_of("n = \"5\"") ==
      "E0301 `n` is a number and `\"5\"` is text: they cannot be compared | write the value without quotes");
}

TEST_CASE("one mistake is one finding") {
  CHECK(errors_of("abs(revenue + n) + 1 > 2") == errors_of("revenue + n"));
  CHECK(errors_of("if revenue + n > 3 then 1 else \"x\"") == errors_of("revenue + n"));
}

TEST_CASE("currencies in literals") {
  CHECK(type_of("1000 USD") == "money foreign");
  CHECK(errors_of("1000 EUR") == "E0307 nothing in this model is in EUR | the model's currency is CNY");
  CHECK(errors_of("convert(revenue)") ==
        "E0318 `revenue` is in the model's own currency already | leave `convert` out");
}

TEST_CASE("closed sets") {
  CHECK(errors_of("region = \"eats\"") == "E0305 `region` can never be \"eats\" | did you mean `\"east\"`?");
  CHECK(errors_of("region is (\"east\" or \"nowhere\")") == "E0305 `region` can never be \"nowhere\"");
  CHECK(errors_of("match region { \"nroth\" : 1\n otherwise : 2 }") ==
        "E0305 `region` can never be \"nroth\" | did you mean `\"north\"`?");
  CHECK(errors_of("region < \"east\"").substr(0, 5) == "E0306");
  CHECK(errors_of("active > false").substr(0, 5) == "E0306");
  CHECK(type_of("region default \"x\"").substr(0, 5) == "E0404");
  CHECK(type_of("if active then region else region") == "text closed");
}

TEST_CASE("results agree, and literals follow") {
  CHECK(type_of("if active then revenue else 0") == "money");
  CHECK(type_of("if active then missing else k") == "number optional whole");
  CHECK(type_of("match region { \"east\" : 0\n otherwise : revenue }") == "money");
  CHECK(type_of("cost default 0") == "money");
  CHECK(type_of("m default cost").substr(0, 5) == "E0304");
  CHECK(errors_of("if active then revenue else \"none\"") ==
        "E0304 the two results of the `if` do not agree: `revenue` is money in CNY and `\"none\"` is text");
  CHECK(type_of("tally 0 { active : 5 }") == "number whole");
  CHECK(errors_of("tally \"a\" { active : \"b\" }").substr(0, 5) == "E0303");
}

TEST_CASE("what rounding says of a result") {
  CHECK(type_of("round(revenue / 3, 2)") == "money places 2");
  CHECK(type_of("round(n)") == "number whole places 0");
  CHECK(type_of("round(n, -2)") == "number whole");
  CHECK(type_of("sqrt(n to 3 places)") == "number places 3");
  CHECK(type_of("decay(revenue, k, 30 to 2 places)") == "money places 2");
  CHECK(type_of("linear(n, 0, 50)") == "number");
  CHECK(type_of("linear(n, 0, 30)") == "number endless");
  CHECK(type_of("linear(n, 0, cut)") == "number endless");
  CHECK(type_of("mean_of(n, k)") == "number");
  CHECK(type_of("mean_of(n, k, 1)") == "number endless");
  CHECK(type_of("convert(export)") == "money");
  CHECK(type_of("weighted { n : 50%\n k : 50% }") == "number");
  CHECK(type_of("weighted relative { n : 1\n k : 2 }") == "number endless");
  CHECK(type_of("weighted available { n : 50%\n m : 50% }") == "number optional endless");
  CHECK(type_of("power(n, 3)") == "number");
  CHECK(type_of("power(n, -1)") == "number endless");
}

TEST_CASE("missing values must be handled") {
  const char* sentence =
      "E0401 `m` may be missing, and nothing here says what then | write `m default …`, or test `m "
      "is not missing` before";
  CHECK(errors_of("m + 1") == sentence);
  CHECK(errors_of("m > 1") == sentence);
  CHECK(errors_of("abs(m)") == sentence);
  CHECK(errors_of("m is > 3") == sentence);
  CHECK(errors_of("match { m > 3 : 1\n otherwise : 2 }") == sentence);
  CHECK(errors_of("m is missing and m > 3") == sentence);
  CHECK(errors_of("m > 3 and m is not missing") == sentence);
  CHECK(errors_of("m is not missing or m > 3") == sentence);
  CHECK(errors_of("if m is missing then m + 1 else 0") == sentence);
  CHECK(errors_of("m = missing") ==
        "E0401 `m` may be missing, and nothing here says what then | write `m default …`, or test `m is not "
        "missing` "
        "before\nE0405 `missing` is no value to calculate or compare with | test for it with `is missing`");
  CHECK(errors_of("weighted { n : 50%\n m : 50% }") ==
        "E0401 `m` may be missing, and `weighted` needs all its parts | write `weighted available` to share "
        "its weight "
        "over the others, or `m default …`");
  CHECK(errors_of("match m { > 3 : 1\n otherwise : 2 }") ==
        "E0402 `m` may be missing, and no arm takes that | add an arm `missing : …` before `otherwise`, or "
        "match a "
        "value with a `default`");
  CHECK(errors_of("match (m, cost) { missing, any : 1\n any, missing : 2\n otherwise : 3 }") ==
        "E0402 `m` and `cost` may be missing together, and no arm takes that | add an arm with `missing` in "
        "that "
        "place, or match values with a `default`");
}

TEST_CASE("what proves that a value is there") {
  for (const char* proven :
       {"m is not missing and m > 3", "m is missing or m > 3", "not (m is missing) and m > 3",
        "not (m is missing or cost is missing) and m > 3 and cost > 2", "if m is missing then 0 else m + 1",
        "if known then m + 1 else 0", "if known and cost is not missing then m + cost / 1 CNY else 0",
        "match { m is missing : 0\n m > 3 : 1\n otherwise : m }",
        "match { m is not missing : m + 1\n otherwise : 0 }",
        "match m { missing : 0\n > 3 : m + 1\n otherwise : m - 1 }",
        "match m { > 3 : m + 1\n missing : 0\n otherwise : 0 }",
        "match (m, n) { missing, any : 0\n otherwise : m + n }", "m is (missing or > 5) or m > 3",
        "tally 0 { m is not missing : m + 1 }", "m default 0 > 3", "filled(m) > 3", "missing is missing"})
    CHECK(errors_of(proven) == "");
}

TEST_CASE("what is never missing is neither tested nor given a default") {
  CHECK(errors_of("n is missing") ==
        "E0403 `n` is never missing | leave this test out, or declare the column `optional`");
  CHECK(errors_of("match n { missing : 1\n otherwise : 2 }").substr(0, 5) == "E0403");
  CHECK(errors_of("n default 0").substr(0, 5) == "E0404");
  CHECK(errors_of("m is not missing and m is not missing") == "");
  CHECK(errors_of("filled(n)") == "");
}

TEST_CASE("tiers by bare words") {
  CHECK(errors_of("tier = core") ==
        "E0324 `core` is a group of tiers, not one of them | test for it with `is core`");
  CHECK(errors_of("tier = Z") == "E0323 `Z` is no tier, and no value either");
  CHECK(errors_of("abc is B").substr(0, 5) == "E0323");
  CHECK(errors_of("abc = tier").substr(0, 5) == "E0322");
  CHECK(errors_of("tier >= unrated").substr(0, 5) == "E0507");
  CHECK(errors_of("tier is >= core").substr(0, 5) == "E0507");
  CHECK(errors_of("tier > 3").substr(0, 5) == "E0301");
  CHECK(errors_of("if active then tier else A") == "");
  CHECK(errors_of("match abc { A : S\n otherwise : B } = tier") == "");
}

TEST_CASE("patterns") {
  CHECK(errors_of("match region { >= 80 : 1\n otherwise : 0 }").substr(0, 5) == "E0501");
  CHECK(errors_of("match n { >= k : 1\n otherwise : 0 }") ==
        "E0502 the pattern may not depend on the customer, and `k` does | use a `match` without subject: its "
        "arms are "
        "conditions, which may read all");
  CHECK(errors_of("n is >= k") == "");
  CHECK(errors_of("since is (add_months(as_of, -12) .. as_of]") == "");
  CHECK(errors_of("match since { >= as_of - 30 days : 1\n otherwise : 0 }") == "");
  CHECK(errors_of("match (n, k) { 1 : 1\n otherwise : 2 }") ==
        "E0504 there are 2 values to match, and 1 pattern | write `any` where every value will do");
  CHECK(errors_of("n is [5 .. 3]") ==
        "E0505 nothing lies in this interval: 5 is above 3 | write the smaller end first");
  CHECK(errors_of("n is [5 .. 5)").substr(0, 5) == "E0505");
  CHECK(errors_of("n is [5 .. 5]") == "");
  CHECK(errors_of("tier is (core or B)") == "");
  CHECK(errors_of("tier is [B .. core]").substr(0, 5) == "E0507");
  CHECK(errors_of("n is (1 or 2 or 1)") == "E0506 `1` is already among these");
  CHECK(errors_of("match n { otherwise : 2\n 1 : 3 }").substr(0, 5) == "E0503");
  CHECK(errors_of("match { otherwise : 2\n n > 1 : 3 }").substr(0, 5) == "E0503");
  CHECK(errors_of("match revenue { >= 10M : 1\n otherwise : 0 }") == "");
  CHECK(errors_of("match revenue { >= cut : 1\n otherwise : 0 }").substr(0, 5) == "E0501");
}

TEST_CASE("weights") {
  CHECK(errors_of("weighted { n : 50%\n k : 40% }") ==
        "E0315 the weights add up to 90%, not to 100% | change a weight, or write `weighted relative` to "
        "divide by "
        "their sum");
  CHECK(errors_of("weighted { n : 1/3\n k : 1/3\n m default 0 : 1/3 }") == "");
  CHECK(errors_of("weighted { n : share\n k : 1 - share }") == "");
  CHECK(errors_of("weighted { n : k\n k : 40% }") == "E0313 a weight may not depend on the customer, and `k` "
                                                     "does | only literals, parameters and definitions made "
                                                     "of them may stand here");
  CHECK(errors_of("weighted { n : 120%\n k : -20% }").substr(0, 5) == "E0314");
  CHECK(errors_of("weighted relative { n : 0\n k : 0 }").substr(0, 5) == "E0315");
  CHECK(errors_of("weighted available at least 60 { n : 1\n m : 0 }") ==
        "E0314 the least share must lie between 0% and 100% | did you mean 60%?");
  CHECK(errors_of("weighted { n : 50%\n revenue : 50% }").substr(0, 5) == "E0304");
  CHECK(errors_of("coverage of n").substr(0, 5) == "E0317");
  CHECK(errors_of("points of n").substr(0, 5) == "E0317");
}

TEST_CASE("calls") {
  CHECK(errors_of("mean(n, k)").find("E0309 no function is called `mean`") == 0);
  CHECK(errors_of("n(3)").substr(0, 5) == "E0309");
  CHECK(errors_of("clamp(n, 3)") ==
        "E0310 `clamp` cannot be called with 2 arguments | write `clamp(x, low, high)`");
  CHECK(errors_of("f(1, 2)") == "E0310 `f` cannot be called with 2 arguments | write `f(x)`");
  CHECK(errors_of("sqrt(n)") ==
        "E0311 `sqrt` has no exact decimal in general, so it must say its places | write "
        "`sqrt(x to 6 places)`");
  CHECK(errors_of("min(n, k to 2 places)").substr(0, 5) == "E0312");
  CHECK(errors_of("round(n, k)").substr(0, 5) == "E0313");
  CHECK(errors_of("round(n, 0.5)").substr(0, 5) == "E0314");
  CHECK(errors_of("power(n, 100000)").substr(0, 5) == "E0314");
  CHECK(errors_of("interpolate(n, 0, 0, 0, 5)").substr(0, 5) == "E0314");
  CHECK(errors_of("clamp(n, 3, 2)").substr(0, 5) == "E0314");
  CHECK(errors_of("linear(n, 3, 3)").substr(0, 5) == "E0314");
  CHECK(errors_of("sqrt(revenue to 2 places)") ==
        "E0303 `sqrt` needs a number here, and `revenue` is money in CNY");
  CHECK(errors_of("add_months(since, n)").substr(0, 5) == "E0326");
  CHECK(errors_of("decay(n, age, 30 to 2 places)").substr(0, 5) == "E0301");
}

TEST_CASE("named rules") {
  CHECK(errors_of("f(1)", "define g(x) = g(x)\ndefine h(x) = k2(x)\ndefine k2(x) = h(x)") == "");
  CHECK(errors_of("g(1)", "define g(x) = g(x) + 1") ==
        "E0319 the rule `g` uses itself: g → g | a rule may use other rules, but never itself");
  CHECK(errors_of("h(1) + h(2)", "define h(x) = kk(x)\ndefine kk(x) = 1 + h(x)") ==
        "E0319 the rule `h` uses itself: h → kk → h | a rule may use other rules, but never itself");
  CHECK(errors_of("f(f(f(f(1))))") == "");
  std::string doubling = "define f0(x) = x + x\n";
  for (int i = 1; i < 40; ++i)
    doubling += "define f" + std::to_string(i) + "(x) = f" + std::to_string(i - 1) + "(x) + f" +
                std::to_string(i - 1) + "(x)\n";
  CHECK(errors_of("f39(n)", doubling).substr(0, 5) == "E0320");
  CHECK(errors_of("f(remark) + f(remark)").substr(0, 5) == "E0303");
}
