// Points lost, and the bounds that they are measured against.
#include "one_customer.hpp"

using namespace strata;

namespace {

/// The greatest value of a dimension with this expression over columns x in 0 .. 10, y in -2 .. 5, z without
/// range.
std::string greatest(const std::string& expression) {
  const auto model =
      checked("model m\ncustomer { id : text key; x : number in 0 .. 10; y : number in -2 .. 5\n"
              "  z : number; o : number in 0 .. 7 optional }\n"
              "parameter p = 3\ndefine twice(a) = 2 * a\ndefine d = x + 1\n"
              "dimension dim weight 100% to 2 places = " +
              expression + "\nscore value to 2 places = weighted dimensions\n");
  const auto& value = model->dimensions.at(0).greatest;
  return value ? value->to_text() : "none";
}

} // namespace

TEST_CASE("bounds of expressions") {
  CHECK(greatest("x") == "10");
  CHECK(greatest("z") == "none");
  CHECK(greatest("42") == "42");
  CHECK(greatest("x + y") == "15");
  CHECK(greatest("x - y") == "12");
  CHECK(greatest("0 - x") == "0");
  CHECK(greatest("-y") == "2");
  CHECK(greatest("x * y") == "50");
  CHECK(greatest("y * -3") == "6");
  CHECK(greatest("x / 4") == "2.5");
  CHECK(greatest("x / z") == "none");
  CHECK(greatest("p * d") == "33");
  CHECK(greatest("twice(x)") == "20");
  CHECK(greatest("min(z, 8)") == "8");
  CHECK(greatest("max(0, 100 - x)") == "100");
  CHECK(greatest("max(0, z)") == "none");
  CHECK(greatest("clamp(z, 0, 50)") == "50");
  CHECK(greatest("abs(y)") == "5");
  CHECK(greatest("linear(z, 0, 5)") == "100");
  CHECK(greatest("linear(z, 0, 5, 20, 80)") == "80");
  CHECK(greatest("linear(z, 0, 5, 80, 20)") == "80");
  CHECK(greatest("round(x / 3, 1)") == "3.3");
  CHECK(greatest("mean_of(x, y)") == "7.5");
  CHECK(greatest("o default 9") == "9");
  CHECK(greatest("if z > 1 then x else 20") == "20");
  CHECK(greatest("match z { >= 5 : 100; >= 2 : y; otherwise : 20 }") == "100");
  CHECK(greatest("match { z > 1 : 7; otherwise : x }") == "10");
  CHECK(greatest("tally 50 { z > 1 : 20; z > 2 : -30; z > 3 : x }") == "80");
  CHECK(greatest("weighted { x : 50%; y : 50% }") == "7.5");
  CHECK(greatest("weighted relative { x : 3; y : 1 }") == "8.75");
  CHECK(greatest("weighted available { o : 50%; y : 50% } default 1") == "6");
}

TEST_CASE("points lost are weight times what lacks to the greatest value, largest first") {
  const auto model =
      checked("model m\ncustomer { id : text key; a : number in 0 .. 100; b : number in 0 .. 100\n"
              "  c : number in 0 .. 100 optional; d : number optional }\n"
              "dimension a weight 25%\ndimension b weight 25%\ndimension c weight 40%\n"
              "dimension d weight 10%\nreasons 9\n"
              "score value to 4 places = weighted available dimensions\n"
              "define same = value\n"
              "tiers by same { A : >= 50; B : otherwise }\n");
  const auto reasons = [&](Outcome a, Outcome b, Outcome c, Outcome d) {
    const Decision decision = decided(*model, {text("x"), a, b, c, d});
    return reasons_text(*model, decision.reasons);
  };
  CHECK(reasons(number(90), number(80), number(70), number(1)) == "c -12; b -5; a -2.5");
  CHECK(reasons(number(90), number(90), number(100), number(1)) == "a -2.5; b -2.5");
  CHECK(reasons(number(100), number(100), number(100), number(1)) == "");
  // c and d are left out, and the others share their weight
  CHECK(reasons(number(40), number(99), nothing(), nothing()) == "a -30; b -0.5");
  CHECK(reasons(number(0), number(100), number(100), nothing()) == "a -27.7778");
  CHECK(reasons(Value(Number::ratio(99'999'99, 100'000)), number(100), number(100), number(0)) == "");
}

TEST_CASE("no points are lost on a score that is no weighted value of dimensions") {
  const auto model = checked("model m\ncustomer { id : text key; a : number in 0 .. 100 }\n"
                             "dimension a weight 100%\nscore value = 2 * a\n"
                             "tiers by value { A : >= 50; B : otherwise }\n");
  CHECK(decided(*model, {text("x"), number(1)}).reasons.empty());
}
