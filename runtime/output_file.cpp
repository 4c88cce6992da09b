// The public form of a replaced file: its errors as diagnostics.
#include <cerrno>
#include <ostream>
#include <variant>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/strata.hpp"
#include "runtime/table/replace_file.hpp"

namespace strata {

namespace {

std::string help_for(int error_number) {
  switch (error_number) {
  case ENOENT: return "make the folder first";
  case EISDIR: return "name a file, not a folder";
  case ENOSPC:
  case EDQUOT: return "make room; a file that was there before is unchanged";
  default: return {};
  }
}

Diagnostic diagnostic_of(const FileError& error) {
  Diagnostic result;
  result.code = entry_of(Code::FileUnwritable).id;
  result.message = fmt::format("cannot write {}: {}", error.path, error.message);
  result.help = help_for(error.number);
  return result;
}

} // namespace

struct OutputFile::State {
  explicit State(ReplaceFile opened) : file(std::move(opened)) {}
  ReplaceFile file;
  bool reader_gone = false;
};

OutputFile::OutputFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

Result<OutputFile> OutputFile::open(const std::string& path) {
  auto opened = ReplaceFile::open(path);
  Result<OutputFile> result;
  if (const auto* error = std::get_if<FileError>(&opened))
    result.diagnostics.push_back(diagnostic_of(*error));
  else
    result.value = OutputFile(std::make_unique<State>(std::get<ReplaceFile>(std::move(opened))));
  return result;
}

std::ostream& OutputFile::stream() {
  return state_->file.stream();
}

std::optional<Diagnostic> OutputFile::commit() {
  const auto error = state_->file.commit();
  if (!error) return std::nullopt;
  state_->reader_gone = error->number == EPIPE;
  return diagnostic_of(*error);
}

bool OutputFile::reader_gone() const {
  return state_->reader_gone;
}

} // namespace strata
