// Steps are shared, folded and simplified, and never wrongly.
#include <catch2/catch.hpp>

#include "lang/plan/builder.hpp"

using namespace strata;
using namespace strata::plan;

namespace {

using enum ast::Comparison;

struct Columns {
  Builder b;
  StepId x = b.column(0, StepKind::Number, {});
  StepId y = b.column(1, StepKind::Number, {});
  StepId small = b.column(2, StepKind::Number, {.least = Number(0), .greatest = Number(10), .decimals = 0});
  StepId zone =
      b.pick_text(b.column(3, StepKind::Number, {.least = Number(0), .greatest = Number(2), .decimals = 0}),
                  {"east", "north", "west"});
  StepId open = b.column(4, StepKind::Text, {});
  StepId p = b.column(5, StepKind::Truth, {});
  StepId q = b.column(6, StepKind::Truth, {});
};

} // namespace

TEST_CASE("equal steps are one step") {
  Columns c;
  CHECK(c.b.number(Number::ratio(1, 2)) == c.b.number(Number::ratio(2, 4)));
  CHECK(c.b.product(c.x, c.y) == c.b.product(c.y, c.x));
  CHECK(c.b.sum(c.x, c.y) == c.b.sum(c.y, c.x));
  CHECK(c.b.both(c.p, c.q) == c.b.logic(true, {c.q, c.p, c.q}));
  CHECK(c.b.compare(Less, c.x, c.y) == c.b.compare(Greater, c.y, c.x));
  const std::size_t before = c.b.steps().size();
  c.b.compare(Greater, c.y, c.x);
  CHECK(c.b.steps().size() == before);
}

TEST_CASE("sums take up constants and scaled steps") {
  Columns c;
  const StepId line = c.b.affine({.constant = Number(5), .terms = {{Number(2), c.x}}});
  const StepId twice = c.b.sum(line, c.b.scaled(line, Number(-1)));
  CHECK(twice == c.b.number(0));
  const auto* sum = c.b.as<Affine>(c.b.scaled(line, Number(3)));
  REQUIRE(sum != nullptr);
  CHECK(sum->constant == Number(15));
  CHECK((sum->terms.size() == 1 && sum->terms[0].step == c.x && sum->terms[0].coefficient == Number(6)));
  CHECK(c.b.scaled(c.b.scaled(c.x, Number(4)), Number::ratio(1, 4)) == c.x);
  const StepId doubled = c.b.product(c.b.scaled(c.x, Number(2)), c.b.scaled(c.y, Number(3)));
  CHECK(doubled == c.b.scaled(c.b.product(c.x, c.y), Number(6)));
  CHECK(c.b.quotient(c.x, c.b.number(4)) == c.b.scaled(c.x, Number::ratio(1, 4)));
}

TEST_CASE("borders move onto what is compared") {
  Columns c;
  const StepId falling = c.b.affine({.constant = Number(100), .terms = {{Number(-5), c.x}}});
  CHECK(c.b.compare(GreaterEqual, falling, c.b.number(50)) == c.b.compare(LessEqual, c.x, c.b.number(10)));
  const StepId bands = c.b.bands({.subject = falling,
                                  .borders = {{Number(0), true}, {Number(50), false}},
                                  .values = {Number(1), Number(2), Number(3)}});
  const auto* moved = c.b.as<Bands>(bands);
  REQUIRE(moved != nullptr);
  CHECK(moved->subject == c.x);
  CHECK(moved->borders[0].value == Number(10));
  CHECK(moved->borders[0].belongs_above); // 50 itself had the value below it, which x = 10 has above
  CHECK(moved->borders[1].value == Number(20));
  CHECK_FALSE(moved->borders[1].belongs_above);
  CHECK((moved->values == std::vector<Number>{Number(3), Number(2), Number(1)}));
  CHECK(c.b.compare(Greater, bands, c.b.number(2)) == c.b.compare(Less, c.x, c.b.number(10)));
}

TEST_CASE("what ranges prove needs no step") {
  Columns c;
  CHECK(c.b.compare(Less, c.small, c.b.number(0)) == c.b.no());
  CHECK(c.b.compare(LessEqual, c.small, c.b.number(10)) == c.b.yes());
  CHECK(c.b.compare(Equal, c.small, c.b.number(Number::ratio(1, 2))) == c.b.no());
  CHECK(c.b.compare(Less, c.small, c.b.number(10)) != c.b.yes());
  CHECK(c.b.extreme(true, c.small, c.b.number(0)) == c.small);
  CHECK(c.b.extreme(false, c.small, c.b.number(-1)) == c.b.number(-1));
  CHECK(c.b.absolute(c.small) == c.small);
  CHECK(c.b.rounded(c.small, 0, Rounding::HalfAway) == c.small);
  CHECK(c.b.rounded(c.small, -1, Rounding::HalfAway) != c.small);
  CHECK(c.b.rounded(c.x, 2, Rounding::HalfAway) != c.x);
  const StepId half = c.b.scaled(c.small, Number::ratio(1, 2));
  CHECK(c.b.rounded(half, 1, Rounding::Up) == half);
  CHECK(c.b.bands({.subject = c.small,
                   .borders = {{Number(0), true}, {Number(11), true}},
                   .values = {Number(1), Number(2), Number(3)}}) == c.b.number(2));
}

TEST_CASE("logic and choices fold") {
  Columns c;
  CHECK(c.b.negation(c.b.negation(c.p)) == c.p);
  CHECK(c.b.both(c.p, c.b.negation(c.p)) == c.b.no());
  CHECK(c.b.either(c.p, c.b.negation(c.p)) == c.b.yes());
  CHECK(c.b.both(c.p, c.b.yes()) == c.p);
  CHECK(c.b.either(c.p, c.b.both(c.p, c.q)) == c.p);
  CHECK(c.b.negation(c.b.compare(Less, c.x, c.y)) == c.b.compare(GreaterEqual, c.x, c.y));
  CHECK(c.b.select(c.p, c.x, c.x) == c.x);
  CHECK(c.b.select(c.b.negation(c.p), c.x, c.y) == c.b.select(c.p, c.y, c.x));
  CHECK(c.b.select(c.p, c.q, c.b.no()) == c.b.both(c.p, c.q));
  CHECK(c.b.select(c.p, c.b.select(c.p, c.x, c.y), c.y) == c.b.select(c.p, c.x, c.y));
  const StepId points = c.b.select(c.p, c.b.number(10), c.b.number(0));
  CHECK(c.b.compare(Greater, points, c.b.number(5)) == c.p);
}

TEST_CASE("texts of a list are their places") {
  Columns c;
  const StepId place = c.b.as<PickText>(c.zone)->index;
  CHECK(c.b.compare_text(Equal, c.zone, c.b.text("north")) == c.b.compare(Equal, place, c.b.number(1)));
  CHECK(c.b.compare_text(Equal, c.zone, c.b.text("nowhere")) == c.b.no());
  CHECK(c.b.compare_text(Greater, c.b.text("n"), c.zone) == c.b.compare(Less, place, c.b.number(1)));
  CHECK(c.b.find_text(c.zone, {"west", "east"}) == c.b.pick(place, {Number(1), Number(2), Number(0)}));
  const StepId label = c.b.select(c.p, c.b.text("east"), c.zone);
  const auto* chosen = c.b.as<PickText>(label);
  REQUIRE(chosen != nullptr);
  CHECK(chosen->index == c.b.select(c.p, c.b.number(0), place));
  const StepId upper = c.b.function({.builtin = Builtin::Upper, .arguments = {c.zone}, .places = 0});
  CHECK(c.b.as<PickText>(upper)->texts == std::vector<std::string>{"EAST", "NORTH", "WEST"});
  const StepId same = c.b.pick_text(place, {"a", "b", "a"});
  CHECK(c.b.as<PickText>(same)->texts == std::vector<std::string>{"a", "b"});
  CHECK(c.b.as<CompareText>(c.b.compare_text(Equal, c.open, c.b.text("east"))) != nullptr);
}

TEST_CASE("functions of constants are worked out, and undefined where they are") {
  Columns c;
  const auto sqrt = [&](std::int64_t value) {
    return Function{.builtin = Builtin::Sqrt, .arguments = {c.b.number(value)}, .places = 3};
  };
  CHECK(c.b.function(sqrt(2)) == c.b.number(Number::ratio(1414, 1000)));
  CHECK(c.b.undefined(sqrt(2)) == c.b.no());
  CHECK(c.b.undefined(sqrt(-2)) == c.b.yes());
  const Function root{.builtin = Builtin::Sqrt, .arguments = {c.x}, .places = 3};
  CHECK(c.b.undefined(root) == c.b.compare(Less, c.x, c.b.number(0)));
  CHECK(c.b.undefined({.builtin = Builtin::AddMonths,
                       .arguments = {c.b.number(0), c.b.number(200'000)},
                       .places = 0}) == c.b.yes());
}
