// What the program says to the shell when it ends.
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/strata.hpp"

namespace strata::program {

/// A greater one is the graver one, so several outcomes of one run come down to their greatest.
enum class ExitCode : int {
  Done = 0,
  Rejects = 1,     ///< done, but some rows were rejected, or something of them failed
  CommandLine = 2, ///< the command line is wrong
  Model = 3,       ///< the model does not pass its checks, or cannot be carried out on these tables
  Example = 4,     ///< an example failed
  File = 5,        ///< a file or table could not be read or written
  ReaderGone = 141 ///< the reader of the output wants no more; what shells give for SIGPIPE
};

[[nodiscard]] inline ExitCode graver(ExitCode left, ExitCode right) {
  return std::max(left, right);
}

[[nodiscard]] bool has_error(const std::vector<Diagnostic>& diagnostics);
/// What the errors of a run mean: an option that does not suit, a file that cannot be used, or else the
/// model.
[[nodiscard]] ExitCode exit_code_of(const std::vector<Diagnostic>& diagnostics);

} // namespace strata::program
