// The draft's bookkeeping, and where reading goes on after a mistake.

#include "lang/syntax/grammar/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/source/codes.hpp"
#include "lang/syntax/grammar/characters.hpp"

namespace strata::syntax {

namespace {

/// More values than any policy paper has; a tree of them takes some hundred megabytes.
constexpr std::size_t kMostNodes = 500'000;
/// Past these nothing more is shown, so nothing more is looked for.
constexpr std::size_t kMostFindings = 60;
/// A text in which more statements and arms than this cannot be read is no model.
constexpr std::size_t kMostSkipped = 1000;

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Whether a line that ends with this character goes on.
bool goes_on_behind(char c) {
  return std::string_view(",=:+-*/<>").find(c) != std::string_view::npos;
}

/// Whether a line that begins with this word belongs to the one before.
bool goes_on_with(std::string_view text, std::size_t at) {
  const std::string_view word = text.substr(at, identifier_length(text, at));
  return word == "then" || word == "else" || word == "and" || word == "or";
}

/// Whether a line that is not indented begins a statement of its own, if perhaps a misspelt or unfinished
/// one.
bool begins_statement(std::string_view text, std::size_t at) {
  const std::size_t length = identifier_length(text, at);
  const std::string_view word = text.substr(at, length);
  if (length == 0 || is_reserved(word)) return false;
  std::size_t next = at + length;
  while (next < text.size() && is_blank(text[next]))
    ++next;
  if (next < text.size() && !is_line_end(text[next]))
    return std::string_view(":=,.()[]<>!+-*/;").find(text[next]) == std::string_view::npos;
  const auto& words = declaration_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

void Draft::build(Build make_piece, bool chain, std::uint32_t begin, std::uint32_t end) {
  const std::size_t frame = marks_.back();
  if (chain && pieces_.size() == frame + 1) return;
  Pieces pieces(pieces_, frame);
  Piece made = make_piece(*this, pieces, span(begin, end));
  pieces_.resize(frame);
  if (!std::holds_alternative<std::monostate>(made)) pieces_.push_back(std::move(made));
}

std::uint32_t Draft::skip_space(std::uint32_t at) {
  if (at != space_from_) {
    space_from_ = at;
    space_to_ = scan.skip_space(at);
  }
  return space_to_;
}

void Draft::restore(const State& state) {
  pieces_.resize(state.pieces);
  marks_.resize(state.marks);
  across_lines = state.across_lines;
  depth = state.depth;
  block_limit = state.block_limit;
}

Finding& Draft::say(Code code, Span place, std::string message, std::string help) {
  for (Finding& known : findings_)
    if (known.code == code && known.place.span == place) return known;
  if (findings_.size() >= kMostFindings) throw GiveUp{};
  findings_.push_back({.code = code,
                       .message = std::move(message),
                       .place = {place, {}},
                       .others = {},
                       .notes = {},
                       .help = std::move(help)});
  return findings_.back();
}

void Draft::count_node(Span place) {
  if (++nodes_ <= kMostNodes) return;
  say(Code::TextTooLarge, place, fmt::format("the model has more than {} values and operations", kMostNodes),
      "lists of this length belong into a table");
  throw GiveUp{};
}

ast::ExprPtr Draft::take_expression() {
  if (pieces_.size() != 1 || !std::holds_alternative<ast::ExprPtr>(pieces_.front())) return nullptr;
  return std::move(std::get<ast::ExprPtr>(pieces_.front()));
}

std::uint32_t Draft::recover(std::uint32_t begin, const Mistake& mistake, bool statement) {
  const auto size = static_cast<std::uint32_t>(scan.text.size());
  const std::uint32_t at = place_of(begin, mistake);
  const std::uint32_t limit = statement ? size : std::min(block_limit, size);
  std::uint32_t next = next_stop(begin, at, limit);
  if (statement) next = next_declaration(next);
  if (next <= begin) next = std::min(begin + 1, size);
  if (!already_told(begin, next)) report(begin, mistake);
  skip(begin, next, statement);
  return next;
}

std::uint32_t Draft::recover(std::uint32_t begin, const TooDeep& mistake) {
  const auto size = static_cast<std::uint32_t>(scan.text.size());
  const std::uint32_t next =
      next_declaration(std::max(next_stop(begin, mistake.at, size), std::min(begin + 1, size)));
  if (!already_told(begin, next))
    say(Code::TextTooLarge, span(mistake.at, std::min(mistake.at + 1, size)),
        fmt::format("brackets, blocks and conditions are nested more than {} deep here", ast::kMaxNesting),
        "give inner parts names with `define`; for a long chain of conditions use `match { … }`");
  skip(begin, next, true);
  return next;
}

void Draft::skip(std::uint32_t begin, std::uint32_t end, bool statement) {
  if (skipped_.size() >= kMostSkipped) throw GiveUp{};
  skipped_.push_back(span(begin, end));
  if (statement) lose(skipped_.back(), true);
}

/// The end of the line (or of an arm after `;`) at or behind `from`, in no bracket that opens behind `begin`.
std::uint32_t Draft::next_stop(std::uint32_t begin, std::uint32_t from, std::uint32_t limit) const {
  std::uint32_t at = begin;
  while (at < limit) {
    const char c = scan.text[at];
    if (const Bracket* bracket =
            std::string_view("([{").find(c) != std::string_view::npos ? scan.bracket_at(at) : nullptr) {
      at = std::max(at + 1, bracket->closed ? bracket->close + 1 : bracket->close);
      if (!bracket->closed && at >= from) return std::min(at, limit); // another statement begins there
    } else if (c == '"' || c == '`') {
      at = static_cast<std::uint32_t>(end_of_quoted(scan.text, at).end);
    } else if (c == '#') {
      while (at < limit && !is_line_end(scan.text[at]))
        ++at;
    } else if (c == ';' && at >= from) {
      return at;
    } else if (is_line_end(c) && at >= from) {
      const std::uint32_t next = scan.skip_space(at);
      const std::uint32_t previous = scan.end_of_previous(at);
      const bool goes_on = goes_on_with(scan.text, next) ||
                           (at > from && previous > 0 && goes_on_behind(scan.text[previous - 1]) &&
                            !declaration_begins_at(scan.text, next));
      if (!goes_on) return at;
      at = next;
    } else {
      ++at;
    }
  }
  return std::min(at, limit);
}

/// The next place, at the beginning of a line or behind `;`, where a declaration seems to begin.
std::uint32_t Draft::next_declaration(std::uint32_t from) const {
  const auto size = static_cast<std::uint32_t>(scan.text.size());
  std::uint32_t at = from;
  if (at > 0 && is_line_end(scan.text[at - 1]) && declaration_begins_at(scan.text, at)) return at;
  while (at < size) {
    const char c = scan.text[at];
    if (is_line_end(c) || c == ';') {
      ++at;
      if (begins_statement(scan.text, at)) return at;
      while (at < size && is_blank(scan.text[at]))
        ++at;
      if (declaration_begins_at(scan.text, at)) return at;
    } else if (const Bracket* bracket = std::string_view("([{").find(c) != std::string_view::npos
                                            ? scan.bracket_at(at)
                                            : nullptr) {
      at = std::max(at + 1, bracket->closed ? bracket->close + 1 : bracket->close);
      if (!bracket->closed && at < size) return at;
    } else if (c == '"' || c == '`') {
      at = static_cast<std::uint32_t>(end_of_quoted(scan.text, at).end);
    } else if (c == '#') {
      while (at < size && !is_line_end(scan.text[at]))
        ++at;
    } else {
      ++at;
    }
  }
  return size;
}

bool Draft::already_told(std::uint32_t begin, std::uint32_t end) const {
  return std::any_of(scan.broken.begin(), scan.broken.end(),
                     [&](const Span& broken) { return broken.begin < end && broken.end > begin; });
}

} // namespace strata::syntax
