// Tries the arms of a site at other values of its parameters. Operands are mostly affine in a parameter: two
// evaluations give the line of each border, and where two lines meet is where a verdict may change.
#include "lang/check/patterns/sweep.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/walk.hpp"

namespace strata::patterns {

namespace {

constexpr std::size_t kMostSteps = 400; ///< of a range that is tried value by value
constexpr std::size_t kMostCrossings = 400;
constexpr std::size_t kMostArms = 20'000; ///< judged again for one parameter

/// Puts a parameter's present value back.
class Moved {
 public:
  Moved(TypedParameter& parameter, Value value) : parameter_(parameter), before_(std::move(parameter.value)) {
    parameter_.value = std::move(value);
  }
  ~Moved() { parameter_.value = std::move(before_); }
  Moved(const Moved&) = delete;
  Moved& operator=(const Moved&) = delete;

 private:
  TypedParameter& parameter_;
  Value before_;
};

Value value_like(const Value& like, const Number& number) {
  if (std::holds_alternative<Date>(like))
    return Date::from_days(number.to_int64().value_or(0)).value_or(Date());
  if (std::holds_alternative<Duration>(like)) return Duration{number.to_int64().value_or(0)};
  return number;
}

/// How far a parameter is moved to see how borders follow it.
Number step_of(const TypedParameter& parameter) {
  if (!parameter.step) return 1;
  const auto* number = std::get_if<Number>(&*parameter.step);
  return number != nullptr ? *number : Number(std::get<Duration>(*parameter.step).days);
}

/// The borders of a formula in the order written, with the axis of each.
struct Border {
  std::uint32_t axis;
  Number at;
};

void collect_borders(const Formula& formula, std::vector<Border>& borders) {
  for (const Stretch& stretch : formula.values.stretches)
    for (const std::optional<Number>* end : {&stretch.low, &stretch.high})
      if (*end) borders.push_back({formula.axis, **end});
  for (const Formula& part : formula.parts)
    collect_borders(part, borders);
}

std::vector<Border> borders_of(const Table& table) {
  std::vector<Border> borders;
  collect_borders(table.possible, borders);
  for (const Formula& arm : table.arms)
    collect_borders(arm, borders);
  for (std::uint32_t axis = 0; axis < table.axes.size(); ++axis)
    for (const std::optional<Number>* end : {&table.axes[axis].range.low, &table.axes[axis].range.high})
      if (*end) borders.push_back({axis, **end});
  return borders;
}

void make_unique(std::vector<Number>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

} // namespace

void Sweep::add_parameters(const ast::Expr& expression, std::vector<std::uint32_t>& parameters) const {
  std::vector<Read> reads;
  int depth = 0;
  collect_reads(expression, reads, depth);
  for (const Read& read : reads) {
    if (read.of != Read::Of::Worth) continue;
    if (read.target.entity == Entity::Definition)
      if (const ast::Expr* value = model_.definitions[read.target.index].value)
        add_parameters(*value, parameters);
    if (read.target.entity != Entity::Parameter) continue;
    if (std::find(parameters.begin(), parameters.end(), read.target.index) == parameters.end())
      parameters.push_back(read.target.index);
  }
}

std::vector<std::uint32_t> Sweep::parameters_of(const Site& site) const {
  std::vector<std::uint32_t> parameters;
  const auto add_fixed = [&](const ast::Expr& expression) { add_parameters(expression, parameters); };
  for (const SiteArm& arm : site.arms) {
    if (arm.condition != nullptr) add_fixed(*arm.condition);
    if (arm.patterns != nullptr)
      for (const ast::Pattern& pattern : *arm.patterns)
        each_operand(pattern, add_fixed);
  }
  if (site.subjects != nullptr)
    for (const ast::ExprPtr& subject : *site.subjects)
      add_fixed(*subject);
  parameters.erase(std::remove_if(parameters.begin(), parameters.end(),
                                  [&](std::uint32_t index) {
                                    const TypedParameter& found = model_.parameters[index];
                                    return !found.least && !found.greatest && found.choices.empty();
                                  }),
                   parameters.end());
  return parameters;
}

std::vector<Number> Sweep::crossings(std::uint32_t index, const Site& site) {
  TypedParameter& parameter = model_.parameters[index];
  const Number here = *number_of(parameter.value, parameter.type, model_);
  Number there = here + step_of(parameter);
  if (const auto high =
          parameter.greatest ? number_of(*parameter.greatest, parameter.type, model_) : std::nullopt;
      high && there > *high)
    there = here - step_of(parameter);
  const std::vector<Border> before = borders_of(SiteTable(site, context_).table);
  const Moved moved(parameter, value_like(parameter.value, there));
  const SiteTable table(site, context_);
  const std::vector<Border> after = borders_of(table.table);
  std::vector<Number> result;
  if (before.size() != after.size()) return result;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].at == after[i].at) continue; // a border that stays is met by those that move
    for (std::size_t j = 0; j < before.size() && result.size() < kMostCrossings; ++j) {
      if (i == j || before[i].axis != before[j].axis) continue;
      const Number apart = before[i].at - before[j].at;
      const Number faster = (after[i].at - after[j].at - apart) / (there - here);
      if (faster.is_zero()) continue;
      // On a lattice a gap opens where borders are one step apart.
      result.push_back(here - apart / faster);
      if (const auto& step = table.table.axes[before[i].axis].step)
        for (const Number& offset : {*step, -*step})
          result.push_back(here + (offset - apart) / faster);
    }
  }
  make_unique(result);
  return result;
}

std::vector<Value> Sweep::candidates(std::uint32_t index, const Site& site) {
  TypedParameter& parameter = model_.parameters[index];
  const auto present = number_of(parameter.value, parameter.type, model_);
  if (!parameter.choices.empty() || !present || std::holds_alternative<std::string>(parameter.value))
    return parameter.choices;
  const auto end = [&](const std::optional<Value>& value) {
    return value ? number_of(*value, parameter.type, model_) : std::nullopt;
  };
  Axis axis;
  axis.range = {.low = end(parameter.least), .high = end(parameter.greatest)};
  if (parameter.step) axis.step = step_of(parameter);
  const bool days = !std::holds_alternative<Number>(parameter.value);
  if (!axis.step && days) axis.step = Number(1);
  // Steps count from the least value, so the lattice is moved to begin there.
  const Number base = axis.range.low.value_or(*present);
  std::vector<Number> numbers;
  const auto steps = axis.step && axis.range.low && axis.range.high
                         ? ((*axis.range.high - *axis.range.low) / *axis.step).floor().to_int64()
                         : std::nullopt;
  if (steps && *steps < static_cast<std::int64_t>(kMostSteps)) {
    for (std::int64_t i = 0; i <= *steps; ++i)
      numbers.push_back(base + Number(i) * *axis.step);
  } else {
    std::vector<Number> marks = crossings(index, site);
    marks.push_back(*present);
    for (const std::optional<Number>* limit : {&axis.range.low, &axis.range.high})
      if (*limit) marks.push_back(**limit);
    make_unique(marks);
    const auto add = [&](const Stretch& stretch) {
      Stretch moved = stretch;
      if (moved.low) moved.low = *moved.low - base;
      if (moved.high) moved.high = *moved.high - base;
      if (!axis.step) {
        numbers.push_back(simple_value(stretch, axis));
      } else if (has_value(moved, axis.step)) {
        numbers.push_back(simple_value(moved, axis) + base);
      }
    };
    Stretch between{.low_open = true, .high_open = true};
    for (const Number& mark : marks) {
      between.high = mark;
      add(between);
      add(Stretch::point(mark));
      between.low = mark;
    }
    between.high.reset();
    add(between);
  }
  numbers.erase(std::remove_if(numbers.begin(), numbers.end(),
                               [&](const Number& number) {
                                 return number == *present || (axis.range.low && number < *axis.range.low) ||
                                        (axis.range.high && number > *axis.range.high);
                               }),
                numbers.end());
  std::stable_sort(numbers.begin(), numbers.end(), [&](const Number& a, const Number& b) {
    return (a - *present).absolute() < (b - *present).absolute();
  });
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<Value> values;
  for (const Number& number : numbers)
    if (!days || number.is_whole()) values.push_back(value_like(parameter.value, number));
  return values;
}

std::optional<Finding> Sweep::broken_at(std::uint32_t index, const Value& value, const Site& site) {
  TypedParameter& parameter = model_.parameters[index];
  const Moved moved(parameter, value);
  const Bounds bounds(model_); // subjects may read the parameter too
  JudgeContext context = context_;
  context.bounds = context_.bounds != nullptr ? &bounds : nullptr;
  std::optional<Finding> finding = broken_interval(site, context);
  for (Verdict& verdict : judge(site, context))
    if (!finding && verdict.is_error()) finding = std::move(verdict.finding);
  if (!finding) return std::nullopt;
  finding->code = Code::BreaksElsewhere;
  finding->message =
      fmt::format("with {}, {}", code(fmt::format("{} = {}", parameter.name, short_text(value, model_))),
                  finding->message);
  const ast::ParameterDecl& said = *parameter.declaration;
  finding->others.insert(finding->others.begin(),
                         {said.range ? said.range->span : said.name.span, "this allows that value"});
  finding->help = fmt::format("allow only values of {} that the arms are made for", code(parameter.name));
  return finding;
}

std::vector<Sweep::Breaking> Sweep::of(const Site& site) {
  std::vector<Breaking> result;
  // The nearest values come first, so a long table leaves out the farthest.
  const std::size_t most = std::max<std::size_t>(20, kMostArms / site.arms.size());
  for (const std::uint32_t parameter : parameters_of(site)) {
    std::size_t tried = 0;
    for (const Value& value : candidates(parameter, site)) {
      if (left_ == 0 || tried++ == most) break;
      --left_;
      auto finding = broken_at(parameter, value, site);
      if (!finding) continue;
      result.push_back({parameter, std::move(*finding)});
      break;
    }
  }
  return result;
}

} // namespace strata::patterns
