// Letters in the other case, character by character.
#include "lang/evaluate/text_functions.hpp"

#include <utf8proc.h>

namespace strata {

namespace {

std::string with_case(std::string_view text, utf8proc_int32_t (*change)(utf8proc_int32_t)) {
  std::string result;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t character = 0;
    utf8proc_ssize_t length = utf8proc_iterate(at, left, &character);
    if (length <= 0) { // a byte that is no UTF-8 stays what it is
      length = 1;
      result += static_cast<char>(*at);
    } else {
      utf8proc_uint8_t encoded[4];
      const utf8proc_ssize_t size = utf8proc_encode_char(change(character), encoded);
      result.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(size));
    }
    at += length;
    left -= length;
  }
  return result;
}

} // namespace

std::string lower_case(std::string_view text) {
  return with_case(text, utf8proc_tolower);
}

std::string upper_case(std::string_view text) {
  return with_case(text, utf8proc_toupper);
}

} // namespace strata
