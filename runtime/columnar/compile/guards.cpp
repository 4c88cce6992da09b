// From the results backwards: a step's guard is what the guards of all its uses have in common.
#include "runtime/columnar/compile/guards.hpp"

#include <map>
#include <optional>
#include <tuple>
#include <type_traits>

namespace strata::columnar {

namespace {

using plan::StepId;

/// Deeper branches count as the branch around them: a guard is worth its test for what is dear, not for each
/// arm of a long ladder.
constexpr unsigned kDeepest = 8;

struct GuardFinding {
  const plan::Plan& plan;
  Guards found;
  std::vector<bool> used;
  std::map<std::tuple<GuardId, StepId, bool>, GuardId> known;

  GuardId branch(GuardId outer, StepId condition, bool holds) {
    if (found.guards[outer].depth >= kDeepest) return outer;
    const auto [at, fresh] =
        known.try_emplace({outer, condition, holds}, static_cast<GuardId>(found.guards.size()));
    if (fresh) found.guards.push_back({outer, condition, holds, found.guards[outer].depth + 1});
    return at->second;
  }

  [[nodiscard]] GuardId shared(GuardId a, GuardId b) const {
    while (a != b) {
      GuardId& deeper = found.guards[a].depth >= found.guards[b].depth ? a : b;
      deeper = found.guards[deeper].outer;
    }
    return a;
  }

  void use(StepId step, GuardId guard) {
    if (step == plan::kNone) return;
    found.of_step[step] = used[step] ? shared(found.of_step[step], guard) : guard;
    used[step] = true;
  }

  void visit(StepId step) {
    GuardId& guard = found.of_step[step];
    // INVARIANT: the conditions of a guard and of all those around it come first, so that they are known when
    // the step runs.
    GuardId own = guard;
    for (GuardId around = guard; around != kNoGuard; around = found.guards[around].outer)
      if (found.guards[around].condition >= step) own = found.guards[around].outer;
    guard = own;
    const plan::Operation& operation = plan.steps[step].operation;
    if (const auto* select = std::get_if<plan::Select>(&operation)) {
      use(select->condition, own);
      use(select->then, branch(own, select->condition, true));
      use(select->otherwise, branch(own, select->condition, false));
      return;
    }
    for (const StepId operand : operands_of(operation))
      use(operand, own);
  }
};

struct Operands {
  std::vector<StepId> operator()(const plan::Affine& step) const {
    std::vector<StepId> result;
    for (const plan::Affine::Term& term : step.terms)
      result.push_back(term.step);
    return result;
  }
  std::vector<StepId> operator()(const plan::Absolute& step) const { return {step.operand}; }
  std::vector<StepId> operator()(const plan::Rounded& step) const { return {step.operand}; }
  std::vector<StepId> operator()(const plan::Negation& step) const { return {step.operand}; }
  std::vector<StepId> operator()(const plan::Bands& step) const { return {step.subject}; }
  std::vector<StepId> operator()(const plan::FindText& step) const { return {step.subject}; }
  std::vector<StepId> operator()(const plan::Pick& step) const { return {step.index}; }
  std::vector<StepId> operator()(const plan::PickText& step) const { return {step.index}; }
  std::vector<StepId> operator()(const plan::Function& step) const { return step.arguments; }
  std::vector<StepId> operator()(const plan::FunctionUndefined& step) const { return step.arguments; }
  std::vector<StepId> operator()(const plan::Logic& step) const { return step.operands; }
  std::vector<StepId> operator()(const plan::Select& step) const {
    return {step.condition, step.then, step.otherwise};
  }
  template <class Step>
  std::vector<StepId> operator()(const Step& step) const {
    if constexpr (requires { step.left; }) {
      return {step.left, step.right};
    } else {
      return {};
    }
  }
};

} // namespace

std::vector<StepId> operands_of(const plan::Operation& operation) {
  return std::visit(Operands{}, operation);
}

std::vector<StepId> results_of(const plan::Plan& plan) {
  std::vector<StepId> results{plan.slow, plan.excluded};
  results.insert(results.end(), plan.tiers.begin(), plan.tiers.end());
  for (const auto* outputs : {&plan.dimensions, &plan.scores, &plan.shown, &plan.attributes})
    for (const plan::Output& output : *outputs) {
      results.push_back(output.value);
      results.push_back(output.missing);
    }
  for (const plan::PlainReason& reason : plan.plain_reasons)
    results.push_back(reason.holds);
  for (const plan::LostPoints& lost : plan.lost_points)
    results.insert(results.end(), {lost.counts, lost.points, lost.shown});
  return results;
}

Guards find_guards(const plan::Plan& plan) {
  GuardFinding finding{plan, {}, std::vector<bool>(plan.steps.size()), {}};
  finding.found.guards.emplace_back();
  finding.found.of_step.assign(plan.steps.size(), kNoGuard);
  for (const StepId result : results_of(plan))
    finding.use(result, kNoGuard);
  for (std::size_t step = plan.steps.size(); step > 0; --step)
    if (finding.used[step - 1]) finding.visit(static_cast<StepId>(step - 1));
  return std::move(finding.found);
}

} // namespace strata::columnar
