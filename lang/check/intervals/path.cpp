// Facts along a path, and when two expressions are one.
#include "lang/check/intervals/path.hpp"

#include "lang/syntax/syntax.hpp"

namespace strata {

const ast::Expr& bare(const ast::Expr& expression) {
  const ast::Expr* result = &expression;
  while (const auto* call = std::get_if<ast::Call>(&result->node)) {
    if (!call->inlined) break;
    result = call->inlined.get();
  }
  return *result;
}

Reference settled(const Reference& target, const TypedModel& model) {
  if (target.entity != Entity::Dimension) return target;
  const auto& column = model.dimensions[target.index].column;
  return column ? Reference{Entity::Column, *column, 0} : target;
}

namespace {

/// What an expression works on first; null where that is nothing, or not looked for.
const ast::Expr* first_part(const ast::Expr& expression) {
  if (const auto* match = std::get_if<ast::Match>(&expression.node))
    return match->subjects.empty() ? nullptr : match->subjects.front().get();
  if (const auto* call = std::get_if<ast::Call>(&expression.node))
    return call->arguments.empty() ? nullptr : call->arguments.front().get();
  if (const auto* arithmetic = std::get_if<ast::Arithmetic>(&expression.node)) return arithmetic->first.get();
  return nullptr;
}

/// Whether two expressions of one form begin with different names. Most that differ do, and sums of many
/// parts are compared so often that their texts would cost more than all else.
bool begin_differently(const ast::Expr& a, const ast::Expr& b, const TypedModel& model) {
  const ast::Expr* left = first_part(a);
  const ast::Expr* right = first_part(b);
  while (left != nullptr && right != nullptr) {
    left = &bare(*left);
    right = &bare(*right);
    if (left->node.index() != right->node.index()) return false;
    if (const auto* name = std::get_if<ast::NameUse>(&left->node))
      return settled(name->target, model) != settled(std::get<ast::NameUse>(right->node).target, model);
    left = first_part(*left);
    right = first_part(*right);
  }
  return false;
}

} // namespace

bool same(const ast::Expr& a, const ast::Expr& b, const TypedModel& model) {
  const ast::Expr& left = bare(a);
  const ast::Expr& right = bare(b);
  if (&left == &right) return true;
  if (left.node.index() != right.node.index()) return false;
  if (const auto* name = std::get_if<ast::NameUse>(&left.node))
    return settled(name->target, model) == settled(std::get<ast::NameUse>(right.node).target, model);
  // Names mean the same everywhere and a rule's arguments have been put in, so equal texts are equal values.
  return left.type.kind == right.type.kind && !begin_differently(left, right, model) &&
         print(left) == print(right);
}

const Fact* find_fact(const Path& path, const ast::Expr& expression, const TypedModel& model) {
  for (const Fact* fact = path.facts; fact != nullptr; fact = fact->before)
    if (fact->minus == nullptr && same(*fact->subject, expression, model)) return fact;
  return nullptr;
}

} // namespace strata
