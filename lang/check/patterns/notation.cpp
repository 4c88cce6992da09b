// How a box is said: neighbouring atoms become one interval, a single point `=`, all but a few points `is
// not`. Of the values of a box the simplest is shown: 0, a border, a round number, a made-up text.
#include "lang/check/patterns/notation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::patterns {

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string result;
  for (const std::string& part : parts)
    result += (result.empty() ? "" : std::string(between)) + part;
  return result;
}

/// "x = 5" of one value, "x is (1 or 2)" of several; turned round "x != 5", "x is not (1 or 2)".
std::string among(const std::string& name, const std::vector<std::string>& values, bool in) {
  if (values.size() == 1) return name + (in ? " = " : " != ") + values.front();
  return fmt::format("{} {} ({})", name, in ? "is" : "is not", joined(values, " or "));
}

} // namespace

/// Neighbouring atoms of the order that a box has.
struct Notation::Run {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::vector<Notation::Run> Notation::runs(const Box& box, std::size_t axis) const {
  std::vector<Run> result;
  const auto& atoms = space_.atoms(axis).all();
  for (std::size_t atom = 0; atom < atoms.size() && atoms[atom].outside == kNothing; ++atom) {
    if (!space_.has(box, axis, atom)) continue;
    if (!result.empty() && result.back().last + 1 == atom) {
      result.back().last = atom;
    } else {
      result.push_back({atom, atom});
    }
  }
  return result;
}

std::string Notation::text(const Number& number, std::size_t axis) const {
  return point_text(number, subjects_[axis], model_);
}

/// A text of the box that no arm names: a plain word where one fits, else the next after one that is named.
std::string Notation::made_up(const Box& box, std::size_t axis) const {
  const Subject& subject = subjects_[axis];
  const auto& atoms = space_.atoms(axis).all();
  const auto in_box = [&](const std::string& candidate) {
    const auto number = number_of(Value(candidate), subject.type, model_);
    for (std::size_t atom = 0; atom < atoms.size(); ++atom) {
      const Stretch& stretch = atoms[atom].stretch;
      if (number && space_.has(box, axis, atom) && stretch.low_open && stretch.high_open &&
          (!stretch.low || *stretch.low < *number) && (!stretch.high || *number < *stretch.high))
        return true;
    }
    return false;
  };
  std::vector<std::string> candidates = {"other", "another", "Other", "0"};
  for (const auto& [number, literal] : subject.texts)
    for (const char* more : {"a", " ", "z"})
      candidates.push_back(literal + more);
  for (const std::string& candidate : candidates)
    if (in_box(candidate)) return strata::written(Value(candidate), model_);
  return "another text";
}

Point Notation::point(const Box& box, std::size_t axis) const {
  const auto& atoms = space_.atoms(axis).all();
  const bool text = subjects_[axis].type.kind == Kind::Text;
  std::optional<std::size_t> best;
  for (std::size_t atom = 0; atom < atoms.size(); ++atom) {
    if (!space_.has(box, axis, atom)) continue;
    if (atoms[atom].outside != kNothing) {
      if (!best) return {atoms[atom].outside, {}};
      continue;
    }
    const Number simple = simple_value(atoms[atom].stretch, subjects_[axis].axis);
    if (!subjects_[axis].axis.countable && !text && simple.is_zero()) return {kNothing, simple};
    if (!best || (atoms[atom].is_point() && !atoms[*best].is_point())) best = atom;
  }
  return {kNothing, best ? simple_value(atoms[*best].stretch, subjects_[axis].axis) : Number()};
}

std::string Notation::interval(const Run& run, std::size_t axis) const {
  const auto& atoms = space_.atoms(axis).all();
  Stretch stretch = atoms[run.first].stretch;
  stretch.high = atoms[run.last].stretch.high;
  stretch.high_open = atoms[run.last].stretch.high_open;
  const bool bottom = run.first == 0;
  const bool top = run.last + 1 == atoms.size() || atoms[run.last + 1].outside != kNothing;
  if (bottom && top) return "any";
  if (run.first == run.last) {
    // On a lattice a stretch between neighbours' neighbours is one value.
    const Number simple = simple_value(stretch, subjects_[axis].axis);
    if (atoms[run.first].is_point()) return text(simple, axis);
    const std::optional<Number>& step = subjects_[axis].axis.step;
    const Stretch above{
        .low = simple, .high = stretch.high, .low_open = true, .high_open = stretch.high_open};
    const Stretch below{.low = stretch.low, .high = simple, .low_open = stretch.low_open, .high_open = true};
    if (step && !has_value(above, step) && !has_value(below, step)) return text(simple, axis);
  }
  if (top) return fmt::format("{} {}", stretch.low_open ? ">" : ">=", text(*stretch.low, axis));
  if (bottom) return fmt::format("{} {}", stretch.high_open ? "<" : "<=", text(*stretch.high, axis));
  return fmt::format("{}{} .. {}{}", stretch.low_open ? "(" : "[", text(*stretch.low, axis),
                     text(*stretch.high, axis), stretch.high_open ? ")" : "]");
}

/// The points that a box lacks, where it has all else of the order; else empty.
std::vector<std::string> Notation::left_out(const Box& box, std::size_t axis) const {
  std::vector<std::string> points;
  const auto& atoms = space_.atoms(axis).all();
  std::size_t had = 0;
  for (std::size_t atom = 0; atom < atoms.size() && atoms[atom].outside == kNothing; ++atom) {
    if (space_.has(box, axis, atom)) {
      ++had;
    } else if (atoms[atom].is_point()) {
      points.push_back(text(atoms[atom].stretch.low.value_or(Number()), axis));
    } else {
      return {};
    }
  }
  return had > points.size() || subjects_[axis].type.kind == Kind::Text ? points : std::vector<std::string>{};
}

/// The points of a list (a closed set, tiers) that a box has.
std::vector<std::string> Notation::listed_values(const Box& box, std::size_t axis) const {
  std::vector<std::string> values;
  const auto& atoms = space_.atoms(axis).all();
  const Subject& subject = subjects_[axis];
  for (std::size_t atom = 0; atom < atoms.size(); ++atom) {
    if (!space_.has(box, axis, atom) || atoms[atom].outside != kNothing) continue;
    const Stretch& stretch = atoms[atom].stretch;
    Number number = simple_value(stretch, subject.axis);
    for (; has_value({.low = number, .high = stretch.high, .high_open = stretch.high_open},
                     subject.axis.step) &&
           (!subject.axis.range.high || number <= *subject.axis.range.high);
         number = number + Number(1))
      values.push_back(text(number, axis));
  }
  // Greater numbers are better tiers, and the best goes first.
  if (subject.type.kind == Kind::Tier) std::reverse(values.begin(), values.end());
  return values;
}

std::string Notation::relation(const Box& box, std::size_t axis) const {
  const Subject& subject = subjects_[axis];
  const auto& atoms = space_.atoms(axis).all();
  bool has[3] = {false, false, false};
  for (std::size_t atom = 0; atom < atoms.size(); ++atom) {
    if (!space_.has(box, axis, atom) || atoms[atom].outside != kNothing) continue;
    for (const int sign : {-1, 0, 1}) {
      const Stretch& stretch = atoms[atom].stretch;
      const bool above =
          !stretch.low || *stretch.low < Number(sign) || (!stretch.low_open && *stretch.low == Number(sign));
      const bool below = !stretch.high || Number(sign) < *stretch.high ||
                         (!stretch.high_open && *stretch.high == Number(sign));
      has[sign + 1] = has[sign + 1] || (above && below);
    }
  }
  const char* op = has[0] ? (has[1] ? "<=" : has[2] ? "!=" : "<") : has[1] ? (has[2] ? ">=" : "=") : ">";
  return fmt::format("{} {} {}", subject.name, op, print(*subject.right));
}

/// What is said of the values inside of the order; empty where the box has none of them.
std::string Notation::said_in_order(const Box& box, std::size_t axis) const {
  const Subject& subject = subjects_[axis];
  const std::vector<Run> found = runs(box, axis);
  if (found.empty()) return {};
  if (subject.form == Subject::Form::Truth || subject.type.kind == Kind::Boolean) {
    if (found.size() == 1 && found[0].first != found[0].last) return subject.name + " is any";
    return point(box, axis).number.is_zero() ? "not " + subject.name : subject.name;
  }
  const std::vector<std::string> missed = left_out(box, axis);
  const bool list = subject.axis.countable && subject.type.kind != Kind::Date;
  if (list) {
    const std::vector<std::string> values = listed_values(box, axis);
    const bool shorter = !missed.empty() && missed.size() < values.size() && subject.type.kind != Kind::Tier;
    return shorter ? among(subject.name, missed, false) : among(subject.name, values, true);
  }
  if (!missed.empty()) return among(subject.name, missed, false);
  std::vector<std::string> intervals;
  for (const Run& run : found)
    intervals.push_back(interval(run, axis));
  if (intervals.size() > 1) return among(subject.name, intervals, true);
  const std::string& only = intervals.front();
  if (only[0] == '<' || only[0] == '>') return subject.name + " " + only;
  const bool pattern = only[0] == '[' || only[0] == '(' || only == "any";
  return subject.name + (pattern ? " is " : " = ") + only;
}

std::string Notation::said(const Box& box, std::size_t axis) const {
  if (subjects_[axis].form == Subject::Form::Relation) return relation(box, axis);
  std::vector<std::string> parts;
  if (std::string values = said_in_order(box, axis); !values.empty()) parts.push_back(std::move(values));
  const auto& atoms = space_.atoms(axis).all();
  for (std::size_t atom = 0; atom < atoms.size(); ++atom)
    if (atoms[atom].outside != kNothing && space_.has(box, axis, atom))
      parts.push_back(fmt::format("{} is {}", subjects_[axis].name,
                                  atoms[atom].outside == kMissing ? "missing" : "unrated"));
  return joined(parts, " or ");
}

std::string Notation::condition(const Box& box) const {
  std::vector<std::string> parts;
  for (std::size_t axis = 0; axis < space_.axes(); ++axis)
    if (!space_.is_full(box, axis)) parts.push_back(said(box, axis));
  for (std::string& part : parts)
    if (parts.size() > 1 && part.find(" or ") != std::string::npos && part.back() != ')')
      part = "(" + part + ")";
  return joined(parts, " and ");
}

std::string Notation::witness(const Box& box) const {
  std::vector<std::string> parts;
  for (std::size_t axis = 0; axis < space_.axes(); ++axis) {
    const Subject& subject = subjects_[axis];
    if (space_.is_full(box, axis)) continue;
    if (subject.form != Subject::Form::Value) {
      parts.push_back(said(box, axis));
      continue;
    }
    const Point simple = point(box, axis);
    std::string value = simple.outside == kMissing ? "missing" : "unrated";
    if (simple.outside == kNothing) value = text(simple.number, axis);
    if (simple.outside == kNothing && subject.type.kind == Kind::Text && subject.type.values == Type::kAny &&
        subject.texts.count(simple.number) == 0)
      value = made_up(box, axis);
    parts.push_back(fmt::format("{} = {}", subject.name, value));
  }
  return joined(parts, ", ");
}

} // namespace strata::patterns
