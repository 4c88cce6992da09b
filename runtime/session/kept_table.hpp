// Takes: the text of a table, and a model.
// Returns: its customers with their cells, as CustomerReader makes them, kept in memory.
// Guarantees: every declared column that the table has is read, whether the model uses it or not, so that a
//   question may; rejects are those of used columns only, as in a run.
// Does not: decide.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/run/customers.hpp"

namespace strata::session {

/// A table as it was read from its stream: models read it again where they need to.
struct TableText {
  std::string name;
  std::string text;
  std::map<std::string, std::string> headers; ///< model column -> header, where they differ
  TableDialect dialect;

  /// The table as the rest of the library takes it; without a stream, it is only spoken of.
  [[nodiscard]] CustomerTable customer_table(std::istream* stream = nullptr) const {
    return {.name = name, .stream = stream, .headers = headers, .dialect = dialect};
  }
};

struct KeptTable {
  std::vector<CustomerRow> customers; ///< their cells and keys; the records' own texts are let go
  std::vector<Reject> rejects;        ///< in input order
  std::size_t rows_lost = 0;
  std::vector<Diagnostic> notes; ///< how the table was read, where that was guessed or asked for
  std::unordered_map<std::string, std::size_t> by_key; ///< index in `customers`
};

/// What of a model decides how a table is read: two models with the same share a kept table.
[[nodiscard]] std::string way_of_reading(const TypedModel& model);

/// Null with diagnostics where the table does not suit the model, null without where `stop` said so.
[[nodiscard]] std::shared_ptr<const KeptTable> keep_table(const TypedModel& model, const TableText& table,
                                                          const std::function<bool()>& stop,
                                                          std::vector<Diagnostic>& diagnostics);

} // namespace strata::session
