// Takes: PEGTL's combinators and those of matching.hpp.
// Returns: the grammar of Strata up to its expressions, rule for rule that of grammar.md; declarations are in
//   grammar.hpp.
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

#include "lang/syntax/grammar/matching.hpp"

namespace strata::grammar {

using pegtl::any, pegtl::at, pegtl::digit, pegtl::eof, pegtl::failure, pegtl::not_at, pegtl::not_one,
    pegtl::one, pegtl::opt, pegtl::plus, pegtl::rep, pegtl::seq, pegtl::sor, pegtl::star, pegtl::string;

// clang-format off
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
struct suffix : sor<one<'k', 'M', 'B', '%'>, string<'\xE4', '\xB8', '\x87'>, string<'\xE4', '\xBA',
                    '\xBF'>> {};
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
struct patterns : sor<otherwise_pattern, seq<pattern, star<gap, comma, space,
                      must<needed::next_pattern>>>> {};

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
struct level_of : seq<keyword<"level">, gap, keyword<"of">, gap, must<needed::subject_name>, opt<one<'.'>,
                      must<needed::member_name>>> {};
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

// clang-format on

} // namespace strata::grammar
