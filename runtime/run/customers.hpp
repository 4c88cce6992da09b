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

/// How the records of one table become customers of one model. It does not change, so threads may share it.
class CustomerForm {
 public:
  /// `wanted`: the model's columns that are read, in the order of a record's cells.
  CustomerForm(const TypedModel& model, const CustomerTable& table, std::vector<std::uint32_t> wanted);

  /// Takes the key of `row.record`; false, with `row.lost` set, where there is none or the record is broken.
  [[nodiscard]] bool take_key(CustomerRow& row) const;
  /// Takes the other cells of a row that has its key.
  void take_cells(CustomerRow& row) const;
  /// The row that is lost because its key stands in an earlier line.
  [[nodiscard]] Reject repeated(const std::string& key, std::size_t line, std::size_t earlier) const;
  /// Whether a column of the model is read from this table.
  [[nodiscard]] bool reads(std::uint32_t column) const;
  [[nodiscard]] const std::vector<std::uint32_t>& wanted() const { return wanted_; }

 private:
  [[nodiscard]] Reject reject_of(const CellProblem& problem, const std::string& key) const;

  const TypedModel& model_;
  std::string file_;
  std::string key_header_;
  std::vector<std::uint32_t> wanted_;
  std::size_t key_cell_ = 0; // which of a record's cells is the key
};

/// A table whose columns have been found.
struct OpenedCustomers {
  TableReader reader;
  CustomerForm form;
};
/// Finds the columns. Empty, with errors added, where the table cannot be used. All arguments must outlive
/// it. `block`: bytes that are split together; 0: as many as are fast.
[[nodiscard]] std::optional<OpenedCustomers>
open_customers(const TypedModel& model, const CustomerTable& table, std::vector<Diagnostic>& diagnostics,
               ColumnsRead which = ColumnsRead::Used, std::size_t block = 0);

/// Reads the customers one by one.
class CustomerReader {
 public:
  explicit CustomerReader(OpenedCustomers opened) : opened_(std::move(opened)) {}
  [[nodiscard]] static std::optional<CustomerReader> open(const TypedModel& model, const CustomerTable& table,
                                                          std::vector<Diagnostic>& diagnostics,
                                                          ColumnsRead which = ColumnsRead::Used);
  enum class Next : std::uint8_t { Customer, Lost, End };
  /// Reads the next record into `row`, whose memory is reused.
  [[nodiscard]] Next next(CustomerRow& row);
  [[nodiscard]] const std::vector<std::string>& headers() const { return opened_.reader.headers(); }
  [[nodiscard]] bool reads(std::uint32_t column) const { return opened_.form.reads(column); }
  /// Why reading stopped before the end, if it did.
  [[nodiscard]] const std::optional<TableError>& failure() const { return opened_.reader.failure(); }
  /// Of its stream.
  [[nodiscard]] std::size_t bytes_read() const { return opened_.reader.bytes_read(); }
  /// From now on a key that stands twice is two customers.
  void trust_keys() { trusts_keys_ = true; }

 private:
  OpenedCustomers opened_;
  bool trusts_keys_ = false;
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
