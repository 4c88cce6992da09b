// How a table is read: the header says where the wanted columns stand, then each record becomes a row of
// cells.
#include <system_error>
#include <utility>

#include <cerrno>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/table/header.hpp"
#include "runtime/table/record_splitter.hpp"
#include "runtime/table/table.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

std::string count_of(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

TableError unreadable(const std::string& file, std::size_t line, int error_number) {
  TableError error{file, line, "the table cannot be read", "", Code::TableUnreadable};
  if (error_number == EISDIR) {
    error.message = "this is a directory, not a table";
    error.help = "name the CSV file itself";
  } else if (error_number != 0) {
    error.message += ": " + std::generic_category().message(error_number);
  }
  return error;
}

/// What is said of a stream that does not begin as a table does.
TableError format_error(FormatProblem problem, const std::string& file, int error_number,
                        std::span<const ColumnType> wanted) {
  switch (problem) {
  case FormatProblem::Empty: {
    std::string columns;
    for (const ColumnType& column : wanted)
      if (!column.row_number) columns += (columns.empty() ? "" : ",") + column.header;
    return {file, 0, "the table is empty", "its first line must name the columns: " + columns,
            Code::TableEmpty};
  }
  case FormatProblem::Utf16:
    return {file, 0, "the table is UTF-16, not UTF-8",
            "save it as UTF-8 (\"CSV UTF-8\" in a spreadsheet program)", Code::TableEncoding};
  case FormatProblem::Workbook:
    return {file, 0, "this is a workbook of a spreadsheet program (or another archive), not a CSV table",
            "save the sheet as \"CSV UTF-8\"", Code::TableUnreadable};
  default: return unreadable(file, 0, error_number);
  }
}

} // namespace

struct TableReader::State {
  State(std::istream& input, std::string name) : splitter(input), file(std::move(name)) {}

  RecordSplitter splitter;
  std::string file;
  std::vector<ColumnType> wanted;
  std::vector<std::size_t> places; // per wanted column the index of its header, or kRowNumber
  std::vector<std::string> headers;
  std::size_t needed = 0; // fields up to the last header that has a name
  std::size_t records = 0;
  bool hide_records = false; // a wanted column is sensitive: the text of a whole record is not quoted
  std::optional<TableError> failure;

  bool read_header(const TableOptions& options, std::vector<TableError>& errors);
  void set_broken(TableRow& row, std::string reason) const;
  [[nodiscard]] std::optional<std::string> count_problem(const std::vector<std::string>& fields) const;
  [[nodiscard]] Cell cell_of(const TableRow& row, std::size_t column) const;
};

bool TableReader::State::read_header(const TableOptions& options, std::vector<TableError>& errors) {
  if (const FormatProblem problem = splitter.begin(); problem != FormatProblem::None) {
    errors.push_back(format_error(problem, file, splitter.error_number(), wanted));
    return false;
  }
  switch (splitter.next(headers)) {
  case RecordState::Whole: break;
  case RecordState::Broken:
    if (first_bad_byte(splitter.text()))
      errors.push_back({file, splitter.line(), splitter.reason() + ", so the header cannot be read",
                        "save the table as UTF-8 (\"CSV UTF-8\" in a spreadsheet program)",
                        Code::TableEncoding});
    else
      errors.push_back({file, splitter.line(), "the header cannot be split: " + splitter.reason(),
                        "correct the first line of the table", Code::TableHeaderBroken});
    return false;
  default: errors.push_back(unreadable(file, splitter.line(), splitter.error_number())); return false;
  }
  needed = headers.size();
  while (needed > 1 && trimmed(headers[needed - 1]).empty())
    --needed;
  auto found = find_columns(headers, file, splitter.line(), wanted, options, errors);
  if (found) places = std::move(*found);
  return found.has_value();
}

void TableReader::State::set_broken(TableRow& row, std::string reason) const {
  row.cells.clear();
  row.fields.clear();
  row.broken = CellProblem{file, row.line, "", hide_records ? "(hidden)" : cut_text(splitter.text()),
                           std::move(reason)};
}

/// Fields behind the last header, and headers without a name, may be absent where they hold nothing: programs
/// that end every line with a separator write some lines without it.
std::optional<std::string> TableReader::State::count_problem(const std::vector<std::string>& fields) const {
  std::size_t used = fields.size();
  while (used > headers.size() && fields[used - 1].empty())
    --used;
  if (used >= needed && used <= headers.size()) return std::nullopt;
  return fmt::format("the record has {}, but the header has {}{}", count_of(fields.size(), "field"),
                     headers.size(),
                     used > headers.size() ? " (a text that holds the separator must stand in quotes)" : "");
}

Cell TableReader::State::cell_of(const TableRow& row, std::size_t column) const {
  const std::size_t place = places[column];
  if (place == kRowNumber) return Value(Number(static_cast<std::int64_t>(row.number)));
  Cell cell = read_cell(row.fields[place], wanted[column]);
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
  auto state = std::make_unique<State>(input, std::move(file));
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

const std::optional<TableError>& TableReader::failure() const {
  return state_->failure;
}

bool TableReader::next(TableRow& row) {
  State& state = *state_;
  row.broken.reset();
  const RecordState found = state.splitter.next(row.fields);
  if (found == RecordState::Failed)
    state.failure = unreadable(state.file, state.splitter.line(), state.splitter.error_number());
  if (found == RecordState::Failed || found == RecordState::End) return false;
  row.line = state.splitter.line();
  row.number = ++state.records;
  if (found == RecordState::Broken) {
    state.set_broken(row, state.splitter.reason());
    return true;
  }
  if (auto problem = state.count_problem(row.fields)) {
    state.set_broken(row, std::move(*problem));
    return true;
  }
  row.fields.resize(state.headers.size());
  row.cells.resize(state.wanted.size());
  for (std::size_t i = 0; i < state.wanted.size(); ++i)
    row.cells[i] = state.cell_of(row, i);
  return true;
}

} // namespace strata
