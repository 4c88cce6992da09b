// Products, quotients, extremes, roundings, bands, picks and selections of numbers.
#include <algorithm>

#include "runtime/columnar/compile/assembler.hpp"

namespace strata::columnar {

namespace {

BigInt floor_quotient(const BigInt& a, const BigInt& b) { // b > 0
  BigInt quotient = a / b;
  if (quotient * b > a) --quotient;
  return quotient;
}
BigInt ceiling_quotient(const BigInt& a, const BigInt& b) {
  return -floor_quotient(-a, b);
}

/// What rounding a / b may give, for a and b > 0 within bounds.
Bounds quotient_bounds(const Bounds& a, const Bounds& b) {
  return {floor_quotient(a.low, a.low < 0 ? b.low : b.high),
          ceiling_quotient(a.high, a.high > 0 ? b.low : b.high)};
}

/// The units of a list of constants, and each as a multiple.
std::pair<Number, std::vector<BigInt>> as_multiples(const std::vector<Number>& values) {
  Number unit = 0;
  for (const Number& value : values)
    unit = shared_unit(unit, value);
  if (unit.is_zero()) unit = 1;
  std::vector<BigInt> multiples;
  for (const Number& value : values)
    multiples.push_back(multiple_of(value, unit));
  return {unit, std::move(multiples)};
}

Bounds bounds_of(const std::vector<BigInt>& values) {
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  return {*least, *greatest};
}

} // namespace

NumberValue Assembler::product(const NumberValue& left, const NumberValue& right) {
  if (left.constant) return scaled(right, *left.constant);
  if (right.constant) return scaled(left, *right.constant);
  std::vector<Register> dens;
  std::merge(left.dens.begin(), left.dens.end(), right.dens.begin(), right.dens.end(),
             std::back_inserter(dens));
  return value_of(product_register(left.num, right.num), left.unit * right.unit, std::move(dens));
}

NumberValue Assembler::quotient(const NumberValue& left, const NumberValue& right) {
  if (right.constant)
    return right.constant->is_zero() ? constant(Number(0)) : scaled(left, Number(1) / *right.constant);
  const Bounds divisor = info(right.num).bounds;
  Register den = right.num;
  if (divisor.low <= 0) {
    const BigInt least = divisor.high < 0 ? BigInt(-divisor.high) : BigInt(1);
    Instruction instruction{.operation = Operation::Divisor, .in = {right.num}};
    den =
        emit(std::move(instruction), RegisterKind::Number, {least, std::max<BigInt>(divisor.magnitude(), 1)});
  }
  // a / b = a.num · b.dens / (a.dens · |b.num|), with the sign of b.num; dens on both sides cancel.
  std::vector<Register> above;
  std::vector<Register> dens;
  std::set_difference(right.dens.begin(), right.dens.end(), left.dens.begin(), left.dens.end(),
                      std::back_inserter(above));
  std::set_difference(left.dens.begin(), left.dens.end(), right.dens.begin(), right.dens.end(),
                      std::back_inserter(dens));
  dens.insert(std::upper_bound(dens.begin(), dens.end(), den), den);
  NumberValue numerator = left;
  if (left.constant) {
    if (left.constant->is_zero()) return left;
    numerator.num = affine_register(left.constant->is_negative() ? -1 : 1, {});
  }
  for (const Register factor : above)
    numerator.num = product_register(numerator.num, factor);
  if (divisor.low < 0) {
    const Bounds bounds = info(numerator.num).bounds;
    Instruction instruction{.operation = Operation::SignedBy, .in = {numerator.num, right.num}};
    numerator.num =
        emit(std::move(instruction), RegisterKind::Number, join(bounds, columnar::scaled(bounds, -1)));
  }
  return value_of(numerator.num, numerator.unit / right.unit, std::move(dens));
}

NumberValue Assembler::power(const NumberValue& base, std::int64_t exponent) {
  if (exponent < 0) return quotient(constant(Number(1)), power(base, -exponent));
  if (exponent == 0) return constant(Number(1));
  NumberValue square = base;
  std::optional<NumberValue> result;
  for (std::int64_t rest = exponent; rest > 0; rest /= 2) {
    if (rest % 2 != 0) result = result ? product(*result, square) : square;
    if (rest > 1) square = product(square, square);
  }
  return *result;
}

NumberValue Assembler::extreme(bool greatest, const NumberValue& left, const NumberValue& right) {
  if (left.constant && right.constant)
    return constant(greatest == (*left.constant > *right.constant) ? *left.constant : *right.constant);
  if (left.constant) return extreme(greatest, right, left);
  const NumberValue* both[] = {&left, &right};
  const Aligned pair = aligned(both);
  const Register x = register_of(pair.parts[0]);
  const Bounds a = info(x).bounds;
  const bool by_constant = pair.parts[1].reg == kNoRegister;
  const Register y = by_constant ? kNoRegister : register_of(pair.parts[1]);
  const Bounds b = by_constant ? Bounds{pair.parts[1].factor, pair.parts[1].factor} : info(y).bounds;
  if (x == y || (greatest ? a.low >= b.high : a.high <= b.low)) return left;
  if (greatest ? b.low >= a.high : b.high <= a.low) return right;
  const Bounds bounds = greatest ? Bounds{std::max(a.low, b.low), std::max(a.high, b.high)}
                                 : Bounds{std::min(a.low, b.low), std::min(a.high, b.high)};
  Instruction instruction;
  if (by_constant) {
    instruction = {.operation = greatest ? Operation::AtLeast : Operation::AtMost, .in = {x}};
    instruction.constants = {pair.parts[1].factor};
  } else {
    instruction = {.operation = greatest ? Operation::Greatest : Operation::Least, .in = {x, y}};
  }
  return value_of(emit(std::move(instruction), RegisterKind::Number, bounds), pair.unit, pair.dens);
}

NumberValue Assembler::absolute(const NumberValue& value) {
  if (value.constant) return constant(value.constant->absolute());
  const Bounds bounds = info(value.num).bounds;
  if (bounds.low >= 0) return value;
  Instruction instruction{.operation = Operation::Absolute, .in = {value.num}};
  return value_of(emit(std::move(instruction), RegisterKind::Number, {0, bounds.magnitude()}), value.unit,
                  value.dens);
}

NumberValue Assembler::rounded(const NumberValue& value, int places, Rounding rounding) {
  if (value.constant) return constant(value.constant->rounded(places, rounding));
  const Number unit = Number::power_of_ten(-places);
  const Number factor = value.unit / unit; // num · factor / dens is to be rounded to a whole number
  if (value.dens.empty() && factor.is_whole()) return value;
  const Register num = scaled_register(value.num, NumberAccess::numerator(factor));
  const BigInt divisor = NumberAccess::denominator(factor);
  Instruction instruction{.rounding = rounding};
  Bounds bounds;
  if (value.dens.empty()) {
    instruction.operation = Operation::RoundedByConstant;
    instruction.in = {num};
    instruction.constants = {divisor};
    bounds = quotient_bounds(info(num).bounds, {divisor, divisor});
  } else {
    const Register den = scaled_register(product_of(value.dens), divisor);
    instruction.operation = Operation::RoundedByRow;
    instruction.in = {num, den};
    bounds = quotient_bounds(info(num).bounds, info(den).bounds);
  }
  const Register result = emit(std::move(instruction), RegisterKind::Number, bounds);
  rounded_from_[result] = {value, places, rounding};
  return value_of(result, unit, {});
}

NumberValue Assembler::bands(const NumberValue& subject, const std::vector<plan::Bands::Border>& borders,
                             const std::vector<Number>& values) {
  if (!subject.dens.empty() || subject.constant) {
    // Few rows or none at all: one comparison for each border, the highest that is reached counts.
    NumberValue result = constant(values[0]);
    for (std::size_t i = 0; i < borders.size(); ++i) {
      const TruthValue reached = at_least(subject, borders[i].value, borders[i].belongs_above);
      result = select(reached, constant(values[i + 1]), result);
    }
    return result;
  }
  // As integers, without borders that all values reach, or none, and without bands that nothing lies in.
  const Bounds bounds = info(subject.num).bounds;
  std::vector<BigInt> limits;
  std::vector<Number> kept = {values[0]};
  for (std::size_t i = 0; i < borders.size(); ++i) {
    const Number border = borders[i].value / subject.unit;
    const BigInt limit = borders[i].belongs_above ? ceiling_of(border) : BigInt(floor_of(border) + 1);
    if (limit > bounds.high) break;
    if (limit <= bounds.low || (!limits.empty() && limits.back() == limit)) {
      kept.back() = values[i + 1];
    } else {
      limits.push_back(limit);
      kept.push_back(values[i + 1]);
    }
  }
  for (std::size_t i = limits.size(); i > 0; --i)
    if (kept[i] == kept[i - 1]) {
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
      limits.erase(limits.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
  if (limits.empty()) return constant(kept[0]);
  const auto [unit, multiples] = as_multiples(kept);
  const Bounds result = bounds_of(multiples);
  Instruction instruction{.operation =
                              limits.size() <= kMostBands ? Operation::Bands : Operation::BandsSought,
                          .in = {subject.num}};
  instruction.constants = std::move(limits);
  if (result.bits() <= 62) { // a rise from the least to the greatest fits too
    for (const BigInt& multiple : multiples)
      instruction.steps.push_back(static_cast<std::int64_t>(multiple));
    return value_of(emit(std::move(instruction), RegisterKind::Number, result), unit, {});
  }
  std::vector<Number> places;
  for (std::size_t i = 0; i < multiples.size(); ++i)
    instruction.steps.push_back(static_cast<std::int64_t>(i));
  const Bounds indices{0, BigInt(multiples.size() - 1)};
  const Register index = emit(std::move(instruction), RegisterKind::Number, indices);
  return pick({.num = index}, kept);
}

NumberValue Assembler::pick(const NumberValue& index, const std::vector<Number>& values) {
  if (index.constant) {
    const auto place = static_cast<std::size_t>(index.constant->to_int64().value_or(0));
    return constant(place < values.size() ? values[place] : Number(0));
  }
  Register place = whole(index);
  const BigInt last(values.size() - 1);
  if (info(place).bounds.low < 0 || info(place).bounds.high > last) {
    // The index is inside, but the bounds do not show it: what reads memory goes by bounds alone.
    const NumberValue inside =
        extreme(false, extreme(true, {.num = place}, constant(0)), constant(whole_number(last)));
    if (inside.constant) return pick(inside, values);
    place = inside.num;
  }
  if (std::all_of(values.begin(), values.end(), [&](const Number& value) { return value == values[0]; }))
    return constant(values[0]);
  auto [unit, multiples] = as_multiples(values);
  const Bounds bounds = bounds_of(multiples);
  Instruction instruction{.operation = Operation::Pick, .in = {place}};
  instruction.constants = std::move(multiples);
  return value_of(emit(std::move(instruction), RegisterKind::Number, bounds), unit, {});
}

std::optional<NumberValue> Assembler::select_then_round(const TruthValue& condition, const NumberValue& then,
                                                        const NumberValue& otherwise) {
  const auto first = rounded_from_.find(then.constant ? otherwise.num : then.num);
  if (first == rounded_from_.end()) return std::nullopt;
  const auto [value, places, rounding] = first->second;
  const Number unit = Number::power_of_ten(-places);
  const auto before = [&](const NumberValue& arm) -> std::optional<NumberValue> {
    if (arm.constant)
      return arm.constant->rounded(places, rounding) == *arm.constant ? std::optional(arm) : std::nullopt;
    const auto found = rounded_from_.find(arm.num);
    if (found == rounded_from_.end() || arm.unit != unit || !arm.dens.empty()) return std::nullopt;
    const Origin& origin = found->second;
    const bool alike = origin.places == places && origin.rounding == rounding && origin.value.dens.empty();
    return alike ? std::optional(origin.value) : std::nullopt;
  };
  const std::optional<NumberValue> x = before(then);
  const std::optional<NumberValue> y = before(otherwise);
  if (!x || !y) return std::nullopt;
  const NumberValue chosen = select(condition, *x, *y);
  // Units of the arms that are far apart would make it wider than it was worth.
  if (chosen.constant || info(chosen.num).bounds.bits() > kFastDivisionBits) return std::nullopt;
  return rounded(chosen, places, rounding);
}

bool Assembler::stands_outside(GuardId outer, GuardId inner) const {
  while (inner != outer && inner != kNoGuard)
    inner = guards_[inner].outer;
  return inner == outer;
}

NumberValue Assembler::with_safe_dens(NumberValue arm, const TruthValue& condition) {
  // A den of an arm divides the other arm's value too, for rows that the arm was never worked out for: there
  // it is 1.
  for (Register& den : arm.dens) {
    if (stands_outside(info(den).guard, guard_)) continue;
    const NumberValue safe = select(condition, {.num = den}, constant(1));
    den = safe.num;
  }
  std::sort(arm.dens.begin(), arm.dens.end());
  return arm;
}

NumberValue Assembler::select(const TruthValue& condition, const NumberValue& then,
                              const NumberValue& otherwise) {
  if (condition.constant) return *condition.constant ? then : otherwise;
  if (condition.inverted) return select(inverted(condition), otherwise, then);
  if (then.constant && otherwise.constant && *then.constant == *otherwise.constant) return then;
  // Arms that are rounded alike, as a policy's values are, are rounded once.
  if (const auto merged = select_then_round(condition, then, otherwise)) return *merged;
  const NumberValue safe_then = with_safe_dens(then, condition);
  const NumberValue safe_otherwise = with_safe_dens(otherwise, inverted(condition));
  const NumberValue* both[] = {&safe_then, &safe_otherwise};
  const Aligned pair = aligned(both);
  Instruction instruction{.in = {condition.mask}};
  Bounds bounds;
  bool first = true;
  for (const Part& part : pair.parts) {
    Bounds arm{part.factor, part.factor};
    if (part.reg == kNoRegister) {
      instruction.constants.push_back(part.factor);
    } else {
      instruction.in.push_back(register_of(part));
      arm = info(instruction.in.back()).bounds;
    }
    bounds = first ? arm : join(bounds, arm);
    first = false;
  }
  const bool then_fixed = pair.parts[0].reg == kNoRegister;
  const bool otherwise_fixed = pair.parts[1].reg == kNoRegister;
  if (!then_fixed && !otherwise_fixed && instruction.in[1] == instruction.in[2])
    return value_of(instruction.in[1], pair.unit, pair.dens);
  instruction.operation = then_fixed ? (otherwise_fixed ? Operation::SelectConstant : Operation::SelectThen)
                                     : (otherwise_fixed ? Operation::SelectElse : Operation::Select);
  return value_of(emit(std::move(instruction), RegisterKind::Number, bounds), pair.unit, pair.dens);
}

NumberValue Assembler::variance(std::span<const NumberValue> values) {
  // (n · Σx² - (Σx)²) / n², exact whatever the order.
  std::vector<Term> sum;
  std::vector<Term> squares;
  const auto count = static_cast<std::int64_t>(values.size());
  for (const NumberValue& value : values) {
    sum.push_back({1, value});
    squares.push_back({Number(count), product(value, value)});
  }
  const NumberValue total = affine(0, sum);
  squares.push_back({-1, product(total, total)});
  return scaled(affine(0, squares), Number::ratio(1, count * count));
}

NumberValue Assembler::number_call(RowCall call, const Number& unit, const Bounds& bounds) {
  Instruction instruction{.operation = Operation::PerRow};
  std::vector<Register> in = registers_of(call);
  call.unit = unit;
  call.bounds = join(bounds, {}); // a row that no one needs is left at 0
  instruction.call = std::move(call);
  const Register out = emit(std::move(instruction), RegisterKind::Number, join(bounds, {}));
  code_.instructions.back().in = std::move(in); // in their lanes: the call takes them apart row by row
  return value_of(out, unit, {});
}

} // namespace strata::columnar
