// How a result file takes the place of an older one. The temporary file lies in the target's folder, because
// a file can be renamed within one file system only; it reaches the disk before the rename, so that after a
// loss of power the name stands for the old text or the new one, never for an empty file.
#include "runtime/table/replace_file.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>
#include <ostream>
#include <streambuf>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace strata {

namespace {

/// Writes to a file descriptor and keeps the first error, which the standard streams forget.
class DescriptorBuffer final : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) { reset(); }

  [[nodiscard]] int error_number() const { return error_number_; }

 protected:
  int_type overflow(int_type c) override {
    if (!drain()) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

  int sync() override { return drain() ? 0 : -1; }

  // Much at once is written from where it stands.
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    if (static_cast<std::size_t>(count) < bytes_.size()) return std::streambuf::xsputn(text, count);
    return drain() && write_all(text, text + count) ? count : 0;
  }

 private:
  void reset() { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

  bool drain() {
    const bool done = write_all(pbase(), pptr());
    reset();
    return done;
  }

  bool write_all(const char* at, const char* end) {
    while (error_number_ == 0 && at < end) {
      const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(end - at));
      if (written > 0)
        at += written;
      else if (written == 0 || errno != EINTR)
        error_number_ = written == 0 ? EIO : errno;
    }
    return error_number_ == 0;
  }

  int descriptor_;
  int error_number_ = 0;
  std::array<char, std::size_t{1} << 16> bytes_;
};

/// The open descriptor that a path such as /dev/stdout or /dev/fd/3 means. It is duplicated rather than
/// opened again, which would start a redirected file anew and does not work for a socket.
std::optional<int> named_descriptor(std::string_view path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    int number = 0;
    const char* const end = path.data() + path.size();
    const auto [stop, error] = std::from_chars(path.data() + folder.size(), end, number);
    if (error == std::errc{} && stop == end && number >= 0) return number;
  }
  return std::nullopt;
}

/// The path behind a chain of symbolic links, whether or not there is anything yet.
std::filesystem::path behind_links(std::filesystem::path path) {
  constexpr int kMostLinks = 40; // as many as the operating system follows
  std::error_code error;
  for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(path, error); ++i) {
    const std::filesystem::path target = std::filesystem::read_symlink(path, error);
    if (error) break;
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

/// Creates a new file in the target's folder with a name that no other file has.
int create_beside(const std::filesystem::path& target, std::string& name) {
  static std::atomic<unsigned> counter{0};
  constexpr std::size_t kMostOfName = 200; // a name has at most 255 bytes
  const std::string base = target.filename().string().substr(0, kMostOfName);
  for (;;) {
    name = (target.parent_path() / fmt::format(".{}.{}-{}.tmp", base, ::getpid(), counter++)).string();
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
}

/// A rename is only certain once the folder is on the disk; a file system that cannot do that is left alone.
void settle_folder(const std::filesystem::path& target) {
  const std::string folder = target.has_parent_path() ? target.parent_path().string() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  static_cast<void>(::fsync(descriptor));
  ::close(descriptor);
}

} // namespace

struct ReplaceFile::State {
  State(std::string asked, int opened)
      : path(std::move(asked)), descriptor(opened), buffer(opened), stream(&buffer) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (descriptor >= 0) ::close(descriptor);
    if (!temporary.empty()) ::unlink(temporary.c_str());
  }

  /// The first of the steps that fails, as its error number; 0 when all is done.
  int finish() {
    stream.flush();
    if (buffer.error_number() != 0) return buffer.error_number();
    const bool straight = temporary.empty();
    // Some file systems cannot sync, which is no failure of the write.
    if (!straight && ::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) return errno;
    if (::close(std::exchange(descriptor, -1)) != 0) return errno;
    if (straight) return 0;
    if (::rename(temporary.c_str(), target.c_str()) != 0) return errno;
    temporary.clear();
    settle_folder(target);
    return 0;
  }

  std::string path;
  std::filesystem::path target;
  std::string temporary; // empty where the target is written straight, or is done
  int descriptor;
  DescriptorBuffer buffer;
  std::ostream stream;
  std::optional<int> result; // what the first commit came to
};

ReplaceFile::ReplaceFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
ReplaceFile::ReplaceFile(ReplaceFile&&) noexcept = default;
ReplaceFile& ReplaceFile::operator=(ReplaceFile&&) noexcept = default;
ReplaceFile::~ReplaceFile() = default;

std::variant<ReplaceFile, FileError> ReplaceFile::open(const std::string& path) {
  const auto failed = [&path](int number) {
    return FileError{path, number, std::generic_category().message(number)};
  };
  if (const auto number = named_descriptor(path)) {
    const int copy = ::fcntl(*number, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return failed(errno);
    return ReplaceFile(std::make_unique<State>(path, copy));
  }
  if (path.empty()) return failed(ENOENT);
  const std::filesystem::path target = behind_links(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) return failed(errno);
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return failed(errno);
    return ReplaceFile(std::make_unique<State>(path, descriptor));
  }
  // A rename would replace a file that may not be written.
  if (exists && ::access(target.c_str(), W_OK) != 0) return failed(errno);
  std::string temporary;
  const int descriptor = create_beside(target, temporary);
  if (descriptor < 0) return failed(errno);
  auto state = std::make_unique<State>(path, descriptor);
  state->target = target;
  state->temporary = temporary;
  if (exists) {
    // Only an administrator may give a file away; for everyone else the owner is the writer anyway.
    const bool same_owner = ::fchown(descriptor, status.st_uid, status.st_gid) == 0;
    const mode_t mode = status.st_mode & (same_owner ? 07777 : 0777);
    if (::fchmod(descriptor, mode) != 0) return failed(errno);
  }
  return ReplaceFile(std::move(state));
}

std::ostream& ReplaceFile::stream() {
  return state_->stream;
}

std::unique_ptr<FileError> ReplaceFile::commit() {
  if (!state_->result) state_->result = state_->finish();
  const int number = *state_->result;
  if (number == 0) return nullptr;
  return std::make_unique<FileError>(
      FileError{state_->path, number, std::generic_category().message(number)});
}

} // namespace strata
