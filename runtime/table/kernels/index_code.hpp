// Takes: `Chunk` and `Seen`, which the including file defines for its instruction set.
// Returns: `index_piece`, see kernels.hpp.
// Guarantees: everything here is local to the file that includes it, since each compiles it differently.
// Does not: stand for itself: three files of this folder include it.
//
// 64 bytes become one word of bits per kind of byte. The bits of bytes inside quotes come from a running
// exclusive or over the quotes: a doubled quote closes and opens at once, so that it needs no care. An index
// is right as long as the quotes are where they should be, and stops before the first that is not.
#pragma once

#include <cstring>

#include "runtime/table/kernels/kernels.hpp"

namespace strata::kernels {
namespace {

inline std::uint64_t running_xor(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2)
    bits ^= bits << shift;
  return bits;
}

/// The bits below the lowest one that is set.
inline std::uint64_t below_lowest(std::uint64_t bits) {
  return (bits - 1) & ~bits;
}

/// A chunk with quotes or CRs in it, or behind an open quote. Takes its separators inside quotes away;
/// returns the bits up to which it is regular.
inline std::uint64_t settle_quotes(std::uint64_t quotes, std::uint64_t returns, std::uint64_t live,
                                   std::uint64_t& separators, std::uint64_t& line_feeds, IndexState& state) {
  const std::uint64_t inside = running_xor(quotes) ^ state.inside; // an opening quote is, a closing is not
  const std::uint64_t opening = quotes & inside;
  const std::uint64_t closing = quotes & ~inside;
  const std::uint64_t line_ends_inside = (line_feeds | returns) & inside;
  const std::uint64_t any_line_feed = line_feeds;
  separators &= ~inside;
  line_feeds &= ~inside;
  returns &= ~inside;
  const std::uint64_t ends = separators | line_feeds;
  const std::uint64_t may_open = (ends | closing) << 1 | state.may_open;
  const std::uint64_t behind_quote = closing << 1 | state.behind_quote;
  const std::uint64_t behind_return = returns << 1 | state.behind_return;
  const std::uint64_t wrong = ((opening & ~may_open) | (behind_quote & ~(ends | returns | opening)) |
                               (behind_return & ~any_line_feed)) &
                              live;
  const std::uint64_t regular = wrong == 0 ? ~std::uint64_t{0} : below_lowest(wrong);
  state.inside = std::uint64_t{0} - (inside >> 63);
  state.may_open = (ends | closing) >> 63;
  state.behind_quote = closing >> 63;
  state.behind_return = returns >> 63;
  state.quotes |= (quotes & regular) != 0;
  state.doubled_quotes |= (opening & behind_quote & regular) != 0;
  state.returns |= (returns & regular) != 0;
  state.lines_in_quotes |= (line_ends_inside & regular) != 0;
  state.irregular = wrong != 0;
  separators &= regular;
  line_feeds &= regular;
  return regular;
}

std::size_t index_piece(const char* text, std::size_t from, std::size_t to, char separator, IndexState& state,
                        std::uint32_t* ends) {
  std::uint32_t* out = ends;
  Seen seen;
  std::size_t lines = 0;
  for (std::size_t at = from; at < to; at += 64) {
    const std::size_t left = to - at;
    Chunk chunk;
    std::uint64_t live = ~std::uint64_t{0};
    if (left >= 64) [[likely]] {
      chunk = Chunk::load(text + at);
    } else {
      char last[64];
      std::memset(last, ' ', sizeof last);
      std::memcpy(last, text + at, left);
      chunk = Chunk::load(last);
      live = (std::uint64_t{1} << left) - 1;
    }
    seen.add(chunk);
    std::uint64_t separators = chunk.equal(separator);
    std::uint64_t line_feeds = chunk.equal('\n');
    const std::uint64_t quotes = chunk.equal('"');
    const std::uint64_t returns = chunk.equal('\r');
    if ((quotes | returns | state.inside | state.behind_quote | state.behind_return) == 0) [[likely]]
      state.may_open = (separators | line_feeds) >> 63;
    else
      settle_quotes(quotes, returns, live, separators, line_feeds, state);
    lines += static_cast<std::size_t>(__builtin_popcountll(line_feeds));
    out = write_offsets(separators | line_feeds, static_cast<std::uint32_t>(at), out);
    if (state.irregular) [[unlikely]]
      break;
  }
  state.lines += lines;
  state.beyond_ascii |= seen.beyond_ascii();
  return static_cast<std::size_t>(out - ends);
}

} // namespace
} // namespace strata::kernels
