// Takes: text that lies in memory, with readable bytes around it; columns of numbers.
// Returns: the inner loops of reading and writing, compiled for each set of vector instructions.
// Guarantees: the same results from each; which one runs is chosen by the caller.
// Does not: allocate, know records or columns.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/table/instruction_set.hpp"

namespace strata::kernels {

/// What an index carries from one piece of a text to the next, and what it has seen so far.
struct IndexState {
  std::uint64_t inside = 0; ///< all bits set where the text so far ends inside quotes, else 0
  std::uint64_t may_open = 1;
  std::uint64_t behind_quote = 0;  ///< 1: the last byte closed a field, if it was not half of a doubled quote
  std::uint64_t behind_return = 0; ///< 1: the last byte was a CR outside of quotes

  std::size_t lines = 0; ///< ends that are line ends
  bool irregular = false;
  bool quotes = false;
  bool doubled_quotes = false; ///< inside quotes, where one stands for itself
  bool returns = false;
  bool lines_in_quotes = false;
  bool beyond_ascii = false; ///< a byte above 0x7F, or a NUL
};

/// Bytes that one call indexes, and room that its output needs.
constexpr std::size_t kIndexPiece = std::size_t{1} << 14;
constexpr std::size_t kIndexRoom = kIndexPiece + 64;

/// Writes the offsets of the separators and LFs outside of quotes in text[from .. to), at most kIndexPiece
/// bytes, and returns how many these are. It stops, with `irregular` set, at a quote inside a field without
/// quotes, text behind a closing quote, or a CR with no LF; what it wrote lies before that place.
/// The piece begins where a record does or where the last piece ended; only the last is no multiple of 64.
using IndexPiece = std::size_t (*)(const char* text, std::size_t from, std::size_t to, char separator,
                                   IndexState& state, std::uint32_t* ends);

/// Whether these bytes are UTF-8 without a NUL. False also where the instruction set has no quick way to
/// tell.
using IsText = bool (*)(const char* text, std::size_t size);

/// Rows that one call parses at most.
constexpr std::size_t kNumberRows = 256;
/// Decimals that a shape may have.
constexpr int kShapeDecimals = 7;

/// Cells of one column, taken to be of one shape: an optional minus, 1 to 8 digits, and where `decimals` is
/// above 0 the point and so many digits.
struct NumberCells {
  const char* text;
  const std::uint32_t* from; ///< per row: where its cell begins
  const std::uint32_t* to;   ///< per row: where it ends
  std::size_t rows;
  int decimals;
  char point;
  std::uint32_t whole_factor;    ///< a cell is what stands before the point times this, plus …
  std::uint32_t fraction_factor; ///< … what stands behind it times this
  std::int64_t* numbers;         ///< per row, written: the cell's value, or 0; with room for kNumberRows
  std::uint64_t* odd;            ///< a bit per row, written: set where the cell is not of this shape
};

/// Reads the numbers; whether any cell is odd. `from` and `to` have room for kNumberRows, too.
using ParseNumbers = bool (*)(const NumberCells& cells);
/// Where the cells of a column begin and end, of which each ends where `ends` says, `each` further per row;
/// the number before each in `ends` is the end of the field before it.
using FindCells = void (*)(const std::uint32_t* ends, std::size_t each, std::size_t rows, std::uint32_t* from,
                           std::uint32_t* to);
/// The least and the greatest of at least one number.
using FindBounds = void (*)(const std::int64_t* numbers, std::size_t rows, std::int64_t& least,
                            std::int64_t& greatest);

/// The sixteen last digits of each number's magnitude, as characters; room for kDigitRows rows on both sides.
/// False where some magnitude is 2^50 or more: then nothing that was written counts.
using WriteDigits = bool (*)(const std::int64_t* numbers, std::size_t rows, char* digits);
/// Rows are read and written by so many.
constexpr std::size_t kDigitRows = 8;

struct Kernels {
  IndexPiece index_piece;
  IsText is_text;
  ParseNumbers parse_numbers;
  FindCells find_cells;
  FindBounds find_bounds;
  WriteDigits write_digits;
};

[[nodiscard]] const Kernels& kernels_for(InstructionSet instructions);

// One per file that compiles them.
extern const Kernels kPlainKernels;
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;

} // namespace strata::kernels
