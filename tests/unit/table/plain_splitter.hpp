// Takes: a table's text as it lies in memory, and what separates its fields.
// Returns: its records, split byte by byte.
// Guarantees: written for clarity alone, and by itself: what it gives is what RecordSplitter must give.
// Does not: know encodings other than UTF-8; find the separator out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct PlainRecord {
  std::size_t line = 0;
  std::vector<std::string> fields;
  std::string broken; ///< why it is broken; empty where it is not
  bool operator==(const PlainRecord&) const = default;
};

class PlainSplitter {
 public:
  PlainSplitter(std::string text, char separator, std::size_t longest)
      : text_(std::move(text)), separator_(separator), longest_(longest) {}

  std::vector<PlainRecord> records();

 private:
  /// The record that begins at `begin`: true where it is whole, and then `end_` is where it ends.
  bool split(std::size_t begin, PlainRecord& record);
  [[nodiscard]] bool skip_blank_line(std::size_t& at) const;
  /// The length of the line end at `at`: 0 where none is.
  [[nodiscard]] std::size_t line_end(std::size_t at) const {
    if (at >= text_.size()) return 0;
    if (text_[at] == '\n') return 1;
    if (text_[at] != '\r') return 0;
    return at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1;
  }
  [[nodiscard]] std::size_t lines_in(std::size_t from, std::size_t to) const {
    std::size_t lines = 0;
    for (std::size_t at = from; at < to;)
      if (const std::size_t length = line_end(at); length == 0) {
        ++at;
      } else {
        ++lines;
        at += length;
      }
    return lines;
  }
  [[nodiscard]] std::string wrong_byte(std::size_t begin, std::size_t end, std::size_t line) const;

  std::string text_;
  char separator_;
  std::size_t longest_;
  std::size_t end_ = 0;
};

} // namespace strata
