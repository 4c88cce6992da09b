// Takes: nothing; the checked form of a model.
// Returns: the syntax tree with names and types filled in, and tables of what it declares.
// Guarantees: every Expr reachable from here has its type, every name its target; constants (parameters,
// weights,
//   ranges) are folded at the present settings; tables are in the order of declaration.
// Does not: evaluate customers.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lang/source/source.hpp"
#include "lang/syntax/ast.hpp"
#include "lang/value/column_type.hpp"
#include "lang/value/value.hpp"

namespace strata {

// g++ 12 takes a scoped enumerator that is named like a type alias (`Value`) for one that hides it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// When a value is known: an expression reads this stage and earlier ones.
enum class Stage : std::uint8_t { Row, Value, Tier, Policy };
#pragma GCC diagnostic pop

struct TypedColumn {
  ColumnType cell; ///< how cells are read
  Type type;       ///< of the column in expressions (not optional where it has a default)
  bool is_protected = false;
  bool used = false; ///< something of the model (examples apart) reads it; the key is always used
  const ast::ColumnDecl* declaration = nullptr;
};
struct TypedParameter {
  std::string name;
  Type type;
  Value value;                ///< the present one: declared, or set by the caller
  std::optional<Value> least; ///< `in LO .. HI`
  std::optional<Value> greatest;
  std::optional<Value> step;
  std::vector<Value> choices;
  std::string note;
  const ast::ParameterDecl* declaration = nullptr;
};
struct TypedDefinition {
  std::string name;
  bool rule = false; ///< has arguments: inlined at each use, `value` is not typed
  Type type;
  Stage stage = Stage::Row;
  const ast::Expr* value = nullptr;
  const ast::DefineDecl* declaration = nullptr;
};
struct TypedDimension {
  std::string name;
  std::string label; ///< the name where none is given
  std::optional<Number> weight;
  std::optional<int> places;
  Type type;
  std::optional<std::uint32_t> column; ///< without `=`: the column of that name
  std::optional<Number>
      greatest; ///< its greatest possible value at the present parameters, where there is a bound
  std::vector<std::uint32_t> unbounded; ///< the columns whose lack of a range leaves it without one
  const ast::Expr* value = nullptr;     ///< else its expression
  const ast::DimensionDecl* declaration = nullptr;
};
struct TypedScore {
  std::string name;
  std::optional<int> places;
  Type type;
  const ast::Expr* value = nullptr;
  const ast::ScoreDecl* declaration = nullptr;
};
struct TypedShown {
  std::string name;
  std::string label;
  std::optional<int> places;
  Type type;
  Stage stage = Stage::Row;
  const ast::Expr* value = nullptr;
  const ast::ShowDecl* declaration = nullptr;
};
struct TypedTier {
  std::string name;
  std::string label; ///< the name where none is given
};
struct TypedArm {
  std::uint32_t tier = 0;
  const ast::TierArm* arm = nullptr;
};
struct TypedScale {
  std::string name; ///< "tier" for the main one
  bool main = false;
  std::vector<TypedTier> tiers; ///< best first
  std::vector<TypedArm> arms;   ///< as written: the first that fits decides
  const ast::TiersDecl* declaration = nullptr;
};
struct TypedGroup {
  std::string name;
  std::uint32_t scale = 0;
  std::vector<std::uint32_t> tiers; ///< ascending, without repetition
};
struct TypedAdjust {
  ast::AdjustDecl::Form form = ast::AdjustDecl::Form::Cap;
  std::uint32_t tier = 0;  ///< of the main scale; cap and floor
  std::uint32_t steps = 0; ///< lower
  std::string reason;
  const ast::Expr* condition = nullptr;
  const ast::AdjustDecl* declaration = nullptr;
};
/// A rule by which a customer is no target, or cannot be rated. Screens are tried in the order written, all
/// of `exclude` before those of `unrated`; the first that holds decides. What they rule out ("… when x is
/// missing") is taken as known by everything that no screen reads, so for a customer unrated by such a rule a
/// score or another value may meet the missing value and fail: that is an empty cell without a report.
struct TypedScreen {
  ast::ScreenDecl::Form form = ast::ScreenDecl::Form::Exclude;
  std::string reason;
  const ast::Expr* condition = nullptr;
  const ast::ScreenDecl* declaration = nullptr;
};
/// One policy attribute over all tiers of the main scale.
struct TypedAttribute {
  std::string name;
  Type type;                             ///< what all tiers' values have in common; `places` of the column
  std::vector<const ast::Expr*> by_tier; ///< one per tier, never null
  const ast::Expr* unrated = nullptr;    ///< null: an empty cell
};
struct TypedBetter {
  std::uint32_t attribute = 0;
  bool rising = true;
  std::vector<std::string> order;
  const ast::BetterDecl* declaration = nullptr;
};
struct TypedRate {
  std::uint32_t currency = 0;
  const ast::Expr* value = nullptr; ///< free of the row; null in an example's scope only
};

/// An example's input: a column, a parameter or `as_of`, and the value given for it.
struct TypedGiven {
  Reference target; ///< Column, Parameter or AsOf
  Value value;      ///< `missing` for a column with a default is that default
  Span span;
};
struct TypedExampleRow {
  Span span;
  std::vector<TypedGiven> givens; ///< those of the example first, then the row's own
  /// Right of ":": the name's expression and the literal that it must equal (exactly, or as shown).
  struct Expected {
    const ast::Expr* subject = nullptr;
    const ast::Expr* value = nullptr;
  };
  std::vector<Expected> expected;
};
struct TypedExample {
  std::string name;
  Span span;
  std::vector<TypedExampleRow> rows;        ///< a lone `given` is one row
  bool is_table = false;                    ///< has a `customers` table
  std::vector<const ast::Expr*> conditions; ///< `expect`: each holds for every row
  std::vector<TypedGiven> settings; ///< parameters and as_of of `given`: the same for every row (a table
                                    ///< may give a parameter for each row: see its givens)
};

/// A checked model. Its pieces point into the tree and the sources that it owns, so it stays where it is.
struct TypedModel {
  Sources sources;
  ast::Model tree;

  std::string name;
  std::string title;
  std::string version;
  std::optional<Date> effective_from;
  std::optional<Date> effective_until;
  bool uses_as_of =
      false; ///< a run needs the day of the decision: something reads it, or the model says `effective`

  std::vector<std::string> currencies; ///< [0] is the model's own: its code, or "" where it is unnamed
  std::vector<std::vector<std::string>> closed_sets;
  std::vector<TypedRate> rates;

  std::vector<TypedColumn> columns;
  std::uint32_t key = 0; ///< the key's index in `columns`
  std::vector<TypedParameter> parameters;
  std::vector<TypedDefinition> definitions;
  std::vector<TypedDimension> dimensions;
  std::vector<TypedScore> scores;
  std::vector<TypedShown> shown;
  std::vector<TypedScale> scales;
  std::optional<std::uint32_t> main_scale;
  std::vector<TypedGroup> groups;
  std::vector<TypedScreen> screens;
  std::vector<TypedAdjust> adjusts;
  std::vector<TypedAttribute> attributes;
  std::vector<TypedBetter> betters;
  std::uint32_t reasons = 3; ///< how many reason codes
  std::vector<TypedExample> examples;

  TypedModel() = default;
  TypedModel(const TypedModel&) = delete; // the pieces point into it
  TypedModel& operator=(const TypedModel&) = delete;
};

} // namespace strata
