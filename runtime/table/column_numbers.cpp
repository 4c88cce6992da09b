// Numbers of a column, all at one number of decimals. Where most cells are of one shape, a kernel reads them
// at once; the others one by one.
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "runtime/table/column_parser.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr int kMostDigits = 18; // so that every number fits 62 bits
constexpr int kShapePlaces = 9; // whose power of ten fits 32 bits; with 8 digits before the point they are 17

constexpr auto kPowers = [] {
  std::array<std::int64_t, kMostDigits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i)
    powers[i] = 10 * powers[i - 1];
  return powers;
}();

std::int64_t power(int exponent) {
  return kPowers[static_cast<std::size_t>(exponent)];
}

bool is_below(std::int64_t number, std::int64_t bound) {
  return number < bound && number > -bound;
}

struct Decimal {
  std::int64_t digits = 0;
  int places = 0;
};

/// A sign, digits, and perhaps a point among them, at most 18 digits in all; empty for any other text.
std::optional<Decimal> read_decimal(std::string_view text, char point) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  std::uint64_t digits = 0;
  std::size_t behind = text.size() + 1; // where the digits behind the point begin
  for (std::size_t at = 0; at < text.size(); ++at) {
    const unsigned digit = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    if (digit <= 9) {
      digits = digits * 10 + digit;
    } else {
      if (text[at] != point || behind <= text.size()) return std::nullopt;
      behind = at + 1;
    }
  }
  const bool has_point = behind <= text.size();
  const std::size_t count = text.size() - (has_point ? 1 : 0);
  if (count == 0 || count > kMostDigits) return std::nullopt;
  const auto value = static_cast<std::int64_t>(digits);
  return Decimal{minus ? -value : value, has_point ? static_cast<int>(text.size() - behind) : 0};
}

/// The eight digits that begin at a place, of which the first `left_out` do not count and are taken for
/// zeros; empty where something else stands among the others.
std::optional<std::uint64_t> eight_digits(const char* at, std::size_t left_out) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kEach = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  word ^= '0' * kEach;
  word = word >> 8 * left_out << 8 * left_out;
  if (((word | (word + 0x76 * kEach)) & 0x80 * kEach) != 0) return std::nullopt;
  // Neighbours are joined to pairs, fours and eights; the first digit stands in the lowest byte.
  const std::uint64_t pairs = (word * 10 + (word >> 8)) & 0x00FF'00FF'00FF'00FF;
  const std::uint64_t fours = (pairs * 100 + (pairs >> 16)) & 0x0000'FFFF'0000'FFFF;
  return (fours & 0xFFFF) * 10'000 + (fours >> 32);
}

/// A number of 9 to 16 digits before the point and `places` behind it, without a sign, all in all at most 18
/// digits: what is too long for the kernel. 16 bytes before the text must be readable.
std::optional<Decimal> read_long_decimal(std::string_view text, char point, int places) {
  const std::size_t behind = places > 0 ? static_cast<std::size_t>(places) + 1 : 0;
  if (text.size() < 9 + behind || text.size() > 16 + behind) return std::nullopt;
  const std::size_t whole = text.size() - behind;
  if (whole + static_cast<std::size_t>(places) > kMostDigits) return std::nullopt;
  const char* const end = text.data() + whole;
  const auto high = eight_digits(end - 16, 16 - whole);
  const auto low = eight_digits(end - 8, 0);
  if (!high || !low) return std::nullopt;
  const auto number = static_cast<std::int64_t>(*high * 100'000'000 + *low);
  if (places == 0) return Decimal{number, 0};
  const auto fraction = eight_digits(text.data() + text.size() - 8, 8 - static_cast<std::size_t>(places));
  if (*end != point || !fraction) return std::nullopt;
  return Decimal{number * power(places) + static_cast<std::int64_t>(*fraction), places};
}

/// The least whole number at or above a bound, or the greatest at or below it, that 64 bits hold.
std::int64_t bound_of(const Value& value, int places, Rounding rounding) {
  if (const auto* date = std::get_if<Date>(&value)) return date->days();
  if (const auto* duration = std::get_if<Duration>(&value)) return duration->days;
  const Number& number = std::get<Number>(value);
  const auto whole = (number * Number::power_of_ten(places)).rounded(0, rounding).to_int64();
  if (whole) return *whole;
  return number.is_negative() ? std::numeric_limits<std::int64_t>::min()
                              : std::numeric_limits<std::int64_t>::max();
}

} // namespace

void ColumnParser::parse_numbers(std::size_t count) {
  if (row_ == 0) choose_shape();
  std::int64_t* const numbers = out_->numbers.data() + row_;
  const bool by_kernel =
      shape_ >= 0 && shape_ <= kernels::kShapeDecimals && shape_ <= places_ && places_ <= kShapePlaces;
  bool any_odd = true;
  if (by_kernel) {
    any_odd = kernels_.parse_numbers({.text = block_->text(),
                                      .from = from_.data(),
                                      .to = to_.data(),
                                      .rows = count,
                                      .decimals = shape_,
                                      .point = form_.decimal_comma ? ',' : '.',
                                      .whole_factor = static_cast<std::uint32_t>(power(places_)),
                                      .fraction_factor = static_cast<std::uint32_t>(power(places_ - shape_)),
                                      .numbers = numbers,
                                      .odd = is_odd_.data()});
    seen_places_ = std::max(seen_places_, shape_);
  } else {
    std::fill_n(numbers, count, 0);
    is_odd_.fill(~std::uint64_t{0});
  }
  filled_ = row_ + count;
  if (!any_odd) return;
  for (std::size_t word = 0; 64 * word < count; ++word) {
    for (std::uint64_t bits = is_odd_[word]; bits != 0; bits &= bits - 1) {
      const std::size_t i = 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
      if (i >= count) break;
      if (from_[i] == to_[i]) {
        put(row_ + i, empty_);
        continue;
      }
      ++odd_;
      parse_odd_number(row_ + i, cell(i));
    }
  }
}

void ColumnParser::parse_odd_number(std::size_t row, std::string_view cell) {
  const char point = form_.decimal_comma ? ',' : '.';
  std::optional<Decimal> decimal;
  if (shape_ >= 0 && shape_ <= kernels::kShapeDecimals) decimal = read_long_decimal(cell, point, shape_);
  if (!decimal) decimal = read_decimal(cell, point);
  if (!decimal) decimal = read_decimal(trimmed(cell), point);
  if (decimal)
    put_number(row, decimal->digits, decimal->places);
  else
    put(row, read_exactly(row, cell));
}

/// Which number of decimals most cells have, asked of a few.
void ColumnParser::choose_shape() {
  constexpr std::size_t kAsked = 16;
  const bool fits = shape_ >= 0 && 4 * odd_ <= block_->records;
  // Many decimals that a former block needed once would keep numbers out, and the kernel.
  if (grows_ && (too_large_ || places_ > kShapePlaces)) places_ = std::min(places_, seen_places_);
  odd_ = 0;
  seen_places_ = 0;
  too_large_ = false;
  if (fits) return;
  const char point = form_.decimal_comma ? ',' : '.';
  std::array<std::size_t, kMostDigits + 1> votes{};
  const std::size_t rows = std::min(kRows, block_->records);
  for (std::size_t i = 0; i < rows; i += std::max<std::size_t>(1, rows / kAsked))
    if (const auto decimal = read_decimal(cell(i), point)) ++votes[static_cast<std::size_t>(decimal->places)];
  const auto most = std::max_element(votes.begin(), votes.end());
  if (*most == 0) return;
  shape_ = static_cast<int>(most - votes.begin());
  if (grows_ && shape_ > places_ && shape_ <= kernels::kShapeDecimals) places_ = shape_;
}

void ColumnParser::put_number(std::size_t row, std::int64_t digits, int places) {
  while (places > places_ && digits % 10 == 0) {
    digits /= 10;
    --places;
  }
  if (places > places_ && !grow(places)) {
    put_slow(row);
    return;
  }
  const int factor = places_ - places;
  if (!is_below(digits, power(kMostDigits - factor))) {
    too_large_ = true;
    put_slow(row);
    return;
  }
  seen_places_ = std::max(seen_places_, places);
  out_->numbers[row] = digits * power(factor);
}

/// More decimals for the block's numbers, if all of them still fit.
bool ColumnParser::grow(int places) {
  if (!grows_ || places > most_places_) return false;
  const int factor = places - places_;
  const auto end = out_->numbers.begin() + static_cast<std::ptrdiff_t>(filled_);
  const std::int64_t bound = power(kMostDigits - factor);
  if (!std::all_of(out_->numbers.begin(), end, [&](std::int64_t number) { return is_below(number, bound); }))
    return false;
  std::for_each(out_->numbers.begin(), end, [&](std::int64_t& number) { number *= power(factor); });
  places_ = places;
  return true;
}

void ColumnParser::find_limits() {
  if (limits_places_ == places_) return;
  limits_places_ = places_;
  least_ = std::numeric_limits<std::int64_t>::min();
  greatest_ = std::numeric_limits<std::int64_t>::max();
  if (column_.least) least_ = bound_of(*column_.least, places_, Rounding::Ceiling);
  if (column_.greatest) greatest_ = bound_of(*column_.greatest, places_, Rounding::Floor);
}

/// Numbers that stand for an empty cell, and those that the column does not accept.
void ColumnParser::check_numbers() {
  std::vector<std::int64_t>& numbers = out_->numbers;
  for (const CellValue& missing : missing_numbers_) {
    const int factor = places_ - missing.places;
    if (factor < 0 || !is_below(missing.number, power(kMostDigits - factor))) continue;
    const std::int64_t number = missing.number * power(factor);
    if (number < out_->least || number > out_->greatest) continue;
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      if (numbers[row] != number || (!out_->missing.empty() && out_->missing[row] != 0)) continue;
      numbers[row] = 0;
      put(row, empty_);
    }
    kernels_.find_bounds(numbers.data(), numbers.size(), out_->least, out_->greatest);
  }
  find_limits();
  if (numbers.empty() || (out_->least >= least_ && out_->greatest <= greatest_)) return;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const bool missing = !out_->missing.empty() && out_->missing[row] != 0;
    if (missing || (numbers[row] >= least_ && numbers[row] <= greatest_)) continue;
    numbers[row] = 0;
    put_slow(row);
  }
  kernels_.find_bounds(numbers.data(), numbers.size(), out_->least, out_->greatest);
}

} // namespace strata
