// The formats for programs, which are written row by row: CSV, JSON and JSON lines. The few lines that write
// a JSON text stand here instead of a library's because cells are texts already and numbers must keep their
// digits.
#include "runtime/table/writer.hpp"

#include <ostream>

#include <fmt/format.h>

#include "runtime/table/aligned_writer.hpp"

namespace strata {

namespace {

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    result += c;
    if (c == '"') result += '"';
  }
  return result + '"';
}

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(std::ostream& output, const std::vector<OutputColumn>& columns) : output_(output) {
    std::string line;
    for (const OutputColumn& column : columns) {
      // A reader settles the separator from this line, so no other candidate may stand in it outside quotes.
      const bool misleading = column.name.find_first_of(";\t") != std::string::npos;
      line += (line.empty() ? "" : ",") +
              (misleading || column.name.empty() ? in_quotes(column.name) : csv_field(column.name));
    }
    output_ << line << '\n';
  }

  void write(const std::vector<std::string>& cells) override {
    line_.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line_ += ',';
      line_ += csv_field(cells[i]);
    }
    if (line_.empty()) line_ = "\"\""; // the only cell is empty, and a blank line would be no record
    line_ += '\n';
    output_ << line_;
  }

  void finish() override {}

 private:
  std::ostream& output_;
  std::string line_;
};

std::string json_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (result += '\\') += c;
    else if (c == '\n')
      result += "\\n";
    else if (c == '\r')
      result += "\\r";
    else if (c == '\t')
      result += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20)
      result += fmt::format("\\u{:04x}", static_cast<int>(c));
    else
      result += c;
  }
  return result + '"';
}

/// Whether a text is a number of JSON: a plain decimal without a leading zero or plus.
bool is_json_number(std::string_view text) {
  const auto take_digits = [&] {
    const std::size_t size = text.size();
    while (!text.empty() && text.front() >= '0' && text.front() <= '9')
      text.remove_prefix(1);
    return size - text.size();
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t whole = take_digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (text.empty()) return true;
  if (text.front() != '.') return false;
  text.remove_prefix(1);
  return take_digits() > 0 && text.empty();
}

std::string json_value(std::string_view cell, CellKind kind) {
  if (cell.empty()) return "null";
  const bool bare = (kind == CellKind::Number && is_json_number(cell)) ||
                    (kind == CellKind::Boolean && (cell == "true" || cell == "false"));
  return bare ? std::string(cell) : json_text(cell);
}

/// An array with one object per line, or (JSON lines) the objects alone.
class JsonWriter final : public TableWriter {
 public:
  JsonWriter(std::ostream& output, std::vector<OutputColumn> columns, bool array)
      : output_(output), columns_(std::move(columns)), array_(array) {
    if (array_) output_ << '[';
  }

  void write(const std::vector<std::string>& cells) override {
    line_ = array_ ? (first_ ? "\n" : ",\n") : "";
    first_ = false;
    line_ += '{';
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line_ += ", ";
      line_ += json_text(columns_[i].name) + ": " + json_value(cells[i], columns_[i].kind);
    }
    line_ += array_ ? "}" : "}\n";
    output_ << line_;
  }

  void finish() override {
    if (array_) output_ << (first_ ? "]\n" : "\n]\n");
  }

 private:
  std::ostream& output_;
  std::vector<OutputColumn> columns_;
  bool array_;
  bool first_ = true;
  std::string line_;
};

} // namespace

std::string csv_field(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  const bool outer_blanks = !text.empty() && (is_blank(text.front()) || is_blank(text.back()));
  return outer_blanks || text.find_first_of(",\"\r\n") != text.npos ? in_quotes(text) : std::string(text);
}

std::unique_ptr<TableWriter> TableWriter::make(TableFormat format, std::ostream& output,
                                               std::vector<OutputColumn> columns) {
  switch (format) {
  case TableFormat::Csv: return std::make_unique<CsvWriter>(output, columns);
  case TableFormat::Json: return std::make_unique<JsonWriter>(output, std::move(columns), true);
  case TableFormat::NdJson: return std::make_unique<JsonWriter>(output, std::move(columns), false);
  default: return make_aligned_writer(format, output, std::move(columns));
  }
}

} // namespace strata
