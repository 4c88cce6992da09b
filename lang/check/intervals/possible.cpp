// Sets of values of every kind: numbers as an interval, truth values, texts and tiers as lists.
#include "lang/check/intervals/possible.hpp"

#include <algorithm>
#include <iterator>

#include "lang/evaluate/evaluation.hpp"

namespace strata {

namespace {

constexpr std::size_t kMostTexts = 200; // a longer list is as good as any text

template <class T>
void join_lists(std::optional<std::vector<T>>& a, const std::optional<std::vector<T>>& b) {
  if (!a || !b) {
    a.reset();
    return;
  }
  std::vector<T> all;
  std::set_union(a->begin(), a->end(), b->begin(), b->end(), std::back_inserter(all));
  a = std::move(all);
}

template <class T>
void meet_lists(std::optional<std::vector<T>>& a, const std::optional<std::vector<T>>& b) {
  if (!b) return;
  if (!a) {
    a = b;
    return;
  }
  std::vector<T> both;
  std::set_intersection(a->begin(), a->end(), b->begin(), b->end(), std::back_inserter(both));
  a = std::move(both);
}

/// The values of a list for which a comparison comes out as `holds` with some value of another one.
template <class T, class MakeValue>
std::vector<T> filtered(const std::vector<T>& list, ast::Comparison op, const std::vector<T>& others,
                        bool holds, MakeValue make) {
  std::vector<T> kept;
  for (const T& value : list)
    if (std::any_of(others.begin(), others.end(), [&](const T& other) {
          return evaluation::compare(op, make(value), make(other)) == holds;
        }))
      kept.push_back(value);
  return kept;
}

Interval side(ast::Comparison op, const Interval& b) {
  using enum ast::Comparison;
  switch (op) {
  case Less: return {std::nullopt, b.high, false, b.high.has_value()};
  case LessEqual: return {std::nullopt, b.high, false, b.high_open};
  case Greater: return {b.low, std::nullopt, b.low.has_value(), false};
  case GreaterEqual: return {b.low, std::nullopt, b.low_open, false};
  case Equal: return b;
  case NotEqual: break;
  }
  return {};
}

void restrict_numbers(Possible& a, ast::Comparison op, const Possible& b) {
  if (op != ast::Comparison::NotEqual) {
    a.numbers = meet(a.numbers, side(op, b.numbers));
    a.without_zero = a.without_zero || (op == ast::Comparison::Equal && b.without_zero);
    return;
  }
  const std::optional<Number> other = b.numbers.only();
  if (!other) return;
  if (other->is_zero()) a.without_zero = true;
  if (a.numbers.low == other) a.numbers.low_open = true;
  if (a.numbers.high == other) a.numbers.high_open = true;
}

void restrict_truth(Possible& a, ast::Comparison op, const Possible& b) {
  const bool equal = op == ast::Comparison::Equal;
  const bool yes = equal ? b.yes : b.no;
  const bool no = equal ? b.no : b.yes;
  a.yes = a.yes && yes;
  a.no = a.no && no;
}

} // namespace

bool is_measured(Kind kind) {
  return kind == Kind::Number || kind == Kind::Money || kind == Kind::Date || kind == Kind::Duration;
}

Interval calendar() {
  static const Interval days{Number(Date().days()), Number(Date::from_ymd(9999, 12, 31)->days())};
  return days;
}

Possible Possible::none() {
  Possible result;
  result.present = false;
  return result;
}

Possible Possible::of(const Interval& numbers) {
  Possible result;
  result.numbers = numbers;
  return result;
}

Possible Possible::truth(bool yes, bool no) {
  Possible result;
  result.yes = yes;
  result.no = no;
  result.present = yes || no;
  return result;
}

Possible Possible::of(const Value& value) {
  return std::visit(overloaded{
                        [](const Missing&) {
                          Possible result = none();
                          result.missing = true;
                          return result;
                        },
                        [](const Number& number) { return of(Interval::point(number)); },
                        [](const std::string& text) {
                          Possible result;
                          result.texts = {text};
                          return result;
                        },
                        [](bool holds) { return truth(holds, !holds); },
                        [](const Date& date) { return of(Interval::point(Number(date.days()))); },
                        [](const Duration& days) { return of(Interval::point(Number(days.days))); },
                        [](const TierValue& tier) {
                          Possible result;
                          result.tiers = {tier.tier};
                          return result;
                        },
                    },
                    value);
}

Possible everything(const Type& type, const TypedModel& model) {
  Possible result;
  result.missing = type.optional || type.kind == Kind::Missing;
  result.present = type.kind != Kind::Missing;
  if (type.kind == Kind::Date) result.numbers = calendar();
  if (type.kind == Kind::Text && type.values != Type::kAny) {
    result.texts = model.closed_sets[static_cast<std::size_t>(type.values)];
    std::sort(result.texts->begin(), result.texts->end());
  }
  if (type.kind == Kind::Tier && type.scale != Type::kAny) {
    result.tiers.emplace();
    for (std::uint32_t i = 0; i < model.scales[static_cast<std::size_t>(type.scale)].tiers.size(); ++i)
      result.tiers->push_back(i);
    result.tiers->push_back(TierValue::kUnrated);
  }
  return result;
}

Possible join(const Possible& a, const Possible& b) {
  if (!a.present || !b.present) {
    Possible result = a.present ? a : b;
    result.missing = a.missing || b.missing;
    return result;
  }
  Possible result = a;
  result.missing = a.missing || b.missing;
  result.numbers = join(a.numbers, b.numbers);
  const auto no_zero = [](const Possible& one) {
    return one.without_zero || !one.numbers.contains(Number(0));
  };
  result.without_zero = (a.without_zero || b.without_zero) && no_zero(a) && no_zero(b);
  if (!result.without_zero && !a.numbers.contains(Number(0)) && !b.numbers.contains(Number(0)))
    result.without_zero = true;
  result.yes = a.yes || b.yes;
  result.no = a.no || b.no;
  join_lists(result.texts, b.texts);
  if (result.texts && result.texts->size() > kMostTexts) result.texts.reset();
  join_lists(result.tiers, b.tiers);
  return result;
}

Possible meet(const Possible& a, const Possible& b) {
  Possible result = a;
  result.missing = a.missing && b.missing;
  result.present = a.present && b.present;
  result.numbers = meet(a.numbers, b.numbers);
  result.without_zero = a.without_zero || b.without_zero;
  result.yes = a.yes && b.yes;
  result.no = a.no && b.no;
  meet_lists(result.texts, b.texts);
  meet_lists(result.tiers, b.tiers);
  return result;
}

Possible tightened(Possible a, const Type& type) {
  if (!a.present) return a;
  if (is_measured(type.kind)) {
    if (a.without_zero) {
      if (a.numbers.low && a.numbers.low->is_zero()) a.numbers.low_open = true;
      if (a.numbers.high && a.numbers.high->is_zero()) a.numbers.high_open = true;
    }
    const bool days = type.kind == Kind::Date || type.kind == Kind::Duration;
    if (days || type.whole) {
      a.numbers = on_grid(a.numbers, 0);
    } else if (type.places) {
      a.numbers = on_grid(a.numbers, *type.places);
    }
    const std::optional<Number> only = a.numbers.only();
    a.present = !a.numbers.empty() && !(a.without_zero && only && only->is_zero());
  }
  if (type.kind == Kind::Boolean) a.present = a.yes || a.no;
  if (type.kind == Kind::Text) a.present = !a.texts || !a.texts->empty();
  if (type.kind == Kind::Tier) a.present = !a.tiers || !a.tiers->empty();
  return a;
}

Possible restricted(const Possible& a, ast::Comparison op, const Possible& b, const Type& type, bool holds) {
  Possible result = a;
  result.missing = false;
  if (!a.present || !b.present) return Possible::none();
  // Of numbers `not <` is `>=`; of tiers it is not, since nothing is better or worse than `unrated`.
  const ast::Comparison said = holds ? op : opposite(op);
  if (is_measured(type.kind)) restrict_numbers(result, said, b);
  if (type.kind == Kind::Boolean) restrict_truth(result, said, b);
  if (type.kind == Kind::Text) {
    const auto make = [](const std::string& text) { return Value(text); };
    if (a.texts && b.texts) {
      result.texts = filtered(*a.texts, op, *b.texts, holds, make);
    } else if (said == ast::Comparison::Equal) {
      result.texts = b.texts;
    }
  }
  if (type.kind == Kind::Tier && a.tiers && b.tiers) {
    const auto make = [](std::uint32_t tier) { return Value(TierValue{0, tier}); };
    result.tiers = filtered(*a.tiers, op, *b.tiers, holds, make);
  }
  return tightened(std::move(result), type);
}

ast::Comparison opposite(ast::Comparison op) {
  using enum ast::Comparison;
  switch (op) {
  case Equal: return NotEqual;
  case NotEqual: return Equal;
  case Less: return GreaterEqual;
  case LessEqual: return Greater;
  case Greater: return LessEqual;
  case GreaterEqual: return Less;
  }
  return op;
}

ast::Comparison turned(ast::Comparison op) {
  using enum ast::Comparison;
  switch (op) {
  case Less: return Greater;
  case LessEqual: return GreaterEqual;
  case Greater: return Less;
  case GreaterEqual: return LessEqual;
  default: return op;
  }
}

} // namespace strata
