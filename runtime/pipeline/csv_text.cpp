// The fields that are seldom: those in quotes, and those of which nothing is known.
#include "runtime/pipeline/csv_text.hpp"

namespace strata {

char* write_quoted(char* to, std::string_view text) {
  *to++ = '"';
  for (const char c : text) {
    *to++ = c;
    if (c == '"') *to++ = '"';
  }
  *to++ = '"';
  return to;
}

char* write_field(char* to, std::string_view text) {
  if (text.empty()) return to;
  const bool outer_blanks = csv::is_blank(text.front()) || csv::is_blank(text.back());
  if (outer_blanks || text.find_first_of(",\"\r\n") != text.npos) return write_quoted(to, text);
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

} // namespace strata
