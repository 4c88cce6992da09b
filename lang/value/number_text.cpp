// Decimal text to number and back. It uses the arithmetic of Number only: long texts are read in pieces of 18
// digits, and numbers are written as a row of digits into which the decimal point is set.
#include "lang/value/number.hpp"

#include <algorithm>
#include <cstdlib>

namespace strata {
namespace {

// Digits that always fit 64 bits.
constexpr std::size_t kPiece = 18;
// An exponent above this is refused, whatever stands before it.
constexpr int kExponentLimit = static_cast<int>(Number::kMaxTextDigits) + 1;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool take_one_of(std::string_view& text, std::string_view wanted) {
  if (text.empty() || wanted.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// A leading sign, if there is one; whether it is a minus.
bool take_minus(std::string_view& text) {
  const bool minus = !text.empty() && text.front() == '-';
  take_one_of(text, "+-");
  return minus;
}

std::int64_t short_whole(std::string_view digits) {
  std::int64_t whole = 0;
  for (const char digit : digits)
    whole = whole * 10 + (digit - '0');
  return whole;
}

// `start` followed by the digits.
Number append_digits(Number start, std::string_view digits) {
  while (!digits.empty()) {
    const std::string_view piece = digits.substr(0, kPiece);
    start = start * Number::power_of_ten(static_cast<int>(piece.size())) + Number(short_whole(piece));
    digits.remove_prefix(piece.size());
  }
  return start;
}

// The exponent after its letter; empty where no digit follows. Never above the limit, however long the text.
std::optional<int> take_exponent(std::string_view& text) {
  const bool minus = take_minus(text);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  int exponent = 0;
  for (const char digit : digits)
    exponent = std::min(exponent * 10 + (digit - '0'), kExponentLimit);
  return minus ? -exponent : exponent;
}

std::string with_point(std::string digits, int places) {
  if (places == 0) return digits;
  const std::size_t sign = digits.front() == '-' ? 1 : 0;
  const auto decimals = static_cast<std::size_t>(places);
  if (digits.size() - sign <= decimals) digits.insert(sign, decimals + 1 - (digits.size() - sign), '0');
  digits.insert(digits.size() - decimals, 1, '.');
  return digits;
}

} // namespace

std::optional<Number> Number::parse(std::string_view text) {
  // Two signs, a point, the letter e and an exponent of four digits stand beside the counted digits.
  if (text.size() > kMaxTextDigits + 8) return std::nullopt;
  const bool minus = take_minus(text);
  const std::string_view whole = take_digits(text);
  const std::string_view fraction = take_one_of(text, ".") ? take_digits(text) : std::string_view();
  const std::size_t count = whole.size() + fraction.size();
  if (count == 0) return std::nullopt;
  int exponent = 0;
  if (take_one_of(text, "eE")) {
    const std::optional<int> written = take_exponent(text);
    if (!written) return std::nullopt;
    exponent = *written;
  }
  if (!text.empty()) return std::nullopt;
  if (count + static_cast<std::size_t>(std::abs(exponent)) > kMaxTextDigits) return std::nullopt;

  Number number = append_digits(append_digits(Number(), whole), fraction);
  const int scale = exponent - static_cast<int>(fraction.size());
  if (scale != 0) number = number * power_of_ten(scale);
  return minus ? -number : number;
}

Number Number::from_fraction(std::string_view numerator, std::string_view denominator) {
  const bool minus = take_minus(numerator) != take_minus(denominator);
  const Number magnitude = append_digits(Number(), numerator) / append_digits(Number(), denominator);
  return minus ? -magnitude : magnitude;
}

std::string Number::to_text() const {
  const std::optional<int> places = decimals();
  return places ? to_text(*places) : to_fraction();
}

std::string Number::to_text(int places) const {
  return with_point(scaled_digits(places), places);
}

} // namespace strata
