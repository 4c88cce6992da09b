// The reasons of each row: what the model says in words, then the greatest losses of points.
#include <algorithm>
#include <limits>

#include "runtime/columnar/results.hpp"

namespace strata::columnar {

void ResultWriting::add_lost(const Machine& machine, std::size_t lost, std::size_t row,
                             ResultBlock& results) const {
  const LostCode& code = program_.results.lost_points[lost];
  ResultReason reason{.lost = static_cast<std::uint32_t>(lost)};
  if (code.shown != kNoRegister) {
    reason.points = machine.numbers(code.shown)[row];
  } else {
    const Number scaled =
        machine.number_at(code.shown_wide, row) * Number::power_of_ten(ResultReason::kDecimals);
    if (const std::optional<std::int64_t> points = scaled.to_int64()) {
      reason.points = *points;
    } else {
      if (results.slow.empty()) results.slow.assign(results.rows, 0);
      results.slow[first_ + row] = 1;
    }
  }
  results.reasons.push_back(reason);
}

void ResultWriting::put_keyed(const Machine& machine, std::size_t row, std::size_t room,
                              ResultBlock& results) const {
  const std::int64_t low_bits = (std::int64_t{1} << program_.results.place_bits) - 1;
  const std::size_t last = program_.results.lost_points.size() - 1;
  for (std::size_t place = 0; place < std::min(room, top_.size()); ++place) {
    const std::int64_t key = top_[place][row];
    if (key < 0) return;
    add_lost(machine, last - static_cast<std::size_t>(key & low_bits), row, results);
  }
}

void ResultWriting::put_compared(const Machine& machine, std::size_t row, std::size_t room,
                                 ResultBlock& results) const {
  std::vector<std::pair<Number, std::size_t>> counted;
  for (std::size_t i = 0; i < program_.results.lost_points.size(); ++i) {
    const LostCode& code = program_.results.lost_points[i];
    if (machine.truth_at(code.counts, row)) counted.emplace_back(machine.number_at(code.exact, row), i);
  }
  std::stable_sort(counted.begin(), counted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < std::min(room, counted.size()); ++i)
    add_lost(machine, counted[i].second, row, results);
}

void ResultWriting::put_reasons(const Machine& machine, std::size_t first, std::size_t rows,
                                ResultBlock& results) {
  const ResultCode& code = program_.results;
  first_ = first;
  for (std::size_t place = 0; place < top_.size(); ++place)
    std::fill_n(top_[place].begin(), rows, std::int64_t{-1});
  if (!top_.empty())
    for (const LostCode& lost : code.lost_points)
      program_.stores.keep_greatest(top_pointers_.data(), top_.size(), machine.numbers(lost.key), rows);
  // Most of what the model may say holds for nobody in the chunk.
  std::vector<std::size_t> said;
  for (std::size_t i = 0; i < code.plain_reasons.size(); ++i) {
    const TruthValue& holds = code.plain_reasons[i];
    if (holds.constant ? *holds.constant
                       : program_.stores.any(machine.numbers(holds.mask), rows, holds.inverted))
      said.push_back(i);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    std::size_t room = most_reasons_;
    for (std::size_t i = 0; i < said.size() && room > 0; ++i) {
      if (!machine.truth_at(code.plain_reasons[said[i]], row)) continue;
      results.reasons.push_back({.plain = static_cast<std::uint32_t>(said[i])});
      --room;
    }
    if (room > 0 && code.place_bits > 0) put_keyed(machine, row, room, results);
    if (room > 0 && code.place_bits == 0 && !code.lost_points.empty())
      put_compared(machine, row, room, results);
    results.first_reason[first + row + 1] = static_cast<std::uint32_t>(results.reasons.size());
  }
}

} // namespace strata::columnar
