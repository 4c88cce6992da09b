// Takes: blocks of records, the place of one column in them, and what its cells must hold.
// Returns: the column's cells as integers or texts.
// Guarantees: each cell gets the value that `read_cell` gives it, or its row is marked slow; a block's memory
// is reused.
// Does not: write messages: marked rows are read again by those who do.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/value/column_type.hpp"
#include "runtime/table/column_block.hpp"
#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/number_form.hpp"
#include "runtime/table/record_block.hpp"
#include "runtime/table/word_table.hpp"

namespace strata {

/// Parses one column, block after block, for one thread. What it learns from a block (how many decimals the
/// cells have) makes the next one faster, and may change `places`, but no value.
class ColumnParser {
 public:
  /// The column must outlive it, and a text that stands for an empty cell points into it.
  ColumnParser(const ColumnType& column, NumberForm form,
               InstructionSet instructions = best_instruction_set());

  /// Parses the column that is field `field` of each record into `out`. `slow` is empty or has one entry per
  /// record; it becomes 1 where the cell cannot be read here. Rows that are slow already may hold anything.
  void parse(const RecordBlock& block, std::size_t field, ColumnVector& out, std::vector<std::uint8_t>& slow);

 private:
  static constexpr std::size_t kRows = kernels::kNumberRows; // that are looked at together
  static constexpr int kRememberedShift = 64 - 9;
  static constexpr std::size_t kRemembered = 512;

  /// What a cell is worth, other than a text of its own.
  struct CellValue {
    enum class State : std::uint8_t { Slow, Missing, Known };
    State state = State::Slow;
    std::int64_t number = 0; ///< times 10 to the power `places`
    int places = 0;
  };
  /// A cell read before, by its text.
  struct Remembered {
    WordKey key;
    CellValue value;
  };

  void find_cells(std::size_t count);
  void find_quoted(std::size_t count);
  void parse_numbers(std::size_t count);
  void parse_odd_number(std::size_t row, std::string_view cell);
  void parse_words(std::size_t count);
  void parse_dates(std::size_t count);
  void parse_texts(std::size_t count);
  void parse_text(std::size_t row, std::string_view cell);
  [[nodiscard]] bool stands_for_itself(std::string_view cell, std::string_view text) const;
  void choose_shape();
  void find_limits();
  void check_numbers();

  void put(std::size_t row, const CellValue& value);
  void put_number(std::size_t row, std::int64_t digits, int places);
  void put_missing(std::size_t row);
  void put_slow(std::size_t row);
  [[nodiscard]] bool grow(int places);
  [[nodiscard]] CellValue read_exactly(std::size_t row, std::string_view cell);
  [[nodiscard]] CellValue value_of(std::string_view cell) const;
  [[nodiscard]] CellValue stored(const Value& value) const;
  [[nodiscard]] std::string_view cell(std::size_t row) const;
  [[nodiscard]] bool holds_quote(std::size_t row, std::string_view cell) const;

  const ColumnType& column_;
  NumberForm form_;
  const kernels::Kernels& kernels_;
  enum class Way : std::uint8_t { Numbers, Words, Dates, Texts, Exactly };
  Way way_ = Way::Exactly;
  bool is_number_ = false; ///< Number, Money or Duration
  WordTable words_;
  CellValue empty_;                        ///< what an empty cell is worth
  std::vector<CellValue> missing_numbers_; ///< numbers that stand for an empty cell
  std::array<bool, 256> may_be_missing_{}; ///< first bytes of texts that may stand for an empty cell
  std::vector<Remembered> remembered_;

  int places_ = 0;      ///< of the values in `out`
  int most_places_ = 0; ///< that the column's cells may have
  bool grows_ = false;  ///< `places_` is found out
  int shape_ = -1;      ///< decimals of most cells; -1: not yet known
  int limits_places_ = -1;
  std::int64_t least_ = 0; ///< what the column accepts, at limits_places_
  std::int64_t greatest_ = 0;

  // Of the present block.
  const RecordBlock* block_ = nullptr;
  std::size_t field_ = 0;
  ColumnVector* out_ = nullptr;
  std::vector<std::uint8_t>* slow_ = nullptr;
  std::size_t row_ = 0;    ///< the first row that is looked at
  std::size_t filled_ = 0; ///< rows whose number is at `places_`
  std::size_t odd_ = 0;    ///< numbers of another shape
  int seen_places_ = 0;    ///< most decimals of a cell
  bool too_large_ = false; ///< a number did not fit at `places_`
  std::array<std::uint32_t, kRows> from_{};
  std::array<std::uint32_t, kRows> to_{};
  std::array<std::uint64_t, kRows / 64> is_odd_{}; ///< a bit per row
};

} // namespace strata
