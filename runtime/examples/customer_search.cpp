// Looking for a customer at a border, from known customers and a few plain ones: first by moving one column,
// with the secant where the subject moves evenly and by halving where the column has steps; then by mixing
// values of several columns, as if each moved the subject by itself. Nothing is believed: a customer counts
// when deciding it shows that it stands at the border.
#include "runtime/examples/customer_search.hpp"

#include <algorithm>
#include <set>

#include "lang/syntax/walk.hpp"
#include "runtime/examples/example_customer.hpp"
#include "runtime/examples/model_places.hpp"
#include "runtime/examples/touched_borders.hpp"
#include "runtime/table/table.hpp"

namespace strata {

namespace {

constexpr int kBudget = 3000;    // evaluations of the subject for one point, in one way of looking
constexpr int kLeastBudget = 40; // of a large model
// Parts of expressions, of which an evaluation looks at all that there are: some seconds for all points.
constexpr std::uint64_t kMostWorkOfPoint = 1'000'000;
constexpr std::uint64_t kMostWork = 100'000'000;
constexpr std::uint64_t kLogarithm = 1000; // … is as much work as so many parts
constexpr std::size_t kMostStarts = 6;     // known customers to start from
constexpr std::size_t kMostEffects = 8;    // different effects of one column in a mix
constexpr std::size_t kMostMixes = 2000;   // sums of effects
constexpr int kNearestMixes = 6;           // tried on each side of the point
constexpr int kMostSteps = 60;             // towards a point between two values
constexpr int kPlacesOfGuess = 6;          // of a value that the model lets have any
constexpr int kLongGuess = 13;             // decimals that nobody would write
constexpr int kRoundedSteps = 5;           // in the first ones a guess is tried with few decimals too
constexpr std::size_t kMostNear = 8;       // customers that came near, tried along a second column

constexpr std::size_t kAsItIs = SIZE_MAX; // of a mix: the column stays as the start has it

/// The columns that an expression reads, through names too.
class ColumnReader {
 public:
  explicit ColumnReader(const TypedModel& model) : model_(model) {}

  std::vector<std::uint32_t> columns_of(const ast::Expr& expression) {
    follow(expression);
    return {columns_.begin(), columns_.end()};
  }

 private:
  void follow(const ast::Expr& expression) {
    std::vector<Read> reads;
    int depth = 0;
    collect_reads(expression, reads, depth);
    for (const Read& read : reads)
      follow(read.target);
  }
  void follow(const Reference& target) {
    if (!seen_.insert({target.entity, target.index}).second) return;
    const ast::Expr* value = nullptr;
    switch (target.entity) {
    case Entity::Column: columns_.insert(target.index); break;
    case Entity::Definition: value = model_.definitions[target.index].value; break;
    case Entity::Dimension:
      if (const auto column = model_.dimensions[target.index].column) columns_.insert(*column);
      value = model_.dimensions[target.index].value;
      break;
    case Entity::Score: value = model_.scores[target.index].value; break;
    case Entity::Shown: value = model_.shown[target.index].value; break;
    case Entity::Scale:
    case Entity::Attribute: // what a tier hangs on is nearly everything
      for (std::uint32_t i = 0; i < model_.columns.size(); ++i)
        if (model_.columns[i].used && i != model_.key) columns_.insert(i);
      break;
    default: break;
    }
    if (value != nullptr) follow(*value);
  }

  const TypedModel& model_;
  std::set<std::uint32_t> columns_;
  std::set<std::pair<Entity, std::uint32_t>> seen_;
};

std::uint64_t size_of(const ast::Expr& expression) {
  std::uint64_t size = 1;
  const auto* call = std::get_if<ast::Call>(&expression.node);
  if (call != nullptr && call->places) size += kLogarithm;
  each_part(expression, [&](const ast::Expr& part) { size += size_of(part); });
  return size;
}

} // namespace

CustomerSearch::CustomerSearch(const TypedModel& model, const std::vector<Border>& borders,
                               const std::vector<SampleCustomer>& known, std::function<bool()> stop)
    : model_(model),
      constants_(constants_of(model)),
      values_(column_values(model, borders, known)),
      stop_(std::move(stop)),
      work_left_(kMostWork) {
  for (const ast::Expr* expression : expressions_of(model))
    cost_ += size_of(*expression);
  for (const SampleCustomer& customer : known)
    if (starts_.size() < kMostStarts) add_start(customer);
  add_plain_starts();
}

/// What a start lacks it gets, so that nothing of it fails for want of a cell.
void CustomerSearch::add_start(SampleCustomer customer) {
  for (std::uint32_t i = 0; i < model_.columns.size(); ++i) {
    const Value* given = value_of(customer.cells[i]);
    if (i != model_.key && model_.columns[i].used && (given == nullptr || !can_be_written(*given)))
      customer.cells[i] = plain_value(i, 1);
  }
  const auto same = [&](const SampleCustomer& other) {
    for (std::uint32_t i = 0; i < model_.columns.size(); ++i)
      if (i != model_.key && value_of(other.cells[i]) != nullptr && value_of(customer.cells[i]) != nullptr &&
          *value_of(other.cells[i]) != *value_of(customer.cells[i]))
        return false;
    return true;
  };
  if (std::none_of(starts_.begin(), starts_.end(), same)) starts_.push_back(std::move(customer));
}

/// Customers with middling, with the least and with the greatest values.
void CustomerSearch::add_plain_starts() {
  RunSettings settings;
  if (model_.uses_as_of) {
    settings.as_of = model_.effective_from    ? *model_.effective_from
                     : model_.effective_until ? *model_.effective_until
                                              : *Date::from_ymd(2025, 1, 1);
    if (!starts_.empty() && starts_.front().settings.as_of) settings = starts_.front().settings;
  }
  for (const std::size_t of_three : {1, 0, 2}) {
    SampleCustomer customer{.cells = {}, .settings = settings};
    for (std::uint32_t i = 0; i < model_.columns.size(); ++i)
      customer.cells.push_back(i == model_.key ? made_up_key(model_.columns[i], 1)
                                               : Outcome(plain_value(i, of_three)));
    add_start(std::move(customer));
  }
}

/// One of the values that most customers could have: nobody starts from debts of ten billion.
Value CustomerSearch::plain_value(std::uint32_t column, std::size_t of_three) const {
  std::vector<Value> plain;
  for (const Value& value : values_[column]) {
    const std::optional<Number> measure = measure_of(value);
    if (!is_missing(value) && !(measure && measure->is_negative())) plain.push_back(value);
  }
  if (plain.empty()) return values_[column].empty() ? Value(Missing{}) : values_[column].front();
  return plain[of_three == 0 ? 0 : of_three == 1 ? plain.size() / 2 : plain.size() - 1];
}

std::optional<SampleCustomer> CustomerSearch::find(const Border& border, const Border::Point& point) {
  border_ = &border;
  point_ = &point;
  allow_evaluations();
  near_.clear();
  if (Found found = directly()) return found;
  if (Found found = on_another_day()) return found;
  columns_ = ColumnReader(model_).columns_of(*border.subject);
  for (const SampleCustomer& start : starts_)
    if (Found found = along_columns(start)) return found;
  allow_evaluations();
  // A weight of 60% may need a third of a point where no decimal is exact: then a second column makes up for
  // it.
  const std::vector<SampleCustomer> near = std::move(near_);
  for (std::size_t i = 0; i < near.size() && i < kMostNear; ++i)
    if (Found found = along_columns(near[i])) return found;
  allow_evaluations();
  for (std::size_t start = 0; start < starts_.size(); ++start)
    if (Found found = by_mixing(start)) return found;
  return std::nullopt;
}

void CustomerSearch::allow_evaluations() {
  budget_ =
      std::max(kLeastBudget, static_cast<int>(std::min<std::uint64_t>(kBudget, kMostWorkOfPoint / cost_)));
}

bool CustomerSearch::spend() {
  if (!stopped_ && stop_ && stop_()) stopped_ = true;
  if (stopped_ || exhausted() || budget_ <= 0) {
    budget_ = 0;
    return false;
  }
  --budget_;
  work_left_ -= cost_;
  return true;
}

std::optional<Number> CustomerSearch::subject(const SampleCustomer& customer) {
  if (!spend()) return std::nullopt;
  CustomerScope scope(model_, constants_, customer.settings, customer.cells);
  const Outcome outcome = scope.outcome(*border_->subject);
  const Value* value = value_of(outcome);
  return value == nullptr ? std::nullopt : measure_of(*value);
}

std::optional<Number> CustomerSearch::subject_with(SampleCustomer customer, std::uint32_t column,
                                                   const Value& value) {
  customer.cells[column] = value;
  return subject(customer);
}

bool CustomerSearch::stands_there(const SampleCustomer& customer) {
  const std::optional<Number> here = subject(customer); // much less work than a decision
  if (!here || border_->point_of(*here) != point_) return false;
  std::vector<ArmTaken> arms;
  CustomerScope scope(model_, constants_, customer.settings, customer.cells, &arms);
  const Decision decision = decide(scope);
  // Of a customer whose tier fails nobody learns what a border does.
  if (decision.tier_failure ||
      std::any_of(decision.scales.begin(), decision.scales.end(),
                  [](const ScaleDecision& scale) { return scale.failure.has_value(); }))
    return false;
  return point_touched(*border_, scope, decision, reached_subjects(scope, decision, arms)) == point_;
}

std::optional<SampleCustomer> CustomerSearch::take(SampleCustomer customer, std::uint32_t column,
                                                   const Value& value) {
  if (!can_be_written(value) || value_problem(value, model_.columns[column].cell)) return std::nullopt;
  customer.cells[column] = value;
  return stands_there(customer) ? Found(std::move(customer)) : std::nullopt;
}

/// Where a column itself is cut.
std::optional<SampleCustomer> CustomerSearch::directly() {
  const auto column = column_of(*border_->subject, model_);
  if (!column) return std::nullopt;
  for (const SampleCustomer& start : starts_)
    if (Found found = take(start, *column, with_measure(point_->measure, border_->subject->type.kind)))
      return found;
  return std::nullopt;
}

/// Where the day of the decision itself is cut.
std::optional<SampleCustomer> CustomerSearch::on_another_day() {
  const auto* use = std::get_if<ast::NameUse>(&border_->subject->node);
  if (use == nullptr || use->target.entity != Entity::AsOf) return std::nullopt;
  for (SampleCustomer customer : starts_) {
    const Value day = with_measure(point_->measure, Kind::Date);
    if (is_missing(day)) return std::nullopt;
    customer.settings.as_of = std::get<Date>(day);
    if (stands_there(customer)) return customer;
  }
  return std::nullopt;
}

std::optional<SampleCustomer> CustomerSearch::along_columns(const SampleCustomer& start) {
  for (const std::uint32_t column : columns_)
    if (Found found = along(start, column)) return found;
  return std::nullopt;
}

/// Along the values of one column, and between two of them that lie on both sides of the point.
std::optional<SampleCustomer> CustomerSearch::along(const SampleCustomer& start, std::uint32_t column) {
  std::vector<std::pair<Number, Number>> seen; // measure of the column, of the subject
  for (const Value& value : values_[column]) {
    const std::optional<Number> result = subject_with(start, column, value);
    if (const std::optional<Number> measure = measure_of(value); measure && result)
      seen.emplace_back(*measure, *result);
  }
  for (std::size_t i = 0; i + 1 < seen.size(); ++i) {
    const auto& [low, at_low] = seen[i];
    const auto& [high, at_high] = seen[i + 1];
    if (std::min(at_low, at_high) > point_->measure || std::max(at_low, at_high) < point_->measure) continue;
    if (Found found = between(start, column, low, high, at_low, at_high)) return found;
  }
  for (const Value& value : values_[column])
    if (Found found = take(start, column, value)) return found;
  return std::nullopt;
}

/// Narrows two values of a column down to the point. Where the column has steps, the subject may jump: then
/// the customers on both sides of the jump are what an example should show.
std::optional<SampleCustomer> CustomerSearch::between(const SampleCustomer& start, std::uint32_t column,
                                                      Number low, Number high, Number at_low,
                                                      Number at_high) {
  const ColumnType& cell = model_.columns[column].cell;
  const std::optional<int> places = places_of(cell);
  const auto beyond = [&](const Number& result) {
    return point_->side == Border::Side::Above ? result > border_->measure : result >= border_->measure;
  };
  if (places && beyond(at_low) == beyond(at_high)) return std::nullopt;
  for (int step = 0; step < kMostSteps && budget_ > 0; ++step) {
    Number guess = (low + high) / Number(2);
    if (places) {
      guess = guess.rounded(*places);
    } else if (step % 2 == 0 && at_low != at_high) {
      guess = low + (point_->measure - at_low) * (high - low) / (at_high - at_low);
      if (step < kRoundedSteps)
        if (Found found = at_plainest(start, column, guess)) return found;
    }
    if (!places && guess.decimals().value_or(kLongGuess) >= kLongGuess) guess = guess.rounded(kPlacesOfGuess);
    if (guess <= low || guess >= high) break;
    const std::optional<Number> result = subject_with(start, column, with_measure(guess, cell.kind));
    if (!result) return std::nullopt;
    const bool as_low = places ? beyond(*result) == beyond(at_low)
                               : (*result < point_->measure) == (at_low < point_->measure);
    (as_low ? low : high) = guess;
    (as_low ? at_low : at_high) = *result;
  }
  if (Found found = take(start, column, with_measure(low, cell.kind))) return found;
  if (Found found = take(start, column, with_measure(high, cell.kind))) return found;
  near_.push_back(start);
  near_.back().cells[column] = with_measure(low.rounded(0), cell.kind);
  return std::nullopt;
}

/// The value of a column, or one near to it with fewer decimals that does as well: examples are read.
std::optional<SampleCustomer> CustomerSearch::at_plainest(const SampleCustomer& start, std::uint32_t column,
                                                          const Number& value) {
  const Kind kind = model_.columns[column].cell.kind;
  for (int places = 0; places <= kPlacesOfGuess; ++places)
    if (Found found = take(start, column, with_measure(value.rounded(places), kind))) return found;
  return value.decimals() ? take(start, column, with_measure(value, kind)) : std::nullopt;
}

/// The sums of what each column can do by itself, with the choices that make them.
const CustomerSearch::Mixes& CustomerSearch::mixes_of(std::size_t start) {
  const auto key = std::pair(border_->subject_text, start);
  if (const auto known = mixes_.find(key); known != mixes_.end()) return known->second;
  Mixes& sums = mixes_[key];
  const std::optional<Number> before = subject(starts_[start]);
  if (!before) return sums;
  sums.emplace(*before, std::vector<std::size_t>(columns_.size(), kAsItIs));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::map<Number, std::size_t> effects;
    const std::vector<Value>& values = values_[columns_[i]];
    for (std::size_t k = 0; k < values.size() && effects.size() < kMostEffects; ++k)
      if (const auto result = subject_with(starts_[start], columns_[i], values[k]);
          result && *result != *before)
        effects.try_emplace(*result - *before, k);
    const Mixes others = sums;
    for (const auto& [sum, choices] : others) {
      for (const auto& [effect, choice] : effects) {
        if (sums.size() >= kMostMixes) return sums;
        const auto [added, is_new] = sums.try_emplace(sum + effect, choices);
        if (is_new) added->second[i] = choice;
      }
    }
  }
  return sums;
}

/// The customers whose mixes come nearest to the point on both sides, nearest first.
std::vector<SampleCustomer> CustomerSearch::nearest_mixes(std::size_t start) {
  const Mixes& mixes = mixes_of(start);
  std::vector<SampleCustomer> nearest;
  const auto add = [&](const Mixes::value_type& mix) {
    nearest.push_back(starts_[start]);
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (mix.second[i] != kAsItIs) nearest.back().cells[columns_[i]] = values_[columns_[i]][mix.second[i]];
  };
  auto up = mixes.lower_bound(point_->measure), down = up;
  for (int i = 0; i < kNearestMixes; ++i) {
    if (up != mixes.end()) add(*up++);
    if (down != mixes.begin()) add(*--down);
  }
  return nearest;
}

std::optional<SampleCustomer> CustomerSearch::by_mixing(std::size_t start) {
  const std::vector<SampleCustomer> nearest = nearest_mixes(start);
  for (const SampleCustomer& customer : nearest)
    if (stands_there(customer)) return customer;
  for (const SampleCustomer& customer : nearest)
    if (Found found = along_columns(customer)) return found;
  return std::nullopt;
}

} // namespace strata
