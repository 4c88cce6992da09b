// Which exit code an error has. The library reports errors by their codes and knows nothing of the shell.
#include "repl/exit_code.hpp"

#include <array>
#include <string_view>

namespace strata::program {

namespace {

// Errors of which the cause stands on the command line: the model and the table are as they should be.
constexpr std::array<std::string_view, 7> kCommandLineCodes = {"E0807", "E0809", "E0820", "E0821",
                                                               "E0822", "E0823", "E0824"};
constexpr std::array<std::string_view, 5> kFileCodes = {"E0801", "E0802", "E0803", "E0804", "E0808"};

ExitCode exit_code_of(const Diagnostic& diagnostic) {
  // The library names the text of a setting after the option that gives it.
  if (!diagnostic.labels.empty() && diagnostic.labels.front().file.starts_with("--set"))
    return ExitCode::CommandLine;
  const std::string_view code = diagnostic.code;
  if (std::find(kCommandLineCodes.begin(), kCommandLineCodes.end(), code) != kCommandLineCodes.end())
    return ExitCode::CommandLine;
  if (std::find(kFileCodes.begin(), kFileCodes.end(), code) != kFileCodes.end()) return ExitCode::File;
  return ExitCode::Model;
}

} // namespace

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

ExitCode exit_code_of(const std::vector<Diagnostic>& diagnostics) {
  ExitCode result = ExitCode::Done;
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::Error) result = graver(result, exit_code_of(diagnostic));
  return result;
}

} // namespace strata::program
