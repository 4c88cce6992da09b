// Shapes of the tree: precedence, places, what lines mean, which words are names where.

#include <catch2/catch.hpp>

#include "lang/syntax/syntax.hpp"
#include "tests/unit/syntax/rendered.hpp"

namespace strata {
namespace {

struct Parsed {
  explicit Parsed(const std::string& text)
      : id(sources.add("model.strata", text)), model(parse(sources, id, findings)) {
    messages = rendered(sources, findings);
  }
  template <class Declaration>
  const Declaration& get(std::size_t index = 0) const {
    return std::get<Declaration>(model.declarations.at(index));
  }
  /// The value of the first `define`.
  const ast::Expr& value() const { return *get<ast::DefineDecl>().value; }

  Sources sources;
  SourceId id;
  Findings findings;
  ast::Model model;
  std::string messages;
};

/// An expression with a bracket around every operation.
std::string grouped(const ast::Expr& expression) {
  const auto joined = [](const auto& operands, const std::string& word) {
    std::string text;
    for (const auto& operand : operands)
      text += (text.empty() ? "" : " " + word + " ") + grouped(*operand);
    return "(" + text + ")";
  };
  if (const auto* node = std::get_if<ast::Arithmetic>(&expression.node)) {
    std::string text = "(" + grouped(*node->first);
    for (const auto& term : node->rest) {
      static constexpr const char* kSigns[] = {" + ", " - ", " * ", " / "};
      text += kSigns[static_cast<int>(term.op)] + grouped(*term.operand);
    }
    return text + ")";
  }
  if (const auto* node = std::get_if<ast::Logical>(&expression.node))
    return joined(node->operands, node->conjunction ? "and" : "or");
  if (const auto* node = std::get_if<ast::Default>(&expression.node))
    return joined(node->operands, "default");
  if (const auto* node = std::get_if<ast::Negate>(&expression.node))
    return "(-" + grouped(*node->operand) + ")";
  if (const auto* node = std::get_if<ast::Not>(&expression.node))
    return "(not " + grouped(*node->operand) + ")";
  if (const auto* node = std::get_if<ast::Compare>(&expression.node))
    return "(" + grouped(*node->left) + " cmp " + grouped(*node->right) + ")";
  if (const auto* node = std::get_if<ast::Is>(&expression.node))
    return "(" + grouped(*node->subject) + (node->negated ? " is not " : " is ") + print(*node->pattern) +
           ")";
  if (const auto* node = std::get_if<ast::If>(&expression.node))
    return "(if " + grouped(*node->condition) + " then " + grouped(*node->then) + " else " +
           grouped(*node->otherwise) + ")";
  return print(expression);
}

std::string grouped(const std::string& text) {
  const Parsed parsed("define x = " + text);
  return parsed.messages.empty() ? grouped(parsed.value()) : parsed.messages;
}

TEST_CASE("operators bind as the language says") {
  CHECK(grouped("a + b * c - d") == "(a + (b * c) - d)");
  CHECK(grouped("-a default b * c") == "(((-a) default b) * c)");
  CHECK(grouped("a default -b + c") == "((a default (-b)) + c)");
  CHECK(grouped("a default b default 0 > 120") == "((a default b default 0) cmp 120)");
  CHECK(grouped("not a = b and c or d") == "(((not (a cmp b)) and c) or d)");
  CHECK(grouped("not not a") == "(not (not a))");
  CHECK(grouped("a or b and not c is missing") == "(a or (b and (not (c is missing))))");
  CHECK(grouped("tier is S or tier is A") == "((tier is S) or (tier is A))");
  CHECK(grouped("if a or b then c + 1 else if d then e else f or g") ==
        "(if (a or b) then (c + 1) else (if d then e else (f or g)))");
  CHECK(grouped("a - - b") == "(a - (-b))");
  CHECK(grouped("x is not ([1 .. 2) or 5)") == "(x is not [1 .. 2) or 5)");
}

TEST_CASE("brackets in patterns: interval, group, or value") {
  const auto pattern = [](const std::string& text) {
    const Parsed parsed("define x = a is " + text);
    CHECK(parsed.messages == "");
    return std::get<ast::Is>(parsed.value().node).pattern->node.index();
  };
  const std::size_t value = 0, comparison = 1, interval = 2, alternatives = 3, missing = 4;
  CHECK(pattern("(a + b) * 2") == value);
  CHECK(pattern("(a)") == value);
  CHECK(pattern("(1 .. 2]") == interval);
  CHECK(pattern("((1 + 2) .. (3)]") == interval);
  CHECK(pattern("(1 or 2)") == alternatives);
  CHECK(pattern("((1 or 2) or 3)") == alternatives);
  CHECK(pattern("(>= 5)") == comparison);
  CHECK(pattern("((missing))") == missing);
  CHECK(pattern("max(1, 2)") == value);
}

TEST_CASE("lines end statements except where they go on") {
  CHECK(Parsed("define a = 1 +\n 2\ndefine b = 3").model.declarations.size() == 2);
  CHECK(Parsed("define a = b\n  and c\n  or d\ndefine b = 3").messages == "");
  CHECK(Parsed("define a = if b\n\n  # why\n  then 1\n  else 2\n").messages == "");
  CHECK(Parsed("define a = (1\n + 2\n)\n").messages == "");
  CHECK(Parsed("define a = f(match x {\n 1 : 2\n 3 : 4\n}\n, 5)\n").messages == "");
  CHECK(Parsed("define a =\n  1; define b = 2;\n;define c = 3").model.declarations.size() == 3);
  CHECK(Parsed("customer\n{\n a : number in 0 ..\n b : text }").get<ast::CustomerDecl>().columns.size() == 2);
  CHECK(Parsed("cap at B \"x\"\n  when y").messages == "");
  CHECK(Parsed("define a = 1\r\ndefine b = 2\r\n").model.declarations.size() == 2);
  CHECK(Parsed("define a = 1\rdefine b = 2").model.declarations.size() == 2);
  CHECK(Parsed("\xEF\xBB\xBF"
               "define a = 1")
            .messages == "");
  CHECK(Parsed("define a = 1\n- 2").messages != "");
}

TEST_CASE("words are names where they are not looked for") {
  const Parsed parsed(
      "customer {\n  rank : number\n  weight : number\n  key : text key\n  by : number\n  total : number\n"
      "  policy : number\n  default : number\n  optional : number optional\n  from : text from \"x\"\n"
      "  unique : number\n  coverage : number\n  days : number\n  k : number\n}\n"
      "dimension weight weight 5%\n"
      "define total = total + rank * by - default default 5\n"
      "define coverage = coverage + points + level\n"
      "define m = match unique { 1 : 2 }\n"
      "define n = match unique + 1 { 1 : 2 }\n"
      "define o = match unique by { 1 : 2 }\n"
      "define p = weighted { relative : 1; available : 2; dimensions : 3 }\n"
      "tiers by by { top : >= 5; new : otherwise }\n"
      "policy all { policy = 1 }\n"
      "define d = 5 * days + k\n");
  CHECK(parsed.messages == "");
  CHECK_FALSE(std::get<ast::Match>(parsed.get<ast::DefineDecl>(4).value->node).unique);
  CHECK_FALSE(std::get<ast::Match>(parsed.get<ast::DefineDecl>(5).value->node).unique);
  CHECK(std::get<ast::Match>(parsed.get<ast::DefineDecl>(6).value->node).unique);
}

TEST_CASE("names are composed, and backticks are no part of them") {
  CHECK(Parsed("define cafe\u0301 = 1").get<ast::DefineDecl>().name.text == "caf\u00E9");
  CHECK(Parsed("define 行业地位 = 1").get<ast::DefineDecl>().name.text == "行业地位");
  CHECK(Parsed("define `Annual revenue (¥)` = 1").get<ast::DefineDecl>().name.text == "Annual revenue (¥)");
}

TEST_CASE("numbers are exact, and keep their form") {
  const auto number = [](const std::string& text) {
    const Parsed parsed("define x = " + text);
    INFO(parsed.messages);
    const auto& node = std::get<ast::NumberLiteral>(parsed.value().node);
    CHECK(node.written == text);
    return node.value.to_text();
  };
  CHECK(number("1_000_000") == "1000000");
  CHECK(number("35%") == "0.35");
  CHECK(number("0.1%") == "0.001");
  CHECK(number("10k") == "10000");
  CHECK(number("1.5M") == "1500000");
  CHECK(number("2B") == "2000000000");
  CHECK(number("5万") == "50000");
  CHECK(number("1.2亿") == "120000000");
  CHECK(number("1000 CNY") == "1000");
  CHECK(std::get<ast::DurationLiteral>(Parsed("define x = 1_0 days").value().node).value.days == 10);
  CHECK(std::get<ast::DateLiteral>(Parsed("define x = 2024-02-29").value().node).value.to_text() ==
        "2024-02-29");
  CHECK(grouped("2025 - 1") == "(2025 - 1)");
  CHECK(grouped("[0") != "");
}

TEST_CASE("in constants the sign belongs to the literal, elsewhere it is an operation") {
  const Parsed parsed("customer { a : number in -1 .. 5 default -2 missing as \"x\", -999 }\ndefine x = -3");
  const auto& column = parsed.get<ast::CustomerDecl>().columns.front();
  CHECK(std::get<ast::NumberLiteral>(column.range->low->node).value == Number(-1));
  CHECK(std::get<ast::NumberLiteral>(column.default_value->node).value == Number(-2));
  CHECK(std::get<ast::NumberLiteral>(column.missing_as.at(1)->node).value == Number(-999));
  CHECK(std::holds_alternative<ast::Negate>(parsed.get<ast::DefineDecl>(1).value->node));
}

TEST_CASE("escapes in texts are resolved") {
  const Parsed parsed("define x = \"a\\\"b\\\\c\\nd\\u{4E2D}\\u{1F600}\"");
  CHECK(std::get<ast::TextLiteral>(parsed.value().node).value == "a\"b\\c\nd中\U0001F600");
}

TEST_CASE("places are exact") {
  const std::string text = "define x = (a + b) * max(c, 2) # behind\n";
  const Parsed parsed(text);
  const auto at = [&](Span span) { return std::string(parsed.sources.text(span)); };
  CHECK(at(parsed.get<ast::DefineDecl>().span) == "define x = (a + b) * max(c, 2)");
  const auto& product = std::get<ast::Arithmetic>(parsed.value().node);
  CHECK(at(parsed.value().span) == "(a + b) * max(c, 2)");
  CHECK(at(product.first->span) == "(a + b)");
  CHECK(at(product.rest.front().op_span) == "*");
  CHECK(at(product.rest.front().operand->span) == "max(c, 2)");
  CHECK(at(parsed.model.comments.front().span) == "# behind");
}

TEST_CASE("what was read whole is there in spite of mistakes, and what was lost is noted") {
  const Parsed parsed(
      "define a = 1\ndefine b =\ndefine c = match x {\n  1 : 2\n  3 4\n  5 : 6\n}\ndefine d = 4\n");
  REQUIRE(parsed.model.declarations.size() == 2);
  CHECK(parsed.get<ast::DefineDecl>(1).name.text == "d");
  CHECK(parsed.findings.all().size() == 2);
  const ast::Lost& lost = parsed.model.lost;
  CHECK(lost.words.count("b") + lost.words.count("c") + lost.words.count("x") == 3);
  CHECK(lost.words.count("a") + lost.words.count("d") + lost.words.count("") == 0);
  CHECK(lost.may_declare("define"));
  CHECK_FALSE(lost.may_declare("tiers"));
  CHECK_FALSE(lost.everything);
}

TEST_CASE(
    "of the customer block a mistake takes the column only; a sign that looks like another takes nothing") {
  const Parsed parsed("customer {\n  id ： text key\n  a : whole optinal\n  b : date date\n  c : number\n}\n"
                      "define = 1\ntires by x { S : otherwise }\n");
  REQUIRE(parsed.model.declarations.size() == 1);
  const auto& columns = parsed.get<ast::CustomerDecl>(0).columns;
  REQUIRE(columns.size() == 2);
  CHECK(columns[0].name.text == "id");
  CHECK(columns[1].name.text == "c");
  const ast::Lost& lost = parsed.model.lost;
  CHECK(lost.words.count("a") + lost.words.count("b") + lost.words.count("S") == 3);
  CHECK(lost.words.count("") == 1); // a `define` without its name
  CHECK(lost.may_declare("tiers"));
  CHECK(lost.may_declare("customer"));
  CHECK_FALSE(lost.unknown_kind);
}

} // namespace
} // namespace strata
