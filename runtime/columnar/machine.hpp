// Takes: a program and the columns of a block.
// Returns: the program's registers for a chunk of its rows.
// Guarantees: instructions run in their order; those of a guard that holds for no row of the chunk are left
// out. Does not: write results (results.hpp does).
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/columnar/program.hpp"

namespace strata::columnar {

class Machine {
 public:
  /// Memory for a program's registers, of so many rows.
  void prepare(const Program& program, std::size_t chunk);
  /// The columns of the next chunks; `factors`: what the numbers of each column are multiplied by.
  void begin(const ColumnBlock& columns, std::span<const std::int64_t> factors,
             std::deque<std::string>& made_texts);
  /// Runs the program for the rows from `first` on.
  void run(std::size_t first, std::size_t rows);

  [[nodiscard]] const void* data(Slot slot) const { return where_[slot]; }
  [[nodiscard]] const std::int64_t* numbers(Slot slot) const {
    return static_cast<const std::int64_t*>(where_[slot]);
  }
  [[nodiscard]] const Program& program() const { return *program_; }
  /// Rows of the chunk that a call could not decide, 1 each.
  [[nodiscard]] std::span<const std::uint8_t> failed() const { return failed_; }
  [[nodiscard]] bool any_failed() const { return any_failed_; }

  /// A value of the present chunk.
  [[nodiscard]] Number number_at(const NumberValue& value, std::size_t row) const;
  [[nodiscard]] std::string_view text_at(const TextValue& value, std::size_t row) const;
  [[nodiscard]] bool truth_at(const TruthValue& value, std::size_t row) const {
    return value.constant ? *value.constant : (numbers(value.mask)[row] != 0) != value.inverted;
  }
  void fail(std::size_t row) {
    failed_[row] = 1;
    any_failed_ = true;
  }
  [[nodiscard]] std::string_view keep(std::string text) { return made_texts_->emplace_back(std::move(text)); }
  [[nodiscard]] void* memory(Slot slot) { return where_[slot]; }
  [[nodiscard]] const SlotKind& kind(Slot slot) const { return program_->slots[slot]; }

 private:
  enum class State : std::uint8_t { Unknown, Holds, Never };

  void point_at_columns(std::size_t first);
  void look_ahead(std::size_t first);
  void fetch_ahead(std::size_t lines);
  [[nodiscard]] bool holds(GuardId guard);
  [[nodiscard]] std::span<const std::uint32_t> live_rows(GuardId guard);

  const Program* program_ = nullptr;
  std::size_t chunk_ = 0;
  std::size_t rows_ = 0; ///< of the present chunk
  std::vector<void*> where_;

  // The memory of slots, by what they are made of.
  std::vector<std::int64_t> words_;
  std::deque<std::vector<Int128>> words_128_;
  std::deque<std::vector<Int256>> words_256_;
  std::deque<std::vector<BigInt>> integers_;
  std::deque<std::vector<std::string_view>> texts_;
  std::vector<std::uint8_t> nothing_; ///< zeros, for cells of which none is missing

  const ColumnBlock* columns_ = nullptr;
  std::vector<std::vector<std::int64_t>> rescaled_; ///< per column
  std::deque<std::string>* made_texts_ = nullptr;

  // What the next chunk reads: of each of these columns so many bytes.
  std::vector<const char*> ahead_;
  std::size_t ahead_bytes_ = 0;
  std::size_t ahead_column_ = 0; ///< to here it has been fetched
  std::size_t ahead_byte_ = 0;

  std::vector<State> guards_;
  std::vector<std::vector<std::uint32_t>> live_; ///< per guard, filled where a call asks; [0]: all rows
  std::vector<bool> live_known_;
  std::vector<std::uint8_t> failed_;
  bool any_failed_ = false;
};

/// Works a call out for the rows that need it; all others of the chunk get 0, false or "".
void run_call(const ProgramStep& step, Machine& machine, std::span<const std::uint32_t> live,
              std::size_t rows);

} // namespace strata::columnar
