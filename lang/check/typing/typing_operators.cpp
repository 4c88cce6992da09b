// Typing of the operators that are not arithmetic: signs, `default`, comparisons, tests, `not and or`.
#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"

namespace strata {

bool ExpressionTyping::operator()(ast::Negate& node) {
  if (!operand(*node.operand)) return false;
  Type type = node.operand->type;
  if (type.is_numeric() || type.kind == Kind::Duration) return becomes(type);
  report(Code::WrongType, node.operand->span,
         fmt::format("{} is {}, which has no negative", text_of(*node.operand), described(type)),
         described(type));
  return false;
}

bool ExpressionTyping::operator()(ast::Not& node) {
  return typing_.condition(*node.operand) && becomes(Kind::Boolean);
}

bool ExpressionTyping::operator()(ast::Default& node) {
  bool good = true;
  std::int32_t scale = scale_;
  std::vector<ast::Expr*> operands;
  for (const ast::ExprPtr& operand : node.operands) {
    good = typing_.expression(*operand, scale) && good;
    if (good && operand->type.kind == Kind::Tier) scale = operand->type.scale;
    operands.push_back(operand.get());
  }
  if (!good) return false;
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
    if (inside_rule() || !never_missing(*operands[i])) continue;
    Finding& finding =
        report(Code::DefaultNeverUsed, operands[i + 1]->span,
               fmt::format("{} is never missing, so this default is never used", text_of(*operands[i])));
    add_origin(finding, *operands[i]);
    finding.help = "leave the default out, or declare the column `optional`";
    return false;
  }
  std::optional<Type> type = joined(operands, "a value and its default");
  if (!type) return false;
  type->optional = operands.back()->type.optional;
  return becomes(*type);
}

bool ExpressionTyping::operator()(ast::Compare& node) {
  if (!two_operands(*node.left, *node.right, false)) return false;
  if (!unify(*node.left, *node.right, "compared")) return false;
  if (!in_closed_set(*node.right, node.left->type, node.left.get())) return false;
  if (!in_closed_set(*node.left, node.right->type, node.right.get())) return false;
  if (node.op > ast::Comparison::NotEqual) {
    if (!ordered(*node.left, node.op_span) || !ordered(*node.right, node.op_span)) return false;
    for (const ast::ExprPtr* side : {&node.left, &node.right}) {
      const auto* name = std::get_if<ast::NameUse>(&(*side)->node);
      if (name == nullptr || name->target.entity != Entity::Unrated) continue;
      report(Code::UnratedHasNoOrder, node.op_span, "`unrated` stands outside the order of tiers").help =
          "compare with `=` or `!=`";
      return false;
    }
  }
  return becomes(Kind::Boolean);
}

bool ExpressionTyping::operator()(ast::Is& node) {
  if (!typing_.expression(*node.subject)) return false;
  if (!typing_.pattern(*node.pattern, *node.subject, false)) return false;
  const bool handled = PatternTyping::takes_missing(*node.pattern);
  if (!handled && !present(*node.subject)) return false;
  typing_.passed_.insert(&expression_);
  return becomes(Kind::Boolean);
}

bool ExpressionTyping::operator()(ast::Logical& node) {
  const FactsGuard guard(facts_);
  for (const ast::ExprPtr& operand : node.operands) {
    // The next operand counts only where this one has not decided, and may stand on what it proves.
    if (!typing_.condition(*operand)) return false;
    facts_.add(typing_.facts_when(*operand, node.conjunction));
  }
  return becomes(Kind::Boolean);
}

} // namespace strata
