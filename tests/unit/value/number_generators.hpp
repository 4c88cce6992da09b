// Random numbers for the property tests: short and long ones, and many around the border between the two
// forms.
#pragma once

#include <limits>
#include <ostream>

#include <rapidcheck.h>

#include "lang/value/number.hpp"

namespace strata {

// Found by rapidcheck when it reports a counterexample.
inline void showValue(const Number& x, std::ostream& out) {
  out << x.to_fraction();
}

} // namespace strata

namespace rc {

template <>
struct Arbitrary<strata::Number> {
  using Number = strata::Number;

  static Gen<Number> arbitrary() {
    return gen::oneOf(tiny(), money(), fraction(), border(), product_of(money(), border()),
                      product_of(border(), border()), quotient_of(border(), fraction()));
  }

  static Gen<Number> tiny() {
    return gen::apply([](int n, int d) { return Number::ratio(n, d); }, gen::inRange(-12, 13),
                      gen::inRange(1, 7));
  }

  static Gen<Number> money() {
    return gen::map(gen::inRange<std::int64_t>(-100'000'000'000, 100'000'000'000),
                    [](std::int64_t cents) { return Number::ratio(cents, 100); });
  }

  static Gen<Number> fraction() {
    return gen::apply([](std::int64_t n, std::int64_t d) { return Number::ratio(n, d == 0 ? 1 : d); },
                      gen::arbitrary<std::int64_t>(), gen::arbitrary<std::int64_t>());
  }

  // Whole numbers, and their inverses, within some steps of plus or minus 2^63.
  static Gen<Number> border() {
    return gen::apply(
        [](int step, bool negative, bool inverse) {
          Number x = Number(std::numeric_limits<std::int64_t>::max()) + Number(step);
          if (negative) x = -x;
          return inverse ? Number(1) / x : x;
        },
        gen::inRange(-3, 4), gen::arbitrary<bool>(), gen::arbitrary<bool>());
  }

  static Gen<Number> product_of(Gen<Number> a, Gen<Number> b) {
    return gen::apply([](const Number& x, const Number& y) { return x * y; }, std::move(a), std::move(b));
  }

  static Gen<Number> quotient_of(Gen<Number> a, Gen<Number> b) {
    return gen::apply([](const Number& x, const Number& y) { return y.is_zero() ? x : x / y; }, std::move(a),
                      std::move(b));
  }
};

} // namespace rc
