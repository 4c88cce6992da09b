// Random tables with random quoting and line ends, read in blocks of random size, come back as they were.
#include <sstream>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "runtime/table/table.hpp"
#include "runtime/table/writer.hpp"
#include "tests/unit/table/row_splitter.hpp"
#include "tests/unit/table/slow_stream.hpp"

namespace strata {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Texts made of what matters to CSV.
rc::Gen<std::string> cell_text() {
  const auto piece =
      rc::gen::element<std::string>("a", "7", " ", ",", ";", "\t", "\"", "\n", "\r", "\r\n", "中", "é");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string result;
                        for (const std::string& part : pieces)
                          result += part;
                        return result;
                      });
}

Rows random_rows(std::size_t columns) {
  const auto row = rc::gen::container<std::vector<std::string>>(columns, cell_text());
  return *rc::gen::container<Rows>(row);
}

std::vector<std::string> header_of(std::size_t columns) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < columns; ++i)
    result.push_back("column" + std::to_string(i));
  return result;
}

/// A field, in quotes where it must be or, by chance, where it need not.
std::string written_field(const std::string& text, char separator, bool alone) {
  const bool must = text.find_first_of("\"\r\n") != text.npos || text.find(separator) != text.npos ||
                    (alone && text.find_first_not_of(" \t") == text.npos);
  if (!must && *rc::gen::arbitrary<bool>()) return text;
  std::string result = "\"";
  for (const char c : text)
    result += c == '"' ? "\"\"" : std::string(1, c);
  return result + '"';
}

std::string written(const Rows& rows, char separator) {
  std::string result = *rc::gen::element<std::string>("", "\xEF\xBB\xBF");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      if (j > 0) result += separator;
      // A tab-separated line of blanks alone is a record; with another separator a line of one blank field is
      // none.
      result += written_field(rows[i][j], separator, rows[i].size() == 1);
    }
    const bool last = i + 1 == rows.size();
    result += *rc::gen::element<std::string>("\n", "\r\n", "\r", last ? "" : "\n\n", last ? "" : "\n \r\n");
  }
  return result;
}

Rows read_back(std::istream& input, SplitterLimits limits) {
  RowSplitter splitter(input, limits);
  RC_ASSERT(splitter.begin() == FormatProblem::None);
  Rows result;
  std::vector<std::string> fields;
  RecordState state = RecordState::Whole;
  while ((state = splitter.next(fields)) == RecordState::Whole)
    result.push_back(fields);
  RC_ASSERT(state == RecordState::End);
  return result;
}

TEST_CASE("a table with random quoting, line ends and block borders comes back as it was") {
  CHECK(rc::check([] {
    const auto columns = *rc::gen::inRange<std::size_t>(1, 5);
    const char separator = columns == 1 ? ',' : *rc::gen::element(',', ';', '\t');
    Rows rows = random_rows(columns);
    rows.insert(rows.begin(), header_of(columns));
    SlowStream input(written(rows, separator), *rc::gen::inRange<std::size_t>(1, 8));
    RC_ASSERT(read_back(input, {*rc::gen::inRange<std::size_t>(1, 40), 1 << 20}) == rows);
  }));
}

TEST_CASE("what the CSV writer writes is read as it was") {
  CHECK(rc::check([] {
    const auto columns = *rc::gen::inRange<std::size_t>(1, 5);
    Rows rows = random_rows(columns);
    std::vector<OutputColumn> header;
    for (const std::string& name : *rc::gen::container<std::vector<std::string>>(columns, cell_text()))
      header.push_back({"h" + name, CellKind::Text});
    std::ostringstream output;
    const auto writer = TableWriter::make(TableFormat::Csv, output, header);
    for (const auto& row : rows)
      writer->write(row);
    writer->finish();
    std::vector<std::string> names;
    for (const OutputColumn& column : header)
      names.push_back(column.name);
    rows.insert(rows.begin(), names);
    std::istringstream input(output.str());
    RC_ASSERT(read_back(input, {}) == rows);
  }));
}

TEST_CASE("no bytes at all make the reader lose a line or itself") {
  CHECK(rc::check([] {
    const auto bytes = rc::gen::container<std::string>(rc::gen::element<char>(
        'a', '1', ',', ';', '"', '"', '\n', '\r', ' ', '\t', '\xE4', '\xB8', '\xAD', '\0'));
    const std::string text = "id,x\n" + *bytes;
    std::istringstream whole_input(text);
    SlowStream slow_input(text, 3);
    RowSplitter whole(whole_input);
    RowSplitter slow(slow_input, {*rc::gen::inRange<std::size_t>(1, 16), 1 << 20});
    RC_ASSERT(whole.begin() == FormatProblem::None);
    RC_ASSERT(slow.begin() == FormatProblem::None);
    std::vector<std::string> fields;
    std::vector<std::string> slow_fields;
    for (std::size_t last_line = 0;;) {
      const RecordState state = whole.next(fields);
      RC_ASSERT(slow.next(slow_fields) == state);
      if (state == RecordState::End) break;
      RC_ASSERT(whole.line() > last_line);
      last_line = whole.line();
      RC_ASSERT(slow.line() == last_line);
      if (state == RecordState::Whole)
        RC_ASSERT(slow_fields == fields);
      else
        RC_ASSERT(slow.reason() == whole.reason());
    }
  }));
}

} // namespace
} // namespace strata
