// Takes: the rules of expressions (grammar_expressions.hpp, which says how the grammar was written).
// Returns: the rules of declarations and of the whole text, rule for rule those of grammar.md.
// Guarantees: no rule reads anything twice.
// Does not: build, or word messages (actions.hpp, messages.hpp).
#pragma once

#include "lang/syntax/grammar/grammar_expressions.hpp"

namespace strata::grammar {

// clang-format off
// ---- declarations: what the model is

namespace needed {
struct model_name : seq<name> {};
struct version_text : seq<text> {};
struct effective_dates;
struct first_dots : seq<range_mark> {};
struct last_day : seq<date> {};
struct currency_name : seq<currency_code> {};
struct rate_currency : seq<currency_code> {};
struct rate_assign : seq<assign> {};
struct rate_value : seq<expression> {};
} // namespace needed
struct model : seq<keyword<"model">, gap, must<needed::model_name>, opt<gap, text>> {};
struct version : seq<keyword<"version">, gap, must<needed::version_text>> {};
struct effective_from : seq<date, gap, must<needed::first_dots>, opt<gap, date>> {};
struct effective_until : seq<range_mark, gap, must<needed::last_day>> {};
struct effective : seq<keyword<"effective">, gap, must<needed::effective_dates>> {};
struct currency : seq<keyword<"currency">, gap, must<needed::currency_name>> {};
struct rate : seq<keyword<"rate">, gap, must<needed::rate_currency>, gap, must<needed::rate_assign>, space,
                  must<needed::rate_value>> {};
namespace needed {
struct effective_dates : sor<effective_from, effective_until> {};
} // namespace needed

// ---- the customer table

namespace needed {
struct column_colon : seq<colon> {};
struct column_type;
struct row_number_rest : keyword<"number"> {};
struct row_number_key : keyword<"key"> {};
struct one_of_word : keyword<"of"> {};
struct choice : seq<text> {};
struct next_choice : seq<text> {};
struct range_ends;
struct range_dots : seq<range_mark> {};
struct range_high;
struct column_default : seq<signed_literal> {};
struct header_text : seq<text> {};
struct missing_as_word : keyword<"as"> {};
struct missing_form : seq<signed_literal> {};
struct form_text : seq<text> {};
struct false_form : seq<text> {};
} // namespace needed
struct row_number
    : seq<keyword<"row">, gap, must<needed::row_number_rest>, gap, must<needed::row_number_key>> {};
struct one_of : seq<keyword<"one">, gap, must<needed::one_of_word>, gap, must<needed::choice>, star<gap,
                    comma, space, must<needed::next_choice>>> {};
struct money_type : seq<keyword<"money">, opt<blanks, currency_code>> {};
struct type_word : sor<keyword<"number">, keyword<"whole">, keyword<"text">, keyword<"boolean">,
                       keyword<"date">, keyword<"duration">> {};
struct column_type : sor<row_number, one_of, money_type, type_word> {};
struct constant_range_to : seq<range_mark, gap, must<needed::range_high>> {};
struct constant_range_from : seq<signed_literal, gap, must<needed::range_dots>, opt<gap, signed_literal>> {};
struct constant_range : sor<constant_range_to, constant_range_from> {};
struct column_range : seq<keyword<"in">, gap, must<needed::range_ends>> {};
struct optional_flag : keyword<"optional"> {};
struct key_flag : keyword<"key"> {};
struct sensitive_flag : keyword<"sensitive"> {};
struct protected_flag : keyword<"protected"> {};
struct default_flag : seq<keyword<"default">, gap, must<needed::column_default>> {};
struct header_flag : seq<keyword<"from">, gap, must<needed::header_text>> {};
struct missing_as : seq<keyword<"missing">, gap, must<needed::missing_as_word>, gap,
                        must<needed::missing_form>, star<gap, comma, space, must<needed::missing_form>>> {};
struct written_as
    : seq<keyword<"as">, gap, must<needed::form_text>, opt<gap, one<'/'>, space, must<needed::false_form>>> {
};
struct column_flag : sor<places, column_range, optional_flag, key_flag, sensitive_flag, protected_flag,
                         default_flag, header_flag, missing_as, written_as> {};
struct column
    : seq<name, gap, must<needed::column_colon>, space, must<needed::column_type>, star<gap, column_flag>> {};
struct customer : seq<keyword<"customer">, space, block<column>> {};
namespace needed {
struct column_type : seq<grammar::column_type> {};
struct range_ends : seq<constant_range> {};
struct range_high : seq<signed_literal> {};
} // namespace needed

// ---- declarations: values

namespace needed {
struct parameter_name : seq<name> {};
struct parameter_assign : seq<assign> {};
struct parameter_value : seq<sum> {};
struct value_range_ends;
struct value_range_high : seq<sum> {};
struct step_value : seq<sum> {};
struct parameter_choice : seq<signed_literal> {};
struct defined_name : seq<name> {};
struct rule_argument : seq<name> {};
struct define_assign : seq<assign> {};
struct defined_value : seq<expression> {};
struct dimension_declared : seq<name> {};
struct weight_value : seq<sum> {};
struct dimension_value : seq<expression> {};
struct score_name : seq<name> {};
struct score_assign : seq<assign> {};
struct score_value : seq<expression> {};
struct shown_name : seq<name> {};
struct show_assign : seq<assign> {};
struct shown_value : seq<expression> {};
} // namespace needed
struct value_range_to : seq<range_mark, gap, must<needed::value_range_high>> {};
struct value_range_from : seq<sum, gap, must<needed::range_dots>, opt<gap, not_at<sor<keyword<"step">,
                              keyword<"one">, one<'"'>>>, sum>> {};
struct value_range : seq<keyword<"in">, gap, must<needed::value_range_ends>> {};
struct step : seq<keyword<"step">, gap, must<needed::step_value>> {};
struct parameter_choices
    : seq<keyword<"one">, gap, must<needed::one_of_word>, gap, must<needed::parameter_choice>,
          star<gap, comma, space, must<needed::parameter_choice>>> {};
struct parameter : seq<keyword<"parameter">, gap, must<needed::parameter_name>, gap,
                       must<needed::parameter_assign>, space, must<needed::parameter_value>, opt<gap,
                       value_range>, opt<gap, step>, opt<gap, parameter_choices>, opt<gap, text>> {};
struct rule_arguments
    : in_round<open_round, space, must<needed::rule_argument>,
               star<space, comma, space, must<needed::rule_argument>>, space, must<needed::close_of_list>> {};
struct define
    : seq<keyword<"define">, gap, must<needed::defined_name>, opt<gap, at<open_round>, rule_arguments>, gap,
          must<needed::define_assign>, space, must<needed::defined_value>> {};
struct weight : seq<keyword<"weight">, gap, must<needed::weight_value>> {};
struct dimension
    : seq<keyword<"dimension">, gap, must<needed::dimension_declared>, opt<gap, text>, opt<gap, weight>,
          opt<gap, places>, opt<gap, assign, space, must<needed::dimension_value>>> {};
struct score : seq<keyword<"score">, gap, must<needed::score_name>, opt<gap, places>, gap,
                   must<needed::score_assign>, space, must<needed::score_value>> {};
struct show : seq<keyword<"show">, gap, must<needed::shown_name>, opt<gap, text>, opt<gap, places>, gap,
                  must<needed::show_assign>, space, must<needed::shown_value>> {};
namespace needed {
struct value_range_ends : sor<value_range_to, value_range_from> {};
} // namespace needed

// ---- declarations: tiers

namespace needed {
struct tier_colon : seq<colon> {};
struct tier_patterns : seq<patterns> {};
struct tier_condition;
struct scale_subject;
struct group_name : seq<name> {};
struct group_assign : seq<assign> {};
struct group_tier;
struct cap_after_hard;
struct at_word : keyword<"at"> {};
struct adjusted_tier : seq<name> {};
struct adjust_reason : seq<text> {};
struct by_word : keyword<"by"> {};
struct lower_steps : seq<sum> {};
struct screen_reason : seq<text> {};
struct when_word : keyword<"when"> {};
struct when_condition : seq<expression> {};
} // namespace needed
struct tier_arm
    : seq<name, opt<gap, text>, gap, must<needed::tier_colon>, space, must<needed::tier_patterns>> {};
struct tier_condition_arm
    : seq<name, opt<gap, text>, gap, must<needed::tier_colon>, space, must<needed::tier_condition>> {};
struct scale_by_subjects : seq<keyword<"by">, space, subjects, space, block<tier_arm>> {};
struct scale_by_conditions : block<tier_condition_arm> {};
struct scale_name : seq<not_at<keyword<"by">>, name> {};
struct tiers
    : seq<keyword<"tiers">, opt<gap, scale_name>, space, sor<scale_by_subjects, scale_by_conditions>> {};
struct tier_reference : seq<not_at<at_declaration>, name, opt<member>> {};
struct group : seq<keyword<"group">, gap, must<needed::group_name>, gap, must<needed::group_assign>, space,
                   must<needed::group_tier>, star<gap, comma, space, must<needed::group_tier>>> {};
struct when_clause : seq<space, must<needed::when_word>, space, must<needed::when_condition>> {};
struct hard_word : keyword<"hard"> {};
struct cap_word : keyword<"cap"> {};
struct floor_word : keyword<"floor"> {};
struct lower_word : keyword<"lower"> {};
struct adjustment_tier : seq<gap, must<needed::at_word>, gap, must<needed::adjusted_tier>> {};
struct adjustment_steps : seq<gap, must<needed::by_word>, gap, must<needed::lower_steps>> {};
struct adjustment : seq<sor<seq<sor<seq<hard_word, gap, must<needed::cap_after_hard>>, cap_word, floor_word>,
                        adjustment_tier>, seq<lower_word, adjustment_steps>>, gap,
                        must<needed::adjust_reason>, when_clause> {};
struct exclude_word : keyword<"exclude"> {};
struct unrated_word : keyword<"unrated"> {};
struct screen : seq<sor<exclude_word, unrated_word>, gap, must<needed::screen_reason>, when_clause> {};
namespace needed {
struct tier_condition : sor<otherwise_condition, expression> {};
struct group_tier : seq<tier_reference> {};
struct cap_after_hard : seq<cap_word> {};
} // namespace needed

// ---- declarations: policies

namespace needed {
struct policy_tier : seq<not_at<at_declaration>, name> {};
struct attribute_assign : seq<assign> {};
struct attribute_value : seq<expression> {};
struct better_name : seq<name> {};
struct direction;
struct next_text : seq<text> {};
struct reasons_count : seq<sum> {};
} // namespace needed
struct attribute : seq<name, gap, must<needed::attribute_assign>, space, must<needed::attribute_value>> {};
struct policy : seq<keyword<"policy">, gap, must<needed::policy_tier>, star<gap, comma, space,
                    must<needed::policy_tier>>, space, block<attribute>> {};
struct rising_word : keyword<"rising"> {};
struct falling_word : keyword<"falling"> {};
struct better : seq<keyword<"better">, gap, must<needed::better_name>, gap, must<needed::direction>, opt<gap,
                    text, star<gap, comma, space, must<needed::next_text>>>> {};
struct reasons : seq<keyword<"reasons">, gap, must<needed::reasons_count>> {};
namespace needed {
struct direction : sor<rising_word, falling_word> {};
} // namespace needed

// ---- examples

namespace needed {
struct example_name : seq<text> {};
struct given_name : seq<name> {};
struct given_assign : seq<assign> {};
struct given_value;
struct expected_condition : seq<expression> {};
struct table_columns;
struct table_column : seq<name> {};
struct table_outputs;
struct output;
struct cell;
struct example_item;
} // namespace needed
struct example_value : sor<constant, tier_reference> {};
struct given_pair
    : seq<must<needed::given_name>, gap, must<needed::given_assign>, space, must<needed::given_value>> {};
struct given : seq<keyword<"given">, gap, given_pair, star<gap, comma, space, given_pair>> {};
struct expect : seq<keyword<"expect">, gap, must<needed::expected_condition>, star<gap, comma, space,
                    must<needed::expected_condition>>> {};
struct column_names
    : in_round<open_round, space, must<needed::table_column>,
               star<space, comma, space, must<needed::table_column>>, space, must<needed::close_of_list>> {};
struct output : sor<coverage_of, points_of, level_of, tier_reference> {};
struct output_names
    : in_round<open_round, space, must<needed::output>, star<space, comma, space, must<needed::output>>,
               space, must<needed::close_of_list>> {};
struct cells : seq<must<needed::cell>, star<gap, comma, space, must<needed::cell>>> {};
struct row_colon : colon {};
struct row : seq<cells, opt<gap, row_colon, space, cells>> {};
struct table_kind : keyword<"customers"> {};
struct example_table : seq<table_kind, space, must<needed::table_columns>, opt<space, colon, space,
                           must<needed::table_outputs>>, space, block<row>> {};
struct example
    : seq<keyword<"example">, gap, must<needed::example_name>, space, block<needed::example_item>> {};
namespace needed {
struct given_value : seq<example_value> {};
struct table_columns : seq<column_names> {};
struct table_outputs : seq<output_names> {};
struct output : seq<grammar::output> {};
struct cell : seq<example_value> {};
struct example_item : sor<given, expect, example_table> {};
} // namespace needed

// ---- the whole

namespace needed {
struct declaration_word : failure {};
struct lone_expression : seq<expression> {};
struct end_of_expression : eof {};
} // namespace needed
struct declaration : sor<model, version, effective, currency, rate, customer, parameter, define, dimension,
                         score, show, tiers, group, adjustment, screen, policy, better, reasons, example,
                         must<needed::declaration_word>> {};
struct statement : recovering<seq<declaration, gap, must<needed::end_of_statement>>, true> {};
struct file : seq<separators, star<not_at<eof>, statement, separators>, eof> {};
/// One expression and nothing else, for settings and sessions.
struct single_expression
    : recovering<seq<space, must<needed::lone_expression>, space, must<needed::end_of_expression>>, true> {};

// clang-format on

} // namespace strata::grammar
