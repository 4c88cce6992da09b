// Random tables of arms: columns with small lattices, and patterns and conditions about them.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "lang/value/value.hpp"

namespace strata::test {

/// A column of the tables, and how patterns about it are written; all cuts are among `cuts`.
struct Lattice {
  const char* name;
  const char* declared; ///< empty: not a column
  std::vector<const char*> cuts;
  std::vector<Value> values; ///< at least one in each piece between the cuts
  bool ordered = true;
  bool optional = false;
};

inline Value day(int number) {
  return *Date::from_ymd(2025, 1, number);
}

inline const std::vector<Lattice>& lattices() {
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

inline std::string customer() {
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
  std::string screen; ///< or what excludes customers, or makes them unrated
  bool unrated = false;
  std::string text;
};

inline Case random_case(Tables& tables) {
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
  made.unrated = tables.below(2) == 0;
  if (!made.screen.empty())
    made.text = (made.unrated ? "unrated \"no\" when " : "exclude \"no\" when ") + made.screen + "\n";
  made.text = customer() + made.text + "show v = " + match + "\n";
  return made;
}

} // namespace strata::test
