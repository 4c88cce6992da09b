// Fields of CSV lines, against the function that says how they look.
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "runtime/pipeline/code_texts.hpp"
#include "runtime/pipeline/csv_text.hpp"
#include "runtime/table/writer.hpp"

namespace strata {
namespace {

bool has_blank_end(const std::string& text) {
  return !text.empty() && (csv::is_blank(text.front()) || csv::is_blank(text.back()));
}

std::string key_field(const std::string& text) {
  // What stands behind the text must not count.
  std::string source = text + ",\"\r\n,,,,,,,,,,,,";
  std::vector<char> target(room_for_field(text.size()) + 1, '#');
  char* const end = write_key_field(target.data(), std::string_view(source).substr(0, text.size()));
  CHECK(target.back() == '#');
  return {target.data(), end};
}

std::string plain_field(const std::string& text) {
  std::vector<char> target(room_for_field(text.size()) + 1, '#');
  char* const end = write_field(target.data(), text);
  CHECK(target.back() == '#');
  return {target.data(), end};
}

TEST_CASE("a field is quoted only where it must be, wherever the sign stands") {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'x');
    CHECK(key_field(text) == text);
    for (const char sign : {',', '"', '\r', '\n', ' ', '\t', ';', '!'}) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string with = text;
        with[at] = sign;
        if (!has_blank_end(with)) CHECK(key_field(with) == csv_field(with));
        CHECK(plain_field(with) == csv_field(with));
      }
    }
  }
  CHECK(key_field("战略客户") == "战略客户");
}

TEST_CASE("each byte of a plain field is where it was, and nothing behind it is looked at") {
  for (std::size_t size = 1; size < 70; ++size) {
    std::vector<char> bytes(size); // a sanitizer sees what is read behind it
    for (std::size_t at = 0; at < size; ++at)
      bytes[at] = static_cast<char>('0' + at % 70);
    const std::string text(bytes.begin(), bytes.end());
    std::vector<char> target(room_for_field(size));
    char* const end = write_field(target.data(), {bytes.data(), size});
    CHECK(std::string(target.data(), end) == csv_field(text));
  }
  CHECK(plain_field("\"") == csv_field("\""));
  CHECK(plain_field("\"a\"\"b, \"") == csv_field("\"a\"\"b, \""));
}

TEST_CASE("texts of a list are quoted once, and copied whole whatever their length") {
  const std::vector<std::string> texts = {"",     "short",     "exactly 16 chars", "seventeen of them",
                                          "a, b", "say \"so\""};
  for (const TextForm form : {TextForm::CsvLines, TextForm::Cells}) {
    CodeTexts codes(form);
    const CodeList& list = codes.of(texts);
    CHECK(&list == &codes.of(texts));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::vector<char> target(list.room + 1, '#');
      char* const end = list.codes[i].write(target.data());
      CHECK(target.back() == '#');
      CHECK(std::string(target.data(), end) == (form == TextForm::CsvLines ? csv_field(texts[i]) : texts[i]));
    }
  }
}

} // namespace
} // namespace strata
