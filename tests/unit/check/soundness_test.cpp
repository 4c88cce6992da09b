// What passes checking evaluates: random expressions, mostly of fitting types, are checked; those that pass
// are evaluated for random cells and give a value of their type, or fail with a reason. Nothing else may come
// of them.
#include <catch2/catch.hpp>

#include <random>

#include "expressions.hpp"

using namespace strata;
using namespace strata::test;

namespace {

/// Writes random expressions; mistakes of type are mixed in on purpose.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string one_of(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<int>(words.size()))];
  }

  std::string any(int depth) {
    switch (below(7)) {
    case 0: return money(depth);
    case 1: return boolean(depth);
    case 2: return text(depth);
    case 3: return date(depth);
    case 4: return duration(depth);
    case 5: return tier(depth);
    default: return number(depth);
    }
  }

  std::string number(int depth) {
    if (below(40) == 0) return any(depth - 1);
    if (depth <= 0)
      return one_of(
          {"n", "m", "k", "0", "1", "2.5", "30%", "four", "cut", "missing", "growth", "credit", "value"});
    const int d = depth - 1;
    switch (below(20)) {
    case 0: return "(" + number(d) + one_of({" + ", " - ", " * ", " / "}) + number(d) + ")";
    case 1: return "-" + number(0);
    case 2: return "(" + number(d) + " default " + number(0) + ")";
    case 3: return "(if " + boolean(d) + " then " + number(d) + " else " + number(d) + ")";
    case 4: return match(d, number(d), number(d), number(d));
    case 5: return "match { " + boolean(d) + " : " + number(d) + "; otherwise : " + number(d) + " }";
    case 6:
      return "(tally " + number(0) + " { " + boolean(d) + " : " + number(d) + "; " + boolean(d) + " : 2 })";
    case 7:
      return "weighted " + one_of({"", "relative ", "available ", "available at least 50% "}) + "{ " +
             number(d) + " : 50%; " + number(d) + " : 50% }";
    case 8:
      return one_of({"min", "max", "mean_of", "variance_of"}) + "(" + number(d) + ", " + number(d) + ")";
    case 9: return one_of({"abs", "round", "floor", "ceiling", "f", "filled"}) + "(" + number(d) + ")";
    case 10: return one_of({"sqrt", "ln", "exp"}) + "(" + number(d) + " to 3 places)";
    case 11: return "decay(" + number(d) + ", " + duration(d) + ", 30 days to 2 places)";
    case 12: return "linear(" + number(d) + ", " + number(0) + ", 50)";
    case 13: return "interpolate(" + number(d) + ", 0, 0, 10, 50, 20, 100)";
    case 14:
      return one_of({"days_between", "months_between", "years_between"}) + "(" + date(d) + ", " + date(d) +
             ")";
    case 15: return "length(" + text(d) + ")";
    case 16: return "(" + money(d) + " / " + money(d) + ")";
    case 17: return one_of({"coverage of value", "points of growth", "points of credit"});
    case 18: return "power(" + number(d) + ", " + one_of({"2", "-1", "0", "3"}) + ")";
    default: return "clamp(" + number(d) + ", 0, " + number(0) + ")";
    }
  }

  std::string money(int depth) {
    if (below(40) == 0) return any(depth - 1);
    if (depth <= 0) return one_of({"revenue", "cost", "1000 CNY", "convert(export)", "100"});
    const int d = depth - 1;
    switch (below(6)) {
    case 0: return "(" + money(d) + one_of({" + ", " - "}) + money(d) + ")";
    case 1: return "(" + money(d) + one_of({" * ", " / "}) + number(d) + ")";
    case 2: return "(" + money(0) + " default " + money(0) + ")";
    case 3: return "(if " + boolean(d) + " then " + money(d) + " else " + money(d) + ")";
    case 4: return "round(" + money(d) + ", 2)";
    default: return match(d, money(d), "0", money(d));
    }
  }

  std::string boolean(int depth) {
    if (below(40) == 0) return any(depth - 1);
    if (depth <= 0)
      return one_of({"active", "true", "known", "m is missing", "cost is not missing", "tier is core"});
    const int d = depth - 1;
    switch (below(8)) {
    case 0: return "(" + number(d) + comparison() + number(d) + ")";
    case 1: return "(" + money(d) + comparison() + money(d) + ")";
    case 2: return "(" + date(d) + comparison() + date(d) + ")";
    case 3: return "(" + tier(d) + comparison() + tier(d) + ")";
    case 4: return "(" + boolean(d) + one_of({" and ", " or "}) + boolean(d) + ")";
    case 5: return "(not " + boolean(d) + ")";
    case 6: return "(" + text(d) + one_of({" = ", " < "}) + text(d) + ")";
    default: return "(" + subject(d) + ")";
    }
  }

  std::string subject(int d) {
    switch (below(4)) {
    case 0:
      return number(0) + one_of({" is ", " is not "}) +
             one_of({"missing", "(1 or 2)", "[0 .. 5)", ">= 3", "(missing or < 2)", "any"});
    case 1: return text(d) + " is " + one_of({"\"east\"", "(\"east\" or \"west\")", "missing", "any"});
    case 2:
      return tier(d) + " is " + one_of({"S", "core", "unrated", ">= A", "[B .. A]", "(core or unrated)"});
    default: return date(d) + " is " + one_of({"missing", "< as_of", "[2024-01-01 .. as_of]", "any"});
    }
  }

  std::string match(int d, const std::string& first, const std::string& second, const std::string& third) {
    switch (below(4)) {
    case 0:
      return "match " + one_of({"n", "m"}) + " { missing : " + first + "; >= 3 : " + second +
             "; otherwise : " + third + " }";
    case 1:
      return "match " + number(d) + " { [0 .. 10] : " + first + "; > 20 : " + second +
             "; otherwise : " + third + " }";
    case 2:
      return "match (m, region) { missing, any : " + first + "; > 3, \"east\" : " + second +
             "; otherwise : " + third + " }";
    default:
      return "match " + tier(d) + " { core : " + first + "; unrated : " + second + "; otherwise : " + third +
             " }";
    }
  }

  std::string text(int depth) {
    if (below(40) == 0) return any(depth - 1);
    if (depth <= 0) return one_of({"region", "remark", "note", "\"east\"", "\"x\""});
    const int d = depth - 1;
    switch (below(4)) {
    case 0: return one_of({"lower", "upper"}) + "(" + text(d) + ")";
    case 1: return "(" + text(0) + " default \"none\")";
    case 2: return "(if " + boolean(d) + " then " + text(d) + " else " + text(d) + ")";
    default: return text(0);
    }
  }

  std::string date(int depth) {
    if (depth <= 0) return one_of({"since", "until", "as_of", "2024-02-29"});
    const int d = depth - 1;
    switch (below(4)) {
    case 0: return "(" + date(d) + one_of({" + ", " - "}) + duration(d) + ")";
    case 1: return "add_months(" + date(d) + ", " + one_of({"1", "-13", "k", "k * 100000"}) + ")";
    case 2: return "max(" + date(d) + ", " + date(d) + ")";
    default: return "(" + date(0) + " default as_of)";
    }
  }

  std::string duration(int depth) {
    if (depth <= 0) return one_of({"age", "30 days"});
    const int d = depth - 1;
    switch (below(4)) {
    case 0: return "(" + duration(d) + one_of({" + ", " - "}) + duration(d) + ")";
    case 1: return "(" + date(d) + " - " + date(d) + ")";
    case 2: return "(" + duration(d) + " * k)";
    default: return "abs(" + duration(d) + ")";
    }
  }

  std::string tier(int depth) {
    if (depth <= 0) return one_of({"tier", "abc", "S", "A", "B", "unrated", "abc.C"});
    return "(if " + boolean(depth - 1) + " then " + tier(depth - 1) + " else " + tier(0) + ")";
  }

  std::string comparison() { return one_of({" = ", " != ", " < ", " <= ", " > ", " >= "}); }

 private:
  std::mt19937 random_;
};

void fill(CellScope& scope, Writer& writer) {
  const auto number = [&]() -> Value { return Number::ratio(writer.below(2000) - 500, 100); };
  const auto maybe = [&](Value value) -> Value { return writer.below(2) == 0 ? Value(Missing{}) : value; };
  const auto text = [&]() -> Value { return writer.one_of({"east", "west", "north", "Ä b"}); };
  scope.cells = {{"id", std::string("1")},
                 {"n", number()},
                 {"m", maybe(number())},
                 {"k", Number(writer.below(20) - 3)},
                 {"revenue", number()},
                 {"cost", maybe(number())},
                 {"export", number()},
                 {"region", writer.one_of({"east", "west", "north"})},
                 {"remark", text()},
                 {"note", maybe(text())},
                 {"active", writer.below(2) == 0},
                 {"since", *Date::from_days(writer.below(40000))},
                 {"until", maybe(*Date::from_days(writer.below(40000)))},
                 {"age", Duration{writer.below(400) - 20}}};
  scope.tier.tier = writer.below(4) == 0 ? TierValue::kUnrated : static_cast<std::uint32_t>(writer.below(2));
}

bool has_type(const Value& value, const Type& type) {
  if (is_missing(value)) return type.optional;
  switch (type.kind) {
  case Kind::Number: {
    const auto* number = std::get_if<Number>(&value);
    return number != nullptr && (!type.whole || number->is_whole()) && (!type.finite || number->decimals()) &&
           (!type.places || (number->decimals() && *number->decimals() <= *type.places));
  }
  case Kind::Money: {
    const auto* number = std::get_if<Number>(&value);
    return number != nullptr && (!type.finite || number->decimals()) &&
           (!type.places || (number->decimals() && *number->decimals() <= *type.places));
  }
  case Kind::Text: return std::holds_alternative<std::string>(value);
  case Kind::Boolean: return std::holds_alternative<bool>(value);
  case Kind::Date: return std::holds_alternative<Date>(value);
  case Kind::Duration: return std::holds_alternative<Duration>(value);
  case Kind::Tier: {
    const auto* tier = std::get_if<TierValue>(&value);
    return tier != nullptr && tier->scale == static_cast<std::uint32_t>(type.scale);
  }
  case Kind::Missing: return false;
  }
  return false;
}

} // namespace

TEST_CASE("what passes checking evaluates to a value of its type") {
  Writer writer(20250131);
  int passed = 0;
  int values = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string expression = writer.any(1 + writer.below(4));
    INFO(expression);
    const CheckedModel checked = check_expression(expression);
    if (checked.findings.has_errors()) continue;
    ++passed;
    const TypedDefinition& definition = *tried(checked);
    for (int row = 0; row < 6; ++row) {
      CellScope scope(*checked.model);
      fill(scope, writer);
      try {
        const Value value = evaluate(*definition.value, scope);
        INFO(to_text(value));
        REQUIRE(has_type(value, definition.type));
        ++values;
      } catch (const Failure& failure) {
        REQUIRE(!failure.message.empty());
      }
    }
  }
  // The test would say nothing where hardly anything passes.
  CHECK(passed > 800);
  CHECK(values > 4000);
}
