// Takes: blocks of records.
// Returns: what is decided of their rows, and the text that is written for them.
// Guarantees: the columnar evaluator decides what it can, the reference evaluator the rest; both give the
// same. Does not: know other blocks: keys that stand twice are found later.
#pragma once

#include <optional>
#include <vector>

#include "runtime/columnar/evaluator.hpp"
#include "runtime/pipeline/block_text.hpp"
#include "runtime/pipeline/decided_block.hpp"
#include "runtime/table/column_parser.hpp"

namespace strata {

/// What all blocks of a run have in common. It does not change, so threads share it.
struct BlockPlan {
  const TypedModel& model;
  const RunSettings& settings;
  const OpenedCustomers& customers;
  const std::vector<ResultColumn>& columns;
  const RowDecider& rows;
  columnar::EvaluatorOptions evaluator;
  plan::Plan plan = {};
  bool by_rows = false; ///< the reference evaluator decides all
  bool shows_keys = true;
  bool searches_keys = true;
  TextForm form = TextForm::CsvLines;
};

/// Decides blocks, for one thread. The plan must outlive it.
class BlockDecider {
 public:
  explicit BlockDecider(const BlockPlan& plan);

  void decide(DecidedBlock& block);

 private:
  void parse_columns(const RecordBlock& records);
  void number_rows(const RecordBlock& records, ColumnVector& column) const;
  void set_apart(DecidedBlock& block);
  void take_keys(DecidedBlock& block);
  void make_keys(DecidedBlock& block, const ColumnVector& column) const;
  void count_customers(DecidedBlock& block) const;

  const BlockPlan& plan_;
  TierPlaces places_;
  std::vector<std::optional<ColumnParser>> parsers_; // per wanted column; none for the number of the row
  std::optional<columnar::Evaluator> evaluator_;
  BlockText text_;
  ColumnBlock columns_;
  columnar::ResultBlock results_;
  CustomerRow customer_;
};

} // namespace strata
