// The formats for people: Markdown, and a plain table for a terminal. Both keep their rows until all widths
// are known.
#include "runtime/table/aligned_writer.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

using Row = std::vector<std::string>;

/// What the two formats share: they show each cell in their own way, then align it.
class AlignedWriter : public TableWriter {
 public:
  AlignedWriter(std::ostream& output, std::vector<OutputColumn> columns)
      : output_(output), columns_(std::move(columns)) {}

  void write(const Row& cells) override {
    Row& row = rows_.emplace_back();
    for (const std::string& cell : cells)
      row.push_back(shown(cell));
  }

  void finish() override {
    Row header;
    for (const OutputColumn& column : columns_)
      header.push_back(shown(column.name));
    for (const std::string& name : header)
      widths_.push_back(std::max(least_width(), display_width(name)));
    for (const Row& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i)
        widths_[i] = std::max(widths_[i], display_width(row[i]));
    print(header);
    print_rule();
    for (const Row& row : rows_)
      print(row);
  }

 protected:
  [[nodiscard]] virtual std::string shown(const std::string& cell) const = 0;
  [[nodiscard]] virtual std::size_t least_width() const = 0;
  virtual void print(const Row& row) = 0;
  virtual void print_rule() = 0;

  [[nodiscard]] bool is_right(std::size_t column) const { return columns_[column].kind == CellKind::Number; }

  [[nodiscard]] std::string padded(const std::string& text, std::size_t column) const {
    const std::string blanks(widths_[column] - std::min(widths_[column], display_width(text)), ' ');
    return is_right(column) ? blanks + text : text + blanks;
  }

  std::ostream& output_;
  std::vector<OutputColumn> columns_;
  std::vector<std::size_t> widths_;

 private:
  std::vector<Row> rows_;
};

class PlainTableWriter final : public AlignedWriter {
 public:
  using AlignedWriter::AlignedWriter;

 private:
  std::string shown(const std::string& cell) const override { return visible_text(cell); }
  std::size_t least_width() const override { return 1; }

  void print(const Row& row) override {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i == 0 ? "" : "  ") + padded(row[i], i);
    line.erase(line.find_last_not_of(' ') + 1);
    output_ << line << '\n';
  }

  void print_rule() override {
    Row rule;
    for (const std::size_t width : widths_)
      rule.emplace_back(width, '-');
    print(rule);
  }
};

class MarkdownWriter final : public AlignedWriter {
 public:
  using AlignedWriter::AlignedWriter;

 private:
  /// A bar would end the cell and a line break the row; a backslash would take away the meaning of the one
  /// before a bar.
  std::string shown(const std::string& cell) const override {
    std::string result;
    for (std::size_t at = 0; at < cell.size(); ++at) {
      const char c = cell[at];
      if (std::string_view("|\\<*`[").find(c) != std::string_view::npos) // these would be markup
        (result += '\\') += c;
      else if (c == '\r' && cell.substr(at + 1, 1) == "\n")
        continue;
      else if (c == '\n' || c == '\r')
        result += "<br>";
      else
        result += c;
    }
    return visible_text(result);
  }

  std::size_t least_width() const override { return 3; } // the rule needs three signs

  void print(const Row& row) override {
    output_ << '|';
    for (std::size_t i = 0; i < row.size(); ++i)
      output_ << ' ' << padded(row[i], i) << " |";
    output_ << '\n';
  }

  void print_rule() override {
    output_ << '|';
    for (std::size_t i = 0; i < widths_.size(); ++i)
      output_ << ' ' << std::string(widths_[i] - 1, '-') << (is_right(i) ? ": |" : "- |");
    output_ << '\n';
  }
};

} // namespace

std::unique_ptr<TableWriter> make_aligned_writer(TableFormat format, std::ostream& output,
                                                 std::vector<OutputColumn> columns) {
  if (format == TableFormat::Markdown) return std::make_unique<MarkdownWriter>(output, std::move(columns));
  return std::make_unique<PlainTableWriter>(output, std::move(columns));
}

} // namespace strata
