// A plan's steps, then its results: what is shown as integers of decimal units, reasons as keys that sort.
#include "runtime/columnar/compile/translate.hpp"

#include <bit>

#include "runtime/columnar/compile/step_values.hpp"

namespace strata::columnar {

namespace {

constexpr int kMostDecimals = 18;

struct Translating {
  const plan::Plan& plan;
  const TypedModel& model;
  Assembler& assembler;
  StepValues& values;
  ResultCode results;

  [[nodiscard]] TruthValue truth_or_false(plan::StepId step) const {
    return step == plan::kNone ? Assembler::truth(false) : values.truth(step);
  }

  void put_number(OutputCode& code, const NumberValue& value) {
    using Form = ResultVector::Form;
    const std::optional<int> decimals = (value.constant ? *value.constant : value.unit).decimals();
    if (value.dens.empty() && decimals && *decimals <= kMostDecimals)
      if (const auto reg = assembler.in_units(value, Number::power_of_ten(-*decimals))) {
        code.form = Form::Decimal;
        code.decimals = *decimals;
        code.reg = *reg;
        return;
      }
    code.form = Form::Wide;
    code.wide = value;
  }

  /// A day of the calendar in 64 bits: rows for which it is none are slow.
  [[nodiscard]] NumberValue day(const NumberValue& value) {
    constexpr std::int64_t kBeyond = 10'000'000; // more days than the calendar has
    const NumberValue above = assembler.extreme(true, value, Assembler::constant(Number(-kBeyond)));
    return assembler.extreme(false, above, Assembler::constant(Number(kBeyond)));
  }

  [[nodiscard]] OutputCode output(const plan::Output& output, const Type& type) {
    using Form = ResultVector::Form;
    OutputCode code;
    if (output.value == plan::kNone) return code;
    code.missing = assembler.either(truth_or_false(output.missing), results.excluded);
    switch (values.kind(output.value)) {
    case plan::StepKind::Truth:
      code.form = Form::Truth;
      code.reg = assembler.mask(values.truth(output.value));
      return code;
    case plan::StepKind::Text:
      code.text = values.text(output.value);
      code.form = code.text.list != nullptr ? Form::Code : Form::Text;
      code.list = code.text.list;
      code.reg = code.text.list != nullptr ? code.text.index : code.text.texts;
      return code;
    case plan::StepKind::Number: break;
    }
    const NumberValue& value = values.number(output.value);
    if (type.kind != Kind::Text || type.values == Type::kAny) {
      put_number(code, type.kind == Kind::Date ? day(value) : value);
      return code;
    }
    code.form = Form::Code;
    code.list = &model.closed_sets[static_cast<std::size_t>(type.values)];
    code.reg = assembler.whole(value);
    return code;
  }

  template <class Declared>
  [[nodiscard]] std::vector<OutputCode> outputs(const std::vector<plan::Output>& list,
                                                const std::vector<Declared>& declared) {
    std::vector<OutputCode> codes;
    for (std::size_t i = 0; i < list.size(); ++i)
      codes.push_back(output(list[i], declared[i].type));
    return codes;
  }

  // A key holds the points above and the place of the dimension below, counted from the last: so the greatest
  // key is the greatest loss, and of equal losses the one declared first.
  void put_lost_points() {
    std::vector<NumberValue> points;
    for (const plan::LostPoints& lost : plan.lost_points)
      points.push_back(values.number(lost.points));
    const std::size_t count = points.size();
    if (count == 0) return;
    const auto place_bits = static_cast<unsigned>(std::bit_width(count));
    const Assembler::Comparable comparable = assembler.comparable(points);
    const bool keyed = comparable.bits + place_bits <= 62;
    if (keyed) results.place_bits = place_bits;
    for (std::size_t i = 0; i < count; ++i) {
      const plan::LostPoints& lost = plan.lost_points[i];
      LostCode code{.counts = values.truth(lost.counts), .exact = points[i]};
      if (keyed) {
        const Assembler::Term term[] = {{std::int64_t{1} << place_bits, {.num = comparable.registers[i]}}};
        const NumberValue key = assembler.affine(static_cast<std::int64_t>(count - 1 - i), term);
        code.key = assembler.whole(assembler.select(code.counts, key, Assembler::constant(-1)));
      }
      const NumberValue& shown = values.number(lost.shown);
      if (const auto reg = assembler.in_units(shown, Number::power_of_ten(-ResultReason::kDecimals))) {
        code.shown = *reg;
      } else {
        code.shown_wide = shown;
      }
      results.lost_points.push_back(std::move(code));
    }
  }

  void put_results() {
    results.slow = truth_or_false(plan.slow);
    results.excluded = truth_or_false(plan.excluded);
    for (const plan::StepId tier : plan.tiers)
      results.tiers.push_back(assembler.whole(values.number(tier)));
    results.dimensions = outputs(plan.dimensions, model.dimensions);
    results.scores = outputs(plan.scores, model.scores);
    results.shown = outputs(plan.shown, model.shown);
    results.attributes = outputs(plan.attributes, model.attributes);
    for (const plan::PlainReason& reason : plan.plain_reasons)
      results.plain_reasons.push_back(values.truth(reason.holds));
    put_lost_points();
  }
};

void add(std::vector<Register>& list, Register reg) {
  if (reg != kNoRegister) list.push_back(reg);
}
void add(std::vector<Register>& list, const NumberValue& value) {
  add(list, value.num);
  list.insert(list.end(), value.dens.begin(), value.dens.end());
}

} // namespace

Translation translate(const plan::Plan& plan, const TypedModel& model, const std::vector<InputBounds>& inputs,
                      std::optional<Date> as_of, Lane narrowest) {
  const Guards guards = find_guards(plan);
  Assembler assembler(narrowest, guards.guards);
  StepValues values(plan, model, inputs, as_of, assembler);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    assembler.set_guard(guards.of_step[i]);
    values.add(plan.steps[i]);
  }
  assembler.set_guard(kNoGuard);
  Translating translating{plan, model, assembler, values, {}};
  translating.put_results();
  Translation result;
  result.results = std::move(translating.results);
  for (const Guard& guard : guards.guards) {
    GuardCode code{guard.outer, Assembler::truth(true)};
    if (guard.condition != plan::kNone) code.condition = values.truth(guard.condition);
    if (!guard.holds) code.condition = Assembler::inverted(code.condition);
    result.guards.push_back(code);
  }
  result.code = assembler.take();
  return result;
}

std::vector<Register> registers_of(const ResultCode& results) {
  std::vector<Register> list;
  add(list, results.slow.mask);
  add(list, results.excluded.mask);
  list.insert(list.end(), results.tiers.begin(), results.tiers.end());
  for (const auto* outputs : {&results.dimensions, &results.scores, &results.shown, &results.attributes})
    for (const OutputCode& output : *outputs) {
      add(list, output.reg);
      add(list, output.wide);
      add(list, output.missing.mask);
    }
  for (const TruthValue& holds : results.plain_reasons)
    add(list, holds.mask);
  for (const LostCode& lost : results.lost_points) {
    add(list, lost.counts.mask);
    add(list, lost.key);
    if (lost.key == kNoRegister) add(list, lost.exact);
    add(list, lost.shown);
    add(list, lost.shown_wide);
  }
  return list;
}

} // namespace strata::columnar
