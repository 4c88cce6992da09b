// Blocks of records against a splitter that goes byte by byte: any bytes, any block size, any instructions.
#include <sstream>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/unit/table/plain_splitter.hpp"
#include "tests/unit/table/row_splitter.hpp"

namespace strata {
namespace {

constexpr InstructionSet kSets[] = {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512};

std::string shown(const PlainRecord& record) {
  std::string result = std::to_string(record.line) + ": " + record.broken;
  for (const std::string& field : record.fields)
    result += "[" + field + "]";
  return result;
}

std::vector<PlainRecord> split(const std::string& text, SplitterLimits limits, SplitterForm form) {
  std::istringstream input(text);
  RowSplitter splitter(input, limits, std::move(form));
  if (splitter.begin() != FormatProblem::None) return {};
  std::vector<PlainRecord> result;
  std::vector<std::string> fields;
  for (;;) {
    const RecordState state = splitter.next(fields);
    if (state == RecordState::End || state == RecordState::Failed) return result;
    PlainRecord record{.line = splitter.line(), .fields = {}, .broken = {}};
    if (state == RecordState::Whole)
      record.fields = fields;
    else
      record.broken = splitter.reason();
    result.push_back(record);
  }
}

/// What differs first; empty where nothing does.
std::string difference(const std::string& text, char separator, SplitterLimits limits) {
  const std::vector<PlainRecord> expected = PlainSplitter(text, separator, limits.record).records();
  for (const InstructionSet set : kSets) {
    const auto found =
        split(text, limits, {.encoding = "utf-8", .separator = separator, .instructions = set});
    for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i)
      if (!(found[i] == expected[i])) return shown(found[i]) + " is not " + shown(expected[i]);
    if (found.size() != expected.size())
      return std::to_string(found.size()) + " records, not " + std::to_string(expected.size());
  }
  return {};
}

/// A text of pieces that are nearly always regular, with some of those that are not.
std::string text_of(std::size_t strange) {
  const std::vector<std::string> usual = {"a,b,c\n",
                                          "1,22,333\n",
                                          "x,\"y, z\",\"\"\n",
                                          "x,\"\"\"q\"\"\",中文\n",
                                          "\"two\nlines\",2,3\n",
                                          "a long text without anything in it,",
                                          "4,5,6\r\n",
                                          "é,\U0001F600,€\n",
                                          "\"\r\n\",\"b\",c\n",
                                          "1,2\n"};
  const std::vector<std::string> unusual = {"\"",
                                            "\"\"",
                                            "\n",
                                            "\r",
                                            "\r\n",
                                            " \t\n",
                                            ",",
                                            "5\" pipe,",
                                            "\xE4",
                                            "\xB8",
                                            "\xED\xA0\x80",
                                            "\xC0\xAF",
                                            "\"a\"b",
                                            "x",
                                            " ",
                                            "\xF4\x90\x80\x80",
                                            std::string(1, '\0')};
  const auto count = *rc::gen::inRange<std::size_t>(0, 120);
  std::string result = "h,i,j\n";
  for (std::size_t i = 0; i < count; ++i) {
    const bool odd = *rc::gen::inRange<std::size_t>(0, 100) < strange;
    result += *rc::gen::elementOf(odd ? unusual : usual);
  }
  return result;
}

TEST_CASE("records, lines and reasons are those of a plain splitter") {
  CHECK(rc::check([] {
    const std::string text = text_of(*rc::gen::element<std::size_t>(0, 3, 20, 100));
    const auto block = *rc::gen::element<std::size_t>(1, 7, 63, 64, 65, 128, 200, 1000, 1 << 18);
    const auto record = *rc::gen::element<std::size_t>(50, 100, 1 << 20);
    RC_ASSERT(difference(text, ',', {block, record}) == "");
  }));
}

TEST_CASE("every alignment of a quote, a line end and a separator is the same") {
  const std::string rest = "1,\"a\"\"b\",\"c\nd\"\r\n\"x\",,\"\"\n5\" pipe,\"q\"r\n\r\n中,é,7\nlast,\"one\"";
  for (std::size_t before = 0; before < 140; ++before) {
    INFO("after " << before);
    CHECK(difference("h" + std::string(before, 'x') + ",i,j\n" + rest, ',', {64, 1 << 20}).empty());
    CHECK(difference("h" + std::string(before, 'x') + ",i,j\n" + rest, ',', {512, 1 << 20}).empty());
  }
}

TEST_CASE("texts longer than a piece of the index are the same") {
  CHECK(rc::check([] {
    std::string text = "a,b,c\n";
    const auto wide = *rc::gen::inRange<std::size_t>(1, 90);
    const auto ending = *rc::gen::element<std::string>("\n", "\r\n");
    const auto odd = *rc::gen::element<std::string>("", "x\"y", "\"a\nb\"", "\n\n", "\xFF", "\"x\"z", "\r");
    const auto at = *rc::gen::inRange<std::size_t>(0, 36'000);
    while (text.size() < 36'000) {
      const bool here = text.size() <= at && at < text.size() + wide + 8;
      text += std::string(wide, 'v') + ",2," + (here ? odd : "") + ending;
    }
    RC_ASSERT(difference(text, ',', {1 << 18, 1 << 26}) == "");
  }));
}

TEST_CASE("a block of even records says so, and where its fields are") {
  std::istringstream input("a,b\r\n1,22\r\n333,\r\n,5");
  RecordSplitter splitter(input);
  REQUIRE(splitter.begin() == FormatProblem::None);
  RecordBlock block;
  REQUIRE(splitter.next(block, RecordSplitter::Most::One) == BlockState::Records);
  CHECK(block.records == 1);
  CHECK(splitter.line() == 2);
  REQUIRE(splitter.next(block) == BlockState::Records);
  CHECK(block.records == 3);
  CHECK(block.first_record == 1);
  CHECK(block.offset == 5);
  CHECK(block.uniform_fields == 2);
  CHECK(block.has_quotes.empty());
  CHECK(block.line_steps.empty());
  CHECK(block.first_line == 2);
  CHECK(block.raw_field(0, 1) == "22");
  CHECK(block.raw_field(1, 0) == "333");
  CHECK(block.raw_field(1, 1).empty());
  CHECK(block.raw_field(2, 1) == "5");
  CHECK(block.record_text(1) == "333,");
  CHECK(splitter.next(block) == BlockState::End);
}

TEST_CASE("a block says which records have quotes, which are broken, and on which lines all begin") {
  std::istringstream input("a,b\n1,\"x\ny\"\n\n2,\"z\"!\n3,w\n4\n");
  RecordSplitter splitter(input, {}, {.separator = ','});
  REQUIRE(splitter.begin() == FormatProblem::None);
  RecordBlock block;
  REQUIRE(splitter.next(block) == BlockState::Records);
  REQUIRE(block.records == 5);
  CHECK(block.uniform_fields == 0);
  CHECK(block.has_quotes == std::vector<std::uint8_t>{0, 1, 0, 0, 0});
  CHECK(block.raw_field(1, 1) == "\"x\ny\"");
  REQUIRE(block.broken.size() == 1);
  CHECK(block.broken_at(2) == &block.broken.front());
  CHECK(block.broken.front().text == "2,\"z\"!");
  CHECK(block.fields_of(2) == 0);
  CHECK(block.fields_of(4) == 1);
  std::vector<std::size_t> lines;
  for (std::size_t record = 0; record < block.records; ++record)
    lines.push_back(block.line_of(record));
  CHECK(lines == std::vector<std::size_t>{1, 2, 5, 6, 7});
  block.cut(2);
  CHECK(block.records == 2);
  CHECK(block.broken.empty());
}

} // namespace
} // namespace strata
