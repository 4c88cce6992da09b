// How a table is read: the header says where the wanted columns stand, then each record becomes a row of
// cells.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/table/header.hpp"
#include "runtime/table/reading.hpp"
#include "runtime/table/record_splitter.hpp"
#include "runtime/table/table.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

std::string count_of(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

} // namespace

struct TableReader::State {
  State(std::istream& input, std::string name, SplitterLimits limits, SplitterForm form,
        const TableDialect& dialect)
      : splitter(input, limits, std::move(form)),
        numbers{dialect.decimal_comma, dialect.thousands},
        file(std::move(name)) {}

  RecordSplitter splitter;
  NumberForm numbers;
  std::string file;
  std::vector<ColumnType> wanted;
  std::vector<std::size_t> places; // per wanted column the index of its header, or kRowNumber
  std::vector<std::string> headers;
  std::size_t needed = 0;   // fields up to the last header that has a name
  RecordBlock rows;         // of `next`
  std::size_t next_row = 0; // of them
  bool has_header = true;
  bool hide_records = false; // a wanted column is sensitive: the text of a whole record is not quoted
  std::optional<TableError> failure;

  bool read_header(const TableOptions& options, std::vector<TableError>& errors);
  bool take_header(std::vector<TableError>& errors);
  bool next_block(RecordBlock& block);
  void read_row(const RecordBlock& block, std::size_t record, TableRow& row) const;
  void set_broken(TableRow& row, std::string_view text, std::string reason) const;
  [[nodiscard]] std::size_t used_fields(const RecordBlock& block, std::size_t record) const;
  [[nodiscard]] bool has_count(std::size_t used) const { return used >= needed && used <= headers.size(); }
  [[nodiscard]] std::string count_problem(std::size_t fields, std::size_t used) const;
  [[nodiscard]] Cell cell_of(const TableRow& row, std::size_t column) const;
};

bool TableReader::State::read_header(const TableOptions& options, std::vector<TableError>& errors) {
  const TableDialect& dialect = options.dialect;
  if (const FormatProblem problem = splitter.begin(); problem != FormatProblem::None) {
    errors.push_back(format_error(problem, file, splitter, dialect, wanted));
    return false;
  }
  if (splitter.encoding().guessed) errors.push_back(guess_note(file, splitter.encoding()));
  has_header = !dialect.columns;
  const std::size_t line = has_header ? splitter.line() : 0;
  if (dialect.columns)
    headers = *dialect.columns;
  else if (!take_header(errors))
    return false;
  needed = headers.size();
  while (needed > 1 && trimmed(headers[needed - 1]).empty())
    --needed;
  auto found = find_columns(headers, file, line, wanted, options, errors);
  if (!found) return false;
  places = std::move(*found);
  if (dialect.verbose) errors.push_back(reading_note(file, splitter, line, dialect, headers, wanted, places));
  return true;
}

/// The first record that is not blank is the header.
bool TableReader::State::take_header(std::vector<TableError>& errors) {
  if (splitter.next(rows, RecordSplitter::Most::One) != BlockState::Records) {
    errors.push_back(unreadable(file, splitter.line(), splitter.error_number()));
    return false;
  }
  if (const BrokenRecord* broken = rows.broken_at(0)) {
    if (broken->wrong_encoding)
      errors.push_back(encoding_error(file, rows.first_line, broken->reason, splitter.encoding()));
    else
      errors.push_back({file, rows.first_line, "the header cannot be split: " + broken->reason,
                        "correct the first line of the table", Code::TableHeaderBroken});
    return false;
  }
  headers.resize(rows.fields_of(0));
  for (std::size_t field = 0; field < headers.size(); ++field)
    rows.copy_field(0, field, headers[field]);
  rows.clear();
  return true;
}

bool TableReader::State::next_block(RecordBlock& block) {
  if (failure) return false;
  switch (splitter.next(block)) {
  case BlockState::End: return false;
  case BlockState::Failed: failure = unreadable(file, splitter.line(), splitter.error_number()); return false;
  case BlockState::Records: break;
  }
  if (has_header) --block.first_record;
  if (!splitter.encoding().guessed) return true;
  // Where a guess turns out to be wrong, what has been read so far may be wrong too.
  const auto wrong = std::find_if(block.broken.begin(), block.broken.end(),
                                  [](const BrokenRecord& broken) { return broken.wrong_encoding; });
  if (wrong == block.broken.end()) return true;
  failure = encoding_error(file, block.line_of(wrong->record), wrong->reason, splitter.encoding());
  block.cut(wrong->record);
  return block.records > 0;
}

void TableReader::State::read_row(const RecordBlock& block, std::size_t record, TableRow& row) const {
  row.broken.reset();
  row.line = block.line_of(record);
  row.number = block.first_record + record + 1;
  if (const BrokenRecord* broken = block.broken_at(record)) {
    const bool no_sign = broken->wrong_encoding && splitter.encoding().assumed;
    set_broken(row, broken->text,
               no_sign ? broken->reason + " (--encoding NAME says which encoding a table has)"
                       : broken->reason);
    return;
  }
  const std::size_t fields = block.fields_of(record);
  const std::size_t used = used_fields(block, record);
  if (!has_count(used)) {
    set_broken(row, block.record_text(record), count_problem(fields, used));
    return;
  }
  row.fields.resize(headers.size());
  for (std::size_t field = 0; field < headers.size(); ++field) {
    if (field < fields)
      block.copy_field(record, field, row.fields[field]);
    else
      row.fields[field].clear();
  }
  row.cells.resize(wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i)
    row.cells[i] = cell_of(row, i);
}

void TableReader::State::set_broken(TableRow& row, std::string_view text, std::string reason) const {
  row.cells.clear();
  row.fields.clear();
  row.broken = CellProblem{file, row.line, "", hide_records ? "(hidden)" : cut_text(text), std::move(reason)};
}

/// Fields behind the last header, and headers without a name, may be absent where they hold nothing: programs
/// that end every line with a separator write some lines without it.
std::size_t TableReader::State::used_fields(const RecordBlock& block, std::size_t record) const {
  std::size_t used = block.fields_of(record);
  while (used > headers.size()) {
    const std::string_view last = block.raw_field(record, used - 1);
    if (!last.empty() && last != "\"\"") break;
    --used;
  }
  return used;
}

std::string TableReader::State::count_problem(std::size_t fields, std::size_t used) const {
  return fmt::format("the record has {}, but {}{}", count_of(fields, "field"),
                     has_header ? fmt::format("the header has {}", headers.size())
                                : fmt::format("{} named", headers.size() == 1 ? "1 column is"
                                                                              : fmt::format("{} columns are",
                                                                                            headers.size())),
                     used > headers.size() ? " (a text that holds the separator must stand in quotes)" : "");
}

Cell TableReader::State::cell_of(const TableRow& row, std::size_t column) const {
  const std::size_t place = places[column];
  if (place == kRowNumber) return Value(Number(static_cast<std::int64_t>(row.number)));
  Cell cell = read_cell(row.fields[place], wanted[column], numbers);
  if (auto* problem = std::get_if<CellProblem>(&cell)) {
    problem->file = file;
    problem->line = row.line;
    problem->column = trimmed(headers[place]);
  }
  return cell;
}

TableReader::TableReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

std::optional<TableReader> TableReader::open(std::istream& input, std::string file,
                                             std::span<const ColumnType> wanted, const TableOptions& options,
                                             std::vector<TableError>& errors) {
  auto form = splitter_form(options.dialect, file, errors);
  if (!form) return std::nullopt;
  SplitterLimits limits;
  if (options.block != 0) limits.block = options.block;
  auto state = std::make_unique<State>(input, std::move(file), limits, std::move(*form), options.dialect);
  state->wanted.assign(wanted.begin(), wanted.end());
  state->hide_records = options.hide_records;
  for (const ColumnType& column : wanted)
    state->hide_records = state->hide_records || column.sensitive;
  if (!state->read_header(options, errors)) return std::nullopt;
  return TableReader(std::move(state));
}

const std::vector<std::string>& TableReader::headers() const {
  return state_->headers;
}

NumberForm TableReader::number_form() const {
  return state_->numbers;
}

const std::optional<TableError>& TableReader::failure() const {
  return state_->failure;
}

const std::vector<std::size_t>& TableReader::places() const {
  return state_->places;
}

char TableReader::separator() const {
  return state_->splitter.separator();
}

std::optional<std::size_t> TableReader::text_in_stream() const {
  const Encoding& encoding = state_->splitter.encoding();
  if (!encoding.is_utf8()) return std::nullopt;
  return encoding.mark;
}

std::size_t TableReader::bytes_read() const {
  return state_->splitter.bytes_read();
}

bool TableReader::next(TableRow& row) {
  State& state = *state_;
  if (state.next_row == state.rows.records) {
    state.next_row = 0;
    if (!state.next_block(state.rows)) {
      state.rows.clear();
      return false;
    }
  }
  state.read_row(state.rows, state.next_row++, row);
  return true;
}

bool TableReader::next_block(RecordBlock& block) {
  return state_->next_block(block);
}

TableRow TableReader::row_of(const RecordBlock& block, std::size_t record) const {
  TableRow row;
  state_->read_row(block, record, row);
  return row;
}

void TableReader::mark_unusual(const RecordBlock& block, std::vector<std::uint8_t>& slow) const {
  if (block.uniform_fields > 0 && state_->has_count(block.uniform_fields)) return;
  for (std::size_t record = 0; record < block.records; ++record) {
    const bool is_broken = block.fields_of(record) == 0;
    if (!is_broken && state_->has_count(state_->used_fields(block, record))) continue;
    slow.resize(block.records);
    slow[record] = 1;
  }
}

} // namespace strata
