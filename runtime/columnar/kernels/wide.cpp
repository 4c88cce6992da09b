// The loops of the lanes of 128 and 256 bits and of integers of any length, and the conversions between
// lanes. Nothing here can be vectorised, so it is compiled once.
#define STRATA_KERNELS wide
#include "runtime/columnar/integers.hpp"
#include "runtime/columnar/kernels/loops.hpp"

namespace strata::columnar {

namespace {

template <class To, class From>
To converted(const From& x) {
  if constexpr (std::is_same_v<From, BigInt> && std::is_same_v<To, Int128>) {
    // Boost converts to 128 bits only where it knows the type; the halves are put together here.
    const BigInt magnitude = x < 0 ? BigInt(-x) : x;
    const auto high = static_cast<std::uint64_t>(magnitude >> 64);
    const auto low = static_cast<std::uint64_t>(magnitude & BigInt(UINT64_MAX));
    const Int128 value = (static_cast<Int128>(high) << 64) | static_cast<Int128>(low);
    return x < 0 ? -value : value;
  } else if constexpr (std::is_same_v<From, Int256> && std::is_same_v<To, Int128>) {
    return converted<Int128>(BigInt(x));
  } else if constexpr (std::is_same_v<From, Int128> && !std::is_arithmetic_v<To>) {
    const bool negative = x < 0;
    const Int128 magnitude = negative ? -x : x;
    To wide = static_cast<std::uint64_t>(magnitude >> 64);
    wide <<= 64;
    wide += static_cast<std::uint64_t>(magnitude);
    return negative ? To(-wide) : wide;
  } else {
    return static_cast<To>(x);
  }
}

template <class From, class To>
void convert(const Arguments& a) {
  const auto* in = static_cast<const From*>(a.in[0]);
  auto* out = static_cast<To*>(a.out);
  for (std::size_t i = 0; i < a.rows; ++i) {
    if constexpr (std::is_same_v<From, Int128> && std::is_same_v<To, std::int64_t>) {
      out[i] = static_cast<std::int64_t>(in[i]);
    } else if constexpr (std::is_same_v<From, std::int64_t> && std::is_same_v<To, Int128>) {
      out[i] = in[i];
    } else {
      out[i] = converted<To, From>(in[i]);
    }
  }
}

template <class From>
Kernel conversion_from(Lane to) {
  switch (to) {
  case Lane::Bits64: return convert<From, std::int64_t>;
  case Lane::Bits128: return convert<From, Int128>;
  case Lane::Bits256: return convert<From, Int256>;
  case Lane::Unlimited: return convert<From, BigInt>;
  }
  return nullptr;
}

} // namespace

Kernel find_conversion(Lane from, Lane to) {
  switch (from) {
  case Lane::Bits64: return conversion_from<std::int64_t>(to);
  case Lane::Bits128: return conversion_from<Int128>(to);
  case Lane::Bits256: return conversion_from<Int256>(to);
  case Lane::Unlimited: return conversion_from<BigInt>(to);
  }
  return nullptr;
}

Kernel find_wide(const KernelKey& key, Lane lane) {
  switch (lane) {
  case Lane::Bits128: return wide::find_in_lane<Int128>(key);
  case Lane::Bits256: return wide::find_in_lane<Int256>(key);
  default: return wide::find_in_lane<BigInt>(key);
  }
}

} // namespace strata::columnar
