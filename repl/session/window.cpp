// The size of the terminal's window.
#include "repl/session/window.hpp"

#include <algorithm>

#include <sys/ioctl.h>
#include <unistd.h>

namespace strata::program {

std::optional<Window> output_window() {
  if (::isatty(STDOUT_FILENO) != 1) return std::nullopt;
  winsize size{};
  Window window;
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
    window = {size.ws_row, size.ws_col};
  return Window{std::max<std::size_t>(window.rows, 8), std::max<std::size_t>(window.columns, 20)};
}

} // namespace strata::program
