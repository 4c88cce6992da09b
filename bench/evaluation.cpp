// Measures evaluation alone: the columns of the workload `sabc` lie in memory, block by block, and go through
// the columnar evaluator and through the hand-written limit in turn. Usage: strata_bench_evaluation MODEL
// [--program]
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "bench/generate/row.hpp"
#include "bench/limit/kernels.hpp"
#include "lang/check/check.hpp"
#include "lang/plan/lower.hpp"
#include "runtime/columnar/evaluator.hpp"

namespace {

using namespace strata;

constexpr std::size_t kRows = 4096; ///< of a block; a block of a table of this width has about as many
constexpr std::size_t kBlocks = 200;
constexpr int kRounds = 9;

/// A block for both: the limit reads the amounts where the evaluator does, its small numbers are narrower.
struct Both {
  ColumnBlock columns;
  std::vector<std::int32_t> counts[3];
  std::vector<std::int32_t> points;
};

constexpr std::int32_t kIndustryPoints[] = {70, 55, 80, 90, 40, 65, 60, 95};

Both make_block(std::size_t place, const TypedModel& model) {
  Both block;
  block.columns.rows = kRows;
  block.columns.columns.resize(model.columns.size());
  auto& columns = block.columns.columns;
  columns[7].missing.assign(kRows, 0);
  for (std::size_t row = 0; row < kRows; ++row) {
    bench::Chance chance(7, place * kRows + row);
    const std::int64_t industry = chance.below(8);
    columns[1].numbers.push_back(industry);
    block.points.push_back(kIndustryPoints[industry]);
    const std::int64_t base = chance.size(20, 34);
    for (std::size_t year = 2; year < 5; ++year)
      columns[year].numbers.push_back(base / 100 * chance.between(70, 140));
    columns[5].numbers.push_back(chance.size(22, 34));
    const std::int64_t counts[] = {chance.waiting(4, 60), chance.waiting(20, 365), chance.waiting(1, 20)};
    const bool missing = chance.percent(3);
    columns[7].missing[row] = missing ? 1 : 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const bool none = i == 1 && missing;
      columns[6 + i].numbers.push_back(none ? 0 : counts[i]);
      block.counts[i].push_back(static_cast<std::int32_t>(none ? -1 : counts[i]));
    }
  }
  for (ColumnVector& column : columns) {
    if (column.numbers.empty()) continue;
    const auto [least, greatest] = std::minmax_element(column.numbers.begin(), column.numbers.end());
    column.least = *least;
    column.greatest = *greatest;
  }
  for (std::size_t money = 2; money < 6; ++money)
    columns[money].places = 2;
  return block;
}

/// Of the processor, so that other programs on the machine do not count.
double seconds(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

struct Limit {
  const bench::Kernels& kernels =
      best_instruction_set() == InstructionSet::Avx512 ? bench::kAvx512Kernels : bench::kAvx2Kernels;
  std::vector<std::int32_t> score = std::vector<std::int32_t>(kRows + 64);
  std::vector<std::int32_t> tier = std::vector<std::int32_t>(kRows + 64);
  std::vector<std::int64_t> credit = std::vector<std::int64_t>(kRows + 64);

  void evaluate(Both& block) {
    bench::Columns columns;
    for (std::size_t i = 0; i < 4; ++i)
      columns.amounts[i] = block.columns.columns[2 + i].numbers.data();
    for (std::size_t i = 0; i < 3; ++i)
      columns.counts[i] = block.counts[i].data();
    columns.industry = block.points.data();
    bench::Results results{score.data(), tier.data(), credit.data()};
    kernels.evaluate(columns, kRows, results);
  }
};

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The model's text with so many reasons.
std::string with_reasons(std::string text, const char* count) {
  const std::string none = "reasons 0";
  const std::size_t at = text.find(none);
  return at == std::string::npos ? text : text.replace(at, none.size(), std::string("reasons ") + count);
}

void measure(const std::string& name, const TypedModel& model, std::vector<Both>& blocks, InstructionSet set,
             bool show_program) {
  // The columns of a run, which leaves the dimensions out unless asked for them.
  plan::Wanted wanted;
  wanted.dimensions.resize(model.dimensions.size());
  const plan::Plan plan = plan::lower(model, wanted);
  columnar::Evaluator evaluator(plan, model, {.instructions = set});
  columnar::ResultBlock results;
  Limit limit;
  double limit_best = std::numeric_limits<double>::max();
  double engine_best = limit_best;
  std::size_t wrong = 0;
  for (int round = 0; round < kRounds; ++round) {
    limit_best = std::min(limit_best, seconds([&] {
                            for (Both& block : blocks)
                              limit.evaluate(block);
                          }));
    engine_best = std::min(engine_best, seconds([&] {
                             for (Both& block : blocks)
                               evaluator.evaluate(block.columns, results);
                           }));
  }
  for (Both& block : blocks) {
    limit.evaluate(block);
    evaluator.evaluate(block.columns, results);
    for (std::size_t row = 0; row < kRows; ++row)
      if (results.tiers[0][row] != static_cast<std::uint32_t>(3 - limit.tier[row])) ++wrong;
  }
  const double customers = static_cast<double>(kRows * kBlocks) / 1e9;
  std::printf("%-24s limit %5.2f ns, evaluator %6.2f ns per customer, ratio %5.2f, %zu tiers differ\n",
              name.c_str(), limit_best / customers, engine_best / customers, engine_best / limit_best, wrong);
  if (show_program) std::fputs(evaluator.program_text().c_str(), stdout);
}

} // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: strata_bench_evaluation MODEL [--program]\n", stderr);
    return 2;
  }
  const bool show_program = count > 2 && std::strcmp(arguments[2], "--program") == 0;
  const std::string text = text_of(arguments[1]);
  for (const char* reasons : {"0", "3"}) {
    const CheckedModel checked = check_model("sabc.strata", with_reasons(text, reasons));
    if (checked.findings.has_errors()) return 1;
    std::vector<Both> blocks;
    for (std::size_t place = 0; place < kBlocks; ++place)
      blocks.push_back(make_block(place, *checked.model));
    for (const auto& [set, name] : {std::pair{InstructionSet::Avx512, "AVX-512"},
                                    {InstructionSet::Avx2, "AVX2"},
                                    {InstructionSet::Plain, "plain"}})
      if (set <= best_instruction_set())
        measure(std::string(name) + ", " + reasons + " reasons", *checked.model, blocks, set,
                show_program && set == best_instruction_set());
  }
  return 0;
}
