// Borders stand in the patterns of `match`, `is` and tiers, and in comparisons, wherever one side is the same
// for every customer. Which value is the next one beside a border depends on what is cut there: the next
// whole number or day, one in the last decimal, or where there is no such thing, one in the second decimal.
#include "runtime/examples/borders.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "lang/check/intervals/evaluation.hpp"
#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"
#include "runtime/examples/column_values.hpp"
#include "runtime/examples/model_places.hpp"
#include "runtime/reference/customer_scope.hpp"

namespace strata {

namespace {

constexpr int kPlacesOfMoney = 2; // and of numbers that may have any
constexpr std::size_t kNone = SIZE_MAX;

/// How fine the values of a subject are.
struct Lattice {
  int places = kPlacesOfMoney;
  bool strict = false; ///< it has no values between
};

class BorderFinder {
 public:
  explicit BorderFinder(const TypedModel& model)
      : model_(model),
        constants_(constants_of(model)),
        nobody_(model.columns.size(), Value(Missing{})),
        scope_(model, constants_, settings_, nobody_),
        bounds_(model, ParameterReach::Present, Whom::Everybody) {}

  std::vector<Border> borders() {
    for (const ast::Expr* expression : expressions_of(model_))
      visit(*expression);
    for (const TypedScale& scale : model_.scales)
      for (const TypedArm& arm : scale.arms)
        patterns(arm.arm->patterns, scale.declaration->subjects);
    std::stable_sort(borders_.begin(), borders_.end(),
                     [](const Border& a, const Border& b) { return a.place.begin < b.place.begin; });
    return std::move(borders_);
  }

 private:
  void visit(const ast::Expr& expression) {
    if (const auto* match = std::get_if<ast::Match>(&expression.node)) {
      for (const ast::MatchArm& arm : match->arms)
        patterns(arm.patterns, match->subjects);
    } else if (const auto* test = std::get_if<ast::Is>(&expression.node)) {
      pattern(*test->pattern, *test->subject);
    } else if (const auto* compare = std::get_if<ast::Compare>(&expression.node)) {
      using enum ast::Comparison;
      if (compare->op != Equal && compare->op != NotEqual) {
        add(*compare->left, *compare->right, expression.span);
        add(*compare->right, *compare->left, expression.span);
      }
    }
    each_part(expression, [&](const ast::Expr& part) { visit(part); });
  }

  void patterns(const std::vector<ast::Pattern>& list, const std::vector<ast::ExprPtr>& subjects) {
    for (std::size_t i = 0; i < list.size() && i < subjects.size(); ++i)
      pattern(list[i], *subjects[i]);
  }

  void pattern(const ast::Pattern& pattern, const ast::Expr& subject) {
    if (const auto* comparison = std::get_if<ast::ComparisonPattern>(&pattern.node)) {
      if (comparison->op != ast::Comparison::NotEqual) add(subject, *comparison->operand, pattern.span);
    } else if (const auto* interval = std::get_if<ast::IntervalPattern>(&pattern.node)) {
      add(subject, *interval->low, pattern.span);
      add(subject, *interval->high, pattern.span);
    } else if (const auto* several = std::get_if<ast::AlternativesPattern>(&pattern.node)) {
      for (const ast::Pattern& one : several->alternatives)
        this->pattern(one, subject);
    }
  }

  void add(const ast::Expr& subject, const ast::Expr& constant, Span place) {
    if (!bounds_.reads_row(subject) || bounds_.reads_row(constant)) return;
    const std::optional<Number> measure = value_of_constant(constant);
    if (!measure) return;
    Border border{.subject = &subject,
                  .subject_text = print(subject),
                  .uses = {&subject},
                  .screen = in_screen(model_, place),
                  .measure = *measure,
                  .place = place,
                  .points = {}};
    const auto [known, is_new] = known_.try_emplace(
        {declaration_at(model_, place), border.subject_text, border.measure}, borders_.size());
    if (!is_new) {
      if (known->second < borders_.size()) borders_[known->second].uses.push_back(&subject);
      return;
    }
    add_points(border);
    if (border.points.empty())
      known->second = kNone;
    else
      borders_.push_back(std::move(border));
  }

  std::optional<Number> value_of_constant(const ast::Expr& constant) {
    try {
      return measure_of(evaluate(constant, scope_));
    } catch (const Failure&) {
      return std::nullopt; // it fails for every customer, who will hear of it
    } catch (const NumberTooLarge&) {
      return std::nullopt;
    }
  }

  void add_points(Border& border) {
    const Lattice lattice = lattice_of(*border.subject);
    const Number& at = border.measure;
    const int places =
        lattice.strict ? lattice.places : std::max(lattice.places, at.decimals().value_or(lattice.places));
    const bool on_lattice = at.rounded(places) == at;
    const Number step = Number::power_of_ten(-places);
    const Interval& possible = possible_values(border);
    const auto add = [&](Border::Side side, const Number& measure) {
      if (possible.contains(measure)) border.points.push_back({side, measure});
    };
    add(Border::Side::Below, on_lattice ? at - step : at.rounded(places, Rounding::Floor));
    // No cell holds a third; what is worked out may well be one.
    const bool can_be = at.decimals().has_value() || !column_of(*border.subject, model_);
    if (on_lattice || (!lattice.strict && can_be)) add(Border::Side::At, at);
    add(Border::Side::Above, on_lattice ? at + step : at.rounded(places, Rounding::Ceiling));
  }

  [[nodiscard]] const Interval& possible_values(const Border& border) {
    const auto [known, is_new] = possible_.try_emplace(border.subject_text);
    if (is_new) known->second = bounds_.of(*border.subject, Path{}).numbers;
    return known->second;
  }

  [[nodiscard]] Lattice lattice_of(const ast::Expr& subject) const {
    if (subject.type.kind == Kind::Date || subject.type.kind == Kind::Duration || subject.type.whole)
      return {.places = 0, .strict = true};
    if (subject.type.places) return {.places = *subject.type.places, .strict = true};
    if (const auto* defaults = std::get_if<ast::Default>(&subject.node))
      return lattice_of(*defaults->operands.front());
    const auto* use = std::get_if<ast::NameUse>(&subject.node);
    if (use == nullptr) return {};
    switch (use->target.entity) {
    case Entity::Column: return of_column(use->target.index);
    case Entity::Dimension:
      if (const auto column = model_.dimensions[use->target.index].column) return of_column(*column);
      return shown_with(model_.dimensions[use->target.index].places);
    case Entity::Score: return shown_with(model_.scores[use->target.index].places);
    case Entity::Shown: return shown_with(model_.shown[use->target.index].places);
    default: return {};
    }
  }
  [[nodiscard]] Lattice of_column(std::uint32_t index) const {
    const ColumnType& column = model_.columns[index].cell;
    if (column.places) return {.places = *column.places, .strict = true};
    return {};
  }
  /// A value that is shown rounded has all values between.
  [[nodiscard]] static Lattice shown_with(std::optional<int> places) {
    return {.places = places.value_or(kPlacesOfMoney)};
  }

  const TypedModel& model_;
  ModelConstants constants_;
  RunSettings settings_;
  CustomerCells nobody_; ///< constants read no cell
  CustomerScope scope_;
  BoundsEvaluation bounds_;
  std::vector<Border> borders_;
  /// By declaration, subject and measure; `kNone` of a border that has no points.
  std::map<std::tuple<std::string, std::string, Number>, std::size_t> known_;
  std::map<std::string, Interval> possible_; ///< by subject
};

} // namespace

std::optional<Number> measure_of(const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return *number;
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days());
  if (const auto* duration = std::get_if<Duration>(&value)) return Number(duration->days);
  return std::nullopt;
}

Value with_measure(const Number& measure, Kind kind) {
  if (kind != Kind::Date && kind != Kind::Duration) return measure;
  const std::optional<std::int64_t> days = measure.to_int64();
  if (!days) return Missing{};
  if (kind == Kind::Duration) return Duration{*days};
  const std::optional<Date> date = Date::from_days(*days);
  return date ? Value(*date) : Value(Missing{});
}

const Border::Point* Border::point_of(const Number& of_customer) const {
  for (const Point& point : points) {
    const bool here = point.side == Side::At      ? of_customer == measure
                      : point.side == Side::Below ? of_customer >= point.measure && of_customer < measure
                                                  : of_customer > measure && of_customer <= point.measure;
    if (here) return &point;
  }
  return nullptr;
}

std::string_view name_of(Border::Side side) {
  switch (side) {
  case Border::Side::Below: return "below";
  case Border::Side::At: return "at";
  case Border::Side::Above: return "above";
  }
  return {};
}

std::vector<Border> borders_of(const TypedModel& model) {
  return BorderFinder(model).borders();
}

} // namespace strata
