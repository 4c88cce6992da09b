// Takes: nothing; a program as it is made: instructions over registers that are written once.
// Returns: `Code`, and the values that the steps of a plan become.
// Guarantees: a register's bounds hold for every row, whatever the block holds within the columns' bounds,
// unless
//   the instruction is `endless`.
// Does not: know slots of memory or pointers (program.hpp does).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lang/plan/plan.hpp"
#include "runtime/columnar/compile/guards.hpp"
#include "runtime/columnar/integers.hpp"
#include "runtime/columnar/kernels/kernel.hpp"

namespace strata::columnar {

using Register = std::uint32_t;
inline constexpr Register kNoRegister = UINT32_MAX;

/// Beyond this no program is made: the reference evaluator decides (and fails where numbers outgrow its own
/// bound).
inline constexpr unsigned kMostBits = 4096;

/// What a register is: a number in a lane, a truth, a text, or part of a table's column, which is not copied.
enum class RegisterKind : std::uint8_t { Number, Truth, Text, ColumnNumbers, ColumnTexts, ColumnMissing };

struct RegisterInfo {
  RegisterKind kind = RegisterKind::Number;
  Lane lane = Lane::Bits64;
  Bounds bounds = {};
  GuardId guard = kNoGuard;
  std::uint32_t column = 0;
};

/// A number: num · unit / Π dens, or a constant. Each den is positive.
struct NumberValue {
  std::optional<Number> constant = {};
  Register num = kNoRegister;
  Number unit = 1;
  std::vector<Register> dens = {}; ///< ascending; one twice is squared
};

struct TruthValue {
  std::optional<bool> constant = {};
  Register mask = kNoRegister;
  bool inverted = false;
};

/// A text of its own, one of a list by an index, or a constant.
struct TextValue {
  const std::string* constant = nullptr;
  Register texts = kNoRegister;
  const std::vector<std::string>* list = nullptr;
  Register index = kNoRegister;
};

/// What is worked out customer by customer.
enum class RowOperation : std::uint8_t {
  Function,
  AddMonthsUndefined,
  CompareText,
  FindText,
  SelectText, ///< condition, then, otherwise
};
struct RowCall {
  RowOperation operation = RowOperation::Function;
  Builtin builtin = Builtin::None;
  ast::Comparison comparison = ast::Comparison::Equal;
  int places = 0;
  std::vector<NumberValue> numbers = {};
  std::vector<TextValue> texts = {};
  TruthValue condition = {};
  const std::vector<std::string>* list = nullptr; ///< FindText
  // What a number that it gives is a multiple of, and the ends of the multiples.
  Number unit = 1;
  Bounds bounds = {};
};

struct Instruction {
  Operation operation = Operation::Fill;
  Lane lane = Lane::Bits64;
  Register out = kNoRegister;
  std::vector<Register> in = {};
  GuardId guard = kNoGuard;
  std::vector<BigInt> constants = {};
  std::vector<std::int64_t> steps = {};
  Rounding rounding = Rounding::HalfAway;
  bool fast = false;
  unsigned inverted = 0;
  std::optional<RowCall> call = {};
  bool gives_truth = false;
  bool endless = false; ///< its bounds grew beyond kMostBits
};

struct Code {
  std::vector<RegisterInfo> registers = {};
  std::vector<Instruction> instructions = {};
};

} // namespace strata::columnar
