// Calls: which function or named rule is meant. A named rule is inlined: its body, with the arguments put in,
// is typed in place, so that units and missing values are those of this use.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"
#include "lang/evaluate/builtins.hpp"
#include "lang/syntax/clone.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

// Rules that double their arguments grow without end in a few lines; a policy that needs more is none.
constexpr std::size_t kMostInlinedNodes = 200'000;

/// How a function of spreadsheets and of SQL is written here; empty where it is not known.
std::string foreign_function_help(std::string_view name) {
  struct Foreign {
    std::string_view name, help;
  };
  static constexpr Foreign kForeign[] = {
      {"if", "write `if … then … else …`"},
      {"iif", "write `if … then … else …`"},
      {"ifs", "write `match { CONDITION : RESULT … otherwise : RESULT }`"},
      {"sum", "write `a + b`"},
      {"average", "write `mean_of(a, b)`"},
      {"avg", "write `mean_of(a, b)`"},
      {"stdev", "write `stddev_of(a, b to 4 places)`"},
      {"today", "the day of the decision is `as_of`"},
      {"now", "the day of the decision is `as_of`"},
      {"datediff", "write `days_between(from, until)`, or subtract the dates"},
      {"datedif", "write `days_between(from, until)`, or subtract the dates"},
      {"ifnull", "write `x default …`"},
      {"nvl", "write `x default …`"},
      {"coalesce", "write `x default …`"},
      {"isnull", "write `x is missing`"},
      {"isblank", "write `x is missing`"},
      {"int", "write `floor(x)`"},
      {"trunc", "write `round_down(x, 0)`"},
      {"pow", "write `power(x, 2)`"},
      {"log", "write `ln(x to 6 places)`"},
      {"len", "write `length(x)`"},
      {"and", "write `a and b`"},
      {"or", "write `a or b`"},
      {"not", "write `not a`"},
  };
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto* known = std::find_if(std::begin(kForeign), std::end(kForeign),
                                   [&](const Foreign& foreign) { return foreign.name == lower; });
  return known == std::end(kForeign) ? std::string() : std::string(known->help);
}

} // namespace

bool ExpressionTyping::operator()(ast::Call& node) {
  if (const ast::Expr* argument = put_in(node)) {
    mark_passed(*argument);
    return becomes(argument->type);
  }
  if (const std::optional<std::uint32_t> rule = names_.find_rule(node.function.text))
    return call_rule(node, *rule);
  const BuiltinEntry* entry = find_builtin(node.function.text);
  if (entry == nullptr) return unknown_function(node);
  const std::optional<Type> type = type_builtin_call(typing_, expression_, node, *entry);
  return type && becomes(*type);
}

void ExpressionTyping::mark_passed(const ast::Expr& argument) {
  typing_.passed_.insert(&argument);
  each_part(argument, [&](const ast::Expr& part) { mark_passed(part); });
}

bool ExpressionTyping::unknown_function(const ast::Call& call) {
  const std::string& name = call.function.text;
  if (names_.declares_value(name)) {
    report(Code::UnknownFunction, call.function.span,
           fmt::format("{} is a value, not a function", code(name)))
        .help = fmt::format("write `{}` without brackets, or an operator before them", name);
    return false;
  }
  std::vector<std::string> candidates;
  for (const BuiltinEntry& entry : builtins())
    candidates.emplace_back(entry.name);
  for (const TypedDefinition& definition : model_.definitions)
    if (definition.rule) candidates.push_back(definition.name);
  Finding& finding =
      report(Code::UnknownFunction, call.function.span, fmt::format("no function is called {}", code(name)));
  finding.help = foreign_function_help(name);
  if (finding.help.empty()) finding.help = did_you_mean(name, candidates);
  return false;
}

namespace {

/// The rules that a body calls, as parsed: what is put in for its arguments belongs to its user.
void collect_calls(Names& names, const ast::Expr& body, std::vector<RuleCall>& calls) {
  if (const auto* call = std::get_if<ast::Call>(&body.node))
    if (const std::optional<std::uint32_t> rule = names.find_rule(call->function.text))
      calls.push_back({*rule, call->function.span});
  each_part(body, [&](const ast::Expr& part) { collect_calls(names, part, calls); });
}

/// One rule on the way, and the calls of it that are still to follow.
struct Visit {
  RuleCall entry;
  std::vector<RuleCall> calls;
};

} // namespace

void ExpressionTyping::report_round(const std::vector<RuleCall>& way) {
  constexpr std::size_t kShown = 8;
  const bool cut = way.size() > kShown + 1;
  std::string path = model_.definitions[way.front().rule].name;
  for (std::size_t i = 1; i < way.size() - 1 && i < kShown; ++i)
    path += " → " + model_.definitions[way[i].rule].name;
  path += (cut ? " → … → " : " → ") + model_.definitions[way.back().rule].name;
  Finding& finding = findings_.add(
      Code::RuleCallsItself, way.back().place,
      fmt::format("the rule {} uses itself: {}", code(model_.definitions[way.back().rule].name), path));
  for (std::size_t i = 1; i + 1 < way.size() && i < kShown; ++i)
    finding.others.push_back(
        {way[i].place, fmt::format("{} is used here", code(model_.definitions[way[i].rule].name))});
  finding.help = "a rule may use other rules, but never itself";
}

bool ExpressionTyping::rule_ends(std::uint32_t rule) {
  enum : char { kOpen, kEnds, kGoesRound };
  auto& states = typing_.rule_states_;
  if (const auto known = states.find(rule); known != states.end()) return known->second == kEnds;
  std::vector<Visit> way;
  const auto enter = [&](const RuleCall& call) {
    way.push_back({call, {}});
    collect_calls(names_, *model_.definitions[call.rule].declaration->value, way.back().calls);
    states[call.rule] = kOpen;
  };
  enter({rule, expression_.span});
  while (!way.empty()) {
    if (way.back().calls.empty()) {
      states[way.back().entry.rule] = kEnds;
      way.pop_back();
      continue;
    }
    const RuleCall call = way.back().calls.back();
    way.back().calls.pop_back();
    const auto known = states.find(call.rule);
    if (known == states.end()) {
      enter(call);
    } else if (known->second != kEnds) {
      if (known->second == kOpen) {
        const auto from = std::find_if(way.begin(), way.end(),
                                       [&](const Visit& visit) { return visit.entry.rule == call.rule; });
        std::vector<RuleCall> round;
        for (auto visit = from; visit != way.end(); ++visit)
          round.push_back(visit->entry);
        round.push_back(call);
        report_round(round);
      }
      for (const Visit& visit : way)
        states[visit.entry.rule] = kGoesRound;
      return false;
    }
  }
  return true;
}

bool ExpressionTyping::rule_too_large(const ast::Call& call) {
  if (typing_.inlined_nodes_ <= kMostInlinedNodes) return false;
  if (!typing_.too_large_reported_) {
    Finding& finding =
        report(Code::RulesTooLarge, call.function.span,
               "the named rules of this model, written out at each use, become too large to be checked");
    finding.help = "give an argument that uses rules itself a name with `define`, and pass that name";
  }
  typing_.too_large_reported_ = true;
  return true;
}

bool ExpressionTyping::call_rule(ast::Call& call, std::uint32_t rule) {
  const ast::DefineDecl& declaration = *model_.definitions[rule].declaration;
  if (call.places) {
    report(Code::PlacesNotTaken, call.places->span,
           fmt::format("{} is a rule of this model, which takes no places", code(call.function.text)));
    return false;
  }
  if (call.arguments.size() != declaration.arguments.size()) {
    std::string signature;
    for (const ast::Name& argument : declaration.arguments)
      signature += (signature.empty() ? "" : ", ") + argument.text;
    Finding& finding =
        report(Code::ArgumentCount, call.function.span,
               fmt::format("{} cannot be called with {} argument{}", code(declaration.name.text),
                           call.arguments.size(), call.arguments.size() == 1 ? "" : "s"));
    finding.others.push_back({declaration.name.span, "the rule"});
    finding.help = fmt::format("write `{}({})`", declaration.name.text, signature);
    return false;
  }
  if (!rule_ends(rule)) return false;
  Replacements replacements;
  bool good = true;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    good = typing_.expression(*call.arguments[i]) && good;
    replacements.emplace(declaration.arguments[i].text, call.arguments[i].get());
  }
  if (!good || typing_.failed_rules_.count(rule) != 0) return false;
  call.inlined = clone(*declaration.value, replacements, typing_.inlined_nodes_, kMostInlinedNodes);
  if (rule_too_large(call)) return false;
  call.rule = rule;
  typing_.rules_.push_back({.rule = rule, .use = expression_.span});
  good = typing_.expression(*call.inlined, scale_);
  typing_.rules_.pop_back();
  if (good) return becomes(call.inlined->type);
  typing_.failed_rules_.insert(rule);
  return false;
}

} // namespace strata
