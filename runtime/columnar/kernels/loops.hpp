// Takes: the arguments of an instruction.
// Returns: its result, for the rows of a chunk, in a lane that is a template argument.
// Guarantees: plain loops without calls, which the compiler turns into vector code where the lane has 64
// bits. Does not: stand in a namespace of its own: every .cpp file that includes it names one, since it is
// compiled
//   for several machines and the linker must not take one for the other. So it uses no function of a library.
#pragma once

#include "runtime/columnar/kernels/kernel.hpp"

namespace strata::columnar::STRATA_KERNELS {
namespace {

template <class T>
T* out_of(const Arguments& a) {
  return static_cast<T*>(a.out);
}
template <class T>
const T* in_of(const Arguments& a, std::size_t i) {
  return static_cast<const T*>(a.in[i]);
}
template <class T>
const T* constants_of(const Arguments& a) {
  return static_cast<const T*>(a.constants);
}
inline Mask mask_of(bool truth) {
  return -static_cast<Mask>(truth);
}

// ---- a result from each row's operands

template <class T, class Out, class Function>
void from_one(const Arguments& a, Function function) {
  Out* out = out_of<Out>(a);
  const T* in = in_of<T>(a, 0);
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = function(in[i]);
}
template <class T, class Out, class Function>
void from_two(const Arguments& a, Function function) {
  Out* out = out_of<Out>(a);
  const T* left = in_of<T>(a, 0);
  const T* right = in_of<T>(a, 1);
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = function(left[i], right[i]);
}

template <class T>
void fill(const Arguments& a) {
  T* out = out_of<T>(a);
  const T value = constants_of<T>(a)[0];
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = value;
}

template <class T, unsigned Terms>
void affine(const Arguments& a) {
  T* out = out_of<T>(a);
  const T* in[Terms];
  T factor[Terms];
  const T start = constants_of<T>(a)[0];
  for (unsigned term = 0; term < Terms; ++term) {
    in[term] = in_of<T>(a, term);
    factor[term] = constants_of<T>(a)[term + 1];
  }
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i) {
    T sum = start;
    for (unsigned term = 0; term < Terms; ++term)
      sum += factor[term] * in[term][i];
    out[i] = sum;
  }
}

template <class T>
void product(const Arguments& a) {
  from_two<T, T>(a, [](const T& x, const T& y) -> T { return x * y; });
}
template <class T>
void least(const Arguments& a) {
  from_two<T, T>(a, [](const T& x, const T& y) -> T { return x < y ? x : y; });
}
template <class T>
void greatest(const Arguments& a) {
  from_two<T, T>(a, [](const T& x, const T& y) -> T { return x > y ? x : y; });
}
template <class T>
void at_most(const Arguments& a) {
  from_one<T, T>(a, [c = constants_of<T>(a)[0]](const T& x) -> T { return x < c ? x : c; });
}
template <class T>
void at_least(const Arguments& a) {
  from_one<T, T>(a, [c = constants_of<T>(a)[0]](const T& x) -> T { return x > c ? x : c; });
}
template <class T>
void absolute(const Arguments& a) {
  from_one<T, T>(a, [](const T& x) -> T { return x < 0 ? T(-x) : x; });
}
template <class T>
void divisor(const Arguments& a) {
  from_one<T, T>(a, [](const T& x) -> T { return x == 0 ? T(1) : x < 0 ? T(-x) : x; });
}
template <class T>
void signed_by(const Arguments& a) {
  from_two<T, T>(a, [](const T& x, const T& y) -> T { return y < 0 ? T(-x) : x; });
}

template <class T>
void pick(const Arguments& a) {
  from_one<std::int64_t, T>(a,
                            [table = constants_of<T>(a)](std::int64_t index) -> T { return table[index]; });
}

// ---- bands

template <class T, unsigned Borders>
void bands(const Arguments& a) {
  std::int64_t* out = out_of<std::int64_t>(a);
  const T* in = in_of<T>(a, 0);
  T border[Borders];
  std::int64_t rise[Borders];
  const std::int64_t start = a.steps[0];
  for (unsigned b = 0; b < Borders; ++b) {
    border[b] = constants_of<T>(a)[b];
    rise[b] = a.steps[b + 1] - a.steps[b];
  }
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i) {
    std::int64_t value = start;
    for (unsigned b = 0; b < Borders; ++b)
      value += in[i] >= border[b] ? rise[b] : 0;
    out[i] = value;
  }
}

template <class T>
void bands_sought(const Arguments& a) {
  std::int64_t* out = out_of<std::int64_t>(a);
  const T* in = in_of<T>(a, 0);
  const T* borders = constants_of<T>(a);
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i) {
    std::size_t below = 0; // so many borders are at or below the value for sure
    for (std::size_t left = a.count; left > 0;) {
      const std::size_t half = left / 2;
      const bool reached = in[i] >= borders[below + half];
      below = reached ? below + half + 1 : below;
      left = reached ? left - half - 1 : half;
    }
    out[i] = a.steps[below];
  }
}

// ---- rounding

/// A quotient and what it leaves, 0 <= rest < divisor, to the quotient as the rounding wants it.
template <class T, Rounding R>
T settled(const T& quotient, const T& rest, const T& divisor, bool negative) {
  const T other = divisor - rest;
  using enum Rounding;
  bool up = false;
  if constexpr (R == HalfAway) up = rest > other || (rest == other && !negative);
  if constexpr (R == HalfEven) up = rest > other || (rest == other && quotient % 2 != 0);
  if constexpr (R == HalfDown) up = rest > other || (rest == other && negative);
  if constexpr (R == Up) up = rest > 0 && !negative;
  if constexpr (R == Down) up = rest > 0 && negative;
  if constexpr (R == Ceiling) up = rest > 0;
  return up ? T(quotient + 1) : quotient;
}

template <class T, Rounding R>
T rounded(const T& x, const T& divisor) {
  T quotient = x / divisor;
  T rest = x - quotient * divisor;
  if (rest < 0) {
    quotient = quotient - 1;
    rest = rest + divisor;
  }
  return settled<T, R>(quotient, rest, divisor, x < 0);
}

// Doubles hold whole numbers below 2^53 exactly, and adding 1.5 · 2^52 to one below 2^51 leaves the nearest
// whole number in its low bits: so no conversion is needed that older machines lack.
inline constexpr double kShift = 6755399441055744.0;
inline constexpr std::int64_t kShiftBits = 0x4338000000000000;

inline double to_double(std::int64_t x) {
  return __builtin_bit_cast(double, x + kShiftBits) - kShift;
}

/// The nearest whole number leaves a rest, exact in doubles too, which says whether the next one is meant.
template <Rounding R>
std::int64_t rounded_fast(std::int64_t x, double divisor, double quotient_near) {
  const double shifted = quotient_near + kShift;
  const std::int64_t bits = __builtin_bit_cast(std::int64_t, shifted);
  const double rest = to_double(x) - (shifted - kShift) * divisor;
  const double half = 0.5 * divisor;
  const double below = 0.5 * (divisor - 1.0); // a rest that is a half is above it
  const double other = -rest;
  using enum Rounding;
  bool up = false;
  bool down = false;
  if constexpr (R == HalfAway) up = rest > (x < 0 ? half : below), down = other > (x < 0 ? below : half);
  if constexpr (R == HalfDown) up = rest > (x < 0 ? below : half), down = other > (x < 0 ? half : below);
  if constexpr (R == HalfEven) {
    const double limit = (bits & 1) != 0 ? below : half;
    up = rest > limit, down = other > limit;
  }
  if constexpr (R == Up) up = rest > 0 && x >= 0, down = other > 0 && x < 0;
  if constexpr (R == Down) up = rest > 0 && x<0, down = other> 0 && x >= 0;
  if constexpr (R == Floor) down = other > 0;
  if constexpr (R == Ceiling) up = rest > 0;
  return bits - kShiftBits + (up ? 1 : 0) - (down ? 1 : 0);
}

template <class T, Rounding R>
void rounded_by_constant(const Arguments& a) {
  from_one<T, T>(a, [c = constants_of<T>(a)[0]](const T& x) -> T { return rounded<T, R>(x, c); });
}
template <class T, Rounding R>
void rounded_by_row(const Arguments& a) {
  from_two<T, T>(a, [](const T& x, const T& y) -> T { return rounded<T, R>(x, y); });
}
template <Rounding R>
void rounded_by_constant_fast(const Arguments& a) {
  using T = std::int64_t;
  const T c = constants_of<T>(a)[0];
  const auto divisor = static_cast<double>(c);
  const double inverse = 1.0 / divisor;
  from_one<T, T>(a, [=](T x) -> T { return rounded_fast<R>(x, divisor, to_double(x) * inverse); });
}
template <Rounding R>
void rounded_by_row_fast(const Arguments& a) {
  using T = std::int64_t;
  from_two<T, T>(a, [](T x, T y) -> T {
    const double divisor = to_double(y);
    return rounded_fast<R>(x, divisor, to_double(x) / divisor);
  });
}

// ---- truths

template <class T>
void is_at_least(const Arguments& a) {
  from_one<T, Mask>(a, [c = constants_of<T>(a)[0]](const T& x) { return mask_of(x >= c); });
}
template <class T>
void is_equal(const Arguments& a) {
  from_one<T, Mask>(a, [c = constants_of<T>(a)[0]](const T& x) { return mask_of(x == c); });
}
template <class T>
void are_ordered(const Arguments& a) {
  from_two<T, Mask>(a, [](const T& x, const T& y) { return mask_of(x >= y); });
}
template <class T>
void are_equal(const Arguments& a) {
  from_two<T, Mask>(a, [](const T& x, const T& y) { return mask_of(x == y); });
}
inline void is_absent_cell(const Arguments& a) {
  from_one<std::uint8_t, Mask>(a, [](std::uint8_t x) { return mask_of(x != 0); });
}
inline void all_of(const Arguments& a) {
  const Mask left = mask_of((a.inverted & 1U) != 0);
  const Mask right = mask_of((a.inverted & 2U) != 0);
  from_two<Mask, Mask>(a, [=](Mask x, Mask y) { return (x ^ left) & (y ^ right); });
}
inline void any_of(const Arguments& a) {
  const Mask left = mask_of((a.inverted & 1U) != 0);
  const Mask right = mask_of((a.inverted & 2U) != 0);
  from_two<Mask, Mask>(a, [=](Mask x, Mask y) { return (x ^ left) | (y ^ right); });
}
inline void none_of(const Arguments& a) {
  from_one<Mask, Mask>(a, [](Mask x) { return ~x; });
}

// ---- by a truth

template <class T, class Then, class Else>
void select_of(const Arguments& a, Then then, Else otherwise) {
  T* out = out_of<T>(a);
  const Mask* condition = in_of<Mask>(a, 0);
  const std::size_t rows = a.rows;
#pragma GCC ivdep // no instruction writes where it reads
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = condition[i] != 0 ? then(i) : otherwise(i);
}
template <class T>
void select(const Arguments& a) {
  const T* x = in_of<T>(a, 1);
  const T* y = in_of<T>(a, 2);
  select_of<T>(
      a, [=](std::size_t i) { return x[i]; }, [=](std::size_t i) { return y[i]; });
}
template <class T>
void select_then(const Arguments& a) {
  const T* y = in_of<T>(a, 1);
  select_of<T>(
      a, [c = constants_of<T>(a)[0]](std::size_t) { return c; }, [=](std::size_t i) { return y[i]; });
}
template <class T>
void select_else(const Arguments& a) {
  const T* x = in_of<T>(a, 1);
  select_of<T>(
      a, [=](std::size_t i) { return x[i]; }, [c = constants_of<T>(a)[0]](std::size_t) { return c; });
}
template <class T>
void select_constant(const Arguments& a) {
  const T* c = constants_of<T>(a);
  select_of<T>(
      a, [x = c[0]](std::size_t) { return x; }, [y = c[1]](std::size_t) { return y; });
}

// ---- finding them

template <class T, unsigned... Count>
Kernel find_affine(unsigned count) {
  Kernel found = nullptr;
  ((count == Count ? void(found = affine<T, Count>) : void()), ...);
  return found;
}
template <class T, unsigned... Count>
Kernel find_bands(unsigned count) {
  Kernel found = nullptr;
  ((count == Count ? void(found = bands<T, Count>) : void()), ...);
  return found;
}

template <class T, Rounding R>
Kernel find_rounding(const KernelKey& key) {
  const bool by_constant = key.operation == Operation::RoundedByConstant;
  if constexpr (sizeof(T) == sizeof(std::int64_t)) {
    if (key.fast) return by_constant ? rounded_by_constant_fast<R> : rounded_by_row_fast<R>;
  }
  return by_constant ? rounded_by_constant<T, R> : rounded_by_row<T, R>;
}

template <class T>
Kernel find_in_lane(const KernelKey& key) {
  using enum Operation;
  switch (key.operation) {
  case Fill: return fill<T>;
  case Affine: return find_affine<T, 1, 2, 3, 4, 5, 6, 7, 8>(key.count);
  case Product: return product<T>;
  case Least: return least<T>;
  case Greatest: return greatest<T>;
  case AtMost: return at_most<T>;
  case AtLeast: return at_least<T>;
  case Absolute: return absolute<T>;
  case Divisor: return divisor<T>;
  case SignedBy: return signed_by<T>;
  case RoundedByConstant:
  case RoundedByRow:
    switch (key.rounding) {
    case Rounding::HalfAway: return find_rounding<T, Rounding::HalfAway>(key);
    case Rounding::HalfEven: return find_rounding<T, Rounding::HalfEven>(key);
    case Rounding::HalfDown: return find_rounding<T, Rounding::HalfDown>(key);
    case Rounding::Up: return find_rounding<T, Rounding::Up>(key);
    case Rounding::Down: return find_rounding<T, Rounding::Down>(key);
    case Rounding::Floor: return find_rounding<T, Rounding::Floor>(key);
    case Rounding::Ceiling: return find_rounding<T, Rounding::Ceiling>(key);
    }
    return nullptr;
  case Pick: return pick<T>;
  case Bands: return find_bands<T, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16>(key.count);
  case BandsSought: return bands_sought<T>;
  case IsAtLeast: return is_at_least<T>;
  case IsEqual: return is_equal<T>;
  case AreOrdered: return are_ordered<T>;
  case AreEqual: return are_equal<T>;
  case Select: return select<T>;
  case SelectThen: return select_then<T>;
  case SelectElse: return select_else<T>;
  case SelectConstant: return select_constant<T>;
  default: return nullptr;
  }
}

} // namespace
} // namespace strata::columnar::STRATA_KERNELS
