// Takes: what an instruction does, in which lane, and how many terms it has.
// Returns: the loop that does it for the rows of a chunk.
// Guarantees: one call per instruction and chunk; nothing in the loops allocates or is virtual (integers of
// any
//   length apart).
// Does not: know steps, bounds or registers: whoever asks has proven that nothing overflows.
#pragma once

#include <cstddef>
#include <cstdint>

#include "lang/value/number.hpp"
#include "runtime/columnar/evaluator.hpp"

namespace strata::columnar {

/// Truths are words of 64 bits, all ones or all zeros, so they select without a branch.
using Mask = std::int64_t;

enum class Operation : std::uint8_t {
  // Numbers, in the lane of the instruction.
  Fill,              ///< constants[0]
  Affine,            ///< constants[0] + Σ constants[i + 1] · in[i]
  Product,           ///< in[0] · in[1]
  Least,             ///< of in[0] and in[1]
  Greatest,          ///< of in[0] and in[1]
  AtMost,            ///< the lesser of in[0] and constants[0]
  AtLeast,           ///< the greater of in[0] and constants[0]
  Absolute,          ///< |in[0]|
  Divisor,           ///< |in[0]|, 1 where it is 0
  SignedBy,          ///< in[0], negated where in[1] is negative
  RoundedByConstant, ///< in[0] / constants[0], rounded; the constant is above 0
  RoundedByRow,      ///< in[0] / in[1], rounded; the divisor is above 0
  Pick,              ///< constants[in[0]]; the index in 64 bits
  // From a number to 64 bits: steps[0] below constants[0], steps[i] from constants[i - 1] on.
  Bands,       ///< up to kMostBands borders, all tried
  BandsSought, ///< any number, by halving
  // From numbers to truths.
  IsAtLeast,    ///< in[0] >= constants[0]
  IsEqual,      ///< in[0] == constants[0]
  AreOrdered,   ///< in[0] >= in[1]
  AreEqual,     ///< in[0] == in[1]
  IsAbsentCell, ///< in[0]: bytes, 1 where the cell is missing
  // Truths; an operand is inverted where its bit of `inverted` is set.
  FillTruth,
  And,
  Or,
  Not,
  // By the truth in[0].
  Select,         ///< in[1] or in[2]
  SelectThen,     ///< constants[0] or in[1]
  SelectElse,     ///< in[1] or constants[0]
  SelectConstant, ///< constants[0] or constants[1]
  // From one lane to another, where the value is known to fit.
  Convert,
  // Customer by customer.
  PerRow,
};

inline constexpr unsigned kMostTerms = 8;
/// How a term of an Affine in 64 bits is multiplied: most factors are 1, and a product of 32 bits each costs
/// a third of one of 64. The `steps` of the arguments, one for each term.
enum class Factor : std::int64_t { One, MinusOne, Narrow, Wide };
inline constexpr unsigned kMostBands = 16;
/// Numerators and divisors below this are divided in doubles and put right in integers: the quotient is off
/// by less than one.
inline constexpr unsigned kFastDivisionBits = 50;

/// What a loop works on. `constants` are of the lane's type.
struct Arguments {
  void* out = nullptr;
  const void* const* in = nullptr;
  const void* constants = nullptr;
  const std::int64_t* steps = nullptr;
  std::size_t count = 0; ///< of constants
  std::size_t rows = 0;
  unsigned inverted = 0;
};
using Kernel = void (*)(const Arguments&);

struct KernelKey {
  Operation operation = Operation::Fill;
  unsigned count = 0; ///< Affine: terms; Bands: borders
  Rounding rounding = Rounding::HalfAway;
  bool fast = false; ///< rounding: by doubles, see kFastDivisionBits
};

/// The loop in that lane; 64 bits, and truths, by the instruction set.
[[nodiscard]] Kernel find_kernel(const KernelKey& key, Lane lane, InstructionSet set);
[[nodiscard]] Kernel find_conversion(Lane from, Lane to);

/// What leaves a chunk: truths as bytes 0 and 1 (inverted or not), numbers as words of 32 bits.
struct StoreKernels {
  void (*bytes)(std::uint8_t* out, const Mask* in, std::size_t rows, bool inverted) = nullptr;
  void (*words)(std::uint32_t* out, const std::int64_t* in, std::size_t rows) = nullptr;
  bool (*any)(const Mask* in, std::size_t rows, bool inverted) = nullptr;
  /// top[0 … kept): the greatest of the keys, the greatest first.
  void (*keep_greatest)(std::int64_t* const* top, std::size_t kept, const std::int64_t* keys,
                        std::size_t rows) = nullptr;
};
[[nodiscard]] StoreKernels store_kernels(InstructionSet set);

namespace plain {
[[nodiscard]] Kernel find(const KernelKey& key);
[[nodiscard]] StoreKernels stores();
} // namespace plain
namespace avx2 {
[[nodiscard]] Kernel find(const KernelKey& key);
[[nodiscard]] StoreKernels stores();
} // namespace avx2
namespace avx512 {
[[nodiscard]] Kernel find(const KernelKey& key);
[[nodiscard]] StoreKernels stores();
} // namespace avx512
/// Lanes wider than 64 bits.
[[nodiscard]] Kernel find_wide(const KernelKey& key, Lane lane);

} // namespace strata::columnar
