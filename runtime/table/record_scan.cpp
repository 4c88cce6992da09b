// One record, byte by byte. A scan keeps no state: where the text ends too early, it is made again when more
// of the text is there.
#include "runtime/table/record_scan.hpp"

#include <cstring>

namespace strata {

namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

} // namespace

RecordScan::RecordScan(char separator, bool spaces) : separator_(separator), spaces_(spaces) {
  for (const char c : {separator_, '\n', '\r'})
    ends_plain_[static_cast<unsigned char>(c)] = true;
  if (spaces_) ends_plain_[static_cast<unsigned char>('\t')] = true; // beside the blank
}

void RecordScan::set_text(std::string_view text, bool complete) {
  text_ = text;
  complete_ = complete;
}

RecordScan::State RecordScan::scan(std::size_t begin) {
  pieces_.clear();
  has_quotes_ = false;
  std::size_t at = begin;
  skip_spaces(at); // in front of the first field they separate nothing
  for (;;) {
    Piece piece{at, at};
    if (at < text_.size() && text_[at] == '"') {
      if (const State state = scan_quoted(at); state != State::Done) return state;
    } else {
      scan_plain(at);
    }
    piece.end = at;
    pieces_.push_back(piece);
    skip_spaces(at);
    if (at == text_.size()) {
      end_ = at;
      return complete_ ? State::Done : State::More;
    }
    if (is_line_end(text_[at])) {
      if (!skip_line_end(at)) return State::More;
      end_ = at;
      return State::Done;
    }
    if (spaces_ ? at > piece.end : text_[at] == separator_) {
      if (!spaces_) ++at;
    } else {
      stop_ = at;
      return State::BehindQuote;
    }
  }
}

/// From an opening quote to behind the closing one.
RecordScan::State RecordScan::scan_quoted(std::size_t& at) {
  has_quotes_ = true;
  stop_ = at;
  for (std::size_t from = at + 1;;) {
    const std::size_t closing = text_.find('"', from);
    if (closing == text_.npos) return State::OpenQuote;
    if (closing + 1 == text_.size() && !complete_) return State::More;
    if (closing + 1 == text_.size() || text_[closing + 1] != '"') {
      at = closing + 1;
      return State::Done;
    }
    from = closing + 2;
  }
}

void RecordScan::scan_plain(std::size_t& at) const {
  const char* const data = text_.data();
  const std::size_t size = text_.size();
  std::size_t to = at;
  while (to < size && !ends_plain_[static_cast<unsigned char>(data[to])])
    ++to;
  at = to;
}

/// Where fields are separated by blanks: over all that stand here.
void RecordScan::skip_spaces(std::size_t& at) const {
  while (spaces_ && at < text_.size() && (text_[at] == ' ' || text_[at] == '\t'))
    ++at;
}

bool RecordScan::skip_blank_lines(std::size_t& at, std::size_t& lines) const {
  for (;;) {
    std::size_t to = at;
    while (to < text_.size() && (text_[to] == ' ' || text_[to] == '\t') &&
           (spaces_ || text_[to] != separator_))
      ++to;
    if (to == text_.size()) return false;
    if (!is_line_end(text_[to])) return true;
    if (!skip_line_end(to)) return false;
    at = to;
    ++lines;
  }
}

bool RecordScan::skip_line_end(std::size_t& at) const {
  const bool carriage_return = text_[at] == '\r';
  if (carriage_return && at + 1 == text_.size() && !complete_) return false;
  ++at;
  if (carriage_return && at < text_.size() && text_[at] == '\n') ++at;
  return true;
}

bool RecordScan::skip_line(std::size_t& at) const {
  while (at < text_.size() && !is_line_end(text_[at]))
    ++at;
  return at < text_.size() && skip_line_end(at);
}

std::size_t count_line_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) ++count;
  return count;
}

} // namespace strata
