// What a random model has declared so far, for the expressions that are written next; and its constants, for
// the tables.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <vector>

#include "lang/value/number.hpp"

namespace strata::identity {

/// What an expression is of. Foreign money is that of the model's one other currency.
enum class Sort { Number, Money, Foreign, Text, Boolean, Date, Duration };

inline bool is_measured(Sort sort) {
  return sort != Sort::Text && sort != Sort::Boolean;
}

inline constexpr double kNoEnd = std::numeric_limits<double>::infinity();

/// When a value is known, as in the language: an expression reads its own stage and earlier ones.
enum Stage { kRowStage, kValueStage, kTierStage, kPolicyStage };

/// A name that expressions may read.
struct Word {
  std::string name = {};
  Sort sort = Sort::Number;
  bool optional = false;
  bool screened = false; ///< optional, but a screen rules the missing value out
  bool whole = false;
  bool finite = true;     ///< a decimal that ends
  double least = -kNoEnd; ///< roughly; dates as day numbers
  double greatest = kNoEnd;
  std::vector<std::string> choices = {}; ///< of a closed set, as literals
  int stage = kRowStage;
  bool hidden = false; ///< sensitive: may not be shown as it is
  bool constant = false;
  bool loose = false; ///< it may well have narrower bounds than these
};

struct ScaleWord {
  std::string name = {};
  std::vector<std::string> tiers = {};
  std::vector<std::string> groups = {};
  std::vector<std::string> subjects = {}; ///< names, of a matrix
  bool main = false;
};

struct Vocabulary {
  std::vector<Word> words;
  std::vector<ScaleWord> scales;
  std::vector<std::pair<std::string, int>> rules; ///< named rules over numbers: name, count of arguments
  std::vector<std::string> weighted;              ///< names that are a `weighted`: `coverage of …`
  std::vector<std::string> pointed;               ///< dimensions that a score weighs: `points of …`
  bool points_missing = false;                    ///< they may be
  bool reads_main = true;                         ///< main tier may be read here
  bool as_of = false;                             ///< the day of the decision may be read
  bool named_currency = false;
  bool foreign_currency = false;
  /// What stands in the model, by sort: tables hold these and their neighbours. Dates and durations in days.
  std::map<Sort, std::vector<Number>> constants;
  std::vector<std::string> texts; ///< without quotes
};

} // namespace strata::identity
