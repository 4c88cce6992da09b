// Takes: a model and the rows of its examples.
// Returns: each row as a customer, and the model at the parameters that the row gives.
// Guarantees: a column that is not given is an empty cell, a key that is not given is made up; a model at
// other parameters is checked once, however many rows give them.
// Does not: decide the customer.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "lang/check/check.hpp"
#include "runtime/reference/reference.hpp"

namespace strata {

/// The cells of a row; `number`, from 1, makes up its key.
[[nodiscard]] CustomerCells example_cells(const TypedModel& model, const TypedExample& example,
                                          const TypedExampleRow& row, std::size_t number);
[[nodiscard]] RunSettings example_settings(const TypedExample& example, const TypedExampleRow& row);
/// What a cell that is not given holds.
[[nodiscard]] Outcome empty_cell(const TypedColumn& column, std::uint32_t index);

/// A key for a customer that is given none.
[[nodiscard]] Outcome made_up_key(const TypedColumn& key, std::size_t number);

/// A model at the parameters of an example.
struct ExampleModel {
  const TypedModel& model;
  const ModelConstants* constants = nullptr; ///< null: it does not pass its checks, as `findings` says
  const Findings* findings = nullptr;
};

class ExampleModels {
 public:
  explicit ExampleModels(const TypedModel& model) : model_(model) {}
  /// What comes out stays as long as this does.
  [[nodiscard]] ExampleModel at(const TypedExample& example, const TypedExampleRow& row);

 private:
  struct Variant {
    CheckedModel checked;
    ModelConstants constants;
  };
  Variant& variant_with(const std::map<std::uint32_t, Value>& given);

  const TypedModel& model_;
  std::optional<ModelConstants> constants_;
  std::map<std::string, Variant> variants_;
};

} // namespace strata
