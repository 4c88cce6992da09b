// Takes: a rule of `grammar::needed` (or another one that stands in `must`).
// Returns: what is said where it fails.
// Guarantees: the grammar does not compile without a sentence for each.
// Does not: say what was found instead, or how to mend it (report.cpp does).
#pragma once

#include "lang/syntax/grammar/grammar.hpp"

namespace strata::grammar {

using syntax::Expectation;

template <class Rule>
inline constexpr Expectation expectation{};

#define STRATA_EXPECTED(rule, text)                                                                          \
  template <>                                                                                                \
  inline constexpr Expectation expectation<rule> {                                                           \
    Expectation::Form::Thing, text                                                                           \
  }
#define STRATA_EXPECTED_NAME(rule, text)                                                                     \
  template <>                                                                                                \
  inline constexpr Expectation expectation<rule> {                                                           \
    Expectation::Form::Name, text                                                                            \
  }
#define STRATA_EXPECTED_FORM(rule, form)                                                                     \
  template <>                                                                                                \
  inline constexpr Expectation expectation<rule> {                                                           \
    Expectation::Form::form                                                                                  \
  }

// literals and signs
STRATA_EXPECTED_FORM(needed::number_end, NumberEnd);
STRATA_EXPECTED(needed::close_of_group, "`)` after the value in brackets");
STRATA_EXPECTED(needed::close_of_list, "`,` or `)` in the list");
STRATA_EXPECTED(needed::close_of_block, "`}` at the end of the block");
STRATA_EXPECTED(needed::open_of_block, "`{`");
STRATA_EXPECTED(needed::end_of_item, "the end of the line");
STRATA_EXPECTED(needed::end_of_statement, "the end of the line");
STRATA_EXPECTED_FORM(needed::an_item, NotEmpty);
STRATA_EXPECTED(match_arm, "a pattern");
STRATA_EXPECTED(condition_arm, "a condition");
STRATA_EXPECTED(points_arm, "a condition");
STRATA_EXPECTED(weighted_part, "a value");
STRATA_EXPECTED_NAME(column, "the name of a column");
STRATA_EXPECTED_NAME(tier_arm, "the name of a tier");
STRATA_EXPECTED_NAME(tier_condition_arm, "the name of a tier");
STRATA_EXPECTED_NAME(attribute, "the name of an attribute");
STRATA_EXPECTED(row, "a row of the table");
STRATA_EXPECTED(needed::count_of_places, "a number of decimal places after `to`");
STRATA_EXPECTED(needed::places_word, "`places` after the number of decimals");

// patterns
STRATA_EXPECTED(needed::pattern_after_or, "a pattern after `or`");
STRATA_EXPECTED(needed::pattern_in_brackets, "a pattern after `(`");
STRATA_EXPECTED(needed::compared_value, "a value after the comparison");
STRATA_EXPECTED(needed::low_end, "the lower end of the interval");
STRATA_EXPECTED(needed::high_end, "the upper end of the interval");
STRATA_EXPECTED(needed::interval_dots, "`..` between the two ends");
STRATA_EXPECTED(interval_close, "`]` or `)` at the end of the interval");
STRATA_EXPECTED(needed::next_pattern, "a pattern after `,`");

// match, tally, weighted
STRATA_EXPECTED(needed::subject, "a value to match");
STRATA_EXPECTED(needed::next_subject, "a value to match after `,`");
STRATA_EXPECTED(needed::arm_colon, "`:` and the result of this arm");
STRATA_EXPECTED(needed::arm_result, "the result of this arm after `:`");
STRATA_EXPECTED(needed::part_colon, "`:` and the weight of this part");
STRATA_EXPECTED(needed::part_weight, "the weight of this part after `:`");
STRATA_EXPECTED(needed::tally_start, "the value that the tally starts with");
STRATA_EXPECTED(needed::at_least_word, "`least` after `at`");
STRATA_EXPECTED(needed::least_coverage, "a share such as 60% after `at least`");
STRATA_EXPECTED(needed::weighted_parts, "`{` with the parts, or `dimensions`");

// expressions
STRATA_EXPECTED(needed::weighted_name, "a name after `coverage of`");
STRATA_EXPECTED(needed::dimension_name, "the name of a dimension after `points of`");
STRATA_EXPECTED(needed::subject_name, "the name of a matrix's subject after `level of`");
STRATA_EXPECTED_NAME(needed::member_name, "a name after `.`");
STRATA_EXPECTED(needed::argument, "an argument");
STRATA_EXPECTED(needed::close_of_call, "`,` or `)` after the argument");
STRATA_EXPECTED(needed::grouped_value, "a value after `(`");
STRATA_EXPECTED(needed::operand_of_minus, "a value after `-`");
STRATA_EXPECTED(needed::operand_of_default, "a value after `default`");
STRATA_EXPECTED(needed::operand_of_product, "a value after the operator");
STRATA_EXPECTED(needed::operand_of_sum, "a value after the operator");
STRATA_EXPECTED(needed::operand_of_comparison, "a value after the comparison");
STRATA_EXPECTED(needed::operand_of_not, "a condition after `not`");
STRATA_EXPECTED(needed::operand_of_and, "a condition after `and`");
STRATA_EXPECTED(needed::operand_of_or, "a condition after `or`");
STRATA_EXPECTED(needed::pattern_of_is, "a pattern after `is`");
STRATA_EXPECTED_FORM(needed::no_second_comparison, OneComparison);
STRATA_EXPECTED(needed::condition_of_if, "a condition after `if`");
STRATA_EXPECTED(needed::then_word, "`then` after the condition");
STRATA_EXPECTED(needed::value_of_then, "a value after `then`");
STRATA_EXPECTED(needed::else_word, "`else` after the value: every `if` has one");
STRATA_EXPECTED(needed::value_of_else, "a value after `else`");

// what the model is
STRATA_EXPECTED_NAME(needed::model_name, "the model's name after `model`");
STRATA_EXPECTED(needed::version_text, "a text such as \"2025.1\" after `version`");
STRATA_EXPECTED(needed::effective_dates, "dates such as 2025-01-01 .. 2025-12-31 after `effective`");
STRATA_EXPECTED(needed::first_dots, "`..` after the first day");
STRATA_EXPECTED(needed::last_day, "the last day after `..`");
STRATA_EXPECTED(needed::currency_name, "a currency of three capital letters such as CNY after `currency`");
STRATA_EXPECTED(needed::rate_currency, "a currency of three capital letters such as USD after `rate`");
STRATA_EXPECTED(needed::rate_assign, "`=` and the rate");
STRATA_EXPECTED(needed::rate_value, "the rate after `=`");

// the customer table
STRATA_EXPECTED(needed::column_colon, "`:` and the type of this column");
STRATA_EXPECTED_FORM(needed::column_type, ColumnType);
STRATA_EXPECTED(needed::row_number_rest, "`row number key`");
STRATA_EXPECTED(needed::row_number_key, "`key` after `row number`");
STRATA_EXPECTED(needed::one_of_word, "`of` after `one`");
STRATA_EXPECTED(needed::choice, "a text in quotes after `one of`");
STRATA_EXPECTED(needed::next_choice, "another text in quotes after `,`");
STRATA_EXPECTED(needed::range_ends, "a range such as 0 .. 100 after `in`");
STRATA_EXPECTED(needed::range_dots, "`..` after the lower end");
STRATA_EXPECTED(needed::range_high, "the upper end after `..`");
STRATA_EXPECTED(needed::column_default, "a literal after `default`");
STRATA_EXPECTED(needed::header_text, "the header in quotes after `from`");
STRATA_EXPECTED(needed::missing_as_word, "`as` after `missing`");
STRATA_EXPECTED(needed::missing_form, "a text in quotes or a number that stands for a missing value");
STRATA_EXPECTED(needed::form_text, "a text in quotes after `as`");
STRATA_EXPECTED(needed::false_form, "the text for `false` after `/`");

// values
STRATA_EXPECTED_NAME(needed::parameter_name, "a name after `parameter`");
STRATA_EXPECTED(needed::parameter_assign, "`=` and the parameter's value");
STRATA_EXPECTED(needed::parameter_value, "the parameter's value after `=`");
STRATA_EXPECTED(needed::value_range_ends, "a range such as 0 .. 100 after `in`");
STRATA_EXPECTED(needed::value_range_high, "the upper end after `..`");
STRATA_EXPECTED(needed::step_value, "a number after `step`");
STRATA_EXPECTED(needed::parameter_choice, "a value that the parameter may have");
STRATA_EXPECTED_NAME(needed::defined_name, "a name after `define`");
STRATA_EXPECTED_NAME(needed::rule_argument, "the name of an argument");
STRATA_EXPECTED(needed::define_assign, "`=` and a value");
STRATA_EXPECTED(needed::defined_value, "a value after `=`");
STRATA_EXPECTED_NAME(needed::dimension_declared, "a name after `dimension`");
STRATA_EXPECTED(needed::weight_value, "a weight such as 20% after `weight`");
STRATA_EXPECTED(needed::dimension_value, "the dimension's value after `=`");
STRATA_EXPECTED_NAME(needed::score_name, "a name after `score`");
STRATA_EXPECTED(needed::score_assign, "`=` and the score's value");
STRATA_EXPECTED(needed::score_value, "the score's value after `=`");
STRATA_EXPECTED_NAME(needed::shown_name, "a name after `show`");
STRATA_EXPECTED(needed::show_assign, "`=` and the value to show");
STRATA_EXPECTED(needed::shown_value, "the value to show after `=`");

// tiers
STRATA_EXPECTED(needed::tier_colon, "`:` and what the tier takes");
STRATA_EXPECTED(needed::tier_patterns, "a pattern after `:`");
STRATA_EXPECTED(needed::tier_condition, "a condition after `:`");
STRATA_EXPECTED_NAME(needed::group_name, "a name after `group`");
STRATA_EXPECTED(needed::group_assign, "`=` and the tiers of the group");
STRATA_EXPECTED_NAME(needed::group_tier, "the name of a tier");
STRATA_EXPECTED(needed::cap_after_hard, "`cap` after `hard`");
STRATA_EXPECTED(needed::at_word, "`at` and a tier");
STRATA_EXPECTED_NAME(needed::adjusted_tier, "a tier after `at`");
STRATA_EXPECTED(needed::adjust_reason, "the reason in quotes");
STRATA_EXPECTED(needed::by_word, "`by` and a number of tiers");
STRATA_EXPECTED(needed::lower_steps, "a number of tiers after `by`");
STRATA_EXPECTED(needed::screen_reason, "the reason in quotes");
STRATA_EXPECTED(needed::when_word, "`when` and a condition");
STRATA_EXPECTED(needed::when_condition, "a condition after `when`");

// policies
STRATA_EXPECTED_NAME(needed::policy_tier, "a tier, `all` or `unrated`");
STRATA_EXPECTED(needed::attribute_assign, "`=` and the attribute's value");
STRATA_EXPECTED(needed::attribute_value, "the attribute's value after `=`");
STRATA_EXPECTED_NAME(needed::better_name, "the name of a policy attribute after `better`");
STRATA_EXPECTED(needed::direction, "`rising` or `falling`");
STRATA_EXPECTED(needed::next_text, "another text in quotes after `,`");
STRATA_EXPECTED(needed::reasons_count, "a number after `reasons`");

// examples
STRATA_EXPECTED(needed::example_name, "the example's name in quotes");
STRATA_EXPECTED(needed::example_item, "`given`, `customers` or `expect`");
STRATA_EXPECTED_NAME(needed::given_name, "the name of a column or parameter");
STRATA_EXPECTED(needed::given_assign, "`=` and the value given");
STRATA_EXPECTED(needed::given_value, "a literal, a tier, `unrated` or `missing` after `=`");
STRATA_EXPECTED(needed::expected_condition, "a condition that the example must meet");
STRATA_EXPECTED(needed::table_columns, "`(` and the names of the columns that are given");
STRATA_EXPECTED_NAME(needed::table_column, "the name of a column");
STRATA_EXPECTED(needed::table_outputs, "`(` and the names of the values that are expected");
STRATA_EXPECTED_NAME(needed::output, "the name of a value that is expected");
STRATA_EXPECTED(needed::cell, "a literal, a tier, `unrated` or `missing`");

// the whole
STRATA_EXPECTED_FORM(needed::declaration_word, DeclarationWord);
STRATA_EXPECTED(needed::lone_expression, "a value");
STRATA_EXPECTED(needed::end_of_expression, "nothing more");

#undef STRATA_EXPECTED
#undef STRATA_EXPECTED_FORM
#undef STRATA_EXPECTED_NAME

} // namespace strata::grammar
