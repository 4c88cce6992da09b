// Takes: the values of one expression, customer by customer.
// Returns: the answer for all of them.
// Guarantees: exact; what is counted, and in which order it is told, depends on the values alone.
// Does not: evaluate.
#pragma once

#include <map>
#include <string>

#include "runtime/reference/reference.hpp"
#include "runtime/session.hpp"

namespace strata::session {

/// "money in CNY", "a whole number", "one of 5 texts, or missing": the values of an expression.
[[nodiscard]] std::string type_text(const Type& type, const TypedModel& model);

class AnswerCollector {
 public:
  AnswerCollector(const TypedModel& model, const Type& type);

  void add(const std::string& key, const Outcome& outcome);
  [[nodiscard]] Answer answer() &&;

 private:
  struct Extreme {
    Value value;
    std::string key;
  };
  void note_extremes(const std::string& key, const Value& value);

  const TypedModel& model_;
  bool counted_; ///< by value, where values are few; numbers and dates have extremes instead
  bool ordered_by_value_;
  Answer answer_;
  std::optional<Extreme> least_;
  std::optional<Extreme> greatest_;
  std::map<Value, std::size_t, bool (*)(const Value&, const Value&)> counts_;
};

} // namespace strata::session
