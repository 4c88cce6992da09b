// Expressions in a small model: checked, and evaluated for cells that a test gives.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/check.hpp"
#include "lang/evaluate/evaluate.hpp"

namespace strata::test {

/// The declarations that expressions of these tests may read.
inline constexpr const char* kModel = R"(model trial
currency CNY
rate USD = 7.2
customer {
  id : text key
  n : number
  m : number optional
  k : whole
  revenue : money
  cost : money optional
  export : money USD
  region : one of "east", "west", "north"
  remark : text
  note : text optional
  active : boolean
  since : date
  until : date optional
  age : duration
}
parameter cut = 80
parameter share = 40%
define four = 4
define f(x) = x * 2
define filled(x) = x default 0
define known = m is not missing
dimension growth weight 60% = n
dimension credit weight 40% = m
score value to 2 places = weighted available at least 50% dimensions
tiers by value {
  S : >= cut
  A : >= 60
  B : otherwise
}
tiers abc by revenue {
  A : >= 100
  C : otherwise
}
group core = S, A
)";

/// Reads cells that a test gives, and everything else through the typed model.
class CellScope : public Scope {
 public:
  explicit CellScope(const TypedModel& model) : model_(model) {}
  std::map<std::string, Value> cells;
  TierValue tier;

  Value read(const Reference& target, Span place) override {
    switch (target.entity) {
    case Entity::Column: {
      const auto cell = cells.find(model_.columns[target.index].cell.name);
      if (cell == cells.end()) throw Failure{.place = place, .message = "no cell"};
      return cell->second;
    }
    case Entity::Parameter: return model_.parameters[target.index].value;
    case Entity::AsOf: return *Date::from_ymd(2025, 1, 31);
    case Entity::Definition: return evaluate(*model_.definitions[target.index].value, *this);
    case Entity::Dimension: return evaluate(*model_.dimensions[target.index].value, *this);
    case Entity::Score: return evaluate(*model_.scores[target.index].value, *this);
    case Entity::Scale: return TierValue{.scale = target.index, .tier = tier.tier};
    default: throw Failure{.place = place, .message = "not part of these tests"};
    }
  }
  const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t group) override {
    return model_.groups[group].tiers;
  }
  Value level(std::uint32_t scale, std::uint32_t, Span) override {
    return TierValue{.scale = scale, .tier = 0};
  }
  Number rate(std::uint32_t currency, Span) override {
    for (const TypedRate& rate : model_.rates)
      if (rate.currency == currency) return std::get<Number>(evaluate(*rate.value, *this));
    throw Failure{.place = {}, .message = "no rate"};
  }

 private:
  const TypedModel& model_;
};

/// `define v = EXPRESSION` behind the model above.
inline CheckedModel check_expression(const std::string& expression, const std::string& more = {}) {
  return check_model("trial.strata", kModel + more + "\ndefine v = " + expression + "\n");
}

/// "E0301 message | help" of every error; empty where there is none.
inline std::string errors_of(const CheckedModel& checked) {
  std::string result;
  for (const Finding& finding : checked.findings.all()) {
    if (severity_of(finding.code) != FindingSeverity::Error) continue;
    result += (result.empty() ? "" : "\n") + std::string(entry_of(finding.code).id) + " " + finding.message;
    if (!finding.help.empty()) result += " | " + finding.help;
  }
  return result;
}

inline std::string errors_of(const std::string& expression, const std::string& more = {}) {
  return errors_of(check_expression(expression, more));
}

inline const TypedDefinition* tried(const CheckedModel& checked) {
  for (const TypedDefinition& definition : checked.model->definitions)
    if (definition.name == "v") return &definition;
  return nullptr;
}

/// What the expression is worth as text, "failure: …", or its errors.
inline std::string value_of(const std::string& expression, const std::map<std::string, Value>& cells = {},
                            std::uint32_t tier = 0) {
  const CheckedModel checked = check_expression(expression);
  if (checked.findings.has_errors()) return errors_of(checked);
  CellScope scope(*checked.model);
  scope.cells = cells;
  scope.tier.tier = tier;
  try {
    return to_text(evaluate(*tried(checked)->value, scope));
  } catch (const Failure& failure) {
    return "failure: " + failure.message;
  }
}

/// The type of the expression with what is known of it: "number whole finite", "money places 2".
inline std::string type_of(const std::string& expression) {
  const CheckedModel checked = check_expression(expression);
  if (checked.findings.has_errors()) return errors_of(checked);
  const Type& type = tried(checked)->type;
  static constexpr const char* kNames[] = {"number", "money",    "text", "boolean",
                                           "date",   "duration", "tier", "missing"};
  std::string text = kNames[static_cast<std::size_t>(type.kind)];
  if (type.kind == Kind::Money && type.currency != 0) text += " foreign";
  if (type.optional) text += " optional";
  if (type.whole) text += " whole";
  if (!type.finite) text += " endless";
  if (type.places) text += " places " + std::to_string(*type.places);
  if (type.values != Type::kAny) text += " closed";
  return text;
}

} // namespace strata::test
