// Follows the evaluation of a customer once more, along the ways that it took. A condition is asked again
// what it gave; which arm a `match` took is known.
#include "runtime/examples/reached_subjects.hpp"

#include <algorithm>
#include <map>

#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

class Follower {
 public:
  Follower(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms)
      : scope_(scope), model_(scope.model()), decision_(decision) {
    for (const ArmTaken& arm : arms)
      taken_.try_emplace(arm.match, arm.arm);
  }

  std::set<const ast::Expr*> subjects() {
    follow_screens();
    if (decision_.screen) return std::move(reached_);
    for (const TypedDimension& dimension : model_.dimensions)
      follow(dimension.value);
    for (const TypedScore& score : model_.scores)
      follow(score.value);
    for (const TypedShown& shown : model_.shown)
      follow(shown.value);
    for (std::size_t i = 0; i < model_.scales.size(); ++i)
      follow_scale(model_.scales[i], decision_.scales[i]);
    for (const TypedAdjust& adjust : model_.adjusts)
      follow(adjust.condition);
    for (std::uint32_t i = 0; i < model_.attributes.size(); ++i)
      follow(scope_.attribute_source(i));
    return std::move(reached_);
  }

 private:
  /// All of `exclude` are tried before those of `unrated`; none behind the one that holds.
  void follow_screens() {
    using Form = ast::ScreenDecl::Form;
    for (const Form form : {Form::Exclude, Form::Unrated}) {
      for (std::size_t i = 0; i < model_.screens.size(); ++i) {
        if (model_.screens[i].form != form) continue;
        follow(model_.screens[i].condition);
        if (decision_.screen == i) return;
      }
    }
  }

  void follow_scale(const TypedScale& scale, const ScaleDecision& decided) {
    for (const ast::ExprPtr& subject : scale.declaration->subjects) {
      follow(subject.get());
      if (decided.arm) reached_.insert(subject.get());
    }
    for (std::size_t i = 0; i < scale.arms.size(); ++i) {
      follow(scale.arms[i].arm->condition.get());
      if (decided.arm == i) return;
    }
  }

  void follow(const ast::Expr* expression) {
    if (expression != nullptr) follow(*expression);
  }
  void follow(const ast::Expr& expression) {
    std::visit(overloaded{[&](const ast::Logical& node) { in_order(node); },
                          [&](const ast::Default& node) { in_order(node); },
                          [&](const ast::If& node) { branch(node); },
                          [&](const ast::Match& node) { arms(node, expression); },
                          [&](const ast::MatchConditions& node) { arms(node); },
                          [&](const ast::Tally& node) { arms(node); },
                          [&](const ast::NameUse& node) { name(node.target); },
                          [&](const auto& node) { all(node, expression); }},
               expression.node);
  }

  template <class Node>
  void all(const Node& node, const ast::Expr& expression) {
    if constexpr (std::is_same_v<Node, ast::Compare>) {
      reached_.insert(node.left.get());
      reached_.insert(node.right.get());
    } else if constexpr (std::is_same_v<Node, ast::Is>) {
      reached_.insert(node.subject.get());
    }
    each_part(expression, [&](const ast::Expr& part) { follow(part); });
  }

  void in_order(const ast::Logical& node) {
    for (const ast::ExprPtr& operand : node.operands) {
      follow(*operand);
      if (truth(*operand) != node.conjunction) return; // decided, or failed
    }
  }
  void in_order(const ast::Default& node) {
    for (const ast::ExprPtr& operand : node.operands) {
      follow(*operand);
      const Outcome outcome = scope_.outcome(*operand);
      if (const Value* value = value_of(outcome); value != nullptr && !is_missing(*value)) return;
    }
  }
  void branch(const ast::If& node) {
    follow(*node.condition);
    if (const auto holds = truth(*node.condition)) follow(*holds ? *node.then : *node.otherwise);
  }
  void arms(const ast::Match& node, const ast::Expr& expression) {
    const auto taken = taken_.find(&expression);
    for (const ast::ExprPtr& subject : node.subjects) {
      follow(*subject);
      if (taken != taken_.end()) reached_.insert(subject.get());
    }
    if (taken != taken_.end()) follow(*node.arms[taken->second].result);
  }
  void arms(const ast::MatchConditions& node) {
    for (const auto& arm : node.arms) {
      follow(arm.condition.get());
      if (arm.condition && truth(*arm.condition) != true) continue;
      return follow(*arm.result);
    }
  }
  void arms(const ast::Tally& node) {
    for (const auto& arm : node.arms) {
      follow(*arm.condition);
      if (truth(*arm.condition) == true) follow(*arm.result);
    }
  }
  void name(const Reference& target) {
    if (target.entity == Entity::Definition && definitions_.insert(target.index).second)
      follow(model_.definitions[target.index].value);
  }

  /// Empty where the condition fails.
  [[nodiscard]] std::optional<bool> truth(const ast::Expr& condition) {
    const Outcome outcome = scope_.outcome(condition);
    const Value* value = value_of(outcome);
    const bool* truth = value == nullptr ? nullptr : std::get_if<bool>(value);
    return truth == nullptr ? std::nullopt : std::optional(*truth);
  }

  CustomerScope& scope_;
  const TypedModel& model_;
  const Decision& decision_;
  std::map<const ast::Expr*, std::size_t> taken_;
  std::set<std::uint32_t> definitions_;
  std::set<const ast::Expr*> reached_;
};

} // namespace

std::set<const ast::Expr*> reached_subjects(CustomerScope& scope, const Decision& decision,
                                            const std::vector<ArmTaken>& arms) {
  // What is asked again takes arms again: they would be added to the list that is being read.
  const std::vector<ArmTaken> before = arms;
  return Follower(scope, decision, before).subjects();
}

} // namespace strata
