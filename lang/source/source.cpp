// Texts with an index of their lines, so that a span becomes a line and a column without counting from the
// top.
#include "lang/source/source.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr std::string_view kLineEnds = "\n\r";

} // namespace

Span cover(Span first, Span last) {
  return {first.source, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

std::size_t count_characters(std::string_view text) {
  // Every byte but a continuation byte starts a character.
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::size_t line_end_length(std::string_view text, std::size_t at) {
  if (at >= text.size() || kLineEnds.find(text[at]) == std::string_view::npos) return 0;
  return text.substr(at, 2) == "\r\n" ? 2 : 1;
}

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_begins_{0} {
  for (std::size_t at = text_.find_first_of(kLineEnds); at != std::string::npos;
       at = text_.find_first_of(kLineEnds, at)) {
    at += line_end_length(text_, at);
    line_begins_.push_back(static_cast<std::uint32_t>(at));
  }
}

Position SourceText::position(std::uint32_t offset) const {
  const auto bounded = std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), bounded);
  const auto line = static_cast<std::size_t>(after - line_begins_.begin());
  const std::uint32_t begin = line_begins_[line - 1];
  return {line, count_characters(std::string_view(text_).substr(begin, bounded - begin)) + 1};
}

std::string_view SourceText::line(std::size_t number) const {
  if (number == 0 || number > line_begins_.size()) return {};
  const std::string_view rest = std::string_view(text_).substr(line_begins_[number - 1]);
  return rest.substr(0, rest.find_first_of(kLineEnds));
}

std::uint32_t SourceText::line_begin(std::size_t number) const {
  return line_begins_[number - 1];
}

SourceId Sources::add(std::string name, std::string text) {
  texts_.emplace_back(std::move(name), std::move(text));
  return static_cast<SourceId>(texts_.size() - 1);
}

std::string_view Sources::text(Span span) const {
  return std::string_view(texts_[span.source].text()).substr(span.begin, span.end - span.begin);
}

} // namespace strata
