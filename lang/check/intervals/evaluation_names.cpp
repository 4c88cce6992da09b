// Bounds of what names stand for: columns, parameters, definitions and all else with an expression, each
// worked out once for the facts of the path that concern it.
#include <algorithm>
#include <utility>

#include "lang/check/intervals/evaluation.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

constexpr int kDeepestNarrowed = 4; // values that read values, each of them under facts
constexpr std::size_t kMostNarrowedSteps = 100'000;

std::optional<Number> number_in(const std::optional<Value>& value) {
  if (!value) return std::nullopt;
  const Possible possible = Possible::of(*value);
  return possible.numbers.only();
}

} // namespace

BoundsEvaluation::BoundsEvaluation(const TypedModel& model, ParameterReach reach, Whom whom)
    : model_(model), reach_(reach), most_steps_(most_steps(model)) {
  if (whom == Whom::Rated) return;
  for (const TypedScreen& screen : model.screens)
    if (screen.condition != nullptr)
      for (const Name& name : names_in(*screen.condition))
        for (const Name& read : reach_of(name))
          if (read.first == Entity::Column && model.columns[read.second].type.optional)
            screened_columns_.insert(read.second);
}

Possible BoundsEvaluation::handled(const ast::Expr& expression, const Path& path, bool quiet) {
  Possible result = quiet ? quietly(expression, path) : of(expression, path);
  if (!path.open || screened_columns_.empty() || expression.type.optional) return result;
  const ast::Expr& said = bare(expression);
  if (std::holds_alternative<ast::NameUse>(said.node))
    if (const Fact* fact = find_fact(path, said, model_)) {
      result.missing = fact->possible.missing;
      return result;
    }
  for (const Name& name : names_in(said))
    for (const Name& read : reach_of(name))
      if (read.first == Entity::Column && screened_columns_.count(read.second) > 0) result.missing = true;
  return result;
}

const ast::Expr* BoundsEvaluation::value_of(const Reference& target) const {
  switch (target.entity) {
  case Entity::Definition: return model_.definitions[target.index].value;
  case Entity::Dimension: return model_.dimensions[target.index].value;
  case Entity::Score: return model_.scores[target.index].value;
  case Entity::Shown: return model_.shown[target.index].value;
  default: return nullptr;
  }
}

const Possible& BoundsEvaluation::of_column(std::uint32_t column) {
  if (columns_.empty()) columns_.resize(model_.columns.size());
  if (!columns_[column]) columns_[column] = declared(column);
  return *columns_[column];
}

Possible BoundsEvaluation::declared(std::uint32_t column) const {
  const TypedColumn& typed = model_.columns[column];
  Possible result = everything(typed.type, model_);
  result.numbers = meet(result.numbers, {number_in(typed.cell.least), number_in(typed.cell.greatest)});
  if (pretended_.count(column) > 0 && (!result.numbers.low || !result.numbers.high))
    result.numbers = Interval::point(result.numbers.low    ? *result.numbers.low
                                     : result.numbers.high ? *result.numbers.high
                                                           : Number(1));
  if (typed.cell.row_number) result.numbers = Interval::at_least(Number(1));
  if (typed.cell.places) result.numbers = on_grid(result.numbers, *typed.cell.places);
  if (typed.cell.default_value) result = join(result, Possible::of(*typed.cell.default_value));
  return tightened(std::move(result), typed.type);
}

void BoundsEvaluation::pretend_ranges(std::set<std::uint32_t> columns) {
  pretended_ = std::move(columns);
  columns_.clear();
  for (auto& known : named_)
    known.clear();
  steps_ = 0;
}

Possible BoundsEvaluation::of_parameter(std::uint32_t parameter) const {
  const TypedParameter& typed = model_.parameters[parameter];
  const bool ranged = typed.least || typed.greatest || !typed.choices.empty();
  if (reach_ == ParameterReach::Present || (reach_ == ParameterReach::RangeElsePresent && !ranged))
    return Possible::of(typed.value);
  if (!typed.choices.empty()) {
    Possible result = Possible::none();
    for (const Value& choice : typed.choices)
      result = join(result, Possible::of(choice));
    return result;
  }
  Possible result = everything(typed.type, model_);
  result.numbers = meet(result.numbers, {number_in(typed.least), number_in(typed.greatest)});
  return tightened(std::move(result), typed.type);
}

Possible BoundsEvaluation::of_attribute(std::uint32_t attribute, const Path& path) {
  const TypedAttribute& typed = model_.attributes[attribute];
  Possible result = Possible::none();
  for (const ast::Expr* value : typed.by_tier)
    if (value != nullptr) result = join(result, quietly(*value, path));
  if (typed.unrated == nullptr) return join(result, Possible::of(Value(Missing{})));
  return join(result, quietly(*typed.unrated, path));
}

Possible BoundsEvaluation::of_rate(const ast::Expr& money, const Path& path) {
  for (const TypedRate& rate : model_.rates)
    if (static_cast<std::int32_t>(rate.currency) == money.type.currency && rate.value != nullptr)
      return of(*rate.value, path);
  return Possible();
}

Possible BoundsEvaluation::of_reference(const Reference& target, const Path& path) {
  const Reference meant = settled(target, model_);
  switch (meant.entity) {
  case Entity::Column: return of_column(meant.index);
  case Entity::Parameter: return of_parameter(meant.index);
  case Entity::AsOf: return Possible::of(calendar());
  case Entity::Tier: return Possible::of(Value(TierValue{meant.index, meant.member}));
  case Entity::Unrated: return Possible::of(Value(TierValue{meant.index, TierValue::kUnrated}));
  case Entity::Attribute: return of_attribute(meant.index, path);
  case Entity::Scale: {
    Type type{.kind = Kind::Tier};
    type.scale = static_cast<std::int32_t>(meant.index);
    return everything(type, model_);
  }
  default: break;
  }
  const ast::Expr* value = value_of(meant);
  Possible unknown;
  unknown.missing = true;
  return value != nullptr ? named(meant, *value, path) : unknown;
}

Possible BoundsEvaluation::named(const Reference& target, const ast::Expr& value, const Path& path) {
  const Name name{target.entity, target.index};
  std::vector<const Fact*> concerning; // newest first
  // Facts make the same value another one at each use; beyond the limit it counts as if nothing were known.
  const bool looks_closer = narrowed_ < kDeepestNarrowed && narrowed_steps_ < kMostNarrowedSteps;
  if (path.facts != nullptr && looks_closer) {
    const Names& reach = reach_of(name);
    for (const Fact* fact = path.facts; fact != nullptr; fact = fact->before)
      if (concerns(*fact, reach)) concerning.push_back(fact);
  }
  auto& known = named_[observer_ != nullptr ? 1 : 0];
  const auto key = std::pair(name, concerning);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  Path way;
  for (auto fact = concerning.rbegin(); fact != concerning.rend(); ++fact)
    way = with(way, **fact);
  const std::size_t before = steps_;
  const bool vague = std::exchange(vague_, vague_ || (path.facts != nullptr && !looks_closer));
  narrowed_ += concerning.empty() ? 0 : 1;
  Possible result = of(value, way);
  narrowed_ -= concerning.empty() ? 0 : 1;
  vague_ = vague;
  if (!concerning.empty() && narrowed_ == 0) narrowed_steps_ += steps_ - before;
  known.emplace(key, result);
  return result;
}

const BoundsEvaluation::Names& BoundsEvaluation::names_in(const ast::Expr& expression) {
  const auto known = names_in_.find(&expression);
  if (known != names_in_.end()) return known->second;
  std::vector<Read> reads;
  int depth = 0;
  collect_reads(expression, reads, depth);
  Names names;
  for (const Read& read : reads) {
    const Reference meant = settled(read.target, model_);
    if (read.of == Read::Of::Worth && meant.entity != Entity::Tier && meant.entity != Entity::Group &&
        meant.entity != Entity::Unrated)
      names.emplace_back(meant.entity, meant.index);
    if (read.of == Read::Of::Level) names.emplace_back(Entity::Scale, meant.index);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names_in_.emplace(&expression, std::move(names)).first->second;
}

const BoundsEvaluation::Names& BoundsEvaluation::reach_of(const Name& name) {
  const auto known = reach_of_.find(name);
  if (known != reach_of_.end()) return known->second;
  Names reach{name};
  std::vector<Name> open{name};
  while (!open.empty()) {
    const Name next = open.back();
    open.pop_back();
    const ast::Expr* value = value_of({next.first, next.second, 0});
    if (value == nullptr) continue;
    for (const Name& read : names_in(*value)) {
      const auto place = std::lower_bound(reach.begin(), reach.end(), read);
      if (place != reach.end() && *place == read) continue;
      reach.insert(place, read);
      open.push_back(read);
    }
  }
  return reach_of_.emplace(name, std::move(reach)).first->second;
}

std::vector<std::uint32_t> BoundsEvaluation::columns_of(const Reference& target) {
  const Reference meant = settled(target, model_);
  std::vector<std::uint32_t> columns;
  for (const Name& name : reach_of({meant.entity, meant.index}))
    if (name.first == Entity::Column) columns.push_back(name.second);
  return columns;
}

bool BoundsEvaluation::concerns(const Fact& fact, const Names& reach) {
  const auto within = [&](const ast::Expr& subject) {
    const Names& names = names_in(subject);
    return std::includes(reach.begin(), reach.end(), names.begin(), names.end());
  };
  return within(*fact.subject) && (fact.minus == nullptr || within(*fact.minus));
}

bool BoundsEvaluation::has_told(const Reference& target) const {
  const Name name{target.entity, target.index};
  const auto found = named_[1].lower_bound({name, {}});
  return found != named_[1].end() && found->first.first == name;
}

bool BoundsEvaluation::reads_row(const ast::Expr& expression) {
  for (const Name& name : names_in(expression)) {
    if (name.first == Entity::Parameter) continue;
    if (name.first != Entity::Definition) return true;
    for (const Name& read : reach_of(name))
      if (read.first != Entity::Parameter && read.first != Entity::Definition) return true;
  }
  return false;
}

bool BoundsEvaluation::reads_parameter(const ast::Expr& expression) {
  for (const Name& name : names_in(expression)) {
    if (name.first == Entity::Parameter) return true;
    const Names& reach = reach_of(name);
    if (std::any_of(reach.begin(), reach.end(),
                    [](const Name& read) { return read.first == Entity::Parameter; }))
      return true;
  }
  return false;
}

} // namespace strata
