// Scalar values as text.
#include "lang/value/value.hpp"

#include <catch2/catch.hpp>

namespace strata {
namespace {

TEST_CASE("values are written as the language writes them") {
  CHECK(to_text(Missing{}) == "missing");
  CHECK(to_text(Number::ratio(25, 2)) == "12.5");
  CHECK(to_text(Number::ratio(1, 3)) == "1/3");
  CHECK(to_text(std::string("telecom")) == "telecom");
  CHECK(to_text(true) == "true");
  CHECK(to_text(false) == "false");
  CHECK(to_text(*Date::from_ymd(2025, 1, 31)) == "2025-01-31");
  CHECK(to_text(Duration{90}) == "90 days");
  CHECK(to_text(Duration{-1}) == "-1 days");
  CHECK(to_text(TierValue{.scale = 0, .tier = TierValue::kUnrated}) == "unrated");
  CHECK(to_text(TierValue{.scale = 0, .tier = 0}) == "tier 1");
}

TEST_CASE("values are equal by kind and content") {
  CHECK(Value(Missing{}) == Value(Missing{}));
  CHECK(Value(Number(2)) == Value(Number::ratio(4, 2)));
  CHECK(Value(Number(1)) != Value(true));
  CHECK(Value(Duration{1}) != Value(Number(1)));
  CHECK(is_missing(Value{}));
  CHECK_FALSE(is_missing(Value(std::string())));
}

} // namespace
} // namespace strata
