// The columns of the customer table: a type, and flags in any order, each at most once.

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "lang/syntax/builder/build.hpp"

namespace strata::syntax {

namespace {

ast::ColumnBase base_of(std::string_view word) {
  if (word == "whole") return ast::ColumnBase::Whole;
  if (word == "text") return ast::ColumnBase::Text;
  if (word == "boolean") return ast::ColumnBase::Boolean;
  if (word == "date") return ast::ColumnBase::Date;
  if (word == "duration") return ast::ColumnBase::Duration;
  return ast::ColumnBase::Number;
}

/// Reads the flags of one column from its pieces.
class ColumnReader {
 public:
  ColumnReader(Draft& draft, Pieces& pieces, ast::ColumnDecl& column)
      : draft_(draft), pieces_(pieces), column_(column) {}

  void type();
  void flags() {
    while (!pieces_.done())
      flag();
  }

 private:
  void flag();
  void marked_flag();
  void forms(Span place, std::vector<ast::Text> texts);

  /// Sets what a flag says, once.
  template <class Slot, class Value>
  void set(Slot& slot, Value value, Span place, std::string_view word) {
    if (slot)
      draft_.say(Code::FlagTwice, place, fmt::format("`{}` is said twice of this column", word),
                 "keep one of them");
    slot = std::move(value);
  }

  Draft& draft_;
  Pieces& pieces_;
  ast::ColumnDecl& column_;
};

void ColumnReader::type() {
  column_.choices = pieces_.take_all<ast::Text>();
  column_.currency = pieces_.take_if<ast::Name>();
  const auto type = pieces_.take<Token>();
  column_.base_span = type.span;
  switch (type.word) {
  case Word::RowNumberKey:
    column_.base = ast::ColumnBase::RowNumberKey;
    column_.key_flag = type.span;
    break;
  case Word::OneOf: column_.base = ast::ColumnBase::OneOf; break;
  case Word::Money: column_.base = ast::ColumnBase::Money; break;
  default: column_.base = base_of(draft_.text(type.span)); break;
  }
}

void ColumnReader::flag() {
  if (auto places = pieces_.take_if<ast::Places>()) return set(column_.places, *places, places->span, "to");
  if (auto range = pieces_.take_if<ast::Range>()) {
    const Span place = range->span;
    return set(column_.range, std::move(*range), place, "in");
  }
  marked_flag();
}

void ColumnReader::marked_flag() {
  auto values = pieces_.take_all<ast::ExprPtr>();
  auto texts = pieces_.take_all<ast::Text>();
  const auto token = pieces_.take<Token>();
  switch (token.word) {
  case Word::OptionalFlag: return set(column_.optional_flag, token.span, token.span, "optional");
  case Word::KeyFlag: return set(column_.key_flag, token.span, token.span, "key");
  case Word::SensitiveFlag: return set(column_.sensitive_flag, token.span, token.span, "sensitive");
  case Word::ProtectedFlag: return set(column_.protected_flag, token.span, token.span, "protected");
  case Word::DefaultFlag: return set(column_.default_value, std::move(values.front()), token.span, "default");
  case Word::HeaderFlag: return set(column_.header, std::move(texts.front()), token.span, "from");
  case Word::WrittenAs: return forms(token.span, std::move(texts));
  default: break;
  }
  if (!column_.missing_as.empty())
    draft_.say(Code::FlagTwice, token.span, "`missing as` is said twice of this column",
               "write all its values behind one `missing as`, with commas");
  column_.missing_as = std::move(values);
}

/// `date as "…"` and `boolean as "…"/"…"`.
void ColumnReader::forms(Span place, std::vector<ast::Text> texts) {
  if (texts.size() == 1 && column_.base == ast::ColumnBase::Date)
    return set(column_.date_form, std::move(texts[0]), place, "as");
  if (texts.size() == 2 && column_.base == ast::ColumnBase::Boolean)
    return set(column_.boolean_forms, std::pair(std::move(texts[0]), std::move(texts[1])), place, "as");
  if (column_.base == ast::ColumnBase::Boolean) {
    draft_.say(Code::FormDoesNotFit, place, "a boolean column needs two texts after `as`",
               "write the text for true, `/` and the text for false: as \"Yes\"/\"No\"");
  } else if (column_.base == ast::ColumnBase::Date) {
    draft_.say(Code::FormDoesNotFit, place, "a date column needs one text after `as`",
               "write the form of its dates: as \"M/D/YYYY\"");
  } else {
    draft_.say(Code::FormDoesNotFit, place, "only columns of dates and booleans are written `as` something",
               "delete it; the form of numbers is always plain");
  }
}

} // namespace

Piece build_column(Draft& draft, Pieces& pieces, Span place) {
  auto column = std::make_unique<ast::ColumnDecl>();
  column->span = place;
  column->name = pieces.take<ast::Name>();
  ColumnReader reader(draft, pieces, *column);
  reader.type();
  reader.flags();
  return column;
}

Piece build_customer(Draft& draft, Pieces& pieces, Span place) {
  return draft.declare(ast::CustomerDecl{place, pieces.unbox_all<ast::ColumnDecl>()});
}

} // namespace strata::syntax
