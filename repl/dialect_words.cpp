// How a table is written, in words: behind `strata run`, and behind `:data` in a session.
#include "repl/dialect_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "repl/help.hpp"

namespace strata::program {

namespace {

constexpr CommandHelp kDataHelp{
    .name = ":data",
    .arguments = "FILE [COLUMN=HEADER ...]",
    .summary = "another table of customers",
    .examples = "  :data customers.csv revenue=\"Annual revenue\"\n"
                "  :data umsatz.csv --separator ; --decimal-comma --encoding windows-1252\n",
    .notes = "COLUMN=HEADER says which header holds a column; a name with blanks stands in quotes. Without "
             "any option the\n"
             "table is read as the one before.\n"};

} // namespace

std::optional<std::pair<std::string, std::string>> split_pair(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == 0 || sign == std::string::npos) return std::nullopt;
  return std::pair(text.substr(0, sign), text.substr(sign + 1));
}

std::vector<std::string> split_names(std::string_view list) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    std::string_view name = list.substr(begin, end - begin);
    while (name.starts_with(' '))
      name.remove_prefix(1);
    while (name.ends_with(' '))
      name.remove_suffix(1);
    names.emplace_back(name);
    begin = end + 1;
  }
  return names;
}

void DialectWords::declare(Words& words) {
  words.option("--encoding", "NAME", encoding,
               "the table's encoding: gb18030, big5, windows-1252, utf-16, ...");
  words.option("--separator", "C", separator, "what separates its cells: a sign, or the word tab or spaces");
  words.flag("--decimal-comma", dialect.decimal_comma, "its numbers are written as in 1,5");
  words.flag("--thousands", dialect.thousands, "its numbers may be written as in 1,234,567 or 1 234 567");
  words.option("--no-header", "A,B,...", columns, "it has no header line; these are its columns");
  words.flag("--verbose", dialect.verbose, "say how the table is read");
}

TableDialect DialectWords::read() const {
  TableDialect result = dialect;
  if (!encoding.empty()) result.encoding = encoding.front();
  if (!separator.empty()) result.separator = separator.front();
  if (!columns.empty()) result.columns = split_names(columns.front());
  return result;
}

std::variant<CommandLineError, PrintText, DataWords> parse_data_words(const std::vector<std::string>& given) {
  Words words(kDataHelp, ":data");
  DialectWords dialect;
  dialect.declare(words);
  if (const Stop stop = words.read(given, {"FILE", "[COLUMN=HEADER]..."})) {
    if (const auto* text = std::get_if<PrintText>(&*stop)) return *text;
    return std::get<CommandLineError>(*stop);
  }
  DataWords data;
  data.table.path = words.arguments()[0];
  data.table.dialect = dialect.read();
  data.has_options =
      std::any_of(given.begin(), given.end(), [](const std::string& word) { return word.starts_with("--"); });
  for (auto word = words.arguments().begin() + 1; word != words.arguments().end(); ++word) {
    const auto pair = split_pair(*word);
    if (!pair)
      return mistake(fmt::format("{} is not of the form COLUMN=HEADER", *word),
                     "a name with blanks stands in quotes");
    data.table.headers[pair->first] = pair->second;
  }
  return data;
}

} // namespace strata::program
