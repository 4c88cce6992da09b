// What nothing needs goes. Before that, a sum that is a term of one other sum becomes part of it, and so does
// a condition that stands in one other of its kind.
#include <algorithm>

#include "lang/plan/lowering.hpp"

namespace strata::plan {

namespace {

constexpr std::size_t kMostTerms = 64; // so that a chain of sums does not cost the square of its length

/// Calls `see` with each step that the plan's results name, and may be changed there.
template <class See>
void each_result(Plan& plan, See see) {
  const auto some = [&](StepId& step) {
    if (step != kNone) see(step);
  };
  some(plan.slow);
  some(plan.excluded);
  for (StepId& tier : plan.tiers)
    some(tier);
  for (auto* outputs : {&plan.dimensions, &plan.scores, &plan.shown, &plan.attributes})
    for (Output& output : *outputs) {
      some(output.value);
      some(output.missing);
    }
  for (PlainReason& reason : plan.plain_reasons)
    some(reason.holds);
  for (LostPoints& lost : plan.lost_points) {
    some(lost.counts);
    some(lost.points);
    some(lost.shown);
  }
}

/// Calls `see` with each operand of an operation, and may change it there.
template <class Op, class See>
void each_operand(Op& operation, See see) {
  std::visit(
      overloaded{[&](Affine& op) {
                   for (Affine::Term& term : op.terms)
                     see(term.step);
                 },
                 [&](Bands& op) { see(op.subject); }, [&](Pick& op) { see(op.index); },
                 [&](PickText& op) { see(op.index); }, [&](FindText& op) { see(op.subject); },
                 [&](Function& op) { std::for_each(op.arguments.begin(), op.arguments.end(), see); },
                 [&](FunctionUndefined& op) { std::for_each(op.arguments.begin(), op.arguments.end(), see); },
                 [&](Logic& op) { std::for_each(op.operands.begin(), op.operands.end(), see); },
                 [&](Select& op) {
                   see(op.condition);
                   see(op.then);
                   see(op.otherwise);
                 },
                 [&](auto& op) {
                   if constexpr (requires { op.operand; }) see(op.operand);
                   if constexpr (requires { op.left; }) {
                     see(op.left);
                     see(op.right);
                   }
                 }},
      operation);
}

/// How many steps and results need each step; 0 for those that no result needs.
std::vector<std::size_t> uses_of(const std::vector<Step>& steps, Plan& plan) {
  std::vector<std::size_t> uses(steps.size());
  each_result(plan, [&](StepId& step) { ++uses[step]; });
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (uses[i] == 0) continue;
    Operation operation = steps[i].operation;
    each_operand(operation, [&](StepId& step) { ++uses[step]; });
  }
  return uses;
}

/// Builds the needed steps anew, so that what has become simpler is folded once more.
class Rebuilding {
 public:
  Rebuilding(const Builder& from, const std::vector<std::size_t>& uses) : from_(from), uses_(uses) {}

  void run() {
    now_.assign(from_.steps().size(), kNone);
    for (StepId step = 0; step < now_.size(); ++step)
      if (uses_[step] > 0) now_[step] = built(step);
  }
  [[nodiscard]] StepId now(StepId step) const { return now_[step]; }
  [[nodiscard]] const Builder& builder() const { return to_; }

 private:
  StepId built(StepId step) {
    Operation operation = from_.steps()[step].operation;
    if (auto* sum = std::get_if<Affine>(&operation)) return to_.affine(with_parts(*sum));
    if (auto* logic = std::get_if<Logic>(&operation))
      return to_.logic(logic->conjunction, with_parts(*logic));
    each_operand(operation, [&](StepId& operand) { operand = now_[operand]; });
    return std::visit([&](const auto& op) { return again(op, step); }, operation);
  }

  Affine with_parts(const Affine& sum) {
    Affine result{.constant = sum.constant, .terms = {}};
    for (const Affine::Term& term : sum.terms) {
      const auto* part = uses_[term.step] == 1 ? to_.as<Affine>(now_[term.step]) : nullptr;
      if (part == nullptr || part->terms.size() + result.terms.size() > kMostTerms) {
        result.terms.push_back({term.coefficient, now_[term.step]});
        continue;
      }
      result.constant = result.constant + term.coefficient * part->constant;
      for (const Affine::Term& inner : part->terms)
        result.terms.push_back({term.coefficient * inner.coefficient, inner.step});
    }
    return result;
  }
  std::vector<StepId> with_parts(const Logic& logic) {
    std::vector<StepId> result;
    for (const StepId operand : logic.operands) {
      const auto* part = uses_[operand] == 1 ? to_.as<Logic>(now_[operand]) : nullptr;
      if (part == nullptr || part->conjunction != logic.conjunction ||
          part->operands.size() + result.size() > kMostTerms) {
        result.push_back(now_[operand]);
      } else {
        result.insert(result.end(), part->operands.begin(), part->operands.end());
      }
    }
    return result;
  }

  StepId again(const NumberConstant& op, StepId) { return to_.number(op.value); }
  StepId again(const TruthConstant& op, StepId) { return to_.truth(op.value); }
  StepId again(const TextConstant& op, StepId) { return to_.text(op.value); }
  StepId again(const AsOf&, StepId) { return to_.as_of(); }
  StepId again(const ColumnValue& op, StepId step) {
    return to_.column(op.column, from_.kind(step), from_.range(step));
  }
  StepId again(const ColumnMissing& op, StepId) { return to_.column_missing(op.column); }
  StepId again(const Affine& op, StepId) { return to_.affine(op); }
  StepId again(const Product& op, StepId) { return to_.product(op.left, op.right); }
  StepId again(const Quotient& op, StepId) { return to_.quotient(op.left, op.right); }
  StepId again(const Extreme& op, StepId) { return to_.extreme(op.greatest, op.left, op.right); }
  StepId again(const Absolute& op, StepId) { return to_.absolute(op.operand); }
  StepId again(const Rounded& op, StepId) { return to_.rounded(op.operand, op.places, op.rounding); }
  StepId again(const Bands& op, StepId) { return to_.bands(op); }
  StepId again(const Pick& op, StepId) { return to_.pick(op.index, op.values); }
  StepId again(const FindText& op, StepId) { return to_.find_text(op.subject, op.texts); }
  StepId again(const Function& op, StepId) { return to_.function(op); }
  StepId again(const FunctionUndefined& op, StepId) {
    return to_.undefined({.builtin = op.builtin, .arguments = op.arguments, .places = 0});
  }
  StepId again(const Compare& op, StepId) { return to_.compare(op.op, op.left, op.right); }
  StepId again(const CompareText& op, StepId) { return to_.compare_text(op.op, op.left, op.right); }
  StepId again(const Logic& op, StepId) { return to_.logic(op.conjunction, op.operands); }
  StepId again(const Negation& op, StepId) { return to_.negation(op.operand); }
  StepId again(const Select& op, StepId) { return to_.select(op.condition, op.then, op.otherwise); }
  StepId again(const PickText& op, StepId) { return to_.pick_text(op.index, op.texts); }

  const Builder& from_;
  const std::vector<std::size_t>& uses_;
  Builder to_;
  std::vector<StepId> now_;
};

} // namespace

Plan eliminated(const Builder& builder, Plan plan) {
  const std::vector<std::size_t> uses = uses_of(builder.steps(), plan);
  Rebuilding rebuilding(builder, uses);
  rebuilding.run();
  each_result(plan, [&](StepId& step) { step = rebuilding.now(step); });

  // A truth that never holds says nothing where its absence says as much.
  const Builder& rebuilt = rebuilding.builder();
  const auto never = [&](StepId step) {
    const bool* value = step == kNone ? nullptr : rebuilt.truth_of(step);
    return value != nullptr && !*value;
  };
  if (never(plan.slow)) plan.slow = kNone;
  if (never(plan.excluded)) plan.excluded = kNone;
  for (auto* outputs : {&plan.dimensions, &plan.scores, &plan.shown, &plan.attributes})
    for (Output& output : *outputs)
      if (never(output.missing)) output.missing = kNone;
  std::erase_if(plan.plain_reasons, [&](const PlainReason& reason) { return never(reason.holds); });
  std::erase_if(plan.lost_points, [&](const LostPoints& lost) { return never(lost.counts); });

  const std::vector<std::size_t> needed = uses_of(rebuilt.steps(), plan);
  std::vector<StepId> place(needed.size(), kNone);
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i] == 0) continue;
    place[i] = static_cast<StepId>(plan.steps.size());
    plan.steps.push_back(rebuilt.steps()[i]);
    each_operand(plan.steps.back().operation, [&](StepId& step) { step = place[step]; });
  }
  each_result(plan, [&](StepId& step) { step = place[step]; });
  return plan;
}

} // namespace strata::plan
