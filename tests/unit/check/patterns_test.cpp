// The verdicts on arms against enumeration: random tables over small lattices are checked, and every verdict,
// every witness and every range named in a message is compared with what the reference evaluator says of each
// single value. STRATA_PATTERN_TABLES and STRATA_PATTERN_SEED ask for more tables, or others.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include "expressions.hpp"
#include "lang/source/codes.hpp"

using namespace strata;
using namespace strata::test;

namespace {

/// A column of the tables, and how patterns about it are written; all cuts are among `cuts`.
struct Lattice {
  const char* name;
  const char* declared; ///< empty: not a column
  std::vector<const char*> cuts;
  std::vector<Value> values; ///< at least one in each piece between the cuts
  bool ordered = true;
  bool optional = false;
};

Value day(int number) {
  return *Date::from_ymd(2025, 1, number);
}

const std::vector<Lattice>& lattices() {
  static const std::vector<Lattice> all = [] {
    const auto numbers = [](int from, int to, int parts) {
      std::vector<Value> values;
      for (int i = from * parts; i <= to * parts; ++i)
        values.emplace_back(Number::ratio(i, parts));
      return values;
    };
    const auto with_missing = [](std::vector<Value> values) {
      values.emplace_back(Missing{});
      return values;
    };
    const std::vector<Value> days = {day(1), day(2), day(3), day(4), day(5)};
    const std::vector<Value> closed = {std::string("a"), std::string("b"), std::string("c")};
    const std::vector<Value> spans = {Duration{0}, Duration{1}, Duration{2}, Duration{3}, Duration{4}};
    const std::vector<Value> texts = {std::string("A"), std::string("k"), std::string("l"), std::string("p"),
                                      std::string("z")};
    const std::vector<Value> tiers = {TierValue{0, 0}, TierValue{0, 1}, TierValue{0, 2},
                                      TierValue{0, TierValue::kUnrated}};
    return std::vector<Lattice>{
        {"w", "whole in 0 .. 5", {"0", "1", "2", "3", "4", "5"}, numbers(0, 5, 1)},
        {"n", "number in 0 .. 4", {"0", "1", "2", "3", "4"}, numbers(0, 4, 2)},
        {"p", "number to 1 place in 0 .. 0.5", {"0", "0.1", "0.3", "0.4", "0.5"}, numbers(0, 1, 10)},
        {"m", "money in 0 .. 3", {"0", "1", "2", "3"}, numbers(0, 3, 2)},
        {"f", "number", {"-1", "0", "1"}, numbers(-2, 2, 2)},
        {"d",
         "date in 2025-01-01 .. 2025-01-05",
         {"2025-01-01", "2025-01-02", "2025-01-04", "2025-01-05"},
         days},
        {"u", "duration in 0 days .. 4 days", {"0 days", "1 days", "2 days", "3 days"}, spans},
        {"c", "one of \"a\", \"b\", \"c\"", {"\"a\"", "\"b\"", "\"c\""}, closed, false},
        {"y", "boolean", {"true", "false"}, {true, false}, false},
        {"x", "text", {"\"k\"", "\"p\""}, texts},
        {"tier", "", {"S", "A", "B"}, tiers},
        {"wo", "whole in 0 .. 3 optional", {"0", "1", "2", "3"}, with_missing(numbers(0, 3, 1)), true, true},
        {"co",
         "one of \"a\", \"b\", \"c\" optional",
         {"\"a\"", "\"b\"", "\"c\""},
         with_missing(closed),
         false,
         true},
        {"no", "number in 0 .. 2 optional", {"0", "1", "2"}, with_missing(numbers(0, 2, 2)), true, true},
    };
  }();
  return all;
}

std::string customer() {
  std::string text = "customer {\n  id : text key\n  base : number in 0 .. 100\n";
  for (const Lattice& lattice : lattices())
    if (*lattice.declared != '\0') text += "  " + std::string(lattice.name) + " : " + lattice.declared + "\n";
  return text + "}\ntiers by base { S : >= 80; A : >= 50; B : otherwise }\n";
}

class Tables {
 public:
  explicit Tables(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }
  const char* cut(const Lattice& lattice) { return lattice.cuts[below(lattice.cuts.size())]; }

  std::string pattern(const Lattice& lattice, int depth = 1) {
    const bool tier = std::string(lattice.name) == "tier";
    switch (below(tier ? 12 : 11)) {
    case 0: return "any";
    case 1: return lattice.optional ? "missing" : "any";
    case 2:
      if (depth > 0) return alternatives(lattice);
      [[fallthrough]];
    case 3:
    case 4: return cut(lattice);
    case 5: return std::string("!= ") + cut(lattice);
    case 6:
    case 7:
      if (lattice.ordered && !tier) return interval(lattice);
      return cut(lattice);
    case 11: return "unrated";
    default: {
      static constexpr const char* kOps[] = {">= ", "> ", "<= ", "< "};
      return lattice.ordered ? kOps[below(4)] + std::string(cut(lattice)) : std::string("!= ") + cut(lattice);
    }
    }
  }

  std::string alternatives(const Lattice& lattice) {
    std::string first = pattern(lattice, 0);
    std::string second = pattern(lattice, 0);
    return first == second ? first : first + " or " + second;
  }

  std::string interval(const Lattice& lattice) {
    std::size_t low = below(lattice.cuts.size());
    std::size_t high = below(lattice.cuts.size());
    if (low > high) std::swap(low, high);
    if (low == high) return std::string("[") + lattice.cuts[low] + " .. " + lattice.cuts[high] + "]";
    return (below(2) == 0 ? "[" : "(") + std::string(lattice.cuts[low]) + " .. " + lattice.cuts[high] +
           (below(2) == 0 ? "]" : ")");
  }

  std::string condition(const std::vector<const Lattice*>& over, int depth) {
    if (depth > 0 && below(2) == 0)
      return "(" + condition(over, depth - 1) + (below(2) == 0 ? " and " : " or ") +
             condition(over, depth - 1) + ")";
    if (below(6) == 0) return "(not " + condition(over, 0) + ")";
    const Lattice& lattice = *over[below(over.size())];
    return "(" + std::string(lattice.name) + (below(5) == 0 ? " is not (" : " is (") + pattern(lattice) +
           "))";
  }

  std::vector<const Lattice*> subjects() {
    std::vector<const Lattice*> chosen;
    const std::size_t count = 1 + below(3);
    while (chosen.size() < count) {
      const Lattice* one = &lattices()[below(lattices().size())];
      if (std::find(chosen.begin(), chosen.end(), one) == chosen.end()) chosen.push_back(one);
    }
    return chosen;
  }

 private:
  std::mt19937 random_;
};

/// One random table as a model's text.
struct Case {
  std::vector<const Lattice*> over;
  bool conditions = false;
  bool unique = false;
  bool otherwise = false;
  std::size_t arms = 0;
  std::string around; ///< the condition of an `if` around the match
  std::string screen; ///< or what makes customers unrated
  std::string text;
};

Case random_case(Tables& tables) {
  Case made;
  made.over = tables.subjects();
  made.conditions = tables.below(4) == 0;
  made.unique = !made.conditions && tables.below(5) == 0;
  made.otherwise = tables.below(3) == 0;
  made.arms = 1 + tables.below(5);
  if (tables.below(6) == 0) made.around = tables.condition(made.over, 1);
  const auto reads_tier = [&](const Lattice* one) { return std::string(one->name) == "tier"; };
  if (tables.below(8) == 0 && std::none_of(made.over.begin(), made.over.end(), reads_tier))
    made.screen = tables.condition(made.over, 1);
  std::string match = made.unique ? "match unique " : "match ";
  if (!made.conditions) {
    std::string names;
    for (const Lattice* one : made.over)
      names += (names.empty() ? "" : ", ") + std::string(one->name);
    match += (made.over.size() == 1 ? names : "(" + names + ")") + " ";
  }
  match += "{\n";
  for (std::size_t arm = 0; arm < made.arms; ++arm) {
    std::string line;
    if (made.conditions) line = tables.condition(made.over, 1);
    for (const Lattice* one : made.over)
      if (!made.conditions) line += (line.empty() ? "" : ", ") + tables.pattern(*one);
    match += "  " + line + " : " + std::to_string(arm) + "\n";
  }
  if (made.otherwise) match += "  otherwise : 99\n";
  match += "}";
  if (!made.around.empty()) match = "if " + made.around + " then " + match + " else 0";
  if (!made.screen.empty()) made.text = "unrated \"no\" when " + made.screen + "\n";
  made.text = customer() + made.text + "show v = " + match + "\n";
  return made;
}

/// Reads the values of one point.
class PointScope : public Scope {
 public:
  PointScope(const TypedModel& model, const std::vector<const Lattice*>& over,
             const std::vector<Value>& point)
      : model_(model), over_(over), point_(point) {}
  Value read(const Reference& target, Span) override {
    const std::string name = target.entity == Entity::Scale ? "tier" : model_.columns[target.index].cell.name;
    for (std::size_t i = 0; i < over_.size(); ++i)
      if (over_[i]->name == name) return point_[i];
    throw std::logic_error("a point lacks " + name);
  }
  const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t group) override {
    return model_.groups[group].tiers;
  }
  Value level(std::uint32_t, std::uint32_t, Span) override { throw std::logic_error("level"); }
  Number rate(std::uint32_t, Span) override { throw std::logic_error("rate"); }

 private:
  const TypedModel& model_;
  const std::vector<const Lattice*>& over_;
  const std::vector<Value>& point_;
};

/// A condition below a test for the missing value is never asked of one; where it were, it would fail.
bool holds(const ast::Expr& condition, Scope& scope) {
  try {
    return std::get<bool>(evaluate(condition, scope));
  } catch (const Failure&) {
    return false;
  }
}

/// What enumeration says of a table.
struct Truth {
  std::size_t possible = 0;
  std::vector<std::vector<Value>> gaps;
  std::vector<bool> first;   ///< some value is taken by this arm
  std::vector<bool> any;     ///< some value at all fits it, whatever is known
  std::vector<bool> overlap; ///< it takes something that an arm above takes too
};

/// Which arms fit a point, and whether the point can come there.
struct Fit {
  bool possible = true;
  std::vector<bool> arms;
};

Fit fit_at(const Case& made, const TypedModel& model, const std::vector<Value>& point) {
  PointScope scope(model, made.over, point);
  const ast::Expr* value = model.shown[0].value;
  Fit fit;
  if (!made.screen.empty()) fit.possible = !holds(*model.screens[0].condition, scope);
  if (!made.around.empty()) {
    const auto& choice = std::get<ast::If>(value->node);
    fit.possible = fit.possible && holds(*choice.condition, scope);
    value = choice.then.get();
  }
  if (const auto* match = std::get_if<ast::Match>(&value->node)) {
    for (const ast::MatchArm& arm : match->arms)
      fit.arms.push_back(fit_all(arm.patterns, point, scope));
  } else {
    for (const ast::ConditionArm& arm : std::get<ast::MatchConditions>(value->node).arms)
      fit.arms.push_back(!arm.condition || holds(*arm.condition, scope));
  }
  return fit;
}

template <class Visit>
void each_point(const std::vector<const Lattice*>& over, Visit visit) {
  std::vector<Value> point(over.size());
  const auto fill = [&](const auto& self, std::size_t axis) -> void {
    if (axis == over.size()) return visit(point);
    for (const Value& value : over[axis]->values) {
      // The sample of a range in tenths goes beyond its end, which is 0.5.
      if (std::string(over[axis]->name) == "p" && std::get<Number>(value) > Number::ratio(1, 2)) continue;
      point[axis] = value;
      self(self, axis + 1);
    }
  };
  fill(fill, 0);
}

Truth enumerate(const Case& made, const TypedModel& model) {
  const std::size_t arms = made.arms + (made.otherwise ? 1 : 0);
  Truth truth{0, {}, std::vector<bool>(arms), std::vector<bool>(arms), std::vector<bool>(arms)};
  each_point(made.over, [&](const std::vector<Value>& point) {
    const Fit fit = fit_at(made, model, point);
    for (std::size_t arm = 0; arm < arms; ++arm)
      truth.any[arm] = truth.any[arm] || fit.arms[arm];
    if (!fit.possible) return;
    ++truth.possible;
    std::optional<std::size_t> taken;
    for (std::size_t arm = 0; arm < arms; ++arm) {
      if (!fit.arms[arm]) continue;
      if (!taken) truth.first[arm] = true;
      if (taken && arm < made.arms) truth.overlap[arm] = true;
      taken = taken.value_or(arm);
    }
    if (!taken) truth.gaps.push_back(point);
  });
  return truth;
}

/// What the checker says of it.
struct Said {
  bool other_error = false; ///< of another check: the table is not judged
  const Finding* gap = nullptr;
  std::set<std::size_t> never;
  std::set<std::size_t> overlap;
  bool undecided = false;
  std::vector<const Finding*> overlaps;
};

std::vector<Span> arm_spans(const Case& made, const TypedModel& model) {
  const ast::Expr* value = model.shown[0].value;
  if (!made.around.empty()) value = std::get<ast::If>(value->node).then.get();
  std::vector<Span> spans;
  if (const auto* match = std::get_if<ast::Match>(&value->node)) {
    for (const ast::MatchArm& arm : match->arms)
      spans.push_back(arm.span);
  } else {
    for (const ast::ConditionArm& arm : std::get<ast::MatchConditions>(value->node).arms)
      spans.push_back(arm.span);
  }
  return spans;
}

Said read_findings(const Case& made, const CheckedModel& checked) {
  Said said;
  const std::vector<Span> spans = arm_spans(made, *checked.model);
  const auto arm_at = [&](Span place) {
    for (std::size_t arm = 0; arm < spans.size(); ++arm)
      if (spans[arm].begin <= place.begin && place.end <= spans[arm].end) return arm;
    return spans.size();
  };
  for (const Finding& finding : checked.findings.all()) {
    switch (finding.code) {
    case Code::PatternGap: said.gap = &finding; break;
    case Code::ArmNeverReached:
    case Code::SpareOtherwise: said.never.insert(arm_at(finding.place.span)); break;
    case Code::LadderOutOfOrder:
      said.never.insert(arm_at(finding.place.span));
      for (const PlaceNote& other : finding.others)
        if (other.text == "never reached") said.never.insert(arm_at(other.span));
      break;
    case Code::ArmsOverlap:
      said.overlap.insert(arm_at(finding.place.span));
      said.overlaps.push_back(&finding);
      break;
    case Code::PatternsUndecided: said.undecided = true; break;
    case Code::EmptyInterval: break; // the arm may have other alternatives
    default: said.other_error = said.other_error || severity_of(finding.code) == FindingSeverity::Error;
    }
  }
  return said;
}

Value value_written(const std::string& text, const Lattice& lattice) {
  if (text == "missing") return Missing{};
  if (text == "unrated") return TierValue{0, TierValue::kUnrated};
  if (std::string(lattice.name) == "tier") return TierValue{0, text == "S" ? 0U : text == "A" ? 1U : 2U};
  if (text.front() == '"') return text.substr(1, text.size() - 2);
  if (text == "true" || text == "false") return text == "true";
  if (const auto date = Date::parse(text)) return *date;
  if (const auto end = text.find(" day"); end != std::string::npos)
    return Duration{std::stoll(text.substr(0, end))};
  const auto number = Number::parse(text);
  return number ? Value(*number) : Value(std::string("unreadable"));
}

/// The points of a note "for example `w = 3, y = true`": what it leaves out may be anything.
std::vector<std::vector<Value>> witnesses_of(const Finding& finding, const Case& made) {
  std::vector<std::optional<Value>> given(made.over.size());
  for (const std::string& note : finding.notes) {
    if (note.rfind("for example `", 0) != 0) continue;
    std::string rest = note.substr(13, note.size() - 14) + ", ";
    for (std::size_t end = rest.find(", "); end != std::string::npos; end = rest.find(", ")) {
      const std::string part = rest.substr(0, end);
      rest = rest.substr(end + 2);
      for (std::size_t i = 0; i < made.over.size(); ++i)
        if (part.rfind(std::string(made.over[i]->name) + " = ", 0) == 0)
          given[i] = value_written(part.substr(part.find(" = ") + 3), *made.over[i]);
    }
  }
  std::vector<std::vector<Value>> points;
  each_point(made.over, [&](std::vector<Value> point) {
    for (std::size_t i = 0; i < point.size(); ++i)
      point[i] = given[i].value_or(point[i]);
    if (std::find(points.begin(), points.end(), point) == points.end()) points.push_back(point);
  });
  return points;
}

/// A witness is a customer that can be, and every such customer has between `least` and `most` arms.
void check_witness(const Finding& finding, const Case& made, const TypedModel& model, long least, long most) {
  std::size_t possible = 0;
  for (const std::vector<Value>& point : witnesses_of(finding, made)) {
    const Fit fit = fit_at(made, model, point);
    if (!fit.possible) continue; // by what has nothing to do with the arms
    ++possible;
    const long arms = std::count(fit.arms.begin(), fit.arms.end() - (made.otherwise ? 1 : 0), true);
    CHECK(arms >= least);
    CHECK(arms <= most);
  }
  CHECK(possible > 0);
}

/// The ranges that a gap names are the gap: they are read back as conditions.
void compare_ranges(const Finding& finding, const Case& made, const TypedModel& model, const Truth& truth) {
  std::vector<std::string> ranges;
  const auto add = [&](const std::string& text) {
    const std::size_t begin = text.find('`');
    if (begin != std::string::npos) ranges.push_back(text.substr(begin + 1, text.rfind('`') - begin - 1));
  };
  add(finding.message);
  bool all = true;
  for (const std::string& note : finding.notes) {
    if (note.rfind("nor `", 0) == 0) add(note);
    all = all && note.find("more ranges") == std::string::npos;
  }
  std::string condition;
  for (const std::string& range : ranges)
    condition += (condition.empty() ? "(" : " or (") + range + ")";
  if (condition.empty()) condition = "true";
  INFO(condition);
  const CheckedModel checked = check_model("ranges.strata", customer() + "show v = " + condition + "\n");
  // A range named so may hold for every value of the column, which is said there and is no matter here.
  for (const Finding& problem : checked.findings.all())
    INFO(problem.message);
  REQUIRE(!checked.model->shown.empty());
  std::size_t named = 0;
  each_point(made.over, [&](const std::vector<Value>& point) {
    PointScope scope(*checked.model, made.over, point);
    const bool in_range = holds(*checked.model->shown[0].value, scope);
    const bool in_gap = std::find(truth.gaps.begin(), truth.gaps.end(), point) != truth.gaps.end();
    named += in_range ? 1 : 0;
    if (in_range && fit_at(made, model, point).possible) REQUIRE(in_gap);
    if (all && in_gap) REQUIRE(in_range);
  });
  CHECK(named > 0);
}

struct Counts {
  std::size_t judged = 0, gaps = 0, never = 0, overlaps = 0, ranges = 0;
};

void compare(const Case& made, const CheckedModel& checked, Counts& counts) {
  const Said said = read_findings(made, checked);
  if (said.other_error) return;
  ++counts.judged;
  const TypedModel& model = *checked.model;
  const Truth truth = enumerate(made, model);
  CHECK(!said.undecided);
  if (truth.possible == 0) return; // nobody comes here: that is for another check
  CHECK((said.gap != nullptr) == !truth.gaps.empty());
  if (said.gap != nullptr) {
    ++counts.gaps;
    check_witness(*said.gap, made, model, 0, 0);
    const bool optional =
        std::any_of(made.over.begin(), made.over.end(), [](const Lattice* one) { return one->optional; });
    if (!optional && ++counts.ranges % 4 == 0) compare_ranges(*said.gap, made, model, truth);
  }
  for (std::size_t arm = 0; arm < truth.first.size(); ++arm) {
    const bool overlapped = made.unique && truth.overlap[arm];
    INFO("arm " << arm);
    CHECK((said.overlap.count(arm) != 0) == overlapped);
    counts.overlaps += overlapped ? 1 : 0;
    if (overlapped) continue;                                    // said once
    if (!truth.any[arm] && said.never.count(arm) == 0) continue; // said of the interval, or of the condition
    CHECK((said.never.count(arm) != 0) == !truth.first[arm]);
    counts.never += truth.first[arm] ? 0 : 1;
  }
  for (const Finding* overlap : said.overlaps)
    check_witness(*overlap, made, model, 2, static_cast<long>(made.arms));
}

std::size_t setting(const char* name, std::size_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::size_t>(std::strtoull(text, nullptr, 10));
}

} // namespace

TEST_CASE("verdicts on arms are those of enumeration") {
  const std::size_t count = setting("STRATA_PATTERN_TABLES", 1500);
  const std::size_t seed = setting("STRATA_PATTERN_SEED", 20250131);
  Tables tables(static_cast<unsigned>(seed));
  Counts counts;
  for (std::size_t i = 0; i < count; ++i) {
    const Case made = random_case(tables);
    INFO(made.text);
    const CheckedModel checked = check_model("table.strata", made.text);
    std::string findings;
    for (const Finding& finding : checked.findings.all()) {
      findings += std::string(entry_of(finding.code).id) + " " + finding.message + "\n";
      for (const std::string& note : finding.notes)
        findings += "  " + note + "\n";
    }
    INFO(findings);
    compare(made, checked, counts);
  }
  // The test would say nothing where hardly any table is judged, or all of them are alike.
  CHECK(counts.judged > count / 3);
  CHECK(counts.gaps > count / 20);
  CHECK(counts.never > count / 20);
  CHECK(counts.overlaps > count / 200);
  if (count > 10'000)
    std::cout << counts.judged << " tables judged of " << count << " (seed " << seed << "): " << counts.gaps
              << " with a gap, " << counts.never << " arms never reached, " << counts.overlaps
              << " overlaps, " << counts.ranges / 4 << " gaps read back\n";
}
