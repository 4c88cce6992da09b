// Takes: short texts with a number each.
// Returns: the number of a text, in a few nanoseconds.
// Guarantees: a text is found exactly where it was put in, byte by byte the same.
// Does not: trim or fold anything.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// The first 16 bytes of a text, the rest zero, and its length.
struct WordKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::size_t size = 0;
  bool operator==(const WordKey&) const = default;

  static constexpr std::size_t kBytes = 16;
  /// At i: the lowest i - 8 bytes set, at most all and at least none.
  static constexpr auto kFirstBytes = [] {
    std::array<std::uint64_t, kBytes + 8 + 1> masks{};
    for (std::size_t i = 9; i < masks.size(); ++i)
      masks[i] = i >= 16 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * (i - 8)) - 1;
    return masks;
  }();
  /// 16 bytes from the text's beginning on must be readable.
  [[nodiscard]] static WordKey of(std::string_view text) {
    WordKey key{.low = 0, .high = 0, .size = text.size()};
    std::memcpy(&key.low, text.data(), sizeof key.low);
    std::memcpy(&key.high, text.data() + sizeof key.low, sizeof key.high);
    const std::size_t kept = text.size() < kBytes ? text.size() : kBytes;
    key.low &= kFirstBytes[kept + 8]; // by table: lengths vary, and a branch on them would be guessed wrong
    key.high &= kFirstBytes[kept];
    return key;
  }
  /// A number of 64 bits of which the upper ones differ where texts do; which ones, `factor` (odd) says.
  [[nodiscard]] std::uint64_t hash(std::uint64_t factor = 0x9E3779B97F4A7C15) const {
    return (low ^ (high << 23 | high >> 41) ^ size << 59) * factor;
  }
};

class WordTable {
 public:
  /// A text that stands in it already keeps its number.
  void put(std::string_view text, std::int64_t number);
  /// 16 bytes from the text's beginning on must be readable.
  [[nodiscard]] std::optional<std::int64_t> find(std::string_view text) const {
    const WordKey key = WordKey::of(text);
    for (std::size_t at = key.hash(factor_) >> shift_;; ++at) {
      const Entry& entry = entries_[at];
      if (entry.key == key && (key.size <= WordKey::kBytes || texts_[entry.text] == text))
        return entry.number;
      if (entry.text == kNoText) return std::nullopt;
    }
  }

 private:
  static constexpr std::size_t kNoText = static_cast<std::size_t>(-1);
  struct Entry {
    WordKey key{.low = 0, .high = 0, .size = static_cast<std::size_t>(-1)};
    std::int64_t number = 0;
    std::size_t text = kNoText; ///< its place in texts_
  };
  bool place_all(std::size_t most_moved);

  std::vector<std::string> texts_;
  std::vector<std::int64_t> numbers_; ///< per text
  // Each text stands at the place that its hash gives, if no other does, else at the next free one; behind
  // the places are as many as texts may have to move.
  std::vector<Entry> entries_ = std::vector<Entry>(2);
  std::uint64_t factor_ = 1;
  int shift_ = 63;
};

} // namespace strata
