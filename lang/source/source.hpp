// Takes: the text of a model (or of anything else that messages point into) and the name it goes by.
// Returns: spans, and from a span its line, column and text.
// Guarantees: positions are 1-based; columns count characters (code points), not bytes; LF, CRLF and a lone
// CR
//   end a line, as in the grammar.
// Does not: read files, or judge the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Index of one text in `Sources`.
using SourceId = std::uint32_t;

/// A half-open range of bytes [begin, end) in one source.
struct Span {
  SourceId source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span over both, which are in one source.
[[nodiscard]] Span cover(Span first, Span last);

/// A place as a person counts it: line and column start at 1, columns are characters.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// One named text with an index of its lines.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// The text of a line (from 1) without its line end; empty past the last line.
  [[nodiscard]] std::string_view line(std::size_t number) const;
  /// The offset at which a line (from 1) begins.
  [[nodiscard]] std::uint32_t line_begin(std::size_t number) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

/// All texts that one model's messages may point into; ids stay valid as texts are added.
class Sources {
 public:
  SourceId add(std::string name, std::string text);
  [[nodiscard]] const SourceText& operator[](SourceId id) const { return texts_[id]; }
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::vector<SourceText> texts_;
};

/// Bytes of the line end that stands at an offset: LF and a lone CR have one, CRLF has two; 0 where none
/// stands.
[[nodiscard]] std::size_t line_end_length(std::string_view text, std::size_t at);

/// How many characters (code points) a UTF-8 text has; an invalid byte counts as one.
[[nodiscard]] std::size_t count_characters(std::string_view text);

} // namespace strata
