// Takes: a machine after each of its chunks.
// Returns: the block's results.
// Guarantees: every row has a value in every column that was asked for; texts outlive the next chunk.
// Does not: format anything.
#pragma once

#include "runtime/columnar/machine.hpp"

namespace strata::columnar {

class ResultWriting {
 public:
  ResultWriting(const Program& program, const plan::Plan& plan, const TypedModel& model, std::size_t chunk);

  /// Makes room for the results of a block.
  void begin(const ColumnBlock& columns, ResultBlock& results) const;
  /// Every row is the reference's.
  static void leave_all(std::size_t rows, const plan::Plan& plan, ResultBlock& results);
  /// The rows of the chunk that the machine has just run.
  void put(const Machine& machine, std::size_t first, std::size_t rows, ResultBlock& results);
  /// After the last chunk.
  static void finish(ResultBlock& results);

 private:
  void put_truth(const Machine& machine, const TruthValue& truth, std::uint8_t* out, std::size_t rows) const;
  void put_output(const Machine& machine, const OutputCode& code, ResultVector& out, std::size_t first,
                  std::size_t rows) const;
  [[nodiscard]] bool gives_reasons() const {
    return !program_.results.plain_reasons.empty() || !program_.results.lost_points.empty();
  }
  void put_reasons(const Machine& machine, std::size_t first, std::size_t rows, ResultBlock& results);
  void put_keyed(const Machine& machine, std::size_t row, std::size_t room, ResultBlock& results) const;
  void put_compared(const Machine& machine, std::size_t row, std::size_t room, ResultBlock& results) const;
  void add_lost(const Machine& machine, std::size_t lost, std::size_t row, ResultBlock& results) const;

  const Program& program_;
  const plan::Plan& plan_;
  std::size_t most_reasons_;
  std::size_t first_ = 0;                      ///< of the present chunk
  std::vector<std::vector<std::int64_t>> top_; ///< the greatest keys of each row, the greatest first
  std::vector<std::int64_t*> top_pointers_;
};

} // namespace strata::columnar
