// Expressions and patterns on one line.

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>

#include "lang/syntax/clone.hpp"
#include "lang/syntax/grammar/characters.hpp"
#include "lang/syntax/print/printer.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::syntax {

namespace {

std::string_view sign_of(ast::Comparison op) {
  switch (op) {
  case ast::Comparison::Equal: return "=";
  case ast::Comparison::NotEqual: return "!=";
  case ast::Comparison::Less: return "<";
  case ast::Comparison::LessEqual: return "<=";
  case ast::Comparison::Greater: return ">";
  case ast::Comparison::GreaterEqual: return ">=";
  }
  return "=";
}

} // namespace

Binding binding_of(const ast::Expr& expression) {
  return std::visit(
      overloaded{[](const ast::If&) { return Binding::If; },
                 [](const ast::Logical& node) { return node.conjunction ? Binding::And : Binding::Or; },
                 [](const ast::Not&) { return Binding::Not; },
                 [](const ast::Compare&) { return Binding::Comparison; },
                 [](const ast::Is&) { return Binding::Comparison; },
                 [](const ast::Arithmetic& node) { return is_sum(node) ? Binding::Sum : Binding::Product; },
                 [](const ast::Default&) { return Binding::Default; },
                 [](const ast::Negate&) { return Binding::Unary; },
                 [](const ast::Call& node) {
                   const ast::Expr* argument = put_in(node);
                   return argument != nullptr ? binding_of(*argument) : Binding::Primary;
                 },
                 [](const auto&) { return Binding::Primary; }},
      expression.node);
}

namespace {

std::string number_text(const ast::NumberLiteral& number) {
  if (!number.written.empty()) return number.written;
  std::string text = number.percent ? (number.value * Number(100)).to_text() + "%" : number.value.to_text();
  if (number.currency) text += " " + number.currency->text;
  return text;
}

std::string days_text(const ast::DurationLiteral& duration) {
  const std::int64_t days = duration.value.days;
  return fmt::format("{} {}", days, days == 1 || days == -1 ? "day" : "days");
}

/// Characters that a reader could not see or tell from others, as `\u{…}`.
bool is_escaped(char32_t code) {
  if (code == ' ') return false;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
  case UTF8PROC_CATEGORY_CC:
  case UTF8PROC_CATEGORY_CF:
  case UTF8PROC_CATEGORY_CO:
  case UTF8PROC_CATEGORY_CN:
  case UTF8PROC_CATEGORY_ZS:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP: return true;
  default: return false;
  }
}

} // namespace

std::string_view arithmetic_sign(ast::ArithmeticOperator op) {
  switch (op) {
  case ast::ArithmeticOperator::Add: return " + ";
  case ast::ArithmeticOperator::Subtract: return " - ";
  case ast::ArithmeticOperator::Multiply: return " * ";
  case ast::ArithmeticOperator::Divide: return " / ";
  }
  return " + ";
}

bool is_sum(const ast::Arithmetic& node) {
  const auto op = node.rest.front().op;
  return op == ast::ArithmeticOperator::Add || op == ast::ArithmeticOperator::Subtract;
}

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    width += here.length == 1 ? 1 : utf8proc_charwidth(static_cast<utf8proc_int32_t>(here.code));
    at += std::max<std::size_t>(1, here.length);
  }
  return width;
}

std::string quoted(std::string_view value) {
  std::string result = "\"";
  for (std::size_t at = 0; at < value.size();) {
    const Character here = character_at(value, at);
    const std::string_view bytes = value.substr(at, std::max<std::size_t>(1, here.length));
    at += bytes.size();
    if (here.code == '\n') {
      result += "\\n";
    } else if (here.code == '"' || here.code == '\\') {
      result += '\\';
      result += bytes;
    } else if (is_escaped(here.code)) {
      result += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(here.code));
    } else {
      result += bytes;
    }
  }
  return result + '"';
}

std::string places_text(const ast::Places& places) {
  return fmt::format("to {} {}", places.count, places.count == 1 ? "place" : "places");
}

bool has_block(const ast::Expr& expression) {
  const auto any_of = [](const std::vector<ast::ExprPtr>& operands) {
    return std::any_of(operands.begin(), operands.end(),
                       [](const auto& operand) { return has_block(*operand); });
  };
  return std::visit(
      overloaded{[](const ast::Match&) { return true; }, [](const ast::MatchConditions&) { return true; },
                 [](const ast::Tally&) { return true; },
                 [](const ast::Weighted& node) { return !node.of_dimensions; },
                 [&](const ast::Call& node) {
                   const ast::Expr* argument = put_in(node);
                   return argument != nullptr ? has_block(*argument) : any_of(node.arguments);
                 },
                 [&](const ast::Logical& node) { return any_of(node.operands); },
                 [&](const ast::Default& node) { return any_of(node.operands); },
                 [](const ast::Negate& node) { return has_block(*node.operand); },
                 [](const ast::Not& node) { return has_block(*node.operand); },
                 [](const ast::Is& node) { return has_block(*node.subject); },
                 [](const ast::Compare& node) { return has_block(*node.left) || has_block(*node.right); },
                 [](const ast::If& node) {
                   return has_block(*node.condition) || has_block(*node.then) || has_block(*node.otherwise);
                 },
                 [](const ast::Arithmetic& node) {
                   return has_block(*node.first) ||
                          std::any_of(node.rest.begin(), node.rest.end(),
                                      [](const auto& term) { return has_block(*term.operand); });
                 },
                 [](const auto&) { return false; }},
      expression.node);
}

/// Plain where the language reads it as a name; backticks that were written stay, as they may keep a word of
/// the language from being read as one.
std::string Printer::name(const ast::Name& name) const {
  const bool backticked =
      scan_ != nullptr && name.span.begin < scan_->text.size() && scan_->text[name.span.begin] == '`';
  return !backticked && is_identifier(name.text) && !is_reserved(name.text) ? name.text
                                                                            : fmt::format("`{}`", name.text);
}

std::string Printer::flat(const ast::Expr& expression, Binding needed) const {
  const std::string text = flat_node(expression);
  return expression.parenthesized || binding_of(expression) < needed ? "(" + text + ")" : text;
}

std::string Printer::flat_node(const ast::Expr& expression) const {
  const auto joined = [&](const std::vector<ast::ExprPtr>& operands, std::string_view word, Binding needed) {
    std::string text;
    for (const ast::ExprPtr& operand : operands)
      text += (text.empty() ? std::string() : std::string(word)) + flat(*operand, needed);
    return text;
  };
  return std::visit(
      overloaded{[](const ast::NumberLiteral& node) { return number_text(node); },
                 [](const ast::TextLiteral& node) { return quoted(node.value); },
                 [](const ast::BooleanLiteral& node) { return std::string(node.value ? "true" : "false"); },
                 [](const ast::DateLiteral& node) { return node.value.to_text(); },
                 [](const ast::DurationLiteral& node) { return days_text(node); },
                 [](const ast::MissingLiteral&) { return std::string("missing"); },
                 [&](const ast::NameUse& node) { return name(node.name); },
                 [&](const ast::Member& node) { return name(node.scope) + "." + name(node.member); },
                 [&](const ast::Call& node) {
                   const ast::Expr* argument = put_in(node);
                   return argument != nullptr ? flat_node(*argument) : flat(node);
                 },
                 [&](const ast::Negate& node) { return "-" + flat(*node.operand, Binding::Unary); },
                 [&](const ast::Not& node) { return "not " + flat(*node.operand, Binding::Not); },
                 [&](const ast::Default& node) { return joined(node.operands, " default ", Binding::Unary); },
                 [&](const ast::Arithmetic& node) { return flat(node); },
                 [&](const ast::Compare& node) {
                   return fmt::format("{} {} {}", flat(*node.left, Binding::Sum), sign_of(node.op),
                                      flat(*node.right, Binding::Sum));
                 },
                 [&](const ast::Is& node) { return flat(node); },
                 [&](const ast::Logical& node) {
                   return node.conjunction ? joined(node.operands, " and ", Binding::Not)
                                           : joined(node.operands, " or ", Binding::And);
                 },
                 [&](const ast::If& node) {
                   return fmt::format("if {} then {} else {}", flat(*node.condition, Binding::Or),
                                      flat(*node.then), flat(*node.otherwise));
                 },
                 [&](const ast::Match& node) { return head(node) + " " + flat_block(rows(expression)); },
                 [&](const ast::MatchConditions&) { return "match " + flat_block(rows(expression)); },
                 [&](const ast::Tally& node) {
                   return fmt::format("tally {} {}", flat(*node.start, Binding::Sum),
                                      flat_block(rows(expression)));
                 },
                 [&](const ast::Weighted& node) {
                   return node.of_dimensions ? head(node) : head(node) + " " + flat_block(rows(expression));
                 },
                 [&](const ast::CoverageOf& node) { return "coverage of " + name(node.name); },
                 [&](const ast::PointsOf& node) { return "points of " + name(node.name); },
                 [&](const ast::LevelOf& node) {
                   return "level of " + (node.scale ? name(*node.scale) + "." : "") + name(node.name);
                 }},
      expression.node);
}

std::string Printer::flat(const ast::Arithmetic& node) const {
  const Binding operand = is_sum(node) ? Binding::Product : Binding::Default;
  std::string text = flat(*node.first, operand);
  for (const auto& term : node.rest) {
    text += arithmetic_sign(term.op);
    text += flat(*term.operand, operand);
  }
  return text;
}

std::string Printer::list(const std::vector<ast::ExprPtr>& expressions) const {
  std::string text;
  for (const ast::ExprPtr& expression : expressions)
    text += (text.empty() ? "" : ", ") + flat(*expression);
  return text;
}

std::string Printer::flat(const ast::Call& node) const {
  const std::string places = node.places ? " " + places_text(*node.places) : std::string();
  return fmt::format("{}({}{})", name(node.function), list(node.arguments), places);
}

std::string Printer::flat(const ast::Is& node) const {
  const bool several = std::holds_alternative<ast::AlternativesPattern>(node.pattern->node);
  const std::string pattern = flat(*node.pattern);
  return fmt::format("{} is {}{}", flat(*node.subject, Binding::Sum), node.negated ? "not " : "",
                     several ? "(" + pattern + ")" : pattern);
}

std::string Printer::head(const ast::Match& node) const {
  const std::string subjects =
      node.subjects.size() == 1 ? flat(*node.subjects.front()) : "(" + list(node.subjects) + ")";
  return fmt::format("match {}{}", node.unique ? "unique " : "", subjects);
}

std::string Printer::head(const ast::Weighted& node) const {
  std::string text = "weighted";
  if (node.form == ast::WeightedForm::Relative) text += " relative";
  if (node.form == ast::WeightedForm::Available) text += " available";
  if (node.at_least != nullptr) text += " at least " + flat(*node.at_least, Binding::Sum);
  return node.of_dimensions ? text + " dimensions" : text;
}

std::string Printer::patterns(const std::vector<ast::Pattern>& patterns) const {
  std::string text;
  for (const ast::Pattern& pattern : patterns)
    text += (text.empty() ? "" : ", ") + flat(pattern);
  return text;
}

std::string Printer::flat(const ast::Pattern& pattern) const {
  return std::visit(
      overloaded{[&](const ast::ValuePattern& node) { return flat(*node.operand, Binding::Sum); },
                 [&](const ast::ComparisonPattern& node) {
                   return fmt::format("{} {}", sign_of(node.op), flat(*node.operand, Binding::Sum));
                 },
                 [&](const ast::IntervalPattern& node) {
                   return fmt::format("{}{} .. {}{}", node.low_included ? '[' : '(',
                                      flat(*node.low, Binding::Sum), flat(*node.high, Binding::Sum),
                                      node.high_included ? ']' : ')');
                 },
                 [&](const ast::AlternativesPattern& node) {
                   std::string text;
                   for (const ast::Pattern& alternative : node.alternatives)
                     text += (text.empty() ? "" : " or ") + flat(alternative);
                   return text;
                 },
                 [](const ast::MissingPattern&) { return std::string("missing"); },
                 [](const ast::AnyPattern&) { return std::string("any"); },
                 [](const ast::OtherwisePattern&) { return std::string("otherwise"); }},
      pattern.node);
}

std::vector<Printer::Row> Printer::rows(const ast::Expr& expression) const {
  std::vector<Row> result;
  const auto add = [&](Span span, std::string left, const ast::Expr& right) {
    result.push_back({span, std::move(left), ":", &right, {}});
  };
  const auto conditions = [&](const std::vector<ast::ConditionArm>& arms) {
    for (const auto& arm : arms)
      add(arm.span, arm.condition ? flat(*arm.condition) : "otherwise", *arm.result);
  };
  std::visit(overloaded{[&](const ast::Match& node) {
                          for (const auto& arm : node.arms)
                            add(arm.span, patterns(arm.patterns), *arm.result);
                        },
                        [&](const ast::MatchConditions& node) { conditions(node.arms); },
                        [&](const ast::Tally& node) { conditions(node.arms); },
                        [&](const ast::Weighted& node) {
                          for (const auto& part : node.parts)
                            add(part.span, flat(*part.value), *part.weight);
                        },
                        [](const auto&) {}},
             expression.node);
  return result;
}

std::string Printer::flat_block(const std::vector<Row>& rows) const {
  std::string text;
  for (const Row& row : rows) {
    text += text.empty() ? "{ " : "; ";
    if (!row.sign.empty()) text += fmt::format("{} {} ", row.left, row.sign);
    text += row.expression != nullptr ? flat(*row.expression) : row.text;
  }
  return text.empty() ? "{ }" : text + " }";
}

} // namespace strata::syntax

namespace strata {

std::string print(const ast::Expr& expression) {
  return syntax::Printer().flat(expression);
}
std::string print(const ast::Pattern& pattern) {
  return syntax::Printer().flat(pattern);
}

} // namespace strata
