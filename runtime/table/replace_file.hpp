// Takes: the path of a file, what is to stand in it.
// Returns: a stream to write to; at `commit`, the file with the new text, or why there is none.
// Guarantees: the file is the old one or the whole new one, whatever happens; an existing file keeps its
// permissions;
//   an error of any write is seen, with the operating system's words.
// Does not: lock (of two writers the later one wins); make folders.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <variant>

namespace strata {

/// Why a file could not be written.
struct FileError {
  std::string path;
  int number = 0;      ///< the operating system's error number
  std::string message; ///< "No space left on device"
};

/// A file written beside its target, `.NAME.PID-N.tmp`, and renamed when whole. A symbolic link stays, and
/// the file that it names is replaced. What is no regular file (a device, a pipe, a file descriptor under
/// /dev/fd) has nothing to replace and is written straight.
class ReplaceFile {
 public:
  [[nodiscard]] static std::variant<ReplaceFile, FileError> open(const std::string& path);
  ReplaceFile(ReplaceFile&&) noexcept;
  ReplaceFile& operator=(ReplaceFile&&) noexcept;
  ~ReplaceFile(); ///< removes what was written beside the target, unless it was committed

  /// Fails (badbit) from the first write that did; `commit` then tells why.
  [[nodiscard]] std::ostream& stream();
  /// Flushes, waits for the disk and renames. An empty result is success; a second call does nothing more.
  [[nodiscard]] std::unique_ptr<FileError> commit();

 private:
  struct State;
  explicit ReplaceFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace strata
