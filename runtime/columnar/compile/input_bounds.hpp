// Takes: the model's columns, then each block as it comes.
// Returns: how great the numbers of each column may be, and with how many decimals.
// Guarantees: what a block holds lies within; the bounds grow in a few large steps, so that a program fits
// many
//   blocks.
// Does not: copy data.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "runtime/table/column_block.hpp"

namespace strata::columnar {

struct InputBounds {
  bool known = false;
  int places = 0;
  std::int64_t low = 0; ///< at these places; 0 always lies within, since cells that are missing hold it
  std::int64_t high = 0;
  bool missing = false; ///< some cell is
};

class InputClasses {
 public:
  InputClasses(const TypedModel& model, std::vector<bool> used);

  /// Makes the bounds hold for a block too; whether they had to change.
  bool take(const ColumnBlock& block);
  [[nodiscard]] const std::vector<InputBounds>& bounds() const { return bounds_; }
  [[nodiscard]] bool used(std::size_t column) const { return used_[column]; }
  /// What the block's numbers have to be multiplied by to have the places that the bounds say.
  [[nodiscard]] std::int64_t factor(std::size_t column, const ColumnVector& values) const;

 private:
  bool take_numbers(std::size_t column, const ColumnVector& values);
  void begin(std::size_t column, int places);

  const TypedModel& model_;
  std::vector<bool> used_;
  std::vector<InputBounds> bounds_;
};

} // namespace strata::columnar
