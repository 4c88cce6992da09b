// One place for results, whether they go to a file or to standard output.
#include "repl/result_file.hpp"

#include <filesystem>
#include <system_error>
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
  if (file_->reader_gone()) return ExitCode::ReaderGone;
  show({*failure});
  return ExitCode::File;
}

bool same_file(const std::string& left, const std::string& right) {
  namespace fs = std::filesystem;
  if (left.empty() || right.empty() || left == "-" || right == "-") return false;
  std::error_code ignored; // what cannot be looked up is said where the file is opened
  const fs::file_status status = fs::status(left, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) return false;
  if (fs::equivalent(left, right, ignored)) return true; // by links too
  const auto full = [&](const std::string& path) {
    return fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  };
  return full(left) == full(right);
}

} // namespace strata::program
