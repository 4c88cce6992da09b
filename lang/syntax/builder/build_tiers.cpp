// Declarations of tiers, of what changes a tier, and of policies.

#include "lang/syntax/builder/build.hpp"

namespace strata::syntax {

Piece build_tier_arm(Draft&, Pieces& pieces, Span place) {
  auto arm = std::make_unique<ast::TierArm>();
  arm->span = place;
  arm->tier = pieces.take<ast::Name>();
  arm->label = pieces.take_if<ast::Text>();
  arm->patterns = pieces.take_all<ast::Pattern>();
  if (!arm->patterns.empty() || pieces.take_if(Word::Otherwise)) return arm;
  arm->condition = pieces.take<ast::ExprPtr>();
  return arm;
}

Piece build_tiers(Draft& draft, Pieces& pieces, Span place) {
  ast::TiersDecl node;
  node.span = place;
  node.name = pieces.take_if<ast::Name>();
  node.subjects = pieces.take_all<ast::ExprPtr>();
  node.arms = pieces.unbox_all<ast::TierArm>();
  return draft.declare(std::move(node));
}

Piece build_group(Draft& draft, Pieces& pieces, Span place) {
  ast::GroupDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.tiers = pieces.take_all<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

Piece build_adjustment(Draft& draft, Pieces& pieces, Span place) {
  using Form = ast::AdjustDecl::Form;
  ast::AdjustDecl node;
  node.span = place;
  const bool hard = pieces.take_if(Word::Hard).has_value();
  const Word word = pieces.take<Token>().word;
  if (word == Word::Lower) {
    node.form = Form::Lower;
    node.steps = pieces.take<ast::ExprPtr>();
  } else {
    node.form = word == Word::Floor ? Form::Floor : hard ? Form::HardCap : Form::Cap;
    node.tier = pieces.take<ast::Name>();
  }
  node.reason = pieces.take<ast::Text>();
  node.condition = pieces.take<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

Piece build_screen(Draft& draft, Pieces& pieces, Span place) {
  ast::ScreenDecl node;
  node.span = place;
  node.form = pieces.take<Token>().word == Word::Exclude ? ast::ScreenDecl::Form::Exclude
                                                         : ast::ScreenDecl::Form::Unrated;
  node.reason = pieces.take<ast::Text>();
  node.condition = pieces.take<ast::ExprPtr>();
  return draft.declare(std::move(node));
}

Piece build_attribute(Draft&, Pieces& pieces, Span place) {
  auto attribute = std::make_unique<ast::AttributeDecl>();
  attribute->span = place;
  attribute->name = pieces.take<ast::Name>();
  attribute->value = pieces.take<ast::ExprPtr>();
  return attribute;
}

Piece build_policy(Draft& draft, Pieces& pieces, Span place) {
  ast::PolicyDecl node;
  node.span = place;
  node.targets = pieces.take_all<ast::Name>();
  node.attributes = pieces.unbox_all<ast::AttributeDecl>();
  return draft.declare(std::move(node));
}

Piece build_better(Draft& draft, Pieces& pieces, Span place) {
  ast::BetterDecl node;
  node.span = place;
  node.name = pieces.take<ast::Name>();
  node.rising = pieces.take<Token>().word == Word::Rising;
  node.order = pieces.take_all<ast::Text>();
  return draft.declare(std::move(node));
}

Piece build_reasons(Draft& draft, Pieces& pieces, Span place) {
  return draft.declare(ast::ReasonsDecl{place, pieces.take<ast::ExprPtr>()});
}

} // namespace strata::syntax
