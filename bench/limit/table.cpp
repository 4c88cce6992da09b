#include "bench/limit/table.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace strata::bench {

void give_up(const char* why) {
  std::fprintf(stderr, "strata_bench_limit: %s\n", why);
  std::exit(1);
}

namespace {

Layout layout_of(std::string header) {
  Layout layout;
  const auto place = [&](const char* name, std::uint32_t field) {
    const std::string written = name;
    if (written == "id") layout.id = field;
    if (written == "industry") layout.industry = field;
    constexpr const char* kAmounts[4] = {"revenue_y1", "revenue_y2", "revenue_y3", "potential"};
    constexpr const char* kCounts[3] = {"years", "payment_days", "complaints"};
    for (int column = 0; column < 4; ++column) {
      if (written == kAmounts[column]) layout.amounts[column] = field;
    }
    for (int column = 0; column < 3; ++column) {
      if (written == kCounts[column]) layout.counts[column] = field;
    }
  };
  for (char *rest = header.data(), *name = nullptr; (name = strtok_r(rest, ",", &rest)) != nullptr;) {
    place(name, layout.fields++);
  }
  return layout;
}

void write_at(int file, const char* text, std::size_t size, std::size_t place) {
  while (size > 0) {
    const ssize_t written = pwrite(file, text, size, static_cast<off_t>(place));
    if (written <= 0) give_up("cannot write");
    text += written;
    place += static_cast<std::size_t>(written);
    size -= static_cast<std::size_t>(written);
  }
}

} // namespace

Table::Table(const char* path) : file_(open(path, O_RDONLY)) {
  struct stat facts {};
  if (file_ < 0 || fstat(file_, &facts) != 0) give_up("cannot read the table");
  size_ = static_cast<std::size_t>(facts.st_size);
  std::string head(kLongestLine, '\0');
  head.resize(static_cast<std::size_t>(std::max<ssize_t>(0, pread(file_, head.data(), head.size(), 0))));
  const std::size_t end = head.find('\n');
  if (end == std::string::npos || end < kPadding) give_up("no header, or a short one");
  begin_ = end + 1;
  layout_ = layout_of(head.substr(0, end));
}

Block Table::read(std::size_t block, char* buffer) const {
  const std::size_t from = begin_ + block * kBlock, to = std::min(size_, from + kBlock);
  // The header is longer than the padding, so there is always something before a block.
  const std::size_t first = from - kPadding, last = std::min(size_, to + kLongestLine);
  if (pread(file_, buffer, last - first, static_cast<off_t>(first)) != static_cast<ssize_t>(last - first)) {
    give_up("cannot read");
  }
  // A line belongs to the block that it begins in.
  const auto behind_break = [&](const char* at) {
    if (at[-1] == '\n') return at;
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(buffer + (last - first) - at));
    if (found == nullptr) give_up("a line without an end, or too long a one");
    return static_cast<const char*>(found) + 1;
  };
  const char* begin = behind_break(buffer + kPadding);
  const char* end = behind_break(buffer + (to - first));
  return {.text = begin, .size = static_cast<std::size_t>(end - begin)};
}

Output::Output(const char* path) : file_(open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644)) {
  if (file_ < 0) give_up("cannot write the result");
  static constexpr char kHeader[] = "id,score,tier,discount,credit_limit\n";
  write_at(file_, kHeader, sizeof kHeader - 1, 0);
  place_ = sizeof kHeader - 1;
}

void Output::write(std::size_t block, const char* text, std::size_t size) {
  while (next_.load(std::memory_order_acquire) != block) {
    sched_yield();
  }
  const std::size_t place = place_.load(std::memory_order_relaxed);
  place_.store(place + size, std::memory_order_relaxed);
  next_.store(block + 1, std::memory_order_release);
  write_at(file_, text, size, place);
}

} // namespace strata::bench
