// Takes: a translation.
// Returns: a program that a machine runs: instructions with their loops found, over slots of memory.
// Guarantees: nothing in it serves no result; slots are given to others after their last use, so that a
// chunk's
//   registers stay in the first-level cache; guards that save nothing are gone.
// Does not: hold memory for rows.
#pragma once

#include <deque>
#include <string>

#include "runtime/columnar/compile/translate.hpp"

namespace strata::columnar {

using Slot = std::uint32_t;

/// What a slot's memory is made of; columns' slots point into tables.
struct SlotKind {
  RegisterKind kind = RegisterKind::Number;
  Lane lane = Lane::Bits64;
  std::uint32_t column = 0;
};

struct ProgramStep {
  Instruction instruction = {}; ///< its registers are slots here
  Kernel kernel = nullptr;      ///< null: row by row
  const void* constants = nullptr;
};

struct ProgramGuard {
  GuardId outer = kNoGuard;
  Slot condition = 0;
  bool holds = true;
};

struct Program {
  /// A number outgrew what is worked with here: the reference decides every row.
  bool endless = false;
  std::vector<ProgramStep> steps = {};
  std::vector<SlotKind> slots = {};
  std::vector<ProgramGuard> guards = {}; ///< [0] always holds
  ResultCode results = {};               ///< its registers are slots here
  StoreKernels stores = {};

  // What the steps' constants point to.
  std::deque<std::vector<std::int64_t>> constants_64 = {};
  std::deque<std::vector<Int128>> constants_128 = {};
  std::deque<std::vector<Int256>> constants_256 = {};
  std::deque<std::vector<BigInt>> constants_any = {};
};

[[nodiscard]] Program make_program(Translation translation, InstructionSet instructions);

/// An instruction a line: `s3:64 = Affine s1, s2 · 5, 3`.
[[nodiscard]] std::string program_text(const Program& program);

} // namespace strata::columnar
