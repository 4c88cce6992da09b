// What is asked of a text while it is read: brackets, blanks, and where things seem to begin and end.

#include <algorithm>

#include "lang/syntax/grammar/characters.hpp"
#include "lang/syntax/grammar/scan.hpp"

namespace strata::syntax {

namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

} // namespace

const Bracket* Scan::bracket_at(std::uint32_t open) const {
  const auto found =
      std::lower_bound(brackets.begin(), brackets.end(), open,
                       [](const Bracket& bracket, std::uint32_t at) { return bracket.open < at; });
  return found != brackets.end() && found->open == open ? &*found : nullptr;
}

std::uint32_t Scan::skip_space(std::uint32_t at) const {
  while (at < text.size()) {
    const char c = text[at];
    if (c == '#') {
      while (at < text.size() && !is_line_end(text[at]))
        ++at;
    } else if (c == ' ' || c == '\t' || is_line_end(c)) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::uint32_t Scan::end_of_previous(std::uint32_t at) const {
  auto comment = std::upper_bound(comments.begin(), comments.end(), at,
                                  [](std::uint32_t offset, const Span& span) { return offset < span.end; });
  while (at > 0) {
    const char c = text[at - 1];
    if (comment != comments.begin() && std::prev(comment)->end == at) {
      at = (--comment)->begin;
    } else if (c == ' ' || c == '\t' || is_line_end(c)) {
      --at;
    } else {
      break;
    }
  }
  return at;
}

const std::vector<std::string>& declaration_words() {
  static const std::vector<std::string> kWords = {
      "model",   "version", "effective", "currency", "rate",   "customer", "parameter", "exclude",
      "unrated", "define",  "dimension", "score",    "show",   "tiers",    "group",     "cap",
      "hard",    "floor",   "lower",     "policy",   "better", "reasons",  "example"};
  return kWords;
}

bool declaration_begins_at(std::string_view text, std::size_t at) {
  const std::size_t length = identifier_length(text, at);
  if (length == 0) return false;
  const auto& words = declaration_words();
  if (std::find(words.begin(), words.end(), text.substr(at, length)) == words.end()) return false;
  std::size_t behind = at + length;
  while (behind < text.size() && (text[behind] == ' ' || text[behind] == '\t'))
    ++behind;
  if (behind >= text.size() || behind == at + length) return false;
  const char c = text[behind];
  if (c == '"' || c == '`' || c == '{' || (c >= '0' && c <= '9') || text.substr(behind, 2) == "..")
    return true;
  const std::string_view word = text.substr(behind, identifier_length(text, behind));
  return !word.empty() && !is_reserved(word) && word != "default";
}

QuotedEnd end_of_quoted(std::string_view text, std::size_t at) {
  const char sign = text[at++];
  while (at < text.size() && text[at] != sign && !is_line_end(text[at])) {
    const bool escaped =
        sign == '"' && text[at] == '\\' && at + 1 < text.size() && !is_line_end(text[at + 1]);
    at += escaped ? 2 : 1;
  }
  const bool closed = at < text.size() && text[at] == sign;
  return {closed ? at + 1 : at, closed};
}

} // namespace strata::syntax
