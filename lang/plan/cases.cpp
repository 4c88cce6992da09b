// Choosing among steps by the arm taken.
#include "lang/plan/cases.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace strata::plan {

StepId merged(Builder& builder, StepId condition, StepId then, StepId otherwise) {
  if (then == kNone) return otherwise;
  if (otherwise == kNone) return then;
  return builder.select(condition, then, otherwise);
}

Cases::Cases(Builder& builder, Axis axis, const std::vector<std::vector<Atoms>>& arms, StepId missing,
             std::size_t arm_of_missing)
    : builder_(&builder),
      arms_(arms.size()),
      axis_(std::move(axis)),
      missing_(missing),
      arm_of_missing_(arm_of_missing == kNoArm ? arms.size() : arm_of_missing) {
  const std::size_t atoms = axis_->atoms();
  arm_of_atom_.assign(atoms, arms_);
  // Where the next atom stands that no arm has taken: each atom is taken once, however many arms there are.
  std::vector<std::size_t> free(atoms + 1);
  std::iota(free.begin(), free.end(), std::size_t{0});
  const auto next_free = [&](std::size_t atom) {
    while (free[atom] != atom)
      atom = free[atom] = free[free[atom]];
    return atom;
  };
  for (std::size_t arm = 0; arm < arms.size(); ++arm)
    for (const auto& [first, last] : arms[arm])
      for (std::size_t atom = next_free(first); atom <= last; atom = next_free(atom)) {
        arm_of_atom_[atom] = arm;
        free[atom] = atom + 1;
      }
  for (std::size_t atom = 0; atom < atoms; ++atom)
    if (!possible(atom)) arm_of_atom_[atom] = kNoArm;
}

Cases::Cases(Builder& builder, std::vector<StepId> conditions)
    : builder_(&builder),
      arms_(conditions.size()),
      missing_(builder.no()),
      conditions_(std::move(conditions)) {}

/// Whether some customer can be there, by what is known of the subject.
bool Cases::possible(std::size_t atom) const {
  const NumberRange& range = builder_->range(axis_->subject);
  if (axis_->is_index) {
    const Number place(static_cast<std::int64_t>(atom));
    return !(range.least && place < *range.least) && !(range.greatest && place > *range.greatest);
  }
  const auto& borders = axis_->borders;
  if (atom % 2 == 1) {
    const Number& value = borders[atom / 2];
    const std::optional<int> decimals = value.decimals();
    return !(range.least && value < *range.least) && !(range.greatest && value > *range.greatest) &&
           !(range.decimals && (!decimals || *decimals > *range.decimals));
  }
  const Number* low = atom == 0 ? nullptr : &borders[atom / 2 - 1];
  const Number* high = atom / 2 == borders.size() ? nullptr : &borders[atom / 2];
  if (high != nullptr && range.least && *high <= *range.least) return false;
  if (low != nullptr && range.greatest && *low >= *range.greatest) return false;
  if (low == nullptr || high == nullptr || !range.decimals) return true;
  return low->rounded(*range.decimals, Rounding::Floor) + Number::power_of_ten(-*range.decimals) < *high;
}

std::vector<StepId> Cases::spread(const std::vector<StepId>& steps) const {
  std::vector<StepId> of_atom;
  for (const std::size_t arm : arm_of_atom_)
    of_atom.push_back(arm == kNoArm ? kNone : steps[arm]);
  // What no customer meets goes with its neighbour, so that it needs no border.
  for (std::size_t i = 1; i < of_atom.size(); ++i)
    if (of_atom[i] == kNone) of_atom[i] = of_atom[i - 1];
  for (std::size_t i = of_atom.size() - 1; i-- > 0;)
    if (of_atom[i] == kNone) of_atom[i] = of_atom[i + 1];
  return of_atom;
}

StepId Cases::choose(const std::vector<StepId>& steps) const {
  StepId same = kNone;
  bool all_same = true;
  for (const StepId step : steps) {
    if (step == kNone) continue;
    all_same = all_same && (same == kNone || step == same);
    same = step;
  }
  if (all_same) return same;
  if (const std::optional<StepId> texts = choose_texts(steps)) return *texts;
  const StepId present = axis_ ? choose_on_axis(spread(steps)) : choose_in_order(steps);
  return axis_ ? merged(*builder_, missing_, steps[arm_of_missing_], present) : present;
}

StepId Cases::truth(const std::vector<bool>& arms) const {
  std::vector<StepId> steps;
  for (const bool arm : arms)
    steps.push_back(builder_->truth(arm));
  return choose(steps);
}

StepId Cases::none() const {
  std::vector<bool> arms(arms_ + 1);
  arms.back() = true;
  return truth(arms);
}

/// Constant texts are chosen by their place in the list of them.
std::optional<StepId> Cases::choose_texts(const std::vector<StepId>& steps) const {
  std::vector<std::string> texts;
  std::map<std::string, std::int64_t> places;
  std::vector<StepId> numbers;
  for (const StepId step : steps) {
    if (step == kNone) {
      numbers.push_back(kNone);
      continue;
    }
    const std::string* text = builder_->text_of(step);
    if (text == nullptr) return std::nullopt;
    const auto [place, added] = places.emplace(*text, static_cast<std::int64_t>(texts.size()));
    if (added) texts.push_back(*text);
    numbers.push_back(builder_->number(place->second));
  }
  // Where the arms that a customer can take have no value, there is no place either.
  const StepId place = choose(numbers);
  return place == kNone ? kNone : builder_->pick_text(place, texts);
}

StepId Cases::choose_in_order(const std::vector<StepId>& steps) const {
  StepId result = steps.back();
  for (std::size_t i = arms_; i-- > 0;)
    result = merged(*builder_, conditions_[i], steps[i], result);
  return result;
}

StepId Cases::choose_on_axis(std::vector<StepId> of_atom) const {
  if (of_atom.front() == kNone) return kNone;
  std::vector<StepId> distinct = of_atom;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const auto is_constant = [&](StepId step) { return builder_->is_constant(step); };
  const auto constant =
      static_cast<std::size_t>(std::count_if(distinct.begin(), distinct.end(), is_constant));
  if (builder_->kind(of_atom.front()) == StepKind::Truth && constant == distinct.size()) {
    std::vector<bool> values;
    for (const StepId step : of_atom)
      values.push_back(*builder_->truth_of(step));
    return truths(values);
  }
  if (builder_->kind(of_atom.front()) == StepKind::Number && constant > 1) {
    const StepId table = constants(of_atom);
    for (StepId& step : of_atom)
      if (is_constant(step)) step = table;
  }
  return axis_->is_index ? by_place(of_atom) : by_border(of_atom);
}

Bands::Border Cases::border_before(std::size_t atom) const {
  if (atom % 2 == 1) return {axis_->borders[atom / 2], true};
  return {axis_->borders[atom / 2 - 1], false};
}

/// The constants among the steps; any value where there is another step.
StepId Cases::constants(const std::vector<StepId>& of_atom) const {
  std::vector<Number> values;
  std::size_t unknown = 0; // atoms at the beginning without a constant
  for (const StepId step : of_atom) {
    const Number* value = builder_->number_of(step);
    if (value != nullptr && values.size() == unknown) values.assign(unknown, *value);
    if (value == nullptr && values.size() == unknown) ++unknown;
    if (value == nullptr && values.size() < unknown)
      values.emplace_back();
    else if (value != nullptr || !values.empty())
      values.push_back(value != nullptr ? *value : values.back());
  }
  if (axis_->is_index) return builder_->pick(axis_->subject, std::move(values));
  Bands bands{.subject = axis_->subject, .borders = {}, .values = {values.front()}};
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] == values[i - 1]) continue;
    bands.borders.push_back(border_before(i));
    bands.values.push_back(values[i]);
  }
  return builder_->bands(std::move(bands));
}

/// Whether the subject is in atoms side by side.
StepId Cases::within(std::size_t first, std::size_t last) const {
  using enum ast::Comparison;
  const auto somebody = [&](std::size_t atom) { return arm_of_atom_[atom] != kNoArm; };
  while (first < last && !somebody(first))
    ++first;
  while (last > first && !somebody(last))
    --last;
  const auto compare = [&](ast::Comparison op, const Number& border) {
    return builder_->compare(op, axis_->subject, builder_->number(border));
  };
  if (first == last && first % 2 == 1) return compare(Equal, axis_->borders[first / 2]);
  StepId result = builder_->yes();
  if (first > 0) {
    const Bands::Border border = border_before(first);
    result = builder_->both(result, compare(border.belongs_above ? GreaterEqual : Greater, border.value));
  }
  if (last + 1 < axis_->atoms()) {
    const Bands::Border border = border_before(last + 1);
    result = builder_->both(result, compare(border.belongs_above ? Less : LessEqual, border.value));
  }
  return result;
}

StepId Cases::truths(const std::vector<bool>& of_atom) const {
  if (axis_->is_index) return builder_->truth_at(axis_->subject, of_atom);
  std::vector<Atoms> runs[2]; // of atoms that do not hold, and that do
  for (std::size_t i = 0; i < of_atom.size(); ++i) {
    std::vector<Atoms>& same = runs[of_atom[i] ? 1 : 0];
    if (i > 0 && of_atom[i] == of_atom[i - 1]) {
      same.back().second = i;
    } else {
      same.emplace_back(i, i);
    }
  }
  const bool fewer_hold = runs[1].size() <= runs[0].size();
  std::vector<StepId> parts;
  for (const auto& [first, last] : runs[fewer_hold ? 1 : 0])
    parts.push_back(within(first, last));
  const StepId any = builder_->logic(false, std::move(parts));
  return fewer_hold ? any : builder_->negation(any);
}

StepId Cases::by_border(const std::vector<StepId>& of_atom) const {
  using enum ast::Comparison;
  StepId result = of_atom.front();
  for (std::size_t i = 1; i < of_atom.size(); ++i) {
    if (of_atom[i] == of_atom[i - 1]) continue;
    const Bands::Border border = border_before(i);
    const StepId above = builder_->compare(border.belongs_above ? GreaterEqual : Greater, axis_->subject,
                                           builder_->number(border.value));
    result = builder_->select(above, of_atom[i], result);
  }
  return result;
}

StepId Cases::by_place(const std::vector<StepId>& of_atom) const {
  std::map<StepId, std::vector<bool>> places;
  for (std::size_t i = 0; i < of_atom.size(); ++i) {
    std::vector<bool>& here = places[of_atom[i]];
    here.resize(of_atom.size());
    here[i] = true;
  }
  StepId result = kNone;
  for (const auto& [step, here] : places)
    result =
        result == kNone ? step : builder_->select(builder_->truth_at(axis_->subject, here), step, result);
  return result;
}

} // namespace strata::plan
