// Facts: which names are known not to be missing, and what conditions tell about them.
#include <algorithm>

#include "lang/check/typing/expression_typing.hpp"

namespace strata {

void Facts::add(const Reference& present) {
  if (!holds(present)) present_.push_back(present);
}

void Facts::add(const Facts& others) {
  for (const Reference& present : others.present_)
    add(present);
  unknown_ = unknown_ || others.unknown_;
}

Facts Facts::common(const Facts& left, const Facts& right) {
  Facts result;
  for (const Reference& present : left.present_)
    if (right.holds(present)) result.present_.push_back(present);
  result.unknown_ = left.unknown_ && right.unknown_;
  return result;
}

bool Facts::holds(const Reference& name) const {
  return unknown_ || std::find(present_.begin(), present_.end(), name) != present_.end();
}

void add_fact(Facts& facts, const ast::Expr& subject) {
  if (const auto* name = std::get_if<ast::NameUse>(&subject.node)) facts.add(name->target);
}

namespace {

Facts of_logical(Typing& typing, const ast::Logical& node, bool holds) {
  Facts result;
  bool first = true;
  // All operands are known to be alike where `and` holds and where `or` does not; else one of them is.
  const bool all = node.conjunction == holds;
  for (const ast::ExprPtr& operand : node.operands) {
    const Facts facts = typing.facts_when(*operand, holds);
    if (all || first) {
      result.add(facts);
    } else {
      result = Facts::common(result, facts);
    }
    first = false;
  }
  return result;
}

Facts of_test(const ast::Is& node, bool holds) {
  Facts result;
  const bool fits = holds != node.negated;
  if (fits != PatternTyping::takes_missing(*node.pattern)) add_fact(result, *node.subject);
  return result;
}

} // namespace

Facts Typing::facts_when(const ast::Expr& condition, bool holds) {
  if (const auto* logical = std::get_if<ast::Logical>(&condition.node))
    return of_logical(*this, *logical, holds);
  if (const auto* negation = std::get_if<ast::Not>(&condition.node))
    return facts_when(*negation->operand, !holds);
  if (const auto* test = std::get_if<ast::Is>(&condition.node)) return of_test(*test, holds);
  if (const auto* call = std::get_if<ast::Call>(&condition.node); call != nullptr && call->inlined)
    return facts_when(*call->inlined, holds);
  const auto* name = std::get_if<ast::NameUse>(&condition.node);
  if (name == nullptr || name->target.entity != Entity::Definition) return {};
  const auto key = std::pair(name->target.index, holds);
  if (const auto known = definition_facts_.find(key); known != definition_facts_.end()) return known->second;
  const ast::Expr* value = model_.definitions[name->target.index].value;
  return definition_facts_[key] = value != nullptr ? facts_when(*value, holds) : Facts();
}

} // namespace strata
