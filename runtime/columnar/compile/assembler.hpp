// Takes: operations on values, in the order of a plan.
// Returns: the code that carries them out on integers.
// Guarantees: every number is num · unit / Π dens with a constant unit, so scaling costs nothing and common
//   factors are cancelled; an instruction's lane holds its operands, its result and all that is between.
// Does not: know steps of a plan (translate.cpp does).
#pragma once

#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "runtime/columnar/compile/instruction.hpp"

namespace strata::columnar {

class Assembler {
 public:
  Assembler(Lane narrowest, const std::vector<Guard>& guards) : narrowest_(narrowest), guards_(guards) {}

  /// What the next instructions stand under.
  void set_guard(GuardId guard) { guard_ = guard; }
  [[nodiscard]] Code take() { return std::move(code_); }
  [[nodiscard]] const RegisterInfo& info(Register reg) const { return code_.registers[reg]; }

  // ---- inputs
  [[nodiscard]] Register column(RegisterKind kind, std::uint32_t column, Bounds bounds = {});
  [[nodiscard]] static NumberValue constant(const Number& value);
  [[nodiscard]] static TruthValue truth(bool value) { return {value, kNoRegister, false}; }

  // ---- numbers
  struct Term {
    Number coefficient;
    NumberValue value;
  };
  [[nodiscard]] NumberValue affine(const Number& start, std::span<const Term> terms);
  [[nodiscard]] NumberValue scaled(const NumberValue& value, const Number& factor);
  [[nodiscard]] NumberValue product(const NumberValue& left, const NumberValue& right);
  [[nodiscard]] NumberValue quotient(const NumberValue& left, const NumberValue& right);
  /// To a whole power that is known.
  [[nodiscard]] NumberValue power(const NumberValue& base, std::int64_t exponent);
  [[nodiscard]] NumberValue extreme(bool greatest, const NumberValue& left, const NumberValue& right);
  [[nodiscard]] NumberValue absolute(const NumberValue& value);
  [[nodiscard]] NumberValue rounded(const NumberValue& value, int places, Rounding rounding);
  [[nodiscard]] NumberValue bands(const NumberValue& subject, const std::vector<plan::Bands::Border>& borders,
                                  const std::vector<Number>& values);
  [[nodiscard]] NumberValue pick(const NumberValue& index, const std::vector<Number>& values);
  [[nodiscard]] NumberValue select(const TruthValue& condition, const NumberValue& then,
                                   const NumberValue& otherwise);
  /// The variance of several values: exact, of all of them or of a sample.
  [[nodiscard]] NumberValue variance(std::span<const NumberValue> values);

  // ---- truths
  [[nodiscard]] TruthValue compare(ast::Comparison op, const NumberValue& left, const NumberValue& right);
  [[nodiscard]] TruthValue absent_cell(Register column);
  [[nodiscard]] TruthValue both(const TruthValue& left, const TruthValue& right) {
    return logic(true, left, right);
  }
  [[nodiscard]] TruthValue either(const TruthValue& left, const TruthValue& right) {
    return logic(false, left, right);
  }
  [[nodiscard]] static TruthValue inverted(TruthValue value);
  [[nodiscard]] TruthValue select(const TruthValue& condition, const TruthValue& then,
                                  const TruthValue& otherwise);
  /// A truth as a register that is not inverted.
  [[nodiscard]] Register mask(const TruthValue& value);

  // ---- row by row
  /// A number · unit within bounds; rows of which that does not hold become slow.
  [[nodiscard]] NumberValue number_call(RowCall call, const Number& unit, const Bounds& bounds);
  [[nodiscard]] TruthValue truth_call(RowCall call);
  [[nodiscard]] TextValue text_call(RowCall call);

  // ---- for results
  /// value / unit in 64 bits, where it is always whole and fits.
  [[nodiscard]] std::optional<Register> in_units(const NumberValue& value, const Number& unit);
  /// The same of a whole number, rounded down if need be.
  [[nodiscard]] Register whole(const NumberValue& value);
  /// Values with a den each as integers of one unit over the same dens, so that they can be compared.
  struct Comparable {
    std::vector<Register> registers;
    unsigned bits = 0; ///< of the greatest
  };
  [[nodiscard]] Comparable comparable(std::span<const NumberValue> values);
  [[nodiscard]] Register in_lane(Register reg, Lane lane);
  [[nodiscard]] Register emit(Instruction instruction, RegisterKind kind, Bounds bounds,
                              unsigned bits_between = 0);
  [[nodiscard]] Register scaled_register(Register reg, const BigInt& factor);

 private:
  /// A value as factor · register (or a constant factor), over the unit and dens of its company.
  struct Part {
    Register reg = kNoRegister;
    BigInt factor;
  };
  struct Aligned {
    Number unit;
    std::vector<Register> dens;
    std::vector<Part> parts;
  };

  [[nodiscard]] Register affine_register(const BigInt& start, std::vector<Part> parts);
  [[nodiscard]] Register product_register(Register left, Register right);
  [[nodiscard]] Register product_of(std::span<const Register> registers);
  [[nodiscard]] Aligned aligned(std::span<const NumberValue* const> values);
  [[nodiscard]] Register register_of(const Part& part);
  [[nodiscard]] NumberValue value_of(Register num, const Number& unit, std::vector<Register> dens);
  [[nodiscard]] TruthValue at_least(const NumberValue& value, const Number& border, bool inclusive);
  [[nodiscard]] TruthValue equal_to(const NumberValue& value, const Number& other);
  [[nodiscard]] TruthValue register_at_least(Register reg, const BigInt& border);
  [[nodiscard]] TruthValue register_equal(Register reg, const BigInt& other);
  [[nodiscard]] TruthValue logic(bool conjunction, const TruthValue& left, const TruthValue& right);
  [[nodiscard]] std::optional<NumberValue>
  select_then_round(const TruthValue& condition, const NumberValue& then, const NumberValue& otherwise);
  [[nodiscard]] bool stands_outside(GuardId outer, GuardId inner) const;
  [[nodiscard]] NumberValue with_safe_dens(NumberValue arm, const TruthValue& condition);

  Lane narrowest_;
  const std::vector<Guard>& guards_;
  GuardId guard_ = kNoGuard;
  Code code_;
  std::map<std::pair<Register, Lane>, Register> converted_;
  /// What a register is the rounded value of.
  struct Origin {
    NumberValue value;
    int places = 0;
    Rounding rounding = Rounding::HalfAway;
  };
  std::map<Register, Origin> rounded_from_;
};

/// The operands of a call that are registers.
[[nodiscard]] std::vector<Register> registers_of(const RowCall& call);

} // namespace strata::columnar
