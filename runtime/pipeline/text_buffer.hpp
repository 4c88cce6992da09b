// Takes: bytes, written straight into its memory.
// Returns: them, in one piece.
// Guarantees: what has been asked for can be written without a further look; memory is kept for the next use,
// and is
//   not filled with zeros first.
// Does not: know what is written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace strata {

class TextBuffer {
 public:
  void clear() { size_ = 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }
  [[nodiscard]] const char* data() const { return bytes_.get(); }

  /// Where to write on; at least `room` bytes are there.
  [[nodiscard]] char* begin(std::size_t room) {
    if (capacity_ - size_ < room) grow(room);
    return bytes_.get() + size_;
  }
  /// The writer stands at `at` and needs `room` bytes from there: the same place, or where it has moved to.
  [[nodiscard]] char* more(char* at, std::size_t room) {
    if (static_cast<std::size_t>(bytes_.get() + capacity_ - at) >= room) return at;
    end(at);
    return begin(room);
  }
  /// What was written ends at `at`.
  void end(const char* at) { size_ = static_cast<std::size_t>(at - bytes_.get()); }
  [[nodiscard]] std::size_t offset(const char* at) const {
    return static_cast<std::size_t>(at - bytes_.get());
  }

 private:
  void grow(std::size_t room) {
    constexpr std::size_t kLeast = 4096;
    const std::size_t capacity = std::max({kLeast, size_ + room, capacity_ + capacity_ / 2});
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

} // namespace strata
