// Takes: what customers got on the main scale.
// Returns: how many got each.
// Guarantees: in the order of the scale, best first, then unrated and excluded where there are any.
// Does not: decide.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "runtime/strata.hpp"

namespace strata {

/// A place on the main scale: the index of a tier, or one of the two that stand behind them.
class TierPlaces {
 public:
  explicit TierPlaces(const TypedModel& model)
      : scale_(model.main_scale ? &model.scales[*model.main_scale] : nullptr) {}

  [[nodiscard]] std::uint32_t rated() const {
    return scale_ == nullptr ? 0 : static_cast<std::uint32_t>(scale_->tiers.size());
  }
  [[nodiscard]] std::uint32_t of(bool excluded, std::uint32_t tier) const {
    if (excluded) return rated() + 1;
    return tier == TierValue::kUnrated ? rated() : tier;
  }
  [[nodiscard]] std::string name(std::uint32_t place) const {
    if (place == rated()) return "unrated";
    return place > rated() ? "excluded" : scale_->tiers[place].name;
  }
  [[nodiscard]] std::string label(std::uint32_t place) const {
    return place < rated() ? scale_->tiers[place].label : name(place);
  }

 private:
  const TypedScale* scale_;
};

class TierCounter {
 public:
  explicit TierCounter(const TypedModel& model) : places_(model), counts_(places_.rated() + 2) {}

  void add(std::uint32_t place, std::size_t customers = 1) { counts_[place] += customers; }
  [[nodiscard]] std::vector<TierCount> counts() const {
    std::vector<TierCount> list;
    for (std::uint32_t i = 0; i < counts_.size(); ++i)
      if (i < places_.rated() || counts_[i] > 0)
        list.push_back({places_.name(i), places_.label(i), counts_[i]});
    return list;
  }

 private:
  TierPlaces places_;
  std::vector<std::size_t> counts_;
};

} // namespace strata
