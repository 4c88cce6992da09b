// Constants: on what a typed expression depends, and its value where that is literals and parameters only.
#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"
#include "lang/evaluate/evaluate.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

/// Reads parameters and definitions of them; nothing else is asked for, since dependence was looked at
/// before.
class ConstantScope : public Scope {
 public:
  explicit ConstantScope(const TypedModel& model) : model_(model) {}

  Value read(const Reference& target, Span) override {
    if (target.entity == Entity::Parameter) return model_.parameters[target.index].value;
    if (target.entity != Entity::Definition)
      throw std::logic_error("a constant reads something of a customer");
    if (const auto known = known_.find(target.index); known != known_.end()) return known->second;
    return known_[target.index] = evaluate(*model_.definitions[target.index].value, *this);
  }
  const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t group) override {
    return model_.groups[group].tiers;
  }
  Value level(std::uint32_t, std::uint32_t, Span) override {
    throw std::logic_error("a constant reads something of a customer");
  }
  Number rate(std::uint32_t currency, Span) override {
    const auto found = std::find_if(model_.rates.begin(), model_.rates.end(),
                                    [&](const TypedRate& rate) { return rate.currency == currency; });
    return std::get<Number>(evaluate(*found->value, *this));
  }

 private:
  const TypedModel& model_;
  std::map<std::uint32_t, Value> known_; ///< of definitions, which may read each other again and again
};

} // namespace

Dependence Typing::dependence_of(const Reference& target) {
  switch (target.entity) {
  case Entity::Parameter: return Dependence::Parameters;
  case Entity::AsOf: return Dependence::AsOf;
  case Entity::Tier:
  case Entity::Group:
  case Entity::Unrated: return Dependence::Literals;
  case Entity::Definition: break;
  default: return Dependence::Row;
  }
  const auto known = dependences_.find(target.index);
  if (known != dependences_.end()) return known->second;
  const ast::Expr* value = model_.definitions[target.index].value;
  const Dependence result = value != nullptr ? dependence(*value) : Dependence::Row;
  dependences_.emplace(target.index, result);
  return result;
}

Dependence Typing::dependence(const ast::Expr& expression) {
  Dependence result = Dependence::Literals;
  if (const auto* name = std::get_if<ast::NameUse>(&expression.node)) result = dependence_of(name->target);
  if (const auto* coverage = std::get_if<ast::CoverageOf>(&expression.node))
    result = dependence_of(coverage->target);
  if (std::holds_alternative<ast::PointsOf>(expression.node) ||
      std::holds_alternative<ast::LevelOf>(expression.node))
    return Dependence::Row;
  const auto* call = std::get_if<ast::Call>(&expression.node);
  if (call != nullptr && call->builtin == Builtin::Convert) result = rate_dependence(*call);
  each_part(expression, [&](const ast::Expr& part) { result = std::max(result, dependence(part)); });
  return result;
}

Dependence Typing::rate_dependence(const ast::Call& convert) {
  const auto currency = static_cast<std::uint32_t>(convert.arguments.front()->type.currency);
  for (const TypedRate& rate : model_.rates)
    if (rate.currency == currency && rate.value != nullptr) return dependence(*rate.value);
  return Dependence::AsOf;
}

std::optional<Value> Typing::folded(const ast::Expr& expression) {
  if (dependence(expression) > Dependence::Parameters) return std::nullopt;
  ConstantScope scope(model_);
  try {
    return evaluate(expression, scope);
  } catch (const Failure&) {
    return std::nullopt;
  }
}

namespace {

/// The narrowest part that depends on as much as the whole.
const ast::Expr& culprit_in(Typing& typing, const ast::Expr& expression, Dependence dependence) {
  const ast::Expr* found = nullptr;
  each_part(expression, [&](const ast::Expr& part) {
    if (found == nullptr && typing.dependence(part) == dependence) found = &part;
  });
  return found == nullptr ? expression : culprit_in(typing, *found, dependence);
}

} // namespace

std::optional<Value> Typing::constant(const ast::Expr& expression, std::string_view what) {
  const Dependence depends = dependence(expression);
  if (depends > Dependence::Parameters) {
    const ast::Expr& culprit = culprit_in(*this, expression, depends);
    const bool row = depends == Dependence::Row;
    Finding& finding =
        findings_.add(Code::NotFixed, culprit.span,
                      fmt::format("{} may not depend on {}, and {} does", what,
                                  row ? "the customer" : "the day of the decision", code(print(culprit))));
    if (!rules_.empty())
      finding.others.push_back(
          {rules_.front().use,
           fmt::format("in this use of {}", code(model_.definitions[rules_.front().rule].name))});
    if (const auto* name = std::get_if<ast::NameUse>(&culprit.node))
      if (const std::optional<Span> declared = names_.declared_at(name->target))
        finding.others.push_back({*declared, fmt::format("{} is declared here", code(name->name.text))});
    finding.help = "only literals, parameters and definitions made of them may stand here";
    return std::nullopt;
  }
  ConstantScope scope(model_);
  try {
    return evaluate(expression, scope);
  } catch (const Failure& failure) {
    findings_.add(Code::BadConstant, failure.place,
                  fmt::format("{} has no value: {}", what, failure.message));
    return std::nullopt;
  }
}

} // namespace strata
