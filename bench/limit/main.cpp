// The limit: the model `sabc` written by hand for its one table.
//   strata_bench_limit run TABLE RESULT [THREADS]
//   strata_bench_limit stages TABLE RESULT       what each step takes, in nanoseconds per customer, as JSON
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/limit/kernels.hpp"
#include "bench/limit/table.hpp"

namespace strata::bench {
namespace {

constexpr std::size_t kMostRows = 16'384; // of a block

Industries make_industries() {
  constexpr std::array<const char*, 8> kNames = {"Manufacturing", "Retail", "Healthcare", "Finance",
                                                 "Education",     "Energy", "Logistics",  "Technology"};
  constexpr std::array<std::int32_t, 8> kPoints = {70, 55, 80, 90, 40, 65, 60, 95};
  for (std::uint64_t factor = 0x9E3779B97F4A7C15ULL;;
       factor = factor * 6364136223846793005ULL + 1442695040888963407ULL) {
    Industries made{.factor = factor | 1};
    unsigned used = 0;
    for (std::size_t place = 0; place < kNames.size(); ++place) {
      char name[16] = {};
      std::memcpy(name, kNames[place], std::strlen(kNames[place]));
      std::uint64_t letters = 0;
      std::memcpy(&letters, name, 8);
      const std::uint64_t slot = letters * made.factor >> 61;
      used |= 1U << slot;
      std::memcpy(made.names[slot], name, 16);
      made.points[slot] = kPoints[place];
    }
    if (used == 0xFF) return made;
  }
}

std::unique_ptr<const Written> make_written() {
  auto made = std::make_unique<Written>();
  for (unsigned value = 0; value <= 10'000; ++value) {
    char text[16];
    made->score_size[value] =
        static_cast<std::uint8_t>(std::snprintf(text, sizeof text, ",%u.%02u", value / 100, value % 100));
    std::memcpy(made->score[value], text, 8);
    if (value == 10'000) break;
    std::snprintf(text, sizeof text, "%04u", value);
    std::memcpy(made->four_digits[value], text, 4);
  }
  return made;
}

/// What one thread works with.
struct Work {
  std::vector<char> buffer = std::vector<char>(Table::kBuffer);
  std::vector<std::uint32_t> ends = std::vector<std::uint32_t>(Table::kBuffer + 1);
  std::vector<char> text = std::vector<char>(kMostRows * 64);
  std::array<std::vector<std::int64_t>, 5> wide;
  std::array<std::vector<std::int32_t>, 6> narrow;
  std::vector<const char*> id = std::vector<const char*>(kMostRows);
  std::vector<std::uint8_t> id_size = std::vector<std::uint8_t>(kMostRows);
  Columns columns;
  Results results;

  Work() {
    for (auto& column : wide) {
      column.resize(kMostRows);
    }
    for (auto& column : narrow) {
      column.resize(kMostRows);
    }
    columns = {.amounts = {wide[0].data(), wide[1].data(), wide[2].data(), wide[3].data()},
               .counts = {narrow[0].data(), narrow[1].data(), narrow[2].data()},
               .industry = narrow[3].data(),
               .id = id.data(),
               .id_size = id_size.data()};
    results = {.score = narrow[4].data(), .tier = narrow[5].data(), .credit = wide[4].data()};
    ends[0] = UINT32_MAX; // the block begins where a line before it would end
  }
};

struct Limit {
  const Kernels& kernels;
  Industries industries = make_industries();
  std::unique_ptr<const Written> written = make_written();

  void index(const Layout& layout, Block& block, Work& work) const {
    const std::size_t fields = kernels.index(block.text, block.size, work.ends.data() + 1, &block.rows);
    if (fields != block.rows * layout.fields || block.rows > kMostRows) give_up("a line with other fields");
    block.ends = work.ends.data() + 1;
  }
  void require(bool right) const {
    if (!right) give_up("a cell of another form than this table's");
  }
};

void run(const Limit& limit, const Table& table, Output& output, unsigned threads) {
  std::atomic<std::size_t> next{0};
  const auto worker = [&] {
    Work work;
    for (std::size_t number = 0; (number = next++) < table.blocks();) {
      Block block = table.read(number, work.buffer.data());
      limit.index(table.layout(), block, work);
      limit.require(limit.kernels.keys(block, table.layout(), work.columns));
      limit.require(limit.kernels.codes(block, table.layout(), limit.industries, work.columns));
      limit.require(limit.kernels.amounts(block, table.layout(), work.columns));
      limit.require(limit.kernels.counts(block, table.layout(), work.columns));
      limit.kernels.evaluate(work.columns, block.rows, work.results);
      const char* end =
          limit.kernels.format(work.columns, work.results, block.rows, *limit.written, work.text.data());
      output.write(number, work.text.data(), static_cast<std::size_t>(end - work.text.data()));
    }
  };
  std::vector<std::jthread> others;
  for (unsigned thread = 1; thread < threads; ++thread) {
    others.emplace_back(worker);
  }
  worker();
}

enum Stage {
  kRead,
  kIndex,
  kIndexQuoted,
  kKeys,
  kCodes,
  kAmounts,
  kCounts,
  kEvaluate,
  kFormat,
  kWrite,
  kStages
};
constexpr std::array<const char*, kStages> kStageNames = {
    "read", "index", "index_quoted", "keys", "codes", "amounts", "counts", "evaluate", "format", "write"};

void print_stages(const Limit& limit, const Table& table, const char* result) {
  std::array<double, kStages> best;
  best.fill(1e30);
  std::size_t rows = 0, written = 0;
  Work work;
  for (int repetition = 0; repetition < 5; ++repetition) {
    Output output(result);
    std::array<double, kStages> taken{};
    rows = written = 0;
    for (std::size_t number = 0; number < table.blocks(); ++number) {
      Block block;
      const auto timed = [&](Stage stage, auto&& step) {
        const auto begin = std::chrono::steady_clock::now();
        step();
        const std::chrono::duration<double, std::nano> passed = std::chrono::steady_clock::now() - begin;
        taken[stage] += passed.count();
      };
      const Layout& layout = table.layout();
      const char* end = nullptr;
      timed(kRead, [&] { block = table.read(number, work.buffer.data()); });
      timed(kIndexQuoted,
            [&] { limit.kernels.index_quoted(block.text, block.size, work.ends.data() + 1, &block.rows); });
      timed(kIndex, [&] { limit.index(layout, block, work); });
      timed(kKeys, [&] { limit.require(limit.kernels.keys(block, layout, work.columns)); });
      timed(kCodes,
            [&] { limit.require(limit.kernels.codes(block, layout, limit.industries, work.columns)); });
      timed(kAmounts, [&] { limit.require(limit.kernels.amounts(block, layout, work.columns)); });
      timed(kCounts, [&] { limit.require(limit.kernels.counts(block, layout, work.columns)); });
      timed(kEvaluate, [&] { limit.kernels.evaluate(work.columns, block.rows, work.results); });
      timed(kFormat, [&] {
        end = limit.kernels.format(work.columns, work.results, block.rows, *limit.written, work.text.data());
      });
      const auto size = static_cast<std::size_t>(end - work.text.data());
      timed(kWrite, [&] { output.write(number, work.text.data(), size); });
      rows += block.rows;
      written += size;
    }
    for (std::size_t stage = 0; stage < kStages; ++stage) {
      best[stage] = std::min(best[stage], taken[stage]);
    }
  }
  std::printf("{\"kernels\": \"%s\", \"customers\": %zu, \"read_bytes\": %zu, \"written_bytes\": %zu",
              limit.kernels.name, rows, table.size(), written);
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    std::printf(", \"%s\": %.3f", kStageNames[stage],
                best[stage] / static_cast<double>(std::max<std::size_t>(1, rows)));
  }
  std::printf("}\n");
}

const Kernels& best_kernels() {
  const char* wanted = std::getenv("STRATA_LIMIT_KERNELS");
  if ((wanted == nullptr || std::string_view(wanted) != "avx2") && __builtin_cpu_supports("avx512bw") != 0 &&
      __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
    return kAvx512Kernels;
  }
  if (__builtin_cpu_supports("avx2") == 0) give_up("this machine has no AVX2");
  return kAvx2Kernels;
}

} // namespace
} // namespace strata::bench

int main(int argc, char** argv) {
  using namespace strata::bench;
  const std::string_view mode = argc > 3 ? argv[1] : "";
  if (mode != "run" && mode != "stages") {
    give_up("say run TABLE RESULT [THREADS], or stages TABLE RESULT");
  }
  const Limit limit{.kernels = best_kernels()};
  const Table table(argv[2]);
  if (mode == "stages") {
    print_stages(limit, table, argv[3]);
    return 0;
  }
  Output output(argv[3]);
  run(limit, table, output, argc > 4 ? static_cast<unsigned>(std::max(1, std::atoi(argv[4]))) : 1);
  return 0;
}
