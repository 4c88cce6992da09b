// Takes: the pieces of one rule, and its place.
// Returns: the piece that stands for them.
// Guarantees: one function per rule that leaves something in the tree; the grammar has made sure of the
// pieces. Does not: check anything but what a single literal or flag shows.
#pragma once

#include "lang/syntax/grammar/draft.hpp"

namespace strata::syntax {

// build_literals.cpp
Piece build_name(Draft& draft, Pieces& pieces, Span place);
Piece build_currency(Draft& draft, Pieces& pieces, Span place);
Piece build_text(Draft& draft, Pieces& pieces, Span place);
Piece build_text_literal(Draft& draft, Pieces& pieces, Span place);
Piece build_date(Draft& draft, Pieces& pieces, Span place);
Piece build_quantity(Draft& draft, Pieces& pieces, Span place);
Piece build_signed(Draft& draft, Pieces& pieces, Span place);
Piece build_true(Draft& draft, Pieces& pieces, Span place);
Piece build_false(Draft& draft, Pieces& pieces, Span place);
Piece build_missing(Draft& draft, Pieces& pieces, Span place);
Piece build_places(Draft& draft, Pieces& pieces, Span place);
Piece build_range(Draft& draft, Pieces& pieces, Span place);

// build_expressions.cpp
ast::Comparison comparison_of(Word word);
Piece build_reference(Draft& draft, Pieces& pieces, Span place);
Piece build_tier_reference(Draft& draft, Pieces& pieces, Span place);
Piece build_group_expression(Draft& draft, Pieces& pieces, Span place);
Piece build_negative(Draft& draft, Pieces& pieces, Span place);
Piece build_defaulted(Draft& draft, Pieces& pieces, Span place);
Piece build_arithmetic(Draft& draft, Pieces& pieces, Span place);
Piece build_comparison(Draft& draft, Pieces& pieces, Span place);
Piece build_not(Draft& draft, Pieces& pieces, Span place);
Piece build_conjunction(Draft& draft, Pieces& pieces, Span place);
Piece build_disjunction(Draft& draft, Pieces& pieces, Span place);
Piece build_if(Draft& draft, Pieces& pieces, Span place);
Piece build_coverage_of(Draft& draft, Pieces& pieces, Span place);
Piece build_points_of(Draft& draft, Pieces& pieces, Span place);
Piece build_level_of(Draft& draft, Pieces& pieces, Span place);

// build_arms.cpp
Piece build_comparison_pattern(Draft& draft, Pieces& pieces, Span place);
Piece build_interval(Draft& draft, Pieces& pieces, Span place);
Piece build_pattern_group(Draft& draft, Pieces& pieces, Span place);
Piece build_missing_pattern(Draft& draft, Pieces& pieces, Span place);
Piece build_any_pattern(Draft& draft, Pieces& pieces, Span place);
Piece build_otherwise_pattern(Draft& draft, Pieces& pieces, Span place);
Piece build_value_pattern(Draft& draft, Pieces& pieces, Span place);
Piece build_pattern(Draft& draft, Pieces& pieces, Span place);
Piece build_match_arm(Draft& draft, Pieces& pieces, Span place);
Piece build_condition_arm(Draft& draft, Pieces& pieces, Span place);
Piece build_weighted_part(Draft& draft, Pieces& pieces, Span place);
Piece build_match(Draft& draft, Pieces& pieces, Span place);
Piece build_tally(Draft& draft, Pieces& pieces, Span place);
Piece build_weighted(Draft& draft, Pieces& pieces, Span place);

// build_columns.cpp
Piece build_column(Draft& draft, Pieces& pieces, Span place);
Piece build_customer(Draft& draft, Pieces& pieces, Span place);

// build_declarations.cpp
Piece build_model(Draft& draft, Pieces& pieces, Span place);
Piece build_version(Draft& draft, Pieces& pieces, Span place);
Piece build_effective(Draft& draft, Pieces& pieces, Span place);
Piece build_currency_declaration(Draft& draft, Pieces& pieces, Span place);
Piece build_rate(Draft& draft, Pieces& pieces, Span place);
Piece build_parameter(Draft& draft, Pieces& pieces, Span place);
Piece build_define(Draft& draft, Pieces& pieces, Span place);
Piece build_dimension(Draft& draft, Pieces& pieces, Span place);
Piece build_score(Draft& draft, Pieces& pieces, Span place);
Piece build_show(Draft& draft, Pieces& pieces, Span place);

// build_tiers.cpp
Piece build_tier_arm(Draft& draft, Pieces& pieces, Span place);
Piece build_tiers(Draft& draft, Pieces& pieces, Span place);
Piece build_group(Draft& draft, Pieces& pieces, Span place);
Piece build_adjustment(Draft& draft, Pieces& pieces, Span place);
Piece build_screen(Draft& draft, Pieces& pieces, Span place);
Piece build_attribute(Draft& draft, Pieces& pieces, Span place);
Piece build_policy(Draft& draft, Pieces& pieces, Span place);
Piece build_better(Draft& draft, Pieces& pieces, Span place);
Piece build_reasons(Draft& draft, Pieces& pieces, Span place);

// build_examples.cpp
Piece build_given_pair(Draft& draft, Pieces& pieces, Span place);
Piece build_given(Draft& draft, Pieces& pieces, Span place);
Piece build_expect(Draft& draft, Pieces& pieces, Span place);
Piece build_row(Draft& draft, Pieces& pieces, Span place);
Piece build_example_table(Draft& draft, Pieces& pieces, Span place);
Piece build_example(Draft& draft, Pieces& pieces, Span place);

} // namespace strata::syntax
