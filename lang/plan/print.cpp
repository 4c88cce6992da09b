// A plan as text: a step per line, then what the results are.
#include <fmt/format.h>

#include "lang/evaluate/builtins.hpp"
#include "lang/plan/lower.hpp"

namespace strata::plan {

namespace {

std::string name(StepId step) {
  return fmt::format("%{}", step);
}
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    c == '\n' ? result += "\\n" : result += c;
  }
  return result + "\"";
}

template <class List, class Text>
std::string joined(const List& list, std::string_view between, Text text) {
  std::string result;
  for (const auto& one : list) {
    if (!result.empty()) result += between;
    result += text(one);
  }
  return result;
}
std::string names(const std::vector<StepId>& steps, std::string_view between = ", ") {
  return joined(steps, between, name);
}
std::string to_places(int places) {
  return fmt::format(" to {} {}", places, places == 1 ? "place" : "places");
}
std::string numbers(const std::vector<Number>& values) {
  return joined(values, ", ", [](const Number& value) { return value.to_text(); });
}

std::string_view sign(ast::Comparison op) {
  using enum ast::Comparison;
  switch (op) {
  case Equal: return "=";
  case NotEqual: return "!=";
  case Less: return "<";
  case LessEqual: return "<=";
  case Greater: return ">";
  case GreaterEqual: return ">=";
  }
  return {};
}

std::string_view word(Rounding rounding) {
  switch (rounding) {
  case Rounding::HalfAway: return "round";
  case Rounding::HalfEven: return "round_half_even";
  case Rounding::HalfDown: return "round_half_down";
  case Rounding::Up: return "round_up";
  case Rounding::Down: return "round_down";
  case Rounding::Floor: return "floor";
  case Rounding::Ceiling: return "ceiling";
  }
  return {};
}

struct StepText {
  const TypedModel& model;

  [[nodiscard]] const std::string& column(std::uint32_t index) const {
    return model.columns[index].cell.name;
  }

  std::string operator()(const NumberConstant& op) const { return op.value.to_text(); }
  std::string operator()(const TruthConstant& op) const { return op.value ? "true" : "false"; }
  std::string operator()(const TextConstant& op) const { return quoted(op.value); }
  std::string operator()(const AsOf&) const { return "as_of"; }
  std::string operator()(const ColumnValue& op) const { return "column " + column(op.column); }
  std::string operator()(const ColumnMissing& op) const { return "missing " + column(op.column); }
  std::string operator()(const Affine& op) const {
    const auto term = [](const Affine::Term& one) {
      return one.coefficient == Number(1) ? name(one.step)
                                          : fmt::format("{} * {}", one.coefficient.to_text(), name(one.step));
    };
    const std::string terms = joined(op.terms, " + ", term);
    return op.constant.is_zero() ? terms : fmt::format("{} + {}", terms, op.constant.to_text());
  }
  std::string operator()(const Product& op) const { return fmt::format("%{} * %{}", op.left, op.right); }
  std::string operator()(const Quotient& op) const { return fmt::format("%{} / %{}", op.left, op.right); }
  std::string operator()(const Extreme& op) const {
    return fmt::format("{} %{}, %{}", op.greatest ? "max" : "min", op.left, op.right);
  }
  std::string operator()(const Absolute& op) const { return "abs " + name(op.operand); }
  std::string operator()(const Rounded& op) const {
    return fmt::format("{} %{}{}", word(op.rounding), op.operand, to_places(op.places));
  }
  std::string operator()(const Bands& op) const {
    std::string text = fmt::format("bands of %{}: {}", op.subject, op.values[0].to_text());
    for (std::size_t i = 0; i < op.borders.size(); ++i)
      text += fmt::format(", {} {} : {}", op.borders[i].belongs_above ? ">=" : ">",
                          op.borders[i].value.to_text(), op.values[i + 1].to_text());
    return text;
  }
  std::string operator()(const Pick& op) const {
    return fmt::format("pick %{} of {}", op.index, numbers(op.values));
  }
  std::string operator()(const FindText& op) const {
    return fmt::format("find %{} in {}", op.subject, joined(op.texts, ", ", quoted));
  }
  std::string operator()(const Function& op) const {
    const BuiltinEntry& entry = entry_of(op.builtin);
    const std::string places = entry.places == PlacesRule::Always ? to_places(op.places) : "";
    return fmt::format("{} {}{}", entry.name, names(op.arguments), places);
  }
  std::string operator()(const FunctionUndefined& op) const {
    return fmt::format("undefined {} {}", entry_of(op.builtin).name, names(op.arguments));
  }
  std::string operator()(const Compare& op) const {
    return fmt::format("%{} {} %{}", op.left, sign(op.op), op.right);
  }
  std::string operator()(const CompareText& op) const {
    return fmt::format("%{} {} %{}", op.left, sign(op.op), op.right);
  }
  std::string operator()(const Logic& op) const {
    return names(op.operands, op.conjunction ? " and " : " or ");
  }
  std::string operator()(const Negation& op) const { return "not " + name(op.operand); }
  std::string operator()(const Select& op) const {
    return fmt::format("if %{} then %{} else %{}", op.condition, op.then, op.otherwise);
  }
  std::string operator()(const PickText& op) const {
    return fmt::format("pick %{} of {}", op.index, joined(op.texts, ", ", quoted));
  }
};

} // namespace

std::string print(const Plan& plan, const TypedModel& model) {
  std::string text;
  for (std::size_t i = 0; i < plan.steps.size(); ++i)
    text += fmt::format("%{} = {}\n", i, std::visit(StepText{model}, plan.steps[i].operation));
  if (plan.slow != kNone) text += fmt::format("slow %{}\n", plan.slow);
  if (plan.excluded != kNone) text += fmt::format("excluded %{}\n", plan.excluded);
  for (std::size_t i = 0; i < plan.tiers.size(); ++i)
    text += fmt::format("tiers {} %{}\n", model.scales[i].name, plan.tiers[i]);
  const auto outputs = [&](std::string_view what, const std::vector<Output>& list, const auto& declared) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].value == kNone) continue;
      const std::string missing =
          list[i].missing == kNone ? std::string() : fmt::format(", missing where %{}", list[i].missing);
      text += fmt::format("{} {} %{}{}\n", what, declared[i].name, list[i].value, missing);
    }
  };
  outputs("dimension", plan.dimensions, model.dimensions);
  outputs("score", plan.scores, model.scores);
  outputs("show", plan.shown, model.shown);
  outputs("attribute", plan.attributes, model.attributes);
  for (const PlainReason& reason : plan.plain_reasons)
    text += fmt::format("reason {} where %{}\n", quoted(reason.text), reason.holds);
  for (const LostPoints& lost : plan.lost_points)
    text += fmt::format("reason {} -%{} where %{}, shown %{}\n", model.dimensions[lost.dimension].name,
                        lost.points, lost.counts, lost.shown);
  return text;
}

} // namespace strata::plan
