// Takes: a model and one customer's row.
// Returns: all that an explanation tells, as texts and line numbers, in the order in which it is told.
// Guarantees: the same for the same customer; values are exact, and beside them stands what results show;
// nothing of
//   a column that the model calls sensitive.
// Does not: lay out (text.cpp and json.cpp do).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/run/customers.hpp"
#include "runtime/run/distance.hpp"

namespace strata {

/// A number or another value, exact.
struct ExactText {
  std::string
      exact; ///< as the model writes it: "12.5", "1/3", "\"telecom\"", "missing"; empty where there is none
  std::string about; ///< six decimals, for a number without a finite decimal form
};

/// A line of the model that was taken, with its text on one line.
struct ExplainedLine {
  std::size_t line = 0;
  std::string text;
};

/// A part of a weighted value.
struct ExplainedPart {
  std::string name;
  ExactText value;  ///< "missing" where it was left out
  ExactText weight; ///< in percent, normalised: "35%"
  ExactText points; ///< value × weight; none where it was left out
  ExactText lost;   ///< weight × (greatest − value); none where no greatest value is known
};

/// A column, definition, dimension, score, shown value or attribute.
struct ExplainedValue {
  std::string name;
  std::string label;    ///< empty where it is the name
  ExactText value;      ///< none where it failed
  std::string shown;    ///< as results show it, where the model says with how many places
  bool rounded = false; ///< what is shown is not the exact value
  std::string failure;  ///< why there is no value
  std::size_t line = 0; ///< where the model declares it (an attribute: where its value for this tier stands)
  std::string source;   ///< its expression on one line; a column: its header
  std::vector<ExplainedLine> arms;
  std::vector<ExplainedPart> parts;
};

struct ExplainedScale {
  std::string name;
  std::string tier; ///< base tier
  std::string label;
  std::optional<ExplainedLine> taken; ///< the line of the scale that took the customer
  std::vector<ExplainedValue> subjects;
  std::string pattern; ///< of the line taken: ">= 65"; empty in matrices and conditions
  std::string reason;  ///< why unrated
};

/// A screen that held, or a floor, `lower` or cap.
struct ExplainedStep {
  std::string what; ///< "cap at B", "exclude"
  std::string reason;
  std::size_t line = 0;
  std::string before; ///< tiers; empty for screens
  std::string after;
  std::string decided_by; ///< `cap at C "unpaid"`: which of several moved the tier, where this one did not
};

struct ExplainedDistance {
  std::string tier;
  std::string subject;
  std::string comparison; ///< ">="
  ExactText border;
  ExactText distance;
  bool more = true;
  bool at_border = true;            ///< the border itself is enough
  std::vector<std::string> because; ///< what moves the tier of that line to `tier`: "lower by 1 \"returns\""
};

/// A line of a matrix that gives a better tier.
struct ExplainedLineAbove {
  std::string tier;
  std::size_t line = 0;
  std::vector<std::string> needs; ///< what its patterns ask for in vain: "rating >= 60"
};

struct ExplainedFailure {
  std::string result;
  std::string message;
  std::size_t line = 0;
};

struct ExplanationFacts {
  std::string model;
  std::string title;
  std::string version;
  std::string as_of;
  std::string key;
  std::string file;
  std::size_t line = 0;

  std::string tier; ///< effective; "excluded"; empty where the model has no main scale
  std::string label;
  std::string tier_failure; ///< of a floor, `lower` or cap: why there is no tier
  std::optional<std::string> excluded;
  std::vector<ExplainedStep> screens;
  std::vector<ExplainedValue> inputs;
  std::vector<ExplainedValue> definitions;
  std::vector<ExplainedValue> dimensions;
  std::vector<ExplainedPart> points; ///< of the score that the main scale is cut from
  std::vector<ExplainedValue> scores;
  std::vector<ExplainedScale> scales; ///< the main one first
  std::vector<ExplainedStep> steps;
  std::optional<ExplainedDistance> up;
  std::optional<ExplainedDistance> down;
  std::optional<ExplainedLineAbove> line_above; ///< in a matrix
  std::vector<std::string> held_by; ///< what keeps every better tier away: "cap at B \"slow payer\""
  std::vector<ExplainedValue> shown;
  std::vector<ExplainedValue> policy;
  std::vector<std::string> reasons;
  std::vector<ExplainedFailure> failures;
  std::vector<std::string> notes;
};

/// Decides the customer and gathers what there is to tell.
[[nodiscard]] ExplanationFacts explanation_facts(const TypedModel& model, const RunSettings& settings,
                                                 const CustomerRow& customer, const CustomerTable& table);
[[nodiscard]] std::string explanation_text(const ExplanationFacts& facts, bool color);
/// One JSON document. Numbers are texts, so that they stay exact; `shown` is what a result's cell holds.
[[nodiscard]] std::string explanation_json(const ExplanationFacts& facts);

} // namespace strata
