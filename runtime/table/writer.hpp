// Takes: a header and rows of cell texts.
// Returns: bytes on a stream in one of five formats.
// Guarantees: CSV quotes only where it must; a value is written as it was given; the same rows give the same
// bytes. Does not: format numbers (cells come as text), open files.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class TableFormat : std::uint8_t { Csv, Json, NdJson, Markdown, Table };

/// How a cell is written in JSON and aligned in a table.
enum class CellKind : std::uint8_t { Text, Number, Boolean };

struct OutputColumn {
  std::string name;
  CellKind kind = CellKind::Text;
};

/// Writes rows one by one; `finish` completes the document (closes the JSON array, prints an aligned table).
/// In JSON an empty cell is null, and a cell of a number column that is a plain decimal is written digit by
/// digit. The formats that must know widths (Table, Markdown) keep the rows until then.
class TableWriter {
 public:
  [[nodiscard]] static std::unique_ptr<TableWriter> make(TableFormat format, std::ostream& output,
                                                         std::vector<OutputColumn> columns);
  virtual ~TableWriter() = default;
  /// One row, a text per column.
  virtual void write(const std::vector<std::string>& cells) = 0;
  virtual void finish() = 0;
};

/// A text as a CSV field: quoted only where it holds the separator, a quote, a line break or outer blanks.
[[nodiscard]] std::string csv_field(std::string_view text);

/// Columns that a text takes on a terminal: wide (Chinese) characters take two, combining ones none
/// (utf8proc).
[[nodiscard]] std::size_t display_width(std::string_view text);

} // namespace strata
