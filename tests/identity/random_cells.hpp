// Takes: a column, the model's constants.
// Returns: cells for it, without the quotes of the table.
#pragma once

#include <string>

#include "random_model.hpp"

namespace strata::identity {

class CellWriter {
 public:
  /// `disorder` is how many cells of a hundred are none that the column takes; `bits` how wide numbers of a
  /// column without a range are.
  CellWriter(Dice& dice, const Column& column, const Vocabulary& known, int disorder, int bits);

  [[nodiscard]] std::string cell();
  [[nodiscard]] std::string key(std::size_t row);

 private:
  [[nodiscard]] Number value();
  [[nodiscard]] Number anywhere();
  [[nodiscard]] bool takes(const Number& value) const;
  [[nodiscard]] Number step();
  [[nodiscard]] std::string written(const Number& value);
  [[nodiscard]] std::string date_text(const Number& day);
  [[nodiscard]] std::string text();
  [[nodiscard]] std::string unusual();

  Dice& dice_;
  const Column& column_;
  const Vocabulary& known_;
  int disorder_;
  int bits_;
  std::vector<Number> borders_; ///< the model's constants that may mean something here
};

} // namespace strata::identity
