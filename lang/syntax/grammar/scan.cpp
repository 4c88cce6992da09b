// One pass over the characters. Brackets are matched here and not in the grammar: a bracket that is not
// closed is best told by where it was opened, and the grammar may ask what a bracket holds without reading it
// twice.

#include "lang/syntax/grammar/scan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/source/codes.hpp"
#include "lang/syntax/grammar/characters.hpp"

namespace strata::syntax {

namespace {

/// More than these are never shown; the cap over all of a file is parse()'s.
constexpr std::size_t kMostFindings = 50;

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

class Scanner {
 public:
  Scanner(std::string_view text, SourceId source, bool lines_close_brackets)
      : source_(source), lines_close_brackets_(lines_close_brackets), original_(text) {
    result_.text = std::string(text);
  }

  void run() {
    if (result_.text.starts_with("\xEF\xBB\xBF")) blank(0, at_ = 3);
    while (at_ < result_.text.size())
      step();
    close_at_end();
  }

  Scan take() { return std::move(result_); }
  std::vector<Finding> findings;
  bool brackets_fit = true;

 private:
  void step();
  void identifier(std::size_t length);
  void quoted();
  void apostrophe();
  void look_alikes();
  void quotation(std::size_t opener_length);
  bool foreign_sign();
  void foreign(std::size_t length, std::string_view instead, std::string message, std::string help);
  void control_character();

  void open(char kind);
  void close(char kind);
  void pop_unclosed(std::uint32_t at, bool other_place);
  void close_at_end();
  void line_begin();

  [[nodiscard]] char next(std::size_t ahead = 1) const {
    return at_ + ahead < result_.text.size() ? result_.text[at_ + ahead] : '\0';
  }
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void blank(std::size_t begin, std::size_t end) {
    std::fill(result_.text.begin() + static_cast<std::ptrdiff_t>(begin),
              result_.text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }
  Finding* say(Code code, Span place, std::string message, std::string help = {}) {
    if (findings.size() >= kMostFindings) return nullptr;
    findings.push_back({.code = code,
                        .message = std::move(message),
                        .place = {place, {}},
                        .others = {},
                        .notes = {},
                        .help = std::move(help)});
    return &findings.back();
  }
  Bracket& innermost() { return result_.brackets[open_.back()]; }
  [[nodiscard]] char kind_of(std::size_t bracket) const {
    return result_.text[result_.brackets[bracket].open];
  }

  SourceId source_;
  bool lines_close_brackets_;
  std::string_view original_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_; ///< indices of the brackets that are open, outermost first
  Scan result_;
};

void Scanner::step() {
  const char c = result_.text[at_];
  switch (c) {
  case ' ':
  case '\t': ++at_; return;
  case '\n':
  case '\r':
    ++at_;
    if (lines_close_brackets_) line_begin();
    return;
  case '#': {
    const std::size_t begin = at_;
    while (at_ < result_.text.size() && !is_line_end(result_.text[at_]))
      ++at_;
    result_.comments.push_back(span(begin, at_));
    return;
  }
  case '"':
  case '`': quoted(); return;
  case '\'': apostrophe(); return;
  case '(':
  case '[':
  case '{': open(c); return;
  case ')':
  case ']':
  case '}': close(c); return;
  case ',':
    if (!open_.empty()) innermost().comma = true;
    ++at_;
    return;
  case '.':
    if (next() == '.' && !open_.empty()) innermost().range = true;
    at_ += next() == '.' ? 2 : 1;
    return;
  default: break;
  }
  if (foreign_sign()) return;
  if (const std::size_t length = word_length(result_.text, at_); length > 0) return identifier(length);
  if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return control_character();
  if (static_cast<unsigned char>(c) < 0x80) {
    ++at_;
    return;
  }
  look_alikes();
}

/// Letters and digits in one go; full-width digits that begin no name are look-alikes.
void Scanner::identifier(std::size_t length) {
  const Character first = character_at(result_.text, at_);
  if (first.length > 1 && ascii_twin(first.code) != nullptr && identifier_length(result_.text, at_) == 0)
    return look_alikes();
  if (length == 2 && result_.text.compare(at_, 2, "or") == 0 && !open_.empty())
    innermost().alternatives = true;
  at_ += length;
}

void Scanner::quoted() {
  const std::size_t begin = at_;
  const char sign = result_.text[begin];
  const QuotedEnd quoted_end = end_of_quoted(result_.text, begin);
  at_ = quoted_end.end;
  if (quoted_end.closed) return;
  result_.broken.push_back(span(begin, at_));
  if (sign == '"')
    say(Code::UnclosedText, span(begin, at_), "this text is not closed on its line",
        "end it with `\"`; a line break inside a text is written `\\n`");
  else
    say(Code::UnclosedText, span(begin, at_), "this name in backticks is not closed on its line",
        "end it with a backtick");
}

/// 'text' as other languages write it.
void Scanner::apostrophe() {
  const std::size_t begin = at_++;
  std::size_t end = at_;
  while (end < result_.text.size() && result_.text[end] != '\'' && result_.text[end] != '"' &&
         !is_line_end(result_.text[end]))
    ++end;
  if (end >= result_.text.size() || result_.text[end] != '\'') return;
  const std::string inside = result_.text.substr(begin + 1, end - begin - 1);
  say(Code::WrongSign, span(begin, end + 1), "a text stands in double quotes",
      fmt::format("write `\"{}\"`", inside));
  result_.text[begin] = result_.text[end] = '"';
  at_ = end + 1;
}

/// A run of signs that are not ASCII but stand for signs that are: one finding, and the signs are put in.
void Scanner::look_alikes() {
  const std::size_t begin = at_;
  std::size_t end = begin;
  std::string ascii;
  Character first;
  while (end < result_.text.size() && static_cast<unsigned char>(result_.text[end]) >= 0x80) {
    const Character next_one = character_at(result_.text, end);
    const char* twin = ascii_twin(next_one.code);
    if (twin == nullptr || is_typographic_quote(next_one.code)) break;
    if (!ascii.empty() && !belong_together(ascii.back(), *twin)) break;
    if (end == begin) first = next_one;
    ascii += twin;
    end += next_one.length;
  }
  if (end == begin) {
    const Character here = character_at(result_.text, at_);
    if (is_typographic_quote(here.code)) return quotation(here.length);
    at_ += here.length; // a sign that means nothing: the grammar says so
    return;
  }
  const std::string written(original_.substr(begin, end - begin));
  constexpr std::size_t kLongestShown = 20;
  if (ascii.find_first_not_of(' ') == std::string::npos)
    say(Code::LookAlikeSign, span(begin, end),
        fmt::format("this blank is not an ordinary one ({})", code_point_name(first.code)),
        ascii.empty() ? "delete it" : "write an ordinary blank");
  else if (ascii.size() > kLongestShown)
    say(Code::LookAlikeSign, span(begin, end), "these signs only look like signs of the language",
        "write the signs of a plain keyboard");
  else
    say(Code::LookAlikeSign, span(begin, end), fmt::format("`{}` only looks like `{}`", written, ascii),
        fmt::format("write `{}`", ascii));
  blank(begin, end);
  result_.text.replace(begin, ascii.size(), ascii);
  // The signs are read now: brackets and commas among them count.
}

/// “text” as word processors write it.
void Scanner::quotation(std::size_t opener_length) {
  const std::size_t begin = at_;
  std::size_t end = begin + opener_length;
  std::size_t closer_length = 0;
  while (end < result_.text.size() && !is_line_end(result_.text[end])) {
    const Character here = character_at(result_.text, end);
    if (here.code == '"' || is_typographic_quote(here.code)) {
      closer_length = here.length;
      break;
    }
    end += here.length;
  }
  if (closer_length == 0) {
    say(Code::LookAlikeSign, span(begin, begin + opener_length),
        fmt::format("`{}` only looks like `\"`", original_.substr(begin, opener_length)), "write `\"`");
    blank(begin, begin + opener_length);
    return;
  }
  const std::string inside = result_.text.substr(begin + opener_length, end - begin - opener_length);
  say(Code::LookAlikeSign, span(begin, end + closer_length), "these quotation marks only look like `\"`",
      fmt::format("write `\"{}\"`", inside));
  blank(begin, begin + opener_length);
  blank(end, end + closer_length);
  result_.text[begin + opener_length - 1] = '"';
  result_.text[end] = '"';
  at_ = end + closer_length;
}

/// Signs of other languages that are read as what they mean here.
bool Scanner::foreign_sign() {
  struct Foreign {
    std::string_view sign, instead;
  };
  static constexpr Foreign kForeign[] = {
      {"==", "= "}, {"<>", "!="}, {"=>", ">="}, {"=<", "<="}, {":=", " ="}};
  const std::string_view here = std::string_view(result_.text).substr(at_, 2);
  if (here == "//") {
    std::size_t end = at_;
    while (end < result_.text.size() && !is_line_end(result_.text[end]))
      ++end;
    say(Code::WrongSign, span(at_, at_ + 2), "a comment begins with `#`", "write `#` for `//`");
    blank(at_, end);
    at_ = end;
    return true;
  }
  for (const Foreign& foreign : kForeign) {
    if (here != foreign.sign) continue;
    std::string instead(foreign.instead);
    std::erase(instead, ' ');
    say(Code::WrongSign, span(at_, at_ + 2), fmt::format("`{}` is written `{}` here", foreign.sign, instead),
        fmt::format("write `{}`", instead));
    result_.text.replace(at_, 2, foreign.instead);
    at_ += 2;
    return true;
  }
  return false;
}

void Scanner::control_character() {
  const std::size_t begin = at_;
  const auto is_control = [&](std::size_t i) {
    const auto byte = static_cast<unsigned char>(result_.text[i]);
    return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F;
  };
  while (at_ < result_.text.size() && is_control(at_))
    ++at_;
  say(Code::ControlCharacter, span(begin, at_),
      fmt::format("a control character ({}) stands in the text",
                  code_point_name(static_cast<unsigned char>(result_.text[begin]))),
      result_.text[begin] == '\0'
          ? "delete it; a file full of these is no text, or is saved as UTF-16 and not as UTF-8"
          : "delete it");
  blank(begin, at_);
}

void Scanner::open(char kind) {
  (void)kind;
  open_.push_back(result_.brackets.size());
  result_.brackets.push_back({.open = static_cast<std::uint32_t>(at_)});
  ++at_;
}

void Scanner::close(char kind) {
  const auto is_partner = [&](std::size_t bracket) { return (kind_of(bracket) == '{') == (kind == '}'); };
  if (std::none_of(open_.begin(), open_.end(), is_partner)) {
    brackets_fit = false;
    say(Code::StrayBracket, span(at_, at_ + 1), fmt::format("this `{}` closes nothing", kind),
        "delete it, or open it before");
    result_.broken.push_back(span(at_, at_ + 1));
    result_.text[at_++] = ' ';
    return;
  }
  while (!is_partner(open_.back()))
    pop_unclosed(static_cast<std::uint32_t>(at_), true);
  Bracket& bracket = innermost();
  bracket.close = static_cast<std::uint32_t>(at_);
  bracket.closed = true;
  const char opener = kind_of(open_.back());
  const char expected = opener == '(' ? ')' : opener == '[' ? ']' : '}';
  open_.pop_back();
  ++at_;
  if (kind == expected || bracket.range) return;
  brackets_fit = false;
  if (Finding* finding =
          say(Code::UnclosedBracket, span(at_ - 1, at_), fmt::format("`{}` is closed by `{}`", opener, kind),
              fmt::format("write `{}`", expected)))
    finding->others.push_back({span(bracket.open, bracket.open + 1), "opened here"});
  result_.text[at_ - 1] = expected;
}

/// Takes the innermost open bracket off: it should have been closed before `at`.
void Scanner::pop_unclosed(std::uint32_t at, bool other_place) {
  Bracket& bracket = innermost();
  brackets_fit = false;
  bracket.close = at;
  const char opener = kind_of(open_.back());
  const char wanted = opener == '(' ? ')' : opener == '[' ? ']' : '}';
  Finding* finding =
      say(Code::UnclosedBracket, span(bracket.open, bracket.open + 1),
          fmt::format("this `{}` is not closed", opener), fmt::format("close it with `{}`", wanted));
  if (finding != nullptr && other_place)
    finding->others.push_back({span(at, at + 1), fmt::format("`{}` is missing before this", wanted)});
  result_.broken.push_back(span(bracket.open, at));
  open_.pop_back();
}

/// A declaration at the very beginning of a line ends what is still open; only asked where brackets do not
/// fit.
void Scanner::line_begin() {
  if (open_.empty() || !declaration_begins_at(result_.text, at_)) return;
  while (open_.size() > 1) {
    innermost().close = static_cast<std::uint32_t>(at_);
    open_.pop_back();
  }
  pop_unclosed(static_cast<std::uint32_t>(at_), true);
}

void Scanner::close_at_end() {
  if (open_.empty()) return;
  const auto end = static_cast<std::uint32_t>(result_.text.size());
  while (open_.size() > 1) {
    innermost().close = end;
    open_.pop_back();
  }
  pop_unclosed(end, false);
}

} // namespace

Scan scan(std::string_view text, SourceId source, std::vector<Finding>& findings) {
  if (const std::size_t bad = first_invalid_byte(text); bad != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(bad);
    findings.push_back(
        {.code = Code::NotUtf8,
         .message =
             fmt::format("the text is not UTF-8: byte 0x{:02X} (number {} of the file) begins no character",
                         static_cast<unsigned char>(text[bad]), bad + 1),
         .place = {{source, at, at + 1}, {}},
         .others = {},
         .notes = {},
         .help = "save the file with the encoding UTF-8"});
    Scan unreadable;
    unreadable.readable = false;
    return unreadable;
  }
  Scanner plain(text, source, false);
  plain.run();
  if (plain.brackets_fit) {
    findings.insert(findings.end(), plain.findings.begin(), plain.findings.end());
    return plain.take();
  }
  // Some bracket is not closed. Which one shows better when the beginnings of lines are believed too.
  Scanner by_lines(text, source, true);
  by_lines.run();
  findings.insert(findings.end(), by_lines.findings.begin(), by_lines.findings.end());
  return by_lines.take();
}

} // namespace strata::syntax
