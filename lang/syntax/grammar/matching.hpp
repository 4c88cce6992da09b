// Takes: the input and the draft.
// Returns: the rules that the grammar's rules are made of and that PEGTL has not: words, blanks that depend
// on the
//   bracket around them, looking ahead into a bracket, blocks, and going on after a mistake.
// Guarantees: none goes back over what it has read, so reading takes time in proportion to the text.
// Does not: build anything.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <tao/pegtl.hpp>

#include "lang/syntax/grammar/characters.hpp"
#include "lang/syntax/grammar/draft.hpp"

namespace strata::grammar {

namespace pegtl = tao::pegtl;
using syntax::Draft;

template <class Input>
std::uint32_t offset_of(const Input& in) {
  return static_cast<std::uint32_t>(in.current() - in.begin());
}
template <class Input>
std::string_view rest_of(const Input& in) {
  return {in.current(), in.size()};
}

/// Puts a value back when left, also by a mistake.
template <class T>
class Kept {
 public:
  explicit Kept(T& place) : place_(place), value_(place) {}
  ~Kept() { place_ = value_; }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

 private:
  T& place_;
  T value_;
};

/// A word of the language as a template argument.
template <std::size_t N>
struct Spelling {
  char text[N]{};
  constexpr Spelling(const char (&spelling)[N]) {
    std::copy_n(spelling, N, text);
  } // NOLINT: meant to convert
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

/// The word, where it is not the beginning of a longer one.
template <Spelling Word>
struct keyword {
  using rule_t = keyword;
  using subs_t = pegtl::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const std::string_view rest = rest_of(in);
    if (!rest.starts_with(Word.view()) || syntax::word_length(rest, Word.view().size()) != 0) return false;
    in.bump(Word.view().size());
    return true;
  }
};

/// A letter or `_`, then letters, marks, digits and `_`; not reserved.
struct plain_name {
  using rule_t = plain_name;
  using subs_t = pegtl::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const std::string_view rest = rest_of(in);
    const std::size_t length = syntax::identifier_length(rest, 0);
    if (length == 0 || syntax::is_reserved(rest.substr(0, length))) return false;
    in.bump(length);
    return true;
  }
};

/// One or more letters, marks, digits and `_`.
struct word_characters {
  using rule_t = word_characters;
  using subs_t = pegtl::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const std::size_t length = syntax::word_length(rest_of(in), 0);
    in.bump(length);
    return length > 0;
  }
};

/// Three ASCII capitals and no more: `CNY`.
struct three_capitals {
  using rule_t = three_capitals;
  using subs_t = pegtl::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const std::string_view rest = rest_of(in);
    if (syntax::word_length(rest, 0) != 3) return false;
    if (!std::all_of(rest.begin(), rest.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; }))
      return false;
    in.bump(3);
    return true;
  }
};

/// Blanks, line ends and comments, perhaps none.
struct space {
  using rule_t = space;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class Input>
  static bool match(Input& in, Draft& draft) {
    const std::uint32_t at = offset_of(in);
    in.bump(draft.skip_space(at) - at);
    return true;
  }
};

/// Blanks on one line; inside ( ) also line ends and comments. Perhaps none.
struct gap {
  using rule_t = gap;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Draft& draft) {
    if (draft.across_lines) return space::match<A, M, Action, Control>(in, draft);
    while (!in.empty() && (*in.current() == ' ' || *in.current() == '\t'))
      in.bump(1);
    return true;
  }
};

/// At the end of the innermost block (or of the text), also where its `}` is missing.
struct at_block_end {
  using rule_t = at_block_end;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class Input>
  static bool match(Input& in, Draft& draft) {
    return in.empty() || *in.current() == '}' || offset_of(in) >= draft.block_limit;
  }
};

/// At the next declaration, on a line of its own: an expression does not go on there.
struct at_declaration {
  using rule_t = at_declaration;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class Input>
  static bool match(Input& in, Draft& draft) {
    const std::uint32_t at = offset_of(in);
    if (draft.across_lines || at == 0 || (in.current()[-1] != '\n' && in.current()[-1] != '\r')) return false;
    return syntax::declaration_begins_at(draft.scan.text, at);
  }
};

/// At a bracket that holds a list `(x, y)`.
struct at_list {
  using rule_t = at_list;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class Input>
  static bool match(Input& in, Draft& draft) {
    if (in.empty() || *in.current() != '(') return false;
    const syntax::Bracket* bracket = draft.scan.bracket_at(offset_of(in));
    return bracket != nullptr && bracket->comma;
  }
};

/// At a bracket that holds an interval `(a .. b]`.
struct at_interval {
  using rule_t = at_interval;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class Input>
  static bool match(Input& in, Draft& draft) {
    if (in.empty() || (*in.current() != '(' && *in.current() != '[')) return false;
    const syntax::Bracket* bracket = draft.scan.bracket_at(offset_of(in));
    return *in.current() == '[' || (bracket != nullptr && bracket->range);
  }
};

/// At a bracket that holds a pattern and not an expression: alternatives, or what begins like no expression.
struct at_pattern_group {
  using rule_t = at_pattern_group;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
            class Input>
  static bool match(Input& in, Draft& draft) {
    std::uint32_t at = offset_of(in);
    while (at < draft.scan.text.size() && draft.scan.text[at] == '(') {
      const syntax::Bracket* bracket = draft.scan.bracket_at(at);
      if (bracket == nullptr) return false;
      if (bracket->range || bracket->alternatives) return true;
      at = draft.scan.skip_space(at + 1);
      if (begins_pattern_only(std::string_view(draft.scan.text).substr(at))) return true;
    }
    return false;
  }

 private:
  static bool begins_pattern_only(std::string_view rest) {
    if (rest.empty()) return false;
    if (std::string_view("=<>![").find(rest.front()) != std::string_view::npos) return true;
    const std::string_view word = rest.substr(0, syntax::identifier_length(rest, 0));
    return word == "missing" || word == "any" || word == "otherwise";
  }
};

/// Rules one level deeper: brackets, blocks, `if`s and unary operators nest ast::kMaxNesting deep at most.
template <class... Rules>
struct nested {
  using rule_t = nested;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Draft& draft) {
    if (draft.depth >= ast::kMaxNesting) throw syntax::TooDeep{offset_of(in)};
    const Kept depth(draft.depth);
    ++draft.depth;
    return pegtl::seq<Rules...>::template match<A, M, Action, Control>(in, draft);
  }
};

/// Inside ( ) or [ ]: line ends are blanks.
template <class... Rules>
struct in_round {
  using rule_t = in_round;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Draft& draft) {
    const Kept across_lines(draft.across_lines);
    draft.across_lines = true;
    return nested<Rules...>::template match<A, M, Action, Control>(in, draft);
  }
};

/// Inside { }: line ends end arms again.
template <class... Rules>
struct in_braces {
  using rule_t = in_braces;
  using subs_t = pegtl::type_list<Rules...>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Draft& draft) {
    const Kept across_lines(draft.across_lines);
    const Kept block_limit(draft.block_limit);
    draft.across_lines = false;
    const syntax::Bracket* bracket = draft.scan.bracket_at(offset_of(in));
    if (bracket != nullptr) draft.block_limit = bracket->close;
    return nested<Rules...>::template match<A, M, Action, Control>(in, draft);
  }
};

/// The rule; after a mistake in it (which is reported) whatever stands up to the next statement or arm.
template <class Rule, bool Statement>
struct recovering {
  using rule_t = recovering;
  using subs_t = pegtl::type_list<Rule>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  static bool match(Input& in, Draft& draft) {
    const auto begin = in.current();
    const auto offset = offset_of(in);
    const Draft::State state = draft.state();
    std::uint32_t next = 0;
    try {
      return Control<Rule>::template match<A, M, Action, Control>(in, draft);
    } catch (const syntax::Mistake& mistake) {
      draft.restore(state);
      next = draft.recover(offset, mistake, Statement);
    } catch (const syntax::TooDeep& mistake) {
      if (!Statement) throw;
      draft.restore(state);
      next = draft.recover(offset, mistake);
    }
    in.iterator() = begin;
    in.bump(next - offset);
    return true;
  }
};

} // namespace strata::grammar
