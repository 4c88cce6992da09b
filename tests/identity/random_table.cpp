// Tables: cells in quotes and without, line ends of both kinds, rows too short or too long, a header in any
// order with columns that nobody asked for.
#include "random_table.hpp"

#include <algorithm>

#include "random_cells.hpp"

namespace strata::identity {

namespace {

/// How one table is written.
struct Manner {
  char separator = ',';
  std::string line_end = "\n";
  bool decimal_comma = false;
  bool spoiled = false; ///< rows may be of the wrong length, quotes may be astray
  int quoted = 5;       ///< of a hundred cells that need no quotes
};

bool is_numeric(const Column& column) {
  return column.sort == Sort::Number || column.sort == Sort::Money || column.sort == Sort::Foreign;
}

std::string field(Dice& dice, std::string text, const Manner& manner) {
  const bool needed = text.find_first_of(std::string("\"\r\n") + manner.separator) != std::string::npos;
  if (manner.spoiled && dice.chance(1)) return "\"" + text;
  if (!(needed && !(manner.spoiled && dice.chance(10))) && !dice.chance(manner.quoted)) return text;
  std::string quoted = "\"";
  for (const char sign : text)
    quoted += sign == '"' ? std::string("\"\"") : std::string(1, sign);
  return quoted + "\"";
}

std::string line(Dice& dice, const std::vector<std::string>& cells, const Manner& manner) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i)
    text += (i == 0 ? std::string() : std::string(1, manner.separator)) + field(dice, cells[i], manner);
  // A line without any sign is no record.
  if (text.empty()) text = "\"\"";
  return text + manner.line_end;
}

Manner manner_of(Dice& dice) {
  Manner manner;
  if (dice.chance(30)) manner.separator = dice.of({";", "\t", "|"})[0];
  if (dice.chance(20)) manner.line_end = "\r\n";
  manner.decimal_comma = manner.separator != ',' && dice.chance(20);
  manner.spoiled = dice.chance(15);
  if (dice.chance(10)) manner.quoted = 100;
  return manner;
}

} // namespace

RandomTable random_table(Dice& dice, const RandomModel& model) {
  const Manner manner = manner_of(dice);
  const int disorder = dice.chance(40) ? 0 : dice.chance(70) ? 1 : 8;
  const int bits = dice.of(std::vector<int>{8, 16, 24, 31, 32, 40, 48, 56, 60, 62, 64, 80, 130});

  std::vector<const Column*> order;
  for (const Column& column : model.columns)
    if (!column.row_number) order.push_back(&column);
  if (dice.chance(30)) dice.shuffle(order);
  for (int i = dice.chance(30) ? dice.between(1, 2) : 0; i > 0; --i)
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(dice.below(order.size() + 1)), nullptr);

  RandomTable table;
  std::vector<std::string> names;
  std::vector<CellWriter> writers;
  for (const Column* column : order) {
    names.push_back(column == nullptr ? "other" + std::to_string(names.size()) : column->header);
    writers.emplace_back(dice, column == nullptr ? model.columns[0] : *column, model.known, disorder, bits);
  }
  table.heading = line(dice, names, {manner.separator, manner.line_end});
  if (dice.chance(5)) table.heading = "\xEF\xBB\xBF" + table.heading;
  if (dice.chance(70))
    table.dialect.separator = manner.separator == '\t' ? "tab" : std::string(1, manner.separator);
  if (dice.chance(80)) table.dialect.encoding = "utf-8";
  table.dialect.decimal_comma = manner.decimal_comma;
  table.dialect.thousands = dice.chance(3);

  // Now and then as many as a chunk has, or one more or less.
  std::size_t rows = dice.below(60) + 2;
  if (dice.chance(8)) rows = dice.below(2);
  if (dice.chance(1)) rows = 511 + dice.below(3);
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Column* column = order[i];
      std::string cell = column == nullptr ? dice.of({"", "1", "x", "\"", "a, b"})
                         : column->key     ? writers[i].key(row)
                                           : writers[i].cell();
      if (manner.decimal_comma && column != nullptr && is_numeric(*column))
        std::replace(cell.begin(), cell.end(), '.', ',');
      cells.push_back(std::move(cell));
    }
    if (manner.spoiled && dice.chance(3)) cells.pop_back();
    if (manner.spoiled && dice.chance(3)) cells.emplace_back("9");
    table.records.push_back(line(dice, cells, manner));
    if (dice.chance(1)) table.records.push_back(manner.line_end); // a blank line
    if (manner.spoiled && dice.chance(1))
      table.records.back().insert(dice.below(table.records.back().size()), 1, '\xFF');
  }
  // The last line may lack its end.
  if (!table.records.empty() && dice.chance(20)) {
    std::string& last = table.records.back();
    if (last.size() > manner.line_end.size()) last.resize(last.size() - manner.line_end.size());
  }
  return table;
}

} // namespace strata::identity
