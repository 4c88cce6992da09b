// Takes: the progress function of a run.
// Returns: whether the run goes on.
// Guarantees: it is asked every 0.15 seconds at most, which costs nothing.
// Does not: know what is counted.
#pragma once

#include <chrono>
#include <cstddef>

#include "runtime/strata.hpp"

namespace strata {

class Pace {
 public:
  explicit Pace(const RunOptions& options) : progress_(options.progress), told_(Clock::now()) {}

  [[nodiscard]] bool goes_on(std::size_t rows, std::size_t bytes) {
    if (!progress_) return true;
    const Clock::time_point now = Clock::now();
    if (now - told_ < std::chrono::milliseconds(150)) return true;
    told_ = now;
    return progress_(rows, bytes);
  }

 private:
  using Clock = std::chrono::steady_clock;
  const std::function<bool(std::size_t, std::size_t)>& progress_;
  Clock::time_point told_;
};

} // namespace strata
