// The grammar itself: PEGTL finds no rule that could loop, every rule is reached and every `must` fails in
// some text of this folder, and grammar.md has the rules under the same names.

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <tao/pegtl/contrib/analyze.hpp>

#include "lang/syntax/grammar/actions.hpp"
#include "tests/unit/syntax/rendered.hpp"

// What PEGTL's analysis asks of rules that are not its own: whether they consume.
namespace tao::pegtl {

template <class Name, strata::grammar::Spelling Word>
struct analyze_traits<Name, strata::grammar::keyword<Word>> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::plain_name> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::word_characters> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::three_capitals> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::space> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::gap> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::at_block_end> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::at_declaration> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::at_list> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::at_interval> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, strata::grammar::at_pattern_group> : analyze_opt_traits<> {};
template <class Name, class... Rules>
struct analyze_traits<Name, strata::grammar::nested<Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, class... Rules>
struct analyze_traits<Name, strata::grammar::in_round<Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, class... Rules>
struct analyze_traits<Name, strata::grammar::in_braces<Rules...>> : analyze_seq_traits<Rules...> {};
// After a mistake it moves on by a character at least, so it consumes whatever its rule does.
template <class Name, class Rule, bool Statement>
struct analyze_traits<Name, strata::grammar::recovering<Rule, Statement>> : analyze_any_traits<Rule> {};

} // namespace tao::pegtl

namespace strata {
namespace {

std::map<std::string, std::size_t>& successes() {
  static std::map<std::string, std::size_t> counts;
  return counts;
}
std::map<std::string, std::size_t>& raises() {
  static std::map<std::string, std::size_t> counts;
  return counts;
}

template <class Rule>
std::string name_of() {
  return std::string(tao::pegtl::demangle<Rule>());
}

/// The grammar's own control, counting.
template <class Rule>
struct counting : grammar::control<Rule> {
  template <class Input>
  static void success(const Input& in, syntax::Draft& draft) {
    ++successes()[name_of<Rule>()];
    grammar::control<Rule>::success(in, draft);
  }
  template <class Input>
  [[noreturn]] static void raise(const Input& in, syntax::Draft& draft) {
    ++raises()[name_of<Rule>()];
    grammar::control<Rule>::raise(in, draft);
  }
};

/// All rules below one rule.
template <class Rule>
struct Collect {
  static void visit(std::set<std::string>& names) { names.insert(name_of<Rule>()); }
};

template <class Rule>
void run(const std::string& text) {
  std::vector<Finding> findings;
  const syntax::Scan scanned = syntax::scan(text, 0, findings);
  if (!scanned.readable) return;
  syntax::Draft draft(scanned, 0, findings);
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> input(draft.scan.text, "");
  try {
    (void)tao::pegtl::parse<Rule, grammar::action, counting>(input, draft);
  } catch (const syntax::GiveUp&) {
  }
}

/// Runs everything that this folder has; mistakes are cut into pieces, as only 60 of a text are looked for.
void run_all() {
  if (!successes().empty()) return;
  run<grammar::file>(file_of_project("tests/unit/syntax/everything.strata"));
  std::istringstream lines(file_of_project("tests/unit/syntax/mistakes.txt"));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(">>>")) text.clear();
    if (line == "---") run<grammar::file>(text);
    if (!line.starts_with(">>>")) text += line + "\n";
  }
  run<grammar::single_expression>("1 +\n 2");
  run<grammar::single_expression>("");
  run<grammar::single_expression>("1 2");
}

std::set<std::string> all_rules() {
  std::set<std::string> names;
  tao::pegtl::visit<grammar::file, Collect>(names);
  tao::pegtl::visit<grammar::single_expression, Collect>(names);
  return names;
}

/// "match_arm" of "strata::grammar::match_arm"; empty for PEGTL's own, templates and names inside `needed`.
std::string own_name(const std::string& rule) {
  static const std::string kPrefix = "strata::grammar::";
  if (!rule.starts_with(kPrefix)) return {};
  const std::string name = rule.substr(kPrefix.size());
  return name.find_first_of(":<") == std::string::npos ? name : "";
}

TEST_CASE("no rule can loop") {
  CHECK(tao::pegtl::analyze<grammar::file>(1) == 0);
  CHECK(tao::pegtl::analyze<grammar::single_expression>(1) == 0);
}

TEST_CASE("every rule is reached") {
  run_all();
  for (const std::string& rule : all_rules()) {
    if (!rule.starts_with("strata::grammar::") || rule.ends_with("declaration_word")) continue;
    INFO(rule);
    CHECK(successes()[rule] > 0);
  }
}

TEST_CASE("everything that must not fail fails somewhere, so that its sentence is seen") {
  run_all();
  for (const std::string& rule : all_rules()) {
    static const std::string kNeeded = "strata::grammar::needed::";
    if (!rule.starts_with(kNeeded)) continue;
    // The scan has said that the bracket is not closed before the grammar misses it.
    INFO(rule);
    CHECK(raises()[rule] > 0);
  }
}

TEST_CASE("grammar.md names the same rules") {
  const std::string page = file_of_project("grammar.md");
  std::set<std::string> documented;
  const std::regex block("```ebnf\n([^`]|`(?!``))*```");
  const std::regex rule("(^|\n)([a-z][a-z_]*) *=");
  for (std::sregex_iterator b(page.begin(), page.end(), block), end; b != end; ++b) {
    const std::string text = b->str();
    for (std::sregex_iterator r(text.begin(), text.end(), rule); r != end; ++r)
      documented.insert((*r)[2]);
  }
  if (documented.empty()) return;
  // How rules are matched, and what is not a part of the language but of its matching.
  const std::set<std::string> matching = {"space",
                                          "gap",
                                          "at_block_end",
                                          "at_declaration",
                                          "at_list",
                                          "at_interval",
                                          "at_pattern_group",
                                          "plain_name",
                                          "word_characters",
                                          "three_capitals",
                                          "not_an_operand",
                                          "call_open"};
  std::set<std::string> named;
  for (const std::string& name : all_rules())
    if (const std::string own = own_name(name); !own.empty() && !matching.contains(own)) named.insert(own);
  named.insert({"item", "block"}); // templates
  CHECK(named == documented);
}

} // namespace
} // namespace strata
