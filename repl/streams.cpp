// Stream buffers over file descriptors. The standard library's own file streams lose the reason of an error
// and read on after a signal; these keep the one and end at the other.
#include "repl/streams.hpp"

#include "repl/interrupt.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata::program {

namespace {

constexpr std::size_t kBlock = 1 << 16;
// A model is written by people; what is longer than this is a table or a device named by mistake.
constexpr std::size_t kLongestText = std::size_t{256} << 20;

/// Standard output by the block, cut behind the last line end, so that a reader of the pipe never sees half a
/// row.
class OutputBuffer : public std::streambuf {
 public:
  OutputBuffer() { setp(block_.data(), block_.data() + block_.size()); }

  [[nodiscard]] int error() const { return error_; }
  /// Writes everything, a last line without its end too.
  void finish() {
    send(block_.data(), static_cast<std::size_t>(pptr() - pbase()));
    setp(block_.data(), block_.data() + block_.size());
  }

 protected:
  int_type overflow(int_type next) override {
    send_lines();
    if (error_ != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
    return traits_type::not_eof(next);
  }

  int sync() override {
    send_lines();
    return error_ == 0 ? 0 : -1;
  }

  // Much at once goes out as it is, by pieces that end with a line.
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    std::streamsize left = count;
    if (static_cast<std::size_t>(left) >= block_.size()) send_lines();
    while (static_cast<std::size_t>(left) >= block_.size() && pptr() == pbase() && error_ == 0) {
      const void* last = memrchr(text, '\n', block_.size());
      if (last == nullptr) break;
      const auto whole = static_cast<const char*>(last) - text + 1;
      send(text, static_cast<std::size_t>(whole));
      text += whole;
      left -= whole;
    }
    return count - left + std::streambuf::xsputn(text, left);
  }

 private:
  void send_lines() {
    const auto held = static_cast<std::size_t>(pptr() - pbase());
    const void* last = memrchr(block_.data(), '\n', held);
    std::size_t whole =
        last == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(last) - block_.data()) + 1;
    if (whole == 0 && held == block_.size()) whole = held; // one line longer than the block
    send(block_.data(), whole);
    std::memmove(block_.data(), block_.data() + whole, held - whole);
    setp(block_.data(), block_.data() + block_.size());
    pbump(static_cast<int>(held - whole));
  }

  void send(const char* const begin, std::size_t count) {
    const char* next = begin;
    while (count > 0 && error_ == 0) {
      const ssize_t written = ::write(STDOUT_FILENO, next, count);
      if (written >= 0) {
        next += written;
        count -= static_cast<std::size_t>(written);
      } else if (errno != EINTR || (interrupted_by() != 0 && next == begin)) {
        // A block that is begun is finished even then: it ends with a line.
        error_ = errno;
        stop_reading();
      }
    }
  }

  std::vector<char> block_ = std::vector<char>(kBlock);
  int error_ = 0;
};

OutputBuffer& output_buffer() {
  static OutputBuffer buffer;
  return buffer;
}

} // namespace

void guard_standard_streams() {
  // Opening takes the lowest free number, so this fills 0, 1, 2 in order. Output that cannot be written to
  // must stay an error, hence reading only; messages may vanish.
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    if (::open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

class InputStream::Buffer : public std::streambuf {
 public:
  explicit Buffer(const std::string& path) : is_standard_(path == "-") {
    descriptor_ = is_standard_ ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) error_ = errno;
    struct stat status = {};
    if (error_ != 0 || ::fstat(descriptor_, &status) != 0) return;
    if (S_ISDIR(status.st_mode)) error_ = EISDIR;
    if (S_ISREG(status.st_mode)) file_size_ = static_cast<std::size_t>(status.st_size);
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() override {
    if (!is_standard_ && descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] std::optional<std::size_t> file_size() const { return file_size_; }

 protected:
  int_type underflow() override {
    const std::size_t count = read(block_.data(), block_.size());
    if (count == 0) return traits_type::eof();
    setg(block_.data(), block_.data(), block_.data() + count);
    return traits_type::to_int_type(*gptr());
  }

  // Much at once is read to where it is wanted.
  std::streamsize xsgetn(char* to, std::streamsize count) override {
    std::streamsize left = count;
    while (left > 0) {
      const std::streamsize held = std::min(left, static_cast<std::streamsize>(egptr() - gptr()));
      std::copy_n(gptr(), held, to);
      gbump(static_cast<int>(held));
      to += held;
      left -= held;
      if (static_cast<std::size_t>(left) >= block_.size()) {
        const auto more = static_cast<std::streamsize>(read(to, static_cast<std::size_t>(left)));
        if (more == 0) break;
        to += more;
        left -= more;
      } else if (left > 0 && traits_type::eq_int_type(underflow(), traits_type::eof())) {
        break;
      }
    }
    return count - left;
  }

  // A file can be read again from any place; a pipe cannot.
  pos_type seekoff(off_type by, std::ios_base::seekdir from, std::ios_base::openmode) override {
    if (!file_size_) return pos_type(off_type(-1));
    if (from == std::ios_base::end)
      return seekpos(static_cast<off_type>(*file_size_) + by, std::ios_base::in);
    const off_t here = from == std::ios_base::beg ? 0 : ::lseek(descriptor_, 0, SEEK_CUR);
    if (here < 0) return pos_type(off_type(-1));
    const off_type at = from == std::ios_base::beg ? 0 : here - (egptr() - gptr());
    return by == 0 && from == std::ios_base::cur ? pos_type(at) : seekpos(at + by, std::ios_base::in);
  }
  pos_type seekpos(pos_type to, std::ios_base::openmode) override {
    if (!file_size_ || ::lseek(descriptor_, to, SEEK_SET) < 0) return pos_type(off_type(-1));
    setg(block_.data(), block_.data(), block_.data());
    return to;
  }

 private:
  /// Some bytes; 0 at the end. A stream turns an exception of its buffer into its bad state: that is how a
  /// reader tells an error from the end.
  std::size_t read(char* to, std::size_t room) {
    if (error_ == 0 && !reading_stopped()) {
      ssize_t count = ::read(descriptor_, to, room);
      while (count < 0 && errno == EINTR && !reading_stopped())
        count = ::read(descriptor_, to, room);
      if (count >= 0) return static_cast<std::size_t>(count);
      error_ = errno;
    }
    throw std::system_error(error_ == 0 ? EINTR : error_, std::generic_category(), "read");
  }

  bool is_standard_;
  int descriptor_ = -1;
  int error_ = 0;
  std::optional<std::size_t> file_size_; // of what is no pipe or device
  std::vector<char> block_ = std::vector<char>(kBlock);
};

InputStream::InputStream(const std::string& path)
    : buffer_(std::make_unique<Buffer>(path)), stream_(std::make_unique<std::istream>(buffer_.get())) {}
InputStream::InputStream(InputStream&&) noexcept = default;
InputStream::~InputStream() = default;

std::istream& InputStream::stream() {
  return *stream_;
}

std::optional<std::size_t> InputStream::file_size() const {
  return buffer_->file_size();
}

std::optional<std::string> InputStream::error() const {
  if (buffer_->error() == 0) return std::nullopt;
  return std::strerror(buffer_->error());
}

std::optional<std::string> read_text(const std::string& path, std::string& error) {
  InputStream input(path);
  std::string text;
  std::array<char, kBlock> block;
  while (!input.error() && text.size() <= kLongestText) {
    input.stream().read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(input.stream().gcount()));
    if (!input.stream()) break;
  }
  if (text.size() > kLongestText)
    error = "it is longer than 256 MB, which no model is";
  else if (input.error())
    error = *input.error();
  else if (input.stream().bad())
    error = "reading was interrupted";
  else
    return text;
  return std::nullopt;
}

std::ostream& standard_output() {
  static std::ostream stream(&output_buffer());
  return stream;
}

std::optional<std::string> finish_standard_output() {
  output_buffer().finish();
  const int error = output_buffer().error();
  if (error == 0) return std::nullopt;
  return error == EPIPE ? std::string() : std::string(std::strerror(error));
}

} // namespace strata::program
