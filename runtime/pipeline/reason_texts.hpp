// Takes: the reasons of a row.
// Returns: their text: "slow payer; size -6.5".
// Guarantees: what result_cell gives; nothing is looked up that can be known before the first row.
// Does not: quote.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "lang/plan/plan.hpp"
#include "runtime/columnar/evaluator.hpp"
#include "runtime/pipeline/code_texts.hpp"

namespace strata {

class ReasonTexts {
 public:
  ReasonTexts(const TypedModel& model, const plan::Plan& plan);

  /// Bytes that writing a reason may touch.
  [[nodiscard]] std::size_t room() const { return room_; }
  /// Whether a text of the model among them asks for quotes in CSV.
  [[nodiscard]] bool may_need_quotes() const { return may_need_quotes_; }
  /// Returns the end; `to` has room for each of the reasons.
  [[nodiscard]] char* write(char* to, std::span<const columnar::ResultReason> reasons);

 private:
  /// The text of points that were lost before: few numbers stand in most rows.
  struct Known {
    std::int64_t points = 0;
    char text[15] = {};
    std::uint8_t size = 0; ///< 0: none yet
  };
  static constexpr int kKnownShift = 64 - 12;

  [[nodiscard]] CodeText code_of(std::string text);
  [[nodiscard]] char* write_points(char* to, std::int64_t points);

  std::vector<CodeText> plain_; ///< per plain reason of the plan: "slow payer; "
  std::vector<CodeText> lost_;  ///< per lost points: "size -"
  std::vector<Known> known_;    ///< by the points' hash; empty where no points are shown
  std::deque<std::string> texts_;
  std::size_t room_ = 0;
  bool may_need_quotes_ = false;
};

} // namespace strata
