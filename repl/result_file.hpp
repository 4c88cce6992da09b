// Takes: where a result goes: a path, or nothing for standard output.
// Returns: a stream for it.
// Guarantees: a file is replaced only by `finish`, and only when everything was written; why not has been
// said. Does not: finish standard output (main does, once).
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "repl/exit_code.hpp"
#include "runtime/strata.hpp"

namespace strata::program {

class ResultFile {
 public:
  /// Empty, after saying why, where the file cannot be written.
  [[nodiscard]] static std::optional<ResultFile> open(const std::string& path);

  [[nodiscard]] std::ostream& stream();
  [[nodiscard]] ExitCode finish();

 private:
  std::optional<OutputFile> file_; // empty: standard output
};

/// Whether two paths of the command line name one file. A device may be named twice, and so may the standard
/// streams.
[[nodiscard]] bool same_file(const std::string& left, const std::string& right);

} // namespace strata::program
