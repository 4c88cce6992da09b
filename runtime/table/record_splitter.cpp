// How a stream of CSV becomes records. The buffer always holds the whole of the present record: a scan that
// runs into the buffer's end asks for more and starts again at the record's beginning, which keeps the scan
// free of state (the buffer at least doubles its rest each time, so no byte is scanned more than about
// twice).
#include "runtime/table/record_splitter.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "lang/source/source.hpp"
#include "runtime/table/separator.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

std::size_t count_line_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) ++count;
  return count;
}

} // namespace

RecordSplitter::RecordSplitter(std::istream& input, SplitterLimits limits, SplitterForm form)
    : source_(input, form.encoding, limits.block), limits_(limits), form_(std::move(form)) {}

FormatProblem RecordSplitter::begin() {
  switch (source_.begin()) {
  case TextSource::Start::Unreadable: return FormatProblem::Unreadable;
  case TextSource::Start::Workbook: return FormatProblem::Workbook;
  case TextSource::Start::EncodingUnknown: return FormatProblem::EncodingUnknown;
  case TextSource::Start::MarkContradicts: return FormatProblem::MarkContradicts;
  default: break;
  }
  separator_ = '\0'; // not yet known; a tab counts as a blank until it is
  if (!skip_blank_lines()) return failed_ ? FormatProblem::Unreadable : FormatProblem::Empty;
  settle_separator();
  for (const char c : {separator_, '\n', '\r'})
    ends_plain_[static_cast<unsigned char>(c)] = true;
  if (form_.spaces) ends_plain_[static_cast<unsigned char>('\t')] = true; // beside the blank
  return FormatProblem::None;
}

RecordState RecordSplitter::next(std::vector<std::string>& fields) {
  if (skip_rest_of_line_)
    skip_line();
  else
    begin_ = record_end_;
  skip_rest_of_line_ = false;
  wrong_encoding_ = false;
  if (!skip_blank_lines()) return failed_ ? RecordState::Failed : RecordState::End;
  line_ = next_line_;
  for (Scan scan = scan_record(); scan != Scan::Done; scan = scan_record()) {
    if (scan == Scan::BehindQuote || filled_ - begin_ >= limits_.record)
      return take_broken(quote_reason(scan));
    if (fill()) continue;
    if (failed_) return RecordState::Failed;
    return take_broken(quote_reason(scan));
  }
  const std::string_view record(buffer_.data() + begin_, record_end_ - begin_);
  next_line_ += has_quotes_ ? std::max<std::size_t>(1, count_line_ends(record)) : 1;
  if (auto reason = encoding_reason()) {
    reason_ = std::move(*reason);
    wrong_encoding_ = true;
    return RecordState::Broken;
  }
  copy_fields(fields);
  return RecordState::Whole;
}

std::string_view RecordSplitter::text() const {
  std::string_view record(buffer_.data() + begin_, (skip_rest_of_line_ ? filled_ : record_end_) - begin_);
  if (skip_rest_of_line_) record = record.substr(0, record.find_first_of("\r\n"));
  while (!record.empty() && is_line_end(record.back()))
    record.remove_suffix(1);
  return record;
}

/// Reads on behind what the present record has so far, which moves to the buffer's beginning. False where the
/// stream had ended already.
bool RecordSplitter::fill() {
  if (at_end_) return false;
  filled_ -= begin_;
  std::memmove(buffer_.data(), buffer_.data() + begin_, filled_);
  begin_ = record_end_ = 0;
  const std::size_t size = std::max(limits_.block, 2 * filled_);
  if (buffer_.size() < size) buffer_.resize(size);
  filled_ += source_.read(buffer_.data() + filled_, buffer_.size() - filled_);
  at_end_ = source_.at_end();
  failed_ = source_.failed();
  return true;
}

/// What is looked at begins with the header, and goes on as far as one block does, or as the header does.
void RecordSplitter::settle_separator() {
  constexpr std::size_t kLookedAt = std::size_t{1} << 16;
  const auto present = [&] { return std::string_view(buffer_.data() + begin_, filled_ - begin_); };
  while (present().size() < limits_.record &&
         (present().size() < kLookedAt || present().find_first_of("\r\n") == std::string_view::npos) &&
         fill()) {
  }
  note_line_end();
  if (form_.spaces)
    separator_ = ' ';
  else
    separator_ = form_.separator ? *form_.separator : guess_separator(present());
}

void RecordSplitter::note_line_end() {
  for (std::size_t at = begin_; at < filled_ && line_end_.empty(); ++at) {
    if (!is_line_end(buffer_[at])) continue;
    line_end_ = buffer_[at] == '\r' && at + 1 < filled_ && buffer_[at + 1] == '\n'
                    ? "\r\n"
                    : std::string(1, buffer_[at]);
  }
}

/// Moves to the next line that holds anything. False at the end.
bool RecordSplitter::skip_blank_lines() {
  for (;;) {
    std::size_t at = begin_;
    while (at < filled_ && (buffer_[at] == ' ' || buffer_[at] == '\t') &&
           (form_.spaces || buffer_[at] != separator_))
      ++at;
    const bool cut_off = at == filled_ || (buffer_[at] == '\r' && at + 1 == filled_);
    if (cut_off && filled_ - begin_ < limits_.record && fill()) continue;
    if (at == filled_) return !at_end_;
    if (!is_line_end(buffer_[at])) return true;
    scan_line_end(at);
    begin_ = record_end_ = at;
    ++next_line_;
  }
}

RecordSplitter::Scan RecordSplitter::scan_record() {
  pieces_.clear();
  has_quotes_ = false;
  std::size_t at = begin_;
  skip_spaces(at); // in front of the first cell they separate nothing
  for (;;) {
    if (at < filled_ && buffer_[at] == '"') {
      if (const Scan scan = scan_quoted(at); scan != Scan::Done) return scan;
    } else {
      scan_plain(at);
    }
    const std::size_t cell_end = at;
    skip_spaces(at);
    if (at == filled_) {
      if (!at_end_ || failed_) return Scan::More;
      record_end_ = at;
      return Scan::Done;
    }
    if (is_line_end(buffer_[at])) {
      if (!scan_line_end(at)) return Scan::More;
      record_end_ = at;
      return Scan::Done;
    }
    if (form_.spaces ? at > cell_end : buffer_[at] == separator_) {
      if (!form_.spaces) ++at;
    } else {
      stop_ = at;
      return Scan::BehindQuote;
    }
  }
}

/// From an opening quote to behind the closing one.
RecordSplitter::Scan RecordSplitter::scan_quoted(std::size_t& at) {
  has_quotes_ = true;
  quote_ = at;
  Piece piece{at + 1, at + 1, false};
  for (std::size_t from = piece.begin;;) {
    const auto* found = static_cast<const char*>(std::memchr(buffer_.data() + from, '"', filled_ - from));
    if (found == nullptr) return Scan::OpenQuote;
    piece.end = static_cast<std::size_t>(found - buffer_.data());
    if (piece.end + 1 == filled_ && (!at_end_ || failed_)) return Scan::More;
    if (piece.end + 1 == filled_ || buffer_[piece.end + 1] != '"') break;
    piece.doubled_quotes = true;
    from = piece.end + 2;
  }
  pieces_.push_back(piece);
  at = piece.end + 1;
  return Scan::Done;
}

void RecordSplitter::scan_plain(std::size_t& at) {
  const auto* const data = reinterpret_cast<const unsigned char*>(buffer_.data());
  const std::size_t filled = filled_;
  std::size_t to = at;
  while (to < filled && !ends_plain_[data[to]])
    ++to;
  pieces_.push_back({at, to, false});
  at = to;
}

/// Over a line end; false where the buffer ends in a CR whose LF may still come.
bool RecordSplitter::scan_line_end(std::size_t& at) {
  const bool carriage_return = buffer_[at] == '\r';
  if (carriage_return && at + 1 == filled_ && !at_end_) return false;
  ++at;
  if (carriage_return && at < filled_ && buffer_[at] == '\n') ++at;
  return true;
}

/// Where cells are separated by blanks: over all that stand here.
void RecordSplitter::skip_spaces(std::size_t& at) const {
  while (form_.spaces && at < filled_ && (buffer_[at] == ' ' || buffer_[at] == '\t'))
    ++at;
}

RecordState RecordSplitter::take_broken(std::string reason) {
  reason_ = std::move(reason);
  skip_rest_of_line_ = true;
  next_line_ = line_ + 1;
  return RecordState::Broken;
}

/// To the line below the one on which the (broken) record began, which may lie behind the buffer.
void RecordSplitter::skip_line() {
  do {
    while (begin_ < filled_ && !is_line_end(buffer_[begin_]))
      ++begin_;
    if (begin_ < filled_ && scan_line_end(begin_)) break;
  } while (fill());
  record_end_ = begin_;
}

void RecordSplitter::copy_fields(std::vector<std::string>& fields) const {
  fields.resize(pieces_.size());
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    std::string& field = fields[i];
    field.assign(buffer_, piece.begin, piece.end - piece.begin);
    if (!piece.doubled_quotes) continue;
    std::size_t kept = 0;
    for (std::size_t at = 0; at < field.size(); ++at) {
      field[kept++] = field[at];
      if (field[at] == '"') ++at; // its twin
    }
    field.resize(kept);
  }
}

std::optional<std::string> RecordSplitter::encoding_reason() const {
  const std::string_view record(buffer_.data() + begin_, record_end_ - begin_);
  const auto bad = first_bad_byte(record);
  if (!bad) return std::nullopt;
  const std::size_t line_break = record.substr(0, *bad).find_last_of("\r\n");
  const std::size_t line_begin = line_break == record.npos ? 0 : line_break + 1;
  const std::size_t line = line_at(begin_ + *bad);
  const auto byte = static_cast<unsigned char>(record[*bad]);
  if (encoding().is_utf8()) {
    const std::size_t position = *bad - line_begin + 1;
    if (byte == 0) return fmt::format("byte {} of line {} is a NUL", position, line);
    return fmt::format("byte {} of line {} (0x{:02X}) is not UTF-8", position, line, byte);
  }
  // The bytes of the file have been converted: what can be counted now is characters.
  const std::size_t position = count_characters(record.substr(line_begin, *bad - line_begin)) + 1;
  if (byte == 0) return fmt::format("character {} of line {} is a NUL", position, line);
  return fmt::format("character {} of line {} is not {}", position, line, encoding().name);
}

std::string RecordSplitter::quote_reason(Scan scan) const {
  if (scan == Scan::BehindQuote)
    return fmt::format(
        "a closing quote on line {} has text behind it (a quote inside quotes is written twice)",
        line_at(stop_));
  if (scan == Scan::More) return fmt::format("the record is longer than {} bytes", limits_.record);
  if (at_end_) return fmt::format("the quote that opens on line {} is never closed", line_at(quote_));
  return fmt::format("the quote that opens on line {} is not closed within {} bytes", line_at(quote_),
                     limits_.record);
}

std::size_t RecordSplitter::line_at(std::size_t at) const {
  return line_ + count_line_ends({buffer_.data() + begin_, at - begin_});
}

} // namespace strata
