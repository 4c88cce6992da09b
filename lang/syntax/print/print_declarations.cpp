// Declarations, and the whole model.

#include <fmt/format.h>

#include <algorithm>

#include "lang/syntax/print/printer.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::syntax {

namespace {

std::string optional_text(const std::optional<ast::Text>& text) {
  return text ? quoted(text->value) : "";
}
std::string optional_places(const std::optional<ast::Places>& places) {
  return places ? places_text(*places) : "";
}

std::string text_list(const std::vector<ast::Text>& texts) {
  std::string result;
  for (const ast::Text& text : texts)
    result += (result.empty() ? "" : ", ") + quoted(text.value);
  return result;
}

} // namespace

std::string Printer::model() {
  std::vector<Cells> declarations;
  for (const ast::Declaration& node : model_->declarations)
    declarations.push_back(std::visit([this](const auto& d) { return declaration(d); }, node));
  const std::vector<std::string> texts = in_columns(declarations);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < texts.size(); ++i)
    rows.push_back({std::visit([](const auto& d) { return d.span; }, model_->declarations[i]),
                    {},
                    {},
                    nullptr,
                    texts[i]});
  return lines(std::move(rows), model_->span, 0);
}

/// `HEAD = EXPRESSION`.
Printer::Cells Printer::with_value(Cells head, std::string_view sign, const ast::Expr& expression,
                                   Span item) {
  const int column = display_width(joined(head)) + 1 + display_width(sign) + 1;
  head.push_back(std::string(sign) + value(expression, item, 0, column));
  return head;
}

/// `HEAD { … }`, on one line where it was written so and fits.
std::string Printer::with_block(std::string head, Span item, std::uint32_t from, std::vector<Row> rows) {
  if (on_one_line(item) && !has_comment(item)) {
    std::string text = head + " " + flat_block(rows);
    if (display_width(text) <= kWidth) return text;
  }
  return std::move(head) + " " + block(from, std::move(rows), 0);
}

Printer::Cells Printer::declaration(const ast::ModelDecl& node) {
  return {joined({"model " + name(node.name), optional_text(node.title)})};
}

Printer::Cells Printer::declaration(const ast::VersionDecl& node) {
  return {"version " + quoted(node.version.value)};
}

Printer::Cells Printer::declaration(const ast::EffectiveDecl& node) {
  return {fmt::format("effective {}{}..{}{}", node.from ? node.from->to_text() : "", node.from ? " " : "",
                      node.until ? " " : "", node.until ? node.until->to_text() : "")};
}

Printer::Cells Printer::declaration(const ast::CurrencyDecl& node) {
  return {"currency " + node.code.text};
}

Printer::Cells Printer::declaration(const ast::RateDecl& node) {
  return with_value({"rate " + node.code.text}, "=", *node.value, node.span);
}

std::string Printer::range(const ast::Range& range) const {
  return fmt::format("in {}{}..{}{}", range.low ? flat(*range.low, Binding::Sum) : "", range.low ? " " : "",
                     range.high ? " " : "", range.high ? flat(*range.high, Binding::Sum) : "");
}

std::string Printer::column_type(const ast::ColumnDecl& column) const {
  static constexpr std::string_view kWords[] = {"number", "whole",    "money",  "text",          "boolean",
                                                "date",   "duration", "one of", "row number key"};
  std::string text(kWords[static_cast<std::size_t>(column.base)]);
  if (column.currency) text += " " + column.currency->text;
  if (!column.choices.empty()) text += " " + text_list(column.choices);
  if (column.date_form) text += " as " + quoted(column.date_form->value);
  if (column.boolean_forms)
    text += fmt::format(" as {}/{}", quoted(column.boolean_forms->first.value),
                        quoted(column.boolean_forms->second.value));
  if (column.places) text += " " + places_text(*column.places);
  if (column.range) text += " " + range(*column.range);
  if (column.key_flag && column.base != ast::ColumnBase::RowNumberKey) text += " key";
  if (column.optional_flag) text += " optional";
  if (column.default_value) text += " default " + flat(*column.default_value, Binding::Unary);
  if (column.header) text += " from " + quoted(column.header->value);
  if (!column.missing_as.empty()) text += " missing as " + list(column.missing_as);
  if (column.sensitive_flag) text += " sensitive";
  if (column.protected_flag) text += " protected";
  return text;
}

Printer::Cells Printer::declaration(const ast::CustomerDecl& node) {
  std::vector<Row> rows;
  for (const ast::ColumnDecl& column : node.columns)
    rows.push_back({column.span, name(column.name), ":", nullptr, column_type(column)});
  return {with_block("customer", node.span, node.span.begin, std::move(rows))};
}

Printer::Cells Printer::declaration(const ast::ParameterDecl& node) {
  const std::string within = node.range ? range(*node.range) : "";
  const std::string step = node.step ? "step " + flat(*node.step, Binding::Sum) : "";
  return {"parameter " + name(node.name), "= " + flat(*node.value, Binding::Sum), joined({within, step}),
          node.choices.empty() ? "" : "one of " + list(node.choices), optional_text(node.note)};
}

Printer::Cells Printer::declaration(const ast::DefineDecl& node) {
  std::string head = "define " + name(node.name);
  if (node.rule) {
    std::string arguments;
    for (const ast::Name& argument : node.arguments)
      arguments += (arguments.empty() ? "" : ", ") + name(argument);
    head += "(" + arguments + ")";
  }
  return with_value({std::move(head)}, "=", *node.value, node.span);
}

Printer::Cells Printer::declaration(const ast::DimensionDecl& node) {
  Cells head{"dimension " + name(node.name), optional_text(node.label),
             node.weight ? "weight " + flat(*node.weight, Binding::Sum) : "", optional_places(node.places)};
  return node.value ? with_value(std::move(head), "=", *node.value, node.span) : head;
}

Printer::Cells Printer::declaration(const ast::ScoreDecl& node) {
  return with_value({"score " + name(node.name), optional_places(node.places)}, "=", *node.value, node.span);
}

Printer::Cells Printer::declaration(const ast::ShowDecl& node) {
  return with_value({"show " + name(node.name), optional_text(node.label), optional_places(node.places)}, "=",
                    *node.value, node.span);
}

Printer::Cells Printer::declaration(const ast::TiersDecl& node) {
  std::string head = node.name ? "tiers " + name(*node.name) : "tiers";
  if (node.subjects.size() == 1) head += " by " + flat(*node.subjects.front());
  if (node.subjects.size() > 1) head += " by (" + list(node.subjects) + ")";
  std::vector<Row> rows;
  for (const ast::TierArm& arm : node.arms) {
    const std::string left = joined({name(arm.tier), optional_text(arm.label)});
    if (arm.condition) {
      rows.push_back({arm.span, left, ":", arm.condition.get(), {}});
    } else {
      rows.push_back(
          {arm.span, left, ":", nullptr, arm.patterns.empty() ? "otherwise" : patterns(arm.patterns)});
    }
  }
  const std::uint32_t from = node.subjects.empty() ? node.span.begin : node.subjects.back()->span.end;
  return {with_block(std::move(head), node.span, from, std::move(rows))};
}

Printer::Cells Printer::declaration(const ast::GroupDecl& node) {
  return {"group " + name(node.name), "= " + list(node.tiers)};
}

Printer::Cells Printer::declaration(const ast::AdjustDecl& node) {
  using Form = ast::AdjustDecl::Form;
  std::string head;
  switch (node.form) {
  case Form::Cap: head = "cap at "; break;
  case Form::HardCap: head = "hard cap at "; break;
  case Form::Floor: head = "floor at "; break;
  case Form::Lower: head = "lower by "; break;
  }
  head += node.tier ? name(*node.tier) : flat(*node.steps, Binding::Sum);
  return with_value({std::move(head), quoted(node.reason.value)}, "when", *node.condition, node.span);
}

Printer::Cells Printer::declaration(const ast::ScreenDecl& node) {
  const char* word = node.form == ast::ScreenDecl::Form::Exclude ? "exclude" : "unrated";
  return with_value({word, quoted(node.reason.value)}, "when", *node.condition, node.span);
}

Printer::Cells Printer::declaration(const ast::PolicyDecl& node) {
  std::string head = "policy";
  for (std::size_t i = 0; i < node.targets.size(); ++i)
    head += (i == 0 ? " " : ", ") + name(node.targets[i]);
  std::vector<Row> rows;
  for (const ast::AttributeDecl& attribute : node.attributes)
    rows.push_back({attribute.span, name(attribute.name), "=", attribute.value.get(), {}});
  const std::string whole = with_block(head, node.span, node.targets.back().span.end, rows);
  if (whole.find('\n') != std::string::npos) return {whole};
  Cells cells{std::move(head)};
  for (const Row& row : rows)
    cells.push_back(fmt::format("{}{} = {}{}", &row == &rows.front() ? "{ " : "", row.left,
                                flat(*row.expression), &row == &rows.back() ? " }" : ";"));
  return cells;
}

Printer::Cells Printer::declaration(const ast::BetterDecl& node) {
  return {"better " + name(node.name), joined({node.rising ? "rising" : "falling", text_list(node.order)})};
}

Printer::Cells Printer::declaration(const ast::ReasonsDecl& node) {
  return {"reasons " + flat(*node.count, Binding::Sum)};
}

Printer::Cells Printer::declaration(const ast::ExampleDecl& node) {
  std::vector<Row> rows;
  for (const auto& item : node.items)
    rows.push_back({std::visit([](const auto& i) { return i.span; }, item),
                    {},
                    {},
                    nullptr,
                    std::visit([this](const auto& i) { return example_item(i, kIndent); }, item)});
  const bool flat_rows = std::all_of(rows.begin(), rows.end(),
                                     [](const Row& row) { return row.text.find('\n') == std::string::npos; });
  std::string head = "example " + quoted(node.name.value);
  if (flat_rows) return {with_block(std::move(head), node.span, node.name.span.end, std::move(rows))};
  return {head + " " + block(node.name.span.end, std::move(rows), 0)};
}

std::string Printer::example_item(const ast::GivenItem& item, int indent) const {
  std::vector<std::string> parts;
  for (const ast::Given& given : item.givens)
    parts.push_back(fmt::format("{} = {}", name(given.name), flat(*given.value)));
  return "given " + filled(parts, indent + 6, kWidth);
}

std::string Printer::example_item(const ast::ExpectItem& item, int indent) const {
  std::vector<std::string> parts;
  for (const ast::ExprPtr& condition : item.conditions)
    parts.push_back(flat(*condition));
  return "expect " + filled(parts, indent + 7, kWidth);
}

/// The rows of a table, their cells in columns.
std::vector<std::string> Printer::table_rows(const ast::ExampleTable& table) const {
  std::vector<std::vector<std::string>> cells; // each with its comma
  std::vector<int> widths;
  for (const auto& row : table.rows) {
    auto& texts = cells.emplace_back();
    for (const auto* part : {&row.inputs, &row.expected})
      for (std::size_t i = 0; i < part->size(); ++i)
        texts.push_back(flat(*(*part)[i]) + (i + 1 < part->size() ? "," : ""));
    widths.resize(std::max(widths.size(), texts.size()));
    for (std::size_t i = 0; i < texts.size(); ++i)
      widths[i] = std::max(widths[i], display_width(texts[i]));
  }
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::string& line = lines.emplace_back();
    for (std::size_t i = 0; i < cells[r].size(); ++i) {
      if (i > 0) line += i == table.rows[r].inputs.size() ? " : " : " ";
      line += cells[r][i];
      if (i + 1 < cells[r].size())
        line += std::string(static_cast<std::size_t>(widths[i] - display_width(cells[r][i])), ' ');
    }
  }
  return lines;
}

std::string Printer::example_item(const ast::ExampleTable& table, int indent) {
  std::string columns;
  for (const ast::Name& column : table.columns)
    columns += (columns.empty() ? "" : ", ") + name(column);
  std::string head = fmt::format("{} ({})", table.kind.text, columns);
  if (!table.expected.empty()) head += " : (" + list(table.expected) + ")";

  std::vector<Row> rows;
  const std::vector<std::string> texts = table_rows(table);
  for (std::size_t i = 0; i < texts.size(); ++i)
    rows.push_back({table.rows[i].span, {}, {}, nullptr, texts[i]});
  const std::uint32_t from =
      table.expected.empty() ? table.columns.back().span.end : table.expected.back()->span.end;
  return head + " " + block(from, std::move(rows), indent);
}

} // namespace strata::syntax

namespace strata {

std::string print(const Sources& sources, SourceId source, const ast::Model& model) {
  std::vector<Finding> none;
  const syntax::Scan scanned = syntax::scan(sources[source].text(), source, none);
  return syntax::Printer(scanned, model).model();
}

} // namespace strata
