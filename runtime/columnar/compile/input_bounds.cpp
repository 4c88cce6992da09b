// Bounds of columns: the declared range where there is one, else classes of sizes that the data has.
#include "runtime/columnar/compile/input_bounds.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace strata::columnar {

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr unsigned kClasses[] = {8, 16, 24, 31, 40, 48, 56, 62};
constexpr std::int64_t kFirstDay = -719'162; // 0001-01-01 and 9999-12-31
constexpr std::int64_t kLastDay = 2'932'896;

/// The end of the class that a number at or above 0 falls into.
std::int64_t class_end(std::uint64_t size) {
  for (const unsigned bits : kClasses)
    if (size >> bits == 0) return static_cast<std::int64_t>((std::uint64_t{1} << bits) - 1);
  return kMost;
}

std::optional<std::int64_t> scaled_up(std::int64_t value, std::int64_t factor) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(value, factor, &result)) return std::nullopt;
  return result;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t result = 1;
  for (int i = 0; i < exponent; ++i)
    result *= 10;
  return result;
}

/// The end of a declared range as the column's integer.
std::optional<std::int64_t> declared_end(const std::optional<Value>& end, int places, Rounding rounding) {
  if (!end) return std::nullopt;
  if (const auto* date = std::get_if<Date>(&*end)) return date->days();
  if (const auto* duration = std::get_if<Duration>(&*end)) return duration->days;
  const auto* number = std::get_if<Number>(&*end);
  if (number == nullptr) return std::nullopt;
  return (*number * Number::power_of_ten(places)).rounded(0, rounding).to_int64();
}

} // namespace

InputClasses::InputClasses(const TypedModel& model, std::vector<bool> used)
    : model_(model), used_(std::move(used)), bounds_(model.columns.size()) {}

void InputClasses::begin(std::size_t column, int places) {
  const ColumnType& cell = model_.columns[column].cell;
  InputBounds& bounds = bounds_[column];
  bounds = {.known = true, .places = places, .low = 0, .high = 0, .missing = bounds.missing};
  if (!cell.choices.empty()) {
    bounds.high = static_cast<std::int64_t>(cell.choices.size()) - 1;
  } else if (cell.kind == Kind::Boolean) {
    bounds.high = 1;
  } else {
    const auto least = declared_end(cell.least, places, Rounding::Floor);
    const auto greatest = declared_end(cell.greatest, places, Rounding::Ceiling);
    if (least && greatest) {
      bounds.low = std::min<std::int64_t>(*least, 0);
      bounds.high = std::max<std::int64_t>(*greatest, 0);
    } else if (cell.kind == Kind::Date) {
      bounds.low = kFirstDay;
      bounds.high = kLastDay;
    }
  }
}

std::int64_t InputClasses::factor(std::size_t column, const ColumnVector& values) const {
  return power_of_ten(bounds_[column].places - values.places);
}

bool InputClasses::take_numbers(std::size_t column, const ColumnVector& values) {
  InputBounds& bounds = bounds_[column];
  bool changed = false;
  if (!bounds.known || values.places > bounds.places) {
    begin(column, values.places);
    changed = true;
  }
  auto least = scaled_up(values.least, factor(column, values));
  auto greatest = scaled_up(values.greatest, factor(column, values));
  if (!least || !greatest) { // more decimals would not fit: this block has its own
    begin(column, values.places);
    least = values.least;
    greatest = values.greatest;
    changed = true;
  }
  if (*least < bounds.low) {
    bounds.low = *least == kLeast ? kLeast : -class_end(static_cast<std::uint64_t>(-*least));
    changed = true;
  }
  if (*greatest > bounds.high) {
    bounds.high = class_end(static_cast<std::uint64_t>(*greatest));
    changed = true;
  }
  return changed;
}

bool InputClasses::take(const ColumnBlock& block) {
  bool changed = false;
  for (std::size_t column = 0; column < bounds_.size(); ++column) {
    if (!used_[column]) continue;
    const ColumnVector& values = block.columns[column];
    if (!values.missing.empty() && !bounds_[column].missing) bounds_[column].missing = changed = true;
    if (values.texts.empty() && take_numbers(column, values)) changed = true;
  }
  return changed;
}

} // namespace strata::columnar
