// Takes: the number of a customer.
// Returns: `Row`, a line of text to which cells are appended, and `Chance`, the numbers that the cells are
// made of. Guarantees: whole numbers only, so that every machine makes the same table; a customer depends on
// nothing but the
//   seed and its own number, so that a short table is the beginning of a long one.
// Does not: know workloads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace strata::bench {

/// Random numbers of one customer (the splitmix64 sequence).
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint64_t customer) : state_(seed + customer * 0xD1B54A32D192ED03ULL) {}

  std::uint64_t next() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }
  /// From 0 to `limit` - 1.
  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(limit));
  }
  std::int64_t between(std::int64_t least, std::int64_t greatest) {
    return least + below(greatest - least + 1);
  }
  bool percent(double share) { return static_cast<double>(below(1'000'000)) < share * 10'000; }
  /// Sizes as businesses have them: each power of two as likely as the next, from 2^low to 2^high.
  std::int64_t size(int low, int high) {
    const std::int64_t power = std::int64_t{1} << between(low, high - 1);
    return power + below(power);
  }
  /// Waiting times: each step further is half as likely.
  std::int64_t waiting(std::int64_t half_life, std::int64_t most) {
    std::int64_t halvings = 0;
    while (halvings < 12 && next() % 2 == 0) {
      ++halvings;
    }
    const std::int64_t days = halvings * half_life + below(half_life);
    return days < most ? days : most;
  }
  std::string_view one_of(std::span<const std::string_view> choices) {
    return choices[static_cast<std::size_t>(below(static_cast<std::int64_t>(choices.size())))];
  }

 private:
  std::uint64_t state_;
};

/// A line of CSV.
class Row {
 public:
  explicit Row(std::string& text) : text_(text) {}

  Row& raw(std::string_view cell) {
    separate();
    text_ += cell;
    return *this;
  }
  Row& quoted(std::string_view cell) {
    separate();
    text_ += '"';
    text_ += cell;
    text_ += '"';
    return *this;
  }
  Row& empty() {
    separate();
    return *this;
  }
  /// `value` / 10^places, with all its places.
  Row& number(std::int64_t value, int places = 0) {
    separate();
    append(value, places);
    return *this;
  }
  /// A prefix and a number of so many digits.
  Row& key(std::string_view prefix, std::uint64_t number, int digits, bool in_quotes = false) {
    separate();
    if (in_quotes) text_ += '"';
    text_ += prefix;
    std::string written(static_cast<std::size_t>(digits), '0');
    for (auto digit = written.rbegin(); digit != written.rend(); ++digit, number /= 10) {
      *digit = static_cast<char>('0' + number % 10);
    }
    text_ += written;
    if (in_quotes) text_ += '"';
    return *this;
  }
  /// Any day from the first of January of `first_year` on; every month has 28 days here.
  Row& date(Chance& chance, int first_year, int years) {
    separate();
    append(first_year + chance.below(years), 0);
    for (const std::int64_t part : {chance.between(1, 12), chance.between(1, 28)}) {
      text_ += part < 10 ? "-0" : "-";
      append(part, 0);
    }
    return *this;
  }
  void end() { text_ += '\n'; }

 private:
  void separate() {
    if (!first_) text_ += ',';
    first_ = false;
  }
  void append(std::int64_t value, int places) {
    char written[24];
    char* at = written + sizeof written;
    const bool negative = value < 0;
    std::uint64_t left = negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    int digits = 0;
    do {
      if (digits == places && places > 0) *--at = '.';
      *--at = static_cast<char>('0' + left % 10);
      left /= 10;
      ++digits;
    } while (left != 0 || digits <= places);
    if (negative) *--at = '-';
    text_.append(at, written + sizeof written);
  }

  std::string& text_;
  bool first_ = true;
};

} // namespace strata::bench
