// How messages look: frames, underlines, wide characters, cut lines.
#include <catch2/catch.hpp>

#include "runtime/snippet.hpp"
#include "runtime/strata.hpp"

using strata::Diagnostic;
using strata::Label;

namespace {

Label label(std::size_t line, std::size_t column, std::size_t end, std::string source, std::string text) {
  return {.file = "m.strata",
          .line = line,
          .column = column,
          .end_line = line,
          .end_column = end,
          .source_line = std::move(source),
          .first_column = 1,
          .text = std::move(text)};
}

Diagnostic error(std::vector<Label> labels) {
  return {.severity = strata::Severity::Error,
          .code = "E0301",
          .message = "money and a number cannot be added",
          .labels = std::move(labels),
          .notes = {},
          .help = {}};
}

} // namespace

TEST_CASE("one place, a note and help") {
  Diagnostic diagnostic = error({label(12, 12, 19, "define x = revenue + 5", "money")});
  diagnostic.notes = {"revenue is a column"};
  diagnostic.help = "write 5 CNY\nor make revenue a number";
  CHECK(strata::to_text(diagnostic) == "error[E0301]: money and a number cannot be added\n"
                                       "  --> m.strata:12:12\n"
                                       "   |\n"
                                       "12 | define x = revenue + 5\n"
                                       "   |            ^^^^^^^ money\n"
                                       "   |\n"
                                       "   = note: revenue is a column\n"
                                       "   = help: write 5 CNY\n"
                                       "           or make revenue a number\n");
}

TEST_CASE("second places stand under the same line or in a frame of their own") {
  const std::string source = "define x = revenue + 5";
  const Diagnostic diagnostic = error({label(12, 20, 21, source, "here"), label(12, 12, 19, source, "money"),
                                       label(3, 3, 10, "  revenue : money", "declared here")});
  CHECK(strata::to_text(diagnostic) == "error[E0301]: money and a number cannot be added\n"
                                       "  --> m.strata:12:20\n"
                                       "   |\n"
                                       "12 | define x = revenue + 5\n"
                                       "   |                    ^ here\n"
                                       "   |            ------- money\n"
                                       "   |\n"
                                       "  ::: m.strata:3:3\n"
                                       "   |\n"
                                       " 3 |   revenue : money\n"
                                       "   |   ------- declared here\n");
}

TEST_CASE("Chinese characters take two columns, tabs become blanks") {
  const Diagnostic diagnostic = error({label(1, 5, 7, "\t得分 行业 + 5", "")});
  CHECK(strata::to_text(diagnostic) == "error[E0301]: money and a number cannot be added\n"
                                       " --> m.strata:1:5\n"
                                       "  |\n"
                                       "1 |     得分 行业 + 5\n"
                                       "  |          ^^^^\n");
}

TEST_CASE("colour goes around texts and nowhere else") {
  const std::string text = strata::to_text(error({label(1, 1, 2, "x", "here")}), true);
  CHECK(text.starts_with("\x1b[1;31merror[E0301]\x1b[0m\x1b[1m: money"));
}

TEST_CASE("control characters and broken bytes are replaced") {
  const strata::Snippet snippet = strata::make_snippet("a\x1b[31m\xff\xC3z\u202E", 0, 1);
  CHECK(snippet.text == "a\uFFFD[31m\uFFFD\uFFFDz\uFFFD");
}

TEST_CASE("a long line is cut around the place") {
  const std::string line = std::string(1000, 'a') + "HERE" + std::string(1000, 'b');
  const strata::Snippet snippet = strata::make_snippet(line, 1000, 1004);
  CHECK(snippet.text == "…" + std::string(40, 'a') + "HERE" + std::string(76, 'b') + "…");
  CHECK(snippet.indent == 41);
  CHECK(snippet.width == 4);
  const strata::Snippet wide = strata::make_snippet(line, 10, 1500);
  CHECK(wide.indent == 10);
  CHECK(wide.width == 110);
}

TEST_CASE("a place past the end of its line has one mark behind it") {
  const strata::Snippet snippet = strata::make_snippet("abc", 7, 9);
  CHECK(snippet.indent == 3);
  CHECK(snippet.width == 1);
}

TEST_CASE("JSON has every field") {
  CHECK(
      strata::to_json(error({label(3, 1, 2, "x \"y\"", "")})) ==
      R"({"severity":"error","code":"E0301","message":"money and a number cannot be added","labels":[{"file":"m.strata",)"
      R"("line":3,"column":1,"end_line":3,"end_column":2,"source_line":"x \"y\"","first_column":1,"text":""}],)"
      R"("notes":[],"help":""})");
}
