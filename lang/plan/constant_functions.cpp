// Functions of constants: a call of literals, given to the evaluator that is the meaning of the language.
#include <stdexcept>

#include "lang/evaluate/evaluate.hpp"
#include "lang/plan/builder.hpp"

namespace strata::plan {

namespace {

/// Literals read nothing.
class NothingToRead final : public Scope {
 public:
  Value read(const Reference&, Span) override { throw std::logic_error("a literal read a name"); }
  const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t) override {
    throw std::logic_error("a literal read a group");
  }
  Value level(std::uint32_t, std::uint32_t, Span) override {
    throw std::logic_error("a literal read a level");
  }
  Number rate(std::uint32_t, Span) override { throw std::logic_error("a literal read a rate"); }
};

bool takes_dates(Builtin builtin, std::size_t argument) {
  return builtin == Builtin::MonthsBetween || builtin == Builtin::YearsBetween ||
         (builtin == Builtin::AddMonths && argument == 0);
}

std::optional<ast::ExprNode> literal(const Constant& constant, bool as_date) {
  if (const auto* truth = std::get_if<bool>(&constant)) return ast::BooleanLiteral{*truth};
  if (const auto* text = std::get_if<std::string>(&constant)) return ast::TextLiteral{*text};
  const auto& number = std::get<Number>(constant);
  if (!as_date) return ast::NumberLiteral{.value = number, .currency = {}};
  const std::optional<std::int64_t> days = number.to_int64();
  const std::optional<Date> date = days ? Date::from_days(*days) : std::nullopt;
  if (!date) return std::nullopt;
  return ast::DateLiteral{*date};
}

} // namespace

std::optional<Constant> function_of_constants(Builtin builtin, const std::vector<Constant>& arguments,
                                              int places) {
  ast::Call call;
  call.builtin = builtin;
  call.places = ast::Places{.span = {}, .count = places};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::optional<ast::ExprNode> node = literal(arguments[i], takes_dates(builtin, i));
    if (!node) return std::nullopt;
    call.arguments.push_back(std::make_unique<ast::Expr>());
    call.arguments.back()->node = std::move(*node);
  }
  ast::Expr expression;
  expression.node = std::move(call);
  NothingToRead scope;
  try {
    const Value value = evaluate(expression, scope);
    if (const auto* date = std::get_if<Date>(&value)) return Number(date->days());
    if (const auto* number = std::get_if<Number>(&value)) return *number;
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    return std::get<std::string>(value);
  } catch (const Failure&) {
    return std::nullopt;
  }
}

} // namespace strata::plan
