// Every sentence that reading a model can give, over the texts of mistakes.txt. Run with STRATA_UPDATE=1 to
// write the messages anew, and review the difference.

#include <catch2/catch.hpp>

#include <cstdlib>
#include <vector>

#include "lang/syntax/syntax.hpp"
#include "tests/unit/syntax/rendered.hpp"

namespace strata {
namespace {

struct Case {
  std::string title, text, expected;
};

/// `>>> TITLE`, the text, `---`, the messages.
struct Cases {
  std::string preamble;
  std::vector<Case> list;
};

Cases read_cases(const std::string& file) {
  Cases cases;
  std::istringstream lines(file);
  bool messages = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(">>>")) {
      cases.list.push_back({line, {}, {}});
      messages = false;
    } else if (cases.list.empty()) {
      cases.preamble += line + "\n";
    } else if (line == "---") {
      messages = true;
    } else {
      (messages ? cases.list.back().expected : cases.list.back().text) += line + "\n";
    }
  }
  for (Case& one : cases.list)
    while (one.expected.ends_with("\n\n"))
      one.expected.pop_back();
  return cases;
}

std::string messages_of(const std::string& text) {
  Sources sources;
  const SourceId id = sources.add("model.strata", text);
  Findings findings;
  (void)parse(sources, id, findings);
  return rendered(sources, findings);
}

TEST_CASE("mistakes are told where they are, in plain sentences") {
  const std::string path = std::string(STRATA_SOURCE_DIR) + "/tests/unit/syntax/mistakes.txt";
  const Cases cases = read_cases(file_text(path));
  REQUIRE(cases.list.size() > 10);
  std::string anew = cases.preamble;
  const bool update = std::getenv("STRATA_UPDATE") != nullptr;
  for (const Case& one : cases.list) {
    const std::string got = messages_of(one.text);
    anew += one.title + "\n" + one.text + "---\n" + got + "\n";
    if (update) continue;
    INFO(one.title << "\n" << one.text);
    CHECK(got == one.expected);
  }
  if (update) std::ofstream(path, std::ios::binary) << anew.substr(0, anew.size() - 1);
}

TEST_CASE("a text that is not UTF-8 is refused with the byte that says so") {
  CHECK(messages_of("define a = 1\ndefine b = \"\xB2\xE2\"\n") ==
        "2:13 E0101 the text is not UTF-8: byte 0xB2 (number 26 of the file) begins no character\n"
        "    help: save the file with the encoding UTF-8\n");
  CHECK(messages_of("\xFF\xFE"
                    "m\0")
            .starts_with("1:1-2 E0101"));
  // A surrogate, an overlong form and a truncated character are no characters either.
  for (const char* bad : {"\xED\xA0\x80", "\xC0\xAF", "\xE4\xB8"})
    CHECK(messages_of(std::string("define a = 1 # ") + bad).find("E0101") != std::string::npos);
}

TEST_CASE("control characters are told, and reading goes on") {
  CHECK(messages_of(std::string("define a = 1\0\0 + 2\ndefine b =", 29)) ==
        "1:13-15 E0102 a control character (U+0000) stands in the text\n"
        "    help: delete it; a file full of these is no text, or is saved as UTF-16 and not as UTF-8\n"
        "2:11 E0108 expected a value after `=`, found the end of the text\n");
  CHECK(messages_of("define a = 1\x0C\n") == "1:13-14 E0102 a control character (U+000C) stands in the text\n"
                                             "    help: delete it\n");
}

TEST_CASE("an expression on its own is read to its end") {
  const auto read = [](const std::string& text) {
    Sources sources;
    const SourceId id = sources.add("--set", text);
    Findings findings;
    const ast::ExprPtr expression = parse_expression(sources, id, findings);
    return expression != nullptr ? print(*expression) : rendered(sources, findings);
  };
  CHECK(read(" 15% ") == "15%");
  CHECK(read("mean") == "mean");
  CHECK(read("1 +\n 2\n") == "1 + 2");
  CHECK(read("5万") == "5万");
  CHECK(read("") == "1:1 E0108 expected a value, found the end of the text\n");
  CHECK(read("1 2") == "1:3-4 E0108 expected nothing more, found `2`\n");
  CHECK(read("(1") == "1:1-2 E0106 this `(` is not closed\n    help: close it with `)`\n");
}

} // namespace
} // namespace strata
