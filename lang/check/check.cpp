// The driver: a model's text on its way to the typed model. Each step takes what the ones before it have
// filled in; what follows only from a mistake already reported stays unsaid.
#include "lang/check/check.hpp"

#include <map>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/declarations/reading.hpp"
#include "lang/check/intervals/judge.hpp"
#include "lang/check/losses.hpp"
#include "lang/check/patterns/check_patterns.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

/// Of one kind of finding, this many are given; the last one says how many more there are.
constexpr std::size_t kMostOfAKind = 20;

/// "strata" of "models/strata.strata": what a model without a `model` line is called.
std::string stem_of(const std::string& name) {
  const std::size_t slash = name.find_last_of("/\\");
  std::string stem = slash == std::string::npos ? name : name.substr(slash + 1);
  const std::size_t dot = stem.find_last_of('.');
  return dot == std::string::npos || dot == 0 ? stem : stem.substr(0, dot);
}

/// What is worth saying, by place.
Findings in_order(Findings found, const TypedModel& model) {
  Findings findings;
  for (Finding& finding : found.take())
    if (!may_follow_from(model.tree.lost, finding, model.sources))
      findings.add(finding.code, {}, {}) = std::move(finding);

  findings.sort_by_place();
  std::map<Code, std::size_t> counts;
  for (const Finding& finding : findings.all())
    ++counts[finding.code];
  std::map<Code, std::size_t> given;
  Findings result;
  for (Finding& finding : findings.take()) {
    const std::size_t number = ++given[finding.code];
    if (number > kMostOfAKind) continue;
    Finding& kept = result.add(finding.code, {}, {});
    kept = std::move(finding);
    if (number == kMostOfAKind && counts[kept.code] > kMostOfAKind)
      kept.notes.push_back(
          fmt::format("{} more of this kind are not shown", counts[kept.code] - kMostOfAKind));
  }
  return result;
}

/// Types what a session asks. The model around it has passed, so what is found now is the question's own.
void check_question(Checking& checking, const Reading& reading, CheckedModel& checked) {
  checking.in_example = true;
  const Typing::DeclarationScope scope(checking.typing, checking.facts);
  if (checking.typing.expression(*checked.question)) {
    checked.question_is_constant = checking.typing.dependence(*checked.question) < Dependence::Row;
    check_privacy(checking, reading, *checked.question);
  }
  checking.in_example = false;
}

void check_tree(CheckedModel& checked, const std::vector<ParameterSetting>& settings,
                const Inquiry& inquiry) {
  TypedModel& model = *checked.model;
  Findings& findings = checked.findings;
  Checking checking(model, findings, settings);
  checking.customers_needed = inquiry.customers_needed;
  collect(checking);
  check_columns(checking);
  check_parameters(checking);
  check_screens(checking); // first: what they rule out is known to all that follows
  check_values(checking);
  check_scales(checking);
  check_policies(checking);
  check_terms(checking);

  const std::size_t before = findings.all().size();
  const Reading reading = follow(checking);
  check_stages(checking, reading);
  check_depth(checking, reading);
  // Whoever reads in a circle or too early gives no ground for judging what is known where.
  if (findings.all().size() == before)
    check_patterns(model, checking.typing, checking.names, checking.scales_typed, findings);
  check_privacy(checking, reading);
  mark_used(checking, reading);
  if (!findings.has_errors()) { // else what reads a thing, or is read, may be what could not be typed
    warn(checking, reading);
    judge_ranges(model, findings);
    bound_dimensions(model);
  }
  check_examples(checking, reading);
  if (checked.question && !findings.has_errors()) check_question(checking, reading, checked);
}

} // namespace

CheckedModel check_model(std::string name, std::string text, const std::vector<ParameterSetting>& settings,
                         const Inquiry& inquiry) {
  CheckedModel checked;
  checked.model = std::make_unique<TypedModel>();
  TypedModel& model = *checked.model;
  model.name = stem_of(name);
  const SourceId source = model.sources.add(std::move(name), std::move(text));
  model.tree = parse(model.sources, source, checked.findings);
  const bool asked = !inquiry.question.empty();
  if (asked) {
    const SourceId question = model.sources.add("input", inquiry.question);
    checked.question = parse_expression(model.sources, question, checked.findings);
  }
  // An unreadable question is all that there is to say.
  if (can_be_checked(model.tree.lost) && asked == (checked.question != nullptr))
    check_tree(checked, settings, inquiry);
  checked.findings = in_order(std::move(checked.findings), model);
  return checked;
}

} // namespace strata
