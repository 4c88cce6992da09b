// Steps and their sharing: equal steps have equal keys, the bytes of all that they are made of.
#include "lang/plan/builder.hpp"

#include <utility>

#include "lang/value/date.hpp"

namespace strata::plan {

namespace {

class Key {
 public:
  explicit Key(const Operation& operation) {
    key_ += static_cast<char>(operation.index());
    std::visit([&](const auto& op) { add(op); }, operation);
  }
  std::string take() { return std::move(key_); }

 private:
  void id(std::uint32_t value) { key_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void ids(const std::vector<StepId>& values) {
    id(static_cast<std::uint32_t>(values.size()));
    for (const StepId value : values)
      id(value);
  }
  void number(const Number& value) { text(value.to_fraction()); }
  void numbers(const std::vector<Number>& values) {
    id(static_cast<std::uint32_t>(values.size()));
    for (const Number& value : values)
      number(value);
  }
  void text(const std::string& value) {
    id(static_cast<std::uint32_t>(value.size()));
    key_ += value;
  }
  void texts(const std::vector<std::string>& values) {
    id(static_cast<std::uint32_t>(values.size()));
    for (const std::string& value : values)
      text(value);
  }
  template <class Enum>
  void word(Enum value) {
    key_ += static_cast<char>(value);
  }

  void add(const NumberConstant& op) { number(op.value); }
  void add(const TruthConstant& op) { word(op.value); }
  void add(const TextConstant& op) { text(op.value); }
  void add(const AsOf&) {}
  void add(const ColumnValue& op) { id(op.column); }
  void add(const ColumnMissing& op) { id(op.column); }
  void add(const Affine& op) {
    number(op.constant);
    for (const Affine::Term& term : op.terms) {
      id(term.step);
      number(term.coefficient);
    }
  }
  void add(const Product& op) { ids({op.left, op.right}); }
  void add(const Quotient& op) { ids({op.left, op.right}); }
  void add(const Extreme& op) {
    word(op.greatest);
    ids({op.left, op.right});
  }
  void add(const Absolute& op) { id(op.operand); }
  void add(const Rounded& op) {
    ids({op.operand, static_cast<std::uint32_t>(op.places)});
    word(op.rounding);
  }
  void add(const Bands& op) {
    id(op.subject);
    for (const Bands::Border& border : op.borders) {
      number(border.value);
      word(border.belongs_above);
    }
    numbers(op.values);
  }
  void add(const Pick& op) {
    id(op.index);
    numbers(op.values);
  }
  void add(const FindText& op) {
    id(op.subject);
    texts(op.texts);
  }
  void add(const Function& op) {
    word(op.builtin);
    id(static_cast<std::uint32_t>(op.places));
    ids(op.arguments);
  }
  void add(const FunctionUndefined& op) {
    word(op.builtin);
    ids(op.arguments);
  }
  void add(const Compare& op) {
    word(op.op);
    ids({op.left, op.right});
  }
  void add(const CompareText& op) {
    word(op.op);
    ids({op.left, op.right});
  }
  void add(const Logic& op) {
    word(op.conjunction);
    ids(op.operands);
  }
  void add(const Negation& op) { id(op.operand); }
  void add(const Select& op) { ids({op.condition, op.then, op.otherwise}); }
  void add(const PickText& op) {
    id(op.index);
    texts(op.texts);
  }

  std::string key_;
};

} // namespace

const NumberRange& calendar_days() {
  static const NumberRange days = {.least = Number(Date::from_ymd(1, 1, 1)->days()),
                                   .greatest = Number(Date::from_ymd(9999, 12, 31)->days()),
                                   .decimals = 0};
  return days;
}

bool holds(ast::Comparison op, std::strong_ordering order) {
  using enum ast::Comparison;
  switch (op) {
  case Equal: return order == 0;
  case NotEqual: return order != 0;
  case Less: return order < 0;
  case LessEqual: return order <= 0;
  case Greater: return order > 0;
  case GreaterEqual: return order >= 0;
  }
  return false;
}

StepId Builder::intern(StepKind kind, Operation operation, NumberRange range) {
  const auto [place, added] = known_.emplace(Key(operation).take(), static_cast<StepId>(steps_.size()));
  if (added) {
    steps_.push_back({kind, std::move(operation)});
    ranges_.push_back(std::move(range));
  }
  return place->second;
}

StepId Builder::number(const Number& value) {
  return intern(StepKind::Number, NumberConstant{value},
                {.least = value, .greatest = value, .decimals = value.decimals()});
}
StepId Builder::truth(bool value) {
  return intern(StepKind::Truth, TruthConstant{value});
}
StepId Builder::text(std::string value) {
  return intern(StepKind::Text, TextConstant{std::move(value)});
}
StepId Builder::constant(const Constant& value) {
  if (const auto* number_value = std::get_if<Number>(&value)) return number(*number_value);
  if (const auto* truth_value = std::get_if<bool>(&value)) return truth(*truth_value);
  return text(std::get<std::string>(value));
}
StepId Builder::as_of() {
  return intern(StepKind::Number, AsOf{}, calendar_days());
}
StepId Builder::column(std::uint32_t column, StepKind kind, const NumberRange& range) {
  return intern(kind, ColumnValue{column}, range);
}
StepId Builder::column_missing(std::uint32_t column) {
  return intern(StepKind::Truth, ColumnMissing{column});
}

const Number* Builder::number_of(StepId step) const {
  const auto* constant = as<NumberConstant>(step);
  return constant == nullptr ? nullptr : &constant->value;
}
const bool* Builder::truth_of(StepId step) const {
  const auto* constant = as<TruthConstant>(step);
  return constant == nullptr ? nullptr : &constant->value;
}
const std::string* Builder::text_of(StepId step) const {
  const auto* constant = as<TextConstant>(step);
  return constant == nullptr ? nullptr : &constant->value;
}
std::optional<Constant> Builder::constant_of(StepId step) const {
  if (const Number* value = number_of(step)) return *value;
  if (const bool* value = truth_of(step)) return *value;
  if (const std::string* value = text_of(step)) return *value;
  return std::nullopt;
}

} // namespace strata::plan
