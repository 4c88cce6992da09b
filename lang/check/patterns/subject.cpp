// How values of every kind become numbers on an axis, and which of these numbers a subject can have.
#include "lang/check/patterns/subject.hpp"

#include <algorithm>

#include "lang/check/describe.hpp"
#include "lang/syntax/walk.hpp"

namespace strata::patterns {

namespace {

constexpr std::size_t kLongestText = 400;

/// A text as a fraction whose digits are its bytes: order and density are those of texts.
std::optional<Number> fraction_of(const std::string& text) {
  if (text.size() > kLongestText) return std::nullopt;
  const Number base(257);
  Number result;
  for (auto byte = text.rbegin(); byte != text.rend(); ++byte)
    result = (result + Number(static_cast<unsigned char>(*byte) + 1)) / base;
  return result;
}

std::int64_t days_of(const std::optional<Date>& date) {
  return date->days();
}

void set_range(Axis& axis, const std::optional<Value>& least, const std::optional<Value>& greatest,
               const Type& type, const TypedModel& model) {
  if (least) axis.range.low = number_of(*least, type, model);
  if (greatest) axis.range.high = number_of(*greatest, type, model);
}

} // namespace

std::optional<Number> number_of(const Value& value, const Type& type, const TypedModel& model) {
  if (const auto* number = std::get_if<Number>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return Number(*truth ? 1 : 0);
  if (const auto* date = std::get_if<Date>(&value)) return Number(date->days());
  if (const auto* duration = std::get_if<Duration>(&value)) return Number(duration->days);
  if (const auto* tier = std::get_if<TierValue>(&value)) {
    if (tier->is_unrated()) return std::nullopt;
    return -Number(static_cast<std::int64_t>(tier->tier));
  }
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  if (type.values == Type::kAny) return fraction_of(*text);
  const auto& choices = model.closed_sets[static_cast<std::size_t>(type.values)];
  const auto found = std::find(choices.begin(), choices.end(), *text);
  // A text outside of the set stands behind it: nothing has it, and it differs from all others of its kind.
  return Number(static_cast<std::int64_t>(found - choices.begin()));
}

Value value_of(const Number& number, const Subject& subject) {
  const std::int64_t whole = number.to_int64().value_or(0);
  switch (subject.type.kind) {
  case Kind::Boolean: return whole != 0;
  case Kind::Date: return Date::from_days(whole).value_or(Date());
  case Kind::Duration: return Duration{whole};
  case Kind::Tier:
    return TierValue{.scale = static_cast<std::uint32_t>(subject.type.scale),
                     .tier = static_cast<std::uint32_t>(-whole)};
  case Kind::Text: {
    const auto text = subject.texts.find(number);
    return text != subject.texts.end() ? text->second : std::string();
  }
  default: return number;
  }
}

std::string short_text(const Value& value, const TypedModel& model) {
  if (const auto* number = std::get_if<Number>(&value))
    for (const auto& [size, suffix] : {std::pair(Number(1'000'000'000), "B"), {Number(1'000'000), "M"}})
      if (const Number scaled = *number / size;
          number->absolute() >= size && scaled.decimals().value_or(9) <= 1)
        return scaled.to_text() + suffix;
  return written(value, model);
}

std::string point_text(const Number& number, const Subject& subject, const TypedModel& model) {
  if (const auto said = subject.written.find(number); said != subject.written.end()) return said->second;
  if (subject.type.kind == Kind::Text && subject.type.values != Type::kAny) {
    const auto& choices = model.closed_sets[static_cast<std::size_t>(subject.type.values)];
    return written(Value(choices[static_cast<std::size_t>(*number.to_int64())]), model);
  }
  return short_text(value_of(number, subject), model);
}

const ast::Expr& behind(const ast::Expr& expression, const TypedModel& model) {
  if (const auto* call = std::get_if<ast::Call>(&expression.node); call != nullptr && call->inlined)
    return behind(*call->inlined, model);
  const auto* name = std::get_if<ast::NameUse>(&expression.node);
  if (name == nullptr) return expression;
  const Reference& target = name->target;
  const ast::Expr* value = nullptr;
  if (target.entity == Entity::Definition) value = model.definitions[target.index].value;
  if (target.entity == Entity::Dimension) value = model.dimensions[target.index].value;
  if (target.entity == Entity::Score) value = model.scores[target.index].value;
  if (target.entity == Entity::Shown) value = model.shown[target.index].value;
  if (value == nullptr || !std::holds_alternative<ast::NameUse>(value->node)) return expression;
  return behind(*value, model);
}

Reference target_of(const ast::Expr& expression, const TypedModel& model) {
  const auto* name = std::get_if<ast::NameUse>(&expression.node);
  if (name == nullptr) return {};
  if (name->target.entity == Entity::Dimension)
    if (const auto& column = model.dimensions[name->target.index].column) return {Entity::Column, *column, 0};
  return name->target;
}

Axis axis_of(const ast::Expr& expression, const TypedModel& model) {
  const Type& type = expression.type;
  Axis axis;
  if (type.optional) axis.outside |= kMissing;
  if (type.whole || type.kind == Kind::Duration) axis.step = Number(1);
  if (type.is_numeric() && type.places) axis.step = Number::power_of_ten(-*type.places);
  if (type.kind == Kind::Boolean) axis.range = {Number(0), Number(1)};
  if (type.kind == Kind::Text) axis.range.low = Number(0);
  if (type.kind == Kind::Text && type.values != Type::kAny) {
    const auto& choices = model.closed_sets[static_cast<std::size_t>(type.values)];
    axis.range.high = Number(static_cast<std::int64_t>(choices.size()) - 1);
  }
  if (type.kind == Kind::Date)
    axis.range = {Number(days_of(Date::from_ymd(1, 1, 1))), Number(days_of(Date::from_ymd(9999, 12, 31)))};
  if (type.kind == Kind::Tier) {
    const auto tiers =
        static_cast<std::int64_t>(model.scales[static_cast<std::size_t>(type.scale)].tiers.size());
    axis.range = {Number(1 - tiers), Number(0)};
    axis.outside |= kUnrated;
  }
  axis.countable = type.kind == Kind::Boolean || type.kind == Kind::Date || type.kind == Kind::Tier ||
                   (type.kind == Kind::Text && type.values != Type::kAny);
  if (axis.countable) axis.step = Number(1);
  const Reference target = target_of(expression, model);
  if (target.entity == Entity::Column) {
    const ColumnType& cell = model.columns[target.index].cell;
    set_range(axis, cell.least, cell.greatest, type, model);
    if (cell.places && type.is_numeric()) axis.step = Number::power_of_ten(-*cell.places);
    if (cell.row_number) axis.range.low = Number(1);
  }
  if (target.entity == Entity::Parameter) {
    const TypedParameter& parameter = model.parameters[target.index];
    set_range(axis, parameter.least, parameter.greatest, type, model);
  }
  return axis;
}

std::vector<Number> choices_of(const ast::Expr& expression, const TypedModel& model) {
  const Reference target = target_of(expression, model);
  std::vector<Number> numbers;
  if (target.entity != Entity::Parameter) return numbers;
  for (const Value& choice : model.parameters[target.index].choices)
    if (const auto number = number_of(choice, expression.type, model)) numbers.push_back(*number);
  return numbers;
}

const std::optional<std::set<std::uint32_t>>& ColumnsRead::of(const ast::Expr& expression) {
  const auto [known, added] = known_.try_emplace(&expression, std::set<std::uint32_t>{});
  if (added) {
    std::optional<std::set<std::uint32_t>> columns = std::set<std::uint32_t>{};
    add(expression, columns);
    known_[&expression] = std::move(columns);
    return known_[&expression];
  }
  return known->second;
}

void ColumnsRead::add(const ast::Expr& expression, std::optional<std::set<std::uint32_t>>& columns) {
  std::vector<Read> reads;
  int depth = 0;
  collect_reads(expression, reads, depth);
  for (const Read& read : reads) {
    if (read.of == Read::Of::Level) columns.reset();
    if (!columns) return;
    if (read.of == Read::Of::Worth) add(read.target, columns);
  }
}

void ColumnsRead::add(const Reference& target, std::optional<std::set<std::uint32_t>>& columns) {
  const auto add_value = [&](const ast::Expr* value) {
    if (value == nullptr || !columns) return;
    if (const auto& inner = of(*value); inner) {
      columns->insert(inner->begin(), inner->end());
    } else {
      columns.reset();
    }
  };
  switch (target.entity) {
  case Entity::Column: columns->insert(target.index); return;
  case Entity::Parameter:
  case Entity::AsOf:
  case Entity::Tier:
  case Entity::Group:
  case Entity::Unrated: return;
  case Entity::Definition: return add_value(model_.definitions[target.index].value);
  case Entity::Score: return add_value(model_.scores[target.index].value);
  case Entity::Shown: return add_value(model_.shown[target.index].value);
  case Entity::Dimension:
    if (const auto& column = model_.dimensions[target.index].column) columns->insert(*column);
    return add_value(model_.dimensions[target.index].value);
  case Entity::Scale: return add_scale(model_.scales[target.index], columns);
  default: columns.reset();
  }
}

/// What a scale is cut from; on the main one, what moves the tier or takes it away.
void ColumnsRead::add_scale(const TypedScale& scale, std::optional<std::set<std::uint32_t>>& columns) {
  const auto add_to = [&](const ast::Expr& expression) {
    if (columns) add(expression, columns);
  };
  for (const ast::ExprPtr& subject : scale.declaration->subjects)
    add_to(*subject);
  for (const TypedArm& arm : scale.arms)
    if (arm.arm->condition) add_to(*arm.arm->condition);
  for (const TypedScreen& screen : model_.screens)
    add_to(*screen.condition);
  if (!scale.main) return;
  for (const TypedAdjust& adjust : model_.adjusts)
    add_to(*adjust.condition);
}

bool ColumnsRead::common(const ast::Expr& left, const ast::Expr& right) {
  const auto& a = of(left);
  const auto& b = of(right);
  if (!a || !b) return true;
  return std::any_of(a->begin(), a->end(), [&](std::uint32_t column) { return b->count(column) != 0; });
}

} // namespace strata::patterns
