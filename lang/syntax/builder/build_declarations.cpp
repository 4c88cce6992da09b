// Declarations of what the model is and of its values.

#include "lang/syntax/builder/build.hpp"

namespace strata::syntax {

namespace {

std::optional<Date> date_of(Pieces& pieces) {
  const auto literal = pieces.take_if<ast::ExprPtr>();
  if (!literal) return std::nullopt;
  return std::get<ast::DateLiteral>((*literal)->node).value;
}

ast::ExprPtr expression_if(Pieces& pieces) {
  auto expression = pieces.take_if<ast::ExprPtr>();
  return expression ? std::move(*expression) : nullptr;
}

} // namespace

Piece build_model(Draft& draft, Pieces& pieces, Span place) {
  ast::ModelDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.title = pieces.take_if<ast::Text>();
  return draft.declare(std::move(node));
}

Piece build_version(Draft& draft, Pieces& pieces, Span place) {
  return draft.declare(ast::VersionDecl{place, pieces.take<ast::Text>()});
}

Piece build_effective(Draft& draft, Pieces& pieces, Span place) {
  ast::EffectiveDecl node;
  node.span = place;
  node.from = date_of(pieces);
  pieces.take_if(Word::RangeMark);
  node.until = date_of(pieces);
  return draft.declare(std::move(node));
}

Piece build_currency_declaration(Draft& draft, Pieces& pieces, Span place) {
  return draft.declare(ast::CurrencyDecl{place, pieces.take<ast::Name>()});
}

Piece build_rate(Draft& draft, Pieces& pieces, Span place) {
  ast::RateDecl node;
  node.span = place;
  node.code = pieces.take<ast::Name>();
  node.value = pieces.take<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

Piece build_parameter(Draft& draft, Pieces& pieces, Span place) {
  ast::ParameterDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.value = pieces.take<ast::ExprPtr>();
  node.range = pieces.take_if<ast::Range>();
  auto values = pieces.take_all<ast::ExprPtr>();
  if (pieces.take_if(Word::Step)) {
    node.step = std::move(values.front());
    values = pieces.take_all<ast::ExprPtr>();
  }
  if (pieces.take_if(Word::OneOf)) node.choices = std::move(values);
  node.note = pieces.take_if<ast::Text>();
  return draft.declare(std::move(node));
}

Piece build_define(Draft& draft, Pieces& pieces, Span place) {
  ast::DefineDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.arguments = pieces.take_all<ast::Name>();
  node.rule = pieces.take_if(Word::Rule).has_value();
  node.value = pieces.take<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

Piece build_dimension(Draft& draft, Pieces& pieces, Span place) {
  ast::DimensionDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.label = pieces.take_if<ast::Text>();
  auto first = expression_if(pieces);
  if (pieces.take_if(Word::Weight)) {
    node.weight = std::move(first);
    first = nullptr;
  }
  node.places = pieces.take_if<ast::Places>();
  node.value = first != nullptr ? std::move(first) : expression_if(pieces);
  return draft.declare(std::move(node));
}

Piece build_score(Draft& draft, Pieces& pieces, Span place) {
  ast::ScoreDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.places = pieces.take_if<ast::Places>();
  node.value = pieces.take<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

Piece build_show(Draft& draft, Pieces& pieces, Span place) {
  ast::ShowDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.label = pieces.take_if<ast::Text>();
  node.places = pieces.take_if<ast::Places>();
  node.value = pieces.take<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

} // namespace strata::syntax
