// Correctly rounded irrational functions, by Ziv's method: enclose the true value between two integers in
// units of 2^-k, round both ends, and where they disagree double k and begin again. It ends because no true
// value lies on a border between two roundings: ln and exp of a rational are transcendental (Lindemann) but
// for ln 1 and exp 0, and 2 to a rational power is irrational unless the power is whole; these cases are
// taken out first. A square root can lie on a border, so it is not enclosed but decided exactly in integers.
//
// Every enclosed quantity is positive, so enclosing is simple: `low` is rounded down and `high` up at each
// step.
#include "lang/value/irrational.hpp"

#include <algorithm>

#include "lang/value/rational.hpp"

namespace strata {
namespace {

// Bits computed beyond those of the result. The enclosures below are some hundred units wide, so about one
// argument in 2^40 needs a second round.
constexpr unsigned kGuardBits = 56;
// Above this the exponential has more digits than are kept.
constexpr int kGreatestExponent = 10'000;
// 2 to this power times any number that is kept is out of reach of kMaxBits, and its inverse rounds to zero.
constexpr std::int64_t kGreatestBinaryExponent = 1'000'000;

/// A positive quantity q with low <= q · 2^k <= high, for the k at hand.
// INVARIANT: k >= kGuardBits. With a unit that small the upper ends of falling powers do reach one unit,
// which ends the series below.
struct Enclosure {
  BigInt low;
  BigInt high;
};

Enclosure& operator+=(Enclosure& a, const Enclosure& b) {
  a.low += b.low;
  a.high += b.high;
  return a;
}

// numerator / denominator, both positive.
Enclosure enclose(const BigInt& numerator, const BigInt& denominator, unsigned k) {
  const BigInt low = (numerator << k) / denominator;
  return {low, low + 1};
}

Enclosure product(const Enclosure& a, const Enclosure& b, unsigned k) {
  return {(a.low * b.low) >> k, ((a.high * b.high) >> k) + 1};
}

Enclosure times(const Enclosure& a, const BigInt& factor) {
  return {a.low * factor, a.high * factor};
}

Enclosure divided(const Enclosure& a, const BigInt& divisor) {
  return {a.low / divisor, a.high / divisor + 1};
}

// The inverse hyperbolic tangent z + z³/3 + z⁵/5 + … of 0 <= z <= 1/3. Each power is at most a ninth of the
// one before, so behind a power of at most one unit all others together are less than one unit.
Enclosure inverse_tanh(const Enclosure& z, unsigned k) {
  const Enclosure square = product(z, z, k);
  Enclosure power = z;
  Enclosure sum = z;
  for (unsigned i = 3; power.high > 1; i += 2) {
    power = product(power, square, k);
    sum += divided(power, i);
  }
  sum.high += 1;
  return sum;
}

// ln 2 = 2 · artanh(1/3)
Enclosure ln_two(unsigned k) {
  return times(inverse_tanh(enclose(1, 3, k), k), 2);
}

// e to the power x >= 0: the Taylor series at x / 2^halvings <= 1/2, then so many squarings.
Enclosure exponential(const Enclosure& x, unsigned k) {
  // More halvings than needed shorten the series; the square root of the precision balances the two.
  const unsigned halvings = bit_length(x.high >> k) + 1 + bit_length(BigInt(k)) / 2;
  const Enclosure y{x.low >> halvings, (x.high >> halvings) + 1};
  const BigInt one = BigInt(1) << k;
  Enclosure power = y;
  Enclosure sum{one + y.low, one + y.high};
  // Each term is at most a quarter of the one before: behind a term of one unit all others are less than one
  // unit.
  for (unsigned i = 2; power.high > 1; ++i) {
    power = divided(product(power, y, k), i);
    sum += power;
  }
  sum.high += 1;
  for (unsigned i = 0; i < halvings; ++i)
    sum = product(sum, sum, k);
  return sum;
}

// The whole number nearest to a fraction that is not negative; halves up.
BigInt nearest_whole(const BigInt& numerator, const BigInt& denominator) {
  return (numerator * 2 + denominator) / (denominator * 2);
}

// value / 10^places, with its sign.
Number decimal(const BigInt& value, bool negative, int places) {
  return NumberAccess::from_fraction(negative ? BigInt(-value) : value,
                                     big_power_of_ten(static_cast<unsigned>(places)));
}

// The precision to begin with: enough for a result below 2^whole_bits with so many places.
unsigned first_precision(unsigned whole_bits, int places) {
  return whole_bits + static_cast<unsigned>(places) * 10 / 3 + 1 + kGuardBits;
}

// Ziv's loop, for a value of magnitude q · factor / divisor, where `enclosure_at(k)` encloses q.
template <class EnclosureAt>
Number settle(unsigned precision, int places, bool negative, const BigInt& factor, const BigInt& divisor,
              EnclosureAt enclosure_at) {
  const BigInt scale = factor * big_power_of_ten(static_cast<unsigned>(places));
  for (unsigned k = precision;; k *= 2) {
    const Enclosure value = enclosure_at(k);
    const BigInt unit = divisor << k;
    const BigInt low = nearest_whole(value.low * scale, unit);
    if (low == nearest_whole(value.high * scale, unit)) return decimal(low, negative, places);
  }
}

// The greatest whole number whose square is at most x: Newton's method from above.
BigInt whole_sqrt(const BigInt& x) {
  if (x.is_zero()) return x;
  BigInt root = BigInt(1) << ((bit_length(x) + 1) / 2);
  while (true) {
    const BigInt next = (root + x / root) >> 1;
    if (next >= root) return root;
    root = next;
  }
}

} // namespace

std::optional<Number> sqrt_rounded(const Number& x, int places) {
  if (x.is_negative()) return std::nullopt;
  // With s = 10^places · sqrt(x), half away from zero is floor(s + 1/2) = floor((2s + 1) / 2), and since 2
  // divides whole numbers only, 2s may be cut to the whole number below: floor(sqrt(4 · 10^(2·places) · x)).
  const BigInt scale = big_power_of_ten(static_cast<unsigned>(places) * 2) * 4;
  const BigInt doubled = whole_sqrt(NumberAccess::numerator(x) * scale / NumberAccess::denominator(x));
  return decimal((doubled + 1) >> 1, false, places);
}

std::optional<Number> ln_rounded(const Number& x, int places) {
  if (x.is_zero() || x.is_negative()) return std::nullopt;
  if (x == Number(1)) return Number();
  // ln(1/x) = -ln(x): only arguments above 1 are computed.
  const bool negative = x < Number(1);
  BigInt upper = NumberAccess::numerator(x);
  BigInt lower = NumberAccess::denominator(x);
  if (negative) std::swap(upper, lower);
  // upper/lower = 2^exponent · m with 1 <= m < 2, and ln m = 2 · artanh((m - 1) / (m + 1)).
  unsigned exponent = bit_length(upper) - bit_length(lower);
  lower <<= exponent;
  if (upper < lower) {
    lower >>= 1;
    --exponent;
  }
  return settle(first_precision(bit_length(BigInt(exponent)), places), places, negative, 1, 1,
                [&](unsigned k) {
                  Enclosure value = times(inverse_tanh(enclose(upper - lower, upper + lower, k), k), 2);
                  value += times(ln_two(k), exponent);
                  return value;
                });
}

Number exp_rounded(const Number& x, int places) {
  if (x > Number(kGreatestExponent)) throw NumberTooLarge();
  if (x.is_zero()) return Number(1);
  const bool inverse = x.is_negative();
  // Below, e^x < 1/2 · 10^-places: e³ is above 10, and e above 2.
  if (inverse && x < Number(-3 * places - 1)) return Number();
  const BigInt upper = NumberAccess::numerator(x.absolute());
  const BigInt lower = NumberAccess::denominator(x);
  // e < 2^(3/2); an inverse is below 1, but loses as many bits as its divisor has.
  const auto whole_bits =
      static_cast<unsigned>(*x.absolute().rounded(0, Rounding::Up).to_int64()) * 3 / 2 + 1;
  const unsigned precision = first_precision(whole_bits, places) + bit_length(BigInt(whole_bits));
  return settle(precision, places, false, 1, 1, [&](unsigned k) {
    const Enclosure power = exponential(enclose(upper, lower, k), k);
    if (!inverse) return power;
    const BigInt one = BigInt(1) << (2 * k);
    return Enclosure{one / power.high, one / power.low + 1};
  });
}

std::optional<Number> decay_rounded(const Number& x, const Number& age, const Number& half_life, int places) {
  if (half_life.is_zero() || half_life.is_negative()) return std::nullopt;
  if (x.is_zero()) return Number();
  // 2^exponent = 2^whole · 2^part with 0 <= part < 1.
  const Number exponent = -(age / half_life);
  if (exponent > Number(kGreatestBinaryExponent)) throw NumberTooLarge();
  if (exponent < Number(-kGreatestBinaryExponent)) return Number();
  const Number floor = exponent.floor();
  const Number part = exponent - floor;
  const auto whole = static_cast<int>(*floor.to_int64());

  BigInt upper = NumberAccess::numerator(x.absolute());
  BigInt lower = NumberAccess::denominator(x);
  // The result is below 2^size and at least 2^(size - 3); 16^places is above 10^places.
  const int size = static_cast<int>(bit_length(upper)) - static_cast<int>(bit_length(lower)) + whole + 2;
  if (size <= -1 - 4 * places) return Number();
  if (size - 3 > static_cast<int>(Number::kMaxBits)) throw NumberTooLarge();
  (whole < 0 ? lower : upper) <<= static_cast<unsigned>(std::abs(whole));

  const bool negative = x.is_negative();
  const auto whole_bits = static_cast<unsigned>(std::max(size, 0));
  if (part.is_zero())
    return decimal(nearest_whole(upper * big_power_of_ten(static_cast<unsigned>(places)), lower), negative,
                   places);
  const BigInt part_upper = NumberAccess::numerator(part);
  const BigInt part_lower = NumberAccess::denominator(part);
  return settle(first_precision(whole_bits, places), places, negative, upper, lower, [&](unsigned k) {
    return exponential(divided(times(ln_two(k), part_upper), part_lower), k);
  });
}

} // namespace strata
