// Takes: nothing; what a table column must hold, as the typed model declares it.
// Returns: `ColumnType`, from which a cell's text becomes a value or an error that says what was expected.
// Guarantees: one description serves every reader of cells (tables, examples, parameters set by hand).
// Does not: read anything.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lang/value/value.hpp"

namespace strata {

/// How the cells of one column are read.
struct ColumnType {
  std::string name;                   ///< the model's name of the column
  std::string header;                 ///< the header to look for where no mapping says otherwise
  Kind kind = Kind::Number;           ///< Number, Money, Text, Boolean, Date or Duration (whole days)
  bool whole = false;                 ///< Number: only whole numbers
  std::optional<int> places;          ///< Number, Money: at most this many decimals
  std::vector<std::string> choices;   ///< Text: the closed set, in declared order; empty: any text
  std::optional<Value> least;         ///< smallest value accepted, inclusive
  std::optional<Value> greatest;      ///< greatest value accepted, inclusive
  bool optional = false;              ///< an empty cell is the missing value
  std::optional<Value> default_value; ///< what an empty cell means
  std::vector<std::variant<std::string, Number>>
      missing_as;        ///< further cells that mean "empty": texts, numbers
  std::string date_form; ///< Date: see Date::parse; empty: ISO
  std::optional<std::pair<std::string, std::string>>
      boolean_forms; ///< texts of true and false; else true/false
  bool key = false;
  bool row_number = false; ///< filled with the number of the data row (from 1), not from a cell
  bool sensitive = false;  ///< its cells are never quoted in a message or an output
};

} // namespace strata
