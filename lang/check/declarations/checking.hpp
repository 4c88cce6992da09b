// Takes: a parsed model in its TypedModel, and the settings of its parameters.
// Returns: the steps of a check, in the order in which check_model() calls them, and what they share.
// Guarantees: each step reports its own mistakes once and leaves what it could not type marked, so that later
// steps
//   stay silent about it.
// Does not: type expressions (typing.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/check.hpp"
#include "lang/check/declarations/demand.hpp"
#include "lang/check/declarations/names.hpp"
#include "lang/check/declarations/symbols.hpp"
#include "lang/check/typed_model.hpp"
#include "lang/check/typing/typing.hpp"
#include "lang/source/finding.hpp"

namespace strata {

/// One value of a policy attribute as written, and which tiers it is for.
struct AttributeValue {
  ast::AttributeDecl* declaration = nullptr;
  bool all = false; ///< of `policy all`, which the others override
};

/// The declarations behind the tables of the typed model, index by index, to be typed in place.
struct Declarations {
  std::vector<ast::ColumnDecl*> columns;
  std::vector<ast::ParameterDecl*> parameters;
  std::vector<ast::DefineDecl*> definitions;
  std::vector<ast::DimensionDecl*> dimensions;
  std::vector<ast::ScoreDecl*> scores;
  std::vector<ast::ShowDecl*> shown;
  std::vector<ast::TiersDecl*> scales;
  std::vector<ast::ScreenDecl*> screens;
  std::vector<ast::AdjustDecl*> adjusts;
  std::vector<ast::RateDecl*> rates;
  std::vector<ast::GroupDecl*> groups;     ///< as written; the table may have fewer
  std::vector<ast::PolicyDecl*> policies;  ///< as written
  std::vector<ast::BetterDecl*> betters;   ///< as written
  std::vector<ast::ExampleDecl*> examples; ///< as written
  ast::ReasonsDecl* reasons = nullptr;
  const ast::CustomerDecl* customer = nullptr;
  const ast::EffectiveDecl* effective = nullptr;
  /// Per attribute: every value written for it.
  std::vector<std::vector<AttributeValue>> attributes;
};

/// What the steps of one check share.
struct Checking {
  Checking(TypedModel& typed_model, Findings& found, const std::vector<ParameterSetting>& given_settings)
      : model(typed_model),
        findings(found),
        settings(given_settings),
        demand(*this),
        names(*this),
        typing(model, names, findings) {}

  TypedModel& model;
  Findings& findings;
  const std::vector<ParameterSetting>& settings;
  Declarations declarations;
  SymbolTable symbols;
  Demand demand;
  ModelNames names;
  Typing typing;
  Facts
      facts; ///< what `exclude` and `unrated` have ruled out: known wherever tiers and results are worked out
  std::vector<bool> rules_used;   ///< per definition
  std::vector<bool> groups_used;  ///< per group
  std::vector<bool> scales_typed; ///< per scale: its subjects and arms passed
  bool in_example = false;        ///< `reasons` is a value there
  bool customers_needed = true;   ///< a model without a `customer` block is a mistake
};

// ---- collecting: tables and names, before anything is typed
// ---------------------------------------------------

void collect(Checking& checking);
/// Adds a name to the namespace; false after a report (a kept word, or declared twice).
bool declare(Checking& checking, const ast::Name& name, const Reference& target, bool rule = false);
void collect_column(Checking& checking, ast::ColumnDecl& column);
void collect_scale(Checking& checking, ast::TiersDecl& tiers);
void collect_groups(Checking& checking);
void collect_adjust(Checking& checking, ast::AdjustDecl& adjust);
void collect_policies(Checking& checking);
/// The index of a currency by its code, added where it is new.
std::int32_t currency_index(Checking& checking, const std::string& code);

// ---- typing: declarations in any order, each once
// -------------------------------------------------------------

void check_columns(Checking& checking);
void check_parameters(Checking& checking);
void check_screens(Checking& checking);
void check_values(Checking& checking);
void check_scales(Checking& checking);
void check_policies(Checking& checking);
void check_terms(Checking& checking); ///< rates, `effective`, `reasons`

/// Types one declaration, on demand; false when it has been reported.
bool type_parameter(Checking& checking, std::uint32_t index);
bool type_definition(Checking& checking, std::uint32_t index);
bool type_dimension(Checking& checking, std::uint32_t index);
bool type_score(Checking& checking, std::uint32_t index);
bool type_shown(Checking& checking, std::uint32_t index);
bool type_attribute(Checking& checking, std::uint32_t index);
bool type_rate(Checking& checking, std::uint32_t currency);

/// Whether one value comes before another of the same kind (numbers, texts, dates, durations; false before
/// true).
[[nodiscard]] bool less(const Value& left, const Value& right);
/// The value of a constant that `wanted` takes, or empty after a report. It may not read anything.
std::optional<Value> literal_value(Checking& checking, ast::Expr& expression, const Type& wanted,
                                   const PlaceNote& because, std::string_view what);
/// What a written-out value must be; reports a value that may have no finite decimal form.
bool require_finite(Checking& checking, const ast::Expr& value, std::string_view what, bool may_say_places);
/// Why a value is not one that a parameter takes ("is outside 66 .. 95"); empty where it is.
std::string parameter_objection(const TypedModel& model, const TypedParameter& parameter, const Value& value);
/// Why a value is not one that a column takes; empty where it is.
std::string column_objection(const TypedModel& model, const TypedColumn& column, const Value& value);

// ---- what follows from who reads what: reading.hpp
// ------------------------------------------------------------

struct Reading;
void check_examples(Checking& checking, const Reading& reading);
/// Warnings: what nothing uses, what never bites; and `used` of columns, `uses_as_of`.
void mark_used(Checking& checking, const Reading& reading);
void warn(Checking& checking, const Reading& reading);

/// "`x`", for messages.
[[nodiscard]] std::string code(std::string_view text);
/// ": did you mean `x`?" as a help, or empty.
[[nodiscard]] std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& candidates);

} // namespace strata
