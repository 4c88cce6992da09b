// What mistakes have taken. A declaration with a mistake in it leaves the tree as a whole (of the customer
// block, only the column), so that nobody who checks the rest meets half a thing; what it may have declared
// is noted, so that nobody reports the consequences. A sign that only looked like another is read as that one
// and takes nothing.

#include <algorithm>

#include "lang/source/codes.hpp"
#include "lang/syntax/grammar/characters.hpp"
#include "lang/syntax/grammar/draft.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::syntax {

namespace {

bool is_mended(Code code) {
  return code == Code::LookAlikeSign || code == Code::WrongSign || code == Code::ControlCharacter;
}

/// Spans by their beginnings, those that overlap made one.
std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> result;
  for (const Span& span : spans) {
    if (!result.empty() && span.begin <= result.back().end)
      result.back().end = std::max(result.back().end, span.end);
    else
      result.push_back(span);
  }
  return result;
}

bool touches(const std::vector<Span>& wounds, Span place) {
  const auto first = std::lower_bound(wounds.begin(), wounds.end(), place.begin,
                                      [](const Span& wound, std::uint32_t at) { return wound.end <= at; });
  return first != wounds.end() && first->begin < place.end;
}

Span span_of(const ast::Declaration& declaration) {
  return std::visit([](const auto& node) { return node.span; }, declaration);
}

bool on_two_lines(std::string_view text) {
  return text.find_first_of("\n\r") != std::string_view::npos;
}

/// Whether a sign stands where a name is expected.
bool lacks_name(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t");
  return at == std::string_view::npos || std::string_view("=:.").find(text[at]) != std::string_view::npos;
}

} // namespace

std::vector<Span> Draft::wounds() const {
  std::vector<Span> spans = skipped_;
  for (const Finding& finding : findings_) {
    if (is_mended(finding.code)) continue;
    Span wound = finding.place.span;
    if (finding.code == Code::StrayBracket) { // what it stands behind lacks its opening bracket, or has it
      const std::uint32_t before = scan.end_of_previous(wound.begin);
      if (before > 0 && !on_two_lines(text(span(before, wound.begin)))) wound.begin = before - 1;
    }
    spans.push_back(wound);
  }
  return merged(std::move(spans));
}

void Draft::take_out_lost(bool whole) {
  model.lost.everything = !whole;
  if (findings_.empty()) return;
  for (const Span& skipped : skipped_)
    if (lacks_name(text(skipped))) model.lost.words.emplace();
  const std::vector<Span> wounded = wounds();
  std::erase_if(model.declarations, [&](ast::Declaration& declaration) {
    if (!touches(wounded, span_of(declaration))) return false;
    auto* customer = std::get_if<ast::CustomerDecl>(&declaration);
    if (customer == nullptr) {
      lose(span_of(declaration), true);
      return true;
    }
    std::erase_if(customer->columns, [&](const ast::ColumnDecl& column) {
      if (!touches(wounded, column.span)) return false;
      lose(column.span, false);
      return true;
    });
    for (const Span& skipped : skipped_)
      if (skipped.begin >= customer->span.begin && skipped.end <= customer->span.end) lose(skipped, false);
    return false;
  });
}

/// Notes what lost text may have declared.
void Draft::lose(Span place, bool statement) {
  const std::string_view said = text(place);
  model.lost.words.merge(words_of(said));
  if (!statement) {
    model.lost.kinds.emplace("customer");
    return;
  }
  const auto& kinds = declaration_words();
  const std::string_view first = said.substr(0, word_length(said, 0));
  const std::string nearest = nearest_name(first, kinds);
  if (nearest.empty()) model.lost.unknown_kind = true;
  model.lost.kinds.insert(nearest);
  const std::string_view rest = said.substr(first.size());
  const bool label_only = (nearest == "show" || nearest == "dimension") &&
                          rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size())).starts_with('"');
  if (lacks_name(rest) || label_only) model.lost.words.emplace();
  bool begins_line = false;
  for (std::size_t at = 0; at < said.size(); ++at) { // what it has swallowed
    if (line_end_length(said, at) > 0 || said[at] == ';') {
      begins_line = true;
    } else if (said[at] != ' ' && said[at] != '\t') {
      if (begins_line && declaration_begins_at(said, at))
        model.lost.kinds.emplace(said.substr(at, word_length(said, at)));
      begins_line = false;
    }
  }
}

} // namespace strata::syntax

namespace strata {

std::set<std::string, std::less<>> words_of(std::string_view text) {
  std::set<std::string, std::less<>> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '`') {
      const syntax::QuotedEnd quoted = syntax::end_of_quoted(text, at);
      words.insert(syntax::composed(text.substr(at + 1, quoted.end - at - (quoted.closed ? 2 : 1))));
      at = quoted.end;
    } else if (const std::size_t length = syntax::word_length(text, at); length > 0) {
      words.insert(syntax::composed(text.substr(at, length)));
      at += length;
    } else {
      at += std::max<std::size_t>(1, syntax::character_at(text, at).length);
    }
  }
  return words;
}

} // namespace strata
