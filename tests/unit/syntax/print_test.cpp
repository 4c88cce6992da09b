// The one layout: what it looks like, that it never changes a model, and that it is reached in one step.

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "lang/syntax/syntax.hpp"
#include "tests/unit/syntax/rendered.hpp"

namespace strata {
namespace {

/// The text in the one layout; its messages where it has mistakes.
std::string formatted(const std::string& text) {
  Sources sources;
  const SourceId id = sources.add("model.strata", text);
  Findings findings;
  const ast::Model model = parse(sources, id, findings);
  return findings.has_errors() ? rendered(sources, findings) : print(sources, id, model);
}

/// Everything of a text but blanks, line ends and `;`, which may all change; texts and comments are kept
/// whole.
std::string bare(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '`' || c == '#') {
      const std::size_t begin = at++;
      while (at < text.size() && text[at] != '\n' && (c == '#' || text[at] != c))
        at += c == '"' && text[at] == '\\' ? 2 : 1;
      if (c != '#') ++at;
      result += text.substr(begin, at - begin);
      result.erase(result.find_last_not_of(" \r") + 1);
    } else {
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != ';') result += c;
      ++at;
    }
  }
  // `1 days` becomes `1 day`.
  for (std::size_t at = result.find("days"); at != std::string::npos; at = result.find("days"))
    result.erase(at + 3, 1);
  return result;
}

TEST_CASE("a model in the one layout stays as it is") {
  const std::string everything = file_of_project("tests/unit/syntax/everything.strata");
  CHECK(formatted(everything) == everything);
}

TEST_CASE("the models of the project keep their meaning, and their layout is reached in one step") {
  std::size_t models = 0;
  for (const char* folder : {"stdlib", "examples", "tests/golden", "tests/unit/syntax"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(STRATA_SOURCE_DIR) + "/" + folder)) {
      if (entry.path().extension() != ".strata") continue;
      const std::string text = file_text(entry.path().string());
      Sources sources;
      Findings findings;
      const SourceId id = sources.add("model.strata", text);
      const ast::Model model = parse(sources, id, findings);
      if (findings.has_errors()) continue;
      ++models;
      INFO(entry.path().string());
      const std::string once = print(sources, id, model);
      CHECK(formatted(once) == once);
      // The flags of columns have one order, so a model's characters may move within a line, and no further.
      std::string before = bare(text), after = bare(once);
      std::sort(before.begin(), before.end());
      std::sort(after.begin(), after.end());
      if (text.find("\\u{") == std::string::npos)
        CHECK(before == after); // such escapes become their characters
    }
  }
  CHECK(models > 8);
}

TEST_CASE("signs of a block stand in one column, wide characters counted as two") {
  CHECK(formatted("tiers by x{S \"战略\":>=5;A:otherwise\n}") ==
        "tiers by x {\n  S \"战略\" : >= 5\n  A        : otherwise\n}\n");
  CHECK(formatted("policy A{a=1\n long_name=2}") == "policy A {\n  a         = 1\n  long_name = 2\n}\n");
}

TEST_CASE("what was written on one line stays there while it fits") {
  CHECK(formatted("policy A{a=1;b=2}") == "policy A { a = 1; b = 2 }\n");
  CHECK(formatted("define a=match x{1:2;otherwise:3}") == "define a = match x { 1 : 2; otherwise : 3 }\n");
  CHECK(formatted("policy A { manager = \"" + std::string(90, 'x') + "\"; b = 2 }") ==
        "policy A {\n  manager = \"" + std::string(90, 'x') + "\"\n  b       = 2\n}\n");
}

TEST_CASE("long expressions are broken where lines may go on") {
  CHECK(formatted("define a = " + std::string(40, 'x') + " and " + std::string(40, 'y') + " or zzzzzz") ==
        "define a = " + std::string(40, 'x') + " and " + std::string(40, 'y') + "\n  or zzzzzz\n");
  CHECK(formatted("define a = " + std::string(50, 'x') + " + " + std::string(50, 'y') + " - z") ==
        "define a = " + std::string(50, 'x') + " +\n  " + std::string(50, 'y') + " - z\n");
  CHECK(formatted("define a = max(" + std::string(50, 'x') + ", " + std::string(50, 'y') + ", z)") ==
        "define a = max(" + std::string(50, 'x') + ",\n  " + std::string(50, 'y') + ", z)\n");
  CHECK(formatted("define a = if " + std::string(60, 'x') + " then " + std::string(50, 'y') + " else z") ==
        "define a =\n  if " + std::string(60, 'x') + "\n    then " + std::string(50, 'y') + "\n  else z\n");
  CHECK(formatted("define a =\n  x\n  and y\n") == "define a = x and y\n");
}

TEST_CASE("comments stay where they are") {
  const std::string text = "# top\n"
                           "\n"
                           "define a = 1  # behind\n"
                           "# before a block\n"
                           "tiers by x {\n"
                           "  # first\n"
                           "  S       : >= 5  # best\n"
                           "  longest : >= 3  # next\n"
                           "\n"
                           "  # on its own\n"
                           "  C       : otherwise\n"
                           "  # last\n"
                           "}\n"
                           "# end\n";
  CHECK(formatted(text) == text);
  CHECK(formatted("tiers by x { # behind the brace\n A:1 #a\n}#b\n#c") ==
        "tiers by x {\n  # behind the brace\n  A : 1  #a\n}  #b\n#c\n");
  CHECK(formatted("") == "");
  CHECK(formatted("#only") == "#only\n");
}

TEST_CASE("a statement with a comment inside an expression stays as it was written") {
  const std::string text = "define a = 1 +  # one\n     2   # two\ndefine b = 3\n";
  CHECK(formatted(text) == "define a = 1 +  # one\n     2  # two\ndefine b = 3\n");
  const std::string arm = "define a = match x {\n  1 :   # why\n    2\n  otherwise : 3\n}\n";
  CHECK(formatted(arm) == arm);
}

TEST_CASE("at most one blank line is kept, none at the ends of blocks") {
  CHECK(formatted("\n\n\ndefine a = 1\n\n\n\ndefine b = 2\n\n") == "define a = 1\n\ndefine b = 2\n");
  CHECK(formatted("tiers by x {\n\n  A : 1\n\n\n  B : 2\n\n}\n") == "tiers by x {\n  A : 1\n\n  B : 2\n}\n");
}

TEST_CASE("single nodes print on one line") {
  const auto printed = [](const std::string& text) {
    Sources sources;
    Findings findings;
    const SourceId id = sources.add("x", text);
    const ast::ExprPtr expression = parse_expression(sources, id, findings);
    REQUIRE(expression != nullptr);
    return print(*expression);
  };
  for (const char* text : {"1_000_000 + 35% * 50M - 5万",
                           "(a + b) * c",
                           "a - (b - c)",
                           "-(a + b)",
                           "not (a and b)",
                           "a default b default 0",
                           "x is ([1 .. 2) or missing or >= 5)",
                           "x is not any",
                           "match unique (x, y) { 1, 2 : 3; otherwise : 4 }",
                           "match { a : 1; otherwise : 2 }",
                           "tally 5 { a : -1 }",
                           "weighted available at least 60% { a : 1; b : 2 }",
                           "if a then 1 else if b then 2 else 3",
                           "sqrt(x to 2 places)",
                           "`a b`.`match`",
                           "\"q\\\"\\\\\\n\\u{200B}中\"",
                           "1000 CNY + 90 days - 1 day",
                           "2025-01-31",
                           "coverage of x",
                           "points of y",
                           "level of a.b",
                           "true or false",
                           "missing"})
    CHECK(printed(text) == text);
}

} // namespace
} // namespace strata
