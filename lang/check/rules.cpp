// Calls: which function or named rule is meant. A named rule is inlined: its body, with the arguments put in,
// is typed in place, so that units and missing values are those of this use.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/builtins.hpp"
#include "lang/check/clone.hpp"
#include "lang/check/expression_typing.hpp"

namespace strata {

namespace {

// Rules that double their arguments grow without end in a few lines; a policy that needs more is none.
constexpr std::size_t kMostInlinedNodes = 200'000;

} // namespace

bool ExpressionTyping::operator()(ast::Call& node) {
  if (const std::optional<std::uint32_t> rule = names_.find_rule(node.function.text))
    return call_rule(node, *rule);
  const BuiltinEntry* entry = find_builtin(node.function.text);
  if (entry == nullptr) return unknown_function(node);
  const std::optional<Type> type = type_builtin_call(typing_, expression_, node, *entry);
  return type && becomes(*type);
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
  finding.help = did_you_mean(name, candidates);
  return false;
}

bool ExpressionTyping::rule_goes_round(const ast::Call& call, std::uint32_t rule) {
  auto& rules = typing_.rules_;
  const auto same = [&](const Typing::RuleUse& use) { return use.rule == rule; };
  const auto first = std::find_if(rules.begin(), rules.end(), same);
  if (first == rules.end()) return false;
  std::string way;
  for (auto use = first; use != rules.end(); ++use)
    way += model_.definitions[use->rule].name + " → ";
  way += call.function.text;
  Finding& finding = report(Code::RuleCallsItself, call.function.span,
                            fmt::format("the rule {} uses itself: {}", code(call.function.text), way));
  for (auto use = first + 1; use != rules.end(); ++use)
    finding.others.push_back(
        {use->use, fmt::format("{} is used here", code(model_.definitions[use->rule].name))});
  finding.help = "a rule may use other rules, but never itself";
  return true;
}

bool ExpressionTyping::rule_too_large(const ast::Call& call) {
  if (typing_.inlined_nodes_ <= kMostInlinedNodes) return false;
  if (!typing_.too_large_reported_) {
    Finding& finding =
        report(Code::RulesTooLarge, call.function.span,
               "the named rules of this model, written out at each use, become too large to be checked");
    finding.help = "give what a rule uses several times a name of its own with `define`";
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
    report(Code::ArgumentCount, call.function.span,
           fmt::format("`{}({})` takes {} argument{}, and here are {}", declaration.name.text, signature,
                       declaration.arguments.size(), declaration.arguments.size() == 1 ? "" : "s",
                       call.arguments.size()))
        .others.push_back({declaration.name.span, "the rule"});
    return false;
  }
  if (rule_goes_round(call, rule) || rule_too_large(call)) return false;
  Replacements replacements;
  bool good = true;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    good = typing_.expression(*call.arguments[i]) && good;
    replacements.emplace(declaration.arguments[i].text, call.arguments[i].get());
  }
  if (!good || typing_.failed_rules_.count(rule) != 0) return false;
  call.inlined = clone(*declaration.value, replacements, typing_.inlined_nodes_);
  call.rule = rule;
  typing_.rules_.push_back({.rule = rule, .use = expression_.span});
  good = typing_.expression(*call.inlined, scale_);
  typing_.rules_.pop_back();
  if (good) return becomes(call.inlined->type);
  typing_.failed_rules_.insert(rule);
  return false;
}

} // namespace strata
