// Takes: a stream of CSV text, how it is written, the columns that a model wants and their headers.
// Returns: rows of typed cells, in input order; a cell that cannot be read is a problem, not a value.
// Guarantees: the text of a cell becomes an exact value with no binary floating point in between; every
// problem
//   names file, line, column, text and what was expected; nothing of the input is skipped silently.
// Does not: know models; decide which problem is fatal to a customer.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/source/finding.hpp"
#include "lang/value/column_type.hpp"
#include "runtime/strata.hpp"
#include "runtime/table/number_form.hpp"
#include "runtime/table/record_block.hpp"

namespace strata {

/// Why a table cannot be read at all, or cannot be read further: said once, with what to do.
struct TableError {
  std::string file;
  std::size_t line = 0; ///< 0 where no line is meant
  std::string message;  ///< one sentence
  std::string help;     ///< what to do; may be empty
  Code code{};          ///< which message of the registry it is (E0801 …)
  std::vector<std::string> notes = {};
};

/// A cell or a record that cannot be used; the other rows go on.
struct CellProblem {
  std::string file;
  std::size_t line = 0; ///< the line on which the record begins, from 1
  std::string column;   ///< the header of the column; empty where the whole record is meant
  std::string text; ///< what stands there, cut to 60 characters with "…"; "(hidden)" for a sensitive column
  std::string expected; ///< "a whole number in 0 .. 3650"; for a record: the reason as a sentence
  bool empty = false;   ///< nothing stands there, or what counts as nothing; unsaid of a sensitive column
};

using Cell = std::variant<Value, CellProblem>;

/// The place of a column that is filled with the number of the row and stands under no header.
inline constexpr std::size_t kRowNumber = static_cast<std::size_t>(-1);

/// One record of the table.
struct TableRow {
  std::size_t line = 0;            ///< where it begins
  std::size_t number = 0;          ///< 1 for the first record after the header
  std::vector<Cell> cells;         ///< one per wanted column, in that order; none where the record is broken
  std::vector<std::string> fields; ///< the texts as they stand, one per header; none where broken
  /// Set when the record itself is unusable (fields missing, quote left open, not UTF-8). Its text is hidden
  /// where any wanted column is sensitive.
  std::optional<CellProblem> broken;
};

struct TableOptions {
  std::map<std::string, std::string> headers; ///< model column name -> header that holds it (`--map`)
  TableDialect dialect = {};
  /// Columns that the model declares beside the wanted ones: a mapping for one of them is no mistake.
  std::vector<std::string> unused = {};
  /// Hide the text of broken records: a column that is not wanted is sensitive.
  bool hide_records = false;
  std::size_t block = 0; ///< bytes that are split together; 0: as many as are fast
};

/// Reads one table; the stream must outlive it.
class TableReader {
 public:
  /// Reads the header and finds the wanted columns. Empty, with errors added, where the table cannot be used:
  /// no text, no header, a column missing (the nearest header is offered), a header twice, … Where the
  /// encoding was guessed, or the dialect asks for it, notes on how the table is read are added too.
  [[nodiscard]] static std::optional<TableReader> open(std::istream& input, std::string file,
                                                       std::span<const ColumnType> wanted,
                                                       const TableOptions& options,
                                                       std::vector<TableError>& errors);
  TableReader(TableReader&&) noexcept;
  TableReader& operator=(TableReader&&) noexcept;
  ~TableReader();

  [[nodiscard]] const std::vector<std::string>& headers() const;
  [[nodiscard]] NumberForm number_form() const;
  /// Per wanted column the index of its header; `kRowNumber` for one that is filled with the row's number.
  [[nodiscard]] const std::vector<std::size_t>& places() const;

  /// What separates the cells; a blank where any number of blanks and tabs does.
  [[nodiscard]] char separator() const;
  /// How many bytes of the stream stand before the text, where the text is the stream's own bytes: UTF-8.
  [[nodiscard]] std::optional<std::size_t> text_in_stream() const;
  /// Of the stream: how far reading has come.
  [[nodiscard]] std::size_t bytes_read() const;

  /// The next record into `row` (whose memory is reused); false at the end or when reading failed.
  [[nodiscard]] bool next(TableRow& row);
  /// Why reading stopped before the end (a read error), if it did; to be asked where nothing is left.
  [[nodiscard]] const std::optional<TableError>& failure() const;

  /// The same records by the block, for readers of columns; not to be mixed with `next`. The header is in
  /// none, so that `first_record` counts the rows before the block.
  [[nodiscard]] bool next_block(RecordBlock& block);
  /// A record of a block as `next` gives it. Several threads may ask at once.
  [[nodiscard]] TableRow row_of(const RecordBlock& block, std::size_t record) const;
  /// Marks the records of a block whose fields are not the wanted columns' cells, because they are broken or
  /// are not as many as the headers. `slow` stays empty where there is none, else has a 1 per such record.
  void mark_unusual(const RecordBlock& block, std::vector<std::uint8_t>& slow) const;

 private:
  struct State;
  explicit TableReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The value of one cell's text by its column, or the problem with `text` and `expected` filled (place left
/// empty).
[[nodiscard]] Cell read_cell(std::string_view text, const ColumnType& column, NumberForm form = {});
/// Whether a value that did not come from a cell (an example's, a setting's) lies in the column; else what
/// was expected.
[[nodiscard]] std::optional<std::string> value_problem(const Value& value, const ColumnType& column);
/// "a whole number in 0 .. 3650, or an empty cell": what the column accepts, in words.
[[nodiscard]] std::string describe_column(const ColumnType& column);

} // namespace strata
