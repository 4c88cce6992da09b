// How many columns of a terminal a text takes, by Unicode's widths.
#include <utf8proc.h>

#include "runtime/table/text_form.hpp"
#include "runtime/table/writer.hpp"

namespace strata {

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) {
      ++width; // shown as one replacement character
      ++at;
      continue;
    }
    utf8proc_int32_t character = 0;
    utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                     static_cast<utf8proc_ssize_t>(length), &character);
    width += static_cast<std::size_t>(utf8proc_charwidth(character));
    at += length;
  }
  return width;
}

} // namespace strata
