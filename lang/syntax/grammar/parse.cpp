// The one file that knows the grammar: it runs it, and brings the findings of scan and grammar into one list.

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "lang/syntax/grammar/actions.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

constexpr std::size_t kShownFindings = 20;

/// False where reading was given up before the end.
template <class Rule>
bool read(syntax::Draft& draft) {
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> input(draft.scan.text, "");
  try {
    (void)tao::pegtl::parse<Rule, grammar::action, grammar::control>(input, draft);
    return true;
  } catch (const syntax::GiveUp&) { // what there is to say is said
    return false;
  }
}

/// In the order of the text, and no more than a reader can use.
void hand_over(std::vector<Finding> found, Findings& findings) {
  std::stable_sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) {
    return a.place.span.begin < b.place.span.begin;
  });
  const std::size_t shown = std::min(found.size(), kShownFindings);
  for (std::size_t i = 0; i < shown; ++i) {
    Finding& added = findings.add(found[i].code, found[i].place.span, std::move(found[i].message));
    added.others = std::move(found[i].others);
    added.help = std::move(found[i].help);
  }
  if (found.size() > shown)
    findings.add(Code::MoreMistakes, found[shown].place.span,
                 fmt::format("more mistakes follow from here on; the first {} are shown", kShownFindings));
}

} // namespace

ast::Model parse(const Sources& sources, SourceId source, Findings& findings) {
  std::vector<Finding> found;
  const syntax::Scan scanned = syntax::scan(sources[source].text(), source, found);
  syntax::Draft draft(scanned, source, found);
  const bool whole = scanned.readable && read<grammar::file>(draft);
  draft.take_out_lost(whole && found.size() <= kShownFindings);
  hand_over(std::move(found), findings);
  draft.model.span = draft.span(0, static_cast<std::uint32_t>(sources[source].text().size()));
  for (const Span& comment : scanned.comments)
    draft.model.comments.push_back({comment});
  return std::move(draft.model);
}

ast::ExprPtr parse_expression(const Sources& sources, SourceId source, Findings& findings) {
  std::vector<Finding> found;
  const syntax::Scan scanned = syntax::scan(sources[source].text(), source, found);
  syntax::Draft draft(scanned, source, found);
  if (scanned.readable) (void)read<grammar::single_expression>(draft);
  const bool mistaken = !found.empty();
  hand_over(std::move(found), findings);
  return mistaken ? nullptr : draft.take_expression();
}

} // namespace strata
