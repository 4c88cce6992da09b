// Takes: nothing; a run of whole records of a table.
// Returns: `RecordBlock`, the text of the records and where their fields are.
// Guarantees: in input order; every line of the table is in a record, in a broken record, or blank.
// Does not: know headers or types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// A record that cannot be split, or whose bytes are no text.
struct BrokenRecord {
  std::size_t record = 0; ///< its place in the block
  std::string text;       ///< its first line as it stands, or the beginning of that
  std::string reason;     ///< as a sentence
  bool wrong_encoding = false;
};

/// What stands in a quoted field, written to `to`: without its outer quotes, each doubled one once.
void unquote(std::string_view field, std::string& to);

/// Fields are told by their ends. Field f of record r lies between what ended the field before it and
/// `ends[first[r] + f]`, outer quotes included; fields of a record without quotes are its cells as they
/// stand.
struct RecordBlock {
  /// Readable bytes (of no meaning) on either side of the text, so that vector loads need no care.
  static constexpr std::size_t kPadding = 64;

  std::vector<char> buffer; ///< at least kPadding bytes, the text, kPadding bytes
  std::size_t size = 0;     ///< of the text
  /// How much of the table's text stands before it: bytes of a UTF-8 file, its byte order mark not counted.
  std::uint64_t offset = 0;

  std::size_t records = 0;          ///< broken ones included
  std::size_t first_record = 0;     ///< how many records of the table stand before it
  std::vector<std::uint32_t> begin; ///< per record: where it begins
  std::vector<std::uint32_t> first; ///< per record, and one more: the index of its first field in `ends`
  /// Per field: the offset of what ends it: separator, line end, end of the text. May be longer than that.
  std::vector<std::uint32_t> ends;
  /// Per field: where it begins; empty (nearly always) where each begins right behind what ended the one
  /// before it.
  std::vector<std::uint32_t> starts;
  /// Set where every record has exactly so many fields, none of them in quotes: then first[r] is r ·
  /// uniform_fields.
  std::size_t uniform_fields = 0;
  bool may_hold_quotes = false;         ///< some byte of its text may be a quote
  bool doubled_quotes = false;          ///< some cell in quotes may hold a quote, which is written twice
  std::vector<std::uint8_t> has_quotes; ///< per record: some field begins with a quote; empty where none does

  std::size_t first_line = 1; ///< of the first record, from 1
  /// Per record: its line less first_line; empty where it is the record's place.
  std::vector<std::uint32_t> line_steps;
  std::vector<BrokenRecord> broken; ///< in order; they have no fields

  [[nodiscard]] const char* text() const { return buffer.data() + kPadding; }
  [[nodiscard]] std::size_t line_of(std::size_t record) const {
    return first_line + (line_steps.empty() ? record : line_steps[record]);
  }
  [[nodiscard]] std::size_t fields_of(std::size_t record) const { return first[record + 1] - first[record]; }
  /// A field as it stands in the text, quotes included.
  [[nodiscard]] std::string_view raw_field(std::size_t record, std::size_t field) const {
    const std::size_t at = first[record] + field;
    std::size_t from = field == 0 ? begin[record] : ends[at - 1] + 1;
    if (!starts.empty()) from = starts[at];
    return {text() + from, ends[at] - from};
  }
  /// Its cell, written to `to`: what stands between the outer quotes, each doubled quote once.
  void copy_field(std::size_t record, std::size_t field, std::string& to) const;
  /// The text of a record that is not broken, without its line end.
  [[nodiscard]] std::string_view record_text(std::size_t record) const;
  /// The broken record at this place; null where it is none.
  [[nodiscard]] const BrokenRecord* broken_at(std::size_t record) const;
  /// Leaves out this record and those behind it.
  void cut(std::size_t record);
  /// Empties it; its memory stays.
  void clear();
};

} // namespace strata
