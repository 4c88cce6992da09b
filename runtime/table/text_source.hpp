// Takes: a stream of bytes, perhaps with the name of their encoding.
// Returns: the text as UTF-8, block by block, and which encoding it had.
// Guarantees: memory does not grow with the stream; a byte that does not convert stands in the text as
// Conversion::kNotConverted; UTF-8 comes out as it is, whatever is wrong with it.
// Does not: judge the text.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>

#include "runtime/table/conversion.hpp"
#include "runtime/table/encoding.hpp"

namespace strata {

class TextSource {
 public:
  enum class Start : std::uint8_t { Text, Workbook, Gzip, EncodingUnknown, MarkContradicts, Unreadable };

  /// `encoding`: a name, or empty to find it out from the first bytes; `block`: how many are read at a time.
  TextSource(std::istream& input, std::string encoding, std::size_t block);

  /// Looks at the first bytes; to be called once, before `read`.
  [[nodiscard]] Start begin();
  /// Writes at most `room` bytes of text; 0 only at the end.
  [[nodiscard]] std::size_t read(char* to, std::size_t room);

  [[nodiscard]] bool at_end() const { return at_end_; }
  /// The stream gave a read error instead of an end.
  [[nodiscard]] bool failed() const { return at_end_ && failed_; }
  /// What the operating system said of it, or 0.
  [[nodiscard]] int error_number() const { return error_number_; }
  [[nodiscard]] const Encoding& encoding() const { return encoding_; }
  /// Of the stream, its first megabyte as soon as it has begun.
  [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; }

 private:
  void read_start();
  std::size_t read_stream(char* to, std::size_t room);
  void convert_block();

  std::istream* input_;
  std::string wanted_;
  std::size_t block_;
  Encoding encoding_;
  std::optional<Conversion> conversion_;
  std::string bytes_;        // read from the stream and not yet given away or converted
  std::size_t bytes_at_ = 0; // where they begin
  std::string text_;         // converted and not yet given away
  std::size_t text_at_ = 0;  // where it begins
  std::size_t bytes_read_ = 0;
  bool stream_ended_ = false;
  bool at_end_ = false;
  bool failed_ = false;
  int error_number_ = 0;
};

} // namespace strata
