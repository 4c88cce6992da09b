// Functions: what is arithmetic becomes instructions, all else is called row by row, with bounds for what it
// gives.
#include <stdexcept>

#include "lang/value/irrational.hpp"
#include "runtime/columnar/compile/step_values.hpp"

namespace strata::columnar {

namespace {

constexpr std::int64_t kMostMonths = 12 * 10'000; // more than the calendar has

/// A customer whose result is greater is decided by the reference: so many bits before the point are enough
/// for anything that counts something.
constexpr unsigned kMostExponentialBits = 200;

Bounds in_places(const Number& low, const Number& high, int places) {
  const Number scale = Number::power_of_ten(places);
  return {floor_of(low * scale), ceiling_of(high * scale)};
}

/// Numbers that say how many bits a value has before and behind the point.
unsigned all_bits(const Number& value) {
  return bit_length(NumberAccess::numerator(value)) + bit_length(NumberAccess::denominator(value));
}

} // namespace

StepValues::Range StepValues::range_of(const NumberValue& value) const {
  if (value.constant) return {*value.constant, *value.constant};
  const Bounds& bounds = assembler_.info(value.num).bounds;
  Range range{whole_number(bounds.low) * value.unit, whole_number(bounds.high) * value.unit};
  for (const Register den : value.dens) {
    const Bounds& divisor = assembler_.info(den).bounds;
    range.low = range.low / whole_number(range.low.is_negative() ? divisor.low : divisor.high);
    range.high = range.high / whole_number(range.high.is_negative() ? divisor.high : divisor.low);
  }
  return range;
}

RowCall StepValues::call_of(Builtin builtin, const std::vector<plan::StepId>& arguments, int places) const {
  RowCall call{.builtin = builtin, .places = places};
  for (const plan::StepId argument : arguments) {
    if (kind(argument) == plan::StepKind::Text) {
      call.texts.push_back(text(argument));
    } else {
      call.numbers.push_back(number(argument));
    }
  }
  return call;
}

NumberValue StepValues::called(const plan::Function& step, RowCall call) {
  const Number unit = Number::power_of_ten(-step.places);
  Bounds bounds;
  Number result_unit = unit;
  switch (step.builtin) {
  case Builtin::Sqrt: {
    const Number high = range_of(call.numbers[0]).high;
    bounds = in_places(0, high.is_negative() ? Number(0) : *sqrt_rounded(high, 0) + 1, step.places);
    break;
  }
  case Builtin::Ln: {
    // The logarithm of a / b is less than the bits of a and b together; b divides all denominators.
    Number least = call.numbers[0].unit;
    for (const Register den : call.numbers[0].dens)
      least = least / whole_number(assembler_.info(den).bounds.high);
    const Number most(static_cast<std::int64_t>(all_bits(least) + all_bits(range_of(call.numbers[0]).high)));
    bounds = in_places(-most, most, step.places);
    break;
  }
  case Builtin::Exp: {
    const Number high = range_of(call.numbers[0]).high;
    const Number few(std::int64_t{3 * kMostExponentialBits / 5}); // e^(0.6 n) < 2^n
    BigInt most = BigInt(1) << kMostExponentialBits;
    if (high <= few) most = ceiling_of(exp_rounded(high, 0) + 1);
    bounds = in_places(0, whole_number(most), step.places);
    break;
  }
  case Builtin::Decay: {
    const Range range = range_of(call.numbers[0]);
    // With a negative age it grows; what grows more than that is decided by the reference.
    const Number growth = range_of(call.numbers[1]).low.is_negative() ? 256 : 1;
    const Number most = range.magnitude() * growth;
    bounds = in_places(range.low.is_negative() ? -most : Number(0),
                       range.high.is_negative() ? Number(0) : most, step.places);
    break;
  }
  case Builtin::StddevOf:
  case Builtin::SampleStddevOf: {
    Number most;
    for (const NumberValue& number : call.numbers)
      most = std::max(most, range_of(number).magnitude());
    bounds = in_places(0, most * 2 + 1, step.places);
    break;
  }
  case Builtin::MonthsBetween:
  case Builtin::YearsBetween:
    bounds = {-kMostMonths, kMostMonths};
    result_unit = 1;
    break;
  case Builtin::DaysBetween:
  case Builtin::AddMonths:
    bounds = {kFirstDay, kLastDay};
    result_unit = 1;
    break;
  case Builtin::Length:
    bounds = {0, INT32_MAX};
    result_unit = 1;
    break;
  default: throw std::logic_error("a function that is none of a row reached the columnar evaluator");
  }
  return assembler_.number_call(std::move(call), result_unit, bounds);
}

StepValue StepValues::operator()(const plan::Function& step) {
  RowCall call = call_of(step.builtin, step.arguments, step.places);
  switch (step.builtin) {
  case Builtin::Power: {
    const std::optional<Number>& exponent = call.numbers[1].constant;
    return assembler_.power(call.numbers[0], exponent ? exponent->to_int64().value_or(0) : 0);
  }
  case Builtin::VarianceOf: return assembler_.variance(call.numbers);
  case Builtin::DaysBetween: {
    const Assembler::Term terms[] = {{1, call.numbers[1]}, {-1, call.numbers[0]}};
    return assembler_.affine(0, terms);
  }
  case Builtin::Contains:
  case Builtin::StartsWith:
  case Builtin::EndsWith: return assembler_.truth_call(std::move(call));
  case Builtin::Lower:
  case Builtin::Upper: return assembler_.text_call(std::move(call));
  default: return called(step, std::move(call));
  }
}

StepValue StepValues::operator()(const plan::FunctionUndefined& step) {
  const NumberValue zero = Assembler::constant(0);
  const auto argument = [&](std::size_t i) -> const NumberValue& { return number(step.arguments[i]); };
  switch (step.builtin) {
  case Builtin::Sqrt: return assembler_.compare(ast::Comparison::Less, argument(0), zero);
  case Builtin::Ln: return assembler_.compare(ast::Comparison::LessEqual, argument(0), zero);
  case Builtin::Decay: return assembler_.compare(ast::Comparison::LessEqual, argument(2), zero);
  case Builtin::Power: {
    if (range_of(argument(1)).low >= Number(0)) return Assembler::truth(false);
    return assembler_.compare(ast::Comparison::Equal, argument(0), zero);
  }
  case Builtin::AddMonths: {
    RowCall call = call_of(step.builtin, step.arguments, 0);
    call.operation = RowOperation::AddMonthsUndefined;
    return assembler_.truth_call(std::move(call));
  }
  default: return Assembler::truth(false);
  }
}

} // namespace strata::columnar
