// Takes: a model and a table of customers.
// Returns: the customers one by one, their cells in the model's order.
// Guarantees: every record of the table comes out once, as a customer or as a lost row with its reason; keys
// are
//   distinct; a cell that cannot be read is a failure of that cell, and its problem is kept.
// Does not: decide anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/reference/reference.hpp"
#include "runtime/strata.hpp"
#include "runtime/table/table.hpp"

namespace strata {

struct CustomerRow {
  TableRow record;               ///< as the table has it
  std::string key;               ///< as results show it
  CustomerCells cells;           ///< one per column of the model; missing where nothing uses the column
  std::vector<Reject> bad_cells; ///< cells of used columns that cannot be read
  Reject lost;                   ///< where the whole row is lost
};

/// Which of the declared columns are read.
enum class ColumnsRead : std::uint8_t {
  Used,
  Present, ///< those that nothing uses as well, where the table has them
};

class CustomerReader {
 public:
  /// Finds the columns. Empty, with errors added, where the table cannot be used. All arguments must outlive
  /// it.
  [[nodiscard]] static std::optional<CustomerReader> open(const TypedModel& model, const CustomerTable& table,
                                                          std::vector<Diagnostic>& diagnostics,
                                                          ColumnsRead which = ColumnsRead::Used);
  enum class Next : std::uint8_t { Customer, Lost, End };
  /// Reads the next record into `row`, whose memory is reused.
  [[nodiscard]] Next next(CustomerRow& row);
  [[nodiscard]] const std::vector<std::string>& headers() const { return reader_.headers(); }
  /// Whether a column of the model is read from this table.
  [[nodiscard]] bool reads(std::uint32_t column) const;
  /// Why reading stopped before the end, if it did.
  [[nodiscard]] const std::optional<TableError>& failure() const { return reader_.failure(); }

 private:
  CustomerReader(const TypedModel& model, const CustomerTable& table, std::vector<std::uint32_t> wanted,
                 TableReader reader);
  [[nodiscard]] bool take_key(CustomerRow& row);
  void take_cells(CustomerRow& row) const;
  [[nodiscard]] Reject reject_of(const CellProblem& problem, const std::string& key) const;

  const TypedModel& model_;
  std::string file_;
  std::string key_header_;
  std::vector<std::uint32_t>
      wanted_; ///< the model's columns that are read, in the order of the record's cells
  TableReader reader_;
  std::unordered_map<std::string, std::size_t> lines_; ///< key -> the line on which it stands first
};

/// The header under which a column is looked for.
[[nodiscard]] std::string header_of(const ColumnType& column, const CustomerTable& table);
/// The key as the table's reader would show it, so that `007` finds the customer 7 of a whole-number key.
[[nodiscard]] std::string normal_key(const TypedModel& model, std::string_view key,
                                     const TableDialect& dialect);
/// That a table has no such customer, with the nearest of `others`.
[[nodiscard]] Diagnostic unknown_customer(std::string_view key, const std::string& file,
                                          const std::vector<std::string>& others);
/// "revenue is empty", "revenue is "12a", not a number": why a cell is of no use.
[[nodiscard]] std::string cell_failure(const std::string& column, const CellProblem& problem);

} // namespace strata
