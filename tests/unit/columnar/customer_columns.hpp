// Takes: customers' cells, one by one.
// Returns: the same as a block of columns, as a reader of tables would give it.
// Guarantees: numbers at the fewest places that hold them all; a row with a number that does not fit is slow.
// Does not: read tables; for tests.
#pragma once

#include <algorithm>
#include <limits>
#include <span>

#include "runtime/reference/reference.hpp"
#include "runtime/table/column_block.hpp"

/// The texts of the block point into `customers`.
inline strata::ColumnBlock columns_of(const strata::TypedModel& model,
                                      std::span<const strata::CustomerCells> customers) {
  using namespace strata;
  ColumnBlock block;
  block.rows = customers.size();
  block.columns.resize(model.columns.size());
  const auto value_of_cell = [&](std::size_t row, std::size_t column) -> const Value& {
    return std::get<Value>(customers[row][column]);
  };
  const auto slow = [&](std::size_t row) {
    if (block.slow.empty()) block.slow.assign(block.rows, 0);
    block.slow[row] = 1;
  };
  for (std::size_t i = 0; i < model.columns.size(); ++i) {
    const ColumnType& cell = model.columns[i].cell;
    ColumnVector& column = block.columns[i];
    for (std::size_t row = 0; row < block.rows; ++row)
      if (const auto* number = std::get_if<Number>(&value_of_cell(row, i)))
        column.places = std::max(column.places, std::min(number->decimals().value_or(18), 18));
    for (std::size_t row = 0; row < block.rows; ++row) {
      const Value& value = value_of_cell(row, i);
      if (is_missing(value)) {
        if (column.missing.empty()) column.missing.assign(block.rows, 0);
        column.missing[row] = 1;
      }
      if (cell.kind == Kind::Text && cell.choices.empty()) {
        const auto* text = std::get_if<std::string>(&value);
        column.texts.push_back(text != nullptr ? std::string_view(*text) : std::string_view());
        continue;
      }
      std::int64_t whole = 0;
      if (const auto* number = std::get_if<Number>(&value)) {
        const auto scaled = (*number * Number::power_of_ten(column.places)).to_int64();
        if (!scaled) slow(row);
        whole = scaled.value_or(0);
      }
      if (const auto* date = std::get_if<Date>(&value)) whole = date->days();
      if (const auto* days = std::get_if<Duration>(&value)) whole = days->days;
      if (const auto* truth = std::get_if<bool>(&value)) whole = *truth ? 1 : 0;
      if (const auto* text = std::get_if<std::string>(&value))
        whole = std::find(cell.choices.begin(), cell.choices.end(), *text) - cell.choices.begin();
      column.numbers.push_back(whole);
    }
    if (column.numbers.empty()) continue;
    const auto [least, greatest] = std::minmax_element(column.numbers.begin(), column.numbers.end());
    column.least = *least;
    column.greatest = *greatest;
  }
  return block;
}
