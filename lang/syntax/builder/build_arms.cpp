// Patterns and the blocks of arms: match, tally, weighted.

#include "lang/syntax/builder/build.hpp"

namespace strata::syntax {

namespace {

template <class Node>
ast::Pattern pattern_of(Span place, Node node) {
  return {.span = place, .node = std::move(node)};
}

} // namespace

Piece build_comparison_pattern(Draft&, Pieces& pieces, Span place) {
  const auto sign = pieces.take<Token>();
  return pattern_of(place,
                    ast::ComparisonPattern{comparison_of(sign.word), sign.span, pieces.take<ast::ExprPtr>()});
}

Piece build_interval(Draft& draft, Pieces& pieces, Span place) {
  ast::IntervalPattern node;
  node.low_included = draft.text(pieces.take<Token>().span) == "[";
  node.low = pieces.take<ast::ExprPtr>();
  pieces.take_if(Word::RangeMark);
  node.high = pieces.take<ast::ExprPtr>();
  node.high_included = draft.text(pieces.take<Token>().span) == "]";
  return pattern_of(place, std::move(node));
}

Piece build_pattern_group(Draft&, Pieces& pieces, Span place) {
  auto inner = pieces.take<ast::Pattern>();
  inner.span = place;
  return inner;
}

Piece build_missing_pattern(Draft&, Pieces&, Span place) {
  return pattern_of(place, ast::MissingPattern{});
}
Piece build_any_pattern(Draft&, Pieces&, Span place) {
  return pattern_of(place, ast::AnyPattern{});
}
Piece build_otherwise_pattern(Draft&, Pieces&, Span place) {
  return pattern_of(place, ast::OtherwisePattern{});
}

Piece build_value_pattern(Draft&, Pieces& pieces, Span place) {
  return pattern_of(place, ast::ValuePattern{pieces.take<ast::ExprPtr>()});
}

/// Alternatives within alternatives are one list.
Piece build_pattern(Draft&, Pieces& pieces, Span place) {
  ast::AlternativesPattern node;
  while (!pieces.done()) {
    auto next = pieces.take<ast::Pattern>();
    if (auto* inner = std::get_if<ast::AlternativesPattern>(&next.node)) {
      for (ast::Pattern& alternative : inner->alternatives)
        node.alternatives.push_back(std::move(alternative));
    } else {
      node.alternatives.push_back(std::move(next));
    }
  }
  return pattern_of(place, std::move(node));
}

Piece build_match_arm(Draft&, Pieces& pieces, Span place) {
  auto arm = std::make_unique<ast::MatchArm>();
  arm->span = place;
  arm->patterns = pieces.take_all<ast::Pattern>();
  arm->result = pieces.take<ast::ExprPtr>();
  return arm;
}

Piece build_condition_arm(Draft&, Pieces& pieces, Span place) {
  auto arm = std::make_unique<ast::ConditionArm>();
  arm->span = place;
  if (!pieces.take_if(Word::Otherwise)) arm->condition = pieces.take<ast::ExprPtr>();
  arm->result = pieces.take<ast::ExprPtr>();
  return arm;
}

Piece build_weighted_part(Draft&, Pieces& pieces, Span place) {
  auto part = std::make_unique<ast::WeightedPart>();
  part->span = place;
  part->value = pieces.take<ast::ExprPtr>();
  part->weight = pieces.take<ast::ExprPtr>();
  return part;
}

Piece build_match(Draft& draft, Pieces& pieces, Span place) {
  const bool unique = pieces.take_if(Word::Unique).has_value();
  if (!pieces.next_is<ast::ExprPtr>())
    return draft.make(place, ast::MatchConditions{pieces.unbox_all<ast::ConditionArm>()});
  ast::Match node;
  node.unique = unique;
  node.subjects = pieces.take_all<ast::ExprPtr>();
  node.arms = pieces.unbox_all<ast::MatchArm>();
  return draft.make(place, std::move(node));
}

Piece build_tally(Draft& draft, Pieces& pieces, Span place) {
  ast::Tally node;
  node.start = pieces.take<ast::ExprPtr>();
  node.arms = pieces.unbox_all<ast::ConditionArm>();
  return draft.make(place, std::move(node));
}

Piece build_weighted(Draft& draft, Pieces& pieces, Span place) {
  ast::Weighted node;
  if (pieces.take_if(Word::Relative)) node.form = ast::WeightedForm::Relative;
  if (pieces.take_if(Word::Available)) node.form = ast::WeightedForm::Available;
  if (auto least = pieces.take_if<ast::ExprPtr>()) node.at_least = std::move(*least);
  node.of_dimensions = pieces.take_if(Word::Dimensions).has_value();
  node.parts = pieces.unbox_all<ast::WeightedPart>();
  return draft.make(place, std::move(node));
}

} // namespace strata::syntax
