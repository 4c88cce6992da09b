// Takes: blocks of the table of the model `sabc`, already in memory.
// Returns: `Kernels`, the steps from its text to the result's text, for one instruction set.
// Guarantees: exact; a cell of another form than this table's is told, never misread.
// Does not: anything that another model or another kind of table would need. It is the yardstick for the
// engine, not
//   a part of it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace strata::bench {

/// Where the header says that the model's columns stand.
struct Layout {
  std::uint32_t fields = 0;
  std::uint32_t id = 0;
  std::uint32_t industry = 0;
  std::uint32_t amounts[4] = {}; ///< three years of revenue, the latest first, and the potential
  std::uint32_t counts[3] = {};  ///< years, days to pay, complaints
};

inline constexpr std::size_t kPadding = 64; ///< readable bytes on either side of a block's text

/// A block: its text, and where its fields end. `ends` has one more entry in front: the end of the line
/// before.
struct Block {
  const char* text = nullptr;
  std::size_t size = 0;
  const std::uint32_t* ends = nullptr;
  std::size_t rows = 0;
};

struct Columns {
  std::int64_t* amounts[4] = {}; ///< cents
  std::int32_t* counts[3] = {};  ///< -1 where there is none
  std::int32_t* industry = nullptr;
  const char** id = nullptr;
  std::uint8_t* id_size = nullptr;
};

struct Results {
  std::int32_t* score = nullptr;  ///< hundredths
  std::int32_t* tier = nullptr;   ///< 0 is C, 3 is S
  std::int64_t* credit = nullptr; ///< cents
};

/// The industries by a product of their first eight letters that keeps them apart.
struct Industries {
  std::uint64_t factor = 0;
  alignas(16) char names[8][16] = {};
  std::int32_t points[8] = {};
};

/// Cells that can be copied as they stand.
struct Written {
  char score[10'001][8];
  std::uint8_t score_size[10'001];
  char four_digits[10'000][4];
};

struct Kernels {
  const char* name = nullptr;
  /// Returns how many fields end in the block, and in `lines` how many lines.
  std::size_t (*index)(const char* text, std::size_t size, std::uint32_t* ends, std::size_t* lines) = nullptr;
  /// Likewise, leaving out what stands within quotes.
  std::size_t (*index_quoted)(const char* text, std::size_t size, std::uint32_t* ends,
                              std::size_t* lines) = nullptr;
  // These say whether all cells had the form that is expected.
  bool (*keys)(const Block& block, const Layout& layout, Columns& columns) = nullptr;
  bool (*codes)(const Block& block, const Layout& layout, const Industries& industries,
                Columns& columns) = nullptr;
  bool (*amounts)(const Block& block, const Layout& layout, Columns& columns) = nullptr;
  bool (*counts)(const Block& block, const Layout& layout, Columns& columns) = nullptr;
  void (*evaluate)(const Columns& columns, std::size_t rows, Results& results) = nullptr;
  char* (*format)(const Columns& columns, const Results& results, std::size_t rows, const Written& written,
                  char* out) = nullptr;
};

extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;

} // namespace strata::bench
