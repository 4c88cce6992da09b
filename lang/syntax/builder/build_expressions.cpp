// Expressions: operators, names, calls. Chains of one operator become one flat node.

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "lang/syntax/builder/build.hpp"

namespace strata::syntax {

namespace {

ast::ArithmeticOperator arithmetic_of(Word word) {
  switch (word) {
  case Word::Minus: return ast::ArithmeticOperator::Subtract;
  case Word::Times: return ast::ArithmeticOperator::Multiply;
  case Word::Divide: return ast::ArithmeticOperator::Divide;
  default: return ast::ArithmeticOperator::Add;
  }
}

Piece build_logical(Draft& draft, Pieces& pieces, Span place, bool conjunction) {
  return draft.make(place,
                    ast::Logical{.conjunction = conjunction, .operands = pieces.take_all<ast::ExprPtr>()});
}

bool is_literal(const ast::Expr& expression) {
  return !expression.parenthesized && (std::holds_alternative<ast::NumberLiteral>(expression.node) ||
                                       std::holds_alternative<ast::TextLiteral>(expression.node) ||
                                       std::holds_alternative<ast::DateLiteral>(expression.node));
}

/// `x is "a" or "b"`: `is` takes one pattern, so the second text would be a condition of its own.
void check_alternatives(Draft& draft, const std::vector<ast::ExprPtr>& operands) {
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const auto* is = std::get_if<ast::Is>(&operands[i - 1]->node);
    if (is == nullptr || !is_literal(*operands[i])) continue;
    std::size_t last = i;
    while (last + 1 < operands.size() && is_literal(*operands[last + 1]))
      ++last;
    const Span all = cover(is->pattern->span, operands[last]->span);
    draft.say(Code::AlternativesNeedBrackets, all, "several patterns after `is` stand in brackets",
              fmt::format("write `is ({})`", draft.text(all)));
    return;
  }
}

} // namespace

ast::Comparison comparison_of(Word word) {
  switch (word) {
  case Word::NotEqual: return ast::Comparison::NotEqual;
  case Word::Less: return ast::Comparison::Less;
  case Word::LessEqual: return ast::Comparison::LessEqual;
  case Word::Greater: return ast::Comparison::Greater;
  case Word::GreaterEqual: return ast::Comparison::GreaterEqual;
  default: return ast::Comparison::Equal;
  }
}

Piece build_reference(Draft& draft, Pieces& pieces, Span place) {
  auto name = pieces.take<ast::Name>();
  if (pieces.done()) return draft.make(place, ast::NameUse{.name = std::move(name), .target = {}});
  if (auto second = pieces.take_if<ast::Name>())
    return draft.make(place,
                      ast::Member{.scope = std::move(name), .member = std::move(*second), .target = {}});
  pieces.take_if(Word::Arguments);
  ast::Call call;
  call.function = std::move(name);
  call.arguments = pieces.take_all<ast::ExprPtr>();
  call.places = pieces.take_if<ast::Places>();
  return draft.make(place, std::move(call));
}

Piece build_tier_reference(Draft& draft, Pieces& pieces, Span place) {
  return build_reference(draft, pieces, place);
}

Piece build_group_expression(Draft&, Pieces& pieces, Span place) {
  auto inner = pieces.take<ast::ExprPtr>();
  inner->parenthesized = true;
  inner->span = place;
  return inner;
}

Piece build_negative(Draft& draft, Pieces& pieces, Span place) {
  return draft.make(place, ast::Negate{pieces.take<ast::ExprPtr>()});
}

Piece build_defaulted(Draft& draft, Pieces& pieces, Span place) {
  return draft.make(place, ast::Default{pieces.take_all<ast::ExprPtr>()});
}

Piece build_arithmetic(Draft& draft, Pieces& pieces, Span place) {
  ast::Arithmetic node;
  node.first = pieces.take<ast::ExprPtr>();
  while (!pieces.done()) {
    const auto sign = pieces.take<Token>();
    node.rest.push_back({arithmetic_of(sign.word), sign.span, pieces.take<ast::ExprPtr>()});
  }
  return draft.make(place, std::move(node));
}

Piece build_comparison(Draft& draft, Pieces& pieces, Span place) {
  auto left = pieces.take<ast::ExprPtr>();
  const auto sign = pieces.take<Token>();
  if (sign.word != Word::Is)
    return draft.make(place, ast::Compare{comparison_of(sign.word), sign.span, std::move(left),
                                          pieces.take<ast::ExprPtr>()});
  ast::Is node;
  node.subject = std::move(left);
  node.negated = pieces.take_if(Word::Negated).has_value();
  node.pattern = std::make_unique<ast::Pattern>(pieces.take<ast::Pattern>());
  return draft.make(place, std::move(node));
}

Piece build_not(Draft& draft, Pieces& pieces, Span place) {
  return draft.make(place, ast::Not{pieces.take<ast::ExprPtr>()});
}

Piece build_conjunction(Draft& draft, Pieces& pieces, Span place) {
  return build_logical(draft, pieces, place, true);
}

Piece build_disjunction(Draft& draft, Pieces& pieces, Span place) {
  Piece result = build_logical(draft, pieces, place, false);
  check_alternatives(draft, std::get<ast::Logical>(std::get<ast::ExprPtr>(result)->node).operands);
  return result;
}

Piece build_if(Draft& draft, Pieces& pieces, Span place) {
  ast::If node;
  node.condition = pieces.take<ast::ExprPtr>();
  node.then = pieces.take<ast::ExprPtr>();
  node.otherwise = pieces.take<ast::ExprPtr>();
  return draft.make(place, std::move(node));
}

Piece build_coverage_of(Draft& draft, Pieces& pieces, Span place) {
  return draft.make(place, ast::CoverageOf{.name = pieces.take<ast::Name>(), .target = {}});
}

Piece build_points_of(Draft& draft, Pieces& pieces, Span place) {
  return draft.make(place, ast::PointsOf{.name = pieces.take<ast::Name>(), .target = {}});
}

Piece build_level_of(Draft& draft, Pieces& pieces, Span place) {
  ast::LevelOf node;
  node.name = pieces.take<ast::Name>();
  if (auto second = pieces.take_if<ast::Name>()) {
    node.scale = std::move(node.name);
    node.name = std::move(*second);
  }
  return draft.make(place, std::move(node));
}

} // namespace strata::syntax
