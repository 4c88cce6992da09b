// One place for results, whether they go to a file or to standard output.
#include "repl/result_file.hpp"

#include <utility>

#include "repl/console.hpp"
#include "repl/streams.hpp"

namespace strata::program {

std::optional<ResultFile> ResultFile::open(const std::string& path) {
  ResultFile result;
  if (path.empty() || path == "-") return result;
  Result<OutputFile> opened = OutputFile::open(path);
  show(opened.diagnostics);
  if (!opened) return std::nullopt;
  result.file_ = std::move(opened.value);
  return result;
}

std::ostream& ResultFile::stream() {
  return file_ ? file_->stream() : standard_output();
}

ExitCode ResultFile::finish() {
  if (!file_) return ExitCode::Done;
  const std::optional<Diagnostic> failure = file_->commit();
  if (!failure) return ExitCode::Done;
  if (!file_->reader_gone()) show({*failure});
  return ExitCode::File;
}

} // namespace strata::program
