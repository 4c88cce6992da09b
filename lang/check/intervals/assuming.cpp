// What conditions and patterns settle: the facts of a branch in which a condition holds, or does not; and how
// a pattern parts a set of values.
#include <algorithm>

#include "lang/check/intervals/evaluation.hpp"

namespace strata {

namespace {

constexpr std::size_t kMostAssumed = 20'000;

bool is_literal(const ast::Expr& expression) {
  return std::holds_alternative<ast::NumberLiteral>(expression.node) ||
         std::holds_alternative<ast::TextLiteral>(expression.node) ||
         std::holds_alternative<ast::BooleanLiteral>(expression.node) ||
         std::holds_alternative<ast::DateLiteral>(expression.node) ||
         std::holds_alternative<ast::DurationLiteral>(expression.node) ||
         std::holds_alternative<ast::MissingLiteral>(expression.node) ||
         std::holds_alternative<ast::Member>(expression.node);
}

/// The group of tiers that an operand names, or null.
const Reference* group_of(const ast::Expr& operand) {
  const Reference* target = nullptr;
  if (const auto* name = std::get_if<ast::NameUse>(&operand.node)) target = &name->target;
  if (const auto* member = std::get_if<ast::Member>(&operand.node)) target = &member->target;
  return target != nullptr && target->entity == Entity::Group ? target : nullptr;
}

/// Parts a set of values by patterns.
struct Parting {
  BoundsEvaluation& evaluation;
  const Possible& subject;
  const Type& type;
  const Path& path;

  [[nodiscard]] Possible present() const {
    Possible result = subject;
    result.missing = false;
    return result;
  }
  [[nodiscard]] Possible only_missing() const {
    Possible result = Possible::none();
    result.missing = subject.missing;
    return result;
  }
  [[nodiscard]] Parted by(ast::Comparison op, const Possible& operand) const {
    Parted parted{restricted(subject, op, operand, type), restricted(subject, op, operand, type, false)};
    parted.rest.missing = subject.missing;
    return parted;
  }

  Parted operator()(const ast::ValuePattern& pattern) const {
    const Reference* group = group_of(*pattern.operand);
    if (group == nullptr) return by(ast::Comparison::Equal, evaluation.quietly(*pattern.operand, path));
    Possible tiers;
    tiers.tiers = evaluation.model().groups[group->index].tiers;
    return by(ast::Comparison::Equal, tiers, true);
  }
  Parted operator()(const ast::ComparisonPattern& pattern) const {
    return by(pattern.op, evaluation.quietly(*pattern.operand, path));
  }
  Parted operator()(const ast::IntervalPattern& pattern) const {
    using enum ast::Comparison;
    const Parted low =
        by(pattern.low_included ? GreaterEqual : Greater, evaluation.quietly(*pattern.low, path));
    const Possible high_end = evaluation.quietly(*pattern.high, path);
    const ast::Comparison below = pattern.high_included ? LessEqual : Less;
    return {restricted(low.fits, below, high_end, type),
            join(low.rest, restricted(low.fits, below, high_end, type, false))};
  }
  Parted operator()(const ast::AlternativesPattern& pattern) const {
    Parted parted{Possible::none(), subject};
    for (const ast::Pattern& alternative : pattern.alternatives) {
      const Parted one = evaluation.part(parted.rest, alternative, type, path);
      parted.fits = join(parted.fits, one.fits);
      parted.rest = one.rest;
    }
    return parted;
  }
  Parted operator()(const ast::MissingPattern&) const { return {only_missing(), present()}; }
  Parted operator()(const ast::AnyPattern&) const { return {present(), only_missing()}; }
  Parted operator()(const ast::OtherwisePattern&) const { return {present(), only_missing()}; }

 private:
  /// By membership in a set, all of whose values count.
  [[nodiscard]] Parted by(ast::Comparison op, const Possible& set, bool /*any_of*/) const {
    Parted parted{restricted(subject, op, set, type), present()};
    if (subject.tiers && set.tiers) {
      parted.rest.tiers.emplace();
      std::set_difference(subject.tiers->begin(), subject.tiers->end(), set.tiers->begin(), set.tiers->end(),
                          std::back_inserter(*parted.rest.tiers));
      parted.rest = tightened(std::move(parted.rest), type);
    }
    parted.rest.missing = subject.missing;
    return parted;
  }
};

} // namespace

Parted BoundsEvaluation::part(const Possible& subject, const ast::Pattern& pattern, const Type& type,
                              const Path& path) {
  return std::visit(Parting{*this, subject, type, path}, pattern.node);
}

Path BoundsEvaluation::with(const Path& path, Fact fact) {
  fact.before = path.facts;
  // A newer fact about the newest subject knows all that the older one did.
  if (fact.minus == nullptr && path.facts != nullptr && path.facts->minus == nullptr &&
      same(*path.facts->subject, *fact.subject, model_))
    fact.before = path.facts->before;
  facts_.push_back(std::move(fact));
  return {&facts_.back(), true};
}

Path BoundsEvaluation::narrow(const ast::Expr& expression, const Possible& possible, const Path& path) {
  if (!path.open) return path;
  const ast::Expr& subject = bare(expression);
  const Possible before = handled(subject, path, true);
  const Possible now = tightened(meet(before, possible), subject.type);
  if (now.nothing()) return Path::closed();
  if (now == before || is_literal(subject)) return path; // nothing that was not known
  Path way = with(path, {&subject, nullptr, now, nullptr});
  // A name that only stands for another value says as much of that one.
  if (const auto* name = std::get_if<ast::NameUse>(&subject.node))
    if (const ast::Expr* value = value_of(name->target);
        value != nullptr && std::holds_alternative<ast::NameUse>(bare(*value).node))
      way = narrow(*value, possible, way);
  return way;
}

Possible BoundsEvaluation::compared(ast::Comparison op, const ast::Expr& left, const ast::Expr& right,
                                    const Path& path) {
  const Possible a = quietly(left, path);
  const Possible b = quietly(right, path);
  if (!a.present || !b.present) return Possible::none();
  const Type& type = left.type;
  const auto possible = [&](bool holds) { return restricted(a, op, b, type, holds).present; };
  Possible truth = Possible::truth(possible(true), possible(false));
  if (!is_measured(type.kind) || !truth.yes || !truth.no || !reads_row(left) || !reads_row(right))
    return truth;
  const Interval apart = difference_of(left, right, path);
  const Possible gap = Possible::of(apart);
  const Possible zero = Possible::of(Interval::point(Number(0)));
  const Type number;
  return Possible::truth(restricted(gap, op, zero, number).present,
                         restricted(gap, op, zero, number, false).present);
}

Path BoundsEvaluation::assume_compare(const ast::Compare& node, bool holds, const Path& path) {
  const Possible a = quietly(*node.left, path);
  const Possible b = quietly(*node.right, path);
  const Type& type = node.left->type;
  Path way = narrow(*node.left, restricted(a, node.op, b, type, holds), path);
  // Seen from the right, tiers apart: there a comparison that fails says nothing that can be turned round.
  if (type.kind != Kind::Tier || holds)
    way = narrow(*node.right, restricted(b, turned(node.op), a, node.right->type, holds), way);
  if (!way.open || !is_measured(type.kind) || !reads_row(*node.left) || !reads_row(*node.right)) return way;
  const Possible apart = restricted(Possible::of(difference_of(*node.left, *node.right, way)), node.op,
                                    Possible::of(Interval::point(Number(0))), Type{}, holds);
  if (!apart.present) return Path::closed();
  return with(way, {&bare(*node.left), &bare(*node.right), apart, nullptr});
}

Path BoundsEvaluation::common(const std::vector<Path>& ways, const Path& before) {
  std::vector<const Path*> open;
  for (const Path& way : ways)
    if (way.open) open.push_back(&way);
  if (open.empty()) return Path::closed();
  if (open.size() == 1) return *open.front();
  Path result = before;
  for (const Fact* fact = open.front()->facts; fact != nullptr && fact != before.facts; fact = fact->before) {
    if (fact->minus != nullptr) continue;
    Possible joined = fact->possible;
    for (std::size_t i = 1; i < open.size(); ++i)
      joined = join(joined, quietly(*fact->subject, *open[i]));
    result = narrow(*fact->subject, joined, result);
    if (!result.open) return result;
  }
  return result;
}

Path BoundsEvaluation::assume_logical(const ast::Logical& node, bool holds, const Path& path) {
  // All operands are alike where `and` holds and where `or` does not; else one of them is the first to
  // differ.
  Path way = path;
  std::vector<Path> ways;
  for (const ast::ExprPtr& operand : node.operands) {
    if (!way.open) break;
    if (node.conjunction != holds) ways.push_back(assume(*operand, holds, way));
    way = assume(*operand, node.conjunction, way);
  }
  return node.conjunction == holds ? way : common(ways, path);
}

Path BoundsEvaluation::assume(const ast::Expr& condition, bool holds, const Path& path) {
  if (!path.open || depth_ > 500) return path;
  const ast::Expr& said = bare(condition);
  const Possible truth = quietly(said, path);
  if (!truth.present || !(holds ? truth.yes : truth.no)) return Path::closed();
  if (!reads_row(said)) return path;
  ++depth_;
  Path way = path;
  if (const auto* logical = std::get_if<ast::Logical>(&said.node)) {
    way = assume_logical(*logical, holds, path);
  } else if (const auto* negation = std::get_if<ast::Not>(&said.node)) {
    way = assume(*negation->operand, !holds, path);
  } else if (const auto* compare = std::get_if<ast::Compare>(&said.node)) {
    way = assume_compare(*compare, holds, path);
  } else if (const auto* test = std::get_if<ast::Is>(&said.node)) {
    const Parted parted =
        part(handled(*test->subject, path, true), *test->pattern, test->subject->type, path);
    way = narrow(*test->subject, holds != test->negated ? parted.fits : parted.rest, path);
  } else if (const auto* name = std::get_if<ast::NameUse>(&said.node)) {
    way = narrow(said, Possible::truth(holds, !holds), path);
    // What the path knew of it already has been looked into; beyond the limit it is left at the name.
    const bool news = way.open && way.facts != path.facts;
    if (const ast::Expr* value = value_of(name->target);
        value != nullptr && news && assumed_ < kMostAssumed) {
      ++assumed_;
      way = assume(*value, holds, way);
    }
  }
  --depth_;
  return way;
}

Path BoundsEvaluation::past_screens() {
  Path way;
  for (const auto form : {ast::ScreenDecl::Form::Exclude, ast::ScreenDecl::Form::Unrated})
    for (const TypedScreen& screen : model_.screens)
      if (screen.form == form && screen.condition != nullptr && way.open) {
        const Path next = assume(*screen.condition, false, way);
        if (!next.open) return way; // everyone is out: what follows is judged as if not
        way = next;
      }
  return way;
}

} // namespace strata
