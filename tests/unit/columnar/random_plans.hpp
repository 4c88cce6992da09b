// Takes: a seed.
// Returns: a plan of steps of every kind, and customers whose numbers lie on the borders of lanes and beside
// them. Guarantees: the same for the same seed; every result is defined (a division by 0 or an undefined
// function is
//   selected away).
// Does not: make plans that a model could be lowered to; for tests.
#pragma once

#include <random>

#include "lang/check/check.hpp"
#include "lang/plan/plan.hpp"
#include "runtime/reference/reference.hpp"

inline constexpr int kShown = 12; ///< results of each kind of step

/// Columns of every kind, and as many shown values as the plans have results.
inline std::string model_for_random_plans() {
  std::string text = "model m\ncustomer {\n  id : text key\n  small : number to 1 place in -100 .. 100\n"
                     "  money : number to 2 places in 0 .. 10B\n  free : number optional\n  wide : number\n"
                     "  whole_one : whole\n  flag : boolean\n  day : date\n  word : text optional\n"
                     "  kind : one of \"red\", \"green\", \"blue\"\n}\n";
  for (int i = 0; i < kShown; ++i)
    text += "show n" + std::to_string(i) + " = small\n";
  for (int i = 0; i < kShown; ++i)
    text += "show t" + std::to_string(i) + " = flag\n";
  for (int i = 0; i < kShown; ++i)
    text += "show w" + std::to_string(i) + " = id\n";
  return text;
}

class RandomPlan {
 public:
  using StepId = strata::plan::StepId;
  using Number = strata::Number;

  explicit RandomPlan(unsigned seed) : random_(seed) {
    for (std::uint32_t column = 1; column <= 5; ++column)
      number(strata::plan::ColumnValue{column}, column == 3 || column == 4 ? 70 : 40);
    truth(strata::plan::ColumnValue{6});
    truth(strata::plan::ColumnMissing{3});
    number(strata::plan::ColumnValue{7}, 22);
    text(strata::plan::ColumnValue{8});
    number(strata::plan::ColumnValue{9}, 2);
    number(strata::plan::NumberConstant{constant()}, 20);
    number(strata::plan::AsOf{}, 22);
    text(strata::plan::TextConstant{"red"});
    truth(compare());
    for (std::size_t i = 0; i < 40; ++i)
      step();
    using strata::plan::Output;
    for (const auto* list : {&numbers_, &truths_, &texts_})
      for (std::size_t i = 0; i < kShown; ++i)
        plan_.shown.push_back({(*list)[list->size() - 1 - i % list->size()],
                               below(3) == 0 ? pick(truths_) : strata::plan::kNone});
    plan_.slow = strata::plan::kNone;
  }

  [[nodiscard]] const strata::plan::Plan& plan() const { return plan_; }

  /// Powers of two and of ten and what lies beside them, small numbers, numbers with decimals.
  Number value() {
    const auto sign = Number(below(2) == 0 ? 1 : -1);
    switch (below(4)) {
    case 0: return Number(static_cast<std::int64_t>(below(200))) - Number(100);
    case 1:
      return sign * (Number(std::int64_t{1} << below(62)) + Number(static_cast<std::int64_t>(below(3))) - 1);
    case 2:
      return sign * Number::power_of_ten(static_cast<int>(below(12))) +
             Number(static_cast<std::int64_t>(below(3))) - 1;
    default: return sign * Number::ratio(static_cast<std::int64_t>(below(1'000'000)), 1000);
    }
  }

  strata::CustomerCells customer() {
    using namespace strata;
    CustomerCells cells;
    cells.emplace_back(Value(std::string("k")));
    cells.emplace_back(Value(Number::ratio(static_cast<std::int64_t>(below(2001)) - 1000, 10)));
    cells.emplace_back(Value(std::min(value().absolute(), Number(10'000'000'000)).rounded(2)));
    cells.emplace_back(below(4) == 0 ? Value(Missing{}) : Value(value()));
    cells.emplace_back(Value(value()));
    cells.emplace_back(Value(value().rounded(0)));
    cells.emplace_back(Value(below(2) == 0));
    cells.emplace_back(Value(*Date::from_days(static_cast<std::int64_t>(below(40'000)) - 10'000)));
    cells.emplace_back(below(4) == 0 ? Value(Missing{}) : Value(std::string(words_[below(words_.size())])));
    cells.emplace_back(Value(std::string(words_[below(3)])));
    return cells;
  }

 private:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  StepId pick(const std::vector<StepId>& list) { return list[below(list.size())]; }
  StepId num() { return pick(numbers_); }

  StepId add(strata::plan::StepKind kind, strata::plan::Operation operation, unsigned bits) {
    plan_.steps.push_back({kind, std::move(operation)});
    bits_.push_back(bits);
    return static_cast<StepId>(plan_.steps.size() - 1);
  }
  StepId number(strata::plan::Operation operation, unsigned bits) {
    numbers_.push_back(add(strata::plan::StepKind::Number, std::move(operation), bits));
    return numbers_.back();
  }
  StepId truth(strata::plan::Operation operation) {
    truths_.push_back(add(strata::plan::StepKind::Truth, std::move(operation), 1));
    return truths_.back();
  }
  StepId text(strata::plan::Operation operation) {
    texts_.push_back(add(strata::plan::StepKind::Text, std::move(operation), 1));
    return texts_.back();
  }

  Number constant() {
    const Number divisors[] = {1, 1, 3, 7, 100, 1000};
    return value() / divisors[below(6)];
  }
  strata::ast::Comparison comparison() { return static_cast<strata::ast::Comparison>(below(6)); }
  strata::plan::Compare compare() { return {comparison(), num(), num()}; }

  void bands() {
    strata::plan::Bands step{.subject = num(), .borders = {}, .values = {}};
    std::vector<Number> borders;
    for (std::size_t i = below(30); i > 0; --i)
      borders.push_back(constant());
    std::sort(borders.begin(), borders.end());
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    for (const Number& border : borders)
      step.borders.push_back({border, below(2) == 0});
    for (std::size_t i = 0; i <= borders.size(); ++i)
      step.values.push_back(below(4) == 0 ? constant() : Number(static_cast<std::int64_t>(below(100))));
    number(std::move(step), 100);
  }

  /// The place of a band, as an index.
  StepId index(std::size_t count) {
    strata::plan::Bands step{.subject = num(), .borders = {}, .values = {0}};
    for (std::size_t i = 1; i < count; ++i) {
      step.borders.push_back({Number(static_cast<std::int64_t>(i * 10)), true});
      step.values.push_back(static_cast<std::int64_t>(i));
    }
    return number(std::move(step), 8);
  }

  /// Where it is undefined, a constant.
  void guarded(StepId undefined, StepId value) {
    const StepId instead = number(strata::plan::NumberConstant{constant()}, 20);
    const StepId chosen = number(strata::plan::Select{undefined, instead, value}, bits_[value]);
    // The undefined value itself is no result.
    std::erase(numbers_, value);
    (void)chosen;
  }

  void step() {
    using namespace strata::plan;
    constexpr unsigned kMost = 3000;
    const StepId a = num();
    const StepId b = num();
    const unsigned both = bits_[a] + bits_[b];
    switch (below(19)) {
    case 0:
    case 1: {
      Affine step{.constant = below(2) == 0 ? Number(0) : constant(), .terms = {}};
      unsigned bits = 64;
      for (std::size_t i = 1 + below(10); i > 0; --i) {
        step.terms.push_back({constant(), num()});
        bits = std::max(bits, bits_[step.terms.back().step] + 64);
      }
      if (bits < kMost) number(std::move(step), bits);
      return;
    }
    case 2:
      if (both < kMost) number(Product{a, b}, both);
      return;
    case 3: {
      if (both >= kMost) return;
      const StepId zero = number(NumberConstant{0}, 1);
      const StepId is_zero = truth(Compare{strata::ast::Comparison::Equal, b, zero});
      guarded(is_zero, number(Quotient{a, b}, both));
      return;
    }
    case 4: number(Extreme{below(2) == 0, a, b}, std::max(bits_[a], bits_[b])); return;
    case 5: number(Absolute{a}, bits_[a]); return;
    case 6:
    case 7:
      number(Rounded{a, static_cast<int>(below(8)) - 3, static_cast<strata::Rounding>(below(7))},
             bits_[a] + 16);
      return;
    case 8: bands(); return;
    case 9: {
      const std::size_t count = 1 + below(5);
      const StepId place = index(count);
      Pick step{.index = place, .values = {}};
      for (std::size_t i = 0; i < count; ++i)
        step.values.push_back(constant());
      number(std::move(step), 64);
      return;
    }
    case 10: truth(compare()); return;
    case 11: {
      Logic step{.conjunction = below(2) == 0, .operands = {}};
      for (std::size_t i = 2 + below(3); i > 0; --i)
        step.operands.push_back(pick(truths_));
      truth(std::move(step));
      return;
    }
    case 12: truth(Negation{pick(truths_)}); return;
    case 13:
    case 14: number(Select{pick(truths_), a, b}, std::max(bits_[a], bits_[b])); return;
    case 15: truth(Select{pick(truths_), pick(truths_), pick(truths_)}); return;
    case 16: text_step(); return;
    case 17: function(a); return;
    default: number(NumberConstant{constant()}, 64); return;
    }
  }

  void text_step() {
    using namespace strata::plan;
    const StepId one = pick(texts_);
    switch (below(6)) {
    case 0: number(FindText{one, {"red", "blue", "", "Été"}}, 3); return;
    case 1: truth(CompareText{comparison(), one, pick(texts_)}); return;
    case 2: text(Select{pick(truths_), one, pick(texts_)}); return;
    case 3: text(PickText{index(3), {"red", "Green", ""}}); return;
    case 4: text(Function{below(2) == 0 ? strata::Builtin::Lower : strata::Builtin::Upper, {one}, 0}); return;
    default: truth(Function{strata::Builtin::Contains, {one, pick(texts_)}, 0}); return;
    }
  }

  void function(StepId a) {
    using namespace strata::plan;
    using strata::Builtin;
    const int places = static_cast<int>(below(5));
    switch (below(5)) {
    case 0: {
      if (bits_[a] > 300) return;
      const StepId undefined = truth(FunctionUndefined{Builtin::Sqrt, {a}});
      guarded(undefined, number(Function{Builtin::Sqrt, {a}, places}, bits_[a]));
      return;
    }
    case 1: {
      if (bits_[a] > 300) return;
      const StepId undefined = truth(FunctionUndefined{Builtin::Ln, {a}});
      guarded(undefined, number(Function{Builtin::Ln, {a}, places}, 40));
      return;
    }
    case 2: {
      // Days in the calendar: those of the two steps that are.
      const StepId days[] = {numbers_[5], numbers_[8]};
      number(Function{below(2) == 0 ? Builtin::MonthsBetween : Builtin::YearsBetween,
                      {days[below(2)], days[below(2)]},
                      0},
             20);
      return;
    }
    case 3: number(Function{Builtin::Length, {pick(texts_)}, 0}, 16); return;
    default: {
      const StepId b = num();
      if (bits_[a] + bits_[b] > 300) return;
      number(Function{Builtin::StddevOf, {a, b}, places}, std::max(bits_[a], bits_[b]) + 10);
      return;
    }
    }
  }

  std::mt19937 random_;
  strata::plan::Plan plan_;
  std::vector<unsigned> bits_; ///< about; of numerator or denominator
  std::vector<StepId> numbers_;
  std::vector<StepId> truths_;
  std::vector<StepId> texts_;
  std::vector<std::string_view> words_ = {"red", "green", "blue", "", "Été", "REDDISH", "x\xFFy"};
};
