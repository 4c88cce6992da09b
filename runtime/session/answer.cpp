// Values of many customers in a few lines: how many there are of each, or the least and the greatest.
#include "runtime/session/answer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "runtime/run/value_text.hpp"

namespace strata::session {

namespace {

constexpr std::size_t kFirst = 5;
constexpr std::size_t kFirstFailed = 3;
constexpr std::size_t kMostCounts = 12;

/// Values of one type in order; tiers best first, true before false.
bool comes_before(const Value& left, const Value& right) {
  return std::visit(overloaded{
                        [](const Missing&, const Missing&) { return false; },
                        [](bool a, bool b) { return a && !b; },
                        [](const Duration& a, const Duration& b) { return a.days < b.days; },
                        [](const TierValue& a, const TierValue& b) { return a.tier < b.tier; },
                        [](const auto& a, const auto& b) {
                          if constexpr (std::is_same_v<decltype(a), decltype(b)>) return a < b;
                          return false;
                        },
                    },
                    left, right);
}

} // namespace

std::string type_text(const Type& type, const TypedModel& model) {
  std::string text = type.kind == Kind::Number && type.whole ? "a whole number" : describe(type, model);
  return type.optional && type.kind != Kind::Missing ? text + ", or missing" : text;
}

AnswerCollector::AnswerCollector(const TypedModel& model, const Type& type)
    : model_(model),
      counted_(type.kind == Kind::Text || type.kind == Kind::Boolean || type.kind == Kind::Tier),
      ordered_by_value_(type.kind != Kind::Text),
      counts_(&comes_before) {
  answer_.type = type_text(type, model);
}

void AnswerCollector::add(const std::string& key, const Outcome& outcome) {
  ++answer_.customers;
  const Failure* failure = failure_of(outcome);
  if (failure != nullptr) {
    ++answer_.failed;
    if (answer_.first_failed.size() < kFirstFailed) answer_.first_failed.push_back({key, failure->message});
    return;
  }
  const Value& value = *value_of(outcome);
  if (!counted_ && answer_.first.size() < kFirst) answer_.first.push_back({key, exact_text(model_, value)});
  if (is_missing(value)) {
    ++answer_.missing;
  } else if (counted_) {
    ++counts_[value];
  } else {
    note_extremes(key, value);
  }
}

void AnswerCollector::note_extremes(const std::string& key, const Value& value) {
  if (!least_ || comes_before(value, least_->value)) least_ = {value, key};
  if (!greatest_ || comes_before(greatest_->value, value)) greatest_ = {value, key};
}

Answer AnswerCollector::answer() && {
  if (least_) answer_.least = Answer::Entry{least_->key, exact_text(model_, least_->value)};
  if (greatest_) answer_.greatest = Answer::Entry{greatest_->key, exact_text(model_, greatest_->value)};
  for (const auto& [value, customers] : counts_)
    answer_.counts.push_back({exact_text(model_, value), customers});
  if (!ordered_by_value_)
    std::stable_sort(
        answer_.counts.begin(), answer_.counts.end(),
        [](const Answer::Count& a, const Answer::Count& b) { return a.customers > b.customers; });
  if (answer_.counts.size() > kMostCounts) {
    answer_.more_counts = answer_.counts.size() - kMostCounts;
    answer_.counts.resize(kMostCounts);
  }
  return std::move(answer_);
}

} // namespace strata::session
