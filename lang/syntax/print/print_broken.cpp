// Expressions that hold a block or are too long for one line. Lines are broken only where the language lets
// an expression go on: behind an operator or a comma, inside brackets, before `then else and or`.

#include <fmt/format.h>

#include "lang/syntax/print/printer.hpp"

namespace strata::syntax {

namespace {

/// The column behind a text that began at `column` and may run over several lines.
int column_behind(std::string_view text, int column) {
  const std::size_t line = text.rfind('\n');
  return line == std::string_view::npos ? column + display_width(text) : display_width(text.substr(line + 1));
}

std::string new_line(int indent) {
  return "\n" + std::string(static_cast<std::size_t>(indent), ' ');
}

} // namespace

std::string filled(const std::vector<std::string>& parts, int column, int width) {
  std::string text;
  int at = column;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const int needed = display_width(parts[i]) + (i + 1 < parts.size() ? 1 : 0);
    if (i > 0 && at + 1 + needed > width) {
      text += new_line(column);
      at = column;
    } else if (i > 0) {
      text += ' ';
      ++at;
    }
    text += parts[i];
    if (i + 1 < parts.size()) text += ',';
    at += needed;
  }
  return text;
}

/// The right side of a declaration or an arm, with the blank or the line end before it. What was written on
/// one line stays on one where it fits; an `if` that does not fit begins a line of its own.
std::string Printer::value(const ast::Expr& expression, Span item, int indent, int column) {
  if (!has_block(expression) || (on_one_line(item) && !has_comment(item))) {
    std::string text = flat(expression);
    if (column + display_width(text) <= kWidth) return " " + text;
  }
  const auto* choice = std::get_if<ast::If>(&expression.node);
  if (choice == nullptr || expression.parenthesized)
    return " " + broken(expression, Binding::If, indent, column);
  const int margin = indent + kIndent;
  const bool fits = !has_block(expression) && margin + display_width(flat(expression)) <= kWidth;
  return new_line(margin) + (fits ? flat(expression) : broken(*choice, margin, margin));
}

std::string Printer::broken(const ast::Expr& expression, Binding needed, int indent, int column) {
  if (!has_block(expression)) {
    std::string text = flat(expression, needed);
    if (column + display_width(text) <= kWidth) return text;
  }
  if (!expression.parenthesized && binding_of(expression) >= needed)
    return broken_node(expression, indent, column);
  return "(" + broken_node(expression, indent, column + 1) + ")";
}

std::string Printer::broken_node(const ast::Expr& expression, int indent, int column) {
  const auto with_rows = [&](const std::string& head, std::uint32_t from) {
    return head + " " + block(from, rows(expression), indent);
  };
  const std::uint32_t begin = expression.span.begin;
  return std::visit(
      overloaded{
          [&](const ast::Match& node) { return with_rows(head(node), node.subjects.back()->span.end); },
          [&](const ast::MatchConditions&) { return with_rows("match", begin); },
          [&](const ast::Tally& node) {
            return with_rows("tally " + flat(*node.start, Binding::Sum), node.start->span.end);
          },
          [&](const ast::Weighted& node) {
            if (node.of_dimensions) return head(node);
            return with_rows(head(node), node.at_least != nullptr ? node.at_least->span.end : begin);
          },
          [&](const ast::Arithmetic& node) { return broken(node, indent, column); },
          [&](const ast::Logical& node) { return broken(node, indent, column); },
          [&](const ast::If& node) { return broken(node, indent + kIndent, column); },
          [&](const ast::Call& node) { return broken(node, indent, column); },
          [&](const ast::Negate& node) {
            return "-" + broken(*node.operand, Binding::Unary, indent, column + 1);
          },
          [&](const ast::Not& node) {
            return "not " + broken(*node.operand, Binding::Not, indent, column + 4);
          },
          [&](const ast::Default& node) {
            std::string text;
            int at = column;
            for (const ast::ExprPtr& operand : node.operands) {
              const std::string_view word = text.empty() ? "" : " default ";
              at += display_width(word);
              const std::string next = broken(*operand, Binding::Unary, indent, at);
              text += word;
              text += next;
              at = column_behind(next, at);
            }
            return text;
          },
          [&](const ast::Compare& node) {
            std::string text = broken(*node.left, Binding::Sum, indent, column);
            const auto op = static_cast<std::size_t>(node.op);
            static constexpr std::string_view kSigns[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
            text += kSigns[op];
            return text + broken(*node.right, Binding::Sum, indent, column_behind(text, column));
          },
          [&](const ast::Is& node) {
            if (!has_block(*node.subject)) return flat_node(expression);
            const bool several = std::holds_alternative<ast::AlternativesPattern>(node.pattern->node);
            const std::string pattern = flat(*node.pattern);
            return fmt::format("{} is {}{}", broken(*node.subject, Binding::Sum, indent, column),
                               node.negated ? "not " : "", several ? "(" + pattern + ")" : pattern);
          },
          [&](const auto&) { return flat_node(expression); }},
      expression.node);
}

std::string Printer::broken(const ast::Arithmetic& node, int indent, int column) {
  const Binding operand = is_sum(node) ? Binding::Product : Binding::Default;
  std::string text = broken(*node.first, operand, indent, column);
  int at = column_behind(text, column);
  for (const auto& term : node.rest) {
    text += arithmetic_sign(term.op);
    at += 3;
    if (!has_block(*term.operand) && at + display_width(flat(*term.operand, operand)) > kWidth) {
      text.pop_back();
      text += new_line(indent + kIndent);
      at = indent + kIndent;
    }
    const std::string next = broken(*term.operand, operand, indent, at);
    text += next;
    at = column_behind(next, at);
  }
  return text;
}

/// Each operand of `and` or `or` has a line, which begins with the word.
std::string Printer::broken(const ast::Logical& node, int indent, int column) {
  const Binding operand = node.conjunction ? Binding::Not : Binding::And;
  std::string text = broken(*node.operands.front(), operand, indent + kIndent, column);
  const std::string word = node.conjunction ? "and " : "or ";
  for (std::size_t i = 1; i < node.operands.size(); ++i) {
    const int at = indent + kIndent + static_cast<int>(word.size());
    text += new_line(indent + kIndent) + word + broken(*node.operands[i], operand, indent + kIndent, at);
  }
  return text;
}

/// `if C then V` on one line where it fits; each `else` begins a line, in the column `margin`.
std::string Printer::broken(const ast::If& node, int margin, int column) {
  const int inner = margin + kIndent;
  std::string text = "if " + broken(*node.condition, Binding::Or, inner, column + 3);
  const std::string then = flat(*node.then);
  const bool one_line = !has_block(*node.then) && text.find('\n') == std::string::npos;
  if (one_line && column + display_width(text) + 6 + display_width(then) <= kWidth) {
    text += " then " + then;
  } else {
    text += new_line(inner) + "then " + broken(*node.then, Binding::If, inner, inner + 5);
  }
  text += new_line(margin) + "else ";
  const auto* next = std::get_if<ast::If>(&node.otherwise->node);
  if (next != nullptr && !node.otherwise->parenthesized) return text + broken(*next, margin, margin + 5);
  return text + broken(*node.otherwise, Binding::If, margin, margin + 5);
}

std::string Printer::broken(const ast::Call& node, int indent, int column) {
  std::string text = name(node.function) + "(";
  int at = column + display_width(text);
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    const ast::Expr& argument = *node.arguments[i];
    if (i > 0 && !has_block(argument) && at + display_width(flat(argument)) + 2 > kWidth) {
      text.pop_back();
      text += new_line(indent + kIndent);
      at = indent + kIndent;
    }
    std::string next = broken(argument, Binding::If, indent + kIndent, at);
    if (i + 1 < node.arguments.size()) next += ", ";
    at = column_behind(next, at);
    text += next;
  }
  if (node.places) text += " " + places_text(*node.places);
  return text + ")";
}

} // namespace strata::syntax
