// Takes: a plan, its model, the bounds of the columns, the day of the decision.
// Returns: the code that works out every result of the plan, and where the results are.
// Guarantees: as the assembler's.
// Does not: choose memory (program.hpp does).
#pragma once

#include <optional>

#include "lang/check/typed_model.hpp"
#include "runtime/columnar/compile/input_bounds.hpp"
#include "runtime/columnar/compile/instruction.hpp"

namespace strata::columnar {

/// A value of the plan's outputs.
struct OutputCode {
  ResultVector::Form form = ResultVector::Form::None;
  int decimals = 0;
  Register reg = kNoRegister; ///< Decimal, Code: in 64 bits; Truth: a mask; Text: texts
  NumberValue wide = {};
  TextValue text = {};                            ///< Text
  const std::vector<std::string>* list = nullptr; ///< Code
  TruthValue missing = {false, kNoRegister, false};
};

struct LostCode {
  TruthValue counts = {};
  Register key = kNoRegister; ///< the points and the place in one integer, below 0 where they do not count
  NumberValue exact = {};     ///< where there is no key
  Register shown = kNoRegister;
  NumberValue shown_wide = {}; ///< where they may not fit 64 bits
};

struct ResultCode {
  TruthValue slow = {false, kNoRegister, false};
  TruthValue excluded = {false, kNoRegister, false};
  std::vector<Register> tiers = {};
  std::vector<OutputCode> dimensions = {};
  std::vector<OutputCode> scores = {};
  std::vector<OutputCode> shown = {};
  std::vector<OutputCode> attributes = {};
  std::vector<TruthValue> plain_reasons = {};
  std::vector<LostCode> lost_points = {};
  /// Every key has the place of its points, counted from the last, in so many low bits; 0 bits: no keys.
  unsigned place_bits = 0;
};

struct GuardCode {
  GuardId outer = kNoGuard;
  TruthValue condition = {}; ///< with `inverted` as the guard wants it
};

struct Translation {
  Code code = {};
  std::vector<GuardCode> guards = {};
  ResultCode results = {};
};

[[nodiscard]] Translation translate(const plan::Plan& plan, const TypedModel& model,
                                    const std::vector<InputBounds>& inputs, std::optional<Date> as_of,
                                    Lane narrowest);

/// The registers that results are read from.
[[nodiscard]] std::vector<Register> registers_of(const ResultCode& results);

} // namespace strata::columnar
