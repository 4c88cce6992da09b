// Takes: a stream of CSV text in any encoding.
// Returns: its records, block by block; a record that cannot be split, with the reason.
// Guarantees: every line of the text is in a record, in a broken record, or blank; memory is bounded by the
// longest
//   record, and that by a limit.
// Does not: know headers or types; compare the number of fields with anything.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/table/instruction_set.hpp"
#include "runtime/table/record_block.hpp"
#include "runtime/table/record_indexer.hpp"
#include "runtime/table/text_source.hpp"

namespace strata {

/// What `next` gave. `Failed`: the stream gave a read error.
enum class BlockState : std::uint8_t { Records, End, Failed };

/// Why the beginning of a stream is not that of a table.
enum class FormatProblem : std::uint8_t {
  None,
  Empty,
  Workbook,
  Gzip,
  EncodingUnknown, ///< the encoding that was named
  MarkContradicts, ///< the byte order mark is that of another encoding than the one named
  Unreadable,
};

struct SplitterLimits {
  std::size_t block = std::size_t{1} << 18; ///< bytes in a block, unless a record is longer
  /// A record of more bytes is broken, so that no file can ask for all memory.
  std::size_t record = std::size_t{1} << 26;
};

/// How a table is written, where a person says it.
struct SplitterForm {
  std::string encoding = {};          ///< empty: found out
  std::optional<char> separator = {}; ///< empty: found out
  bool spaces = false;                ///< any number of blanks and tabs separates cells
  InstructionSet instructions = best_instruction_set();
};

/// Splits CSV as `RecordScan` says it; blank lines are skipped. A separator that nobody names is told from
/// the first records (`guess_separator`), unless the first line says it.
///
/// After a record that cannot be split, reading goes on at the line below the one on which it began: a stray
/// quote then costs one customer, and not all up to the next quote.
class RecordSplitter {
 public:
  explicit RecordSplitter(std::istream& input, SplitterLimits limits = {}, SplitterForm form = {});

  /// Looks at the beginning: settles the encoding and the separator. To be called once, before `next`.
  [[nodiscard]] FormatProblem begin();
  /// The next records into `block`, whose memory is reused: as many whole ones as the block holds, or only
  /// the first.
  enum class Most : std::uint8_t { Block, One };
  [[nodiscard]] BlockState next(RecordBlock& block, Most most = Most::Block);

  /// The line on which the next record begins, or on which the one that a read error cut off does.
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] char separator() const { return separator_; }
  /// The first line of the table was `sep=;`, which says the separator and is no record.
  [[nodiscard]] bool has_separator_line() const { return separator_said_; }
  [[nodiscard]] const Encoding& encoding() const { return source_.encoding(); }
  /// Of the stream.
  [[nodiscard]] std::size_t bytes_read() const { return source_.bytes_read(); }
  /// The first line end of the table: "\n", "\r\n", "\r", or "" where it has none.
  [[nodiscard]] std::string_view line_end() const { return line_end_; }
  /// The error number that the operating system gave, or 0, after `Unreadable` or `Failed`.
  [[nodiscard]] int error_number() const { return source_.error_number(); }

 private:
  [[nodiscard]] bool skip_blank_beginning();
  bool read_ahead();
  [[nodiscard]] std::string_view ahead() const;
  [[nodiscard]] bool has_ended() const;
  void settle_separator();
  void note_line_end();
  void fill(RecordBlock& block, std::size_t wanted);
  void drop(RecordBlock& block, std::size_t size);
  [[nodiscard]] bool leave_broken(RecordBlock& block);
  void give_back(RecordBlock& block, std::size_t end);

  TextSource source_;
  SplitterLimits limits_;
  SplitterForm form_;
  std::optional<RecordIndexer> indexer_;
  // Text that was read and is in no block yet: `ahead_` from `ahead_at_` on.
  std::string ahead_;
  std::size_t ahead_at_ = 0;
  bool filled_from_source_ = false; // for the present block: then nothing is left ahead
  std::uint64_t offset_ = 0;        // of what comes next in the text
  std::size_t records_ = 0;
  std::size_t line_ = 1;
  bool in_broken_ = false; // what comes next, up to a line end, is the rest of a broken record
  std::string line_end_;
  char separator_ = ',';
  bool separator_said_ = false; // by the table's first line
};

} // namespace strata
