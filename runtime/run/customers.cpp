// Records become customers: the key is taken and must be new, every other used cell is a value or a failure.
#include "runtime/run/customers.hpp"

#include <algorithm>
#include <istream>
#include <span>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/run/value_text.hpp"
#include "runtime/table/header.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::string_view kHidden = "(hidden)";

bool is_read(const TypedModel& model, std::uint32_t column) {
  return model.columns[column].used || column == model.key;
}

/// The headers of a table whose stream can be read twice.
std::optional<std::vector<std::string>> present_headers(const CustomerTable& table) {
  std::vector<TableError> errors; // said when the table is opened for good
  const auto reader =
      TableReader::open(*table.stream, table.name, {}, {.headers = {}, .dialect = table.dialect}, errors);
  table.stream->clear();
  table.stream->seekg(0);
  if (!reader) return std::nullopt;
  return reader->headers();
}

/// Whether the header line has the column, and once.
bool stands_among(const std::vector<std::string>& headers, const ColumnType& column,
                  const CustomerTable& table) {
  TableOptions options;
  const auto mapped = table.headers.find(column.name);
  if (mapped != table.headers.end()) options.headers.insert(*mapped);
  std::vector<TableError> errors;
  return find_columns(headers, table.name, 1, std::span(&column, 1), options, errors).has_value();
}

/// "the cell is empty; expected a whole number"
std::string reason_of(const CellProblem& problem) {
  const std::string expected = "expected " + problem.expected;
  if (!problem.empty) return expected;
  return (trimmed(problem.text).empty() ? "the cell is empty; " : "the cell counts as empty; ") + expected;
}

} // namespace

std::string header_of(const ColumnType& column, const CustomerTable& table) {
  const auto mapped = table.headers.find(column.name);
  if (mapped != table.headers.end()) return mapped->second;
  return column.header.empty() ? column.name : column.header;
}

std::string cell_failure(const std::string& column, const CellProblem& problem) {
  if (trimmed(problem.text).empty()) return fmt::format("{} is empty", column);
  if (problem.empty) return fmt::format("{} is \"{}\", which counts as empty", column, problem.text);
  if (problem.text == kHidden) return fmt::format("{} is not {}", column, problem.expected);
  return fmt::format("{} is \"{}\", not {}", column, problem.text, problem.expected);
}

std::string normal_key(const TypedModel& model, std::string_view key, const TableDialect& dialect) {
  const ColumnType& column = model.columns[model.key].cell;
  if (column.row_number) return std::string(key);
  const Cell cell = read_cell(key, column, {dialect.decimal_comma, dialect.thousands});
  const auto* value = std::get_if<Value>(&cell);
  return value == nullptr ? std::string(key) : cell_text(model, *value, std::nullopt);
}

Diagnostic unknown_customer(std::string_view key, const std::string& file,
                            const std::vector<std::string>& others) {
  const std::string nearest = nearest_name(key, others);
  return plain_diagnostic(Code::CustomerUnknown, fmt::format("{} has no customer `{}`", file, cut_text(key)),
                          nearest.empty() ? "rows that cannot be used are listed by strata run with --rejects"
                                          : fmt::format("did you mean `{}`?", cut_text(nearest)));
}

CustomerForm::CustomerForm(const TypedModel& model, const CustomerTable& table,
                           std::vector<std::uint32_t> wanted)
    : model_(model),
      file_(table.name),
      key_header_(header_of(model.columns[model.key].cell, table)),
      wanted_(std::move(wanted)),
      key_cell_(
          static_cast<std::size_t>(std::find(wanted_.begin(), wanted_.end(), model.key) - wanted_.begin())) {}

bool CustomerForm::reads(std::uint32_t column) const {
  return std::find(wanted_.begin(), wanted_.end(), column) != wanted_.end();
}

Reject CustomerForm::reject_of(const CellProblem& problem, const std::string& key) const {
  return {.file = problem.file.empty() ? file_ : problem.file,
          .line = problem.line,
          .key = key,
          .column = problem.column,
          .text = problem.text,
          .reason = reason_of(problem),
          .row_lost = false};
}

bool CustomerForm::take_key(CustomerRow& row) const {
  row.bad_cells.clear();
  row.key.clear();
  if (row.record.broken) {
    row.lost = reject_of(*row.record.broken, "");
    row.lost.reason = row.record.broken->expected;
    row.lost.row_lost = true;
    return false;
  }
  const Cell& cell = row.record.cells[key_cell_];
  if (const auto* problem = std::get_if<CellProblem>(&cell)) {
    row.lost = reject_of(*problem, "");
    if (problem->empty) row.lost.reason = "the key is empty";
    row.lost.row_lost = true;
    return false;
  }
  row.key = cell_text(model_, std::get<Value>(cell), std::nullopt);
  return true;
}

Reject CustomerForm::repeated(const std::string& key, std::size_t line, std::size_t earlier) const {
  return {.file = file_,
          .line = line,
          .key = key,
          .column = key_header_,
          .text = cut_text(key),
          .reason = fmt::format("the key stands in line {} already; that row counts", earlier),
          .row_lost = true};
}

void CustomerForm::take_cells(CustomerRow& row) const {
  row.cells.assign(model_.columns.size(), Outcome(Value(Missing{})));
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const std::uint32_t column = wanted_[i];
    const Cell& cell = row.record.cells[i];
    if (const auto* value = std::get_if<Value>(&cell)) {
      row.cells[column] = *value;
      continue;
    }
    const auto& problem = std::get<CellProblem>(cell);
    if (is_read(model_, column)) row.bad_cells.push_back(reject_of(problem, row.key));
    const TypedColumn& typed = model_.columns[column];
    row.cells[column] = Failure{.place = typed.declaration->name.span,
                                .message = cell_failure(typed.cell.name, problem),
                                .column = static_cast<std::int32_t>(column)};
  }
}

std::optional<OpenedCustomers> open_customers(const TypedModel& model, const CustomerTable& table,
                                              std::vector<Diagnostic>& diagnostics, ColumnsRead which,
                                              std::size_t block) {
  if (table.stream == nullptr) throw InternalError("a table of customers needs a stream");
  std::vector<std::uint32_t> wanted;
  std::vector<ColumnType> columns;
  TableOptions options{.headers = table.headers, .dialect = table.dialect, .block = block};
  const auto present =
      which == ColumnsRead::Present ? present_headers(table) : std::optional<std::vector<std::string>>();
  for (std::uint32_t i = 0; i < model.columns.size(); ++i) {
    const ColumnType& column = model.columns[i].cell;
    options.hide_records = options.hide_records || column.sensitive;
    if (is_read(model, i) || (present && stands_among(*present, column, table))) {
      wanted.push_back(i);
      columns.push_back(column);
    } else {
      options.unused.push_back(column.name);
    }
  }
  std::vector<TableError> errors;
  auto reader = TableReader::open(*table.stream, table.name, columns, options, errors);
  for (const TableError& error : errors)
    diagnostics.push_back(resolve(error));
  if (!reader) return std::nullopt;
  return OpenedCustomers{std::move(*reader), CustomerForm(model, table, std::move(wanted))};
}

std::optional<CustomerReader> CustomerReader::open(const TypedModel& model, const CustomerTable& table,
                                                   std::vector<Diagnostic>& diagnostics, ColumnsRead which) {
  auto opened = open_customers(model, table, diagnostics, which);
  if (!opened) return std::nullopt;
  return CustomerReader(std::move(*opened));
}

CustomerReader::Next CustomerReader::next(CustomerRow& row) {
  if (!opened_.reader.next(row.record)) return Next::End;
  if (!opened_.form.take_key(row)) return Next::Lost;
  if (!trusts_keys_) {
    const auto [entry, is_new] = lines_.emplace(row.key, row.record.line);
    if (!is_new) {
      row.lost = opened_.form.repeated(row.key, row.record.line, entry->second);
      return Next::Lost;
    }
  }
  opened_.form.take_cells(row);
  return Next::Customer;
}

} // namespace strata
