// Takes: a plan and blocks of columns.
// Returns: the results of each row, column by column.
// Guarantees: bit for bit what the reference evaluator decides, for every row that is not marked slow,
// whatever the
//   chunk size, the lanes and the instruction set; no overflow can occur, since the bounds of every step are
//   known before it runs.
// Does not: read or write tables; evaluate slow rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/check/reasoned.hpp"
#include "lang/check/typed_model.hpp"
#include "lang/plan/plan.hpp"
#include "runtime/table/column_block.hpp"
#include "runtime/table/instruction_set.hpp"

namespace strata::columnar {

/// How wide the integers are that carry a number.
enum class Lane : std::uint8_t { Bits64, Bits128, Bits256, Unlimited };

struct EvaluatorOptions {
  std::optional<Date> as_of = std::nullopt;
  std::size_t chunk = 512;                              ///< rows that go through all steps together
  InstructionSet instructions = best_instruction_set(); ///< a test may say another
  Lane narrowest = Lane::Bits64;                        ///< tests force wider lanes
};

/// One result column of a block.
struct ResultVector {
  enum class Form : std::uint8_t { None, Decimal, Wide, Truth, Code, Text };
  Form form = Form::None;
  int decimals = 0;                  ///< Decimal: the value is numbers[row] / 10 to the power `decimals`
  std::vector<std::int64_t> numbers; ///< Decimal; Truth: 0 or 1; Code: index into `*texts_of_codes`
  std::vector<Number> wide;          ///< Wide: values that do not fit Decimal
  std::vector<std::string_view>
      texts; ///< Text: they point into the columns, the plan, or the block's `made_texts`
  const std::vector<std::string>* texts_of_codes = nullptr; ///< Code: PickText's texts, or a column's choices
  std::vector<std::uint8_t> missing; ///< 1 where there is no value; empty where all have one
};

/// A reason of one row.
struct ResultReason {
  std::uint32_t plain = UINT32_MAX; ///< index into the plan's plain reasons, or …
  std::uint32_t lost = UINT32_MAX;  ///< … into its lost points
  /// Of lost points, as shown: times 10 to the power kDecimals. A row whose points do not fit is slow.
  std::int64_t points = 0;
  static constexpr int kDecimals = kReasonPlaces;
};

struct ResultBlock {
  std::size_t rows = 0;
  std::vector<std::uint8_t> slow;     ///< 1: only the reference can decide this row; empty where none is slow
  std::vector<std::uint8_t> excluded; ///< 1: excluded; empty where none is
  std::vector<std::vector<std::uint32_t>> tiers; ///< per scale; the number of tiers: unrated
  std::vector<ResultVector> dimensions;
  std::vector<ResultVector> scores;
  std::vector<ResultVector> shown;
  std::vector<ResultVector> attributes;
  /// Per row, and one more: its first reason in `reasons`; empty where the plan knows none.
  std::vector<std::uint32_t> first_reason;
  std::vector<ResultReason> reasons;
  std::deque<std::string> made_texts; ///< texts that no table holds: `lower`, `upper`

  [[nodiscard]] std::span<const ResultReason> reasons_of(std::size_t row) const {
    if (first_reason.empty()) return {};
    return std::span(reasons).subspan(first_reason[row], first_reason[row + 1] - first_reason[row]);
  }
};

/// Evaluates blocks of one model, for one thread. The plan and the model must outlive it.
class Evaluator {
 public:
  Evaluator(const plan::Plan& plan, const TypedModel& model, const EvaluatorOptions& options);
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;
  ~Evaluator();

  /// `results` is written anew; its memory is reused.
  void evaluate(const ColumnBlock& columns, ResultBlock& results);

  /// The program at the bounds of the last block, an instruction a line with its lane: for people and tests.
  [[nodiscard]] std::string program_text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace strata::columnar
