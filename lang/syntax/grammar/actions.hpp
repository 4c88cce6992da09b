// Takes: what PEGTL has recognised.
// Returns: pieces in the draft.
// Guarantees: every rule that leaves something in the tree is in this table.
// Does not: build (the functions of build.hpp do, outside the one file that knows the grammar).
#pragma once

#include "lang/syntax/builder/build.hpp"
#include "lang/syntax/grammar/grammar.hpp"
#include "lang/syntax/grammar/messages.hpp"

namespace strata::grammar {

using syntax::Word;

template <class Rule>
struct action : pegtl::nothing<Rule> {};

/// The rule's pieces become one.
template <Draft::Build Make, bool Chain = false>
struct builds {
  static constexpr bool kFrame = true;
  template <class Input>
  static void apply(const Input& in, Draft& draft) {
    const auto* text = draft.scan.text.data();
    draft.build(Make, Chain, static_cast<std::uint32_t>(in.begin() - text),
                static_cast<std::uint32_t>(in.end() - text));
  }
};
/// As `builds`, where the rule may stand for a single piece, which stays what it is.
template <Draft::Build Make>
struct builds_chain : builds<Make, true> {};
/// That the rule was there is a piece.
template <Word Kind>
struct marks {
  template <class Input>
  static void apply(const Input& in, Draft& draft) {
    const auto* text = draft.scan.text.data();
    draft.push(Kind, static_cast<std::uint32_t>(in.begin() - text),
               static_cast<std::uint32_t>(in.end() - text));
  }
};

template <class Rule>
concept Framed = requires {
  action<Rule>::kFrame;
};

/// PEGTL's hooks: frames for the rules that build, a `Mistake` where a rule must not fail.
template <class Rule>
struct control : pegtl::normal<Rule> {
  template <class Input>
  static void start(const Input&, Draft& draft) {
    if constexpr (Framed<Rule>) draft.enter();
  }
  template <class Input>
  static void success(const Input&, Draft& draft) {
    if constexpr (Framed<Rule>) draft.leave();
  }
  template <class Input>
  static void failure(const Input&, Draft& draft) {
    if constexpr (Framed<Rule>) draft.abandon();
  }
  template <class Input>
  [[noreturn]] static void raise(const Input& in, Draft& draft) {
    static_assert(expectation<Rule>.form != Expectation::Form::Thing || !expectation<Rule>.text.empty(),
                  "a rule in `must` has a sentence in messages.hpp");
    throw syntax::Mistake{&expectation<Rule>, offset_of(in), draft.across_lines};
  }
};

// clang-format off
#define STRATA_BUILDS(rule, make) template <> struct action<rule> : builds<&syntax::make> {}
#define STRATA_CHAIN(rule, make) template <> struct action<rule> : builds_chain<&syntax::make> {}
#define STRATA_MARKS(rule, word) template <> struct action<rule> : marks<Word::word> {}

STRATA_BUILDS(name, build_name);
STRATA_BUILDS(table_kind, build_name);
STRATA_BUILDS(currency_code, build_currency);
STRATA_BUILDS(text, build_text);
STRATA_BUILDS(text_literal, build_text_literal);
STRATA_BUILDS(date, build_date);
STRATA_MARKS(number, Number);
STRATA_MARKS(day_word, Day);
STRATA_BUILDS(quantity, build_quantity);
STRATA_MARKS(minus_sign, Minus);
STRATA_CHAIN(signed_literal, build_signed);
STRATA_BUILDS(true_literal, build_true);
STRATA_BUILDS(false_literal, build_false);
STRATA_BUILDS(missing_literal, build_missing);
STRATA_MARKS(needed::count_of_places, Number);
STRATA_BUILDS(places, build_places);
STRATA_MARKS(range_mark, RangeMark);

STRATA_MARKS(equal_sign, Equal);
STRATA_MARKS(not_equal_sign, NotEqual);
STRATA_MARKS(less_equal_sign, LessEqual);
STRATA_MARKS(less_sign, Less);
STRATA_MARKS(greater_equal_sign, GreaterEqual);
STRATA_MARKS(greater_sign, Greater);
STRATA_BUILDS(comparison_pattern, build_comparison_pattern);
STRATA_MARKS(interval_open, RoundOpen);
STRATA_MARKS(interval_close, RoundClose);
STRATA_BUILDS(interval, build_interval);
STRATA_BUILDS(pattern_group, build_pattern_group);
STRATA_BUILDS(missing_pattern, build_missing_pattern);
STRATA_BUILDS(any_pattern, build_any_pattern);
STRATA_BUILDS(otherwise_pattern, build_otherwise_pattern);
STRATA_BUILDS(value_pattern, build_value_pattern);
STRATA_CHAIN(pattern, build_pattern);

STRATA_MARKS(unique_word, Unique);
STRATA_MARKS(otherwise_condition, Otherwise);
STRATA_BUILDS(match_arm, build_match_arm);
STRATA_BUILDS(condition_arm, build_condition_arm);
STRATA_BUILDS(points_arm, build_condition_arm);
STRATA_BUILDS(weighted_part, build_weighted_part);
STRATA_BUILDS(match_expression, build_match);
STRATA_BUILDS(tally, build_tally);
STRATA_MARKS(relative_word, Relative);
STRATA_MARKS(available_word, Available);
STRATA_MARKS(dimensions_word, Dimensions);
STRATA_BUILDS(weighted, build_weighted);

STRATA_BUILDS(coverage_of, build_coverage_of);
STRATA_BUILDS(points_of, build_points_of);
STRATA_BUILDS(level_of, build_level_of);
STRATA_MARKS(call_open, Arguments);
STRATA_BUILDS(reference, build_reference);
STRATA_BUILDS(group_expression, build_group_expression);
STRATA_BUILDS(negative, build_negative);
STRATA_CHAIN(defaulted, build_defaulted);
STRATA_MARKS(times_sign, Times);
STRATA_MARKS(divide_sign, Divide);
STRATA_MARKS(plus_sign, Plus);
STRATA_CHAIN(product, build_arithmetic);
STRATA_CHAIN(sum, build_arithmetic);
STRATA_MARKS(is_word, Is);
STRATA_MARKS(negated_word, Negated);
STRATA_CHAIN(comparison, build_comparison);
STRATA_BUILDS(not_expression, build_not);
STRATA_CHAIN(conjunction, build_conjunction);
STRATA_CHAIN(disjunction, build_disjunction);
STRATA_BUILDS(if_expression, build_if);

STRATA_BUILDS(model, build_model);
STRATA_BUILDS(version, build_version);
STRATA_BUILDS(effective, build_effective);
STRATA_BUILDS(currency, build_currency_declaration);
STRATA_BUILDS(rate, build_rate);

STRATA_MARKS(row_number, RowNumberKey);
STRATA_MARKS(one_of, OneOf);
STRATA_MARKS(money_type, Money);
STRATA_MARKS(type_word, TypeWord);
STRATA_BUILDS(column_range, build_range);
STRATA_MARKS(optional_flag, OptionalFlag);
STRATA_MARKS(key_flag, KeyFlag);
STRATA_MARKS(sensitive_flag, SensitiveFlag);
STRATA_MARKS(protected_flag, ProtectedFlag);
STRATA_MARKS(default_flag, DefaultFlag);
STRATA_MARKS(header_flag, HeaderFlag);
STRATA_MARKS(missing_as, MissingAs);
STRATA_MARKS(written_as, WrittenAs);
STRATA_BUILDS(column, build_column);
STRATA_BUILDS(customer, build_customer);

STRATA_BUILDS(value_range, build_range);
STRATA_MARKS(step, Step);
STRATA_MARKS(parameter_choices, OneOf);
STRATA_BUILDS(parameter, build_parameter);
STRATA_MARKS(rule_arguments, Rule);
STRATA_BUILDS(define, build_define);
STRATA_MARKS(weight, Weight);
STRATA_BUILDS(dimension, build_dimension);
STRATA_BUILDS(score, build_score);
STRATA_BUILDS(show, build_show);

STRATA_BUILDS(tier_arm, build_tier_arm);
STRATA_BUILDS(tier_condition_arm, build_tier_arm);
STRATA_BUILDS(tiers, build_tiers);
STRATA_BUILDS(tier_reference, build_tier_reference);
STRATA_BUILDS(group, build_group);
STRATA_MARKS(hard_word, Hard);
STRATA_MARKS(cap_word, Cap);
STRATA_MARKS(floor_word, Floor);
STRATA_MARKS(lower_word, Lower);
STRATA_BUILDS(adjustment, build_adjustment);
STRATA_MARKS(exclude_word, Exclude);
STRATA_MARKS(unrated_word, Unrated);
STRATA_BUILDS(screen, build_screen);
STRATA_BUILDS(attribute, build_attribute);
STRATA_BUILDS(policy, build_policy);
STRATA_MARKS(rising_word, Rising);
STRATA_MARKS(falling_word, Falling);
STRATA_BUILDS(better, build_better);
STRATA_BUILDS(reasons, build_reasons);

STRATA_BUILDS(given_pair, build_given_pair);
STRATA_BUILDS(given, build_given);
STRATA_BUILDS(expect, build_expect);
STRATA_MARKS(row_colon, Colon);
STRATA_BUILDS(row, build_row);
STRATA_BUILDS(example_table, build_example_table);
STRATA_BUILDS(example, build_example);

#undef STRATA_BUILDS
#undef STRATA_CHAIN
#undef STRATA_MARKS
// clang-format on

} // namespace strata::grammar
