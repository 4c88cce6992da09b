// Takes: the names of two files.
// Returns: `Table`, the first in blocks of whole lines; `Output`, the second, written in the order of the
// blocks. Guarantees: every line once; any number of threads may read and write at the same time. Does not:
// know quotes. It is the limit's own, as simple as this one table allows.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "bench/limit/kernels.hpp"

namespace strata::bench {

[[noreturn]] void give_up(const char* why);

class Table {
 public:
  static constexpr std::size_t kBlock = 256 << 10;
  static constexpr std::size_t kLongestLine = 4096;
  static constexpr std::size_t kBuffer = kBlock + kLongestLine + 2 * kPadding;

  explicit Table(const char* path);
  [[nodiscard]] const Layout& layout() const { return layout_; }
  [[nodiscard]] std::size_t blocks() const { return (size_ - begin_ + kBlock - 1) / kBlock; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The lines that begin in a block. `buffer` holds kBuffer bytes.
  [[nodiscard]] Block read(std::size_t block, char* buffer) const;

 private:
  int file_ = -1;
  std::size_t size_ = 0;
  std::size_t begin_ = 0; ///< of the first line behind the header
  Layout layout_;
};

class Output {
 public:
  explicit Output(const char* path);
  /// Waits until the blocks before have their place, then writes beside them.
  void write(std::size_t block, const char* text, std::size_t size);

 private:
  int file_ = -1;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> place_{0};
};

} // namespace strata::bench
