// The words about how tables are read: options that cannot be, tables that are none, guesses, and (where
// asked for) every decision.
#include "runtime/table/reading.hpp"

#include <system_error>

#include <cerrno>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/table/header.hpp"
#include "runtime/table/separator.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::string_view kNameEncoding = "name its encoding, as in --encoding gb18030, or save it as UTF-8 "
                                           "(\"CSV UTF-8\" in a spreadsheet program)";

std::string separator_words(const RecordSplitter& splitter, const TableDialect& dialect) {
  const std::string_view found = !dialect.separator.empty()      ? ""
                                 : splitter.has_separator_line() ? " (the first line says so)"
                                                                 : " (found out)";
  switch (splitter.separator()) {
  case ',': return fmt::format("comma{}", found);
  case ';': return fmt::format("semicolon{}", found);
  case '\t': return fmt::format("tab{}", found);
  case ' ': return "any number of blanks";
  default: return fmt::format("{}{}", splitter.separator(), found);
  }
}

std::string encoding_words(const Encoding& encoding, const TableDialect& dialect) {
  if (encoding.guessed) return encoding.name + " (a guess)";
  if (encoding.mark > 0) return encoding.name + ", with a byte order mark";
  return dialect.encoding.empty() ? encoding.name : encoding.name + ", as it was said";
}

std::string_view line_end_words(std::string_view line_end) {
  if (line_end.empty()) return "none";
  return line_end == "\n" ? "LF" : line_end == "\r" ? "CR" : "CR LF";
}

} // namespace

std::optional<SplitterForm> splitter_form(const TableDialect& dialect, const std::string& file,
                                          std::vector<TableError>& errors) {
  SplitterForm form{.encoding = dialect.encoding};
  const std::string& separator = dialect.separator;
  if (separator == "spaces") {
    form.spaces = true;
  } else if (separator == "tab" || separator == "\t") {
    form.separator = '\t';
  } else if (separator.size() == 1 && may_separate(separator.front())) {
    form.separator = separator.front();
  } else if (!separator.empty()) {
    errors.push_back(
        {file, 0,
         separator == "\"" ? std::string("a quote cannot separate cells: it stands around them")
                           : fmt::format("cells cannot be separated by \"{}\"", cut_text(separator)),
         "a separator is one sign such as ; or |, or the word tab or spaces", Code::DialectInvalid});
    return std::nullopt;
  }
  return form;
}

TableError unreadable(const std::string& file, std::size_t line, int error_number) {
  TableError error{file, line, "the table cannot be read", "", Code::TableUnreadable};
  if (error_number == EISDIR) {
    error.message = "this is a directory, not a table";
    error.help = "name the CSV file itself";
  } else if (error_number != 0) {
    error.message += ": " + std::generic_category().message(error_number);
  }
  return error;
}

TableError format_error(FormatProblem problem, const std::string& file, const RecordSplitter& splitter,
                        const TableDialect& dialect, std::span<const ColumnType> wanted) {
  switch (problem) {
  case FormatProblem::Empty: {
    std::string columns;
    for (const ColumnType& column : wanted)
      if (!column.row_number) columns += (columns.empty() ? "" : ",") + column.header;
    return {file, 0, "the table is empty",
            columns.empty() ? "its first line must name the columns"
                            : "its first line must name the columns: " + columns,
            Code::TableEmpty};
  }
  case FormatProblem::Workbook:
    return {file, 0, "this is a workbook of a spreadsheet program (or another archive), not a CSV table",
            "save the sheet as \"CSV UTF-8\"", Code::TableUnreadable};
  case FormatProblem::Gzip:
    return {file, 0, "this is a file compressed with gzip, not a CSV table",
            "unpack it first, or on the way: `zcat FILE | strata run MODEL -`", Code::TableUnreadable};
  case FormatProblem::EncodingUnknown: {
    const std::string nearest = nearest_name(dialect.encoding, common_encodings());
    return {file, 0, fmt::format("there is no encoding \"{}\"", cut_text(dialect.encoding)),
            nearest.empty()
                ? "names are utf-8, utf-16, gb18030, big5, windows-1252 and the others of iconv -l"
                : fmt::format("did you mean {}?", nearest),
            Code::DialectInvalid};
  }
  case FormatProblem::MarkContradicts:
    return {file, 0,
            fmt::format("the table begins with the byte order mark of {}, so it cannot be {}",
                        splitter.encoding().name, cut_text(dialect.encoding)),
            "leave --encoding out", Code::TableEncoding};
  default: return unreadable(file, 0, splitter.error_number());
  }
}

TableError encoding_error(const std::string& file, std::size_t line, const std::string& reason,
                          const Encoding& encoding) {
  if (encoding.guessed)
    return {file, line, fmt::format("{}, which was only guessed", reason), std::string(kNameEncoding),
            Code::TableEncoding};
  return {file, line, reason + ", so the header cannot be read", std::string(kNameEncoding),
          Code::TableEncoding};
}

TableError guess_note(const std::string& file, const Encoding& encoding) {
  return {"", 0,
          fmt::format("{} is read as {}: a guess from its bytes, which --encoding {} makes certain", file,
                      encoding.name, encoding.name),
          "", Code::EncodingGuessed};
}

TableError reading_note(const std::string& file, const RecordSplitter& splitter, std::size_t header_line,
                        const TableDialect& dialect, const std::vector<std::string>& headers,
                        std::span<const ColumnType> wanted, const std::vector<std::size_t>& places) {
  TableError note{"", 0, fmt::format("{} is read like this", file), "", Code::TableReading};
  note.notes.push_back("encoding: " + encoding_words(splitter.encoding(), dialect));
  note.notes.push_back("separator: " + separator_words(splitter, dialect));
  note.notes.push_back(fmt::format("line ends: {}", line_end_words(splitter.line_end())));
  note.notes.push_back("numbers: as in " + number_example({dialect.decimal_comma, dialect.thousands}));
  note.notes.push_back(dialect.columns ? fmt::format("header: none, {} columns were named", headers.size())
                                       : fmt::format("header: line {}, {} column{}", header_line,
                                                     headers.size(), headers.size() == 1 ? "" : "s"));
  for (std::size_t i = 0; i < wanted.size(); ++i)
    note.notes.push_back(places[i] == kRowNumber
                             ? fmt::format("{}: the number of the row", wanted[i].name)
                             : fmt::format("{}: column {}, \"{}\"", wanted[i].name, places[i] + 1,
                                           cut_text(trimmed(headers[places[i]]))));
  return note;
}

} // namespace strata
