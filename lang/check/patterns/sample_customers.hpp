// Takes: a box of a judged table.
// Returns: whether a customer was found that stands in it.
// Guarantees: the customer was evaluated, on the way to the table too. The same model gives the same answer.
// Does not: prove that there is none.
#pragma once

#include "lang/check/patterns/boxes.hpp"
#include "lang/check/patterns/site.hpp"
#include "lang/check/patterns/subject.hpp"

namespace strata::patterns {

/// Tries a few hundred customers. False also where the way to the table cannot be followed here: it depends
/// on tiers.
[[nodiscard]] bool some_customer_stands_in(const Box& box, const Space& space,
                                           const std::vector<Subject>& subjects, const Site& site,
                                           const TypedModel& model);

} // namespace strata::patterns
