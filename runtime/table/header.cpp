// How the columns that a model wants are found among the headers of a table, and what is said where they are
// not: the nearest header, how to map a column, and which headers there are.
#include "runtime/table/header.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include <fmt/format.h>
#include <utf8proc.h>

#include "lang/source/codes.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

/// A header as it is compared.
std::string compared_form(std::string_view header) {
  const std::string text(trimmed(header));
  utf8proc_uint8_t* composed = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  if (composed == nullptr) return text;
  std::string result(reinterpret_cast<const char*>(composed));
  std::free(composed); // NOLINT: utf8proc allocates with malloc
  return result;
}

/// "id, name, revenue, … (7 more)".
std::string list_headers(const std::vector<std::string>& headers) {
  constexpr std::size_t kListed = 10;
  std::string result;
  for (std::size_t i = 0; i < headers.size() && i < kListed; ++i)
    result += (i == 0 ? "" : ", ") + (headers[i].empty() ? "(no name)" : cut_text(headers[i]));
  if (headers.size() > kListed) result += fmt::format(", … ({} more)", headers.size() - kListed);
  return result;
}

/// A mapping as it is written on the command line, in quotes where a shell needs them.
std::string mapping(const std::string& column, const std::string& header) {
  const bool plain = std::all_of(header.begin(), header.end(), [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.';
  });
  return fmt::format("--map {}={}", column, plain ? header : '"' + header + '"');
}

/// Finds the columns of one table; the parts share what all of them need.
class ColumnFinder {
 public:
  ColumnFinder(const std::vector<std::string>& headers, const std::string& file, std::size_t line,
               const TableOptions& options, std::vector<TableError>& errors)
      : file_(file), line_(line), options_(options), errors_(errors) {
    for (const std::string& header : headers)
      headers_.push_back(compared_form(header));
  }

  void check_mappings(std::span<const ColumnType> wanted) {
    std::vector<std::string> columns = options_.unused;
    for (const ColumnType& column : wanted)
      if (!column.row_number) columns.push_back(column.name);
    for (const auto& [name, header] : options_.headers) {
      if (std::find(columns.begin(), columns.end(), name) != columns.end()) continue;
      const std::string nearest = nearest_name(name, columns);
      report(0, Code::MappingUnknown,
             fmt::format("a header is mapped to {}, which is no column of the model", name),
             nearest.empty() ? fmt::format("its columns are {}", fmt::join(columns, ", "))
                             : fmt::format("did you mean {}?", mapping(nearest, header)));
    }
  }

  [[nodiscard]] std::size_t find(const ColumnType& column) {
    if (column.row_number) return kRowNumber;
    const auto mapped = options_.headers.find(column.name);
    const std::string header = compared_form(mapped != options_.headers.end() ? mapped->second
                                             : column.header.empty()          ? column.name
                                                                              : column.header);
    const auto first = std::find(headers_.begin(), headers_.end(), header);
    if (first == headers_.end()) {
      missing_.push_back(errors_.size());
      any_near_ = any_near_ || !nearest_name(header, headers_).empty();
      report(line_, Code::TableColumnMissing, missing_message(column.name, header),
             missing_help(column.name, header));
      return kRowNumber;
    }
    const auto second = std::find(first + 1, headers_.end(), header);
    if (second != headers_.end()) {
      report(line_, Code::TableHeaderTwice,
             fmt::format("the header \"{}\" stands twice, in columns {} and {}", header,
                         first - headers_.begin() + 1, second - headers_.begin() + 1),
             "give one of the two another name in the table");
    }
    return static_cast<std::size_t>(first - headers_.begin());
  }

  /// Where hardly a column is there, the line is no header of this model: that is said once, not for each
  /// column. Else the list of headers stands once, in the last message on a missing column.
  void sum_up(std::span<const ColumnType> wanted) {
    constexpr std::size_t kFewOf = 5; // one found of five wanted may be by chance
    if (missing_.empty()) return;
    std::string columns;
    std::size_t needed = 0;
    for (const ColumnType& column : wanted) {
      if (column.row_number) continue;
      columns += (needed++ == 0 ? "" : ",") + column.name;
    }
    const std::size_t found = needed - missing_.size();
    if (needed > 1 && found * kFewOf <= needed && !any_near_) return no_header(found, needed, columns);
    std::string& help = errors_[missing_.back()].help;
    help += fmt::format("; the headers of the table are: {}", list_headers(headers_));
    if (headers_.size() == 1)
      help +=
          fmt::format(" (one only: if the cells are separated by something else than commas, semicolons or "
                      "tabs, say {})",
                      separator_option());
  }

 private:
  void no_header(std::size_t found, std::size_t needed, const std::string& columns) {
    for (auto index = missing_.rbegin(); index != missing_.rend(); ++index)
      errors_.erase(errors_.begin() + static_cast<std::ptrdiff_t>(*index));
    const std::string how_many = found == 0 ? "none" : fmt::format("{}", found);
    // Where the line is a row of data, it may hold what must not be quoted.
    const std::string names = options_.hide_records ? "(hidden)" : list_headers(headers_);
    std::string help = "its names are: " + names + "; name the header of each column: --map COLUMN=HEADER";
    if (headers_.size() == 1)
      help = fmt::format("its only name is: {}; say what separates the cells: {}", names, separator_option());
    else if (!options_.dialect.columns)
      help += fmt::format(". If this is a row of data, name the table's columns: --no-header {}", columns);
    report(line_, Code::TableColumnMissing,
           fmt::format("the header names {} of the {} columns that the model reads", how_many, needed), help);
  }

  void report(std::size_t line, Code code, std::string message, std::string help) {
    errors_.push_back({file_, line, std::move(message), std::move(help), code});
  }

  /// The option for what seems to separate the names of a header that was not split.
  [[nodiscard]] std::string separator_option() const {
    const std::string& header = headers_.front();
    for (const char sign : {'|', '^', '~', ':', '/'})
      if (header.find(sign) != header.npos) return fmt::format("--separator \"{}\"", sign);
    return header.find(' ') != header.npos ? "--separator spaces" : "--separator C";
  }

  [[nodiscard]] static std::string missing_message(const std::string& column, const std::string& header) {
    if (header == column) return fmt::format("the table has no column \"{}\"", column);
    return fmt::format("the table has no column \"{}\", which should hold {}", header, column);
  }

  [[nodiscard]] std::string missing_help(const std::string& column, const std::string& header) const {
    const std::string nearest = nearest_name(header, headers_);
    if (nearest.empty()) return fmt::format("name the header that holds it: --map {}=HEADER", column);
    return fmt::format("did you mean \"{}\"? Then say {}", nearest, mapping(column, nearest));
  }

  const std::string& file_;
  std::size_t line_;
  const TableOptions& options_;
  std::vector<TableError>& errors_;
  std::vector<std::string> headers_;
  std::vector<std::size_t> missing_; // indexes into errors_
  bool any_near_ = false;            // some missing column has a header that may be meant
};

} // namespace

std::optional<std::vector<std::size_t>> find_columns(const std::vector<std::string>& headers,
                                                     const std::string& file, std::size_t line,
                                                     std::span<const ColumnType> wanted,
                                                     const TableOptions& options,
                                                     std::vector<TableError>& errors) {
  const std::size_t errors_before = errors.size();
  ColumnFinder finder(headers, file, line, options, errors);
  finder.check_mappings(wanted);
  std::vector<std::size_t> result;
  for (const ColumnType& column : wanted)
    result.push_back(finder.find(column));
  finder.sum_up(wanted);
  if (errors.size() > errors_before) return std::nullopt;
  return result;
}

} // namespace strata
