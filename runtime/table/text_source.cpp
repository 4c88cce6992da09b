// From bytes to UTF-8. The encoding is told from the first megabyte, which is kept until it has been given
// away; UTF-8 is then read straight into the caller's buffer, all else by way of iconv in blocks.
#include "runtime/table/text_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <istream>
#include <string_view>
#include <utility>

namespace strata {

namespace {

constexpr std::size_t kStart = std::size_t{1} << 20;
constexpr std::size_t kConverted = std::size_t{1} << 16; // at a time

} // namespace

TextSource::TextSource(std::istream& input, std::string encoding, std::size_t block)
    : input_(&input), wanted_(std::move(encoding)), block_(block) {}

TextSource::Start TextSource::begin() {
  if (!*input_) return Start::Unreadable;
  read_start();
  if (failed_ && bytes_.empty()) return Start::Unreadable;
  const std::string_view start = bytes_;
  if (start.starts_with("PK\x03\x04") || start.starts_with("\xD0\xCF\x11\xE0")) return Start::Workbook;
  if (start.starts_with("\x1F\x8B\x08")) return Start::Gzip;
  if (wanted_.empty()) {
    encoding_ = find_encoding(start, stream_ended_);
  } else {
    const auto named = named_encoding(wanted_, start);
    if (!named) return Start::EncodingUnknown;
    encoding_ = *named;
    if (const auto marked = marked_encoding(start); marked && marked->name != named->name) {
      encoding_ = *marked;
      return Start::MarkContradicts;
    }
  }
  bytes_at_ = encoding_.mark;
  if (!encoding_.is_utf8()) conversion_.emplace(encoding_);
  at_end_ = stream_ended_ && bytes_at_ == bytes_.size();
  return Start::Text;
}

std::size_t TextSource::read(char* to, std::size_t room) {
  if (conversion_) {
    while (text_at_ == text_.size() && !at_end_)
      convert_block();
  }
  const bool from_stream = !conversion_ && bytes_at_ == bytes_.size();
  std::string& held = conversion_ ? text_ : bytes_;
  std::size_t& at = conversion_ ? text_at_ : bytes_at_;
  std::size_t size = 0;
  if (from_stream) {
    if (!bytes_.empty()) bytes_ = std::string(); // the start is given away: its memory too
    bytes_at_ = 0;
    size = read_stream(to, room);
  } else {
    size = std::min(room, held.size() - at);
    std::memcpy(to, held.data() + at, size);
    at += size;
  }
  at_end_ = stream_ended_ && bytes_at_ == bytes_.size() && text_at_ == text_.size();
  return size;
}

void TextSource::read_start() {
  while (bytes_.size() < kStart && !stream_ended_) {
    const std::size_t size = bytes_.size();
    bytes_.resize(std::min(kStart, size + block_));
    bytes_.resize(size + read_stream(bytes_.data() + size, bytes_.size() - size));
  }
}

std::size_t TextSource::read_stream(char* to, std::size_t room) {
  if (stream_ended_) return 0;
  errno = 0;
  input_->read(to, static_cast<std::streamsize>(room));
  stream_ended_ = !*input_;
  if (input_->bad()) {
    failed_ = true;
    error_number_ = errno;
  }
  const auto size = static_cast<std::size_t>(input_->gcount());
  bytes_read_ += size;
  return size;
}

/// Converts what has been read, or where that is used up (but for a character that is cut off) reads on.
void TextSource::convert_block() {
  text_.clear();
  text_at_ = 0;
  const std::string_view ready = std::string_view(bytes_).substr(bytes_at_, kConverted);
  const bool last = stream_ended_ && ready.size() == bytes_.size() - bytes_at_;
  bytes_at_ += conversion_->convert(ready, last, text_);
  if (!text_.empty() || last) {
    at_end_ = last && text_.empty();
    return;
  }
  bytes_.erase(0, bytes_at_);
  bytes_at_ = 0;
  const std::size_t kept = bytes_.size();
  bytes_.resize(kept + block_);
  bytes_.resize(kept + read_stream(bytes_.data() + kept, block_));
}

} // namespace strata
