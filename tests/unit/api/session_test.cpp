// Sessions as an application uses them: changes, answers, undoing, and calls that are stopped.
#include <sstream>

#include <catch2/catch.hpp>

#include "runtime/session.hpp"

namespace {

using namespace strata;

constexpr const char* kModel = R"(model shop
customer {
  id     : text key
  city   : text
  spent  : number in 0 .. 1M
  visits : whole optional
}
parameter cut = 500 in 200 .. 1000
# what counts
score worth = spent # exactly
tiers by worth { A : >= cut; B : >= 100; C : otherwise }
)";
constexpr const char* kTable =
    "id,city,spent,visits\nk1,Lyon,900,3\nk2,上海,500,\nk3,Lyon,120,0\nk4,Oslo,7,1\n";

std::string said(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::Error) text += diagnostic.code + " " + diagnostic.message + "\n";
  return text;
}

Result<Change> read(Session& session, const std::string& csv) {
  std::istringstream stream(csv);
  return session.read({.name = "customers.csv", .stream = &stream, .headers = {}});
}

Session shop(std::function<bool()> stop = {}) {
  Session session(std::move(stop));
  REQUIRE(session.load({.name = "shop.strata", .text = kModel}));
  REQUIRE(read(session, kTable));
  return session;
}

/// "A 2, B 1, C 1"
std::string sizes(const std::vector<TierCount>& tiers) {
  std::string text;
  for (const TierCount& count : tiers)
    text += (text.empty() ? "" : ", ") + count.tier + " " + std::to_string(count.customers);
  return text;
}

std::string value(Session& session, const std::string& expression,
                  const std::optional<std::string>& key = {}) {
  const Result<Answer> answer = session.evaluate(expression, key);
  return answer ? answer.value->value.value_or("(for the table)") : said(answer.diagnostics);
}

} // namespace

TEST_CASE("what is typed in is told apart") {
  CHECK(entry_kind("") == EntryKind::Empty);
  CHECK(entry_kind("  # only this\n") == EntryKind::Empty);
  CHECK(entry_kind("1 + 1") == EntryKind::Expression);
  CHECK(entry_kind("floor(x)") == EntryKind::Expression);
  CHECK(entry_kind("lower(name)") == EntryKind::Expression);
  CHECK(entry_kind("reasons") == EntryKind::Expression);
  CHECK(entry_kind("tier is S") == EntryKind::Expression);
  CHECK(entry_kind("1 + + 2") == EntryKind::Expression);
  CHECK(entry_kind("\xff") == EntryKind::Expression);
  CHECK(entry_kind("floor at B \"x\" when y") == EntryKind::Declarations);
  CHECK(entry_kind("lower by 1 \"x\" when y") == EntryKind::Declarations);
  CHECK(entry_kind("reasons 2") == EntryKind::Declarations);
  CHECK(entry_kind("define a = 1\ndefine b = 2") == EntryKind::Declarations);
  CHECK(entry_kind("define a = = 1") == EntryKind::Declarations);
  CHECK(entry_kind("tiers by x { A : >= 1; B : otherwise }") == EntryKind::Declarations);
  for (const char* text :
       {"(1 +", "1 +", "1 + # more", "if a", "if a then 1", "match x {", "match x {\n  >= 1 : 2",
        "define a =", "define a", "customer {\n  id : text key", "tiers by x {", "not", "a and", "policy A",
        "cap at B", "f(1,", "cap at B \"x\"\n  when"})
    CHECK(std::pair(text, entry_kind(text)) == std::pair(text, EntryKind::Unfinished));
}

TEST_CASE("an expression is worth something for the table, or for one customer") {
  Session session = shop();
  const Result<Answer> worth = session.evaluate("worth / 3");
  REQUIRE(worth);
  CHECK(worth.value->type == "a number");
  CHECK(worth.value->customers == 4);
  CHECK(worth.value->least->value == "7/3 ≈ 2.333333");
  CHECK(worth.value->least->key == "k4");
  CHECK(worth.value->greatest->value == "300");
  CHECK(worth.value->first.size() == 4);

  const Result<Answer> visits = session.evaluate("visits");
  REQUIRE(visits);
  CHECK(visits.value->missing == 1);
  const Result<Answer> each = session.evaluate("spent / (visits default 1)");
  REQUIRE(each);
  CHECK(each.value->failed == 1);
  CHECK(each.value->first_failed.front().key == "k3");

  const Result<Answer> city = session.evaluate("city");
  REQUIRE(city);
  REQUIRE(city.value->counts.size() == 3);
  CHECK(city.value->counts.front().value == "\"Lyon\"");
  CHECK(city.value->counts.front().customers == 2);

  CHECK(value(session, "worth", "k2") == "500");
  CHECK(value(session, "tier", "k2") == "A");
  CHECK(value(session, "visits", "k2") == "missing");
  CHECK(value(session, "cut * 2") == "1000");
  CHECK(value(session, "1 / visits default 1", "k3") == "E0851 division by zero: visits default 1 is 0\n");
  CHECK(value(session, "worth", "k5") == "E0824 customers.csv has no customer `k5`\n");
}

TEST_CASE("a setting moves customers, and is taken back") {
  Session session = shop();
  const Result<Change> change = session.set({.name = "cut", .value = "600"});
  REQUIRE(change);
  REQUIRE(change.value->compared);
  CHECK(sizes(change.value->before) == "A 2, B 1, C 1");
  CHECK(sizes(change.value->after) == "A 1, B 2, C 1");
  REQUIRE(change.value->moves.size() == 1);
  CHECK(change.value->moves.front().from == "A");
  CHECK(change.value->moves.front().to == "B");
  CHECK(change.value->moved == 1);
  CHECK(session.settings().size() == 1);
  CHECK_FALSE(session.set({.name = "cut", .value = "2000"}));
  CHECK(value(session, "cut") == "600");
  CHECK(session.undo() == "set cut = 600");
  CHECK(value(session, "cut") == "500");
  CHECK(sizes(*session.tiers().value) == "A 2, B 1, C 1");
}

TEST_CASE("a declaration takes its place in the text, and nothing else of it changes") {
  Session session = shop();
  REQUIRE(session.declare("define often=visits default 0>=3"));
  CHECK(session.source() == std::string(kModel) + "\ndefine often = visits default 0 >= 3\n");
  const Result<Change> second = session.declare("define five = 5 * spent");
  REQUIRE(second);
  CHECK(second.value->replaced.empty());
  CHECK(session.source_of("five") == "define five = 5 * spent\n");
  const Result<Change> again = session.declare("score worth = five");
  REQUIRE(again);
  CHECK(again.value->replaced == std::vector<std::string>{"score worth"});
  CHECK(again.value->moved == 1);
  CHECK(session.source().find("# what counts\nscore worth = five # exactly\n") != std::string::npos);
  CHECK(session.source_of("city") == "city   : text\n");
  CHECK_FALSE(session.source_of("nobody"));

  const std::string before = session.source();
  const Result<Change> wrong = session.declare("define wrong = nobody");
  CHECK(said(wrong.diagnostics) == "E0201 nothing is called `nobody`\n");
  CHECK(session.source() == before);
  while (session.undo()) {
  }
  CHECK(session.source().empty());
  CHECK_FALSE(session.has_model());
}

TEST_CASE("a declared parameter holds whatever was set before") {
  Session session = shop();
  REQUIRE(session.set({.name = "cut", .value = "600"}));
  REQUIRE(session.declare("parameter cut = 700"));
  CHECK(value(session, "cut") == "700");
  CHECK(session.settings().empty());
}

TEST_CASE("columns declared later are read from the table that is there") {
  Session session;
  REQUIRE(read(session, kTable));
  CHECK(value(session, "spent").starts_with("E0201"));
  REQUIRE(session.declare("customer { id : text key; spent : number }"));
  CHECK(value(session, "spent", "k3") == "120");
  REQUIRE(session.declare("customer { id : text key; money_spent : number from \"spent\" }"));
  CHECK(value(session, "money_spent", "k3") == "120");
  const Result<Change> change = session.declare("tiers by money_spent { A : >= 500; B : otherwise }");
  REQUIRE(change);
  CHECK_FALSE(change.value->compared); // there were no tiers before
  CHECK(sizes(*session.tiers().value) == "A 2, B 2");
}

TEST_CASE("a table that does not suit the model is refused; a model that it does not suit says so") {
  Session session = shop();
  CHECK(said(read(session, "id,spent\nk1,3,4,5\n").diagnostics).empty()); // a broken record is no wrong table
  CHECK(session.undo() == "data customers.csv");
  CHECK(said(read(session, "id,city\nk1,Lyon\n").diagnostics) == "E0805 the table has no column \"spent\"\n");
  CHECK(session.table().value->customers == 4);
  const Result<Change> other = session.load({.name = "other", .text = "customer { key : text key }"});
  REQUIRE(other);
  CHECK(other.value->problems.empty()); // it has no tiers to decide
  CHECK(said(session.table().diagnostics) == "E0805 the table has no column \"key\"\n");
  CHECK(session.undo() == "load other");
  CHECK(session.table().value->customers == 4);
}

TEST_CASE("the day is checked when it is set, and needed when it is read") {
  Session session = shop();
  CHECK(said(session.set_day("2025-02-30").diagnostics) ==
        "E0821 `2025-02-30` is not a date: there is no 30 February 2025\n");
  const Result<Change> change = session.declare("cap at C \"old\" when as_of > 2025-01-01");
  REQUIRE(change);
  CHECK(said(change.value->problems) == "E0820 the model reads as_of, and no day of the decision is given\n");
  const Result<Change> day = session.set_day("2025-06-01");
  REQUIRE(day);
  CHECK_FALSE(day.value->compared);
  CHECK(sizes(*session.tiers().value) == "A 0, B 0, C 4");
  CHECK(value(session, "as_of") == "2025-06-01");
}

TEST_CASE("a call that is stopped leaves the session as it was") {
  bool stop = false;
  Session session = shop([&] { return stop; });
  stop = true;
  const Result<Answer> answer = session.evaluate("worth");
  CHECK_FALSE(answer);
  CHECK(answer.diagnostics.empty());
  const Result<Change> change = session.set({.name = "cut", .value = "600"});
  CHECK_FALSE(change);
  CHECK(change.diagnostics.empty());
  stop = false;
  CHECK(value(session, "cut") == "500");
  CHECK(sizes(*session.tiers().value) == "A 2, B 1, C 1");
}

TEST_CASE("what there is can be listed for completion") {
  Session session = shop();
  CHECK(session.keys("k", 2) == std::vector<std::string>{"k1", "k2"});
  CHECK(session.texts("L", 10) == std::vector<std::string>{"Lyon"});
  CHECK(session.texts("", 10).size() == 3);
  std::vector<std::string> names;
  for (const DeclaredName& name : session.names())
    names.push_back(name.kind + " " + name.name);
  CHECK(names == std::vector<std::string>{"column id", "column city", "column spent", "column visits",
                                          "parameter cut", "score worth", "scale tier", "tier A", "tier B",
                                          "tier C"});
  CHECK(function_words().front().form == "min(a, b, …)");
  CHECK(declaration_words().front() == "model");
}

TEST_CASE("sensitive texts are neither answered nor offered") {
  Session session;
  REQUIRE(session.load({.name = "m", .text = "customer { id : text key; phone : text sensitive }"}));
  REQUIRE(read(session, "id,phone\nk1,555-1\n"));
  CHECK(value(session, "phone").starts_with("E0212"));
  CHECK(value(session, "lower(phone)", "k1").starts_with("E0212"));
  CHECK(session.texts("", 10).empty());
  const Result<Answer> length = session.evaluate("length(phone)");
  REQUIRE(length);
  CHECK(length.value->least->value == "5");
}

TEST_CASE("decisions, views and explanations are those of a run") {
  Session session = shop();
  std::ostringstream table;
  const Result<std::size_t> customers = session.decisions({}, 2, table);
  REQUIRE(customers);
  CHECK(*customers.value == 4);
  CHECK(table.str() == "id,tier,worth,reasons\nk1,A,900,\nk2,A,500,\n");
  const Result<CustomerView> view = session.show("k3");
  REQUIRE(view);
  CHECK(view.value->tier == "B");
  const Result<Explanation> here = session.explain("k3");
  const Result<Model> model = Model::load({.name = "shop.strata", .text = kModel});
  std::istringstream stream(kTable);
  const Result<Explanation> there =
      explain(*model.value, {.name = "customers.csv", .stream = &stream, .headers = {}}, "k3", {});
  REQUIRE(here);
  REQUIRE(there);
  CHECK(here.value->text == there.value->text);
  CHECK(here.value->json == there.value->json);
}
