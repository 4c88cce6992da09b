// Examples: what is given, the table of customers, what is expected.

#include "lang/syntax/builder/build.hpp"

namespace strata::syntax {

Piece build_given_pair(Draft&, Pieces& pieces, Span place) {
  auto given = std::make_unique<ast::Given>();
  given->span = place;
  given->name = pieces.take<ast::Name>();
  given->value = pieces.take<ast::ExprPtr>();
  return given;
}

Piece build_given(Draft&, Pieces& pieces, Span place) {
  auto item = std::make_unique<ast::GivenItem>();
  item->span = place;
  item->givens = pieces.unbox_all<ast::Given>();
  return item;
}

Piece build_expect(Draft&, Pieces& pieces, Span place) {
  auto item = std::make_unique<ast::ExpectItem>();
  item->span = place;
  item->conditions = pieces.take_all<ast::ExprPtr>();
  return item;
}

Piece build_row(Draft&, Pieces& pieces, Span place) {
  auto row = std::make_unique<ast::ExampleTable::Row>();
  row->span = place;
  row->inputs = pieces.take_all<ast::ExprPtr>();
  pieces.take_if(Word::Colon);
  row->expected = pieces.take_all<ast::ExprPtr>();
  return row;
}

Piece build_example_table(Draft&, Pieces& pieces, Span place) {
  auto table = std::make_unique<ast::ExampleTable>();
  table->span = place;
  table->kind = pieces.take<ast::Name>();
  table->columns = pieces.take_all<ast::Name>();
  table->expected = pieces.take_all<ast::ExprPtr>();
  table->rows = pieces.unbox_all<ast::ExampleTable::Row>();
  return table;
}

Piece build_example(Draft& draft, Pieces& pieces, Span place) {
  ast::ExampleDecl node;
  node.span = place;
  node.name = pieces.take<ast::Text>();
  while (!pieces.done()) {
    if (pieces.next_is<Box<ast::GivenItem>>()) {
      node.items.emplace_back(std::move(*pieces.take<Box<ast::GivenItem>>()));
    } else if (pieces.next_is<Box<ast::ExpectItem>>()) {
      node.items.emplace_back(std::move(*pieces.take<Box<ast::ExpectItem>>()));
    } else {
      node.items.emplace_back(std::move(*pieces.take<Box<ast::ExampleTable>>()));
    }
  }
  return draft.declare(std::move(node));
}

} // namespace strata::syntax
