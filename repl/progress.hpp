// Takes: how far a run has come, now and then.
// Returns: whether it goes on: not after Ctrl-C.
// Guarantees: one line at the foot of a terminal, which is gone when the run ends; nothing where messages go
// elsewhere, and
//   nothing in the first second.
// Does not: count.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace strata::program {

class Progress {
 public:
  /// `size`: of the input in bytes, if it is known: then the line says how long it will still take.
  /// `prints`: the result goes to standard output; where that is the terminal, it shows enough by itself.
  Progress(std::optional<std::size_t> size, bool prints);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  [[nodiscard]] bool tell(std::size_t rows, std::size_t bytes);
  /// Takes the line away.
  void clear();

 private:
  std::optional<std::size_t> size_;
  bool on_terminal_;
  bool is_shown_ = false;
  std::chrono::steady_clock::time_point start_;
};

/// "1,200,000 rows, 800,000 a second, 3 s left"
[[nodiscard]] std::string progress_text(std::size_t rows, std::size_t bytes, double seconds,
                                        std::optional<std::size_t> size);

} // namespace strata::program
