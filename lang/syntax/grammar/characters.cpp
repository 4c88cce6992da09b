// Characters by the Unicode database (utf8proc), and the table of signs that look like the language's own.

#include "lang/syntax/grammar/characters.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace strata::syntax {

namespace {

bool is_ascii(unsigned char byte) {
  return byte < 0x80;
}

bool begins_ascii_identifier(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

bool continues_ascii_identifier(unsigned char byte) {
  return begins_ascii_identifier(byte) || (byte >= '0' && byte <= '9');
}

bool is_letter(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_NL: return true;
  default: return false;
  }
}

bool is_mark_or_digit(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ME:
  case UTF8PROC_CATEGORY_ND: return true;
  default: return false;
  }
}

/// Signs outside the full-width block, each with what it stands for.
struct Twin {
  char32_t code;
  const char* ascii;
};
constexpr Twin kTwins[] = {
    {0x00A0, " "},  {0x00AD, ""},   {0x00D7, "*"},  {0x00F7, "/"},  {0x2002, " "},  {0x2003, " "},
    {0x2007, " "},  {0x2009, " "},  {0x200A, " "},  {0x200B, ""},   {0x200C, ""},   {0x200D, ""},
    {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"},  {0x2015, "-"},
    {0x2025, ".."}, {0x2026, ".."}, {0x202F, " "},  {0x2060, ""},   {0x2212, "-"},  {0x2215, "/"},
    {0x2260, "!="}, {0x2264, "<="}, {0x2265, ">="}, {0x2266, "<="}, {0x2267, ">="}, {0x3000, " "},
    {0x3001, ","},  {0x3010, "["},  {0x3011, "]"},  {0x3014, "["},  {0x3015, "]"},  {0xFEFF, ""},
    {0xFF62, "\""}, {0xFF63, "\""}, {0xFF64, ","},
};

constexpr char32_t kQuotes[] = {0x00AB, 0x00BB, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x201F,
                                0x300C, 0x300D, 0x300E, 0x300F, 0x301D, 0x301E, 0xFF02, 0xFF62, 0xFF63};

/// The ASCII characters "!" to "~", each as a text, for the full-width block U+FF01 to U+FF5E.
const char* ascii_text(char32_t code) {
  static const auto kTexts = [] {
    std::array<std::array<char, 2>, 0x7F> texts{};
    for (std::size_t i = 0; i < texts.size(); ++i)
      texts[i] = {static_cast<char>(i), '\0'};
    return texts;
  }();
  return kTexts[code].data();
}

} // namespace

Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[at]);
  if (is_ascii(first)) return {first, 1};
  utf8proc_int32_t code = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (length <= 0) return {};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(length)};
}

std::size_t first_invalid_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    if (here.length == 0) return at;
    at += here.length;
  }
  return std::string_view::npos;
}

std::size_t word_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    if (is_ascii(static_cast<unsigned char>(text[end]))) {
      if (!continues_ascii_identifier(static_cast<unsigned char>(text[end]))) break;
      ++end;
      continue;
    }
    const Character next = character_at(text, end);
    if (next.length == 0 || !(is_letter(next.code) || is_mark_or_digit(next.code))) break;
    end += next.length;
  }
  return end - at;
}

std::size_t identifier_length(std::string_view text, std::size_t at) {
  const Character first = character_at(text, at);
  if (first.length == 0) return 0;
  const bool begins = first.length == 1 ? begins_ascii_identifier(static_cast<unsigned char>(first.code))
                                        : is_letter(first.code);
  return begins ? word_length(text, at) : 0;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && identifier_length(text, 0) == text.size();
}

bool is_reserved(std::string_view word) {
  static constexpr std::string_view kReserved[] = {"match",   "tally",     "weighted", "if",   "then",
                                                   "else",    "and",       "or",       "not",  "is",
                                                   "missing", "otherwise", "any",      "true", "false"};
  return std::find(std::begin(kReserved), std::end(kReserved), word) != std::end(kReserved);
}

std::string composed(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return is_ascii(static_cast<unsigned char>(c)); }))
    return std::string(text);
  utf8proc_uint8_t* result = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &result,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (length < 0) return std::string(text);
  return std::string(reinterpret_cast<const char*>(result), static_cast<std::size_t>(length));
}

const char* ascii_twin(char32_t code) {
  if (is_typographic_quote(code)) return "\"";
  if (code >= 0xFF01 && code <= 0xFF5E) return ascii_text(code - 0xFEE0);
  const auto* found =
      std::find_if(std::begin(kTwins), std::end(kTwins), [&](const Twin& t) { return t.code == code; });
  return found == std::end(kTwins) ? nullptr : found->ascii;
}

bool belong_together(char first, char second) {
  const auto both_in = [&](std::string_view signs) {
    return signs.find(first) != std::string_view::npos && signs.find(second) != std::string_view::npos;
  };
  return both_in("<>=!") || both_in("0123456789.%") || (first == ' ' && second == ' ');
}

bool is_typographic_quote(char32_t code) {
  return std::find(std::begin(kQuotes), std::end(kQuotes), code) != std::end(kQuotes);
}

std::string code_point_name(char32_t code) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(code));
}

} // namespace strata::syntax
