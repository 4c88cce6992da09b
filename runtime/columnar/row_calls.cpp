// What is worked out customer by customer: functions without an instruction, and everything of texts.
#include <algorithm>
#include <optional>

#include "lang/evaluate/text_functions.hpp"
#include "lang/source/source.hpp"
#include "lang/value/irrational.hpp"
#include "runtime/columnar/machine.hpp"

namespace strata::columnar {

namespace {

/// An operand that is a whole number in 64 bits, read without a detour.
struct PlainOperand {
  const std::int64_t* numbers = nullptr;
  std::optional<std::int64_t> constant;
};

struct Calling {
  const RowCall& call;
  Machine& machine;
  std::vector<PlainOperand> plain;

  Calling(const RowCall& call_, Machine& machine_) : call(call_), machine(machine_) {
    for (const NumberValue& value : call.numbers) {
      PlainOperand operand;
      if (value.constant) {
        operand.constant = value.constant->to_int64();
      } else if (value.dens.empty() && value.unit == Number(1) &&
                 machine.kind(value.num).lane == Lane::Bits64) {
        operand.numbers = machine.numbers(value.num);
      }
      plain.push_back(operand);
    }
  }

  [[nodiscard]] Number number(std::size_t argument, std::size_t row) const {
    return machine.number_at(call.numbers[argument], row);
  }
  [[nodiscard]] std::string_view text(std::size_t argument, std::size_t row) const {
    return machine.text_at(call.texts[argument], row);
  }
  /// A whole number that fits 64 bits; anything else is none.
  [[nodiscard]] std::optional<std::int64_t> whole(std::size_t argument, std::size_t row) const {
    if (plain[argument].numbers != nullptr) return plain[argument].numbers[row];
    if (plain[argument].constant) return plain[argument].constant;
    return number(argument, row).to_int64();
  }
  [[nodiscard]] std::optional<Date> date(std::size_t argument, std::size_t row) const {
    const std::optional<std::int64_t> days = whole(argument, row);
    return days ? Date::from_days(*days) : std::nullopt;
  }
  [[nodiscard]] std::optional<Date> moved(std::size_t row) const {
    const std::optional<Date> from = date(0, row);
    const std::optional<std::int64_t> months = whole(1, row);
    return from && months ? from->add_months(*months) : std::nullopt;
  }

  /// Where it is undefined, some number: nobody reads it.
  [[nodiscard]] std::int64_t whole_result(std::size_t row) const {
    if (call.operation == RowOperation::FindText) {
      const auto found = std::find(call.list->begin(), call.list->end(), text(0, row));
      return found - call.list->begin();
    }
    if (call.builtin == Builtin::Length) return static_cast<std::int64_t>(count_characters(text(0, row)));
    if (call.builtin == Builtin::AddMonths) {
      const std::optional<Date> result = moved(row);
      return result ? result->days() : 0;
    }
    const std::optional<Date> from = date(0, row);
    const std::optional<Date> to = date(1, row);
    if (!from || !to) return 0;
    return call.builtin == Builtin::YearsBetween ? years_between(*from, *to) : months_between(*from, *to);
  }

  [[nodiscard]] std::optional<Number> number_result(std::size_t row) const {
    switch (call.builtin) {
    case Builtin::Sqrt: return sqrt_rounded(number(0, row), call.places);
    case Builtin::Ln: return ln_rounded(number(0, row), call.places);
    case Builtin::Exp: return exp_rounded(number(0, row), call.places);
    case Builtin::Decay: return decay_rounded(number(0, row), number(1, row), number(2, row), call.places);
    default: break;
    }
    std::vector<Number> numbers;
    for (std::size_t i = 0; i < call.numbers.size(); ++i)
      numbers.push_back(number(i, row));
    return stddev_rounded(numbers, call.builtin == Builtin::SampleStddevOf, call.places);
  }

  [[nodiscard]] bool gives_whole() const {
    if (call.operation == RowOperation::FindText) return true;
    switch (call.builtin) {
    case Builtin::Length:
    case Builtin::AddMonths:
    case Builtin::MonthsBetween:
    case Builtin::YearsBetween: return true;
    default: return false;
    }
  }

  /// The multiple of the call's unit; a row whose result does not lie within the bounds is not decided here.
  [[nodiscard]] BigInt multiple(std::size_t row) const {
    try {
      const std::optional<Number> number = number_result(row);
      if (!number) return 0;
      BigInt result = multiple_of(*number, call.unit);
      if (result >= call.bounds.low && result <= call.bounds.high) return result;
    } catch (const NumberTooLarge&) {
      // the reference says so
    }
    machine.fail(row);
    return 0;
  }

  [[nodiscard]] bool truth_result(std::size_t row) const {
    if (call.operation == RowOperation::AddMonthsUndefined) return !moved(row);
    const std::string_view left = text(0, row);
    const std::string_view right = text(1, row);
    if (call.operation == RowOperation::CompareText) {
      using enum ast::Comparison;
      switch (call.comparison) { // UTF-8 compares by bytes as its code points do
      case Equal: return left == right;
      case NotEqual: return left != right;
      case Less: return left < right;
      case LessEqual: return left <= right;
      case Greater: return left > right;
      case GreaterEqual: return left >= right;
      }
    }
    switch (call.builtin) {
    case Builtin::Contains: return left.find(right) != std::string_view::npos;
    case Builtin::StartsWith: return left.starts_with(right);
    default: return left.ends_with(right);
    }
  }

  [[nodiscard]] std::string_view text_result(std::size_t row) const {
    if (call.operation == RowOperation::SelectText)
      return text(machine.truth_at(call.condition, row) ? 0 : 1, row);
    return machine.keep(call.builtin == Builtin::Lower ? lower_case(text(0, row)) : upper_case(text(0, row)));
  }
};

/// Fills `out` with nothing, then the live rows with what `result` gives.
template <class T, class Result>
void put(void* memory, std::span<const std::uint32_t> live, std::size_t rows, Result result) {
  T* out = static_cast<T*>(memory);
  if (live.size() < rows) std::fill(out, out + rows, T{});
  for (const std::uint32_t row : live)
    out[row] = static_cast<T>(result(row));
}

template <class Result>
void put_in_lane(Lane lane, void* memory, std::span<const std::uint32_t> live, std::size_t rows,
                 Result result) {
  switch (lane) {
  case Lane::Bits64: return put<std::int64_t>(memory, live, rows, result);
  case Lane::Bits128: return put<Int128>(memory, live, rows, result);
  case Lane::Bits256: return put<Int256>(memory, live, rows, result);
  case Lane::Unlimited: return put<BigInt>(memory, live, rows, result);
  }
}

} // namespace

void run_call(const ProgramStep& step, Machine& machine, std::span<const std::uint32_t> live,
              std::size_t rows) {
  const Calling calling(*step.instruction.call, machine);
  const Slot out = step.instruction.out;
  void* memory = machine.memory(out);
  if (machine.kind(out).kind == RegisterKind::Text) {
    put<std::string_view>(memory, live, rows, [&](std::size_t row) { return calling.text_result(row); });
  } else if (step.instruction.gives_truth) {
    put<Mask>(memory, live, rows,
              [&](std::size_t row) { return calling.truth_result(row) ? Mask{-1} : Mask{0}; });
  } else if (calling.gives_whole()) {
    put_in_lane(machine.kind(out).lane, memory, live, rows,
                [&](std::size_t row) { return calling.whole_result(row); });
  } else {
    put_in_lane(machine.kind(out).lane, memory, live, rows,
                [&](std::size_t row) { return calling.multiple(row); });
  }
}

} // namespace strata::columnar
