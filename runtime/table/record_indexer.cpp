// How the text of a block becomes its records.
#include "runtime/table/record_indexer.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "lang/source/source.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::size_t kShownOfBroken = 1024; // messages show less

} // namespace

RecordIndexer::RecordIndexer(RecordForm form)
    : form_(std::move(form)),
      kernels_(kernels::kernels_for(std::min(form_.instructions, best_instruction_set()))),
      scan_(form_.separator, form_.spaces) {}

RecordIndexer::Reach RecordIndexer::index(RecordBlock& block, std::size_t line, bool complete,
                                          std::size_t most) {
  block_ = &block;
  text_ = {block.text(), block.size};
  fields_ = 0;
  line_ = line;
  reach_ = {};
  // A scan looks at one record only, and knows the longest; a text of CRs alone is irregular everywhere.
  const bool runs = most > 1 && !form_.spaces && !form_.return_ends &&
                    text_.size() <= std::min(form_.longest, form_.large_block);
  do {
    if (runs) index_run();
  } while (scan_record(complete) && block.records < most && text_.size() <= form_.large_block);
  reach_.line = line_;
  if (!block.has_quotes.empty()) block.has_quotes.resize(block.records);
  return reach_;
}

/// Takes the records from here to the first that is irregular or not whole.
void RecordIndexer::index_run() {
  run_ = {};
  const std::size_t from = reach_.end;
  std::size_t found = 0;
  for (std::size_t at = from; at < text_.size() && !run_.irregular; at += kernels::kIndexPiece) {
    std::vector<std::uint32_t>& ends = block_->ends;
    const std::size_t needed = fields_ + found + kernels::kIndexRoom;
    if (ends.size() < needed) ends.resize(std::max(needed, 2 * ends.size()));
    const std::size_t to = std::min(at + kernels::kIndexPiece, text_.size());
    found += kernels_.index_piece(text_.data(), at, to, form_.separator, run_, ends.data() + fields_ + found);
  }
  while (found > 0 && text_[block_->ends[fields_ + found - 1]] != '\n')
    --found;
  if (found > 0) take_run(from, found, run_.lines);
}

/// Takes the records whose ends stand behind the block's fields; the first begins at `from`.
void RecordIndexer::take_run(std::size_t from, std::size_t fields, std::size_t lines) {
  const std::size_t to = block_->ends[fields_ + fields - 1] + std::size_t{1};
  const std::string_view all = text_.substr(from, to - from);
  const bool bad_bytes =
      run_.beyond_ascii && !kernels_.is_text(all.data(), all.size()) && first_bad_byte(all);
  if (bad_bytes || run_.lines_in_quotes || !take_even(from, fields, lines))
    take_fields(from, fields, bad_bytes);
  block_->may_hold_quotes |= run_.quotes;
  block_->doubled_quotes |= run_.doubled_quotes;
  reach_.end = to;
}

/// The usual case: every record is one line and has as many fields as the first.
bool RecordIndexer::take_even(std::size_t from, std::size_t fields, std::size_t lines) {
  RecordBlock& block = *block_;
  std::uint32_t* const ends = block.ends.data() + fields_;
  std::size_t each = 1;
  while (text_[ends[each - 1]] != '\n')
    ++each;
  if (each == 1 || fields != each * lines) return false; // a single field may be a blank line
  // There are as many line ends as records: if each record's last field ends in one, no other does.
  const char* const text = text_.data();
  bool regular = true;
  for (std::size_t last = each - 1; last < fields; last += each)
    regular &= text[ends[last]] == '\n';
  if (!regular) return false;

  const bool alone = block.records == 0;
  block.uniform_fields = !run_.quotes && (alone || block.uniform_fields == each) ? each : 0;
  const std::size_t old = block.records;
  block.begin.resize(old + lines);
  block.first.resize(old + lines + 1);
  std::uint32_t* const begin = block.begin.data() + old;
  std::uint32_t* const first = block.first.data() + old + 1;
  auto next_begin = static_cast<std::uint32_t>(from);
  for (std::size_t record = 0; record < lines; ++record) {
    std::uint32_t& end = ends[(record + 1) * each - 1];
    begin[record] = next_begin;
    first[record] = static_cast<std::uint32_t>(fields_ + (record + 1) * each);
    next_begin = end + 1;
    if (run_.returns && text[end - 1] == '\r') --end;
  }
  note_lines(lines);
  if (run_.quotes || !block.has_quotes.empty()) block.has_quotes.resize(old + lines);
  for (std::size_t record = 0; run_.quotes && record < lines; ++record)
    block.has_quotes[old + record] = begins_quoted(fields_ + record * each, each, begin[record]) ? 1 : 0;
  block.records += lines;
  line_ += lines;
  fields_ += fields;
  return true;
}

/// Records of any numbers of fields. Ends of blank lines and of records with bad bytes are left out, so ends
/// move towards the front as they are taken.
void RecordIndexer::take_fields(std::size_t from, std::size_t fields, bool check_bytes) {
  std::size_t record_fields = 0;
  std::size_t begin = from;
  const std::size_t all = fields_ + fields;
  for (std::size_t read = fields_; read < all; ++read) {
    const std::uint32_t field_end = block_->ends[read];
    block_->ends[fields_ + record_fields++] = field_end;
    if (text_[field_end] != '\n') continue;
    std::uint32_t& last = block_->ends[fields_ + record_fields - 1];
    if (run_.returns && last > begin && text_[last - 1] == '\r') --last;
    const std::string_view record = text_.substr(begin, field_end + 1 - begin);
    const std::size_t lines = run_.lines_in_quotes ? std::max<std::size_t>(1, count_line_ends(record)) : 1;
    if (record_fields == 1 && is_blank(begin, last)) {
      ++line_;
    } else if (const auto bad = check_bytes ? first_bad_byte(record) : std::nullopt) {
      put_broken(record, lines, bytes_reason(record, *bad), true);
    } else {
      const bool quotes = run_.quotes && begins_quoted(fields_, record_fields, begin);
      fields_ += record_fields;
      put_record(begin, lines, quotes);
    }
    record_fields = 0;
    begin = field_end + std::size_t{1};
  }
}

/// Takes the next record by itself; false where the text ends before it does.
bool RecordIndexer::scan_record(bool complete) {
  const std::size_t seen = std::min(text_.size(), reach_.end + form_.longest);
  const bool at_end = complete && seen == text_.size();
  scan_.set_text(text_.substr(0, seen), at_end);
  const bool begins = scan_.skip_blank_lines(reach_.end, line_);
  const bool too_long = seen - reach_.end >= form_.longest;
  if (!begins && at_end) {
    reach_.end = text_.size();
    return false;
  }
  RecordScan::State state = begins || too_long ? scan_.scan(reach_.end) : RecordScan::State::More;
  // Blank lines may have moved the record on, so that more of the text belongs to it.
  if (state != RecordScan::State::Done && !too_long && seen < text_.size()) return true;
  if (state == RecordScan::State::Done) {
    take_scanned();
    return true;
  }
  if (!too_long && !at_end) {
    if (state != RecordScan::State::BehindQuote) return false;
    // Its text is shown up to the end of the line, wherever a block ends.
    std::size_t line_end = reach_.end;
    if (text_.size() - reach_.end < kShownOfBroken && !scan_.skip_line(line_end)) return false;
  }
  take_broken(quote_reason(state, at_end), complete);
  return !reach_.in_broken && reach_.end < text_.size();
}

void RecordIndexer::take_scanned() {
  const std::size_t begin = reach_.end;
  reach_.end = scan_.end();
  const std::string_view record = text_.substr(begin, reach_.end - begin);
  const std::size_t lines = scan_.has_quotes() ? std::max<std::size_t>(1, count_line_ends(record)) : 1;
  if (const auto bad = first_bad_byte(record)) {
    put_broken(record, lines, bytes_reason(record, *bad), true);
    return;
  }
  for (const RecordScan::Piece& piece : scan_.pieces()) {
    if (form_.spaces) block_->starts.push_back(static_cast<std::uint32_t>(piece.begin));
    put_end(piece.end);
  }
  block_->may_hold_quotes = true; // perhaps: such records are few
  block_->doubled_quotes |= scan_.has_quotes();
  put_record(begin, lines, scan_.has_quotes());
}

/// The record that the scan gave up; reading goes on at the line below the one on which it began.
void RecordIndexer::take_broken(std::string reason, bool complete) {
  const std::size_t begin = reach_.end;
  scan_.set_text(text_, complete);
  reach_.in_broken = !scan_.skip_line(reach_.end) && !complete;
  put_broken(text_.substr(begin, reach_.end - begin), 1, std::move(reason), false);
}

void RecordIndexer::put_end(std::size_t end) {
  if (block_->ends.size() == fields_) block_->ends.resize(std::max<std::size_t>(64, 2 * fields_));
  block_->ends[fields_++] = static_cast<std::uint32_t>(end);
}

/// The fields of the record stand in the block already.
void RecordIndexer::put_record(std::size_t begin, std::size_t lines, bool quotes) {
  RecordBlock& block = *block_;
  const std::size_t count = fields_ - block.first.back();
  if (block.records == 0) block.uniform_fields = count;
  if (quotes || count != block.uniform_fields) block.uniform_fields = 0;
  if (quotes || !block.has_quotes.empty()) {
    block.has_quotes.resize(block.records);
    block.has_quotes.push_back(quotes ? 1 : 0);
  }
  note_lines(1);
  block.begin.push_back(static_cast<std::uint32_t>(begin));
  block.first.push_back(static_cast<std::uint32_t>(fields_));
  ++block.records;
  line_ += lines;
}

/// The lines of so many records that come next, which begin on `line_` and the lines below.
void RecordIndexer::note_lines(std::size_t count) {
  RecordBlock& block = *block_;
  if (block.records == 0) block.first_line = line_;
  const std::size_t step = line_ - block.first_line;
  std::vector<std::uint32_t>& steps = block.line_steps;
  if (steps.empty() && step == block.records) return; // as long as each record is one line
  const std::size_t known = steps.empty() ? 0 : block.records;
  steps.resize(block.records + count);
  std::iota(steps.begin() + static_cast<std::ptrdiff_t>(known),
            steps.end() - static_cast<std::ptrdiff_t>(count), static_cast<std::uint32_t>(known));
  std::iota(steps.end() - static_cast<std::ptrdiff_t>(count), steps.end(), static_cast<std::uint32_t>(step));
}

void RecordIndexer::put_broken(std::string_view text, std::size_t lines, std::string reason,
                               bool wrong_encoding) {
  const auto begin = static_cast<std::size_t>(text.data() - text_.data());
  while (text.ends_with('\n') || text.ends_with('\r'))
    text.remove_suffix(1);
  block_->broken.push_back(
      {block_->records, std::string(text.substr(0, kShownOfBroken)), std::move(reason), wrong_encoding});
  put_record(begin, lines, false);
}

bool RecordIndexer::is_blank(std::size_t from, std::size_t to) const {
  return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(from),
                     text_.begin() + static_cast<std::ptrdiff_t>(to),
                     [](char c) { return c == ' ' || c == '\t'; });
}

/// Whether any of the fields, whose ends begin at `from`, begins with a quote.
bool RecordIndexer::begins_quoted(std::size_t from, std::size_t fields, std::size_t begin) const {
  const std::uint32_t* const ends = block_->ends.data() + from;
  if (text_[begin] == '"') return true;
  for (std::size_t field = 1; field < fields; ++field)
    if (text_[ends[field - 1] + 1] == '"') return true;
  return false;
}

std::string RecordIndexer::bytes_reason(std::string_view record, std::size_t bad) const {
  const std::size_t line_break = record.substr(0, bad).find_last_of("\r\n");
  const std::size_t line_begin = line_break == record.npos ? 0 : line_break + 1;
  const std::size_t line = line_ + count_line_ends(record.substr(0, bad));
  const auto byte = static_cast<unsigned char>(record[bad]);
  if (form_.encoding.is_utf8()) {
    const std::size_t position = bad - line_begin + 1;
    if (byte == 0) return fmt::format("byte {} of line {} is a NUL", position, line);
    return fmt::format("byte {} of line {} (0x{:02X}) is not UTF-8", position, line, byte);
  }
  // The bytes of the file have been converted: what can be counted now is characters.
  const std::size_t position = count_characters(record.substr(line_begin, bad - line_begin)) + 1;
  if (byte == 0) return fmt::format("character {} of line {} is a NUL", position, line);
  return fmt::format("character {} of line {} is not {}", position, line, form_.encoding.name);
}

std::string RecordIndexer::quote_reason(RecordScan::State state, bool complete) const {
  if (state == RecordScan::State::More)
    return fmt::format("the record is longer than {} bytes", form_.longest);
  const std::size_t line = line_ + count_line_ends(text_.substr(reach_.end, scan_.stop() - reach_.end));
  if (state == RecordScan::State::BehindQuote)
    return fmt::format(
        "a closing quote on line {} has text behind it (a quote inside quotes is written twice)", line);
  if (complete) return fmt::format("the quote that opens on line {} is never closed", line);
  return fmt::format("the quote that opens on line {} is not closed within {} bytes", line, form_.longest);
}

} // namespace strata
