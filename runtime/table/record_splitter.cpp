// How a stream becomes blocks of whole records. A block is filled, indexed, and what follows its last whole
// record goes into the next; where not one is whole, the block grows.
#include "runtime/table/record_splitter.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "runtime/table/record_scan.hpp"
#include "runtime/table/separator.hpp"

namespace strata {

namespace {

constexpr std::size_t kAround = 2 * RecordBlock::kPadding;

char* text_of(RecordBlock& block) {
  return block.buffer.data() + RecordBlock::kPadding;
}

} // namespace

RecordSplitter::RecordSplitter(std::istream& input, SplitterLimits limits, SplitterForm form)
    : source_(input, form.encoding, limits.block), limits_(limits), form_(std::move(form)) {}

FormatProblem RecordSplitter::begin() {
  switch (source_.begin()) {
  case TextSource::Start::Unreadable: return FormatProblem::Unreadable;
  case TextSource::Start::Workbook: return FormatProblem::Workbook;
  case TextSource::Start::Gzip: return FormatProblem::Gzip;
  case TextSource::Start::EncodingUnknown: return FormatProblem::EncodingUnknown;
  case TextSource::Start::MarkContradicts: return FormatProblem::MarkContradicts;
  default: break;
  }
  if (!skip_blank_beginning()) return source_.failed() ? FormatProblem::Unreadable : FormatProblem::Empty;
  settle_separator();
  if (separator_said_ && !skip_blank_beginning())
    return source_.failed() ? FormatProblem::Unreadable : FormatProblem::Empty;
  note_line_end();
  indexer_.emplace(RecordForm{.separator = separator_,
                              .spaces = form_.spaces,
                              .return_ends = line_end_ == "\r",
                              .longest = limits_.record,
                              .large_block = 2 * limits_.block,
                              .encoding = source_.encoding(),
                              .instructions = form_.instructions});
  return FormatProblem::None;
}

BlockState RecordSplitter::next(RecordBlock& block, Most most) {
  if (block.buffer.size() > 4 * limits_.block + kAround) block = {}; // a long record needed so much
  block.clear();
  block.offset = offset_;
  filled_from_source_ = false;
  for (;;) {
    fill(block, std::max(limits_.block, std::min(2 * block.size, limits_.record)));
    if (!in_broken_ || leave_broken(block)) {
      const bool complete = has_ended() && !source_.failed();
      const std::size_t records = most == Most::One ? 1 : std::numeric_limits<std::size_t>::max();
      const RecordIndexer::Reach reach = indexer_->index(block, line_, complete, records);
      line_ = reach.line;
      in_broken_ = reach.in_broken;
      if (block.records > 0) {
        give_back(block, reach.end);
        return BlockState::Records;
      }
      drop(block, reach.end); // blank lines
    }
    if (has_ended()) return source_.failed() ? BlockState::Failed : BlockState::End;
  }
}

/// Reads one block ahead; false where the stream has ended.
bool RecordSplitter::read_ahead() {
  if (source_.at_end()) return false;
  ahead_.erase(0, ahead_at_);
  ahead_at_ = 0;
  const std::size_t size = ahead_.size();
  ahead_.resize(size + limits_.block);
  ahead_.resize(size + source_.read(ahead_.data() + size, limits_.block));
  return true;
}

std::string_view RecordSplitter::ahead() const {
  return std::string_view(ahead_).substr(ahead_at_);
}

bool RecordSplitter::has_ended() const {
  return source_.at_end() && ahead_at_ == ahead_.size();
}

/// To the first line that holds anything. False where there is none.
bool RecordSplitter::skip_blank_beginning() {
  RecordScan scan('\0', form_.spaces); // the separator is not yet known: a tab counts as a blank
  for (;;) {
    scan.set_text(ahead(), source_.at_end());
    std::size_t at = 0;
    const bool found = scan.skip_blank_lines(at, line_);
    ahead_at_ += at;
    offset_ += at;
    if (found || ahead().size() >= limits_.record) return true;
    if (!read_ahead()) return false;
  }
}

/// What is looked at begins with the header, and goes on as far as one block does, or as the header does.
/// Where the first line says what separates cells, as spreadsheet programs write it, it is no header; a
/// person who says another separator knows better.
void RecordSplitter::settle_separator() {
  constexpr std::size_t kLookedAt = std::size_t{1} << 16;
  while (ahead().size() < limits_.record &&
         (ahead().size() < kLookedAt || ahead().find_first_of("\r\n") == std::string_view::npos) &&
         read_ahead()) {
  }
  const std::string_view first_line = ahead().substr(0, ahead().find_first_of("\r\n"));
  const std::optional<char> said = separator_line(first_line);
  separator_said_ = said.has_value();
  if (form_.spaces)
    separator_ = ' ';
  else if (form_.separator)
    separator_ = *form_.separator;
  else
    separator_ = said ? *said : guess_separator(ahead());
  if (!said) return;
  ahead_at_ += first_line.size(); // its line end is a blank line now
  offset_ += first_line.size();
}

void RecordSplitter::note_line_end() {
  const std::string_view text = ahead();
  const std::size_t at = text.find_first_of("\r\n");
  if (at != text.npos) line_end_ = text.substr(at, text.substr(at).starts_with("\r\n") ? 2 : 1);
}

/// Fills the block up to so many bytes, from what was read ahead, then from the stream.
void RecordSplitter::fill(RecordBlock& block, std::size_t wanted) {
  if (block.buffer.size() < wanted + kAround) block.buffer.resize(wanted + kAround);
  const std::size_t from_ahead = std::min(wanted - block.size, ahead().size());
  std::memcpy(text_of(block) + block.size, ahead().data(), from_ahead);
  ahead_at_ += from_ahead;
  block.size += from_ahead;
  while (block.size < wanted && !source_.at_end()) {
    block.size += source_.read(text_of(block) + block.size, wanted - block.size);
    filled_from_source_ = true;
  }
}

/// Text of the block that belongs to no record.
void RecordSplitter::drop(RecordBlock& block, std::size_t size) {
  block.size -= size;
  block.offset += size;
  std::memmove(text_of(block), text_of(block) + size, block.size);
}

/// Drops the rest of a broken record's line; false where more of it is to come.
bool RecordSplitter::leave_broken(RecordBlock& block) {
  RecordScan scan(separator_, form_.spaces);
  scan.set_text({block.text(), block.size}, has_ended());
  std::size_t at = 0;
  in_broken_ = !scan.skip_line(at);
  drop(block, at);
  return !in_broken_;
}

/// What lies behind the block's records is for the next block.
void RecordSplitter::give_back(RecordBlock& block, std::size_t end) {
  const std::size_t rest = block.size - end;
  if (filled_from_source_) {
    ahead_.assign(block.text() + end, rest);
    ahead_at_ = 0;
  } else {
    ahead_at_ -= rest; // where it still stands
  }
  block.size = end;
  offset_ = block.offset + end;
  block.first_record = records_;
  records_ += block.records;
}

} // namespace strata
