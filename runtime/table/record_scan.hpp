// Takes: a text that holds records, and where one begins.
// Returns: where its fields lie and where it ends, or why that cannot be said.
// Guarantees: exact for every text: this scan says what a record is. It reads byte by byte.
// Does not: read streams, judge bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace strata {

/// Scans CSV as RFC 4180 has it, and as files are: lines end in LF, CRLF or CR; a field that begins with a
/// quote goes on to the closing one, over line breaks, a quote inside it being written twice; a quote
/// anywhere else is part of the text.
class RecordScan {
 public:
  /// `spaces`: any number of blanks and tabs separates fields.
  explicit RecordScan(char separator, bool spaces);

  /// The text that is scanned; `complete` where nothing follows it.
  void set_text(std::string_view text, bool complete);

  /// `More`: the text ends before the record does. `OpenQuote`: it ends inside quotes. `BehindQuote`: text
  /// stands behind a closing quote.
  enum class State : std::uint8_t { Done, More, OpenQuote, BehindQuote };
  [[nodiscard]] State scan(std::size_t begin);

  /// Moves over blank lines, counting them. False where the text ends before a line shows whether it is one.
  [[nodiscard]] bool skip_blank_lines(std::size_t& at, std::size_t& lines) const;
  /// Over a line end; false where the text ends in a CR whose LF may still come.
  [[nodiscard]] bool skip_line_end(std::size_t& at) const;
  /// To the line below; false where the text ends before.
  [[nodiscard]] bool skip_line(std::size_t& at) const;

  /// A field as it lies in the text, outer quotes included.
  struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] bool has_quotes() const { return has_quotes_; }
  /// Where the record ends, its line end included.
  [[nodiscard]] std::size_t end() const { return end_; }
  /// Where the scan gave up: the last opening quote, or the text behind a closing one.
  [[nodiscard]] std::size_t stop() const { return stop_; }

 private:
  State scan_quoted(std::size_t& at);
  void scan_plain(std::size_t& at) const;
  void skip_spaces(std::size_t& at) const;

  std::string_view text_;
  bool complete_ = false;
  char separator_;
  bool spaces_;
  bool ends_plain_[256] = {}; // the bytes that end a field without quotes
  std::vector<Piece> pieces_;
  bool has_quotes_ = false;
  std::size_t end_ = 0;
  std::size_t stop_ = 0;
};

/// How many lines of a text end in it.
[[nodiscard]] std::size_t count_line_ends(std::string_view text);

} // namespace strata
