// Blocks and the lines in them: signs in one column, comments and blank lines where they were.

#include <fmt/format.h>

#include <algorithm>

#include "lang/syntax/print/printer.hpp"

namespace strata::syntax {

namespace {

/// A left side that is longer than this does not push the signs of the other lines to the right.
constexpr int kWidestLeft = 48;

std::string without_trailing_blanks(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t");
  return std::string(line.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

bool is_single_line(const std::string& text) {
  return text.find('\n') == std::string::npos;
}

} // namespace

Printer::Printer(const Scan& scan, const ast::Model& model)
    : scan_(&scan), model_(&model), used_(model.comments.size()) {}

/// A block in braces; `from` is a place before its `{` with no other `{` between.
std::string Printer::block(std::uint32_t from, std::vector<Row> rows, int indent) {
  auto bracket = std::lower_bound(scan_->brackets.begin(), scan_->brackets.end(), from,
                                  [](const Bracket& b, std::uint32_t at) { return b.open < at; });
  while (scan_->text[bracket->open] != '{')
    ++bracket;
  const Span inside{model_->span.source, bracket->open + 1, bracket->close};
  return "{\n" + lines(std::move(rows), inside, indent + kIndent) +
         std::string(static_cast<std::size_t>(indent), ' ') + "}";
}

std::string Printer::lines(std::vector<Row> rows, Span region, int indent) {
  int left_width = 0;
  for (const Row& row : rows)
    if (const int width = display_width(row.left); width <= kWidestLeft)
      left_width = std::max(left_width, width);

  std::vector<Line> lines;
  std::uint32_t last = region.begin; // where what is printed ends in the text
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    comments_between(last, row.span.begin, last, lines);
    Line line;
    line.blank_before = !lines.empty() && blank_line_between(last, row.span.begin);
    line.text = row_text(row, left_width, indent);
    if (has_unused_comment(row.span)) line.text = verbatim(row.span);
    use_comments(row.span);
    last = row.span.end;
    line.comment = trailing_comment(last, i + 1 < rows.size() ? rows[i + 1].span.begin : region.end, last);
    lines.push_back(std::move(line));
  }
  comments_between(last, region.end, last, lines);

  std::string text;
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  for (std::size_t begin = 0; begin < lines.size();) {
    // Comments behind neighbouring lines stand in one column.
    std::size_t end = begin;
    int width = 0;
    while (end < lines.size() && !lines[end].comment.empty() && is_single_line(lines[end].text) &&
           (end == begin || !lines[end].blank_before))
      width = std::max(width, display_width(lines[end++].text));
    if (end == begin) {
      width = 0;
      ++end;
    }
    for (; begin < end; ++begin) {
      const Line& line = lines[begin];
      if (line.blank_before) text += '\n';
      text += margin + line.text;
      const std::size_t newline = line.text.rfind('\n');
      const int used =
          display_width(std::string_view(line.text).substr(newline == std::string::npos ? 0 : newline + 1));
      if (!line.comment.empty())
        text += std::string(static_cast<std::size_t>(std::max(0, width - used)) + 2, ' ') + line.comment;
      text += '\n';
    }
  }
  return text;
}

std::string Printer::row_text(const Row& row, int left_width, int indent) {
  if (row.sign.empty()) return row.text;
  const int padding = std::max(0, left_width - display_width(row.left));
  const std::string left =
      fmt::format("{}{} {}", row.left, std::string(static_cast<std::size_t>(padding), ' '), row.sign);
  if (row.expression == nullptr) return left + " " + row.text;
  return left + value(*row.expression, row.span, indent, indent + display_width(left) + 1);
}

/// The comments that stand on lines of their own between two offsets.
void Printer::comments_between(std::uint32_t begin, std::uint32_t end, std::uint32_t& last,
                               std::vector<Line>& lines) {
  const auto& comments = model_->comments;
  auto comment = std::lower_bound(comments.begin(), comments.end(), begin,
                                  [](const ast::Comment& c, std::uint32_t at) { return c.span.begin < at; });
  for (; comment != comments.end() && comment->span.begin < end; ++comment) {
    const auto index = static_cast<std::size_t>(comment - comments.begin());
    if (used_[index]) continue;
    used_[index] = true;
    lines.push_back({.blank_before = !lines.empty() && blank_line_between(last, comment->span.begin),
                     .text = verbatim(comment->span),
                     .comment = {}});
    last = comment->span.end;
  }
}

/// The comment on the line where something ended, or "".
std::string Printer::trailing_comment(std::uint32_t end, std::uint32_t limit, std::uint32_t& last) {
  const auto& comments = model_->comments;
  const auto comment =
      std::lower_bound(comments.begin(), comments.end(), end,
                       [](const ast::Comment& c, std::uint32_t at) { return c.span.begin < at; });
  if (comment == comments.end() || comment->span.begin >= limit ||
      !on_one_line({0, end, comment->span.begin}))
    return {};
  used_[static_cast<std::size_t>(comment - comments.begin())] = true;
  last = comment->span.end;
  return verbatim(comment->span);
}

bool Printer::has_comment(Span span) const {
  const auto& comments = model_->comments;
  const auto comment =
      std::lower_bound(comments.begin(), comments.end(), span.begin,
                       [](const ast::Comment& c, std::uint32_t at) { return c.span.begin < at; });
  return comment != comments.end() && comment->span.begin < span.end;
}

bool Printer::has_unused_comment(Span span) const {
  const auto& comments = model_->comments;
  auto comment = std::lower_bound(comments.begin(), comments.end(), span.begin,
                                  [](const ast::Comment& c, std::uint32_t at) { return c.span.begin < at; });
  for (; comment != comments.end() && comment->span.begin < span.end; ++comment)
    if (!used_[static_cast<std::size_t>(comment - comments.begin())]) return true;
  return false;
}

void Printer::use_comments(Span span) {
  const auto& comments = model_->comments;
  auto comment = std::lower_bound(comments.begin(), comments.end(), span.begin,
                                  [](const ast::Comment& c, std::uint32_t at) { return c.span.begin < at; });
  for (; comment != comments.end() && comment->span.begin < span.end; ++comment)
    used_[static_cast<std::size_t>(comment - comments.begin())] = true;
}

/// As it was written, without blanks at the ends of lines.
std::string Printer::verbatim(Span span) const {
  const std::string_view text = std::string_view(scan_->text).substr(span.begin, span.end - span.begin);
  std::string result;
  for (std::size_t at = 0;;) {
    const std::size_t end = std::min(text.find_first_of("\n\r", at), text.size());
    result += without_trailing_blanks(text.substr(at, end - at));
    if (end == text.size()) return result;
    result += '\n';
    at = end + line_end_length(text, end);
  }
}

bool Printer::on_one_line(Span span) const {
  return std::string_view(scan_->text).substr(span.begin, span.end - span.begin).find_first_of("\n\r") ==
         std::string_view::npos;
}

bool Printer::blank_line_between(std::uint32_t begin, std::uint32_t end) const {
  const std::string_view text = std::string_view(scan_->text).substr(begin, end - begin);
  const std::size_t first = text.find_first_of("\n\r");
  if (first == std::string_view::npos) return false;
  return text.find_first_of("\n\r", first + line_end_length(text, first)) != std::string_view::npos;
}

} // namespace strata::syntax
