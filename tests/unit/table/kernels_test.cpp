// The reader's kernels by themselves, where the tests of blocks and columns could miss an edge.
#include <cstdlib>
#include <limits>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "runtime/table/kernels/kernels.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {
namespace {

/// Whether each set that has a quick way to tell says of the text what going byte by byte says.
bool is_told(const std::string& text) {
  const bool expected = !first_bad_byte(text);
  for (const InstructionSet set : {InstructionSet::Avx2, InstructionSet::Avx512})
    if (set <= best_instruction_set() &&
        kernels::kernels_for(set).is_text(text.data(), text.size()) != expected)
      return false;
  return true;
}

TEST_CASE("text is told from other bytes wherever a character stands") {
  const std::vector<std::string> pieces = {
      "a",      std::string(70, 'x'), "é",         "\u07FF", "\u0800", "中", "\uD7FF", "\uE000",
      "\uFFFF", "\U00010000",         "\U0010FFFF"};
  const std::vector<std::string> broken = {"\x80",
                                           "\xC0\xAF",
                                           "\xC1\xBF",
                                           "\xE0\x9F\xBF",
                                           "\xED\xA0\x80",
                                           "\xF0\x8F\xBF\xBF",
                                           "\xF4\x90\x80\x80",
                                           "\xF5\x80\x80\x80",
                                           "\xFF",
                                           "\xE4\xB8",
                                           "\xF0\x9F\x98",
                                           "\xC3",
                                           std::string(1, '\0')};
  for (std::size_t before = 0; before < 130; ++before)
    for (const auto* list : {&pieces, &broken})
      for (const std::string& piece : *list) {
        const std::string start = std::string(before, 'a') + piece;
        if (!is_told(start) || !is_told(start + "b") || !is_told(start + "中é"))
          FAIL(before << ": " << piece);
      }
  CHECK(rc::check([&] {
    std::string text;
    for (const auto& [odd, at] : *rc::gen::container<std::vector<std::pair<int, std::size_t>>>(
             rc::gen::pair(rc::gen::inRange(0, 60), rc::gen::inRange<std::size_t>(0, 1000))))
      text += odd == 0 ? broken[at % broken.size()] : pieces[at % pieces.size()];
    RC_ASSERT(is_told(text));
  }));
}

/// Each number's last sixteen digits, by every set that has a quick way; empty where it says that some do not
/// fit.
std::vector<std::string> digits_of(InstructionSet set, std::vector<std::int64_t> numbers) {
  const std::size_t count = numbers.size();
  numbers.resize((count + kernels::kDigitRows - 1) / kernels::kDigitRows * kernels::kDigitRows);
  std::string digits(16 * numbers.size(), '#');
  if (!kernels::kernels_for(set).write_digits(numbers.data(), numbers.size(), digits.data())) return {};
  std::vector<std::string> each;
  for (std::size_t i = 0; i < count; ++i)
    each.push_back(digits.substr(16 * i, 16));
  return each;
}

TEST_CASE("digits are those of the number, and greater numbers are told") {
  constexpr std::int64_t kBound = std::int64_t{1} << 50;
  std::vector<std::int64_t> numbers = {0, kBound - 1, 1 - kBound};
  for (std::int64_t power = 1; power < kBound; power *= 10)
    for (const std::int64_t near : {power - 1, power, power + 1, power / 2, power * 9 % kBound})
      numbers.insert(numbers.end(), {near, -near});
  // Multiples of 10^8, from below and above: where the quotient of doubles is least sure.
  for (std::int64_t above = 1; above < kBound / 100'000'000; above += above / 3 + 1)
    for (const std::int64_t off : {-1, 0, 1, 49'999'999, 50'000'000, 50'000'001})
      numbers.push_back(above * 100'000'000 + off);
  for (const InstructionSet set : {InstructionSet::Avx2, InstructionSet::Avx512}) {
    if (set > best_instruction_set()) continue;
    const std::vector<std::string> digits = digits_of(set, numbers);
    REQUIRE(digits.size() == numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      std::string expected = std::to_string(std::abs(numbers[i]));
      expected.insert(0, 16 - expected.size(), '0');
      REQUIRE(digits[i] == expected);
    }
    for (const std::int64_t great : {kBound, -kBound, std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min()})
      for (std::size_t at = 0; at < 9; ++at) {
        std::vector<std::int64_t> with(9);
        with[at] = great;
        CHECK(digits_of(set, with).empty());
      }
  }
}

} // namespace
} // namespace strata
