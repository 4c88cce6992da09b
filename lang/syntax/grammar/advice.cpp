// What the writer may have meant. People bring the habits of other languages and of spreadsheets; this speaks
// to those.

#include "lang/syntax/grammar/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "lang/syntax/grammar/characters.hpp"

namespace strata::syntax {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

/// Looks at the place where a rule failed and at the line before it.
class Adviser {
 public:
  Adviser(const Scan& scan, const Expectation& expectation, const Found& found)
      : scan_(scan), expectation_(expectation), found_(found), text_(scan.text) {
    const std::size_t end = text_.substr(0, found.begin).find_last_of("\n\r");
    const std::size_t begin = end == std::string_view::npos ? 0 : end + 1;
    before_ = text_.substr(begin, found.begin - begin);
    before_.remove_prefix(std::min(before_.find_first_not_of(" \t"), before_.size()));
  }

  [[nodiscard]] std::string advice() const;

 private:
  [[nodiscard]] std::string on_sign() const;
  [[nodiscard]] std::string on_foreign_sign() const;
  [[nodiscard]] std::string on_colon() const;
  [[nodiscard]] std::string on_equals() const;
  [[nodiscard]] std::string on_comma() const;
  [[nodiscard]] std::string on_word() const;
  [[nodiscard]] std::string on_word_behind_value() const;
  [[nodiscard]] std::string on_text() const;
  [[nodiscard]] std::string on_number() const;

  [[nodiscard]] bool expects(std::string_view part) const {
    return expectation_.text.find(part) != std::string_view::npos;
  }
  [[nodiscard]] bool expects_name() const { return expectation_.form == Expectation::Form::Name; }
  [[nodiscard]] bool line_begins_with(std::string_view word) const {
    return before_.starts_with(word) && word_length(before_, 0) == word.size();
  }
  [[nodiscard]] char character_before() const {
    const std::uint32_t previous = scan_.end_of_previous(found_.begin);
    return previous > 0 ? text_[previous - 1] : '\0';
  }
  [[nodiscard]] bool behind_number() const { return is_digit(character_before()); }
  [[nodiscard]] bool begins_line() const {
    const std::uint32_t previous = scan_.end_of_previous(found_.begin);
    return text_.substr(previous, found_.begin - previous).find_first_of("\r\n") != std::string_view::npos;
  }
  [[nodiscard]] bool followed_by(char sign) const {
    return found_.end < text_.size() && text_[found_.end] == sign;
  }

  const Scan& scan_;
  const Expectation& expectation_;
  const Found& found_;
  std::string_view text_;
  std::string_view before_; ///< the line up to the place, without its margin
};

std::string Adviser::advice() const {
  if (begins_line() && character_before() == ',')
    return "the line before ends with a comma, so the list goes on: delete the comma, or go on with the list";
  switch (found_.kind) {
  case FoundKind::Sign: return on_sign();
  case FoundKind::Word: return on_word();
  case FoundKind::Text: return on_text();
  case FoundKind::Number: return on_number();
  default: return {};
  }
}

std::string Adviser::on_foreign_sign() const {
  struct Foreign {
    std::string_view sign, help;
  };
  static constexpr Foreign kForeign[] = {{"&&", "write `and`"},
                                         {"&", "write `and`"},
                                         {"||", "write `or`"},
                                         {"|", "write `or`"},
                                         {"!", "write `not`"},
                                         {"**", "a power is written `power(x, 2)`"},
                                         {"^", "a power is written `power(x, 2)`"},
                                         {"?", "a choice is written `if … then … else …`"}};
  for (const Foreign& foreign : kForeign)
    if (found_.text == foreign.sign) return std::string(foreign.help);
  static constexpr std::string_view kMoney[] = {"¥", "￥", "$", "€", "£"};
  if (is_one_of(found_.text, kMoney))
    return expects("three capital letters") ? "currencies are written like CNY or EUR"
                                            : "an amount is a number, with its currency behind it: `50 CNY`";
  if (found_.text == "*" && found_.begin > 0 && text_[found_.begin - 1] == '*')
    return "a power is written `power(x, 2)`";
  if (found_.text == "/" && followed_by('*')) return "a comment begins with `#` and ends with its line";
  return {};
}

std::string Adviser::on_sign() const {
  if (std::string foreign = on_foreign_sign(); !foreign.empty()) return foreign;
  if (found_.text == ":") return on_colon();
  if (found_.text == "=") return on_equals();
  if (found_.text == ",") return on_comma();
  if (found_.text == "%" && behind_number()) return "write `%` right behind the number";
  const bool arrow = found_.text == ">" && found_.begin > 0 && text_[found_.begin - 1] == '-';
  if (arrow || (found_.text == "->" && expects("`:`"))) return "between a pattern and its result stands `:`";
  if (found_.text == ".." && expects("`:`"))
    return "an interval has brackets, which say what ends count: `[1 .. 5)`";
  if (found_.text == "[" && expects("value")) return "an interval is a pattern: write `x is [1 .. 2)`";
  if (found_.text == "[" && expects("end of the line")) return "a list stands without brackets: \"a\", \"b\"";
  if (found_.text == "." && expects("value")) return "a number begins with a digit: `0.5`";
  const bool compares = std::string_view("<>").find(found_.text.front()) != std::string_view::npos;
  if (compares && expects("name of a tier")) return "the tier stands before what it takes: `S : >= 80`";
  if (compares && expects("a condition after `:`") && line_begins_with("tiers"))
    return "a scale that is cut from a value says so: `tiers by VALUE { … }`";
  if (std::string_view("+-*/=<>").find(found_.text.front()) != std::string_view::npos && begins_line())
    return fmt::format(
        "a line goes on where it ends with an operator: put `{}` at the end of the line before", found_.text);
  return {};
}

std::string Adviser::on_colon() const {
  if (expects("`=`")) return "write `=`";
  if (!expects("end of the line")) return {};
  static constexpr std::string_view kValues[] = {"define", "dimension", "score", "show"};
  const bool of_value = is_one_of(before_.substr(0, word_length(before_, 0)), kValues);
  return of_value && before_.find_first_of(":=") == std::string_view::npos
             ? "write `=`"
             : "a line has one `:`; does the line before lack what stands behind its own?";
}

std::string Adviser::on_equals() const {
  if (expects("after the comparison"))
    return "the two signs of `>=`, `<=` and `!=` stand without a blank between them";
  if (expects("`:`")) return "write `:`";
  if (expects("a number after `reasons`")) return "write `reasons 3`, without `=`";
  if (begins_line())
    return "a line goes on where it ends with an operator: put `=` at the end of the line before";
  return {};
}

std::string Adviser::on_comma() const {
  const bool digits = found_.end + 3 <= text_.size() &&
                      std::all_of(text_.begin() + found_.end, text_.begin() + found_.end + 3, is_digit);
  if (behind_number() && digits) return "digits are grouped with `_`: `1_000`";
  if (expects("`{`") && before_.find("match") != std::string_view::npos)
    return "several values stand in brackets: `match (x, y) { … }`";
  if (expects("`)` after the value in brackets"))
    return "the patterns of several values stand without brackets: `>= 5, \"a\" : …`";
  if (expects("end of the line")) return "lines of a block are ended by the line's end or by `;`";
  return {};
}

std::string Adviser::on_text() const {
  if (expects_name()) return "a name stands without quotes";
  if (expects("end of the line") && character_before() == '"')
    return "the texts of a list have commas between them";
  return {};
}

std::string Adviser::on_number() const {
  if (expects("a text such as")) return fmt::format("write it in quotes: \"{}\"", found_.text);
  if (expects("`by` and")) return fmt::format("write `by {}`", found_.text);
  if (expects("end of the line") && line_begins_with("dimension") &&
      before_.find('=') == std::string_view::npos)
    return fmt::format("write `weight {}`", found_.text);
  return {};
}

std::string Adviser::on_word() const {
  static constexpr std::string_view kSuffixes[] = {"k", "M", "B", "万", "亿"};
  if (is_one_of(found_.text, kSuffixes) && behind_number())
    return fmt::format("write `{}` right behind the number", found_.text);
  if (expects("`else`") && (found_.text == "elif" || found_.text == "elseif" || found_.text == "elsif"))
    return "write `else if`";
  if (found_.text == "if" && expects("`when`")) return "write `when`";
  if (found_.text == "if") return "an `if` inside an expression stands in brackets";
  if (found_.text == "else" && (expects("pattern") || expects("condition")))
    return "the last line, for all that is left, is `otherwise : …`";
  if (found_.text == "otherwise" && expects("condition"))
    return "a tally has no `otherwise`: it adds up every line that holds";
  if (found_.text == "otherwise" && expects("pattern"))
    return "`otherwise` stands alone, as the last line; for one value of several write `any`";
  if (expects("the reason in quotes") && found_.text == "when") return "write why, in quotes, before `when`";
  if (expects("in quotes")) return fmt::format("write it in quotes: \"{}\"", found_.text);
  if (expects("three capital letters")) return "currencies are written like CNY or EUR";
  if (expects("`given`, `customers`"))
    return "write `given` before what the example sets, `expect` before what must come out";
  if (expects("`at` and")) return fmt::format("write `at {}`", found_.text);
  if (expects("`..`") && found_.text == "to") return "write `..`";
  if (expects("the value to show") && found_.text == "as")
    return "a label stands right behind the name: `show x \"label\" = …`";
  return expects("end of the line") ? on_word_behind_value() : std::string();
}

/// A word where the line could end: of another language, or a misspelt one that could go on here.
std::string Adviser::on_word_behind_value() const {
  if (found_.text == "in" || found_.text == "IN" || found_.text == "between")
    return "a list is tested with `is (\"a\" or \"b\")`, a range with `is [0 .. 5]`";
  if (found_.text == "from" && line_begins_with("parameter")) return "a range is written `in 0 .. 100`";
  if (found_.text == "when" && before_.find('=') != std::string_view::npos)
    return "a value that depends on a condition is written `if … then … else …`";
  if (line_begins_with("model")) return "a name is one word; a title in quotes may follow it";
  if (found_.text == "weight") return "the weight stands before `to … places`";
  static const std::vector<std::string> kWords = {"optional", "default",   "from",      "missing",
                                                  "key",      "sensitive", "protected", "weight",
                                                  "step",     "when",      "places"};
  const std::string near = nearest_name(found_.text, kWords);
  return near.empty() || near == found_.text ? "" : fmt::format("did you mean `{}`?", near);
}

} // namespace

std::string advice(const Scan& scan, const Expectation& expectation, const Found& found) {
  return Adviser(scan, expectation, found).advice();
}

std::string advice_on_declaration(const Scan& scan, const Found& found) {
  static constexpr std::string_view kForeign[] = {"let", "var", "const", "set", "def"};
  const std::string_view text = scan.text;
  const std::size_t behind = text.find_first_not_of(" \t", found.end);
  if (behind != std::string_view::npos && text[behind] == '=')
    return fmt::format("a value gets its name by `define {} = …`", found.text);
  return is_one_of(found.text, kForeign) ? "a value gets its name by `define NAME = …`" : "";
}

} // namespace strata::syntax
