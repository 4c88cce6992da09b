// Takes: typed expressions that patterns and conditions look at.
// Returns: the axis of each: its lattice, how its values are numbered, and the words for it.
// Guarantees: numbering keeps the order of the language (a better tier is a greater number; texts are ordered
//   as the language orders them), so that sets of values are stretches of numbers.
// Does not: judge.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lang/check/patterns/lattice.hpp"
#include "lang/check/typed_model.hpp"

namespace strata::patterns {

/// What one axis of a table stands for.
struct Subject {
  enum class Form : std::uint8_t {
    Value,    ///< of an expression
    Relation, ///< of two expressions that both depend on the customer: less -1, equal 0, greater 1
    Truth,    ///< of a condition that is no pattern: false 0, true 1
  };
  Form form = Form::Value;
  const ast::Expr* expression = nullptr; ///< Relation: the left one
  const ast::Expr* right = nullptr;      ///< Relation
  std::string name;                      ///< as it is written
  Type type;
  Axis axis;
  std::optional<Values> limits; ///< only these values, beyond the range of the axis
  /// Whether `limits` is a list of values that a reader of the model can see.
  [[nodiscard]] bool is_listed() const { return limits && (fixed || type.kind == Kind::Text); }
  bool fixed = false;                    ///< the same for all customers: it depends on parameters only
  std::optional<Number> present;         ///< `fixed`: its value at the parameters' present values
  std::map<Number, std::string> written; ///< how operands write their values: `50M`
  std::map<Number, std::string> texts;   ///< open text: the literals behind the numbers
};

/// The number of a value on an axis of its type; empty for what has none (missing, unrated, a very long
/// text).
[[nodiscard]] std::optional<Number> number_of(const Value& value, const Type& type, const TypedModel& model);
/// The value behind the number of a point.
[[nodiscard]] Value value_of(const Number& number, const Subject& subject);

/// A value as a model writes it, large numbers short: `50M`.
[[nodiscard]] std::string short_text(const Value& value, const TypedModel& model);
/// The number of a point as the model writes it: as an operand has it, else short.
[[nodiscard]] std::string point_text(const Number& number, const Subject& subject, const TypedModel& model);

/// The lattice of an expression's values, from its type and, where it is a column or parameter, its
/// declaration.
[[nodiscard]] Axis axis_of(const ast::Expr& expression, const TypedModel& model);
/// The values that a parameter of a list may have, as numbers on its axis; else empty.
[[nodiscard]] std::vector<Number> choices_of(const ast::Expr& expression, const TypedModel& model);

/// The expression behind a name that only stands for another name.
[[nodiscard]] const ast::Expr& behind(const ast::Expr& expression, const TypedModel& model);
/// The declared thing that an expression names, a dimension that is a column as that column.
[[nodiscard]] Reference target_of(const ast::Expr& expression, const TypedModel& model);

/// The columns that an expression reads, through all names; empty where it may read anything.
class ColumnsRead {
 public:
  explicit ColumnsRead(const TypedModel& model) : model_(model) {}
  [[nodiscard]] const std::optional<std::set<std::uint32_t>>& of(const ast::Expr& expression);
  /// Whether two expressions may depend on each other.
  [[nodiscard]] bool common(const ast::Expr& left, const ast::Expr& right);

 private:
  void add(const ast::Expr& expression, std::optional<std::set<std::uint32_t>>& columns);
  void add(const Reference& target, std::optional<std::set<std::uint32_t>>& columns);

  void add_scale(const TypedScale& scale, std::optional<std::set<std::uint32_t>>& columns);

  const TypedModel& model_;
  std::map<const ast::Expr*, std::optional<std::set<std::uint32_t>>> known_;
};

} // namespace strata::patterns
