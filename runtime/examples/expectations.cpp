// What an example expects of its customer. `NAME = LITERAL` and `NAME is missing` ask for a cell of the
// result, so an empty one is the missing value there; every other condition is worked out as the model would.
#include "runtime/examples/expectations.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"
#include "lang/syntax/walk.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

Reference target_of(const ast::Expr& expression) {
  const auto* use = std::get_if<ast::NameUse>(&expression.node);
  return use == nullptr ? Reference{} : use->target;
}

std::optional<int> declared_places(const TypedModel& model, const ast::Expr& expression) {
  std::optional<int> places;
  const Reference target = target_of(expression);
  switch (target.entity) {
  case Entity::Dimension: places = model.dimensions[target.index].places; break;
  case Entity::Score: places = model.scores[target.index].places; break;
  case Entity::Shown: places = model.shown[target.index].places; break;
  default: break;
  }
  return places ? places : expression.type.places;
}

/// Something that the result has a cell for, so that it may be expected as shown.
bool is_result(const ast::Expr& expression) {
  return std::holds_alternative<ast::NameUse>(expression.node) ||
         std::holds_alternative<ast::Member>(expression.node) ||
         std::holds_alternative<ast::CoverageOf>(expression.node) ||
         std::holds_alternative<ast::PointsOf>(expression.node) ||
         std::holds_alternative<ast::LevelOf>(expression.node);
}

bool is_literal(const ast::Expr& expression) {
  if (const auto* negate = std::get_if<ast::Negate>(&expression.node)) return is_literal(*negate->operand);
  if (const auto* use = std::get_if<ast::NameUse>(&expression.node))
    return use->target.entity == Entity::Tier || use->target.entity == Entity::Unrated;
  if (const auto* member = std::get_if<ast::Member>(&expression.node))
    return member->target.entity == Entity::Tier;
  return std::holds_alternative<ast::NumberLiteral>(expression.node) ||
         std::holds_alternative<ast::TextLiteral>(expression.node) ||
         std::holds_alternative<ast::BooleanLiteral>(expression.node) ||
         std::holds_alternative<ast::DateLiteral>(expression.node) ||
         std::holds_alternative<ast::DurationLiteral>(expression.node) ||
         std::holds_alternative<ast::MissingLiteral>(expression.node);
}

/// No reasons are an empty cell, which may be expected as a text and as the missing value.
bool is_no_reason(const ast::Expr& subject, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return target_of(subject).entity == Entity::Reasons && (is_missing(value) || (text && text->empty()));
}

} // namespace

/// What the result holds of it, which for an unrated or excluded customer may be nothing.
Outcome Expectations::outcome_of(const ast::Expr& subject) const {
  const Reference target = target_of(subject);
  switch (target.entity) {
  case Entity::Dimension: return decision_.dimensions[target.index];
  case Entity::Score: return decision_.scores[target.index];
  case Entity::Shown: return decision_.shown[target.index];
  case Entity::Attribute: return decision_.attributes[target.index];
  default: return scope_.outcome(subject);
  }
}

void Expectations::equal(const ast::Expr& subject, const ast::Expr& literal, Span place) {
  const Outcome got = outcome_of(subject);
  if (const Failure* failure = failure_of(got)) return fails(subject, place, *failure);
  const Outcome wanted = scope_.outcome(literal);
  if (const Failure* failure = failure_of(wanted)) return fails(literal, place, *failure);
  const Value& value = *value_of(got);
  const Value& expected = *value_of(wanted);
  if (value == expected || shown_equal(subject, value, expected)) return;
  if (is_no_reason(subject, value) && is_no_reason(subject, expected)) return;
  const auto* tier = std::get_if<TierValue>(&value);
  const bool nothing = is_missing(value) || (tier != nullptr && tier->is_unrated());
  differs(place,
          fmt::format("expected {} = {}, and it is {}", print(subject), exact_text(model_, expected),
                      shown_and_exact(subject, value)),
          nothing ? why_nothing(subject) : std::vector<std::string>{});
}

void Expectations::holds(const ast::Expr& condition) {
  if (const auto* compare = std::get_if<ast::Compare>(&condition.node);
      compare != nullptr && compare->op == ast::Comparison::Equal && is_result(*compare->left) &&
      is_literal(*compare->right))
    return equal(*compare->left, *compare->right, condition.span);
  if (const auto* test = std::get_if<ast::Is>(&condition.node);
      test != nullptr && is_result(*test->subject) &&
      std::holds_alternative<ast::MissingPattern>(test->pattern->node))
    return empty_or_not(condition, *test);
  const Outcome outcome = scope_.outcome(condition);
  if (const Failure* failure = failure_of(outcome)) return fails(condition, condition.span, *failure);
  if (!std::get<bool>(*value_of(outcome)))
    differs(condition.span, fmt::format("`{}` does not hold", print(condition)), values_read(condition));
}

/// `NAME is missing`, `NAME is not missing`.
void Expectations::empty_or_not(const ast::Expr& condition, const ast::Is& test) {
  const Outcome got = outcome_of(*test.subject);
  if (const Failure* failure = failure_of(got)) return fails(*test.subject, condition.span, *failure);
  const Value& value = *value_of(got);
  const bool empty = is_missing(value) || is_no_reason(*test.subject, value);
  if (empty == test.negated)
    differs(condition.span, fmt::format("`{}` does not hold", print(condition)), values_read(condition));
}

bool Expectations::shown_equal(const ast::Expr& subject, const Value& value, const Value& expected) const {
  const auto* got = std::get_if<Number>(&value);
  const auto* wanted = std::get_if<Number>(&expected);
  const std::optional<int> places = declared_places(model_, subject);
  if (got == nullptr || wanted == nullptr || !places) return false;
  try {
    return got->rounded(*places) == *wanted;
  } catch (const NumberTooLarge&) {
    return false;
  }
}

std::string Expectations::shown_and_exact(const ast::Expr& subject, const Value& value) const {
  const std::string exact = exact_text(model_, value);
  const std::optional<int> places = declared_places(model_, subject);
  if (!std::holds_alternative<Number>(value) || !places) return exact;
  const std::string shown = cell_text(model_, value, places);
  return shown == exact ? exact : fmt::format("{} (shown as {})", exact, shown);
}

void Expectations::fails(const ast::Expr& subject, Span place, const Failure& failure) {
  Finding finding{.code = Code::ExampleFails,
                  .message = fmt::format("`{}` fails: {}", print(subject), failure.message),
                  .place = {place, "fails"},
                  .others = {},
                  .notes = why_nothing(subject),
                  .help = {}};
  // A cell that is not given says so itself.
  std::erase_if(finding.notes, [&](const std::string& note) { return note == failure.message; });
  if (!(failure.place == place)) finding.others.push_back({failure.place, "here"});
  failures_.push_back(resolve(model_.sources, finding));
}

void Expectations::differs(Span place, std::string message, std::vector<std::string> notes) {
  const Finding finding{.code = Code::ExpectationFailed,
                        .message = std::move(message),
                        .place = {place, ""},
                        .others = {},
                        .notes = std::move(notes),
                        .help = {}};
  failures_.push_back(resolve(model_.sources, finding));
}

std::vector<std::string> Expectations::why_nothing(const ast::Expr& subject) const {
  std::vector<std::string> notes;
  const Screening& screening = scope_.screening();
  const Reference target = target_of(subject);
  if (const auto screen = screening.excluded ? screening.excluded : screening.unrated) {
    notes.push_back(fmt::format("the customer is {}, because {}", screening.excluded ? "excluded" : "unrated",
                                model_.screens[*screen].reason));
  } else if (target.entity == Entity::Scale) {
    const bool main = model_.scales[target.index].main;
    const auto& failure = scope_.effective().failure;
    const std::string& reason =
        main && failure ? failure->message : scope_.scale(target.index).unrated_reason;
    notes.push_back("it is unrated, because " + reason);
  }
  for (std::string& column : missing_columns(subject))
    if (notes.empty() || !notes.front().ends_with(" " + column)) notes.push_back(std::move(column));
  return notes;
}

/// "stores is missing" for each column that the subject is made from.
std::vector<std::string> Expectations::missing_columns(const ast::Expr& subject) const {
  std::vector<Read> reads;
  std::vector<std::string> notes;
  std::set<std::pair<Entity, std::uint32_t>> followed;
  int depth = 0;
  collect_reads(subject, reads, depth);
  for (std::size_t i = 0; i < reads.size(); ++i) {
    const Reference target = reads[i].target; // a copy: following adds to the list
    if (!followed.emplace(target.entity, target.index).second) continue;
    const auto follow = [&](const ast::Expr* value) {
      if (value != nullptr) collect_reads(*value, reads, depth);
    };
    switch (target.entity) {
    case Entity::Column: {
      const Value* value = value_of(scope_.cell(target.index));
      if (value != nullptr && is_missing(*value))
        notes.push_back(model_.columns[target.index].cell.name + " is missing");
      break;
    }
    case Entity::Definition: follow(model_.definitions[target.index].value); break;
    case Entity::Dimension:
      if (const auto& column = model_.dimensions[target.index].column)
        reads.push_back({{Entity::Column, *column, 0}, {}});
      follow(model_.dimensions[target.index].value);
      break;
    case Entity::Score: follow(model_.scores[target.index].value); break;
    case Entity::Shown: follow(model_.shown[target.index].value); break;
    case Entity::Scale:
      for (const ast::ExprPtr& part : model_.scales[target.index].declaration->subjects)
        follow(part.get());
      break;
    default: break;
    }
  }
  return notes;
}

/// "value is 71" for each name that a condition reads.
std::vector<std::string> Expectations::values_read(const ast::Expr& condition) const {
  constexpr std::size_t kMost = 6;
  std::vector<std::string> notes;
  const auto visit = [&](const auto& self, const ast::Expr& expression) -> void {
    if (is_result(expression) && !is_literal(expression) && notes.size() < kMost) {
      const bool group = target_of(expression).entity == Entity::Group;
      const Outcome outcome = group ? Outcome(Value(Missing{})) : outcome_of(expression);
      const Value* value = value_of(outcome);
      if (!group && value != nullptr) {
        std::string note = fmt::format("{} is {}", print(expression), shown_and_exact(expression, *value));
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
      }
    }
    each_part(expression, [&](const ast::Expr& part) { self(self, part); });
  };
  visit(visit, condition);
  return notes;
}

} // namespace strata
