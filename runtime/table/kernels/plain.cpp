// The kernels for machines of which nothing is known: eight bytes at a time in ordinary registers.
#include <bit>
#include <cstring>

#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/kernels/offsets_code.hpp"

namespace strata::kernels {
namespace {

static_assert(std::endian::native == std::endian::little, "words hold the first byte lowest");

constexpr std::uint64_t kEach = 0x0101010101010101;
constexpr std::uint64_t kLow = 0x7F * kEach;

/// The highest bit of each byte that is zero.
inline std::uint64_t zero_bytes(std::uint64_t word) {
  return ~(((word & kLow) + kLow) | word | kLow);
}

struct Chunk {
  std::uint64_t words[8];

  static Chunk load(const char* bytes) {
    Chunk chunk;
    std::memcpy(chunk.words, bytes, sizeof chunk.words);
    return chunk;
  }
  [[nodiscard]] std::uint64_t equal(char c) const {
    const std::uint64_t wanted = kEach * static_cast<unsigned char>(c);
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) // the factor gathers the eight high bits in the highest byte
      bits |= (zero_bytes(words[i] ^ wanted) >> 7) * 0x0102040810204080 >> 56 << 8 * i;
    return bits;
  }
};

struct Seen {
  std::uint64_t found = 0;

  void add(const Chunk& chunk) {
    for (const std::uint64_t word : chunk.words)
      found |= (word | zero_bytes(word)) & ~kLow;
  }
  [[nodiscard]] bool beyond_ascii() const { return found != 0; }
};

/// Nothing here is quicker than going byte by byte.
bool is_text(const char* /*text*/, std::size_t /*size*/) {
  return false;
}

/// Nor than writing number by number.
bool write_digits(const std::int64_t* /*numbers*/, std::size_t /*rows*/, char* /*digits*/) {
  return false;
}

} // namespace
} // namespace strata::kernels

#include "runtime/table/kernels/bounds_code.hpp"
#include "runtime/table/kernels/index_code.hpp"
#include "runtime/table/kernels/number_code.hpp"

namespace strata::kernels {

const Kernels kPlainKernels = {index_piece, is_text, parse_numbers, find_cells, find_bounds, write_digits};

} // namespace strata::kernels
