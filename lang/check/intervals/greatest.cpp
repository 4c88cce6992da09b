// The greatest possible value of each dimension, against which points are lost; and where there is none, the
// columns that a range would have to be written for.
#include <algorithm>

#include "lang/check/intervals/evaluation.hpp"
#include "lang/check/intervals/judge.hpp"

namespace strata {

namespace {

constexpr std::size_t kMostTried = 20;

class GreatestFinder {
 public:
  explicit GreatestFinder(TypedModel& model)
      : model_(model), evaluation_(model, ParameterReach::Present, Whom::Rated) {}

  void bound(std::uint32_t dimension) {
    TypedDimension& typed = model_.dimensions[dimension];
    typed.greatest = high(dimension);
    if (typed.greatest || !typed.type.is_numeric()) return;
    const std::vector<std::uint32_t> open = open_columns(dimension);
    const std::set<std::uint32_t> all(open.begin(), open.end());
    if (open.empty() || open.size() > kMostTried || !high_with(dimension, all)) return;
    // A column is to blame where ranges of all the others would not be enough.
    for (const std::uint32_t column : open) {
      std::set<std::uint32_t> others = all;
      others.erase(column);
      if (!high_with(dimension, others)) typed.unbounded.push_back(column);
    }
    evaluation_.pretend_ranges({});
  }

 private:
  std::optional<Number> high(std::uint32_t dimension) {
    return evaluation_.of_reference({Entity::Dimension, dimension, 0}, Path{}).numbers.high;
  }

  bool high_with(std::uint32_t dimension, const std::set<std::uint32_t>& ranges) {
    evaluation_.pretend_ranges(ranges);
    return high(dimension).has_value();
  }

  /// The columns that it reads and that lack an end.
  std::vector<std::uint32_t> open_columns(std::uint32_t dimension) {
    std::vector<std::uint32_t> columns;
    for (const std::uint32_t column : evaluation_.columns_of({Entity::Dimension, dimension, 0})) {
      const TypedColumn& typed = model_.columns[column];
      if (is_measured(typed.type.kind) && (!typed.cell.least || !typed.cell.greatest))
        columns.push_back(column);
    }
    return columns;
  }

  TypedModel& model_;
  BoundsEvaluation evaluation_;
};

} // namespace

void bound_dimensions(TypedModel& model) {
  GreatestFinder finder(model);
  for (std::uint32_t i = 0; i < model.dimensions.size(); ++i)
    finder.bound(i);
}

} // namespace strata
