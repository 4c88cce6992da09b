// What a record is: separators, line ends, quotes, blank lines, and how reading goes on behind a broken
// record.
#include <sstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/unit/table/row_splitter.hpp"
#include "tests/unit/table/slow_stream.hpp"

namespace strata {
namespace {

using Lines = std::vector<std::string>;

/// Every record as "LINE: field|field" or "LINE! reason", the separator first.
Lines split(const std::string& text, SplitterLimits limits = {}, SplitterForm form = {}) {
  std::istringstream input(text);
  RowSplitter splitter(input, limits, std::move(form));
  REQUIRE(splitter.begin() == FormatProblem::None);
  Lines result = {std::string(1, splitter.separator())};
  std::vector<std::string> fields;
  for (;;) {
    const RecordState state = splitter.next(fields);
    if (state == RecordState::End) return result;
    REQUIRE(state != RecordState::Failed);
    std::string line =
        std::to_string(splitter.line()) + (state == RecordState::Whole ? ":" : "! " + splitter.reason());
    if (state == RecordState::Whole)
      for (std::size_t i = 0; i < fields.size(); ++i)
        line += (i == 0 ? " " : "|") + fields[i];
    result.push_back(line);
  }
}

FormatProblem beginning(const std::string& text) {
  std::istringstream input(text);
  return RowSplitter(input).begin();
}

TEST_CASE("the separator is the one that stands most often in the header") {
  CHECK(split("a,b,c\n") == Lines{",", "1: a|b|c"});
  CHECK(split("a;b;c\n1,5;2;3\n") == Lines{";", "1: a|b|c", "2: 1,5|2|3"});
  CHECK(split("a\tb\n") == Lines{"\t", "1: a|b"});
  CHECK(split("name\nAcme\n") == Lines{",", "1: name", "2: Acme"});
  CHECK(split("a,\"b;c;d\",e\n") == Lines{",", "1: a|b;c;d|e"});
  CHECK(split("a;\"b\"\",,,\"\n") == Lines{";", "1: a|b\",,,"});
  CHECK(split("id;Revenue, in CNY\n") == Lines{";", "1: id|Revenue, in CNY"});
  CHECK(split("id;a\tb\n") == Lines{"\t", "1: id;a|b"});
  CHECK(split("a\"b;c,d,e\n") == Lines{",", "1: a\"b;c|d|e"});
}

TEST_CASE("the separator is the one that splits the records evenly") {
  CHECK(split("id;a, b, c\n1;x\n2;y, z\n").front() == ";");
  CHECK(split("id,a;b;c;d\n1,2\n3,4\n").front() == ",");
  CHECK(split("id;price\nA;1,5\nB;2,5\n").front() == ";");
  CHECK(split("id,text\n1,\"a;b\n;c\"\n2,\"x;y\"\n").front() == ",");
}

TEST_CASE("a separator that is said is not looked for") {
  CHECK(split("a|b,c\n1|2\n", {}, {.separator = '|'}) == Lines{"|", "1: a|b,c", "2: 1|2"});
  CHECK(split("a b,c\n", {}, {.separator = '\t'}) == Lines{"\t", "1: a b,c"});
}

TEST_CASE("any number of blanks separates cells, and those at the ends none") {
  const SplitterForm spaces{.spaces = true};
  const Lines expected = {" ", "1: id|day|cds", "3: 00004|1997 01|2", "4: 7|8|9"};
  const std::string text = " id day\t cds\r\n   \r\n  00004 \"1997 01\"   2 \r\n7\t8 9";
  CHECK(split(text, {}, spaces) == expected);
  for (std::size_t block = 1; block <= text.size(); ++block)
    CHECK(split(text, {block, 1000}, spaces) == expected);
}

TEST_CASE("in an encoding other than UTF-8 characters are counted, not bytes") {
  CHECK(split("a,b\n\xBF\xCD\xBB\xA7,1\n\xBF\xCD\xFF,2\n3,4\n", {}, {.encoding = "gbk"}) ==
        Lines{",", "1: a|b", "2: \u5BA2\u6237|1", "3! character 2 of line 3 is not GB18030", "4: 3|4"});
  CHECK(split(std::string("a\0,\0b\0\n\0x\0\0\xD8y\0\n\0", 16), {}, {.encoding = "utf-16le"}) ==
        Lines{",", "1: a|b", "2! character 2 of line 2 is not UTF-16LE"});
}

TEST_CASE("a line ends in LF, CRLF or CR, the last one in nothing at all") {
  const Lines expected = {",", "1: a|b", "2: 1|2", "3: 3|"};
  CHECK(split("a,b\n1,2\n3,\n") == expected);
  CHECK(split("a,b\r\n1,2\r\n3,\r\n") == expected);
  CHECK(split("a,b\r1,2\r3,\r") == expected);
  CHECK(split("a,b\n1,2\n3,") == expected);
  CHECK(split("\xEF\xBB\xBF"
              "a,b\n1,2\r\n3,\"\"") == expected);
}

TEST_CASE("blank lines are skipped and counted") {
  CHECK(split("\n  \na,b\n\n\n1,2\n \t\n3,4\n\n") == Lines{",", "3: a|b", "6: 1|2", "8: 3|4"});
  CHECK(split("a\tb\n\t\n\n1\t\n  ") == Lines{"\t", "1: a|b", "2: |", "4: 1|"});
  CHECK(split("a\n\"\"\nb\n") == Lines{",", "1: a", "2: ", "3: b"});
}

TEST_CASE("quotes hold separators, line breaks and doubled quotes") {
  CHECK(split("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n") == Lines{",", "1: a|b", "2: x, y|he said \"no\""});
  CHECK(split("a,b\n\"one\ntwo\r\nthree\",2\n3,4\n") ==
        Lines{",", "1: a|b", "2: one\ntwo\r\nthree|2", "5: 3|4"});
  CHECK(split("a,b\n\"\",\"\"\"\"\n") == Lines{",", "1: a|b", "2: |\""});
  CHECK(split("a,b\n5\" pipe,x\"\"y\n") == Lines{",", "1: a|b", "2: 5\" pipe|x\"\"y"});
}

TEST_CASE("a record that cannot be split costs only the line on which it begins") {
  CHECK(split("a,b\n1,\"x\"y\n2,z\n") ==
        Lines{",", "1: a|b",
              "2! a closing quote on line 2 has text behind it (a quote inside quotes is written twice)",
              "3: 2|z"});
  CHECK(split("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n") ==
        Lines{",", "1: a|b",
              "2! a closing quote on line 4 has text behind it (a quote inside quotes is written twice)",
              "3: 2|y", "4: 3|z", "5: 4|w"});
  CHECK(split("a,b\n1,\"x\n2,y\n") ==
        Lines{",", "1: a|b", "2! the quote that opens on line 2 is never closed", "3: 2|y"});
  CHECK(split("a,b\n\"1\n\",\"x\n") ==
        Lines{",", "1: a|b", "2! the quote that opens on line 3 is never closed",
              "3! a closing quote on line 3 has text behind it (a quote inside quotes is written twice)"});
}

TEST_CASE("bytes that are not UTF-8 break their record alone") {
  CHECK(split("a,b\n1,caf\xE9\n2,caf\u00E9\n") ==
        Lines{",", "1: a|b", "2! byte 6 of line 2 (0xE9) is not UTF-8", "3: 2|caf\u00E9"});
  CHECK(split(std::string("a,b\n1,\"x\ny\0z\"\n2,3\n", 18)) ==
        Lines{",", "1: a|b", "2! byte 2 of line 3 is a NUL", "4: 2|3"});
  CHECK(split("a,b\n1234567,\xED\xA0\x80\n1234567,\xC0\xAF\n12345,\xF4\x90\x80\x80\n1,\xE4\xB8\n", {},
              {.encoding = "utf-8"}) == Lines{",", "1: a|b", "2! byte 9 of line 2 (0xED) is not UTF-8",
                                              "3! byte 9 of line 3 (0xC0) is not UTF-8",
                                              "4! byte 7 of line 4 (0xF4) is not UTF-8",
                                              "5! byte 3 of line 5 (0xE4) is not UTF-8"});
}

TEST_CASE("a record longer than the limit is broken, and the next line is found") {
  const SplitterLimits limits{16, 64};
  CHECK(split("a,b\n" + std::string(1000, 'x') + ",1\n2,3\n", limits) ==
        Lines{",", "1: a|b", "2! the record is longer than 64 bytes", "3: 2|3"});
  CHECK(split("a,b\n1,\"x\n" + std::string(1000, 'y') + "\n2,3\n", limits) ==
        Lines{",", "1: a|b", "2! the quote that opens on line 2 is not closed within 64 bytes",
              "3! the record is longer than 64 bytes", "4: 2|3"});
  CHECK(split("a,b\n" + std::string(1000, ' ') + "\n2,3\n", limits) ==
        Lines{",", "1: a|b", "2! the record is longer than 64 bytes", "3: 2|3"});
}

TEST_CASE("what is not a CSV table is recognised by its first bytes") {
  CHECK(beginning("") == FormatProblem::Empty);
  CHECK(beginning("\xEF\xBB\xBF") == FormatProblem::Empty);
  CHECK(beginning("\n \r\n\n") == FormatProblem::Empty);
  CHECK(beginning(std::string("\xFF\xFEi\0d\0", 6)) == FormatProblem::None);
  CHECK(beginning("PK\x03\x04rest") == FormatProblem::Workbook);
  CHECK(beginning("\xD0\xCF\x11\xE0rest") == FormatProblem::Workbook);
}

TEST_CASE("a read error ends the table, and the record that it cut is not taken for whole") {
  SlowStream input("a,b\n1,2\n3,4", 5, true);
  RowSplitter splitter(input, {4, 100});
  REQUIRE(splitter.begin() == FormatProblem::None);
  std::vector<std::string> fields;
  CHECK(splitter.next(fields) == RecordState::Whole);
  CHECK(splitter.next(fields) == RecordState::Whole);
  CHECK(fields == std::vector<std::string>{"1", "2"});
  CHECK(splitter.next(fields) == RecordState::Failed);
  CHECK(splitter.error_number() == EIO);
}

TEST_CASE("where the blocks end makes no difference") {
  const std::string text = "\xEF\xBB\xBFid;na\"me\r\n\r\n1;\"a;\"\"b\"\"\r\n\r\"\r\n "
                           "\r\n2;\"x\"y\r3;\"z\n4;\xE4\xB8\xAD\xE6\r\n5;6";
  const Lines whole = split(text);
  CHECK(whole.size() == 7);
  for (std::size_t block = 1; block <= text.size(); ++block) {
    INFO("blocks of " << block);
    CHECK(split(text, {block, 1000}) == whole);
  }
}

} // namespace
} // namespace strata
