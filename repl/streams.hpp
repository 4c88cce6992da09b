// Takes: paths, or `-` for the standard streams.
// Returns: streams over them whose errors keep their reason.
// Guarantees: a read ends when the program is asked to stop; standard output gets whole lines only.
// Does not: replace files (OutputFile of the library does), print.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace strata::program {

/// Fills standard streams that the caller has closed, so that no file opened later is taken for one of them.
void guard_standard_streams();

/// A file, or standard input where the path is `-`, opened for reading.
class InputStream {
 public:
  explicit InputStream(const std::string& path);
  InputStream(InputStream&&) noexcept;
  ~InputStream();

  [[nodiscard]] std::istream& stream();
  /// Why opening or reading failed, as the system says it ("No such file or directory").
  [[nodiscard]] std::optional<std::string> error() const;
  /// In bytes; empty for what is no file.
  [[nodiscard]] std::optional<std::size_t> file_size() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
  std::unique_ptr<std::istream> stream_;
};

/// The whole text of a file or of standard input; empty, with `error` set, where it cannot be read.
[[nodiscard]] std::optional<std::string> read_text(const std::string& path, std::string& error);

/// Standard output. It must be finished once, at the end, when everything has been written.
[[nodiscard]] std::ostream& standard_output();
/// Writes what is left; why writing failed, if it did. A closed pipe gives an empty reason: nobody is
/// listening.
[[nodiscard]] std::optional<std::string> finish_standard_output();

} // namespace strata::program
