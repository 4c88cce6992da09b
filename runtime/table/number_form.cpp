// Numbers with a decimal comma and with groups of digits: brought into the one form that Number reads.
#include "runtime/table/number_form.hpp"

#include <algorithm>
#include <array>

namespace strata {

namespace {

constexpr std::size_t kGroup = 3;
/// The blanks (plain, no-break, narrow no-break, thin) and apostrophes that separate groups in some country.
constexpr std::array<std::string_view, 6> kGroupSigns = {" ", "\u00A0", "\u202F", "\u2009", "'", "\u2019"};

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9')
    ++count;
  return count;
}

/// The sign between groups that stands at `at`, if any.
std::string_view group_sign(std::string_view text, std::size_t at, NumberForm form) {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  const std::string_view other = form.decimal_comma ? "." : ",";
  if (rest.starts_with(other)) return other;
  for (const std::string_view sign : kGroupSigns)
    if (rest.starts_with(sign)) return sign;
  return {};
}

} // namespace

std::optional<Number> parse_number(std::string_view text, NumberForm form) {
  if (form.is_plain()) return Number::parse(text);
  if (text.size() > 2 * Number::kMaxTextDigits) return std::nullopt;
  std::string plain;
  std::size_t at = 0;
  if (text.starts_with('-') || text.starts_with('+')) plain += text[at++];
  const std::size_t first = digits_at(text, at);
  plain += text.substr(at, first);
  at += first;
  if (const std::string_view sign = group_sign(text, at, form); form.thousands && !sign.empty()) {
    if (first == 0 || first > kGroup) return std::nullopt;
    while (text.substr(at).starts_with(sign)) {
      at += sign.size();
      if (digits_at(text, at) != kGroup) return std::nullopt;
      plain += text.substr(at, kGroup);
      at += kGroup;
    }
  }
  // What is left begins with the decimal sign or the exponent, or it is no number.
  if (at < text.size() && text[at] == (form.decimal_comma ? ',' : '.')) {
    plain += '.';
    ++at;
  } else if (at < text.size() && text[at] == '.') {
    return std::nullopt;
  }
  return Number::parse(plain.append(text.substr(at)));
}

std::string number_example(NumberForm form) {
  if (!form.thousands) return form.decimal_comma ? "1234,5" : "1234.5";
  return form.decimal_comma ? "1.234,5" : "1,234.5";
}

} // namespace strata
