// The line that says how far a long run has come.
#include "repl/progress.hpp"

#include <cmath>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "repl/console.hpp"
#include "repl/interrupt.hpp"

namespace strata::program {

namespace {

constexpr double kQuiet = 1; // seconds

/// "45 s", "2:05 min", "1:10 h"
std::string time_text(double seconds) {
  const auto whole = static_cast<std::size_t>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02} h", whole / 3600, whole % 3600 / 60);
}

bool has_line(bool prints) {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && !(prints && ::isatty(STDOUT_FILENO) == 1) &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

} // namespace

std::string progress_text(std::size_t rows, std::size_t bytes, double seconds,
                          std::optional<std::size_t> size) {
  std::string text = fmt::format("{}, {} a second", counted(rows, "row"),
                                 grouped(static_cast<std::size_t>(static_cast<double>(rows) / seconds)));
  if (size && bytes > 0 && *size >= bytes)
    text += fmt::format(", {} left",
                        time_text(seconds * static_cast<double>(*size - bytes) / static_cast<double>(bytes)));
  return text;
}

Progress::Progress(std::optional<std::size_t> size, bool prints)
    : size_(size), on_terminal_(has_line(prints)), start_(std::chrono::steady_clock::now()) {}

bool Progress::tell(std::size_t rows, std::size_t bytes) {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
  if (on_terminal_ && passed.count() >= kQuiet) {
    say_text(fmt::format("\r\x1b[K{}", progress_text(rows, bytes, passed.count(), size_)));
    is_shown_ = true;
  }
  return !reading_stopped();
}

void Progress::clear() {
  if (is_shown_) say_text("\r\x1b[K");
  is_shown_ = false;
}

} // namespace strata::program
