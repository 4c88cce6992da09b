// Patterns. One subject whose operands are constants is an axis: numbers with borders, tiers and texts with
// places. All else is asked pattern by pattern.
#include <algorithm>

#include "lang/plan/cases.hpp"
#include "lang/plan/lowering.hpp"

namespace strata::plan {

namespace {

using enum ast::Comparison;

bool is_otherwise(const ast::Pattern& pattern) {
  return std::holds_alternative<ast::OtherwisePattern>(pattern.node);
}

/// Calls `see` with each operand, and the comparison that it stands in.
template <class See>
void each_operand(const ast::Pattern& pattern, See see) {
  std::visit(overloaded{[&](const ast::ValuePattern& one) { see(*one.operand, Equal); },
                        [&](const ast::ComparisonPattern& one) { see(*one.operand, one.op); },
                        [&](const ast::IntervalPattern& one) {
                          see(*one.low, GreaterEqual);
                          see(*one.high, LessEqual);
                        },
                        [&](const ast::AlternativesPattern& several) {
                          for (const ast::Pattern& one : several.alternatives)
                            each_operand(one, see);
                        },
                        [](const auto&) {}},
             pattern.node);
}

const Reference* group_of(const ast::Expr& operand) {
  const Reference* target = nullptr;
  if (const auto* name = std::get_if<ast::NameUse>(&operand.node)) target = &name->target;
  if (const auto* member = std::get_if<ast::Member>(&operand.node)) target = &member->target;
  return target != nullptr && target->entity == Entity::Group ? target : nullptr;
}

/// The operands of patterns for one subject, worked out; absent where one of them is no constant.
class Operands {
 public:
  Operands(Lowering& lowering, const TypedModel& model) : lowering_(lowering), model_(model) {}

  bool add(const ast::Pattern& pattern) {
    each_operand(pattern, [&](const ast::Expr& operand, ast::Comparison op) {
      orders_ = orders_ || (op != Equal && op != NotEqual);
      if (group_of(operand) != nullptr || known_.count(&operand) > 0) return;
      Builder& builder = lowering_.builder();
      const Lowered steps = lowering_.expression(operand);
      const bool plain = steps.value != kNone && steps.missing == builder.no() && steps.fails == builder.no();
      const std::optional<Constant> value = plain ? builder.constant_of(steps.value) : std::nullopt;
      constant_ = constant_ && value.has_value();
      if (value) known_.emplace(&operand, *value);
    });
    return constant_;
  }

  [[nodiscard]] const Constant& of(const ast::Expr& operand) const { return known_.at(&operand); }
  [[nodiscard]] const std::vector<std::uint32_t>& group(const Reference& target) const {
    return model_.groups[target.index].tiers;
  }
  [[nodiscard]] const std::unordered_map<const ast::Expr*, Constant>& all() const { return known_; }
  [[nodiscard]] bool orders() const { return orders_; }

 private:
  Lowering& lowering_;
  const TypedModel& model_;
  std::unordered_map<const ast::Expr*, Constant> known_;
  bool constant_ = true;
  bool orders_ = false;
};

/// An axis, and which of its atoms a pattern takes.
struct AxisOfSubject {
  Axis axis;
  std::vector<std::string> texts; ///< texts: one per place (the last place of an open text is for all others)
  bool tiers = false;
  const Operands& operands;

  [[nodiscard]] std::size_t last() const { return axis.atoms() - 1; }
  /// The atoms whose value is in the relation to an operand.
  void compare(ast::Comparison op, const Constant& operand, std::vector<Atoms>& taken) const;
  void compare_place(ast::Comparison op, const Constant& operand, std::vector<Atoms>& taken) const;
  [[nodiscard]] std::vector<Atoms> atoms_of(const ast::Pattern& pattern) const;
  [[nodiscard]] std::vector<Atoms> atoms_between(const ast::IntervalPattern& pattern) const;
};

void AxisOfSubject::compare_place(ast::Comparison op, const Constant& operand,
                                  std::vector<Atoms>& taken) const {
  for (std::size_t i = 0; i < axis.places; ++i) {
    bool takes = false;
    if (!tiers) {
      // An open text that is none of those listed differs from each.
      takes = i < texts.size() ? holds(op, texts[i], std::get<std::string>(operand)) : op == NotEqual;
    } else {
      const auto tier = static_cast<std::size_t>(*std::get<Number>(operand).to_int64());
      const bool outside = i == last() || tier == last(); // `unrated` has no order
      const bool equality = op == Equal || op == NotEqual;
      takes = equality ? holds(op, i, tier) : !outside && holds(op, tier, i); // the better is the greater
    }
    if (takes) taken.emplace_back(i, i);
  }
}

void AxisOfSubject::compare(ast::Comparison op, const Constant& operand, std::vector<Atoms>& taken) const {
  if (axis.is_index) return compare_place(op, operand, taken);
  const auto found = std::lower_bound(axis.borders.begin(), axis.borders.end(), std::get<Number>(operand));
  const std::size_t at = 2 * static_cast<std::size_t>(found - axis.borders.begin()) + 1;
  switch (op) {
  case Equal: taken.emplace_back(at, at); break;
  case NotEqual:
    taken.emplace_back(0, at - 1);
    taken.emplace_back(at + 1, last());
    break;
  case Less: taken.emplace_back(0, at - 1); break;
  case LessEqual: taken.emplace_back(0, at); break;
  case Greater: taken.emplace_back(at + 1, last()); break;
  case GreaterEqual: taken.emplace_back(at, last()); break;
  }
}

std::vector<Atoms> AxisOfSubject::atoms_between(const ast::IntervalPattern& pattern) const {
  std::vector<Atoms> above;
  std::vector<Atoms> below;
  compare(pattern.low_included ? GreaterEqual : Greater, operands.of(*pattern.low), above);
  compare(pattern.high_included ? LessEqual : Less, operands.of(*pattern.high), below);
  std::vector<bool> takes(axis.atoms());
  for (const auto& [first, end] : above)
    for (std::size_t i = first; i <= end; ++i)
      takes[i] = true;
  std::vector<Atoms> both;
  for (const auto& [first, end] : below)
    for (std::size_t i = first; i <= end; ++i)
      if (takes[i]) both.emplace_back(i, i);
  return both;
}

std::vector<Atoms> AxisOfSubject::atoms_of(const ast::Pattern& pattern) const {
  std::vector<Atoms> taken;
  std::visit(overloaded{[&](const ast::ValuePattern& one) {
                          const Reference* group = group_of(*one.operand);
                          if (group == nullptr) return compare(Equal, operands.of(*one.operand), taken);
                          for (const std::uint32_t tier : operands.group(*group))
                            taken.emplace_back(tier, tier);
                        },
                        [&](const ast::ComparisonPattern& one) {
                          compare(one.op, operands.of(*one.operand), taken);
                        },
                        [&](const ast::IntervalPattern& one) { taken = atoms_between(one); },
                        [&](const ast::AlternativesPattern& several) {
                          for (const ast::Pattern& one : several.alternatives)
                            for (const Atoms& atoms : atoms_of(one))
                              taken.push_back(atoms);
                        },
                        [](const ast::MissingPattern&) {},
                        [&](const auto&) { taken.emplace_back(0, last()); }},
             pattern.node);
  return taken;
}

/// The axis of a subject; empty where it has none.
std::optional<AxisOfSubject> axis_of(Builder& builder, const Lowering::Subject& subject,
                                     const Operands& operands, const TypedModel& model) {
  AxisOfSubject result{.axis = {}, .texts = {}, .tiers = false, .operands = operands};
  result.axis.subject = subject.steps.value;
  switch (subject.type.kind) {
  case Kind::Boolean:
  case Kind::Missing: return std::nullopt;
  case Kind::Tier:
    result.tiers = result.axis.is_index = true;
    result.axis.places = model.scales[static_cast<std::size_t>(subject.type.scale)].tiers.size() + 1;
    return result;
  case Kind::Text: {
    result.axis.is_index = true;
    if (const auto* chosen = builder.as<PickText>(subject.steps.value)) {
      result.axis.subject = chosen->index;
      result.texts = chosen->texts;
      result.axis.places = result.texts.size();
      return result;
    }
    if (operands.orders() || operands.all().empty()) return std::nullopt;
    for (const auto& [operand, value] : operands.all())
      result.texts.push_back(std::get<std::string>(value));
    std::sort(result.texts.begin(), result.texts.end());
    result.texts.erase(std::unique(result.texts.begin(), result.texts.end()), result.texts.end());
    result.axis.places = result.texts.size() + 1;
    result.axis.subject = builder.find_text(subject.steps.value, result.texts);
    return result;
  }
  default: {
    std::vector<Number>& borders = result.axis.borders;
    for (const auto& [operand, value] : operands.all())
      borders.push_back(std::get<Number>(value));
    std::sort(borders.begin(), borders.end());
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    return result;
  }
  }
}

} // namespace

bool takes_missing(const ast::Pattern& pattern) {
  if (const auto* several = std::get_if<ast::AlternativesPattern>(&pattern.node))
    return std::any_of(several->alternatives.begin(), several->alternatives.end(), takes_missing);
  return std::holds_alternative<ast::MissingPattern>(pattern.node);
}

StepId Lowering::interval_fits(const ast::IntervalPattern& pattern, const Subject& subject, StepId reached,
                               Flow& flow) {
  const auto side = [&](ast::Comparison op, const ast::Expr& end, StepId asked) {
    const Lowered steps = expression(end);
    flow.needs(steps, asked);
    const StepId border = steps.value == kNone ? subject.steps.value : steps.value;
    return compared(op, subject.type, subject.steps.value, border);
  };
  const StepId above = side(pattern.low_included ? GreaterEqual : Greater, *pattern.low, reached);
  const StepId below =
      side(pattern.high_included ? LessEqual : Less, *pattern.high, builder_.both(reached, above));
  return builder_.both(above, below);
}

StepId Lowering::fits(const ast::Pattern& pattern, const Subject& subject, StepId reached, Flow& flow) {
  const StepId present = builder_.negation(subject.steps.missing);
  if (subject.steps.value == kNone) return builder_.truth(takes_missing(pattern));
  Operands operands(*this, model_);
  if (operands.add(pattern))
    if (const auto axis = axis_of(builder_, subject, operands, model_)) {
      const Cases cases(builder_, axis->axis, {axis->atoms_of(pattern)}, subject.steps.missing,
                        takes_missing(pattern) ? 0 : Cases::kNoArm);
      return cases.truth({true, false});
    }
  const StepId asked = builder_.both(reached, present);
  const auto against = [&](ast::Comparison op, const ast::Expr& operand) {
    const Lowered steps = expression(operand);
    flow.needs(steps, asked);
    const StepId other = steps.value == kNone ? subject.steps.value : steps.value;
    return builder_.both(present, compared(op, subject.type, subject.steps.value, other));
  };
  return std::visit(
      overloaded{[&](const ast::ValuePattern& one) { return against(Equal, *one.operand); },
                 [&](const ast::ComparisonPattern& one) { return against(one.op, *one.operand); },
                 [&](const ast::IntervalPattern& one) {
                   return builder_.both(present, interval_fits(one, subject, asked, flow));
                 },
                 [&](const ast::AlternativesPattern& several) {
                   StepId any = builder_.no();
                   for (const ast::Pattern& one : several.alternatives)
                     any = builder_.either(
                         any, fits(one, subject, builder_.both(reached, builder_.negation(any)), flow));
                   return any;
                 },
                 [&](const ast::MissingPattern&) { return subject.steps.missing; },
                 [&](const auto&) { return present; }},
      pattern.node);
}

Cases Lowering::first_fit(const std::vector<const std::vector<ast::Pattern>*>& arms,
                          const std::vector<Subject>& subjects, Flow& flow) {
  if (subjects.size() == 1 && subjects[0].steps.value != kNone) {
    Operands operands(*this, model_);
    bool constant = true;
    for (const auto* patterns : arms)
      constant = operands.add(patterns->front()) && constant;
    const auto axis = constant ? axis_of(builder_, subjects[0], operands, model_) : std::nullopt;
    if (axis) {
      std::vector<std::vector<Atoms>> atoms;
      std::size_t arm_of_missing = Cases::kNoArm;
      for (std::size_t i = 0; i < arms.size(); ++i) {
        const ast::Pattern& pattern = arms[i]->front();
        atoms.push_back(axis->atoms_of(pattern));
        if (arm_of_missing == Cases::kNoArm && takes_missing(pattern)) arm_of_missing = i;
      }
      return Cases(builder_, axis->axis, atoms, subjects[0].steps.missing, arm_of_missing);
    }
  }
  std::vector<StepId> conditions;
  StepId reached = builder_.yes();
  for (const auto* patterns : arms) {
    const bool lone = patterns->size() == 1 && is_otherwise(patterns->front());
    StepId all = builder_.yes();
    for (std::size_t k = 0; k < subjects.size(); ++k) {
      const ast::Pattern& pattern = (*patterns)[lone ? 0 : k];
      all = builder_.both(all, fits(pattern, subjects[k], builder_.both(reached, all), flow));
    }
    conditions.push_back(all);
    reached = builder_.both(reached, builder_.negation(all));
  }
  return Cases(builder_, std::move(conditions));
}

} // namespace strata::plan
