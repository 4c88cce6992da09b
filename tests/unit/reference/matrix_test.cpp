// Matrices and `level of`.
#include "one_customer.hpp"

using namespace strata;

namespace {

constexpr const char* kDealer = R"(model m
customer {
  id      : text key
  capital : number in 0 .. optional
  staff   : whole in 0 .. optional
}
tiers by (capital, staff) {
  gold   : >= 1000, >= 15
  silver : >= 500, >= 8
  below  : otherwise
}
show by_capital = level of capital
show by_staff   = level of staff
)";

std::string level(const TypedModel& model, const Decision& decision, std::size_t shown) {
  const auto tier = std::get<TierValue>(*value_of(decision.shown[shown]));
  return tier.is_unrated() ? "unrated" : model.scales[tier.scale].tiers[tier.tier].name;
}

} // namespace

TEST_CASE("a matrix takes the first line whose patterns all fit") {
  const auto model = checked(kDealer);
  CHECK(tier(*model, decided(*model, {text("x"), number(1000), number(15)})) == "gold");
  CHECK(tier(*model, decided(*model, {text("x"), number(1000), number(14)})) == "silver");
  CHECK(tier(*model, decided(*model, {text("x"), number(499), number(99)})) == "below");
}

TEST_CASE("a missing subject is not taken by otherwise") {
  const auto model = checked(kDealer);
  const Decision decision = decided(*model, {text("x"), number(2000), nothing()});
  CHECK(tier_and_reasons(*model, decision) == "unrated: staff is missing");
  CHECK(level(*model, decision, 0) == "gold");
  CHECK(level(*model, decision, 1) == "unrated");
}

TEST_CASE("level of a subject is the best tier that it alone allows") {
  const auto model = checked(kDealer);
  const Decision decision = decided(*model, {text("x"), number(6000), number(9)});
  CHECK(tier(*model, decision) == "silver");
  CHECK(level(*model, decision, 0) == "gold");
  CHECK(level(*model, decision, 1) == "silver");
  CHECK(level(*model, decided(*model, {text("x"), number(6000), number(1)}), 1) == "below");
}

TEST_CASE("a tier may have several cells, in the order written") {
  const auto model = checked("model m\ncustomer { id : text key; x : number; y : number }\n"
                             "tiers by (x, y) {\n  S : >= 60, >= 1000\n  A \"label\" : >= 60, any\n"
                             "  B : any, >= 1000\n  A : [50 .. 60), any\n  C : otherwise\n}\n");
  CHECK(tier(*model, decided(*model, {text("x"), number(60), number(1000)})) == "S");
  CHECK(tier(*model, decided(*model, {text("x"), number(60), number(999)})) == "A");
  CHECK(tier(*model, decided(*model, {text("x"), number(59), number(1000)})) == "B");
  CHECK(tier(*model, decided(*model, {text("x"), number(59), number(999)})) == "A");
  CHECK(tier(*model, decided(*model, {text("x"), number(49), number(999)})) == "C");
}
