// Takes: the results of a block of records, column by column.
// Returns: the text of its rows.
// Guarantees: byte for byte what result_cell and the CSV writer give for the reference evaluator's decisions.
// Does not: decide; write headers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/plan/plan.hpp"
#include "runtime/columnar/evaluator.hpp"
#include "runtime/pipeline/code_texts.hpp"
#include "runtime/pipeline/column_text.hpp"
#include "runtime/pipeline/decided_block.hpp"
#include "runtime/pipeline/reason_texts.hpp"

namespace strata {

/// Writes the texts of blocks; for one thread. All arguments must outlive it.
class BlockText {
 public:
  BlockText(const TypedModel& model, const plan::Plan& plan, const std::vector<ResultColumn>& columns,
            TextForm form);
  ~BlockText();

  /// Fills `block.texts` from its keys, its rows apart and the results of the others.
  void write(DecidedBlock& block, const columnar::ResultBlock& results);

 private:
  struct Printer;
  /// Neighbouring columns that are written together.
  struct Piece {
    std::size_t first = 0;
    std::size_t end = 0;
    bool is_strip = false; ///< the next of `strips_`
  };

  void add_printer(const ResultColumn& column, const columnar::ResultBlock& results);
  void choose_way(Printer& printer, const columnar::ResultVector& values, const Type& type);
  void choose_decimal(Printer& printer, int decimals);
  void choose_pieces();
  void fill_strips(const DecidedBlock& block, const std::uint8_t* excluded, std::size_t first,
                   std::size_t count);
  void add_column(std::size_t column, const DecidedBlock& block, std::size_t first, std::size_t count,
                  RowStrip& strip);
  [[nodiscard]] bool is_one_strip() const;
  [[nodiscard]] char* write_strip(char* to, RowTexts& texts, std::size_t first, std::size_t count) const;
  template <TextForm kForm>
  void write_rows(DecidedBlock& block, const columnar::ResultBlock& results);
  template <TextForm kForm>
  [[nodiscard]] char* write_apart(char* to, const RowApart& row, RowTexts& texts) const;
  template <TextForm kForm>
  [[nodiscard]] char* write_cell(char* to, const Printer& printer, const columnar::ResultBlock& results,
                                 DecidedBlock& block, std::size_t row, bool excluded);
  [[nodiscard]] char* write_text(char* to, std::string_view text, TextBuffer& buffer) const;
  [[nodiscard]] char* write_input(char* to, const RecordBlock& records, std::size_t row, std::size_t field,
                                  TextBuffer& buffer);
  [[nodiscard]] char* write_reasons(char* to, const columnar::ResultBlock& results, std::size_t row,
                                    TextBuffer& buffer);

  const TypedModel& model_;
  const std::vector<ResultColumn>& columns_;
  TextForm form_;
  CodeTexts codes_;
  ReasonTexts reasons_;
  std::vector<Printer> printers_;      // of the present block
  std::vector<DecimalTexts> decimals_; // per column
  std::vector<Piece> pieces_;          // of a row
  std::vector<RowStrip> strips_;       // of kTextRows rows
  std::size_t row_room_ = 0;           // bytes of a row, but for what asks for its own room
  std::string unquoted_;
};

} // namespace strata
