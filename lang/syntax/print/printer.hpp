// Takes: nodes of the syntax tree; for a whole model also its text, for blank lines and comments.
// Returns: the one layout.
// Guarantees: what is printed reads as the same tree; printing it again changes nothing. A statement or arm
// with a
//   comment in the middle of an expression stays as it was written.
// Does not: judge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/syntax/ast.hpp"
#include "lang/syntax/grammar/scan.hpp"

namespace strata::syntax {

/// How tightly an expression binds; what binds looser than its place asks for stands in brackets.
enum class Binding : int { If, Or, And, Not, Comparison, Sum, Product, Default, Unary, Primary };

[[nodiscard]] Binding binding_of(const ast::Expr& expression);
[[nodiscard]] bool is_sum(const ast::Arithmetic& node);
/// " + " and so on.
[[nodiscard]] std::string_view arithmetic_sign(ast::ArithmeticOperator op);
/// Columns that a text takes on a screen; a Chinese character takes two.
[[nodiscard]] int display_width(std::string_view text);
/// A text literal with its escapes.
[[nodiscard]] std::string quoted(std::string_view value);

class Printer {
 public:
  /// For single nodes: everything on one line.
  Printer() = default;
  /// For a whole model.
  Printer(const Scan& scan, const ast::Model& model);

  [[nodiscard]] std::string model();
  [[nodiscard]] std::string flat(const ast::Expr& expression, Binding needed = Binding::If) const;
  [[nodiscard]] std::string flat(const ast::Pattern& pattern) const;

 private:
  static constexpr int kWidth = 100;
  static constexpr int kIndent = 2;

  /// A line of a block: `left sign right`; the right side is an expression or (where that is null) a text.
  struct Row {
    Span span;
    std::string left;
    std::string_view sign;
    const ast::Expr* expression = nullptr;
    std::string text;
  };
  /// The parts of a declaration, which are joined by blanks; those of neighbours of one kind stand in
  /// columns.
  using Cells = std::vector<std::string>;
  /// A line that is ready but for its indentation; `text` may run over several lines.
  struct Line {
    bool blank_before = false;
    std::string text;
    std::string comment;
  };

  // print_expression.cpp
  [[nodiscard]] std::string name(const ast::Name& name) const;
  [[nodiscard]] std::string flat_node(const ast::Expr& expression) const;
  [[nodiscard]] std::string flat(const ast::Arithmetic& node) const;
  [[nodiscard]] std::string flat(const ast::Call& node) const;
  [[nodiscard]] std::string flat(const ast::Is& node) const;
  [[nodiscard]] std::string head(const ast::Match& node) const;
  [[nodiscard]] std::string head(const ast::Weighted& node) const;
  [[nodiscard]] std::string patterns(const std::vector<ast::Pattern>& patterns) const;
  [[nodiscard]] std::string list(const std::vector<ast::ExprPtr>& expressions) const;
  [[nodiscard]] std::vector<Row> rows(const ast::Expr& expression) const;
  [[nodiscard]] std::string flat_block(const std::vector<Row>& rows) const;

  // print_broken.cpp: over several lines
  [[nodiscard]] std::string value(const ast::Expr& expression, Span item, int indent, int column);
  [[nodiscard]] std::string broken(const ast::Expr& expression, Binding needed, int indent, int column);
  [[nodiscard]] std::string broken_node(const ast::Expr& expression, int indent, int column);
  [[nodiscard]] std::string broken(const ast::Arithmetic& node, int indent, int column);
  [[nodiscard]] std::string broken(const ast::Logical& node, int indent, int column);
  [[nodiscard]] std::string broken(const ast::If& node, int margin, int column);
  [[nodiscard]] std::string broken(const ast::Call& node, int indent, int column);

  // print_block.cpp
  [[nodiscard]] std::string block(std::uint32_t from, std::vector<Row> rows, int indent);
  [[nodiscard]] std::string lines(std::vector<Row> rows, Span region, int indent);
  [[nodiscard]] std::string row_text(const Row& row, int left_width, int indent);
  void comments_between(std::uint32_t begin, std::uint32_t end, std::uint32_t& last,
                        std::vector<Line>& lines);
  [[nodiscard]] std::string trailing_comment(std::uint32_t end, std::uint32_t limit, std::uint32_t& last);
  [[nodiscard]] bool has_comment(Span span) const;
  [[nodiscard]] bool has_unused_comment(Span span) const;
  void use_comments(Span span);
  [[nodiscard]] std::string verbatim(Span span) const;
  [[nodiscard]] bool on_one_line(Span span) const;
  [[nodiscard]] bool blank_line_between(std::uint32_t begin, std::uint32_t end) const;

  // print_declarations.cpp, print_columns.cpp
  [[nodiscard]] Cells declaration(const ast::ModelDecl& node);
  [[nodiscard]] Cells declaration(const ast::VersionDecl& node);
  [[nodiscard]] Cells declaration(const ast::EffectiveDecl& node);
  [[nodiscard]] Cells declaration(const ast::CurrencyDecl& node);
  [[nodiscard]] Cells declaration(const ast::RateDecl& node);
  [[nodiscard]] Cells declaration(const ast::CustomerDecl& node);
  [[nodiscard]] Cells declaration(const ast::ParameterDecl& node);
  [[nodiscard]] Cells declaration(const ast::DefineDecl& node);
  [[nodiscard]] Cells declaration(const ast::DimensionDecl& node);
  [[nodiscard]] Cells declaration(const ast::ScoreDecl& node);
  [[nodiscard]] Cells declaration(const ast::ShowDecl& node);
  [[nodiscard]] Cells declaration(const ast::TiersDecl& node);
  [[nodiscard]] Cells declaration(const ast::GroupDecl& node);
  [[nodiscard]] Cells declaration(const ast::AdjustDecl& node);
  [[nodiscard]] Cells declaration(const ast::ScreenDecl& node);
  [[nodiscard]] Cells declaration(const ast::PolicyDecl& node);
  [[nodiscard]] Cells declaration(const ast::BetterDecl& node);
  [[nodiscard]] Cells declaration(const ast::ReasonsDecl& node);
  [[nodiscard]] Cells declaration(const ast::ExampleDecl& node);
  [[nodiscard]] Cells with_value(Cells head, std::string_view sign, const ast::Expr& expression, Span item);
  [[nodiscard]] std::string with_block(std::string head, Span item, std::uint32_t from,
                                       std::vector<Row> rows);
  [[nodiscard]] std::vector<std::string> in_columns(const std::vector<Cells>& declarations) const;
  [[nodiscard]] bool are_neighbours(std::size_t second) const;
  [[nodiscard]] std::string column_type(const ast::ColumnDecl& column) const;
  [[nodiscard]] std::string range(const ast::Range& range) const;
  [[nodiscard]] std::string example_item(const ast::GivenItem& item, int indent) const;
  [[nodiscard]] std::string example_item(const ast::ExpectItem& item, int indent) const;
  [[nodiscard]] std::string example_item(const ast::ExampleTable& table, int indent);

  [[nodiscard]] std::vector<std::string> table_rows(const ast::ExampleTable& table) const;

  const Scan* scan_ = nullptr;
  const ast::Model* model_ = nullptr;
  std::vector<bool> used_; ///< per comment: it is printed
};

/// Joins texts with commas, going to a new line (indented by `column`) where a line would be too long.
[[nodiscard]] std::string filled(const std::vector<std::string>& parts, int column, int width);
/// The texts that are not empty, with blanks between.
[[nodiscard]] std::string joined(const std::vector<std::string>& texts);
[[nodiscard]] std::string places_text(const ast::Places& places);
/// Whether an expression holds a block of arms somewhere.
[[nodiscard]] bool has_block(const ast::Expr& expression);

} // namespace strata::syntax
