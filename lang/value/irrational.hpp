// Takes: exact numbers and a count of decimal places.
// Returns: the correctly rounded (half away from zero) value of an irrational function.
// Guarantees: the result is the true value rounded once; exact cases are recognised, so that it ends.
// Does not: use binary floating point.
#pragma once

#include <optional>
#include <span>

#include "lang/value/number.hpp"

namespace strata {

/// Decimal places that the irrational functions may be asked for.
inline constexpr int kMaxPlaces = 100;

/// All: `places` in 0 .. kMaxPlaces. Empty means undefined for the argument (which the caller reports).

/// Square root; undefined for x < 0.
[[nodiscard]] std::optional<Number> sqrt_rounded(const Number& x, int places);
/// Natural logarithm; undefined for x <= 0.
[[nodiscard]] std::optional<Number> ln_rounded(const Number& x, int places);
/// e to the power x; throws NumberTooLarge where x is above 10,000 (the result has more digits than are
/// kept).
[[nodiscard]] Number exp_rounded(const Number& x, int places);
/// x · 2^(−age / half_life); undefined for half_life <= 0. Rounded once like the others, also where age /
/// half_life is whole (5 after one half-life is 3 to 0 places). Throws NumberTooLarge where a negative age
/// asks for too much.
[[nodiscard]] std::optional<Number> decay_rounded(const Number& x, const Number& age, const Number& half_life,
                                                  int places);
/// The variance of at least one value: population (divide by n) or sample (divide by n − 1, n >= 2). Exact.
[[nodiscard]] std::optional<Number> variance(std::span<const Number> values, bool sample);
/// The square root of `variance`.
[[nodiscard]] std::optional<Number> stddev_rounded(std::span<const Number> values, bool sample, int places);
/// x to the whole power n, exact; x to the power 0 is 1; undefined for 0 to a negative power. |n| <= 10,000
/// (else NumberTooLarge).
[[nodiscard]] std::optional<Number> power(const Number& x, std::int64_t n);

} // namespace strata
