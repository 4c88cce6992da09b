// The oracle of the splitter's tests.
#include "tests/unit/table/plain_splitter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "runtime/table/text_form.hpp"

namespace strata {

std::vector<PlainRecord> PlainSplitter::records() {
  std::vector<PlainRecord> result;
  std::size_t at = 0;
  std::size_t line = 1;
  while (at < text_.size()) {
    if (skip_blank_line(at)) {
      ++line;
      continue;
    }
    if (text_.find_first_not_of(separator_ == '\t' ? " " : " \t", at) == text_.npos &&
        text_.size() - at < longest_)
      break; // blanks with no line end
    PlainRecord record{.line = line, .fields = {}, .broken = {}};
    if (split(at, record)) {
      const std::size_t lines = std::max<std::size_t>(1, lines_in(at, end_));
      record.broken = wrong_byte(at, end_, line);
      if (!record.broken.empty()) record.fields.clear();
      at = end_;
      line += lines;
    } else {
      record.fields.clear();
      while (at < text_.size() && line_end(at) == 0)
        ++at;
      at += line_end(at);
      ++line;
    }
    result.push_back(record);
  }
  return result;
}

bool PlainSplitter::skip_blank_line(std::size_t& at) const {
  std::size_t to = at;
  while (to < text_.size() && to - at < longest_ && text_[to] != separator_ &&
         (text_[to] == ' ' || text_[to] == '\t'))
    ++to;
  const std::size_t length = line_end(to);
  if (length == 0 || to + length - at > longest_) return false;
  at = to + length;
  return true;
}

bool PlainSplitter::split(std::size_t begin, PlainRecord& record) {
  // What lies behind the longest record is out of sight.
  const std::size_t seen = std::min(text_.size(), begin + longest_);
  const bool cut = seen < text_.size();
  const std::string too_long = fmt::format("the record is longer than {} bytes", longest_);
  std::size_t at = begin;
  for (;;) {
    std::string field;
    if (at < seen && text_[at] == '"') {
      const std::size_t open_line = record.line + lines_in(begin, at);
      for (++at;; ++at) {
        if (at == seen) {
          record.broken = cut ? fmt::format("the quote that opens on line {} is not closed within {} bytes",
                                            open_line, longest_)
                              : fmt::format("the quote that opens on line {} is never closed", open_line);
          return false;
        }
        if (text_[at] == '"') {
          if (at + 1 == seen && cut) {
            record.broken = too_long;
            return false;
          }
          if (at + 1 == seen || text_[at + 1] != '"') break;
          ++at;
        }
        field += text_[at];
      }
      ++at;
    } else {
      while (at < seen && text_[at] != separator_ && text_[at] != '\n' && text_[at] != '\r')
        field += text_[at++];
    }
    record.fields.push_back(field);
    if (at == seen && cut) {
      record.broken = too_long;
      return false;
    }
    if (at == seen) {
      end_ = at;
      return true;
    }
    if (const std::size_t length = line_end(at); length > 0) {
      // A CR may be all that is seen of a line end.
      if (cut && text_[at] == '\r' && at + 1 == seen) {
        record.broken = too_long;
        return false;
      }
      end_ = at + length;
      return true;
    }
    if (text_[at] != separator_) {
      record.broken = fmt::format(
          "a closing quote on line {} has text behind it (a quote inside quotes is written twice)",
          record.line + lines_in(begin, at));
      return false;
    }
    ++at;
  }
}

/// What is said of the first byte of a record that is a NUL or no UTF-8.
std::string PlainSplitter::wrong_byte(std::size_t begin, std::size_t end, std::size_t line) const {
  std::size_t position = 1;
  for (std::size_t at = begin; at < end;) {
    const std::size_t length =
        text_[at] == '\0' ? 0 : character_length(std::string_view(text_).substr(0, end), at);
    if (length == 0) {
      const std::size_t on = line + lines_in(begin, at);
      if (text_[at] == '\0') return fmt::format("byte {} of line {} is a NUL", position, on);
      return fmt::format("byte {} of line {} (0x{:02X}) is not UTF-8", position, on,
                         static_cast<unsigned char>(text_[at]));
    }
    position = text_[at] == '\n' || text_[at] == '\r' ? 1 : position + length;
    at += length;
  }
  return {};
}

} // namespace strata
