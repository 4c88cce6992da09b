// Takes: nothing; the terminal that standard output is.
// Returns: its size at this moment.
// Guarantees: a size that a table fits into; none where the output is no terminal.
// Does not: draw.
#pragma once

#include <cstddef>
#include <optional>

namespace strata::program {

struct Window {
  std::size_t rows = 24;
  std::size_t columns = 80;
};

[[nodiscard]] std::optional<Window> output_window();

} // namespace strata::program
