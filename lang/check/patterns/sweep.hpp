// Takes: a site without errors at the parameters' present values.
// Returns: warnings about errors that it has at other values inside the range of a parameter.
// Guarantees: every warning names a value at which the error is there, the nearest to the present one of
// those
//   tried; parameters are moved one at a time and stand at their present values afterwards.
// Does not: try every value of a range without steps: borders meet where two of them are equal, so these
// values
//   and what lies between them are tried.
#pragma once

#include <vector>

#include "lang/check/patterns/verdict.hpp"

namespace strata::patterns {

class Sweep {
 public:
  Sweep(TypedModel& model, const JudgeContext& context) : model_(model), context_(context) {}
  struct Breaking {
    std::uint32_t parameter = 0;
    Finding finding;
  };
  [[nodiscard]] std::vector<Breaking> of(const Site& site);

 private:
  [[nodiscard]] std::vector<std::uint32_t> parameters_of(const Site& site) const;
  void add_parameters(const ast::Expr& expression, std::vector<std::uint32_t>& parameters) const;
  [[nodiscard]] std::vector<Value> candidates(std::uint32_t parameter, const Site& site);
  [[nodiscard]] std::vector<Number> crossings(std::uint32_t parameter, const Site& site);
  [[nodiscard]] std::optional<Finding> broken_at(std::uint32_t parameter, const Value& value,
                                                 const Site& site);

  TypedModel& model_;
  const JudgeContext& context_;
  std::size_t left_ = 20'000; ///< tables that may still be judged
};

} // namespace strata::patterns
