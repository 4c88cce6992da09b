// Takes: dice.
// Returns: a random model as text, and what tables need to know of it.
// Guarantees: the same dice give the same model.
// Does not: promise that the checker accepts it; more than half pass.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dice.hpp"
#include "vocabulary.hpp"

namespace strata::identity {

/// A column as tables must fill it.
struct Column {
  std::string name;   ///< as the model writes it
  std::string header; ///< as the table's first line has it
  Sort sort = Sort::Number;
  bool whole = false;
  std::optional<int> places = std::nullopt;
  std::optional<Number> least = std::nullopt;
  std::optional<Number> greatest = std::nullopt;
  bool may_be_empty = false;
  std::vector<std::string> marks = {};   ///< cells that mean "empty"
  std::vector<std::string> choices = {}; ///< of a closed set
  std::string date_form = {};
  std::pair<std::string, std::string> words = {"true", "false"};
  bool key = false;
  bool row_number = false;
};

/// Values that a parameter may be set to, as `--set` takes them.
struct Knob {
  std::string name;
  std::vector<std::string> values;
};

struct RandomModel {
  std::vector<std::string> declarations; ///< each of one line or more
  std::vector<Column> columns;
  std::vector<Knob> knobs;
  Vocabulary known;

  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& declaration : declarations)
      all += declaration + "\n";
    return all;
  }
};

[[nodiscard]] RandomModel random_model(Dice& dice);

/// The `customer` block; the columns' names come to be known.
[[nodiscard]] std::string random_columns(Dice& dice, std::vector<Column>& columns, Vocabulary& known);

} // namespace strata::identity
