// The meaning of expressions: plain recursion over the typed tree, one visitor with a case for every node.
// What computes with values (arithmetic, comparisons, functions, weights) stands in the files beside this
// one.
#include "lang/evaluate/evaluate.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "lang/evaluate/evaluation.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

// One expression nests a few hundred levels at most, but a chain of definitions adds up through Scope::read;
// the stack of a thread ends long before a model's imagination does.
constexpr int kMaxDepth = 2000;
thread_local int depth = 0;

class DepthGuard {
 public:
  explicit DepthGuard(Span place) {
    if (depth >= kMaxDepth)
      throw Failure{.place = place, .message = "the definitions are nested too deeply to be evaluated"};
    ++depth;
  }
  ~DepthGuard() { --depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;
};

bool holds(const ast::Expr& condition, Scope& scope) {
  return std::get<bool>(evaluate(condition, scope));
}

/// `revenue is 5 and region is "east"`: the subjects of a match that no arm took.
std::string subjects_text(const ast::Match& match, const std::vector<Value>& subjects, Scope& scope) {
  std::string text;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    text += (i == 0 ? "" : ", ") + evaluation::quoted(*match.subjects[i], subjects[i], scope);
  return text;
}

Failure screened(const ast::Expr& expression) {
  return {.place = expression.span, .message = print(expression) + " is missing", .screened = true};
}

struct NodeEvaluation {
  const ast::Expr& expression;
  Scope& scope;

  Value operator()(const ast::NumberLiteral& node) const { return node.value; }
  Value operator()(const ast::TextLiteral& node) const { return node.value; }
  Value operator()(const ast::BooleanLiteral& node) const { return node.value; }
  Value operator()(const ast::DateLiteral& node) const { return node.value; }
  Value operator()(const ast::DurationLiteral& node) const { return node.value; }
  Value operator()(const ast::MissingLiteral&) const { return Missing{}; }
  Value operator()(const ast::NameUse& node) const { return named(node.target); }
  Value operator()(const ast::Member& node) const { return named(node.target); }
  Value operator()(const ast::Call& node) const {
    return node.inlined ? evaluate(*node.inlined, scope) : evaluation::call(expression, node, scope);
  }
  Value operator()(const ast::Negate& node) const;
  Value operator()(const ast::Not& node) const { return !holds(*node.operand, scope); }
  Value operator()(const ast::Default& node) const;
  Value operator()(const ast::Arithmetic& node) const {
    return evaluation::arithmetic(expression, node, scope);
  }
  Value operator()(const ast::Compare& node) const {
    const Value left = evaluate(*node.left, scope);
    return evaluation::compare(node.op, left, evaluate(*node.right, scope));
  }
  Value operator()(const ast::Is& node) const {
    const Value subject = evaluation::or_missing(*node.subject, scope);
    const bool taken = fits(*node.pattern, subject, scope);
    if (is_missing(subject) && !taken) throw screened(*node.subject);
    return taken != node.negated;
  }
  Value operator()(const ast::Logical& node) const;
  Value operator()(const ast::If& node) const {
    return evaluate(holds(*node.condition, scope) ? *node.then : *node.otherwise, scope);
  }
  Value operator()(const ast::Match& node) const;
  Value operator()(const ast::MatchConditions& node) const;
  Value operator()(const ast::Tally& node) const;
  Value operator()(const ast::Weighted& node) const {
    return evaluate_weighted(node, expression.span, scope).total;
  }
  Value operator()(const ast::CoverageOf& node) const {
    return evaluate_weighted(*node.weighted, expression.span, scope).coverage;
  }
  Value operator()(const ast::PointsOf& node) const;
  Value operator()(const ast::LevelOf& node) const {
    return scope.level(node.target.index, node.target.member, expression.span);
  }

  [[nodiscard]] Value named(const Reference& target) const;
};

Value NodeEvaluation::named(const Reference& target) const {
  switch (target.entity) {
  case Entity::Tier: return TierValue{.scale = target.index, .tier = target.member};
  case Entity::Unrated: return TierValue{.scale = target.index, .tier = TierValue::kUnrated};
  case Entity::None:
  case Entity::Group: throw std::logic_error("a name without a value reached the evaluator");
  default: break;
  }
  return scope.read(target, expression.span);
}

Value NodeEvaluation::operator()(const ast::Negate& node) const {
  const Value operand = evaluate(*node.operand, scope);
  if (const auto* duration = std::get_if<Duration>(&operand)) return Duration{-duration->days};
  return -std::get<Number>(operand);
}

Value NodeEvaluation::operator()(const ast::Default& node) const {
  for (std::size_t i = 0; i + 1 < node.operands.size(); ++i)
    if (Value value = evaluation::or_missing(*node.operands[i], scope); !is_missing(value)) return value;
  return evaluate(*node.operands.back(), scope);
}

Value NodeEvaluation::operator()(const ast::Logical& node) const {
  for (const ast::ExprPtr& operand : node.operands)
    if (holds(*operand, scope) != node.conjunction) return !node.conjunction;
  return node.conjunction;
}

Value NodeEvaluation::operator()(const ast::Match& node) const {
  std::vector<Value> subjects;
  subjects.reserve(node.subjects.size());
  for (const ast::ExprPtr& subject : node.subjects)
    subjects.push_back(evaluation::or_missing(*subject, scope));
  for (std::size_t i = 0; i < node.arms.size(); ++i) {
    if (!fit_all(node.arms[i].patterns, subjects, scope)) continue;
    scope.took_arm(expression, i);
    return evaluate(*node.arms[i].result, scope);
  }
  for (std::size_t i = 0; i < subjects.size(); ++i)
    if (is_missing(subjects[i]) && !node.subjects[i]->type.optional) throw screened(*node.subjects[i]);
  throw Failure{.place = expression.span,
                .message = "no arm of the match fits: " + subjects_text(node, subjects, scope)};
}

Value NodeEvaluation::operator()(const ast::MatchConditions& node) const {
  for (std::size_t i = 0; i < node.arms.size(); ++i) {
    if (node.arms[i].condition && !holds(*node.arms[i].condition, scope)) continue;
    scope.took_arm(expression, i);
    return evaluate(*node.arms[i].result, scope);
  }
  throw Failure{.place = expression.span, .message = "no condition of the match holds"};
}

Value NodeEvaluation::operator()(const ast::Tally& node) const {
  Value sum = evaluate(*node.start, scope);
  for (std::size_t i = 0; i < node.arms.size(); ++i) {
    if (!holds(*node.arms[i].condition, scope)) continue;
    scope.took_arm(expression, i);
    const Value points = evaluate(*node.arms[i].result, scope);
    if (const auto* days = std::get_if<Duration>(&points)) {
      std::get<Duration>(sum).days += days->days;
      continue;
    }
    try {
      sum = std::get<Number>(sum) + std::get<Number>(points);
    } catch (const NumberTooLarge& error) {
      throw Failure{.place = expression.span, .message = error.what()};
    }
  }
  return sum;
}

Value NodeEvaluation::operator()(const ast::PointsOf& node) const {
  const WeightedResult result = evaluate_weighted(*node.weighted, expression.span, scope);
  const WeightedResult::Part& part = result.parts[node.part];
  if (is_missing(part.value) || is_missing(result.total)) return Missing{};
  return std::get<Number>(part.value) * part.weight;
}

struct PatternFit {
  const Value& subject;
  Scope& scope;

  bool operator()(const ast::ValuePattern& pattern) const;
  bool operator()(const ast::ComparisonPattern& pattern) const {
    return !is_missing(subject) &&
           evaluation::compare(pattern.op, subject, evaluate(*pattern.operand, scope));
  }
  bool operator()(const ast::IntervalPattern& pattern) const;
  bool operator()(const ast::AlternativesPattern& pattern) const {
    return std::any_of(pattern.alternatives.begin(), pattern.alternatives.end(),
                       [&](const ast::Pattern& one) { return fits(one, subject, scope); });
  }
  bool operator()(const ast::MissingPattern&) const { return is_missing(subject); }
  bool operator()(const ast::AnyPattern&) const { return !is_missing(subject); }
  bool operator()(const ast::OtherwisePattern&) const { return !is_missing(subject); }
};

/// The group that an operand names, or null.
const Reference* group_of(const ast::Expr& operand) {
  const Reference* target = nullptr;
  if (const auto* name = std::get_if<ast::NameUse>(&operand.node)) target = &name->target;
  if (const auto* member = std::get_if<ast::Member>(&operand.node)) target = &member->target;
  return target != nullptr && target->entity == Entity::Group ? target : nullptr;
}

bool PatternFit::operator()(const ast::ValuePattern& pattern) const {
  if (is_missing(subject)) return false;
  const Reference* group = group_of(*pattern.operand);
  if (group == nullptr)
    return evaluation::compare(ast::Comparison::Equal, subject, evaluate(*pattern.operand, scope));
  const std::uint32_t tier = std::get<TierValue>(subject).tier;
  const std::vector<std::uint32_t>& tiers = scope.tiers_of_group(group->index);
  return std::find(tiers.begin(), tiers.end(), tier) != tiers.end();
}

bool PatternFit::operator()(const ast::IntervalPattern& pattern) const {
  using enum ast::Comparison;
  if (is_missing(subject)) return false;
  const Value low = evaluate(*pattern.low, scope);
  if (!evaluation::compare(pattern.low_included ? GreaterEqual : Greater, subject, low)) return false;
  return evaluation::compare(pattern.high_included ? LessEqual : Less, subject,
                             evaluate(*pattern.high, scope));
}

} // namespace

Value evaluate(const ast::Expr& expression, Scope& scope) {
  const DepthGuard guard(expression.span);
  Value value = std::visit(NodeEvaluation{expression, scope}, expression.node);
  if (is_missing(value) && !expression.type.optional) throw screened(expression);
  return value;
}

Value evaluation::or_missing(const ast::Expr& expression, Scope& scope) {
  try {
    return evaluate(expression, scope);
  } catch (const Failure& failure) {
    if (!failure.screened) throw;
    return Missing{};
  }
}

bool fits(const ast::Pattern& pattern, const Value& subject, Scope& scope) {
  return std::visit(PatternFit{subject, scope}, pattern.node);
}

bool fit_all(const std::vector<ast::Pattern>& patterns, const std::vector<Value>& subjects, Scope& scope) {
  // A lone `otherwise` stands for every subject: it takes what is left, missing values apart.
  if (patterns.size() == 1 && std::holds_alternative<ast::OtherwisePattern>(patterns[0].node))
    return std::none_of(subjects.begin(), subjects.end(), is_missing);
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (!fits(patterns[i], subjects[i], scope)) return false;
  return true;
}

} // namespace strata
