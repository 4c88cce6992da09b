// Takes: a stream of CSV text in any encoding.
// Returns: its records, each as the texts of its fields; a record that cannot be split, with the reason.
// Guarantees: every line of the text is in a record, in a broken record, or blank; memory is bounded by the
// longest
//   record, and that by a limit.
// Does not: know headers or types; compare the number of fields with anything.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/table/text_source.hpp"

namespace strata {

/// What the next record turned out to be. `Failed`: the stream gave a read error.
enum class RecordState : std::uint8_t { Whole, Broken, End, Failed };

/// Why the beginning of a stream is not that of a table.
enum class FormatProblem : std::uint8_t {
  None,
  Empty,
  Workbook,
  EncodingUnknown, ///< the encoding that was named
  MarkContradicts, ///< the byte order mark is that of another encoding than the one named
  Unreadable,
};

struct SplitterLimits {
  std::size_t block = std::size_t{1} << 18; ///< bytes read at a time
  std::size_t record = std::size_t{1}
                       << 26; ///< a longer record is broken, so that no file can ask for all memory
};

/// How a table is written, where a person says it.
struct SplitterForm {
  std::string encoding = {};          ///< empty: found out
  std::optional<char> separator = {}; ///< empty: found out
  bool spaces = false;                ///< any number of blanks and tabs separates cells
};

/// Splits CSV as RFC 4180 has it, and as files are: lines end in LF, CRLF or CR; a field that begins with a
/// quote goes on to the closing one, over line breaks, a quote inside it being written twice; a quote
/// anywhere else is part of the text; blank lines are skipped.
///
/// A separator that nobody names is told from the first records (`guess_separator`).
///
/// After a record that cannot be split, reading goes on at the line below the one on which it began: a stray
/// quote then costs one customer, and not all up to the next quote.
class RecordSplitter {
 public:
  explicit RecordSplitter(std::istream& input, SplitterLimits limits = {}, SplitterForm form = {});

  /// Looks at the beginning: settles the encoding and the separator. To be called once, before `next`.
  [[nodiscard]] FormatProblem begin();
  /// The next record into `fields`, whose memory is reused.
  [[nodiscard]] RecordState next(std::vector<std::string>& fields);

  /// Where the last record begins, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }
  /// Its text as it stands; valid until the next call of `next`.
  [[nodiscard]] std::string_view text() const;
  /// Why it is broken, as a sentence.
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] char separator() const { return separator_; }
  [[nodiscard]] const Encoding& encoding() const { return source_.encoding(); }
  /// The first line end of the table: "\n", "\r\n", "\r", or "" where it has none.
  [[nodiscard]] std::string_view line_end() const { return line_end_; }
  /// Whether the last record was broken because its bytes are no text in the encoding.
  [[nodiscard]] bool wrong_encoding() const { return wrong_encoding_; }
  /// The error number that the operating system gave, or 0, after `Unreadable` or `Failed`.
  [[nodiscard]] int error_number() const { return source_.error_number(); }

 private:
  /// A field as it lies in the buffer; inside its quotes where it has some.
  struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool doubled_quotes = false;
  };
  enum class Scan : std::uint8_t { Done, More, OpenQuote, BehindQuote };

  bool fill();
  void settle_separator();
  void note_line_end();
  bool skip_blank_lines();
  Scan scan_record();
  Scan scan_quoted(std::size_t& at);
  void scan_plain(std::size_t& at);
  bool scan_line_end(std::size_t& at);
  void skip_spaces(std::size_t& at) const;
  RecordState take_broken(std::string reason);
  void skip_line();
  void copy_fields(std::vector<std::string>& fields) const;
  [[nodiscard]] std::optional<std::string> encoding_reason() const;
  [[nodiscard]] std::string quote_reason(Scan scan) const;
  [[nodiscard]] std::size_t line_at(std::size_t at) const;

  TextSource source_;
  SplitterLimits limits_;
  SplitterForm form_;
  std::string buffer_;
  // INVARIANT: begin_ <= record_end_ <= filled_ <= buffer_.size(); the pieces lie between begin_ and
  // record_end_.
  std::size_t begin_ = 0;      // where the present record begins
  std::size_t record_end_ = 0; // where it ends, its line end included
  std::size_t filled_ = 0;
  bool at_end_ = false; // the stream has nothing after filled_
  bool failed_ = false;
  bool wrong_encoding_ = false;
  std::string line_end_;
  char separator_ = ',';
  bool ends_plain_[256] = {}; // the bytes that end a field without quotes
  std::vector<Piece> pieces_;
  bool has_quotes_ = false; // only then can a record span several lines
  std::size_t quote_ = 0;   // where the last quoted field of the scan opened
  std::size_t stop_ = 0;    // where the scan gave up
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  bool skip_rest_of_line_ = false; // the last record was broken: go on at the line below its first
  std::string reason_;
};

} // namespace strata
