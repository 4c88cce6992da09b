// Sums with constant factors: what `100 - x + x` or `a >= a - b` is, which single intervals cannot tell
// because they take the two x for different ones. Facts about differences of two expressions help here too.
#include <algorithm>

#include "lang/check/intervals/evaluation.hpp"

namespace strata {

namespace {

constexpr std::size_t kMostTerms = 64;
constexpr int kMostDepth = 60;
constexpr std::size_t kMostParts = 500; // definitions may read each other several times
constexpr std::size_t kMostSeen = 1'000;

} // namespace

void BoundsEvaluation::add_term(Affine& form, const ast::Expr& expression, const Number& factor) const {
  ++form.met;
  for (auto& [term, sum] : form.terms)
    if (same(*term, expression, model_)) {
      sum = sum + factor;
      return;
    }
  form.terms.emplace_back(&bare(expression), factor);
}

bool BoundsEvaluation::add_affine(Affine& form, const ast::Expr& expression, const Number& factor,
                                  const Path& path, int depth) {
  if (depth > kMostDepth || form.terms.size() > kMostTerms || ++form.seen > kMostSeen) return false;
  const ast::Expr& said = bare(expression);
  const auto add = [&](const ast::Expr& part, const Number& times) {
    return add_affine(form, part, times, path, depth + 1);
  };
  const auto constant = [&](const ast::Expr& part) -> std::optional<Number> {
    if (reads_row(part)) return std::nullopt;
    return quietly(part, path).numbers.only();
  };
  if (const auto* literal = std::get_if<ast::NumberLiteral>(&said.node)) {
    form.constant = form.constant + literal->value * factor;
    return true;
  }
  if (const auto* negation = std::get_if<ast::Negate>(&said.node)) return add(*negation->operand, -factor);
  if (const auto* name = std::get_if<ast::NameUse>(&said.node)) {
    const ast::Expr* value = value_of(settled(name->target, model_));
    if (value != nullptr && !value->type.optional && is_measured(value->type.kind))
      return add(*value, factor);
  }
  if (const auto* call = std::get_if<ast::Call>(&said.node);
      call != nullptr && call->builtin == Builtin::MeanOf) {
    const Number each = factor / Number(static_cast<std::int64_t>(call->arguments.size()));
    return std::all_of(call->arguments.begin(), call->arguments.end(),
                       [&](const ast::ExprPtr& argument) { return add(*argument, each); });
  }
  if (const auto* weighted = std::get_if<ast::Weighted>(&said.node);
      weighted != nullptr && weighted->form != ast::WeightedForm::Available) {
    Number total;
    for (const ast::WeightedPart& part : weighted->parts)
      total = total + part.folded_weight;
    return std::all_of(weighted->parts.begin(), weighted->parts.end(), [&](const ast::WeightedPart& part) {
      return add(*part.value, factor * part.folded_weight / total);
    });
  }
  if (const auto* chain = std::get_if<ast::Arithmetic>(&said.node)) {
    const bool sums = chain->rest.front().op == ast::ArithmeticOperator::Add ||
                      chain->rest.front().op == ast::ArithmeticOperator::Subtract;
    if (sums) {
      if (!add(*chain->first, factor)) return false;
      return std::all_of(chain->rest.begin(), chain->rest.end(), [&](const ast::Arithmetic::Term& term) {
        return add(*term.operand, term.op == ast::ArithmeticOperator::Add ? factor : -factor);
      });
    }
    // A product or quotient of one varying expression and constants.
    const ast::Expr* varying = nullptr;
    Number times = factor;
    bool linear = true;
    const auto multiply = [&](const ast::Expr& part, bool divides) {
      if (const auto value = constant(part)) {
        if (divides && value->is_zero()) linear = false;
        if (linear) times = divides ? times / *value : times * *value;
      } else {
        linear = linear && varying == nullptr && !divides;
        varying = &part;
      }
    };
    multiply(*chain->first, false);
    for (const ast::Arithmetic::Term& term : chain->rest)
      multiply(*term.operand, term.op == ast::ArithmeticOperator::Divide);
    if (linear && varying != nullptr) return add(*varying, times);
  }
  add_term(form, said, factor);
  return true;
}

Interval BoundsEvaluation::bounds_of(const Affine& form, const Path& path) {
  std::vector<std::pair<const ast::Expr*, Number>> terms;
  for (const auto& term : form.terms)
    if (!term.second.is_zero()) terms.push_back(term);
  Interval result = Interval::point(form.constant);
  for (const auto& [term, factor] : terms) {
    const Possible possible = quietly(*term, path);
    if (!possible.present) return {Number(0), Number(0), true, true};
    result = sum(result, scaled(possible.numbers, factor));
  }
  if (terms.size() != 2 || !(terms[0].second + terms[1].second).is_zero()) return result;
  for (const Fact* fact = path.facts; fact != nullptr; fact = fact->before)
    for (const int first : {0, 1}) {
      if (fact->minus == nullptr || !same(*terms[first].first, *fact->subject, model_) ||
          !same(*terms[1 - first].first, *fact->minus, model_))
        continue;
      result = meet(result,
                    sum(Interval::point(form.constant), scaled(fact->possible.numbers, terms[first].second)));
    }
  return result;
}

Possible BoundsEvaluation::known_difference(const ast::Arithmetic& sum, const Path& path) const {
  Possible result;
  if (sum.rest.size() != 1 || sum.rest.front().op != ast::ArithmeticOperator::Subtract) return result;
  const ast::Expr& first = *sum.first;
  const ast::Expr& second = *sum.rest.front().operand;
  for (const Fact* fact = path.facts; fact != nullptr; fact = fact->before) {
    if (fact->minus == nullptr) continue;
    Possible known = fact->possible;
    if (same(first, *fact->minus, model_) && same(second, *fact->subject, model_)) {
      known.numbers = negated(known.numbers);
    } else if (!same(first, *fact->subject, model_) || !same(second, *fact->minus, model_)) {
      continue;
    }
    result = meet(result, known);
  }
  return result;
}

std::optional<Interval> BoundsEvaluation::affine_bounds(const ast::Expr& expression, const Path& path) {
  Affine form;
  if (!add_affine(form, expression, Number(1), path, 0)) return std::nullopt;
  const bool related = std::any_of(form.terms.begin(), form.terms.end(),
                                   [&](const auto& term) { return term.first == &bare(expression); });
  if (related) return std::nullopt; // nothing but itself
  bool differences = false;
  for (const Fact* fact = path.facts; fact != nullptr; fact = fact->before)
    differences = differences || fact->minus != nullptr;
  if (form.met == form.terms.size() && !(differences && form.terms.size() == 2)) return std::nullopt;
  return bounds_of(form, path);
}

Interval BoundsEvaluation::difference_of(const ast::Expr& left, const ast::Expr& right, const Path& path) {
  const Interval apart = difference(quietly(left, path).numbers, quietly(right, path).numbers);
  Affine form;
  if (!add_affine(form, left, Number(1), path, 0) || !add_affine(form, right, Number(-1), path, 0))
    return apart;
  return meet(apart, bounds_of(form, path));
}

} // namespace strata
