// Literals: from the digits, quotes and dates as written to exact values. What a single literal shows to be
// wrong (a date that is none, an unknown escape) is said here, and reading goes on with a value in its place.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lang/source/codes.hpp"
#include "lang/syntax/builder/build.hpp"
#include "lang/syntax/grammar/characters.hpp"

namespace strata::syntax {

namespace {

/// A number as written, without its `_`, split from its suffix.
struct WrittenNumber {
  std::string digits;
  std::string_view suffix;
};

WrittenNumber split(std::string_view written) {
  WrittenNumber result;
  std::size_t end = 0;
  while (end < written.size() &&
         std::string_view("0123456789._").find(written[end]) != std::string_view::npos) {
    if (written[end] != '_') result.digits += written[end];
    ++end;
  }
  result.suffix = written.substr(end);
  return result;
}

Number factor_of(std::string_view suffix) {
  if (suffix == "k") return Number::power_of_ten(3);
  if (suffix == "M") return Number::power_of_ten(6);
  if (suffix == "B") return Number::power_of_ten(9);
  if (suffix == "万") return Number::power_of_ten(4);
  if (suffix == "亿") return Number::power_of_ten(8);
  if (suffix == "%") return Number::power_of_ten(-2);
  return {1};
}

Number number_of(Draft& draft, Span place) {
  WrittenNumber written = split(draft.text(place));
  if (written.digits.size() > 1 && written.digits[0] == '0' && written.digits[1] != '.') {
    std::string_view trimmed = written.digits;
    while (trimmed.size() > 1 && trimmed[0] == '0' && trimmed[1] != '.')
      trimmed.remove_prefix(1);
    const bool part_of_date = place.begin > 0 && draft.scan.text[place.begin - 1] == '/';
    draft.say(Code::NotANumber, place, "a number does not begin with a zero",
              part_of_date
                  ? "a date is written year, month, day with `-`: 2025-01-31"
                  : fmt::format("write `{}{}`; digits that are a code and no amount are a text: \"{}\"",
                                trimmed, written.suffix, written.digits));
  }
  const std::optional<Number> value = Number::parse(written.digits);
  if (!value) {
    draft.say(Code::NotANumber, place,
              fmt::format("this number has more than {} digits", Number::kMaxTextDigits));
    return {0};
  }
  return *value * factor_of(written.suffix);
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// `\u{4E2D}` whose `\` stands at `at`: the offset behind it, or 0 where it is none.
std::size_t unicode_escape(std::string_view raw, std::size_t at, std::string& out) {
  constexpr std::uint32_t kGreatest = 0x10FFFF;
  if (at + 2 >= raw.size() || raw[at + 2] != '{') return 0;
  const std::size_t close = raw.find('}', at);
  if (close == std::string_view::npos || close == at + 3 || close > at + 9) return 0;
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(raw.data() + at + 3, raw.data() + close, code, 16);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (error != std::errc{} || end != raw.data() + close || code > kGreatest || surrogate) return 0;
  append_utf8(out, code);
  return close + 1;
}

/// The text between the quotes, its escapes resolved.
std::string unescaped(Draft& draft, std::string_view raw, std::uint32_t begin) {
  std::string result;
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\' || at + 1 >= raw.size()) {
      result += raw[at++];
      continue;
    }
    const char kind = raw[at + 1];
    if (kind == '"' || kind == '\\' || kind == 'n') {
      result += kind == 'n' ? '\n' : kind;
      at += 2;
      continue;
    }
    const std::size_t behind = kind == 'u' ? unicode_escape(raw, at, result) : 0;
    if (behind == 0) {
      const std::size_t length = 1 + character_at(raw, at + 1).length;
      const auto place = static_cast<std::uint32_t>(begin + at);
      draft.say(Code::TextEscape, draft.span(place, static_cast<std::uint32_t>(place + length)),
                fmt::format("`{}` means nothing in a text", raw.substr(at, length)),
                "write `\\\\` for a backslash; there are also `\\\"`, `\\n` and `\\u{4E2D}`");
      result += raw.substr(at, length);
      at += length;
    } else {
      at = behind;
    }
  }
  return result;
}

} // namespace

Piece build_name(Draft& draft, Pieces&, Span place) {
  std::string_view written = draft.text(place);
  if (written.starts_with('`')) {
    written.remove_prefix(1);
    if (written.ends_with('`')) written.remove_suffix(1);
    if (written.find_first_not_of(" \t") == std::string_view::npos)
      draft.say(Code::EmptyName, place, "this name is empty", "write the name between the backticks");
  }
  return ast::Name{place, composed(written)};
}

Piece build_currency(Draft& draft, Pieces&, Span place) {
  return ast::Name{place, std::string(draft.text(place))};
}

Piece build_text(Draft& draft, Pieces&, Span place) {
  const bool closed = end_of_quoted(draft.scan.text, place.begin).closed;
  const std::string_view raw =
      draft.text({place.source, place.begin + 1, closed ? place.end - 1 : place.end});
  return ast::Text{place, unescaped(draft, raw, place.begin + 1)};
}

Piece build_text_literal(Draft& draft, Pieces& pieces, Span place) {
  return draft.make(place, ast::TextLiteral{pieces.take<ast::Text>().value});
}

Piece build_date(Draft& draft, Pieces&, Span place) {
  const std::string_view written = draft.text(place);
  const std::optional<Date> date = Date::parse(written);
  if (!date) {
    const bool right_form = written.size() == 10 && written[4] == '-' && written[7] == '-' &&
                            std::count(written.begin(), written.end(), '-') == 2;
    draft.say(Code::NotADate, place,
              right_form ? fmt::format("there is no day {}", written)
                         : fmt::format("`{}` is not a date", written),
              right_form ? "" : "a date is written 2025-01-31; for a subtraction put blanks around `-`");
  }
  return draft.make(place, ast::DateLiteral{date.value_or(Date())});
}

Piece build_quantity(Draft& draft, Pieces& pieces, Span place) {
  const Span number_place = pieces.take<Token>().span;
  ast::NumberLiteral literal{.value = number_of(draft, number_place),
                             .percent = draft.text(number_place).ends_with('%'),
                             .currency = pieces.take_if<ast::Name>(),
                             .written = std::string(draft.text(number_place))};
  if (literal.currency) literal.written += " " + literal.currency->text;
  if (!pieces.take_if(Word::Day)) return draft.make(place, std::move(literal));
  constexpr std::int64_t kMostDays = 10'000'000; // more than there are between any two dates
  const std::optional<std::int64_t> days = literal.value.to_int64();
  if (!days || *days > kMostDays)
    draft.say(Code::NotADuration, place, "a duration is a whole number of days, at most 10 million");
  return draft.make(place, ast::DurationLiteral{{days.value_or(0)}});
}

/// A sign before a constant's number belongs to the literal.
Piece build_signed(Draft&, Pieces& pieces, Span place) {
  pieces.take_if(Word::Minus);
  auto operand = pieces.take<ast::ExprPtr>();
  operand->span = place;
  if (auto* number = std::get_if<ast::NumberLiteral>(&operand->node)) {
    number->value = -number->value;
    number->written.insert(0, "-");
  } else if (auto* duration = std::get_if<ast::DurationLiteral>(&operand->node)) {
    duration->value.days = -duration->value.days;
  }
  return operand;
}

Piece build_true(Draft& draft, Pieces&, Span place) {
  return draft.make(place, ast::BooleanLiteral{true});
}
Piece build_false(Draft& draft, Pieces&, Span place) {
  return draft.make(place, ast::BooleanLiteral{false});
}
Piece build_missing(Draft& draft, Pieces&, Span place) {
  return draft.make(place, ast::MissingLiteral{});
}

Piece build_places(Draft& draft, Pieces& pieces, Span place) {
  constexpr int kMostPlaces = 100;
  const Span written = pieces.take<Token>().span;
  const std::string_view digits = draft.text(written);
  int count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc{} || end != digits.data() + digits.size() || count > kMostPlaces) {
    draft.say(Code::NotANumber, written,
              fmt::format("at most {} decimal places can be asked for", kMostPlaces));
    count = kMostPlaces;
  }
  return ast::Places{place, count};
}

Piece build_range(Draft&, Pieces& pieces, Span place) {
  ast::Range range{.span = place, .low = nullptr, .high = nullptr};
  if (auto low = pieces.take_if<ast::ExprPtr>()) range.low = std::move(*low);
  pieces.take_if(Word::RangeMark);
  if (auto high = pieces.take_if<ast::ExprPtr>()) range.high = std::move(*high);
  return range;
}

} // namespace strata::syntax
