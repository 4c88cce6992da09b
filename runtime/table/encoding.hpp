// Takes: the first bytes of a table, or the name of an encoding as a person gives it.
// Returns: the encoding of the text.
// Guarantees: a byte order mark decides; bytes that are valid UTF-8 are UTF-8; all else is marked as a guess,
// and a guess converts these bytes without an error.
// Does not: convert the table (TextSource does).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct Encoding {
  std::string name = "UTF-8"; ///< as iconv knows it, and as messages call it
  std::size_t mark = 0;       ///< bytes of the byte order mark at the beginning
  bool guessed = false;
  /// UTF-8 for want of any sign of it: no character beyond ASCII stands in the first bytes.
  bool assumed = false;

  [[nodiscard]] bool is_utf8() const { return name == "UTF-8"; }
  /// Bytes to skip behind one that does not convert.
  [[nodiscard]] std::size_t unit() const;
};

/// The encoding of a text that begins with these bytes; `whole` where nothing follows them.
[[nodiscard]] Encoding find_encoding(std::string_view start, bool whole);

/// The encoding of the byte order mark that a text begins with, if there is one.
[[nodiscard]] std::optional<Encoding> marked_encoding(std::string_view start);

/// An encoding by a name such as "gbk", "Windows-1252" or "utf-16" (of which `start` then tells the order of
/// bytes); empty where there is none of that name.
[[nodiscard]] std::optional<Encoding> named_encoding(std::string_view name, std::string_view start);
/// Names that people may have meant by a misspelt one.
[[nodiscard]] const std::vector<std::string>& common_encodings();

} // namespace strata
