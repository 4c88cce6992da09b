// Takes: nothing; the cells of a run of records, column by column.
// Returns: `ColumnBlock`, what the columnar evaluator reads.
// Guarantees: exact values; rows that hold anything unusual are marked and say nothing.
// Does not: know models.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace strata {

/// One column of a block, dense: a value per row.
struct ColumnVector {
  /// Number, Money: the value times 10 to the power `places`. Date: its day number. Duration: days. Boolean:
  /// 0 or 1. `one of`: the choice's place in the declaration. 0 where the cell is missing or the row is slow.
  std::vector<std::int64_t> numbers;
  /// Text that is not of a closed set: the cell's text, without quotes; it lives as long as the block's
  /// records.
  std::vector<std::string_view> texts;
  /// 1 where the cell is missing; empty where none is.
  std::vector<std::uint8_t> missing;
  int places = 0;
  std::int64_t least = 0; ///< of `numbers`
  std::int64_t greatest = 0;
};

struct ColumnBlock {
  std::size_t rows = 0;
  std::vector<ColumnVector> columns; ///< one per column of the model, empty where it is not read
  /// 1 where a row is for the slow reader: a broken record, a cell that cannot be read, or one that can, but
  /// not here (an exponent, thousands, a number of 19 digits). Empty where there is none.
  std::vector<std::uint8_t> slow;
};

} // namespace strata
