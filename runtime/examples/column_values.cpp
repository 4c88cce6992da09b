// Values to try in a column. Few of them suffice: what lies between is found by calculation.
#include "runtime/examples/column_values.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "lang/syntax/walk.hpp"
#include "runtime/examples/model_places.hpp"
#include "runtime/table/table.hpp"

namespace strata {

namespace {

constexpr int kGreatestPower = 10; // ten billion is a large figure in any trade
constexpr std::size_t kMostTexts = 12;

class ValueCollector {
 public:
  ValueCollector(const TypedModel& model, std::vector<std::vector<Value>>& values)
      : model_(model), values_(values) {}

  void offer(std::uint32_t column, const Value& value) {
    const TypedColumn& typed = model_.columns[column];
    if (column == model_.key || !typed.used || is_missing(value)) return;
    std::vector<Value>& list = values_[column];
    // A third of a year is a border that no customer's cell can hold.
    if (value_problem(value, typed.cell) || !can_be_written(value) || !is_new(column, value)) return;
    if (std::holds_alternative<std::string>(value) && typed.cell.choices.empty() && list.size() >= kMostTexts)
      return;
    list.push_back(value);
  }

  /// What the model compares columns with, as far as it is written out.
  void visit(const ast::Expr& expression) {
    if (const auto* match = std::get_if<ast::Match>(&expression.node)) {
      for (const ast::MatchArm& arm : match->arms)
        for (std::size_t i = 0; i < arm.patterns.size() && i < match->subjects.size(); ++i)
          offer_operands(*match->subjects[i], arm.patterns[i]);
    } else if (const auto* test = std::get_if<ast::Is>(&expression.node)) {
      offer_operands(*test->subject, *test->pattern);
    } else if (const auto* compare = std::get_if<ast::Compare>(&expression.node)) {
      if (const auto column = column_of(*compare->left, model_)) offer_literal(*column, *compare->right);
      if (const auto column = column_of(*compare->right, model_)) offer_literal(*column, *compare->left);
    }
    each_part(expression, [&](const ast::Expr& part) { visit(part); });
  }

  /// Ends of the range, and round figures inside of it.
  void offer_range(std::uint32_t column) {
    const ColumnType& cell = model_.columns[column].cell;
    for (const auto& end : {cell.least, cell.greatest, cell.default_value})
      if (end) offer(column, *end);
    for (const std::string& choice : cell.choices)
      offer(column, choice);
    offer(column, true);
    offer(column, false);
    offer(column, std::string("other"));
    if (cell.kind == Kind::Date) {
      for (const int year : {1900, 1970, 2000, 2020, 2025, 2100})
        offer(column, *Date::from_ymd(year, 1, 1));
      return;
    }
    for (int power = -1; power <= kGreatestPower; ++power) {
      const Number figure = power < 0 ? Number(0) : Number::power_of_ten(power);
      offer(column, with_measure(figure, cell.kind));
      offer(column, with_measure(-figure, cell.kind));
    }
  }

 private:
  /// Models have thousands of borders: numbers are looked up, other values are few.
  [[nodiscard]] bool is_new(std::uint32_t column, const Value& value) {
    if (const auto measure = measure_of(value)) return measures_[column].insert(*measure).second;
    const std::vector<Value>& list = values_[column];
    return std::find(list.begin(), list.end(), value) == list.end();
  }

  void offer_operands(const ast::Expr& subject, const ast::Pattern& pattern) {
    const auto column = column_of(subject, model_);
    if (column) each_operand(pattern, [&](const ast::Expr& operand) { offer_literal(*column, operand); });
  }
  void offer_literal(std::uint32_t column, const ast::Expr& expression) {
    if (const auto* text = std::get_if<ast::TextLiteral>(&expression.node)) offer(column, text->value);
    if (const auto* number = std::get_if<ast::NumberLiteral>(&expression.node)) offer(column, number->value);
    if (const auto* date = std::get_if<ast::DateLiteral>(&expression.node)) offer(column, date->value);
  }

  const TypedModel& model_;
  std::vector<std::vector<Value>>& values_;
  std::map<std::uint32_t, std::set<Number>> measures_; ///< of the values of each column
};

} // namespace

std::optional<std::uint32_t> column_of(const ast::Expr& expression, const TypedModel& model) {
  if (const auto* defaults = std::get_if<ast::Default>(&expression.node))
    return column_of(*defaults->operands.front(), model);
  const auto* use = std::get_if<ast::NameUse>(&expression.node);
  if (use == nullptr) return std::nullopt;
  if (use->target.entity == Entity::Column) return use->target.index;
  if (use->target.entity == Entity::Dimension) return model.dimensions[use->target.index].column;
  return std::nullopt;
}

bool can_be_written(const Value& value) {
  const auto* number = std::get_if<Number>(&value);
  return number == nullptr || number->decimals().has_value();
}

std::optional<int> places_of(const ColumnType& column) {
  if (column.whole || column.kind == Kind::Date || column.kind == Kind::Duration) return 0;
  return column.places;
}

std::vector<std::vector<Value>> column_values(const TypedModel& model, const std::vector<Border>& borders,
                                              const std::vector<SampleCustomer>& known) {
  std::vector<std::vector<Value>> values(model.columns.size());
  ValueCollector collector(model, values);
  for (const SampleCustomer& customer : known)
    for (std::uint32_t i = 0; i < model.columns.size(); ++i)
      if (const Value* value = value_of(customer.cells[i])) collector.offer(i, *value);
  for (const ast::Expr* expression : expressions_of(model))
    collector.visit(*expression);
  for (const Border& border : borders)
    if (const auto column = column_of(*border.subject, model))
      for (const Border::Point& point : border.points)
        collector.offer(*column, with_measure(point.measure, border.subject->type.kind));
  for (std::uint32_t i = 0; i < model.columns.size(); ++i) {
    collector.offer_range(i);
    if (!values[i].empty() && measure_of(values[i].front()))
      std::sort(values[i].begin(), values[i].end(),
                [](const Value& a, const Value& b) { return *measure_of(a) < *measure_of(b); });
    const TypedColumn& column = model.columns[i];
    if (i != model.key && column.used && column.cell.optional && !column.cell.default_value)
      values[i].emplace_back(Missing{});
  }
  return values;
}

} // namespace strata
