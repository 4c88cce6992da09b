// Takes: `Chunk`, which the including file defines for its instruction set.
// Returns: `is_text`, see kernels.hpp.
// Guarantees: local to the file that includes it.
// Does not: stand for itself: two files of this folder include it.
//
// The bytes of a chunk become words of bits by their ranges. Text is UTF-8 where continuations stand exactly
// behind the bytes that ask for them, and the second byte of some characters lies in a narrower range (else
// they were overlong, a surrogate, or beyond U+10FFFF).
#pragma once

#include <cstring>

#include "runtime/table/kernels/kernels.hpp"

namespace strata::kernels {
namespace {

/// Bits moved to the byte behind, with those that the last chunk moved here; keeps those for the next.
inline std::uint64_t moved(std::uint64_t bits, int by, std::uint64_t& carried) {
  const std::uint64_t result = bits << by | carried;
  carried = bits >> (64 - by);
  return result;
}

bool is_text(const char* text, std::size_t size) {
  std::uint64_t second = 0; // what the last chunk moves to the next: continuations that are asked for …
  std::uint64_t third = 0;
  std::uint64_t fourth = 0;
  std::uint64_t high = 0; // … and second bytes in narrower ranges
  std::uint64_t low = 0;
  std::uint64_t higher = 0;
  std::uint64_t lower = 0;
  std::uint64_t wrong = 0;
  for (std::size_t at = 0; at < size; at += 64) {
    Chunk chunk;
    if (size - at >= 64) {
      chunk = Chunk::load(text + at);
    } else {
      char last[64];
      std::memset(last, ' ', sizeof last);
      std::memcpy(last, text + at, size - at);
      chunk = Chunk::load(last);
    }
    wrong |= chunk.equal('\0');
    const std::uint64_t beyond_ascii = chunk.at_least(0x80);
    if ((beyond_ascii | second | third | fourth) == 0) continue;
    const std::uint64_t leads = chunk.at_least(0xC0);
    const std::uint64_t continuations = beyond_ascii & ~leads;
    const std::uint64_t of_three = chunk.at_least(0xE0);
    const std::uint64_t of_four = chunk.at_least(0xF0);
    wrong |= (leads & ~chunk.at_least(0xC2)) | chunk.at_least(0xF5);
    wrong |=
        (moved(leads, 1, second) | moved(of_three, 2, third) | moved(of_four, 3, fourth)) ^ continuations;
    const std::uint64_t from_a0 = chunk.at_least(0xA0);
    const std::uint64_t from_90 = chunk.at_least(0x90);
    wrong |= moved(chunk.equal('\xE0'), 1, high) & ~from_a0;
    wrong |= moved(chunk.equal('\xED'), 1, low) & from_a0;
    wrong |= moved(chunk.equal('\xF0'), 1, higher) & ~from_90;
    wrong |= moved(chunk.equal('\xF4'), 1, lower) & from_90;
  }
  return (wrong | second | third | fourth) == 0;
}

} // namespace
} // namespace strata::kernels
