// Which encoding a text is taken for, and how it becomes UTF-8, wherever its blocks end.
#include <sstream>

#include <catch2/catch.hpp>

#include "runtime/table/text_source.hpp"
#include "tests/unit/table/slow_stream.hpp"

namespace strata {
namespace {

using namespace std::string_literals;

const std::string kGbk =
    "\xBF\xCD\xBB\xA7\xB1\xE0\xBA\xC5,\xCA\xD5\xC8\xEB\n\xBB\xAA\xB6\xAB,100\n"; // 客户编号,收入 华东
const std::string kChinese = "\u5BA2\u6237\u7F16\u53F7,\u6536\u5165\n\u534E\u4E1C,100\n";

/// "NAME", "NAME?" where it is a guess, "+" behind it where there is a mark.
std::string found(const std::string& start, bool whole = true) {
  const Encoding encoding = find_encoding(start, whole);
  return encoding.name + (encoding.guessed ? "?" : "") + (encoding.mark > 0 ? "+" : "");
}

std::string named(const std::string& name, const std::string& start = {}) {
  const auto encoding = named_encoding(name, start);
  return encoding ? encoding->name : "none";
}

/// ASCII as UTF-16, each character with a NUL behind it (or before it).
std::string utf16(const std::string& text, bool big = false) {
  std::string result;
  for (const char c : text)
    result += big ? std::string{'\0', c} : std::string{c, '\0'};
  return result;
}

std::string text_of(std::istream& input, const std::string& encoding, std::size_t room) {
  TextSource source(input, encoding, 1000);
  if (source.begin() != TextSource::Start::Text) return "no text";
  std::string text;
  std::string piece(room, ' ');
  while (!source.at_end())
    text += piece.substr(0, source.read(piece.data(), room));
  return text;
}

TEST_CASE("a byte order mark says the encoding") {
  CHECK(found("\xEF\xBB\xBFid\n") == "UTF-8+");
  CHECK(found("\xFF\xFE" + utf16("id\n")) == "UTF-16LE+");
  CHECK(found("\xFE\xFF" + utf16("id\n", true)) == "UTF-16BE+");
  CHECK(found("\xFF\xFE\0\0i\0\0\0"s) == "UTF-32LE+");
  CHECK(found("\x84\x31\x95\x33"s + kGbk) == "GB18030+");
}

TEST_CASE("UTF-16 without a mark is seen by its NULs, which is a guess") {
  CHECK(found(utf16("id,revenue\nC1,5\n")) == "UTF-16LE?");
  CHECK(found(utf16("id,revenue\nC1,5\n", true)) == "UTF-16BE?");
  CHECK(found("\xA2\x5B\x37\x62,\0\x36\x65\n\0"s + "\x4E\x53,\0"
                                                   "5\0\n\0"s) == "UTF-16LE?");
  CHECK(found("a,b\n1,\0\0\0\n2,\0\n"s) == "UTF-8");
  CHECK(found("a,b\nx\0y,1\n"s) == "UTF-8");
}

TEST_CASE("UTF-8 is no guess, even with a damaged place or cut off") {
  CHECK(found("id,name\n1,plain\n") == "UTF-8");
  CHECK(found("") == "UTF-8");
  CHECK(found("\u5BA2\u6237,\u6536\u5165\n") == "UTF-8");
  CHECK(found("\u5BA2\u6237\xE5\xAE", false) == "UTF-8");
  CHECK(found("caf\u00E9,\u2019x\u2019 \xA0\n") == "UTF-8");
  CHECK(found("caf\xE9\n") == "UTF-8"); // one byte tells nothing
}

TEST_CASE("other encodings are guessed") {
  CHECK(found(kGbk) == "GB18030?");
  CHECK(found("id,\xBF\xCD\xBB\xA7\n") == "GB18030?"); // two characters, which statistics take for Greek
  CHECK(found("\xAB\xC8\xA4\xE1\xBD\xD8\xB8\xB9,\xA6\xAC\xA4\x4A\n\xB5\xD8\xAA\x46,\xA5\x5F\xA8\xCA\n") ==
        "BIG5?");
  CHECK(found("name,city\nJos\xE9,M\xFCnchen\nZo\xEB,Gen\xE8ve\n") == "WINDOWS-1252?");
  CHECK(found("\xCA\xEB\xE8\xE5\xED\xF2,\xC3\xEE\xF0\xEE\xE4\n\xC8\xE2\xE0\xED\xEE\xE2,"
              "\xCC\xEE\xF1\xEA\xE2\xE0\n") == "WINDOWS-1251?");
}

TEST_CASE("an encoding is named as people name it") {
  CHECK(named("gbk") == "GB18030");
  CHECK(named("GB2312") == "GB18030");
  CHECK(named("utf8") == "UTF-8");
  CHECK(named("Windows-1252") == "WINDOWS-1252");
  CHECK(named("utf-16") == "UTF-16LE");
  CHECK(named("UTF-16", "\xFE\xFF") == "UTF-16BE");
  CHECK(named("utf16", utf16("id\n", true)) == "UTF-16BE");
  CHECK(named("klingon") == "none");
  CHECK(named("utf-8//IGNORE") == "none");
  CHECK(named("") == "none");
  for (const std::string& name : common_encodings())
    CHECK(named(name) != "none");
}

TEST_CASE("where blocks end makes no difference to the text") {
  std::string much;
  std::string much_chinese;
  for (int i = 0; i < 20'000; ++i) { // more than the start that is looked at
    much += kGbk + "x";
    much_chinese += kChinese + "x";
  }
  for (const std::size_t room : {1UL, 7UL, 100'000UL}) {
    std::istringstream input(kGbk);
    CHECK(text_of(input, "gbk", room) == kChinese);
    SlowStream slow(kGbk, 3);
    CHECK(text_of(slow, "", room) == kChinese);
  }
  much.insert(0, "y");
  much += "\xBF"; // a character that never ends
  much_chinese.insert(0, "y");
  std::istringstream input(much);
  CHECK((text_of(input, "gbk", 1000) == much_chinese + Conversion::kNotConverted));
  std::istringstream wide("\xFF\xFE" + utf16("id,revenue\r\n") + "\x3D\xD8\x00\xDE"s); // a surrogate pair
  CHECK(text_of(wide, "", 5) == "id,revenue\r\n\U0001F600");
}

TEST_CASE("what contradicts itself is not read") {
  std::istringstream marked("\xEF\xBB\xBFid\n");
  CHECK(TextSource(marked, "gbk", 1000).begin() == TextSource::Start::MarkContradicts);
  std::istringstream plain("id\n");
  CHECK(TextSource(plain, "nonesuch", 1000).begin() == TextSource::Start::EncodingUnknown);
}

} // namespace
} // namespace strata
