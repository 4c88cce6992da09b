// Few values of an expression, case by case. What is not listed here may have any.
#include "lang/check/patterns/finite_values.hpp"

#include <map>

#include "lang/check/patterns/subject.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::patterns {

namespace {

constexpr std::size_t kMost = 64;
constexpr int kDeepest = 60; // of definitions that read each other

using Set = std::optional<std::set<Number>>;

Set joined(Set all, const Set& more) {
  if (!all || !more) return std::nullopt;
  all->insert(more->begin(), more->end());
  return all->size() <= kMost ? std::move(all) : std::nullopt;
}

template <class Operation>
Set combined(const Set& left, const Set& right, Operation operation) {
  if (!left || !right || left->size() * right->size() > kMost * kMost) return std::nullopt;
  std::set<Number> all;
  for (const Number& a : *left)
    for (const Number& b : *right)
      all.insert(operation(a, b));
  return all.size() <= kMost ? Set(std::move(all)) : std::nullopt;
}

class FiniteValues {
 public:
  FiniteValues(const TypedModel& model, Typing& typing) : model_(model), typing_(typing) {}

  Set of(const ast::Expr& expression) {
    if (std::holds_alternative<ast::MissingLiteral>(expression.node)) return std::set<Number>{};
    if (const auto constant = typing_.folded(expression)) {
      const auto number = number_of(*constant, expression.type, model_);
      return number ? Set({*number}) : std::nullopt;
    }
    if (depth_ >= kDeepest) return std::nullopt;
    ++depth_;
    Set values = std::visit(
        overloaded{[&](const ast::If& node) { return joined(of(*node.then), of(*node.otherwise)); },
                   [&](const ast::Match& node) { return of_arms(node.arms); },
                   [&](const ast::MatchConditions& node) { return of_arms(node.arms); },
                   [&](const ast::Tally& node) { return of_tally(node); },
                   [&](const ast::Default& node) { return of_operands(node); },
                   [&](const ast::Arithmetic& node) { return of_arithmetic(node); },
                   [&](const ast::NameUse& node) { return of_name(node.target); },
                   [&](const ast::Call& node) { return node.inlined ? of(*node.inlined) : Set(); },
                   [](const auto&) { return Set(); }},
        expression.node);
    --depth_;
    return values;
  }

 private:
  template <class Arms>
  Set of_arms(const Arms& arms) {
    Set all = std::set<Number>{};
    for (const auto& arm : arms)
      if (all) all = joined(std::move(all), of(*arm.result));
    return all;
  }
  Set of_tally(const ast::Tally& node) {
    Set all = of(*node.start);
    for (const auto& arm : node.arms) {
      if (!all) break;
      const Set with = combined(all, of(*arm.result), [](const Number& a, const Number& b) { return a + b; });
      all = joined(std::move(all), with);
    }
    return all;
  }
  Set of_operands(const ast::Default& node) {
    Set all = std::set<Number>{};
    for (const ast::ExprPtr& operand : node.operands)
      if (all) all = joined(std::move(all), of(*operand));
    return all;
  }
  Set of_arithmetic(const ast::Arithmetic& node) {
    // Of days and durations the numbers are not what is added.
    if (!node.first->type.is_numeric()) return std::nullopt;
    Set all = of(*node.first);
    for (const ast::Arithmetic::Term& term : node.rest) {
      using enum ast::ArithmeticOperator;
      if (!all || term.op == Divide || !term.operand->type.is_numeric()) return std::nullopt;
      all = combined(all, of(*term.operand), [&](const Number& a, const Number& b) {
        return term.op == Add ? a + b : term.op == Subtract ? a - b : a * b;
      });
    }
    return all;
  }
  Set of_name(const Reference& target) {
    switch (target.entity) {
    case Entity::Column: return of_column(target.index);
    case Entity::Definition: return of_value(model_.definitions[target.index].value);
    case Entity::Score: return of_value(model_.scores[target.index].value);
    case Entity::Shown: return of_value(model_.shown[target.index].value);
    case Entity::Dimension:
      if (const auto column = model_.dimensions[target.index].column) return of_column(*column);
      return of_value(model_.dimensions[target.index].value);
    default: return std::nullopt;
    }
  }
  Set of_value(const ast::Expr* value) {
    if (value == nullptr) return std::nullopt;
    if (const auto known = known_.find(value); known != known_.end()) return known->second;
    return known_[value] = of(*value);
  }
  /// Whole numbers of a short range.
  Set of_column(std::uint32_t index) const {
    const ColumnType& cell = model_.columns[index].cell;
    if (!cell.whole || !cell.least || !cell.greatest) return std::nullopt;
    const auto* least = std::get_if<Number>(&*cell.least);
    const auto* greatest = std::get_if<Number>(&*cell.greatest);
    if (least == nullptr || greatest == nullptr ||
        *greatest - *least > Number(static_cast<std::int64_t>(kMost)))
      return std::nullopt;
    std::set<Number> all;
    for (Number value = least->rounded(0, Rounding::Ceiling); value <= *greatest; value = value + Number(1))
      all.insert(value);
    if (cell.default_value)
      if (const auto* number = std::get_if<Number>(&*cell.default_value)) all.insert(*number);
    return all.size() <= kMost ? Set(std::move(all)) : std::nullopt;
  }

  const TypedModel& model_;
  Typing& typing_;
  int depth_ = 0;
  std::map<const ast::Expr*, Set> known_; ///< of names, which may read each other again and again
};

} // namespace

std::optional<std::set<Number>> finite_values(const ast::Expr& expression, const TypedModel& model,
                                              Typing& typing) {
  return FiniteValues(model, typing).of(expression);
}

} // namespace strata::patterns
