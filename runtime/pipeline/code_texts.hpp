// Takes: the few texts that a result column may hold: tiers, choices, texts of policies.
// Returns: them as they are written.
// Guarantees: quoted once and for all where the form asks for it; lists stay where they are.
// Does not: know rows.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/check/typed_model.hpp"

namespace strata {

/// How the rows of a result are written: as lines of CSV, or as bare cells for another writer.
enum class TextForm : std::uint8_t { CsvLines, Cells };

/// A short text is copied without asking how long it is.
struct CodeText {
  static constexpr std::size_t kShort = 16;
  char start[kShort] = {};
  std::size_t size = 0;
  const char* text = nullptr;

  [[nodiscard]] char* write(char* to) const {
    std::memcpy(to, start, kShort);
    if (size > kShort) [[unlikely]]
      std::memcpy(to, text, size);
    return to + size;
  }
};

/// A text of up to seven bytes in one word, its size in the highest byte.
class ShortText {
 public:
  static constexpr std::size_t kMost = 7;
  ShortText() = default;
  explicit ShortText(std::string_view text) : word_(std::uint64_t{text.size()} << 56) {
    static_assert(std::endian::native == std::endian::little);
    std::memcpy(&word_, text.data(), text.size());
  }
  [[nodiscard]] bool is_empty() const { return word_ == 0; }
  /// Eight bytes are touched.
  [[nodiscard]] char* write(char* to) const {
    std::memcpy(to, &word_, sizeof word_);
    return to + (word_ >> 56);
  }

 private:
  std::uint64_t word_ = 0;
};

struct CodeList {
  std::vector<CodeText> codes;
  std::vector<ShortText> short_texts; ///< the same; empty where one is too long
  std::size_t room = 0;               ///< bytes that writing any of them may touch
};

class CodeTexts {
 public:
  explicit CodeTexts(TextForm form) : form_(form) {}

  /// The texts of a list that stays where it is.
  [[nodiscard]] const CodeList& of(const std::vector<std::string>& texts);
  /// The tiers of a scale, then unrated, then excluded: their names, or their labels.
  [[nodiscard]] const CodeList& of(const TypedScale& scale, bool labels);
  /// false, true
  [[nodiscard]] const CodeList& truths();

 private:
  [[nodiscard]] CodeList make(const std::vector<std::string>& texts);

  TextForm form_;
  std::map<std::pair<const void*, bool>, CodeList> lists_;
  std::deque<std::string> texts_;
};

} // namespace strata
