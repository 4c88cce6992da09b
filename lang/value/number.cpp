// Arithmetic, order and rounding of exact numbers. Every formula stands once, as a template over the pair of
// integer types it computes with: 64-bit parts with 128-bit products where both numbers are short, integers
// of any length otherwise. The formulas divide common factors out before they multiply (Knuth, The Art of
// Computer Programming 2, 4.5.1), so results come out in lowest terms and the greatest common divisors stay
// small.
#include "lang/value/number.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "lang/value/rational.hpp"

namespace strata {
namespace {

constexpr std::int64_t kShortMax = std::numeric_limits<std::int64_t>::max();
constexpr unsigned kShortBits = 63;

constexpr int kShortPowers = 18;
constexpr std::array<std::int64_t, kShortPowers + 1> kPowersOfTen = [] {
  std::array<std::int64_t, kShortPowers + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i)
    powers[i] = powers[i - 1] * 10;
  return powers;
}();

bool fits_short(Int128 x) {
  return x >= -kShortMax && x <= kShortMax;
}

BigInt widen(Int128 x) {
  const bool negative = x < 0;
  // The magnitude is taken without a sign, since the least 128-bit number has no positive counterpart.
  __extension__ typedef unsigned __int128 Magnitude;
  const Magnitude magnitude = negative ? -static_cast<Magnitude>(x) : static_cast<Magnitude>(x);
  BigInt wide = static_cast<std::uint64_t>(magnitude >> 64);
  wide <<= 64;
  wide += static_cast<std::uint64_t>(magnitude);
  return negative ? BigInt(-wide) : wide;
}

// The greatest common divisor of any integer and one above 0. Most denominators are 1, which is worth a test;
// std::gcd takes magnitudes, which is safe since no short part is INT64_MIN.
std::int64_t common_divisor(std::int64_t a, std::int64_t b) {
  return b == 1 ? 1 : std::gcd(a, b);
}
BigInt common_divisor(const BigInt& a, const BigInt& b) {
  return b == 1 ? BigInt(1) : BigInt(boost::multiprecision::gcd(a, b));
}

// a/b + c/d. With g = gcd(b, d), only g can share factors with the new numerator.
template <class Wide, class Part>
Number sum(const Part& a, const Part& b, const Part& c, const Part& d) {
  const Part g = common_divisor(b, d);
  const Part b_rest = b / g;
  const Part d_rest = d / g;
  const Wide numerator = Wide(a) * Wide(d_rest) + Wide(c) * Wide(b_rest);
  const Part shared = common_divisor(static_cast<Part>(numerator % Wide(g)), g);
  return NumberAccess::from_lowest(Wide(numerator / Wide(shared)), Wide(Wide(b_rest) * Wide(d / shared)));
}

// a/b · c/d. Factors can be shared only crosswise.
template <class Wide, class Part>
Number product(const Part& a, const Part& b, const Part& c, const Part& d) {
  const Part ad = common_divisor(a, d);
  const Part cb = common_divisor(c, b);
  return NumberAccess::from_lowest(Wide(Wide(a / ad) * Wide(c / cb)), Wide(Wide(b / cb) * Wide(d / ad)));
}

// Whether a quotient that was cut towards zero, with something left over, moves one step away from zero.
// `half` is the order of what was cut off against one half.
bool steps_away(Rounding rounding, bool negative, std::strong_ordering half, bool odd) {
  switch (rounding) {
  case Rounding::HalfAway: return half >= 0;
  case Rounding::HalfEven: return half > 0 || (half == 0 && odd);
  case Rounding::HalfDown: return half > 0;
  case Rounding::Up: return true;
  case Rounding::Down: return false;
  case Rounding::Floor: return negative;
  case Rounding::Ceiling: return !negative;
  }
  return false;
}

template <class Int>
Int rounded_quotient(const Int& numerator, const Int& denominator, Rounding rounding) {
  Int quotient = numerator / denominator;
  const Int rest = numerator - quotient * denominator;
  if (rest == 0) return quotient;
  const bool negative = numerator < 0;
  const Int cut = negative ? Int(-rest) : rest;
  const Int other = denominator - cut;
  const auto half = cut < other   ? std::strong_ordering::less
                    : cut > other ? std::strong_ordering::greater
                                  : std::strong_ordering::equal;
  const bool odd = Int(quotient % 2) != 0;
  if (steps_away(rounding, negative, half, odd)) quotient += negative ? -1 : 1;
  return quotient;
}

// How often 5 divides x, which is divided by it so often. Steps of 5^27, the greatest power of 5 in 64 bits,
// keep this fast where x is thousands of digits long.
unsigned take_factor_five(BigInt& x) {
  constexpr std::uint64_t kFiveToThe27 = 7450580596923828125U;
  unsigned count = 0;
  for (const auto& [power, step] : {std::pair{kFiveToThe27, 27U}, std::pair{std::uint64_t{5}, 1U}})
    while (x % power == 0) {
      x /= power;
      count += step;
    }
  return count;
}

} // namespace

BigInt big_power_of_ten(unsigned exponent) {
  return boost::multiprecision::pow(BigInt(5), exponent) << exponent;
}

unsigned bit_length(const BigInt& x) {
  return x.is_zero() ? 0
                     : static_cast<unsigned>(boost::multiprecision::msb(boost::multiprecision::abs(x))) + 1;
}

// ---- the two forms ----

BigInt NumberAccess::numerator(const Number& x) {
  return x.rational_ ? x.rational_->numerator : BigInt(x.numerator_);
}

BigInt NumberAccess::denominator(const Number& x) {
  return x.rational_ ? x.rational_->denominator : BigInt(x.denominator_);
}

Number NumberAccess::from_lowest(Int128 numerator, Int128 denominator) {
  if (fits_short(numerator) && fits_short(denominator))
    return Number(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
  return from_lowest(widen(numerator), widen(denominator));
}

Number NumberAccess::from_lowest(BigInt numerator, BigInt denominator) {
  const unsigned upper = bit_length(numerator);
  const unsigned lower = bit_length(denominator);
  if (upper <= kShortBits && lower <= kShortBits)
    return Number(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
  if (upper + lower > Number::kMaxBits) throw NumberTooLarge();
  return Number(std::make_shared<const Number::Rational>(
      Number::Rational{.numerator = std::move(numerator), .denominator = std::move(denominator)}));
}

Number NumberAccess::from_fraction(Int128 numerator, Int128 denominator) {
  if (!fits_short(numerator) || !fits_short(denominator))
    return from_fraction(widen(numerator), widen(denominator));
  const auto upper = static_cast<std::int64_t>(numerator);
  const auto lower = static_cast<std::int64_t>(denominator);
  const std::int64_t shared = common_divisor(upper, lower);
  return Number(upper / shared, lower / shared);
}

Number NumberAccess::from_fraction(BigInt numerator, BigInt denominator) {
  const BigInt shared = common_divisor(numerator, denominator);
  return from_lowest(BigInt(numerator / shared), BigInt(denominator / shared));
}

// ---- making and asking ----

Number::Number(std::int64_t whole) : Number(NumberAccess::from_lowest(Int128(whole), Int128(1))) {}

Number Number::ratio(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("ratio: the denominator is zero");
  const Int128 sign = denominator < 0 ? -1 : 1;
  return NumberAccess::from_fraction(numerator * sign, denominator * sign);
}

Number Number::power_of_ten(int exponent) {
  const auto size = static_cast<unsigned>(std::abs(exponent));
  if (size > kMaxTextDigits) throw NumberTooLarge();
  if (size <= kShortPowers)
    return exponent < 0 ? Number(1, kPowersOfTen[size]) : Number(kPowersOfTen[size], 1);
  return exponent < 0 ? NumberAccess::from_lowest(BigInt(1), big_power_of_ten(size))
                      : NumberAccess::from_lowest(big_power_of_ten(size), BigInt(1));
}

bool Number::is_zero() const {
  return !rational_ && numerator_ == 0;
}

bool Number::is_negative() const {
  return rational_ ? rational_->numerator < 0 : numerator_ < 0;
}

bool Number::is_whole() const {
  return rational_ ? rational_->denominator == 1 : denominator_ == 1;
}

std::optional<std::int64_t> Number::to_int64() const {
  if (!is_whole()) return std::nullopt;
  if (!rational_) return numerator_;
  // Of the long form only the least 64-bit number fits: all others would have the short form.
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  if (rational_->numerator == kLeast) return kLeast;
  return std::nullopt;
}

std::optional<int> Number::decimals() const {
  unsigned twos = 0;
  unsigned fives = 0;
  if (rational_) {
    twos = static_cast<unsigned>(boost::multiprecision::lsb(rational_->denominator));
    BigInt rest = rational_->denominator >> twos;
    fives = take_factor_five(rest);
    if (rest != 1) return std::nullopt;
  } else {
    twos = static_cast<unsigned>(std::countr_zero(static_cast<std::uint64_t>(denominator_)));
    std::int64_t rest = denominator_ >> twos;
    for (; rest % 5 == 0; rest /= 5)
      ++fives;
    if (rest != 1) return std::nullopt;
  }
  return static_cast<int>(std::max(twos, fives));
}

std::string Number::to_fraction() const {
  const std::string upper = rational_ ? rational_->numerator.str() : std::to_string(numerator_);
  if (is_whole()) return upper;
  return upper + "/" + (rational_ ? rational_->denominator.str() : std::to_string(denominator_));
}

// ---- arithmetic ----

Number Number::operator-() const {
  if (!rational_) return Number(-numerator_, denominator_);
  return NumberAccess::from_lowest(BigInt(-rational_->numerator), rational_->denominator);
}

Number Number::absolute() const {
  return is_negative() ? -*this : *this;
}

Number operator+(const Number& a, const Number& b) {
  using Access = NumberAccess;
  if (!a.rational_ && !b.rational_) {
    if (a.denominator_ == 1 && b.denominator_ == 1)
      return Access::from_lowest(Int128(a.numerator_) + b.numerator_, Int128(1));
    return sum<Int128>(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
  }
  return sum<BigInt>(Access::numerator(a), Access::denominator(a), Access::numerator(b),
                     Access::denominator(b));
}

Number operator-(const Number& a, const Number& b) {
  return a + -b;
}

Number operator*(const Number& a, const Number& b) {
  using Access = NumberAccess;
  if (!a.rational_ && !b.rational_)
    return product<Int128>(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
  return product<BigInt>(Access::numerator(a), Access::denominator(a), Access::numerator(b),
                         Access::denominator(b));
}

Number operator/(const Number& a, const Number& b) {
  using Access = NumberAccess;
  if (b.is_zero()) throw std::domain_error("division by zero that the caller did not test for");
  // The sign of the divisor moves to its denominator, which becomes the second numerator.
  if (!a.rational_ && !b.rational_) {
    const std::int64_t sign = b.numerator_ < 0 ? -1 : 1;
    return product<Int128>(a.numerator_, a.denominator_, b.denominator_ * sign, b.numerator_ * sign);
  }
  const int sign = b.is_negative() ? -1 : 1;
  return product<BigInt>(Access::numerator(a), Access::denominator(a), BigInt(Access::denominator(b) * sign),
                         BigInt(Access::numerator(b) * sign));
}

bool operator==(const Number& a, const Number& b) {
  if (!a.rational_ && !b.rational_) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  if (!a.rational_ || !b.rational_) return false;
  return a.rational_ == b.rational_ || (a.rational_->numerator == b.rational_->numerator &&
                                        a.rational_->denominator == b.rational_->denominator);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (!a.rational_ && !b.rational_) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    const Int128 left = Int128(a.numerator_) * b.denominator_;
    const Int128 right = Int128(b.numerator_) * a.denominator_;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
  }
  if (a.is_negative() != b.is_negative())
    return a.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
  const BigInt left = NumberAccess::numerator(a) * NumberAccess::denominator(b);
  const BigInt right = NumberAccess::numerator(b) * NumberAccess::denominator(a);
  return left.compare(right) <=> 0;
}

// ---- rounding ----

Number Number::rounded(int places, Rounding rounding) const {
  if (places >= 0 && is_whole()) return *this;
  const auto size = static_cast<unsigned>(std::abs(places));
  if (size > kMaxTextDigits) throw NumberTooLarge();
  if (!rational_ && size <= kShortPowers) {
    const Int128 scale = kPowersOfTen[size];
    if (places < 0)
      return NumberAccess::from_lowest(
          rounded_quotient<Int128>(numerator_, denominator_ * scale, rounding) * scale, Int128(1));
    return NumberAccess::from_fraction(rounded_quotient<Int128>(numerator_ * scale, denominator_, rounding),
                                       scale);
  }
  const BigInt scale = big_power_of_ten(size);
  const BigInt upper = NumberAccess::numerator(*this);
  const BigInt lower = NumberAccess::denominator(*this);
  if (places < 0)
    return NumberAccess::from_lowest(BigInt(rounded_quotient<BigInt>(upper, lower * scale, rounding) * scale),
                                     BigInt(1));
  return NumberAccess::from_fraction(rounded_quotient<BigInt>(upper * scale, lower, rounding), scale);
}

std::string Number::scaled_digits(int places) const {
  const auto size = static_cast<unsigned>(places);
  if (!rational_ && size <= kShortPowers) {
    const Int128 digits =
        rounded_quotient<Int128>(Int128(numerator_) * kPowersOfTen[size], denominator_, Rounding::HalfAway);
    if (fits_short(digits)) return std::to_string(static_cast<std::int64_t>(digits));
    return widen(digits).str();
  }
  return rounded_quotient<BigInt>(NumberAccess::numerator(*this) * big_power_of_ten(size),
                                  NumberAccess::denominator(*this), Rounding::HalfAway)
      .str();
}

} // namespace strata
