// Bounds in words.
#include "lang/check/intervals/words.hpp"

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/intervals/path.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

std::string end_in_words(const Number& end, const Type& type) {
  if (type.kind == Kind::Date)
    if (const auto days = end.to_int64())
      if (const auto date = Date::from_days(*days)) return date->to_text();
  return end.to_text() + (type.kind == Kind::Duration ? " days" : "");
}

std::string low_in_words(const Interval& interval, const Type& type) {
  return fmt::format("{} {}", interval.low_open ? "above" : "at least", end_in_words(*interval.low, type));
}

std::string high_in_words(const Interval& interval, const Type& type) {
  return fmt::format("{} {}", interval.high_open ? "below" : "at most", end_in_words(*interval.high, type));
}

std::string in_words(const Interval& interval, const Type& type) {
  if (const auto only = interval.only()) return "always " + end_in_words(*only, type);
  if (interval.low && interval.high && !interval.low_open && !interval.high_open)
    return fmt::format("between {} and {}", end_in_words(*interval.low, type),
                       end_in_words(*interval.high, type));
  if (interval.low && interval.high)
    return low_in_words(interval, type) + " and " + high_in_words(interval, type);
  if (interval.low) return low_in_words(interval, type);
  return interval.high ? high_in_words(interval, type) : "any number";
}

std::string in_words(const Possible& possible, const Type& type, const TypedModel& model) {
  if (!possible.present) return "missing";
  if (is_measured(type.kind)) return in_words(possible.numbers, type);
  if (type.kind == Kind::Boolean)
    return possible.yes && possible.no ? "true or false" : possible.yes ? "always true" : "always false";
  std::vector<std::string> values;
  if (type.kind == Kind::Text && possible.texts)
    for (const std::string& text : *possible.texts)
      values.push_back(written(Value(text), model));
  if (type.kind == Kind::Tier && possible.tiers && type.scale != Type::kAny)
    for (const std::uint32_t tier : *possible.tiers)
      values.push_back(written(Value(TierValue{static_cast<std::uint32_t>(type.scale), tier}), model));
  if (values.empty()) return "any text";
  return (values.size() == 1 ? "always " : "") + listed(values, "or");
}

std::string said(const ast::Expr& expression) {
  const std::string text = piece(expression);
  return text == "…" ? std::string("this") : code(text);
}

std::string piece(const ast::Expr& expression) {
  constexpr std::size_t kLongest = 60;
  const std::string text = print(expression);
  if (text.size() > kLongest) return "…";
  return expression.parenthesized && text.starts_with('(') ? text.substr(1, text.size() - 2) : text;
}

void add_range(Finding& finding, const ast::Expr& expression, const TypedModel& model) {
  const auto* name = std::get_if<ast::NameUse>(&bare(expression).node);
  if (name == nullptr) return;
  const Reference meant = settled(name->target, model);
  if (meant.entity == Entity::Column)
    if (const auto& range = model.columns[meant.index].declaration->range)
      finding.others.push_back({range->span, "its range"});
  if (meant.entity == Entity::Parameter) {
    const ast::ParameterDecl& said = *model.parameters[meant.index].declaration;
    finding.others.push_back(
        {said.range ? said.range->span : said.value->span,
         said.range ? "its range"
                    : fmt::format("it is {}", written(model.parameters[meant.index].value, model))});
  }
}

} // namespace strata
