// Takes: a block's text, which begins where a record may.
// Returns: the block's records, and how far they reach.
// Guarantees: what `RecordScan` says of every record, whatever the instruction set; blank lines are skipped
// and counted.
// Does not: read streams.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/table/encoding.hpp"
#include "runtime/table/instruction_set.hpp"
#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/record_block.hpp"
#include "runtime/table/record_scan.hpp"

namespace strata {

/// How the records of one table are written, and how long they may be.
struct RecordForm {
  char separator = ',';
  bool spaces = false;         ///< any number of blanks and tabs separates fields
  bool return_ends = false;    ///< lines end in CR alone
  std::size_t longest = 0;     ///< bytes; a longer record is broken
  std::size_t large_block = 0; ///< a text above this is there for one record, and gives no more
  Encoding encoding = {};
  InstructionSet instructions = best_instruction_set();
};

/// Regular text (quotes stand around fields, CRs before LFs) is indexed by kernels, from a record's beginning
/// to the first place that is irregular; the record that holds this is scanned, and the index goes on behind
/// it.
class RecordIndexer {
 public:
  explicit RecordIndexer(RecordForm form);

  struct Reach {
    std::size_t end = 0;    ///< where the first record begins that is not in the block
    std::size_t line = 0;   ///< the line of that place
    bool in_broken = false; ///< from there to the next line end is the rest of a broken record
  };
  /// Finds at most `most` records in the text of `block`, which begins on `line`; nothing follows the text
  /// where it is `complete`.
  Reach index(RecordBlock& block, std::size_t line, bool complete, std::size_t most);

 private:
  void index_run();
  void take_run(std::size_t from, std::size_t fields, std::size_t lines);
  bool take_even(std::size_t from, std::size_t fields, std::size_t lines);
  void take_fields(std::size_t from, std::size_t fields, bool check_bytes);
  bool scan_record(bool complete);
  void take_scanned();
  void take_broken(std::string reason, bool complete);
  void put_end(std::size_t end);
  void put_record(std::size_t begin, std::size_t lines, bool quotes);
  void put_broken(std::string_view text, std::size_t lines, std::string reason, bool wrong_encoding);
  void note_lines(std::size_t count);
  [[nodiscard]] bool is_blank(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool begins_quoted(std::size_t from, std::size_t fields, std::size_t begin) const;
  [[nodiscard]] std::string bytes_reason(std::string_view record, std::size_t bad) const;
  [[nodiscard]] std::string quote_reason(RecordScan::State state, bool complete) const;

  RecordForm form_;
  const kernels::Kernels& kernels_;
  RecordScan scan_;
  RecordBlock* block_ = nullptr;
  std::string_view text_;
  kernels::IndexState run_;
  std::size_t fields_ = 0; ///< in the block
  std::size_t line_ = 0;
  Reach reach_;
};

} // namespace strata
