// The loops by themselves: rounding on and beside every half, by doubles and without, with each instruction
// set; and the greatest keys of a row.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "runtime/columnar/kernels/kernel.hpp"

using namespace strata;
using namespace strata::columnar;

namespace {

constexpr Rounding kRoundings[] = {Rounding::HalfAway, Rounding::HalfEven, Rounding::HalfDown, Rounding::Up,
                                   Rounding::Down,     Rounding::Floor,    Rounding::Ceiling};

__extension__ typedef __int128 Wide;

std::vector<InstructionSet> sets() {
  std::vector<InstructionSet> result;
  for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512})
    if (set <= best_instruction_set()) result.push_back(set);
  return result;
}

/// Multiples of half of the divisor, and what lies beside them, as great as doubles allow, or as 64 bits do.
std::vector<std::int64_t> numerators(std::int64_t divisor, std::int64_t most) {
  std::vector<std::int64_t> result;
  std::mt19937_64 random(7);
  for (int i = 0; i < 200; ++i) {
    const std::int64_t multiples = most / divisor;
    const auto below = static_cast<std::uint64_t>(std::min<std::int64_t>(multiples, 999)) + 1;
    const std::int64_t quotient = i < 20 ? i - 10 : multiples - static_cast<std::int64_t>(random() % below);
    for (const std::int64_t beside : {-1, 0, 1}) {
      const Wide whole = static_cast<Wide>(quotient) * divisor + (i % 2) * (divisor / 2) + beside;
      if (whole > most || whole < -most) continue;
      result.push_back(static_cast<std::int64_t>(whole));
      result.push_back(-static_cast<std::int64_t>(whole));
    }
  }
  result.insert(result.end(), {most, -most, 0});
  return result;
}

} // namespace

TEST_CASE("loops round as numbers do, on every half and beside it") {
  for (const bool fast : {true, false}) {
    const std::int64_t most = fast ? (std::int64_t{1} << kFastDivisionBits) - 1 : INT64_MAX;
    for (const std::int64_t divisor :
         {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{10}, std::int64_t{999},
          std::int64_t{100'000'000}, most / 3, most - 1, most}) {
      const std::vector<std::int64_t> in = numerators(divisor, most);
      const std::vector<std::int64_t> divisors(in.size(), divisor);
      for (const Rounding rounding : kRoundings) {
        std::vector<std::int64_t> expected;
        for (const std::int64_t number : in)
          expected.push_back(*(Number(number) / Number(divisor)).rounded(0, rounding).to_int64());
        for (const InstructionSet set : sets())
          for (const auto operation : {Operation::RoundedByConstant, Operation::RoundedByRow}) {
            std::vector<std::int64_t> out(in.size());
            const void* operands[] = {in.data(), divisors.data()};
            const KernelKey key{.operation = operation, .rounding = rounding, .fast = fast};
            find_kernel(key, Lane::Bits64, set)(
                {.out = out.data(), .in = operands, .constants = divisors.data(), .rows = in.size()});
            INFO("divisor " << divisor << ", rounding " << static_cast<int>(rounding) << ", set "
                            << static_cast<int>(set) << (fast ? ", fast" : ""));
            CHECK(out == expected);
          }
      }
    }
  }
}

TEST_CASE("the greatest keys of each row are kept in order") {
  constexpr std::size_t kRows = 37; // no multiple of what goes together
  constexpr std::size_t kKeys = 9;
  std::mt19937_64 random(3);
  std::vector<std::vector<std::int64_t>> keys(kKeys, std::vector<std::int64_t>(kRows));
  for (auto& list : keys)
    for (std::int64_t& key : list)
      key = static_cast<std::int64_t>(random() % 50) - 10;
  for (const InstructionSet set : sets())
    for (const std::size_t kept : {1, 3, 9}) {
      std::vector<std::vector<std::int64_t>> top(kept, std::vector<std::int64_t>(kRows, INT64_MIN));
      std::vector<std::int64_t*> pointers;
      for (auto& place : top)
        pointers.push_back(place.data());
      for (const auto& list : keys)
        store_kernels(set).keep_greatest(pointers.data(), kept, list.data(), kRows);
      for (std::size_t row = 0; row < kRows; ++row) {
        std::vector<std::int64_t> all;
        for (const auto& list : keys)
          all.push_back(list[row]);
        std::sort(all.rbegin(), all.rend());
        for (std::size_t place = 0; place < kept; ++place)
          CHECK(top[place][row] == all[place]);
      }
    }
}
