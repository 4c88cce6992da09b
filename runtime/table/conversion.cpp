// Conversion by iconv, a part of the C library: the only file that includes it.
#include "runtime/table/conversion.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <stdexcept>

#include <iconv.h>

#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

/// A name with a slash would be more than a name to iconv ("//IGNORE" drops what does not convert).
bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

/// Control characters other than tab and line ends: U+0001 to U+001F and U+0080 to U+009F, which text does
/// not have. A wrong single-byte encoding often gives them.
bool has_controls(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return true;
    if (c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

} // namespace

struct Conversion::Descriptor {
  explicit Descriptor(const std::string& encoding) : iconv(iconv_open("UTF-8", encoding.c_str())) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (is_open()) iconv_close(iconv);
  }
  [[nodiscard]] bool is_open() const { return iconv != reinterpret_cast<iconv_t>(-1); } // NOLINT

  iconv_t iconv;
};

bool Conversion::exists(const std::string& encoding) {
  return is_name(encoding) && Descriptor(encoding).is_open();
}

bool Conversion::converts(const std::string& encoding, std::string_view bytes) {
  if (!exists(encoding)) return false;
  std::string text;
  Conversion(Encoding{.name = encoding}).convert(bytes, false, text);
  return text.find(kNotConverted) == text.npos && !has_controls(text);
}

Conversion::Conversion(const Encoding& encoding)
    : descriptor_(std::make_unique<Descriptor>(encoding.name)), unit_(encoding.unit()) {
  if (!descriptor_->is_open()) throw std::logic_error("an encoding was not looked up before it was used");
}
Conversion::Conversion(Conversion&&) noexcept = default;
Conversion& Conversion::operator=(Conversion&&) noexcept = default;
Conversion::~Conversion() = default;

std::size_t Conversion::convert(std::string_view bytes, bool last, std::string& text) {
  std::array<char, 4096> piece{};
  // iconv takes the input as not constant, but only reads it.
  char* from = const_cast<char*>(bytes.data()); // NOLINT
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = piece.data();
    std::size_t room = piece.size();
    const std::size_t result = iconv(descriptor_->iconv, &from, &left, &to, &room);
    const int error = errno;
    text.append(piece.data(), piece.size() - room);
    if (result != static_cast<std::size_t>(-1) || error == E2BIG) continue;
    if (error == EINVAL && !last) break; // the rest of the character is still to come
    text += kNotConverted;
    const std::size_t skipped = error == EINVAL ? left : std::min(unit_, left);
    from += skipped;
    left -= skipped;
  }
  return bytes.size() - left;
}

} // namespace strata
