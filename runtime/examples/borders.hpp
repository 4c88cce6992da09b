// Takes: a checked model.
// Returns: its borders: the constants at which arms, tiers and conditions begin or end, each with the points
// on and beside it.
// Guarantees: a border that several arms share comes once; points that the declared columns do not allow are
// left out. Does not: know which customers stand there.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "lang/check/typed_model.hpp"

namespace strata {

/// A number, money, days of a duration or (since 1970-01-01) of a date; empty for every other value.
[[nodiscard]] std::optional<Number> measure_of(const Value& value);
/// The value of a kind that has this measure; a date outside of the calendar is missing.
[[nodiscard]] Value with_measure(const Number& measure, Kind kind);

struct Border {
  enum class Side : std::uint8_t { Below, At, Above };
  struct Point {
    Side side = Side::At;
    Number measure;
  };
  const ast::Expr* subject = nullptr;
  std::string subject_text;
  std::vector<const ast::Expr*> uses = {}; ///< every place in the declaration that cuts the subject here
  bool screen = false;                     ///< stands in an `exclude` or `unrated`
  Number measure;
  Span place;                ///< the pattern or the comparison
  std::vector<Point> points; ///< in the order of sides

  /// The point at which a customer with this measure stands: on it, or no farther beside the border.
  [[nodiscard]] const Point* point_of(const Number& of_customer) const;
};
/// "below", "at", "above".
[[nodiscard]] std::string_view name_of(Border::Side side);

/// In the order of places.
[[nodiscard]] std::vector<Border> borders_of(const TypedModel& model);

} // namespace strata
