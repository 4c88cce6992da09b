// Names for columns: the header where it is a name already, else what is left of it, in small letters and
// with `_` between the words.
#include "runtime/schema/column_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "lang/syntax/grammar/characters.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

/// Names that mean something in every model.
bool is_kept(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kKept = {"tier",    "as_of",    "unrated", "excluded",
                                                            "reasons", "previous", "all"};
  return std::find(kKept.begin(), kKept.end(), name) != kKept.end() || syntax::is_reserved(name);
}

std::string small_letters(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

} // namespace

std::string plain_name(std::string_view text) {
  const std::string whole = syntax::composed(trimmed(text));
  std::string name = whole;
  if (!syntax::is_identifier(whole)) {
    name.clear();
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t word = syntax::word_length(whole, at);
      if (word > 0) {
        if (!name.empty() && !name.ends_with('_')) name += '_';
        name += whole.substr(at, word);
        at += word;
      } else {
        at += std::max<std::size_t>(1, syntax::character_at(whole, at).length);
      }
    }
    name = small_letters(std::move(name));
    if (!name.empty() && !syntax::is_identifier(name)) name.insert(0, "_");
    if (!syntax::is_identifier(name)) return {};
  }
  if (is_kept(name)) name += '_';
  return name;
}

std::vector<ColumnName> name_columns(const std::vector<std::string>& headers) {
  std::map<std::string, std::size_t> times;
  for (const std::string& header : headers)
    ++times[syntax::composed(trimmed(header))];
  std::set<std::string> taken;
  std::vector<ColumnName> result;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string header = syntax::composed(trimmed(headers[i]));
    ColumnName column;
    if (header.empty()) {
      column.problem = "has no header";
    } else if (times[header] > 1) {
      column.problem = fmt::format("shares its header {} with another", cut_text(header));
    } else {
      const std::string plain = plain_name(header);
      const std::string base = plain.empty() ? fmt::format("column_{}", i + 1) : plain;
      column.name = base;
      // A header that is a name keeps it, so it also may not be taken by one that only becomes it.
      const auto is_taken = [&] {
        return taken.contains(column.name) || (column.name != header && times.contains(column.name));
      };
      for (int n = 2; is_taken(); ++n)
        column.name = fmt::format("{}_{}", base, n);
      taken.insert(column.name);
      if (column.name != header) column.header = header;
    }
    result.push_back(std::move(column));
  }
  return result;
}

} // namespace strata
