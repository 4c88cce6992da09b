// From patterns and conditions to formulas. Comparisons with constants become sets of values of their
// subject; all else becomes an axis of its own, which the verdicts then treat with care.
#include "lang/check/patterns/table_builder.hpp"

#include <algorithm>

#include "lang/check/describe.hpp"
#include "lang/check/patterns/finite_values.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::patterns {

namespace {

using ast::Comparison;

Comparison turned(Comparison op) {
  switch (op) {
  case Comparison::Less: return Comparison::Greater;
  case Comparison::LessEqual: return Comparison::GreaterEqual;
  case Comparison::Greater: return Comparison::Less;
  case Comparison::GreaterEqual: return Comparison::LessEqual;
  default: return op;
  }
}

/// What compares so with a number. `unrated` differs from every tier, and is neither better nor worse.
Values values_of(Comparison op, const Number& number) {
  const Stretch below{.low = {}, .high = number, .high_open = true};
  const Stretch above{.low = number, .high = {}, .low_open = true};
  const Stretch equal = Stretch::point(number);
  switch (op) {
  case Comparison::Equal: return {{equal}, kNothing};
  case Comparison::NotEqual: return {{below, above}, kUnrated};
  case Comparison::Less: return {{below}, kNothing};
  case Comparison::LessEqual: return {{below, equal}, kNothing};
  case Comparison::Greater: return {{above}, kNothing};
  default: return {{equal, above}, kNothing};
  }
}

bool contains(const Values& values, const Number& number) {
  return std::any_of(values.stretches.begin(), values.stretches.end(), [&](const Stretch& stretch) {
    const bool above = !stretch.low || *stretch.low < number || (!stretch.low_open && *stretch.low == number);
    return above &&
           (!stretch.high || number < *stretch.high || (!stretch.high_open && *stretch.high == number));
  });
}

/// A subject as conditions about it begin: its own brackets say nothing there.
std::string name_of(const ast::Expr& subject) {
  const bool loose = std::holds_alternative<ast::If>(subject.node);
  std::string name = print(subject);
  if (subject.parenthesized && !loose && name.front() == '(' && name.back() == ')')
    name = name.substr(1, name.size() - 2);
  return name;
}

/// Whether a named value may be missing, whatever is known where it is read.
bool may_be_missing(const Reference& target, const TypedModel& model) {
  switch (target.entity) {
  case Entity::Column: return model.columns[target.index].type.optional;
  case Entity::Definition: return model.definitions[target.index].type.optional;
  case Entity::Dimension: return model.dimensions[target.index].type.optional;
  case Entity::Score: return model.scores[target.index].type.optional;
  case Entity::Shown: return model.shown[target.index].type.optional;
  default: return false;
  }
}

const Reference* group_named(const ast::Expr& operand) {
  const Reference* target = nullptr;
  if (const auto* name = std::get_if<ast::NameUse>(&operand.node)) target = &name->target;
  if (const auto* member = std::get_if<ast::Member>(&operand.node)) target = &member->target;
  return target != nullptr && target->entity == Entity::Group ? target : nullptr;
}

} // namespace

std::vector<Axis> TableBuilder::axes() const {
  std::vector<Axis> axes;
  for (const Subject& subject : subjects_)
    axes.push_back(subject.axis);
  return axes;
}

std::uint32_t TableBuilder::axis(const ast::Expr& subject) {
  const auto [met, first] = axes_.try_emplace(&subject, 0);
  if (!first) return met->second;
  const ast::Expr& named = behind(subject, model_);
  const auto [known, added] = known_.try_emplace(print(named), static_cast<std::uint32_t>(subjects_.size()));
  met->second = known->second;
  if (!added) {
    if (known->second >= settled_ && subject.type.optional) subjects_[known->second].axis.outside |= kMissing;
    return known->second;
  }
  Subject found;
  found.expression = &named;
  found.name = name_of(subject);
  found.type = named.type;
  found.axis = axis_of(named, model_);
  if (!subject.type.optional) found.axis.outside &= static_cast<std::uint8_t>(~kMissing);
  found.fixed = typing_.dependence(named) <= Dependence::Parameters;
  if (found.fixed)
    if (const auto value = typing_.folded(named)) found.present = number_of(*value, found.type, model_);
  limit(found);
  subjects_.push_back(std::move(found));
  return known->second;
}

std::uint32_t TableBuilder::truth(const ast::Expr& condition) {
  const std::string name = print(condition);
  const auto [known, added] = known_.try_emplace("? " + name, static_cast<std::uint32_t>(subjects_.size()));
  if (!added) return known->second;
  Subject found;
  found.form = Subject::Form::Truth;
  found.expression = &condition;
  found.name = name;
  found.axis = {.step = Number(1), .range = {Number(0), Number(1)}, .countable = true};
  subjects_.push_back(std::move(found));
  return known->second;
}

Formula TableBuilder::on(const ast::Expr& subject, const Values& values) {
  const auto* defaults = std::get_if<ast::Default>(&subject.node);
  if (defaults == nullptr || defaults->operands.size() != 2) return Formula::on(axis(subject), values);
  const ast::Expr& first = *defaults->operands.front();
  const auto constant = typing_.folded(*defaults->operands.back());
  const auto number = constant ? number_of(*constant, subject.type, model_) : std::nullopt;
  if (!number) return Formula::on(axis(subject), values);
  Values wanted = values;
  wanted.outside &= static_cast<std::uint8_t>(~kMissing);
  if (contains(values, *number)) wanted.outside |= kMissing;
  handle_missing(first);
  return on(first, wanted);
}

void TableBuilder::handle_missing(const ast::Expr& subject) {
  const std::uint32_t index = axis(subject);
  if (index >= settled_ && may_be_missing(target_of(behind(subject, model_), model_), model_))
    subjects_[index].axis.outside |= kMissing;
}

Formula TableBuilder::is_missing(const ast::Expr& subject) {
  return on(subject, {{}, kMissing});
}

Formula TableBuilder::compared(const ast::Expr& subject, Comparison op, const ast::Expr& operand) {
  const auto value = typing_.folded(operand);
  if (value) {
    if (const auto* tier = std::get_if<TierValue>(&*value); tier != nullptr && tier->is_unrated())
      return on(subject, op == Comparison::Equal      ? Values{{}, kUnrated}
                         : op == Comparison::NotEqual ? Values{{Stretch::all()}, kNothing}
                                                      : Values{});
    if (const auto number = number_of(*value, subject.type, model_)) {
      Formula formula = on(subject, values_of(op, *number));
      if (formula.kind == Formula::Kind::OnAxis) {
        Subject& written_for = subjects_[formula.axis];
        if (const auto* text = std::get_if<std::string>(&*value)) written_for.texts.emplace(*number, *text);
        if (const auto* literal = std::get_if<ast::NumberLiteral>(&operand.node);
            literal != nullptr && !literal->written.empty())
          written_for.written.emplace(*number, literal->written);
      }
      return formula;
    }
  }
  Formula formula = related(subject, op, operand);
  if (!subject.type.optional) return formula;
  return Formula::all({Formula::no(is_missing(subject)), std::move(formula)});
}

Formula TableBuilder::related(const ast::Expr& left, Comparison op, const ast::Expr& right) {
  const std::string first = print(left);
  const std::string second = print(right);
  if (second < first) return related(right, turned(op), left);
  const auto [known, added] =
      known_.try_emplace(first + " ? " + second, static_cast<std::uint32_t>(subjects_.size()));
  if (added) {
    Subject found;
    found.form = Subject::Form::Relation;
    found.expression = &left;
    found.right = &right;
    found.name = first;
    found.axis = {.step = Number(1), .range = {Number(-1), Number(1)}, .countable = true};
    // Two tiers may both be in no order, as one of them is unrated.
    if (left.type.kind == Kind::Tier) found.axis.outside = kUnrated;
    subjects_.push_back(std::move(found));
  }
  return Formula::on(known->second, values_of(op, 0));
}

Formula TableBuilder::group(const ast::Expr& subject, const Reference& group) {
  Values values;
  for (const std::uint32_t tier : model_.groups[group.index].tiers)
    values.stretches.push_back(Stretch::point(-Number(static_cast<std::int64_t>(tier))));
  return on(subject, values);
}

Formula TableBuilder::main_tier(const std::vector<std::uint32_t>& tiers, bool unrated) {
  // Only what speaks of the tier makes an axis of it.
  if (const auto known = known_.find("tier"); known != known_.end()) {
    Values values{{}, unrated ? kUnrated : kNothing};
    for (const std::uint32_t tier : tiers)
      values.stretches.push_back(Stretch::point(-Number(static_cast<std::int64_t>(tier))));
    return Formula::on(known->second, std::move(values));
  }
  return Formula::always();
}

Formula TableBuilder::pattern(const ast::Pattern& pattern, const ast::Expr& subject) {
  return std::visit(
      overloaded{
          [&](const ast::ValuePattern& node) {
            if (const Reference* tiers = group_named(*node.operand)) return group(subject, *tiers);
            return compared(subject, Comparison::Equal, *node.operand);
          },
          [&](const ast::ComparisonPattern& node) { return compared(subject, node.op, *node.operand); },
          [&](const ast::IntervalPattern& node) {
            using enum Comparison;
            return Formula::all({compared(subject, node.low_included ? GreaterEqual : Greater, *node.low),
                                 compared(subject, node.high_included ? LessEqual : Less, *node.high)});
          },
          [&](const ast::AlternativesPattern& node) {
            std::vector<Formula> parts;
            for (const ast::Pattern& one : node.alternatives)
              parts.push_back(this->pattern(one, subject));
            return Formula::any(std::move(parts));
          },
          [&](const ast::MissingPattern&) {
            handle_missing(subject);
            return is_missing(subject);
          },
          [&](const auto&) { return Formula::no(is_missing(subject)); }}, // any, otherwise
      pattern.node);
}

Formula TableBuilder::arm(const std::vector<ast::Pattern>& patterns,
                          const std::vector<ast::ExprPtr>& subjects) {
  const bool lone = patterns.size() == 1 && std::holds_alternative<ast::OtherwisePattern>(patterns[0].node);
  std::vector<Formula> parts;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    parts.push_back(pattern(patterns[lone ? 0 : i], *subjects[i]));
  return Formula::all(std::move(parts));
}

Formula TableBuilder::compare(const ast::Compare& node, const ast::Expr& condition) {
  const auto fixed = [&](const ast::Expr& side) {
    return typing_.dependence(side) <= Dependence::Parameters;
  };
  const bool literal_left = typing_.dependence(*node.left) == Dependence::Literals;
  if (literal_left && typing_.dependence(*node.right) == Dependence::Literals) {
    const auto value = typing_.folded(condition);
    if (!value) return Formula::on(truth(condition), {{Stretch::point(1)}, kNothing});
    return std::get<bool>(*value) ? Formula::always() : Formula::never();
  }
  if (fixed(*node.left) && (literal_left || !fixed(*node.right)))
    return compared(*node.right, turned(node.op), *node.left);
  return compared(*node.left, node.op, *node.right);
}

Formula TableBuilder::named(const ast::NameUse& name, const ast::Expr& condition) {
  if (name.target.entity == Entity::Definition)
    if (const ast::Expr* value = model_.definitions[name.target.index].value) return this->condition(*value);
  return Formula::on(axis(condition), {{Stretch::point(1)}, kNothing});
}

Formula TableBuilder::condition(const ast::Expr& condition) {
  return std::visit(
      overloaded{
          [](const ast::BooleanLiteral& node) { return node.value ? Formula::always() : Formula::never(); },
          [&](const ast::Not& node) { return Formula::no(this->condition(*node.operand)); },
          [&](const ast::Logical& node) {
            std::vector<Formula> parts;
            for (const ast::ExprPtr& operand : node.operands)
              parts.push_back(this->condition(*operand));
            return node.conjunction ? Formula::all(std::move(parts)) : Formula::any(std::move(parts));
          },
          [&](const ast::Compare& node) { return compare(node, condition); },
          [&](const ast::Is& node) {
            Formula formula = pattern(*node.pattern, *node.subject);
            return node.negated ? Formula::no(std::move(formula)) : formula;
          },
          [&](const ast::NameUse& node) { return named(node, condition); },
          [&](const ast::Call& node) {
            if (node.inlined) return this->condition(*node.inlined);
            return Formula::on(truth(condition), {{Stretch::point(1)}, kNothing});
          },
          [&](const auto&) {
            return Formula::on(truth(condition), {{Stretch::point(1)}, kNothing});
          }},
      condition.node);
}

Formula TableBuilder::at_present() const {
  std::vector<Formula> parts;
  for (std::uint32_t i = 0; i < subjects_.size(); ++i)
    if (subjects_[i].fixed && subjects_[i].present)
      parts.push_back(Formula::on(i, {{Stretch::point(*subjects_[i].present)}, kNothing}));
  return Formula::all(std::move(parts));
}

/// What bounds and lists of choices say of a subject.
void TableBuilder::limit(Subject& subject) const {
  Values values;
  const auto add = [&](const Value& value) {
    if (const auto number = number_of(value, subject.type, model_))
      values.stretches.push_back(Stretch::point(*number));
  };
  if (subject.fixed) {
    for (const Number& choice : choices_of(*subject.expression, model_))
      values.stretches.push_back(Stretch::point(choice));
    if (!values.stretches.empty()) subject.limits = std::move(values);
    return;
  }
  if (bounds_ == nullptr) return;
  const Possible possible = bounds_->values_of(*subject.expression);
  if (is_measured(subject.type.kind)) {
    const Interval& numbers = possible.numbers;
    const Interval narrowed = meet(numbers, {subject.axis.range.low, subject.axis.range.high,
                                             subject.axis.range.low_open, subject.axis.range.high_open});
    subject.axis.range = {narrowed.low, narrowed.high, narrowed.low_open, narrowed.high_open};
    const bool declared = target_of(*subject.expression, model_).entity == Entity::Column;
    if (const auto few = declared ? std::nullopt : finite_values(*subject.expression, model_, typing_)) {
      for (const Number& number : *few)
        values.stretches.push_back(Stretch::point(number));
      values.outside = kMissing;
      subject.limits = std::move(values);
      return;
    }
    if (!possible.without_zero) return;
    values = {{{.high = Number(), .high_open = true}, {.low = Number(), .low_open = true}}, kMissing};
    subject.limits = std::move(values);
    return;
  }
  values.outside = kMissing;
  if (subject.type.kind == Kind::Boolean) {
    if (possible.yes) add(true);
    if (possible.no) add(false);
  } else if (subject.type.kind == Kind::Text && possible.texts) {
    for (const std::string& text : *possible.texts) {
      add(text);
      if (const auto number = number_of(Value(text), subject.type, model_))
        subject.texts.emplace(*number, text);
    }
  } else if (subject.type.kind == Kind::Tier && possible.tiers) {
    for (const std::uint32_t tier : *possible.tiers) {
      if (tier == TierValue::kUnrated) values.outside |= kUnrated;
      add(TierValue{static_cast<std::uint32_t>(subject.type.scale), tier});
    }
  } else {
    return;
  }
  subject.limits = std::move(values);
}

Formula TableBuilder::among_limits(bool listed) const {
  std::vector<Formula> parts;
  for (std::uint32_t i = 0; i < subjects_.size(); ++i)
    if (subjects_[i].limits && (!listed || subjects_[i].is_listed()))
      parts.push_back(Formula::on(i, *subjects_[i].limits));
  return Formula::all(std::move(parts));
}

} // namespace strata::patterns
