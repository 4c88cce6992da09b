// From a rule that failed to a finding: what was expected, and what stands there instead.

#include <fmt/format.h>

#include <algorithm>

#include "lang/source/codes.hpp"
#include "lang/syntax/grammar/advice.hpp"
#include "lang/syntax/grammar/characters.hpp"
#include "lang/syntax/grammar/draft.hpp"

namespace strata::syntax {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Bytes of the number, as far as it looks like one, or of the sign at the beginning of `rest`.
std::size_t number_length(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size()) {
    const std::size_t word = word_length(rest, end);
    if (word > 0) {
      end += word;
    } else if (rest[end] == '%' || (rest[end] == '.' && end + 1 < rest.size() && is_digit(rest[end + 1]))) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

std::size_t sign_length(std::string_view rest) {
  static constexpr std::string_view kSigns[] = {"..", "!=", "<=", ">=", "&&", "||", "**", "->", "++", "--"};
  for (const std::string_view sign : kSigns)
    if (rest.starts_with(sign)) return sign.size();
  return std::max<std::size_t>(1, character_at(rest, 0).length);
}

Found found_at(std::string_view text, std::uint32_t at) {
  const auto found = [&](FoundKind kind, std::size_t length) {
    return Found{kind, at, static_cast<std::uint32_t>(at + length), text.substr(at, length)};
  };
  if (at >= text.size()) return found(FoundKind::EndOfText, 0);
  const std::string_view rest = text.substr(at);
  const char c = rest.front();
  if (c == '\n' || c == '\r' || c == '#') return found(FoundKind::EndOfLine, 0);
  if (c == '"') return found(FoundKind::Text, end_of_quoted(text, at).end - at);
  if (c == '`') return found(FoundKind::Word, end_of_quoted(text, at).end - at);
  if (is_digit(c)) return found(FoundKind::Number, number_length(rest));
  if (const std::size_t length = word_length(rest, 0); length > 0) return found(FoundKind::Word, length);
  return found(FoundKind::Sign, sign_length(rest));
}

std::string describe(const Found& found) {
  constexpr std::size_t kLongest = 40;
  if (found.kind == FoundKind::EndOfText) return "the end of the text";
  if (found.kind == FoundKind::EndOfLine) return "the end of the line";
  if (count_characters(found.text) > kLongest)
    return found.kind == FoundKind::Text     ? "a long text"
           : found.kind == FoundKind::Number ? "a long number"
                                             : "a long word";
  return fmt::format("`{}`", found.text);
}

/// What is said, and how the writer may mend it.
class Reporter {
 public:
  Reporter(Draft& draft, const Expectation& expectation, Found found)
      : draft_(draft), expectation_(expectation), found_(found), text_(draft.scan.text) {}

  void report();

 private:
  void unexpected();
  void number();
  void type();
  void declaration();
  [[nodiscard]] std::string help() const { return advice(draft_.scan, expectation_, found_); }
  [[nodiscard]] bool expects_name() const { return expectation_.form == Expectation::Form::Name; }
  void say(Code code, std::string message, std::string help_text) {
    draft_.say(code, draft_.span(found_.begin, found_.end), std::move(message), std::move(help_text));
  }

  Draft& draft_;
  const Expectation& expectation_;
  Found found_;
  std::string_view text_;
};

void Reporter::report() {
  using Form = Expectation::Form;
  switch (expectation_.form) {
  case Form::NumberEnd: return number();
  case Form::ColumnType: return type();
  case Form::DeclarationWord: return declaration();
  case Form::OneComparison:
    found_ = found_at(text_, draft_.scan.skip_space(found_.begin));
    return say(Code::ComparisonChain, "comparisons do not form chains",
               "write `a < b and b < c`, or put brackets around the first comparison");
  case Form::NotEmpty:
    return say(Code::EmptyBlock, "nothing stands between these braces",
               "write at least one line there, or delete the block");
  case Form::Thing:
  case Form::Name: return unexpected();
  }
}

void Reporter::unexpected() {
  if (expects_name() && found_.kind == FoundKind::Word && is_reserved(found_.text)) {
    draft_.say(Code::ReservedWord, draft_.span(found_.begin, found_.end),
               fmt::format("`{}` is a word of the language and no name", found_.text),
               fmt::format("put it in backticks: `` `{}` ``", found_.text));
    return;
  }
  say(Code::Unexpected, fmt::format("expected {}, found {}", expectation_.text, describe(found_)), help());
}

/// Letters right behind a number: `10x`, `1e5`, `3days`.
void Reporter::number() {
  std::uint32_t begin = found_.begin;
  while (begin > 0 && (is_digit(text_[begin - 1]) ||
                       std::string_view("._kMB%").find(text_[begin - 1]) != std::string_view::npos))
    --begin;
  const std::string_view digits = text_.substr(begin, found_.begin - begin);
  const std::string_view letters = text_.substr(found_.begin, word_length(text_, found_.begin));
  found_.begin = begin;
  found_.end = static_cast<std::uint32_t>(begin + digits.size() + letters.size());
  std::string help_text = "behind a number may stand k, M, B, 万, 亿 or %";
  if (letters == "day" || letters == "days" || letters.size() == 3)
    help_text = fmt::format("put a blank between: `{} {}`", digits, letters);
  if (letters.starts_with('e') || letters.starts_with('E'))
    help_text = "write the number out: `100_000`, or `100k`";
  say(Code::NotANumber, fmt::format("`{}{}` is not a number", digits, letters), std::move(help_text));
}

void Reporter::type() {
  static const std::vector<std::string> kTypes = {"number",  "whole", "money",    "text",
                                                  "boolean", "date",  "duration", "one of"};
  struct Other {
    std::string_view word, type;
  };
  static constexpr Other kOthers[] = {
      {"int", "whole"},      {"integer", "whole"}, {"long", "whole"},      {"count", "whole"},
      {"decimal", "number"}, {"float", "number"},  {"double", "number"},   {"numeric", "number"},
      {"percent", "number"}, {"string", "text"},   {"str", "text"},        {"varchar", "text"},
      {"char", "text"},      {"bool", "boolean"},  {"flag", "boolean"},    {"datetime", "date"},
      {"time", "date"},      {"enum", "one of"},   {"category", "one of"}, {"amount", "money"},
      {"currency", "money"}, {"days", "duration"}};
  std::string help_text = "the types are number, whole, money, text, boolean, date, duration and one of";
  if (found_.kind == FoundKind::Word) {
    std::vector<std::string> words = kTypes;
    for (const Other& other : kOthers)
      words.emplace_back(other.word);
    std::string near = nearest_name(found_.text, words);
    for (const Other& other : kOthers)
      if (other.word == near) near = other.type;
    if (!near.empty()) help_text = fmt::format("did you mean `{}`?", near);
    say(Code::UnknownType, fmt::format("there is no type `{}`", found_.text), std::move(help_text));
    return;
  }
  say(Code::UnknownType,
      fmt::format("expected the type of this column after `:`, found {}", describe(found_)),
      std::move(help_text));
}

void Reporter::declaration() {
  if (found_.kind != FoundKind::Word) {
    const std::string known = found_.kind == FoundKind::Sign ? help() : std::string();
    say(Code::UnknownDeclaration, fmt::format("expected a declaration, found {}", describe(found_)),
        known.empty() ? "a declaration begins with a word such as `define`, `dimension`, `score` or `tiers`"
                      : known);
    return;
  }
  const std::string near = nearest_name(found_.text, declaration_words());
  std::string help_text = advice_on_declaration(draft_.scan, found_);
  if (!near.empty()) help_text = fmt::format("did you mean `{}`?", near);
  if (help_text.empty())
    help_text = fmt::format("declarations begin with {}", fmt::join(declaration_words(), ", "));
  say(Code::UnknownDeclaration, fmt::format("no declaration begins with {}", describe(found_)),
      std::move(help_text));
}

} // namespace

/// Where a mistake is told: what is missing at a line's end is missing there, not where the next thing
/// stands.
std::uint32_t Draft::place_of(std::uint32_t begin, const Mistake& mistake) const {
  if (mistake.at == begin || (mistake.across_lines && mistake.at < scan.text.size())) return mistake.at;
  const bool nothing_here = mistake.at >= scan.text.size() || scan.text[mistake.at] == '\n' ||
                            scan.text[mistake.at] == '\r' || scan.text[mistake.at] == '#';
  const std::uint32_t previous = scan.end_of_previous(mistake.at);
  if (nothing_here) return previous;
  const std::string_view between = std::string_view(scan.text).substr(previous, mistake.at - previous);
  const bool next_line = between.find_first_of("\n\r") != std::string_view::npos;
  const Found found = found_at(scan.text, mistake.at);
  const bool other_thing =
      std::string_view("}<>=!,:;").find(scan.text[mistake.at]) != std::string_view::npos ||
      found.text == "otherwise" || found.text == "any" || declaration_begins_at(scan.text, mistake.at);
  return next_line && other_thing && previous > 0 ? previous : mistake.at;
}

void Draft::report(std::uint32_t begin, const Mistake& mistake) {
  const std::uint32_t at = place_of(begin, mistake);
  Found found = found_at(scan.text, at);
  // Blanks and the like stand at the end of a line whose last word was passed.
  if (at != mistake.at && found.kind != FoundKind::EndOfText) found = {FoundKind::EndOfLine, at, at, {}};
  Reporter(*this, *mistake.expectation, found).report();
}

} // namespace strata::syntax
