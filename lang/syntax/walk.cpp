// Walks over expressions: their parts in the order written, the names that they mention before typing, and
// what they read after it. Everything that asks "what does this depend on" stands on these.
#include "lang/syntax/walk.hpp"

#include <algorithm>

namespace strata {

namespace {

void visit_if(const ast::ExprPtr& expression, const ExprVisitor& visit) {
  if (expression) visit(*expression);
}

void visit_all(const std::vector<ast::ExprPtr>& expressions, const ExprVisitor& visit) {
  for (const ast::ExprPtr& expression : expressions)
    visit_if(expression, visit);
}

void visit_arms(const std::vector<ast::ConditionArm>& arms, const ExprVisitor& visit) {
  for (const ast::ConditionArm& arm : arms) {
    visit_if(arm.condition, visit);
    visit_if(arm.result, visit);
  }
}

void visit_weighted(const ast::Weighted& weighted, const ExprVisitor& visit) {
  visit_if(weighted.at_least, visit);
  for (const ast::WeightedPart& part : weighted.parts) {
    visit_if(part.value, visit);
    visit_if(part.weight, visit);
  }
}

void visit_match(const ast::Match& match, const ExprVisitor& visit) {
  visit_all(match.subjects, visit);
  for (const ast::MatchArm& arm : match.arms) {
    for (const ast::Pattern& pattern : arm.patterns)
      each_operand(pattern, visit);
    visit_if(arm.result, visit);
  }
}

} // namespace

void each_part(const ast::Expr& expression, const ExprVisitor& visit) {
  std::visit(overloaded{
                 [&](const ast::Call& call) {
                   if (call.inlined) {
                     visit(*call.inlined);
                   } else {
                     visit_all(call.arguments, visit);
                   }
                 },
                 [&](const ast::Negate& negate) { visit_if(negate.operand, visit); },
                 [&](const ast::Not& negation) { visit_if(negation.operand, visit); },
                 [&](const ast::Default& defaults) { visit_all(defaults.operands, visit); },
                 [&](const ast::Arithmetic& arithmetic) {
                   visit_if(arithmetic.first, visit);
                   for (const auto& term : arithmetic.rest)
                     visit_if(term.operand, visit);
                 },
                 [&](const ast::Compare& compare) {
                   visit_if(compare.left, visit);
                   visit_if(compare.right, visit);
                 },
                 [&](const ast::Is& is) {
                   visit_if(is.subject, visit);
                   if (is.pattern) each_operand(*is.pattern, visit);
                 },
                 [&](const ast::Logical& logical) { visit_all(logical.operands, visit); },
                 [&](const ast::If& choice) {
                   visit_if(choice.condition, visit);
                   visit_if(choice.then, visit);
                   visit_if(choice.otherwise, visit);
                 },
                 [&](const ast::Match& match) { visit_match(match, visit); },
                 [&](const ast::MatchConditions& match) { visit_arms(match.arms, visit); },
                 [&](const ast::Tally& tally) {
                   visit_if(tally.start, visit);
                   visit_arms(tally.arms, visit);
                 },
                 [&](const ast::Weighted& weighted) { visit_weighted(weighted, visit); },
                 [](const auto&) {},
             },
             expression.node);
}

void each_operand(const ast::Pattern& pattern, const ExprVisitor& visit) {
  std::visit(overloaded{
                 [&](const ast::ValuePattern& value) { visit_if(value.operand, visit); },
                 [&](const ast::ComparisonPattern& comparison) { visit_if(comparison.operand, visit); },
                 [&](const ast::IntervalPattern& interval) {
                   visit_if(interval.low, visit);
                   visit_if(interval.high, visit);
                 },
                 [&](const ast::AlternativesPattern& any_of) {
                   for (const ast::Pattern& alternative : any_of.alternatives)
                     each_operand(alternative, visit);
                 },
                 [](const auto&) {},
             },
             pattern.node);
}

void collect_mentions(const ast::Expr& expression, Mentions& mentions) {
  const auto mention = [&](const ast::Name& name) { mentions.names.push_back({name.text, name.span}); };
  std::visit(overloaded{
                 [&](const ast::NameUse& use) { mention(use.name); },
                 [&](const ast::Call& call) { mention(call.function); },
                 [&](const ast::Weighted& weighted) { mentions.all_dimensions |= weighted.of_dimensions; },
                 [&](const ast::CoverageOf& coverage) { mention(coverage.name); },
                 [&](const ast::PointsOf& points) {
                   mention(points.name);
                   mentions.all_dimensions = true; // the score that weighs them
                 },
                 [](const auto&) {},
             },
             expression.node);
  each_part(expression, [&](const ast::Expr& part) { collect_mentions(part, mentions); });
}

namespace {

class Reader {
 public:
  Reader(std::vector<Read>& reads, int& deepest) : reads_(reads), deepest_(deepest) {}

  void read(const ast::Expr& expression, int depth) {
    deepest_ = std::max(deepest_, depth);
    std::visit(overloaded{
                   [&](const ast::NameUse& use) { add(use.target, expression.span); },
                   [&](const ast::Member& member) { add(member.target, expression.span); },
                   [&](const ast::CoverageOf& coverage) { add(coverage.target, coverage.name.span); },
                   [&](const ast::PointsOf& points) { read_points(points); },
                   [&](const ast::LevelOf& level) { add(level.target, expression.span, Read::Of::Level); },
                   [&](const ast::Call& call) { read_rate(call, expression.span); },
                   [](const auto&) {},
               },
               expression.node);
    each_part(expression, [&](const ast::Expr& part) { read(part, depth + 1); });
  }

 private:
  void add(const Reference& target, Span place, Read::Of of = Read::Of::Worth) {
    if (target.entity != Entity::None) reads_.push_back({target, place, of});
  }

  // A dimension's points need all parts of the weighted value: which are present decides how weight is
  // shared.
  void read_points(const ast::PointsOf& points) {
    add(points.target, points.name.span);
    if (points.weighted == nullptr) return;
    for (const ast::WeightedPart& part : points.weighted->parts) {
      if (!part.value) continue;
      if (const auto* use = std::get_if<ast::NameUse>(&part.value->node)) add(use->target, points.name.span);
    }
  }

  void read_rate(const ast::Call& call, Span place) {
    if (call.builtin != Builtin::Convert || call.arguments.empty()) return;
    const Type& type = call.arguments.front()->type;
    if (type.kind == Kind::Money && type.currency > 0)
      reads_.push_back({{Entity::None, static_cast<std::uint32_t>(type.currency), 0}, place, Read::Of::Rate});
  }

  std::vector<Read>& reads_;
  int& deepest_;
};

} // namespace

void collect_reads(const ast::Expr& expression, std::vector<Read>& reads, int& depth) {
  Reader(reads, depth).read(expression, 1);
}

void collect_reads(const ast::Pattern& pattern, std::vector<Read>& reads, int& depth) {
  Reader reader(reads, depth);
  each_operand(pattern, [&](const ast::Expr& operand) { reader.read(operand, 1); });
}

} // namespace strata
