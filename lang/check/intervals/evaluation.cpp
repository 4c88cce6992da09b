// Bounds of every node: the evaluator's cases, with sets for values. An operand without any value (no
// customer gets there, or it always fails) leaves the whole without one.
#include "lang/check/intervals/evaluation.hpp"

#include <algorithm>

#include "lang/check/intervals/calls.hpp"

namespace strata {

namespace {

constexpr int kMostDepth = 1000;

} // namespace

std::size_t BoundsEvaluation::most_steps(const TypedModel& model) {
  // A model needs about one step for every ten bytes of its text; what needs more has definitions that read
  // each other many times over, and is not worth a second of waiting.
  constexpr std::size_t kLeast = 30'000;
  constexpr std::size_t kForEachByte = 10;
  std::size_t bytes = 0;
  for (SourceId id = 0; id < model.sources.size(); ++id)
    bytes += model.sources[id].text().size();
  return kLeast + kForEachByte * bytes;
}

struct BoundsNode {
  BoundsEvaluation& evaluation;
  const ast::Expr& expression;
  const Path& path;

  [[nodiscard]] Possible of(const ast::Expr& part) const { return evaluation.of(part, path); }
  [[nodiscard]] Possible of(const ast::Expr& part, const Path& way) const {
    return way.open ? evaluation.of(part, way) : Possible::none();
  }
  [[nodiscard]] BoundsObserver* observer() const { return evaluation.observer_; }
  [[nodiscard]] bool tells_failures() const { return observer() != nullptr && !evaluation.vague_; }

  /// Where a missing value is handled.
  [[nodiscard]] Possible handled(const ast::Expr& part, const Path& way) const {
    return evaluation.handled(part, way, false);
  }

  Possible operator()(const ast::NumberLiteral& node) const { return Possible::of(Value(node.value)); }
  Possible operator()(const ast::TextLiteral& node) const { return Possible::of(Value(node.value)); }
  Possible operator()(const ast::BooleanLiteral& node) const { return Possible::of(Value(node.value)); }
  Possible operator()(const ast::DateLiteral& node) const { return Possible::of(Value(node.value)); }
  Possible operator()(const ast::DurationLiteral& node) const { return Possible::of(Value(node.value)); }
  Possible operator()(const ast::MissingLiteral&) const { return Possible::of(Value(Missing{})); }
  Possible operator()(const ast::NameUse& node) const { return evaluation.of_reference(node.target, path); }
  Possible operator()(const ast::Member& node) const { return evaluation.of_reference(node.target, path); }
  Possible operator()(const ast::Call& node) const;
  Possible operator()(const ast::Negate& node) const {
    Possible result = of(*node.operand);
    result.numbers = negated(result.numbers);
    return result;
  }
  Possible operator()(const ast::Not& node) const {
    const Possible operand = of(*node.operand);
    return operand.present ? Possible::truth(operand.no, operand.yes) : operand;
  }
  Possible operator()(const ast::Default& node) const;
  Possible operator()(const ast::Arithmetic& node) const;
  Possible operator()(const ast::Compare& node) const;
  Possible operator()(const ast::Is& node) const;
  Possible operator()(const ast::Logical& node) const;
  Possible operator()(const ast::If& node) const;
  Possible operator()(const ast::Match& node) const;
  Possible operator()(const ast::MatchConditions& node) const;
  Possible operator()(const ast::Tally& node) const;
  Possible operator()(const ast::Weighted& node) const;
  Possible operator()(const ast::CoverageOf& node) const;
  Possible operator()(const ast::PointsOf& node) const;
  Possible operator()(const ast::LevelOf&) const { return everything(expression.type, evaluation.model_); }

  /// A comparison that only parameters decide is a switch of the author's: both of its sides are meant.
  [[nodiscard]] bool is_switch() const {
    return evaluation.reach_ != ParameterReach::Present && !evaluation.reads_row(expression) &&
           evaluation.reads_parameter(expression);
  }
  Possible heard(const Possible& truth) const {
    if (observer() != nullptr) observer()->condition(expression, truth, path);
    return truth;
  }
  [[nodiscard]] std::vector<WeightedBounds> parts_of(const ast::Weighted& node) const;
};

Possible BoundsEvaluation::of(const ast::Expr& expression, const Path& path) {
  if (!path.open) return Possible::none();
  if (steps_ >= most_steps_ || depth_ >= kMostDepth) return everything(expression.type, model_);
  ++steps_;
  ++depth_;
  Possible result;
  try {
    result = of_node(expression, path);
  } catch (const NumberTooLarge&) {
    result = everything(expression.type, model_); // a bound that is too long to keep is as good as none
  }
  --depth_;
  if (path.facts != nullptr)
    if (const Fact* fact = find_fact(path, expression, model_)) result = meet(result, fact->possible);
  // A missing value where typing has proven that there is none is a failure.
  if (!expression.type.optional) result.missing = false;
  return tightened(std::move(result), expression.type);
}

Possible BoundsEvaluation::of_node(const ast::Expr& expression, const Path& path) {
  return std::visit(BoundsNode{*this, expression, path}, expression.node);
}

Possible BoundsEvaluation::quietly(const ast::Expr& expression, const Path& path) {
  BoundsObserver* observer = observer_;
  observer_ = nullptr;
  Possible result = of(expression, path);
  observer_ = observer;
  return result;
}

Possible BoundsNode::operator()(const ast::Call& node) const {
  if (node.inlined) return of(*node.inlined);
  std::vector<Possible> arguments;
  for (const ast::ExprPtr& argument : node.arguments) {
    arguments.push_back(of(*argument));
    if (!arguments.back().present) return Possible::none();
  }
  if (tells_failures()) observer()->call(expression, arguments);
  if (node.builtin == Builtin::Convert) {
    const Possible rate = evaluation.of_rate(*node.arguments[0], path);
    return rate.present ? Possible::of(product(arguments[0].numbers, rate.numbers)) : Possible::none();
  }
  Possible result = call_bounds(node, arguments, expression.type);
  if (node.builtin == Builtin::MeanOf)
    if (const auto exact = evaluation.affine_bounds(expression, path))
      result.numbers = meet(result.numbers, *exact);
  return result;
}

Possible BoundsNode::operator()(const ast::Default& node) const {
  Possible result = Possible::none();
  Path way = path;
  for (std::size_t i = 0; i < node.operands.size() && way.open; ++i) {
    const bool last = i + 1 == node.operands.size();
    Possible operand = last ? of(*node.operands[i], way) : handled(*node.operands[i], way);
    const bool goes_on = operand.missing && !last;
    if (!last) operand.missing = false;
    result = join(result, operand);
    if (!goes_on) break;
    way = evaluation.narrow(*node.operands[i], Possible::of(Value(Missing{})), way);
  }
  return result;
}

Possible BoundsNode::operator()(const ast::Arithmetic& node) const {
  Possible result = of(*node.first);
  bool good = result.present;
  for (const ast::Arithmetic::Term& term : node.rest) {
    const Possible operand = of(*term.operand);
    good = good && operand.present;
    if (term.op == ast::ArithmeticOperator::Divide && tells_failures() && operand.present)
      observer()->division(*term.operand, operand);
    if (!good) continue;
    switch (term.op) {
    case ast::ArithmeticOperator::Add: result.numbers = sum(result.numbers, operand.numbers); break;
    case ast::ArithmeticOperator::Subtract:
      result.numbers = difference(result.numbers, operand.numbers);
      break;
    case ast::ArithmeticOperator::Multiply: result.numbers = product(result.numbers, operand.numbers); break;
    case ast::ArithmeticOperator::Divide: result.numbers = quotient(result.numbers, operand.numbers); break;
    }
    result.without_zero = false;
    good = !result.numbers.empty();
  }
  if (!good) return Possible::none();
  if (const auto exact = evaluation.affine_bounds(expression, path))
    result.numbers = meet(result.numbers, *exact);
  if (expression.type.kind == Kind::Date) result.numbers = meet(result.numbers, calendar());
  return meet(Possible::of(result.numbers), evaluation.known_difference(node, path));
}

Possible BoundsNode::operator()(const ast::Compare& node) const {
  if (observer() != nullptr) {
    (void)of(*node.left);
    (void)of(*node.right);
  }
  if (is_switch()) return Possible::truth(true, true);
  return heard(evaluation.compared(node.op, *node.left, *node.right, path));
}

Possible BoundsNode::operator()(const ast::Is& node) const {
  const Possible subject = handled(*node.subject, path);
  if (is_switch()) return Possible::truth(true, true);
  const Parted parted = evaluation.part(subject, *node.pattern, node.subject->type, path);
  const bool fits = !parted.fits.nothing();
  const bool rest = !parted.rest.nothing();
  return heard(node.negated ? Possible::truth(rest, fits) : Possible::truth(fits, rest));
}

Possible BoundsNode::operator()(const ast::Logical& node) const {
  // What an operand of `or` says is judged as if it stood alone: that it adds nothing is no mistake.
  if (!node.conjunction && observer() != nullptr)
    for (const ast::ExprPtr& operand : node.operands)
      (void)of(*operand);
  bool decided_early = false; // an operand may settle the whole
  Path way = path;
  for (const ast::ExprPtr& operand : node.operands) {
    if (!way.open) break;
    const Possible truth = node.conjunction ? of(*operand, way) : evaluation.quietly(*operand, way);
    if (!truth.present) {
      way = Path::closed();
      break;
    }
    decided_early = decided_early || (node.conjunction ? truth.no : truth.yes);
    const bool goes_on = node.conjunction ? truth.yes : truth.no;
    way = goes_on ? evaluation.assume(*operand, node.conjunction, way) : Path::closed();
  }
  const Possible truth =
      node.conjunction ? Possible::truth(way.open, decided_early) : Possible::truth(decided_early, way.open);
  return heard(truth);
}

Possible BoundsNode::operator()(const ast::If& node) const {
  const Possible truth = of(*node.condition);
  Possible result = Possible::none();
  for (const bool holds : {true, false})
    if (truth.present && (holds ? truth.yes : truth.no))
      result = join(
          result, of(holds ? *node.then : *node.otherwise, evaluation.assume(*node.condition, holds, path)));
  return result;
}

Possible BoundsNode::operator()(const ast::Match& node) const {
  std::vector<Possible> rest;
  for (const ast::ExprPtr& subject : node.subjects) {
    rest.push_back(handled(*subject, path));
    if (rest.back().nothing()) return Possible::none();
  }
  Possible result = Possible::none();
  for (const ast::MatchArm& arm : node.arms) {
    Path way = path;
    std::size_t open_patterns = 0; // those that do not take all that their subject may be
    std::size_t last_open = 0;
    std::vector<Parted> parted;
    for (std::size_t i = 0; i < node.subjects.size(); ++i) {
      const ast::Pattern& pattern = arm.patterns[arm.patterns.size() == 1 ? 0 : i];
      parted.push_back(evaluation.part(rest[i], pattern, node.subjects[i]->type, path));
      if (!parted[i].rest.nothing()) last_open = i, ++open_patterns;
      way = evaluation.narrow(*node.subjects[i], parted[i].fits, way);
    }
    result = join(result, of(*arm.result, way));
    // Where all patterns but one take everything, the later arms see what this one leaves.
    if (open_patterns == 0 && way.open) break;
    if (open_patterns == 1) rest[last_open] = parted[last_open].rest;
  }
  return result;
}

Possible BoundsNode::operator()(const ast::MatchConditions& node) const {
  Possible result = Possible::none();
  Path way = path;
  for (const ast::ConditionArm& arm : node.arms) {
    if (!way.open) break;
    if (!arm.condition) return join(result, of(*arm.result, way));
    if (observer() != nullptr) (void)of(*arm.condition);
    result = join(result, of(*arm.result, evaluation.assume(*arm.condition, true, way)));
    way = evaluation.assume(*arm.condition, false, way);
  }
  return result;
}

Possible BoundsNode::operator()(const ast::Tally& node) const {
  Possible result = of(*node.start);
  for (const ast::ConditionArm& arm : node.arms) {
    const Possible truth = of(*arm.condition);
    Possible added = Possible::none();
    if (truth.yes) added = of(*arm.result, evaluation.assume(*arm.condition, true, path));
    if (truth.no) added = join(added, Possible::of(Interval::point(Number(0))));
    if (!truth.present || !added.present || !result.present) return Possible::none();
    result.numbers = sum(result.numbers, added.numbers);
  }
  return Possible::of(result.numbers);
}

std::vector<WeightedBounds> BoundsNode::parts_of(const ast::Weighted& node) const {
  std::vector<WeightedBounds> parts;
  for (const ast::WeightedPart& part : node.parts)
    parts.push_back({node.form == ast::WeightedForm::Available ? handled(*part.value, path) : of(*part.value),
                     part.folded_weight});
  return parts;
}

Possible BoundsNode::operator()(const ast::Weighted& node) const {
  const std::vector<WeightedBounds> parts = parts_of(node);
  if (observer() != nullptr) observer()->weighted(expression, parts);
  const Possible least = node.at_least ? of(*node.at_least) : Possible::of(Interval::point(Number(0)));
  Possible result = weighted_bounds(parts, least.numbers);
  if (node.form != ast::WeightedForm::Available && result.present)
    if (const auto exact = evaluation.affine_bounds(expression, path))
      result.numbers = meet(result.numbers, *exact);
  return result;
}

Possible BoundsNode::operator()(const ast::CoverageOf& node) const {
  return Possible::of(coverage_bounds(BoundsNode{evaluation, expression, path}.parts_of(*node.weighted)));
}

Possible BoundsNode::operator()(const ast::PointsOf& node) const {
  return points_bounds(parts_of(*node.weighted), node.part);
}

} // namespace strata
