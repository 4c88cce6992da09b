// Takes: bytes in some encoding, piece by piece.
// Returns: the same text in UTF-8.
// Guarantees: memory does not grow with the text; what does not convert becomes kNotConverted, a byte that
// UTF-8 never has, at its place, and the text goes on behind it.
// Does not: find encodings out, read streams.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/table/encoding.hpp"

namespace strata {

class Conversion {
 public:
  static constexpr char kNotConverted = '\xFF';

  /// Whether there is an encoding of this name.
  [[nodiscard]] static bool exists(const std::string& encoding);
  /// Whether the bytes (the last character of which may be cut off) are text in the encoding: all of them
  /// convert, and none becomes a control character.
  [[nodiscard]] static bool converts(const std::string& encoding, std::string_view bytes);

  explicit Conversion(const Encoding& encoding);
  Conversion(Conversion&&) noexcept;
  Conversion& operator=(Conversion&&) noexcept;
  ~Conversion();

  /// Appends the text of `bytes` to `text`, and returns how many bytes it took: fewer than all where a
  /// character is cut off at the end, unless these are the last bytes.
  std::size_t convert(std::string_view bytes, bool last, std::string& text);

 private:
  struct Descriptor;
  std::unique_ptr<Descriptor> descriptor_;
  std::size_t unit_;
};

} // namespace strata
