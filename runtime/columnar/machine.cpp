// The memory of registers, and the loop over instructions.
#include "runtime/columnar/machine.hpp"

#include <algorithm>
#include <array>

namespace strata::columnar {

namespace {

// Registers of 512 words would begin 4096 bytes apart, and so meet in the same lines of the cache: a gap of
// two lines keeps them apart.
constexpr std::size_t kLineWords = 8;
constexpr std::size_t kLineBytes = kLineWords * sizeof(std::int64_t);
constexpr std::size_t kGapWords = 2 * kLineWords;

std::int64_t* aligned(std::int64_t* pointer) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  return reinterpret_cast<std::int64_t*>((address + 63) & ~std::uintptr_t{63});
}

} // namespace

void Machine::prepare(const Program& program, std::size_t chunk) {
  program_ = &program;
  chunk_ = chunk;
  where_.assign(program.slots.size(), nullptr);
  words_128_.clear();
  words_256_.clear();
  integers_.clear();
  texts_.clear();
  const std::size_t stride = (chunk + kLineWords - 1) / kLineWords * kLineWords + kGapWords;
  words_.assign(stride * program.slots.size() + kLineWords, 0);
  std::int64_t* next = aligned(words_.data());
  for (std::size_t slot = 0; slot < where_.size(); ++slot) {
    const SlotKind& kind = program.slots[slot];
    if (kind.kind >= RegisterKind::ColumnNumbers) continue;
    if (kind.kind == RegisterKind::Text) {
      where_[slot] = texts_.emplace_back(chunk).data();
    } else if (kind.lane == Lane::Bits64) {
      where_[slot] = next;
      next += stride;
    } else if (kind.lane == Lane::Bits128) {
      where_[slot] = words_128_.emplace_back(chunk).data();
    } else if (kind.lane == Lane::Bits256) {
      where_[slot] = words_256_.emplace_back(chunk).data();
    } else {
      where_[slot] = integers_.emplace_back(chunk).data();
    }
  }
  guards_.assign(program.guards.size(), State::Unknown);
  live_.assign(program.guards.size(), {});
  live_known_.assign(program.guards.size(), false);
  failed_.assign(chunk, 0);
  nothing_.assign(chunk, 0);
}

void Machine::begin(const ColumnBlock& columns, std::span<const std::int64_t> factors,
                    std::deque<std::string>& made_texts) {
  columns_ = &columns;
  made_texts_ = &made_texts;
  rescaled_.resize(columns.columns.size());
  for (std::size_t column = 0; column < factors.size(); ++column) {
    rescaled_[column].clear();
    if (factors[column] == 1) continue;
    for (const std::int64_t number : columns.columns[column].numbers)
      rescaled_[column].push_back(number * factors[column]);
  }
}

void Machine::point_at_columns(std::size_t first) {
  for (std::size_t slot = 0; slot < where_.size(); ++slot) {
    const SlotKind& kind = program_->slots[slot];
    if (kind.kind < RegisterKind::ColumnNumbers) continue;
    const ColumnVector& column = columns_->columns[kind.column];
    const void* data = nullptr;
    if (kind.kind == RegisterKind::ColumnTexts) {
      data = column.texts.data() + first;
    } else if (kind.kind == RegisterKind::ColumnMissing) {
      data = column.missing.empty() ? nothing_.data() : column.missing.data() + first;
    } else {
      const std::vector<std::int64_t>& rescaled = rescaled_[kind.column];
      data = (rescaled.empty() ? column.numbers.data() : rescaled.data()) + first;
    }
    where_[slot] = const_cast<void*>(data); // instructions write only to registers of their own
  }
}

bool Machine::holds(GuardId guard) {
  if (guard == kNoGuard) return true;
  State& state = guards_[guard];
  if (state == State::Unknown) {
    const ProgramGuard& about = program_->guards[guard];
    const bool some =
        holds(about.outer) && program_->stores.any(numbers(about.condition), rows_, !about.holds);
    state = some ? State::Holds : State::Never;
  }
  return state == State::Holds;
}

std::span<const std::uint32_t> Machine::live_rows(GuardId guard) {
  std::vector<std::uint32_t>& live = live_[guard];
  if (live_known_[guard]) return live;
  live_known_[guard] = true;
  live.clear();
  if (guard == kNoGuard) {
    for (std::uint32_t row = 0; row < rows_; ++row)
      live.push_back(row);
    return live;
  }
  const ProgramGuard& about = program_->guards[guard];
  const Mask* condition = numbers(about.condition);
  for (const std::uint32_t row : live_rows(about.outer))
    if ((condition[row] != 0) == about.holds) live.push_back(row);
  return live;
}

void Machine::look_ahead(std::size_t first) {
  ahead_.clear();
  ahead_column_ = ahead_byte_ = 0;
  if (first >= columns_->rows) return;
  ahead_bytes_ = std::min(chunk_, columns_->rows - first) * sizeof(std::int64_t);
  for (std::size_t slot = 0; slot < where_.size(); ++slot)
    if (program_->slots[slot].kind == RegisterKind::ColumnNumbers)
      ahead_.push_back(static_cast<const char*>(where_[slot]) + rows_ * sizeof(std::int64_t));
}

void Machine::fetch_ahead(std::size_t lines) {
  while (lines > 0 && ahead_column_ < ahead_.size()) {
    const char* const from = ahead_[ahead_column_] + ahead_byte_;
    const std::size_t left = (ahead_bytes_ - ahead_byte_ + kLineBytes - 1) / kLineBytes;
    const std::size_t count = std::min(lines, left);
    for (std::size_t line = 0; line < count; ++line)
      __builtin_prefetch(from + line * kLineBytes);
    lines -= count;
    ahead_byte_ += count * kLineBytes;
    if (count < left) break;
    ahead_byte_ = 0;
    ++ahead_column_;
  }
}

void Machine::run(std::size_t first, std::size_t rows) {
  rows_ = rows;
  point_at_columns(first);
  // Memory fetches the next chunk's numbers while this one is worked on: a few lines after each instruction.
  look_ahead(first + rows);
  const std::size_t lines = ahead_.size() * (ahead_bytes_ / kLineBytes + 1);
  const std::size_t lines_each = lines / std::max<std::size_t>(program_->steps.size(), 1) + 1;
  std::fill(guards_.begin(), guards_.end(), State::Unknown);
  std::fill(live_known_.begin(), live_known_.end(), false);
  if (any_failed_) std::fill(failed_.begin(), failed_.end(), std::uint8_t{0});
  any_failed_ = false;
  std::array<const void*, kMostTerms + 1> in{};
  for (const ProgramStep& step : program_->steps) {
    const Instruction& instruction = step.instruction;
    fetch_ahead(lines_each);
    if (!holds(instruction.guard)) continue;
    if (step.kernel == nullptr) {
      run_call(step, *this, live_rows(instruction.guard), rows);
      continue;
    }
    for (std::size_t i = 0; i < instruction.in.size(); ++i)
      in[i] = where_[instruction.in[i]];
    step.kernel({.out = where_[instruction.out],
                 .in = in.data(),
                 .constants = step.constants,
                 .steps = instruction.steps.data(),
                 .count = instruction.constants.size(),
                 .rows = rows,
                 .inverted = instruction.inverted});
  }
}

Number Machine::number_at(const NumberValue& value, std::size_t row) const {
  if (value.constant) return *value.constant;
  const auto whole = [&](Slot slot) {
    switch (kind(slot).lane) {
    case Lane::Bits64: return Number(numbers(slot)[row]);
    case Lane::Bits128:
      return NumberAccess::from_lowest(static_cast<const Int128*>(data(slot))[row], Int128(1));
    case Lane::Bits256: return whole_number(BigInt(static_cast<const Int256*>(data(slot))[row]));
    case Lane::Unlimited: break;
    }
    return whole_number(static_cast<const BigInt*>(data(slot))[row]);
  };
  Number number = whole(value.num) * value.unit;
  for (const Slot den : value.dens)
    number = number / whole(den);
  return number;
}

std::string_view Machine::text_at(const TextValue& value, std::size_t row) const {
  if (value.constant != nullptr) return *value.constant;
  if (value.list != nullptr) return (*value.list)[static_cast<std::size_t>(numbers(value.index)[row])];
  return static_cast<const std::string_view*>(data(value.texts))[row];
}

} // namespace strata::columnar
