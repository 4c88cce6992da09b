// Copies of expressions, for named rules: the body with its arguments put in.
#include "lang/syntax/clone.hpp"

#include <limits>

#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

const Replacements kNone;

class Cloner {
 public:
  /// `typed`: what checking has added is copied, too.
  Cloner(const Replacements& replacements, std::size_t& nodes, std::size_t most, bool typed)
      : replacements_(replacements), nodes_(nodes), most_(most), typed_(typed) {}

  ast::ExprPtr copy(const ast::Expr& expression) {
    const auto* name = std::get_if<ast::NameUse>(&expression.node);
    const auto found = name != nullptr ? replacements_.find(name->name.text) : replacements_.end();
    if (found != replacements_.end()) return argument(*found->second);
    auto result = std::make_unique<ast::Expr>();
    result->span = expression.span;
    result->parenthesized = expression.parenthesized;
    if (++nodes_ > most_) return result;
    if (typed_) result->type = expression.type;
    result->node =
        std::visit([this](const auto& node) -> ast::ExprNode { return copy_node(node); }, expression.node);
    return result;
  }

 private:
  ast::ExprPtr argument(const ast::Expr& given) {
    ast::ExprPtr copied = Cloner(kNone, nodes_, most_, !is_word(given)).copy(given);
    copied->parenthesized = !std::holds_alternative<ast::NameUse>(given.node) &&
                            !std::holds_alternative<ast::NumberLiteral>(given.node) &&
                            !std::holds_alternative<ast::Call>(given.node);
    if (is_word(given)) return copied;
    auto result = std::make_unique<ast::Expr>();
    result->span = given.span;
    result->parenthesized = copied->parenthesized;
    result->type = given.type;
    ast::Call call;
    call.inlined = std::move(copied);
    result->node = std::move(call);
    return result;
  }

  /// A name may be known to be present, and a literal take another unit, where it is put in; so these come
  /// untyped. Everything else has the type that it has at the use.
  static bool is_word(const ast::Expr& given) {
    if (const auto* negate = std::get_if<ast::Negate>(&given.node)) return is_word(*negate->operand);
    bool whole = true;
    each_part(given, [&](const ast::Expr&) { whole = false; });
    return whole;
  }

  [[nodiscard]] Reference copy(const Reference& target) const { return typed_ ? target : Reference{}; }
  ast::ExprPtr copy(const ast::ExprPtr& expression) { return expression ? copy(*expression) : nullptr; }
  std::vector<ast::ExprPtr> copy(const std::vector<ast::ExprPtr>& expressions) {
    std::vector<ast::ExprPtr> result;
    for (const ast::ExprPtr& expression : expressions)
      result.push_back(copy(expression));
    return result;
  }
  /// A name that must stay a name (`coverage of x`): replaced where a name stands for it.
  ast::Name copy_name(const ast::Name& name) const {
    const auto found = replacements_.find(name.text);
    if (found == replacements_.end()) return name;
    const auto* use = std::get_if<ast::NameUse>(&found->second->node);
    return use != nullptr ? use->name : name;
  }
  std::vector<ast::ConditionArm> copy(const std::vector<ast::ConditionArm>& arms) {
    std::vector<ast::ConditionArm> result;
    for (const ast::ConditionArm& arm : arms)
      result.push_back({arm.span, copy(arm.condition), copy(arm.result)});
    return result;
  }

  ast::ExprNode copy_node(const ast::NumberLiteral& node) { return node; }
  ast::ExprNode copy_node(const ast::TextLiteral& node) { return node; }
  ast::ExprNode copy_node(const ast::BooleanLiteral& node) { return node; }
  ast::ExprNode copy_node(const ast::DateLiteral& node) { return node; }
  ast::ExprNode copy_node(const ast::DurationLiteral& node) { return node; }
  ast::ExprNode copy_node(const ast::MissingLiteral& node) { return node; }
  ast::ExprNode copy_node(const ast::NameUse& node) {
    return ast::NameUse{.name = node.name, .target = copy(node.target)};
  }
  ast::ExprNode copy_node(const ast::Member& node) {
    return ast::Member{.scope = node.scope, .member = node.member, .target = copy(node.target)};
  }
  ast::ExprNode copy_node(const ast::Call& node) {
    ast::Call result;
    result.function = node.function;
    result.places = node.places;
    // What a rule's call is worth stands in `inlined`; its arguments are its words, which messages show.
    Cloner words(kNone, nodes_, most_, false);
    result.arguments = typed_ && node.inlined ? words.copy(node.arguments) : copy(node.arguments);
    if (!typed_) return result;
    result.builtin = node.builtin;
    result.inlined = copy(node.inlined);
    result.rule = node.rule;
    return result;
  }
  ast::ExprNode copy_node(const ast::Negate& node) { return ast::Negate{copy(node.operand)}; }
  ast::ExprNode copy_node(const ast::Not& node) { return ast::Not{copy(node.operand)}; }
  ast::ExprNode copy_node(const ast::Default& node) { return ast::Default{copy(node.operands)}; }
  ast::ExprNode copy_node(const ast::Arithmetic& node) {
    ast::Arithmetic result;
    result.first = copy(node.first);
    for (const auto& term : node.rest)
      result.rest.push_back({term.op, term.op_span, copy(term.operand)});
    return result;
  }
  ast::ExprNode copy_node(const ast::Compare& node) {
    return ast::Compare{node.op, node.op_span, copy(node.left), copy(node.right)};
  }
  ast::ExprNode copy_node(const ast::Is& node) {
    return ast::Is{copy(node.subject), node.negated, std::make_unique<ast::Pattern>(copy(*node.pattern))};
  }
  ast::ExprNode copy_node(const ast::Logical& node) {
    return ast::Logical{node.conjunction, copy(node.operands)};
  }
  ast::ExprNode copy_node(const ast::If& node) {
    return ast::If{copy(node.condition), copy(node.then), copy(node.otherwise)};
  }
  ast::ExprNode copy_node(const ast::Match& node) {
    ast::Match result;
    result.unique = node.unique;
    result.subjects = copy(node.subjects);
    for (const ast::MatchArm& arm : node.arms)
      result.arms.push_back({arm.span, copy(arm.patterns), copy(arm.result)});
    return result;
  }
  ast::ExprNode copy_node(const ast::MatchConditions& node) { return ast::MatchConditions{copy(node.arms)}; }
  ast::ExprNode copy_node(const ast::Tally& node) { return ast::Tally{copy(node.start), copy(node.arms)}; }
  ast::ExprNode copy_node(const ast::Weighted& node) {
    ast::Weighted result;
    result.form = node.form;
    result.at_least = copy(node.at_least);
    result.of_dimensions = node.of_dimensions;
    if (node.of_dimensions && !typed_) return result; // its parts are checking's
    for (const ast::WeightedPart& part : node.parts)
      result.parts.push_back({part.span, copy(part.value), copy(part.weight), part.folded_weight});
    return result;
  }
  ast::ExprNode copy_node(const ast::CoverageOf& node) {
    if (typed_) return node;
    ast::CoverageOf result;
    result.name = copy_name(node.name);
    return result;
  }
  ast::ExprNode copy_node(const ast::PointsOf& node) {
    if (typed_) return node;
    ast::PointsOf result;
    result.name = copy_name(node.name);
    return result;
  }
  ast::ExprNode copy_node(const ast::LevelOf& node) {
    if (typed_) return node;
    ast::LevelOf result;
    result.scale = node.scale;
    result.name = copy_name(node.name);
    return result;
  }

  std::vector<ast::Pattern> copy(const std::vector<ast::Pattern>& patterns) {
    std::vector<ast::Pattern> result;
    for (const ast::Pattern& pattern : patterns)
      result.push_back(copy(pattern));
    return result;
  }
  ast::Pattern copy(const ast::Pattern& pattern) {
    ast::Pattern result;
    result.span = pattern.span;
    std::visit(
        overloaded{
            [&](const ast::ValuePattern& node) { result.node = ast::ValuePattern{copy(node.operand)}; },
            [&](const ast::ComparisonPattern& node) {
              result.node = ast::ComparisonPattern{node.op, node.op_span, copy(node.operand)};
            },
            [&](const ast::IntervalPattern& node) {
              result.node = ast::IntervalPattern{copy(node.low), copy(node.high), node.low_included,
                                                 node.high_included};
            },
            [&](const ast::AlternativesPattern& node) {
              result.node = ast::AlternativesPattern{copy(node.alternatives)};
            },
            [&](const auto& word) { result.node = word; },
        },
        pattern.node);
    return result;
  }

  const Replacements& replacements_;
  std::size_t& nodes_;
  std::size_t most_;
  bool typed_;
};

} // namespace

const ast::Expr* put_in(const ast::Call& call) {
  return call.function.text.empty() ? call.inlined.get() : nullptr;
}

ast::ExprPtr clone(const ast::Expr& expression, const Replacements& replacements, std::size_t& nodes,
                   std::size_t most) {
  return Cloner(replacements, nodes, most, false).copy(expression);
}

ast::ExprPtr clone(const ast::Expr& expression) {
  std::size_t nodes = 0;
  return clone(expression, kNone, nodes, std::numeric_limits<std::size_t>::max());
}

} // namespace strata
