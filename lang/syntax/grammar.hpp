// Takes: PEGTL's combinators and those of matching.hpp.
// Returns: the grammar of Strata, rule for rule that of grammar.md.
// Guarantees: no rule reads anything twice: what is chosen between begins differently, or is told apart by a
// look
//   into the bracket.
// Does not: build, or word messages (actions.hpp, messages.hpp).
//
// How it differs from the EBNF of grammar.md, which it accepts exactly:
//
// - Left recursion became repetition. `a - b - c` is a `sum` of three operands; the builder makes one flat
// node of
//   it, so that a long sum needs no deep stack.
//
// - What begins alike was brought together. `date`, `duration` and a number with its currency are a
// `quantity` that
//   goes on differently; a name, a member `abc.A` and a call `f(x)` are a `reference`. A bracket in a pattern
//   may open an interval `(a .. b]`, a pattern `("a" or "b")` or an expression `(a + b)`; one after `match`
//   or `by` may open a list `(x, y)`. Trying one after the other would double the work with every nested
//   bracket, so the scan that goes before has noted what each bracket holds, and `at_interval`, `at_list` and
//   `at_pattern_group` ask it.
//
// - Blanks are written out. `gap` are blanks on a line, `space` also line ends and comments; inside ( ) the
// two are
//   the same, inside { } lines count again, whatever is around. That is the rule on line ends: after an
//   operator, a comma, `=` or `:`, and before what must follow, stands `space`; `then else and or` are looked
//   for behind `space`; everything else that may follow stands behind `gap`. A rule neither begins nor ends
//   with blanks, so that its place is exact.
//
// - `must` marks where only one thing can follow. What is expected there has a name of its own in `needed`,
// which
//   exists for its message; where two such rules read the same they are told apart by what is said when they
//   fail.
//
// - Words are keywords where the grammar looks for them, and names everywhere else. Only those that may begin
// or go
//   on an expression are reserved (`plain_name` refuses them).
#pragma once

#include "lang/syntax/matching.hpp"

namespace strata::grammar {

using pegtl::any, pegtl::at, pegtl::digit, pegtl::eof, pegtl::failure, pegtl::not_at, pegtl::not_one,
    pegtl::one, pegtl::opt, pegtl::plus, pegtl::rep, pegtl::seq, pegtl::sor, pegtl::star, pegtl::string;

template <class Rule>
using must = pegtl::must<Rule>;

struct expression;
struct pattern;
struct sum;
struct unary;
struct negation;

// ---- names and literals

struct line_end : sor<one<'\n', '\r'>, eof> {};
struct blanks : plus<one<' ', '\t'>> {};
struct backticked : seq<one<'`'>, star<not_one<'`', '\n', '\r'>>, sor<one<'`'>, at<line_end>>> {};
struct name : sor<plain_name, backticked> {};

struct text_character : sor<seq<one<'\\'>, not_one<'\n', '\r'>>, not_one<'"', '\n', '\r'>> {};
struct text : seq<one<'"'>, star<text_character>, sor<one<'"'>, at<line_end>>> {};
struct digits : seq<plus<digit>, star<one<'_'>, plus<digit>>> {};
struct suffix : sor<one<'k', 'M', 'B', '%'>, string<'\xE4', '\xB8', '\x87'>, string<'\xE4', '\xBA', '\xBF'>> {
};
struct currency_code : three_capitals {};
struct day_word : sor<keyword<"days">, keyword<"day">> {};
struct date : seq<rep<4, digit>, one<'-'>, plus<sor<digit, one<'-'>>>> {};
namespace needed {
struct number_end : not_at<word_characters> {};
} // namespace needed
struct number : seq<digits, opt<one<'.'>, digits>, opt<suffix>, must<needed::number_end>> {};
struct quantity : seq<number, opt<blanks, sor<day_word, currency_code>>> {};
struct text_literal : seq<text> {};
struct true_literal : keyword<"true"> {};
struct false_literal : keyword<"false"> {};
struct missing_literal : keyword<"missing"> {};
struct literal : sor<seq<at<rep<4, digit>, one<'-'>, digit>, date>, quantity, text_literal, true_literal,
                     false_literal> {};
struct minus_sign : one<'-'> {};
struct signed_literal : sor<seq<minus_sign, gap, quantity>, literal> {};
struct constant : sor<signed_literal, missing_literal> {};

// ---- signs

struct comma : one<','> {};
struct colon : one<':'> {};
struct assign : one<'='> {};
struct range_mark : string<'.', '.'> {};
struct open_round : one<'('> {};
struct close_round : one<')'> {};
struct open_brace : one<'{'> {};
struct close_brace : one<'}'> {};

namespace needed {
struct close_of_group : seq<close_round> {};
struct close_of_list : seq<close_round> {};
struct close_of_block : seq<close_brace> {};
struct open_of_block : seq<open_brace> {};
struct end_of_item : at<sor<line_end, one<';', '#', '}'>>> {};
struct end_of_statement : at<sor<line_end, one<';', '#'>>> {};
struct an_item : not_at<at_block_end> {};
} // namespace needed

// ---- blocks: { ITEM … } with items ended by line ends or `;`

struct separators : seq<space, star<one<';'>, space>> {};
template <class Item>
struct item : recovering<seq<must<Item>, gap, must<needed::end_of_item>>, false> {};
template <class Item>
struct block : in_braces<must<needed::open_of_block>, separators, must<needed::an_item>,
                         star<not_at<at_block_end>, item<Item>, separators>, must<needed::close_of_block>> {};

// ---- `to 2 places`

namespace needed {
struct count_of_places : plus<digit> {};
struct places_word : sor<keyword<"places">, keyword<"place">> {};
} // namespace needed
struct places : seq<keyword<"to">, gap, must<needed::count_of_places>, gap, must<needed::places_word>> {};

// ---- patterns

namespace needed {
struct pattern_after_or;
struct pattern_in_brackets;
struct compared_value;
struct low_end;
struct high_end;
struct interval_dots : seq<range_mark> {};
} // namespace needed
struct equal_sign : one<'='> {};
struct not_equal_sign : string<'!', '='> {};
struct less_equal_sign : string<'<', '='> {};
struct less_sign : one<'<'> {};
struct greater_equal_sign : string<'>', '='> {};
struct greater_sign : one<'>'> {};
struct comparison_sign
    : sor<not_equal_sign, less_equal_sign, less_sign, greater_equal_sign, greater_sign, equal_sign> {};
struct comparison_pattern : seq<comparison_sign, space, must<needed::compared_value>> {};
struct interval_open : one<'[', '('> {};
struct interval_close : one<']', ')'> {};
struct interval : in_round<interval_open, space, must<needed::low_end>, space, must<needed::interval_dots>,
                           space, must<needed::high_end>, space, must<interval_close>> {};
struct pattern_group
    : in_round<open_round, space, must<needed::pattern_in_brackets>, space, must<needed::close_of_group>> {};
struct missing_pattern : keyword<"missing"> {};
struct any_pattern : keyword<"any"> {};
struct otherwise_pattern : keyword<"otherwise"> {};
struct value_pattern : seq<sum> {};
struct single_pattern : sor<missing_pattern, any_pattern, comparison_pattern, seq<at_interval, interval>,
                            seq<at_pattern_group, pattern_group>, value_pattern> {};
struct pattern : seq<single_pattern, star<space, keyword<"or">, space, must<needed::pattern_after_or>>> {};
namespace needed {
struct next_pattern : seq<pattern> {};
} // namespace needed
struct patterns : sor<otherwise_pattern, seq<pattern, star<gap, comma, space, must<needed::next_pattern>>>> {
};

// ---- match, tally, weighted

namespace needed {
struct subject;
struct next_subject;
struct arm_result;
struct arm_colon : seq<colon> {};
struct part_colon : seq<colon> {};
struct part_weight;
struct tally_start;
struct least_coverage;
struct at_least_word : keyword<"least"> {};
struct weighted_parts;
} // namespace needed
struct subject_list
    : in_round<open_round, space, must<needed::subject>,
               plus<space, comma, space, must<needed::next_subject>>, space, must<needed::close_of_list>> {};
struct subjects : sor<seq<at_list, subject_list>, must<needed::subject>> {};
struct match_arm : seq<patterns, gap, must<needed::arm_colon>, space, must<needed::arm_result>> {};
struct otherwise_condition : keyword<"otherwise"> {};
struct condition_arm : seq<sor<otherwise_condition, expression>, gap, must<needed::arm_colon>, space,
                           must<needed::arm_result>> {};
struct points_arm : seq<expression, gap, must<needed::arm_colon>, space, must<needed::arm_result>> {};
struct weighted_part : seq<expression, gap, must<needed::part_colon>, space, must<needed::part_weight>> {};
struct unique_word : keyword<"unique"> {};
struct match_conditions : block<condition_arm> {};
struct not_an_operand : one<'{', '.', '=', '<', '>', '!', '+', '-', '*', '/'> {};
struct match_subjects : seq<opt<at<keyword<"unique">, gap, not_at<not_an_operand>>, unique_word, gap>,
                            subjects, space, block<match_arm>> {};
struct match_expression
    : seq<keyword<"match">, nested<space, sor<seq<at<open_brace>, match_conditions>, match_subjects>>> {};
struct tally : seq<keyword<"tally">, nested<space, must<needed::tally_start>, space, block<points_arm>>> {};
struct relative_word : keyword<"relative"> {};
struct available_word : keyword<"available"> {};
struct at_least : seq<keyword<"at">, gap, must<needed::at_least_word>, gap, must<needed::least_coverage>> {};
struct dimensions_word : keyword<"dimensions"> {};
struct weighted_block : block<weighted_part> {};
struct weighted_form : sor<relative_word, seq<available_word, opt<space, at_least>>> {};
struct weighted
    : seq<keyword<"weighted">, nested<space, opt<weighted_form, space>, must<needed::weighted_parts>>> {};

// ---- expressions, tightest first

namespace needed {
struct grouped_value;
struct argument;
struct close_of_call : seq<close_round> {};
struct member_name : seq<name> {};
struct dimension_name : seq<name> {};
struct weighted_name : seq<name> {};
struct subject_name : seq<name> {};
struct operand_of_minus;
struct operand_of_default;
struct operand_of_product;
struct operand_of_sum;
struct operand_of_comparison;
struct operand_of_not;
struct operand_of_and;
struct operand_of_or;
struct pattern_of_is;
struct no_second_comparison : not_at<gap, sor<comparison_sign, keyword<"is">>> {};
struct condition_of_if;
struct then_word : keyword<"then"> {};
struct value_of_then;
struct else_word : keyword<"else"> {};
struct value_of_else;
} // namespace needed
struct coverage_of : seq<keyword<"coverage">, gap, keyword<"of">, gap, must<needed::weighted_name>> {};
struct points_of : seq<keyword<"points">, gap, keyword<"of">, gap, must<needed::dimension_name>> {};
struct level_of : seq<keyword<"level">, gap, keyword<"of">, gap, must<needed::subject_name>,
                      opt<one<'.'>, must<needed::member_name>>> {};
struct arguments
    : seq<must<needed::argument>, star<space, comma, space, must<needed::argument>>, opt<space, places>> {};
struct call_open : one<'('> {};
struct call
    : in_round<call_open, space, opt<not_at<close_round>, arguments>, space, must<needed::close_of_call>> {};
struct member : seq<one<'.'>, not_at<one<'.'>>, must<needed::member_name>> {};
struct reference : seq<not_at<at_declaration>, name, opt<sor<member, seq<gap, at<open_round>, call>>>> {};
struct group_expression
    : in_round<open_round, space, must<needed::grouped_value>, space, must<needed::close_of_group>> {};
struct primary : sor<literal, missing_literal, seq<at<open_round>, group_expression>, match_expression, tally,
                     weighted, coverage_of, points_of, level_of, reference> {};
struct negative : seq<one<'-'>, gap, nested<must<needed::operand_of_minus>>> {};
struct unary : sor<negative, primary> {};
struct defaulted : seq<unary, star<gap, keyword<"default">, space, must<needed::operand_of_default>>> {};
struct times_sign : one<'*'> {};
struct divide_sign : one<'/'> {};
struct plus_sign : one<'+'> {};
struct product
    : seq<defaulted, star<gap, sor<times_sign, divide_sign>, space, must<needed::operand_of_product>>> {};
struct sum : seq<product, star<gap, sor<plus_sign, minus_sign>, space, must<needed::operand_of_sum>>> {};
struct negated_word : keyword<"not"> {};
struct is_word : keyword<"is"> {};
struct is_test : seq<is_word, space, opt<negated_word, space>, must<needed::pattern_of_is>> {};
struct comparison_test : seq<comparison_sign, space, must<needed::operand_of_comparison>> {};
struct comparison : seq<sum, opt<gap, sor<is_test, comparison_test>, must<needed::no_second_comparison>>> {};
struct not_expression : seq<keyword<"not">, space, nested<must<needed::operand_of_not>>> {};
struct negation : sor<not_expression, comparison> {};
struct conjunction : seq<negation, star<space, keyword<"and">, space, must<needed::operand_of_and>>> {};
struct disjunction : seq<conjunction, star<space, keyword<"or">, space, must<needed::operand_of_or>>> {};
struct if_expression
    : seq<keyword<"if">, nested<space, must<needed::condition_of_if>, space, must<needed::then_word>, space,
                                must<needed::value_of_then>, space, must<needed::else_word>, space,
                                must<needed::value_of_else>>> {};
struct expression : sor<if_expression, disjunction> {};

namespace needed {
struct pattern_after_or : seq<single_pattern> {};
struct pattern_in_brackets : seq<pattern> {};
struct pattern_of_is : seq<single_pattern> {};
struct compared_value : seq<sum> {};
struct low_end : seq<sum> {};
struct high_end : seq<sum> {};
struct subject : seq<expression> {};
struct next_subject : seq<expression> {};
struct arm_result : seq<expression> {};
struct part_weight : seq<sum> {};
struct tally_start : seq<sum> {};
struct least_coverage : seq<sum> {};
struct weighted_parts : sor<dimensions_word, seq<at<open_brace>, weighted_block>> {};
struct grouped_value : seq<expression> {};
struct argument : seq<expression> {};
struct operand_of_minus : seq<unary> {};
struct operand_of_default : seq<unary> {};
struct operand_of_product : seq<defaulted> {};
struct operand_of_sum : seq<product> {};
struct operand_of_comparison : seq<sum> {};
struct operand_of_not : seq<negation> {};
struct operand_of_and : seq<negation> {};
struct operand_of_or : seq<conjunction> {};
struct condition_of_if : seq<disjunction> {};
struct value_of_then : seq<expression> {};
struct value_of_else : seq<expression> {};
} // namespace needed

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
struct one_of : seq<keyword<"one">, gap, must<needed::one_of_word>, gap, must<needed::choice>,
                    star<gap, comma, space, must<needed::next_choice>>> {};
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
struct value_range_from : seq<sum, gap, must<needed::range_dots>,
                              opt<gap, not_at<sor<keyword<"step">, keyword<"one">, one<'"'>>>, sum>> {};
struct value_range : seq<keyword<"in">, gap, must<needed::value_range_ends>> {};
struct step : seq<keyword<"step">, gap, must<needed::step_value>> {};
struct parameter_choices
    : seq<keyword<"one">, gap, must<needed::one_of_word>, gap, must<needed::parameter_choice>,
          star<gap, comma, space, must<needed::parameter_choice>>> {};
struct parameter : seq<keyword<"parameter">, gap, must<needed::parameter_name>, gap,
                       must<needed::parameter_assign>, space, must<needed::parameter_value>,
                       opt<gap, value_range>, opt<gap, step>, opt<gap, parameter_choices>, opt<gap, text>> {};
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
                                adjustment_tier>,
                            seq<lower_word, adjustment_steps>>,
                        gap, must<needed::adjust_reason>, when_clause> {};
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
struct policy : seq<keyword<"policy">, gap, must<needed::policy_tier>,
                    star<gap, comma, space, must<needed::policy_tier>>, space, block<attribute>> {};
struct rising_word : keyword<"rising"> {};
struct falling_word : keyword<"falling"> {};
struct better : seq<keyword<"better">, gap, must<needed::better_name>, gap, must<needed::direction>,
                    opt<gap, text, star<gap, comma, space, must<needed::next_text>>>> {};
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
struct expect : seq<keyword<"expect">, gap, must<needed::expected_condition>,
                    star<gap, comma, space, must<needed::expected_condition>>> {};
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
struct example_table : seq<table_kind, space, must<needed::table_columns>,
                           opt<space, colon, space, must<needed::table_outputs>>, space, block<row>> {};
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

} // namespace strata::grammar
