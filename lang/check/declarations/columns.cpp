// The customer block: from each column's words to how its cells are read and what they are in expressions;
// flags that contradict each other or the type; the constants of ranges and defaults; the one key.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

Kind kind_of(ast::ColumnBase base) {
  switch (base) {
  case ast::ColumnBase::Money: return Kind::Money;
  case ast::ColumnBase::Text:
  case ast::ColumnBase::OneOf: return Kind::Text;
  case ast::ColumnBase::Boolean: return Kind::Boolean;
  case ast::ColumnBase::Date: return Kind::Date;
  case ast::ColumnBase::Duration: return Kind::Duration;
  default: return Kind::Number;
  }
}

std::string_view base_words(ast::ColumnBase base) {
  switch (base) {
  case ast::ColumnBase::Number: return "number";
  case ast::ColumnBase::Whole: return "whole";
  case ast::ColumnBase::Money: return "money";
  case ast::ColumnBase::Text: return "text";
  case ast::ColumnBase::Boolean: return "boolean";
  case ast::ColumnBase::Date: return "date";
  case ast::ColumnBase::Duration: return "duration";
  case ast::ColumnBase::OneOf: return "one of";
  case ast::ColumnBase::RowNumberKey: return "row number key";
  }
  return {};
}

bool is_ordered(Kind kind) {
  return kind == Kind::Number || kind == Kind::Money || kind == Kind::Date || kind == Kind::Duration;
}

/// Checks one column's flags against its type and each other.
class FlagCheck {
 public:
  FlagCheck(Checking& checking, const ast::ColumnDecl& column) : checking_(checking), column_(column) {}

  void run() {
    const Kind kind = kind_of(column_.base);
    const bool row_number = column_.base == ast::ColumnBase::RowNumberKey;
    if (column_.places && kind != Kind::Number && kind != Kind::Money)
      misfit(column_.places->span, "`to N places` is for numbers and money", "leave it out");
    if (column_.places && column_.base == ast::ColumnBase::Whole)
      misfit(column_.places->span, "a whole number has no decimals", "write `number` with `to N places`");
    if (column_.range && !is_ordered(kind))
      misfit(column_.range->span, "only numbers, money, dates and durations have a range",
             kind == Kind::Text ? "list the texts: `one of \"a\", \"b\"`" : "leave it out");
    if (column_.date_form && kind != Kind::Date)
      misfit(column_.date_form->span, "a form with YYYY, MM and DD is for dates", "leave it out");
    if (column_.boolean_forms && kind != Kind::Boolean)
      misfit(column_.boolean_forms->first.span, "two words for true and false are for booleans",
             "leave them out");
    if (row_number) check_row_number();
    const bool is_key = column_.key_flag || row_number;
    if (column_.optional_flag && column_.default_value && !is_key)
      contradict(column_.default_value->span, "with a default, an empty cell is never missing",
                 *column_.optional_flag, "optional here", "keep one of the two");
    if (is_key) check_key(column_.key_flag.value_or(column_.base_span));
    check_forms();
  }

 private:
  void misfit(Span span, std::string_view message, std::string_view help) {
    Finding& finding =
        checking_.findings.add(Code::FlagMisfit, span,
                               fmt::format("{}, and {} is declared {}", message, code(column_.name.text),
                                           code(base_words(column_.base))));
    finding.others.push_back({column_.base_span, "its type"});
    finding.help = help;
  }

  void contradict(Span span, std::string_view message, Span other, std::string_view label,
                  std::string_view help) {
    Finding& finding = checking_.findings.add(Code::FlagsContradict, span, std::string(message));
    finding.others.push_back({other, std::string(label)});
    finding.help = help;
  }

  void check_row_number() {
    const auto refuse = [&](Span span) {
      misfit(span, "a row number is not read from a cell", "leave it out");
    };
    if (column_.header) refuse(column_.header->span);
    if (!column_.missing_as.empty()) refuse(column_.missing_as.front()->span);
    if (column_.range) refuse(column_.range->span);
  }

  void check_key(Span key) {
    static constexpr std::string_view kWhy = "every customer needs a key";
    if (column_.optional_flag)
      contradict(*column_.optional_flag, kWhy, key, "the key", "leave `optional` out");
    if (column_.default_value)
      contradict(column_.default_value->span, "customers with one default would share one key", key,
                 "the key", "leave the default out");
    if (!column_.missing_as.empty() && column_.key_flag)
      contradict(column_.missing_as.front()->span, kWhy, key, "the key",
                 "leave `missing as` out: a row without a usable key stands in the rejects anyway");
    if (column_.sensitive_flag)
      contradict(*column_.sensitive_flag, "the key stands in every result, so it cannot be hidden", key,
                 "the key", "use another column as the key, or `row number key`");
    const Kind kind = kind_of(column_.base);
    if (kind == Kind::Boolean || kind == Kind::Money || kind == Kind::Duration)
      contradict(key, "a key is a text, a whole number, a number or a date", column_.base_span, "its type",
                 "write `text key`");
  }

  void check_forms() {
    if (column_.date_form && kind_of(column_.base) == Kind::Date && !Date::is_form(column_.date_form->value))
      checking_.findings
          .add(Code::BadForm, column_.date_form->span,
               fmt::format("the form \"{}\" does not name a year, a month and a day once each",
                           column_.date_form->value))
          .help = "use YYYY or YY, MM or M, DD or D, as in \"M/D/YYYY\"";
    if (column_.boolean_forms && column_.boolean_forms->first.value == column_.boolean_forms->second.value)
      checking_.findings
          .add(Code::BadForm, column_.boolean_forms->second.span,
               fmt::format("true and false are both written \"{}\"", column_.boolean_forms->second.value))
          .help = "give two different words";
  }

  Checking& checking_;
  const ast::ColumnDecl& column_;
};

void check_choices(Checking& checking, const std::vector<ast::Text>& choices) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto earlier = std::find_if(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(i),
                                      [&](const ast::Text& text) { return text.value == choices[i].value; });
    if (earlier == choices.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    checking.findings
        .add(Code::ChoiceTwice, choices[i].span,
             fmt::format("\"{}\" stands twice in the list", choices[i].value))
        .others.push_back({earlier->span, "the first is here"});
  }
}

std::vector<std::variant<std::string, Number>> missing_forms(const ast::ColumnDecl& column) {
  std::vector<std::variant<std::string, Number>> forms;
  for (const ast::ExprPtr& form : column.missing_as) {
    if (!form) continue;
    const ast::Expr* value = form.get();
    bool negative = false;
    if (const auto* negate = std::get_if<ast::Negate>(&value->node)) {
      value = negate->operand.get();
      negative = true;
    }
    if (const auto* text = std::get_if<ast::TextLiteral>(&value->node)) forms.emplace_back(text->value);
    if (const auto* number = std::get_if<ast::NumberLiteral>(&value->node))
      forms.emplace_back(negative ? -number->value : number->value);
  }
  return forms;
}

/// The bounds of `in LO .. HI`, each a constant of the column's type.
void check_range(Checking& checking, TypedColumn& column, ast::ColumnDecl& said) {
  if (!said.range || !is_ordered(column.type.kind)) return;
  Type wanted = column.type;
  wanted.optional = false;
  wanted.whole = false; // `whole in 0.5 ..` is strange, and clear
  const PlaceNote because{said.base_span, "the column's type"};
  if (said.range->low)
    column.cell.least = literal_value(checking, *said.range->low, wanted, because, "a range");
  if (said.range->high)
    column.cell.greatest = literal_value(checking, *said.range->high, wanted, because, "a range");
  if (!column.cell.least || !column.cell.greatest || !less(*column.cell.greatest, *column.cell.least)) return;
  checking.findings
      .add(Code::RangeReversed, said.range->span,
           fmt::format("the range of {} takes nothing: {} is above {}", code(said.name.text),
                       written(*column.cell.least, checking.model),
                       written(*column.cell.greatest, checking.model)))
      .help = "write the smaller bound first";
  column.cell.least.reset();
  column.cell.greatest.reset();
}

void check_default(Checking& checking, TypedColumn& column, ast::ColumnDecl& said) {
  if (!said.default_value) return;
  Type wanted = column.type;
  wanted.optional = false;
  const auto value = literal_value(checking, *said.default_value, wanted,
                                   {said.base_span, "the column's type"}, "a default");
  if (!value) return;
  if (const std::string objection = column_objection(checking.model, column, *value); !objection.empty()) {
    Finding& finding =
        checking.findings.add(Code::ValueNotAccepted, said.default_value->span,
                              fmt::format("the default of {} {}", code(said.name.text), objection));
    finding.others.push_back({said.range ? said.range->span : said.base_span, "what the column takes"});
    return;
  }
  column.cell.default_value = *value;
}

void check_headers(Checking& checking) {
  std::map<std::string, const ast::ColumnDecl*> seen;
  for (const TypedColumn& column : checking.model.columns) {
    if (column.cell.row_number) continue;
    const ast::ColumnDecl& said = *column.declaration;
    const Span place = said.header ? said.header->span : said.name.span;
    const auto [at, added] = seen.emplace(column.cell.header, &said);
    if (added || at->second->name.text == said.name.text) continue; // the name itself has been reported
    const ast::ColumnDecl& earlier = *at->second;
    checking.findings
        .add(Code::HeaderTwice, place, fmt::format("two columns have the header \"{}\"", column.cell.header))
        .others.push_back({earlier.header ? earlier.header->span : earlier.name.span, "the first is here"});
  }
}

/// Where something is said that the whole model lacks: its `model` line, or its beginning.
Span model_line(const ast::Model& tree) {
  for (const ast::Declaration& declaration : tree.declarations)
    if (const auto* model = std::get_if<ast::ModelDecl>(&declaration)) return model->span;
  return {tree.span.source, 0, 0};
}

void check_one_key(Checking& checking) {
  TypedModel& model = checking.model;
  const TypedColumn* first = nullptr;
  for (std::uint32_t i = 0; i < model.columns.size(); ++i) {
    const TypedColumn& column = model.columns[i];
    if (!column.cell.key) continue;
    const Span place = column.declaration->key_flag.value_or(column.declaration->base_span);
    if (first == nullptr) {
      first = &column;
      model.key = i;
      continue;
    }
    Finding& finding = checking.findings.add(Code::SeveralKeys, place, "a customer has only one key");
    finding.others.push_back(
        {first->declaration->key_flag.value_or(first->declaration->base_span), "the first is here"});
    finding.help = "keep one `key`";
  }
  if (first != nullptr) return;
  const ast::CustomerDecl* customer = checking.declarations.customer;
  if (customer == nullptr && !checking.customers_needed) return;
  Finding& finding = checking.findings.add(
      Code::NoKey, customer == nullptr ? model_line(model.tree) : customer->span,
      customer == nullptr ? "the model has no `customer` block, so it has no customers to decide"
                          : "no column is the key that tells customers apart");
  finding.help = customer == nullptr
                     ? "write `customer { id : text key … }` with the columns of the table"
                     : "write `key` behind the type of one column, or add `row : row number key`";
}

} // namespace

void collect_column(Checking& checking, ast::ColumnDecl& said) {
  TypedModel& model = checking.model;
  declare(checking, said.name, {Entity::Column, static_cast<std::uint32_t>(model.columns.size()), 0});
  TypedColumn column;
  column.declaration = &said;
  column.is_protected = said.protected_flag.has_value();
  column.type.kind = kind_of(said.base);
  column.type.optional = said.optional_flag && !said.default_value;
  column.type.whole = said.base == ast::ColumnBase::Whole || said.base == ast::ColumnBase::RowNumberKey;
  if (said.currency) column.type.currency = currency_index(checking, said.currency->text);
  if (said.base == ast::ColumnBase::OneOf) {
    std::vector<std::string> choices;
    for (const ast::Text& text : said.choices)
      choices.push_back(text.value);
    column.type.values = static_cast<std::int32_t>(model.closed_sets.size());
    model.closed_sets.push_back(choices);
    column.cell.choices = std::move(choices);
  }
  column.cell.name = said.name.text;
  column.cell.header = said.header ? said.header->value : said.name.text;
  column.cell.kind = column.type.kind;
  column.cell.whole = column.type.whole;
  if (said.places) column.cell.places = said.places->count;
  column.cell.optional = column.type.optional;
  column.cell.missing_as = missing_forms(said);
  if (said.date_form) column.cell.date_form = said.date_form->value;
  if (said.boolean_forms)
    column.cell.boolean_forms.emplace(said.boolean_forms->first.value, said.boolean_forms->second.value);
  column.cell.row_number = said.base == ast::ColumnBase::RowNumberKey;
  column.cell.key = said.key_flag || column.cell.row_number;
  column.cell.sensitive = said.sensitive_flag.has_value();
  model.columns.push_back(std::move(column));
  checking.declarations.columns.push_back(&said);
}

void check_columns(Checking& checking) {
  for (std::size_t i = 0; i < checking.model.columns.size(); ++i) {
    ast::ColumnDecl& said = *checking.declarations.columns[i];
    FlagCheck(checking, said).run();
    check_choices(checking, said.choices);
    check_range(checking, checking.model.columns[i], said);
    check_default(checking, checking.model.columns[i], said);
  }
  check_headers(checking);
  check_one_key(checking);
}

std::string column_objection(const TypedModel& model, const TypedColumn& column, const Value& value) {
  const ColumnType& cell = column.cell;
  if (is_missing(value)) return column.type.optional ? "" : "is missing, and the column is not optional";
  if (const auto* number = std::get_if<Number>(&value)) {
    if (cell.whole && !number->is_whole()) return fmt::format("is {}, which is not whole", number->to_text());
    const auto decimals = number->decimals();
    if (!decimals) return fmt::format("is {}, which no cell can hold", number->to_text());
    if (cell.places && *decimals > *cell.places)
      return fmt::format("is {}, which has more than {} decimal{}", number->to_text(), *cell.places,
                         *cell.places == 1 ? "" : "s");
  }
  if (cell.least && less(value, *cell.least))
    return fmt::format("is {}, below the least value {}", written(value, model), written(*cell.least, model));
  if (cell.greatest && less(*cell.greatest, value))
    return fmt::format("is {}, above the greatest value {}", written(value, model),
                       written(*cell.greatest, model));
  if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !cell.choices.empty()) {
    if (std::find(cell.choices.begin(), cell.choices.end(), *text) == cell.choices.end())
      return fmt::format("is \"{}\", which is not in its list", *text);
  }
  return {};
}

} // namespace strata
