// Takes: a typed model.
// Returns: for any of its expressions, what it may be worth over all customers that the declared columns
// allow. Guarantees: sound: an expression that has a value for some customer has it inside of its bounds;
// what is not known is unbounded. Failing values do not count. Work is limited: beyond the limit everything
// is possible. Does not: look at customers, or report.
#pragma once

#include <memory>

#include "lang/check/intervals/interval.hpp"
#include "lang/check/intervals/possible.hpp"
#include "lang/check/typed_model.hpp"

namespace strata {

class BoundsEvaluation;

/// Bounds at the parameters' present values.
class Bounds {
 public:
  explicit Bounds(const TypedModel& model);
  ~Bounds();
  Bounds(const Bounds&) = delete;
  Bounds& operator=(const Bounds&) = delete;

  /// The numbers that an expression may be: money in its currency, durations in days, dates as days since
  /// 1970-01-01.
  [[nodiscard]] Interval of(const ast::Expr& expression) const;
  /// The values of any kind that it may have, the missing one among them.
  [[nodiscard]] Possible values_of(const ast::Expr& expression) const;
  /// The same of a dimension, which may be a column.
  [[nodiscard]] Interval of_dimension(std::uint32_t dimension) const;

 private:
  std::unique_ptr<BoundsEvaluation> evaluation_;
};

} // namespace strata
