// Customers with plain values, moved towards a box one column at a time. That arms leave a gap is certain
// where the declaration of a column says what its values are; of what is worked out only a customer is a
// proof.
#include "lang/check/patterns/sample_customers.hpp"

#include <algorithm>
#include <map>

#include "lang/evaluate/evaluate.hpp"
#include "lang/syntax/walk.hpp"

namespace strata::patterns {

namespace {

constexpr std::size_t kMostCandidates = 40; // of one column
constexpr int kMostEvaluations = 1500;
constexpr int kRounds = 2;
constexpr int kHalvings = 24; // between two values of a column

/// One made-up customer.
class SampleScope final : public Scope {
 public:
  SampleScope(const TypedModel& model, const std::map<std::uint32_t, Value>& cells)
      : model_(model), cells_(cells) {}

  Value read(const Reference& target, Span place) override {
    switch (target.entity) {
    case Entity::Column: return cells_.at(target.index);
    case Entity::Parameter: return model_.parameters[target.index].value;
    case Entity::AsOf: return model_.effective_from ? *model_.effective_from : *Date::from_ymd(2025, 1, 1);
    case Entity::Definition: return worth(target, model_.definitions[target.index].value, place);
    case Entity::Score: return worth(target, model_.scores[target.index].value, place);
    case Entity::Shown: return worth(target, model_.shown[target.index].value, place);
    case Entity::Dimension:
      if (const auto column = model_.dimensions[target.index].column) return cells_.at(*column);
      return worth(target, model_.dimensions[target.index].value, place);
    default: throw unknown(place);
    }
  }
  const std::vector<std::uint32_t>& tiers_of_group(std::uint32_t group) override {
    return model_.groups[group].tiers;
  }
  Value level(std::uint32_t, std::uint32_t, Span place) override { throw unknown(place); }
  Number rate(std::uint32_t currency, Span place) override {
    for (const TypedRate& rate : model_.rates)
      if (rate.currency == currency && rate.value != nullptr)
        return std::get<Number>(evaluate(*rate.value, *this));
    throw unknown(place);
  }
  void took_arm(const ast::Expr& match, std::size_t arm) override { taken_.emplace(&match, arm); }
  [[nodiscard]] bool took(const ast::Expr& match, std::size_t arm) const {
    return taken_.count({&match, arm}) > 0;
  }

 private:
  static Failure unknown(Span place) { return {.place = place, .message = "of tiers nothing is known here"}; }
  Value worth(const Reference& target, const ast::Expr* value, Span place) {
    const auto known = known_.find({target.entity, target.index});
    if (known != known_.end()) return known->second;
    if (value == nullptr) throw unknown(place);
    return known_[{target.entity, target.index}] = evaluate(*value, *this);
  }

  const TypedModel& model_;
  const std::map<std::uint32_t, Value>& cells_;
  std::map<std::pair<Entity, std::uint32_t>, Value> known_;
  std::set<std::pair<const ast::Expr*, std::size_t>> taken_;
};

/// The columns that matter, and the constants that their values are compared with.
class Surroundings {
 public:
  explicit Surroundings(const TypedModel& model) : model_(model) {}
  void add(const ast::Expr& expression) {
    if (const auto* number = std::get_if<ast::NumberLiteral>(&expression.node)) constant(number->value);
    if (const auto* text = std::get_if<ast::TextLiteral>(&expression.node)) constant(text->value);
    if (const auto* date = std::get_if<ast::DateLiteral>(&expression.node)) constant(date->value);
    each_part(expression, [&](const ast::Expr& part) { add(part); });
    std::vector<Read> reads;
    int depth = 0;
    collect_reads(expression, reads, depth);
    for (const Read& read : reads)
      add(read.target);
  }
  std::set<std::uint32_t> columns;
  std::vector<Value> constants;

 private:
  void constant(const Value& value) {
    if (std::find(constants.begin(), constants.end(), value) == constants.end()) constants.push_back(value);
  }
  void add(const Reference& target) {
    if (!seen_.insert({target.entity, target.index}).second) return;
    const ast::Expr* value = nullptr;
    switch (target.entity) {
    case Entity::Column: columns.insert(target.index); break;
    case Entity::Parameter: constant(model_.parameters[target.index].value); break;
    case Entity::Definition: value = model_.definitions[target.index].value; break;
    case Entity::Score: value = model_.scores[target.index].value; break;
    case Entity::Shown: value = model_.shown[target.index].value; break;
    case Entity::Dimension:
      if (const auto column = model_.dimensions[target.index].column) columns.insert(*column);
      value = model_.dimensions[target.index].value;
      break;
    default: break;
    }
    if (value != nullptr) add(*value);
  }

  const TypedModel& model_;
  std::set<std::pair<Entity, std::uint32_t>> seen_;
};

bool accepts(const ColumnType& cell, const Value& value) {
  const auto* number = std::get_if<Number>(&value);
  if (number != nullptr && cell.whole && number->rounded(0) != *number) return false;
  if (number != nullptr && cell.places && number->rounded(*cell.places) != *number) return false;
  if (!cell.choices.empty())
    return std::find(cell.choices.begin(), cell.choices.end(), std::get<std::string>(value)) !=
           cell.choices.end();
  const auto below = [](const Value& a, const Value& b) {
    if (const auto* day = std::get_if<Date>(&a)) return day->days() < std::get<Date>(b).days();
    return std::get<Number>(a) < std::get<Number>(b);
  };
  return !(cell.least && below(value, *cell.least)) && !(cell.greatest && below(*cell.greatest, value));
}

/// Values of a column worth trying, in order; the missing one last.
std::vector<Value> candidates_of(const TypedColumn& column, const std::vector<Value>& constants) {
  const ColumnType& cell = column.cell;
  std::vector<Value> offered, list;
  for (const auto& end : {cell.least, cell.greatest, cell.default_value})
    if (end) offered.push_back(*end);
  offered.insert(offered.end(), constants.begin(), constants.end());
  for (const std::string& choice : cell.choices)
    offered.emplace_back(choice);
  if (cell.kind == Kind::Text) offered.emplace_back(std::string("other"));
  if (cell.kind == Kind::Boolean) offered.insert(offered.end(), {Value(false), Value(true)});
  for (const int year : {2000, 2025})
    offered.emplace_back(*Date::from_ymd(year, 1, 1));
  for (const std::int64_t figure : {0, 1, -1, 100, 10'000, 1'000'000, 1'000'000'000})
    offered.emplace_back(Number(figure));
  const auto fits = [&](const Value& value) {
    switch (cell.kind) {
    case Kind::Text: return std::holds_alternative<std::string>(value);
    case Kind::Boolean: return std::holds_alternative<bool>(value);
    case Kind::Date: return std::holds_alternative<Date>(value);
    default: return std::holds_alternative<Number>(value);
    }
  };
  for (const Value& value : offered)
    if (list.size() < kMostCandidates && fits(value) && accepts(cell, value) &&
        std::find(list.begin(), list.end(), value) == list.end())
      list.push_back(value);
  if (cell.kind != Kind::Text && cell.kind != Kind::Boolean && cell.kind != Kind::Date)
    std::sort(list.begin(), list.end(),
              [](const Value& a, const Value& b) { return std::get<Number>(a) < std::get<Number>(b); });
  if (column.type.optional) list.emplace_back(Missing{});
  return list;
}

class SampleSearch {
 public:
  SampleSearch(const Box& box, const Space& space, const std::vector<Subject>& subjects, const Site& site,
               const TypedModel& model)
      : box_(box), space_(space), subjects_(subjects), site_(site), model_(model) {
    Surroundings around(model);
    for (std::size_t axis = 0; axis < space.axes(); ++axis)
      if (!space.is_full(box, axis)) {
        constrained_.push_back(axis);
        around.add(*subjects[axis].expression);
      }
    for (const Known& known : site.known)
      for (const ast::Expr* expression : {known.condition, known.match})
        if (expression != nullptr) around.add(*expression);
    for (const std::uint32_t column : around.columns)
      candidates_[column] = candidates_of(model.columns[column], around.constants);
  }

  bool run() {
    for (const Known& known : site_.known)
      if (known.condition == nullptr && known.match == nullptr) return false;
    for (const std::size_t axis : constrained_)
      if (subjects_[axis].form == Subject::Form::Relation) return false;
    for (const auto& [column, list] : candidates_)
      if (list.empty()) return false;
    for (const std::size_t of_three : {0, 2, 1})
      if (from(of_three)) return true;
    return false;
  }

 private:
  using Cells = std::map<std::uint32_t, Value>;
  /// Subjects outside of the box, and how far those are of which that can be said.
  struct Rating {
    std::size_t outside = SIZE_MAX;
    Number distance;
    bool above = false; ///< the last one of these is
    [[nodiscard]] bool better_than(const Rating& other) const {
      return outside != other.outside ? outside < other.outside : distance < other.distance;
    }
  };

  bool from(std::size_t of_three) {
    Cells cells;
    for (const auto& [column, list] : candidates_) {
      const std::size_t present = list.size() - (is_missing(list.back()) && list.size() > 1 ? 1 : 0);
      cells[column] = list[of_three == 0 ? 0 : of_three == 1 ? present / 2 : present - 1];
    }
    Rating best = rate(cells);
    for (int round = 0; round < kRounds && best.outside > 0; ++round) {
      for (const auto& [column, list] : candidates_) {
        for (const Value& value : list) {
          Cells changed = cells;
          changed[column] = value;
          const Rating rating = rate(changed);
          if (!rating.better_than(best)) continue;
          best = rating;
          cells = std::move(changed);
          if (best.outside == 0) return true;
        }
        if (between(cells, column, list)) return true;
      }
    }
    return best.outside == 0;
  }

  /// Halves the way between two values of a column with which the subject is on both sides of the box.
  bool between(const Cells& cells, std::uint32_t column, const std::vector<Value>& list) {
    const ColumnType& cell = model_.columns[column].cell;
    const auto rating_with = [&](const Number& value) {
      Cells changed = cells;
      changed[column] = value;
      return rate(changed);
    };
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
      const auto* first = std::get_if<Number>(&list[i]);
      const auto* second = std::get_if<Number>(&list[i + 1]);
      if (first == nullptr || second == nullptr) continue;
      Number low = *first, high = *second;
      const Rating at_low = rating_with(low);
      const Rating at_high = rating_with(high);
      if (at_low.outside != 1 || at_high.outside != 1 || at_low.above == at_high.above) continue;
      for (int step = 0; step < kHalvings; ++step) {
        Number middle = (low + high) / Number(2);
        if (cell.whole || cell.places) middle = middle.rounded(cell.whole ? 0 : *cell.places);
        if (middle <= low || middle >= high) break;
        const Rating rating = rating_with(middle);
        if (rating.outside == 0) return true;
        if (rating.outside != 1) break;
        (rating.above == at_low.above ? low : high) = middle;
      }
    }
    return false;
  }

  Rating rate(const Cells& cells) {
    if (evaluations_++ > kMostEvaluations) return {};
    SampleScope scope(model_, cells);
    Rating rating{.outside = 0, .distance = Number()};
    try {
      for (const std::size_t axis : constrained_)
        add(rating, axis, evaluate(*subjects_[axis].expression, scope));
      if (rating.outside == 0 && !arrives(cells)) rating.outside = 1;
    } catch (const Failure&) {
      return {}; // this customer has no value there at all
    } catch (const NumberTooLarge&) {
      return {};
    }
    return rating;
  }

  void add(Rating& rating, std::size_t axis, const Value& value) const {
    const std::optional<Number> number = number_of(value, subjects_[axis].type, model_);
    std::optional<Number> nearest;
    bool is_above = false;
    const auto& atoms = space_.atoms(axis).all();
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (!space_.has(box_, axis, i)) continue;
      if (atoms[i].outside != kNothing) {
        if (atoms[i].outside == kMissing && is_missing(value)) return;
        continue;
      }
      if (!number) continue;
      const Stretch& stretch = atoms[i].stretch;
      const bool above =
          stretch.low && (*number < *stretch.low || (stretch.low_open && *number == *stretch.low));
      const bool below =
          stretch.high && (*number > *stretch.high || (stretch.high_open && *number == *stretch.high));
      if (!above && !below) return;
      const Number distance = above ? *stretch.low - *number : *number - *stretch.high;
      if (nearest && *nearest <= distance) continue;
      nearest = distance;
      is_above = below; // of the stretch's upper end
    }
    ++rating.outside;
    rating.above = is_above;
    if (nearest) rating.distance = rating.distance + *nearest;
  }

  /// Whether a customer gets to the table.
  bool arrives(const Cells& cells) const {
    for (const Known& known : site_.known) {
      SampleScope scope(model_, cells);
      if (known.match != nullptr) {
        try {
          (void)evaluate(*known.match, scope);
        } catch (const Failure&) { // the gap itself may be in the arm that was taken
        }
        if (!scope.took(*known.match, known.arm)) return false;
      } else if (std::get<bool>(evaluate(*known.condition, scope)) != known.holds) {
        return false;
      }
    }
    return true;
  }

  const Box& box_;
  const Space& space_;
  const std::vector<Subject>& subjects_;
  const Site& site_;
  const TypedModel& model_;
  std::vector<std::size_t> constrained_;
  std::map<std::uint32_t, std::vector<Value>> candidates_;
  int evaluations_ = 0;
};

} // namespace

bool some_customer_stands_in(const Box& box, const Space& space, const std::vector<Subject>& subjects,
                             const Site& site, const TypedModel& model) {
  return SampleSearch(box, space, subjects, site, model).run();
}

} // namespace strata::patterns
