// A stream whose buffer hands out a few bytes at a time, as a pipe may, and can fail after the last of them.
#pragma once

#include <algorithm>
#include <cerrno>
#include <istream>
#include <stdexcept>
#include <streambuf>
#include <string>

namespace strata {

class SlowBuffer final : public std::streambuf {
 public:
  SlowBuffer(std::string text, std::size_t step, bool fails)
      : text_(std::move(text)), step_(step), fails_(fails) {}

 protected:
  int_type underflow() override {
    if (at_ == text_.size()) {
      if (!fails_) return traits_type::eof();
      errno = EIO;
      throw std::runtime_error("the disk gave an error");
    }
    const std::size_t size = std::min(step_, text_.size() - at_);
    setg(text_.data() + at_, text_.data() + at_, text_.data() + at_ + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string text_;
  std::size_t step_;
  bool fails_;
  std::size_t at_ = 0;
};

class SlowStream final : public std::istream {
 public:
  SlowStream(std::string text, std::size_t step, bool fails = false)
      : std::istream(nullptr), buffer_(std::move(text), step, fails) {
    rdbuf(&buffer_);
  }

 private:
  SlowBuffer buffer_;
};

} // namespace strata
