// The functions of irrational.hpp that need no series: moments and whole powers, in the arithmetic of Number.
#include "lang/value/irrational.hpp"

namespace strata {
namespace {

// Beyond this even a short number's power has more digits than are kept.
constexpr std::int64_t kGreatestPower = 10'000;

} // namespace

std::optional<Number> variance(std::span<const Number> values, bool sample) {
  const auto count = static_cast<std::int64_t>(values.size());
  const std::int64_t divisor = sample ? count - 1 : count;
  if (divisor < 1) return std::nullopt;
  // Exact in any order, so the one-pass formula loses nothing: (Σx² - (Σx)² / n) / divisor.
  Number total;
  Number squares;
  for (const Number& value : values) {
    total = total + value;
    squares = squares + value * value;
  }
  return (squares - total * total / Number(count)) / Number(divisor);
}

std::optional<Number> stddev_rounded(std::span<const Number> values, bool sample, int places) {
  const std::optional<Number> square = variance(values, sample);
  return square ? sqrt_rounded(*square, places) : std::nullopt;
}

std::optional<Number> power(const Number& x, std::int64_t n) {
  if (n > kGreatestPower || n < -kGreatestPower) throw NumberTooLarge();
  if (x.is_zero() && n < 0) return std::nullopt;
  Number base = n < 0 ? Number(1) / x : x;
  Number result(1);
  for (std::int64_t rest = n < 0 ? -n : n; rest > 0; rest /= 2) {
    if (rest % 2 != 0) result = result * base;
    // The last square would not be used, and might be too large where the result is not.
    if (rest > 1) base = base * base;
  }
  return result;
}

} // namespace strata
