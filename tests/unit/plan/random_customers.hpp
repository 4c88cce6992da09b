// Takes: a checked model and its plan.
// Returns: customers made up from the columns: ends of ranges, what the plan compares with and values beside
// it, missing cells, and values between. Guarantees: every cell is one that its column accepts. Does not:
// know what the values do; for tests.
#pragma once

#include <algorithm>
#include <random>
#include <set>

#include "lang/plan/plan.hpp"
#include "lang/syntax/ast_expression.hpp"
#include "runtime/reference/reference.hpp"

class RandomCustomers {
 public:
  RandomCustomers(const strata::TypedModel& model, const strata::plan::Plan& plan, unsigned seed)
      : model_(model), random_(seed) {
    for (const strata::plan::Step& step : plan.steps) {
      if (const auto* constant = std::get_if<strata::plan::NumberConstant>(&step.operation))
        add(constant->value);
      if (const auto* bands = std::get_if<strata::plan::Bands>(&step.operation))
        for (const auto& border : bands->borders)
          add(border.value);
      if (const auto* one = std::get_if<strata::plan::TextConstant>(&step.operation))
        texts_.push_back(one->value);
      if (const auto* find = std::get_if<strata::plan::FindText>(&step.operation))
        texts_.insert(texts_.end(), find->texts.begin(), find->texts.end());
    }
    for (const int plain : {0, 1, 10, 50, 100})
      add(strata::Number(plain));
    texts_.insert(texts_.end(), {"", "x", "Été", "east"});
  }

  strata::CustomerCells next() {
    strata::CustomerCells cells;
    for (std::size_t i = 0; i < model_.columns.size(); ++i)
      cells.emplace_back(cell(model_.columns[i], i == model_.key));
    return cells;
  }

  strata::RunSettings settings() {
    return {.as_of = strata::Date::from_days(static_cast<std::int64_t>(below(20'000)))};
  }

 private:
  using Number = strata::Number;

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  void add(const Number& value) { numbers_.push_back(value); }

  strata::Value cell(const strata::TypedColumn& column, bool key) {
    const strata::ColumnType& type = column.cell;
    if (key && type.kind == strata::Kind::Text) return "k" + std::to_string(below(1000));
    if (column.type.optional && below(3) == 0) return strata::Missing{};
    if (type.default_value && below(3) == 0) return *type.default_value;
    switch (type.kind) {
    case strata::Kind::Text:
      return type.choices.empty() ? texts_[below(texts_.size())] : type.choices[below(type.choices.size())];
    case strata::Kind::Boolean: return below(2) == 1;
    case strata::Kind::Date: {
      const auto days = whole(type, below(2) == 0 ? Number(static_cast<std::int64_t>(below(20'000))) : any());
      return strata::Date::from_days(days).value_or(*strata::Date::from_days(15'000));
    }
    case strata::Kind::Duration: return strata::Duration{whole(type, any())};
    default: return measured(type);
    }
  }

  Number any() {
    const Number near = numbers_[below(numbers_.size())];
    switch (below(6)) {
    case 0: return near + Number(1);
    case 1: return near - Number(1);
    case 2: return near * Number(static_cast<std::int64_t>(below(7)));
    case 3: return near + Number::ratio(static_cast<std::int64_t>(below(2000)) - 1000, 100);
    default: return near;
    }
  }

  std::optional<Number> measure(const std::optional<strata::Value>& value) const {
    if (!value) return std::nullopt;
    if (const auto* date = std::get_if<strata::Date>(&*value)) return Number(date->days());
    if (const auto* days = std::get_if<strata::Duration>(&*value)) return Number(days->days);
    return std::get<Number>(*value);
  }
  Number inside(const strata::ColumnType& type, Number value) const {
    if (const auto least = measure(type.least); least && value < *least) value = *least;
    if (const auto greatest = measure(type.greatest); greatest && value > *greatest) value = *greatest;
    return value;
  }
  std::int64_t whole(const strata::ColumnType& type, const Number& value) const {
    return inside(type, value.rounded(0)).to_int64().value_or(0);
  }
  Number measured(const strata::ColumnType& type) {
    const auto least = measure(type.least);
    const auto greatest = measure(type.greatest);
    Number value = any();
    if (least && greatest && below(3) == 0)
      value = *least + (*greatest - *least) * Number::ratio(static_cast<std::int64_t>(below(101)), 100);
    const int places = type.whole ? 0 : type.places.value_or(3);
    return inside(type, value.rounded(places));
  }

  const strata::TypedModel& model_;
  std::mt19937 random_;
  std::vector<Number> numbers_;
  std::vector<std::string> texts_;
};
