// Tells expressions, declarations and unfinished texts apart. Nearly every word that a declaration begins
// with may also begin an expression (`floor(x)`, a column called `score`), so the text is read as an
// expression first.
#include <algorithm>

#include "lang/syntax/grammar/scan.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

/// Whether the first thing wrong is that the text ends.
bool breaks_off(const Findings& findings, std::uint32_t end) {
  return findings.has_errors() && findings.all().front().place.span.begin >= end;
}

} // namespace

Fragment fragment_of(std::string_view text) {
  Sources sources;
  const SourceId source = sources.add("", std::string(text));
  std::vector<Finding> unread;
  const syntax::Scan scanned = syntax::scan(text, source, unread);
  const std::uint32_t begin = scanned.skip_space(0);
  const std::uint32_t end = scanned.end_of_previous(static_cast<std::uint32_t>(text.size()));
  if (!scanned.readable) return Fragment::Expression;
  if (begin >= end) return Fragment::Empty;

  Findings of_expression;
  if (parse_expression(sources, source, of_expression) != nullptr) return Fragment::Expression;
  const bool open = std::any_of(scanned.brackets.begin(), scanned.brackets.end(),
                                [&](const auto& bracket) { return !bracket.closed && bracket.close >= end; });
  if (open) return Fragment::Unfinished;
  if (!syntax::declaration_begins_at(scanned.text, begin))
    return breaks_off(of_expression, end) ? Fragment::Unfinished : Fragment::Expression;
  Findings of_declarations;
  (void)parse(sources, source, of_declarations);
  return breaks_off(of_declarations, end) ? Fragment::Unfinished : Fragment::Declarations;
}

} // namespace strata
