// How a table is read: the header says where the wanted columns stand, then each record becomes a row of
// cells.
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
  State(std::istream& input, std::string name, SplitterForm form, const TableDialect& dialect)
      : splitter(input, {}, std::move(form)),
        numbers{dialect.decimal_comma, dialect.thousands},
        file(std::move(name)) {}

  RecordSplitter splitter;
  NumberForm numbers;
  std::string file;
  std::vector<ColumnType> wanted;
  std::vector<std::size_t> places; // per wanted column the index of its header, or kRowNumber
  std::vector<std::string> headers;
  std::size_t needed = 0; // fields up to the last header that has a name
  std::size_t records = 0;
  bool has_header = true;
  bool hide_records = false; // a wanted column is sensitive: the text of a whole record is not quoted
  std::optional<TableError> failure;

  bool read_header(const TableOptions& options, std::vector<TableError>& errors);
  bool take_header(std::vector<TableError>& errors);
  void set_broken(TableRow& row, std::string reason) const;
  [[nodiscard]] std::optional<std::string> count_problem(const std::vector<std::string>& fields) const;
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
  if (dialect.columns)
    headers = *dialect.columns;
  else if (!take_header(errors))
    return false;
  needed = headers.size();
  while (needed > 1 && trimmed(headers[needed - 1]).empty())
    --needed;
  auto found = find_columns(headers, file, dialect.columns ? 0 : splitter.line(), wanted, options, errors);
  if (!found) return false;
  places = std::move(*found);
  if (dialect.verbose) errors.push_back(reading_note(file, splitter, dialect, headers, wanted, places));
  return true;
}

/// The first record that is not blank is the header.
bool TableReader::State::take_header(std::vector<TableError>& errors) {
  switch (splitter.next(headers)) {
  case RecordState::Whole: return true;
  case RecordState::Broken:
    if (splitter.wrong_encoding())
      errors.push_back(encoding_error(file, splitter));
    else
      errors.push_back({file, splitter.line(), "the header cannot be split: " + splitter.reason(),
                        "correct the first line of the table", Code::TableHeaderBroken});
    return false;
  default: errors.push_back(unreadable(file, splitter.line(), splitter.error_number())); return false;
  }
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
  return fmt::format("the record has {}, but {}{}", count_of(fields.size(), "field"),
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
  auto state = std::make_unique<State>(input, std::move(file), std::move(*form), options.dialect);
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

bool TableReader::next(TableRow& row) {
  State& state = *state_;
  row.broken.reset();
  const RecordState found = state.splitter.next(row.fields);
  if (found == RecordState::Failed)
    state.failure = unreadable(state.file, state.splitter.line(), state.splitter.error_number());
  // Where a guess turns out to be wrong, what has been read so far may be wrong too.
  else if (state.splitter.wrong_encoding() && state.splitter.encoding().guessed)
    state.failure = encoding_error(state.file, state.splitter);
  if (state.failure || found == RecordState::End) return false;
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
