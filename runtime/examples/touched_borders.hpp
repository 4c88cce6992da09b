// Takes: the customers that examples make.
// Returns: at which points of which borders they stand.
// Guarantees: a customer whom a screen rules out stands at the borders of screens only; a border counts where
// its comparison, or the arms that it parts, were tried. A border that moves with a parameter is still the
// same border. Does not: list borders that nobody touches.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "runtime/examples/borders.hpp"
#include "runtime/examples/reached_subjects.hpp"
#include "runtime/examples/run_examples.hpp"

namespace strata {

/// The point of a border at which a decided customer stands, or null. `reached`: see reached_subjects.hpp.
[[nodiscard]] const Border::Point* point_touched(const Border& border, CustomerScope& scope,
                                                 const Decision& decision,
                                                 const std::set<const ast::Expr*>& reached);

class TouchedBorders {
 public:
  void add(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms);
  [[nodiscard]] bool touched(const Border& border, Border::Side side) const;

 private:
  std::map<const TypedModel*, std::vector<Border>> borders_; ///< an example may give parameters
  std::set<std::tuple<std::uint32_t, std::string, Border::Side>> points_;
};

} // namespace strata
