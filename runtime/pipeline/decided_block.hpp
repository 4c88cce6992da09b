// Takes: nothing; a block of records on its way from the table to the results.
// Returns: `DecidedBlock`, what was decided of its rows and the text that is written for them.
// Guarantees: one thread at a time has it.
// Does not: decide.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/pipeline/text_buffer.hpp"
#include "runtime/run/row_decider.hpp"
#include "runtime/table/record_block.hpp"

namespace strata {

/// A row that does not go with the others: it is lost, or the reference evaluator has decided it.
struct RowApart {
  std::uint32_t record = 0; ///< its place in the block
  bool is_lost = false;
  std::string key;
  DecidedRow decided; ///< its one reject where it is lost
};

/// The text of a block's result rows. For CSV it is the lines; for other formats the bare cells without
/// anything between.
struct RowTexts {
  TextBuffer buffer;
  std::vector<std::uint32_t> row_ends;  ///< per record: where its text ends; a lost one has none
  std::vector<std::uint32_t> cell_ends; ///< per cell, row by row (lost ones have none); not for CSV
};

struct DecidedBlock {
  RecordBlock records;
  std::vector<RowApart> apart;        ///< in order
  std::vector<std::string_view> keys; ///< per record; kPiece bytes behind each may be read
  bool plain_keys = false;            ///< none calls for quotes in CSV
  std::vector<std::uint64_t> hashes;  ///< of the keys; empty where nobody looks for keys that stand twice
  TextBuffer made_keys;               ///< keys that do not stand in the table as they are shown
  std::vector<std::uint32_t> places;  ///< per record: its place among the tiers (see TierPlaces)
  std::vector<std::size_t> customers; ///< per place: how many of the block have it
  RowTexts texts;
  std::exception_ptr error; ///< deciding it failed
};

} // namespace strata
