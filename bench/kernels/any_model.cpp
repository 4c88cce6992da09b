// Evaluation alone, in memory: strata_bench_kernels MODEL… [--benchmark_…]
// Columns are filled at random within the ranges that the model declares, one cell in 32 missing where it may
// be, so that any model can be measured; the time of a customer stands in the column `customer`.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <deque>
#include <fstream>
#include <iterator>
#include <string>

#include "bench/generate/row.hpp"
#include "lang/check/check.hpp"
#include "lang/plan/lower.hpp"
#include "runtime/columnar/evaluator.hpp"

namespace strata::bench {
namespace {

constexpr std::size_t kRows = 8192; // about what a block of text holds

/// A bound as it stands in a column, or another one where there is none, or none so near.
std::int64_t bound(const std::optional<Value>& declared, int places, std::int64_t otherwise) {
  const Number* number = declared ? std::get_if<Number>(&*declared) : nullptr;
  if (number == nullptr) return otherwise;
  return (*number * Number::power_of_ten(places)).to_int64().value_or(otherwise);
}

ColumnVector filled(const ColumnType& type, Chance& chance) {
  constexpr std::int64_t kFirstDay = 12'784, kDays = 7'300; // twenty years from 2005 on
  ColumnVector column;
  if (type.kind == Kind::Text && type.choices.empty()) {
    column.texts.assign(kRows, "a text like others");
    return column;
  }
  std::int64_t least = 0, greatest = 1;
  if (type.kind == Kind::Date) {
    least = kFirstDay;
    greatest = kFirstDay + kDays;
  } else if (type.kind == Kind::Text) {
    greatest = static_cast<std::int64_t>(type.choices.size()) - 1;
  } else if (type.kind != Kind::Boolean) {
    column.places = type.whole || type.kind == Kind::Duration ? 0 : type.places.value_or(2);
    least = bound(type.least, column.places, 0);
    greatest = bound(type.greatest, column.places, 1'000'000);
  }
  column.least = greatest;
  column.greatest = least;
  for (std::size_t row = 0; row < kRows; ++row) {
    const std::int64_t value = chance.between(least, greatest);
    column.numbers.push_back(value);
    column.least = std::min(column.least, value);
    column.greatest = std::max(column.greatest, value);
  }
  if (type.optional) {
    for (std::size_t row = 0; row < kRows; ++row) {
      column.missing.push_back(chance.below(32) == 0 ? 1 : 0);
      if (column.missing.back() != 0) column.numbers[row] = 0;
    }
    column.least = std::min<std::int64_t>(column.least, 0);
    column.greatest = std::max<std::int64_t>(column.greatest, 0);
  }
  return column;
}

struct Prepared {
  std::unique_ptr<TypedModel> model;
  plan::Plan plan;
  ColumnBlock columns;
};

/// Null, with a message, where the model cannot be measured.
std::unique_ptr<Prepared> prepare(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CheckedModel checked = check_model(path, text);
  if (checked.findings.has_errors()) {
    std::fprintf(stderr, "%s: %s\n", path.c_str(), checked.findings.all().front().message.c_str());
    return nullptr;
  }
  auto prepared = std::make_unique<Prepared>();
  prepared->model = std::move(checked.model);
  plan::Wanted wanted;
  wanted.dimensions.assign(prepared->model->dimensions.size(), false);
  prepared->plan = plan::lower(*prepared->model, wanted);
  Chance chance(1, 1);
  prepared->columns.rows = kRows;
  for (const TypedColumn& column : prepared->model->columns) {
    const bool read = column.used && !column.cell.key;
    prepared->columns.columns.push_back(read ? filled(column.cell, chance) : ColumnVector{});
  }
  return prepared;
}

void evaluate(benchmark::State& state, const Prepared& prepared, InstructionSet instructions) {
  columnar::EvaluatorOptions options;
  options.as_of = Date::from_ymd(2025, 1, 1);
  options.chunk = static_cast<std::size_t>(state.range(0));
  options.instructions = instructions;
  columnar::Evaluator evaluator(prepared.plan, *prepared.model, options);
  columnar::ResultBlock results;
  for (auto _ : state) {
    evaluator.evaluate(prepared.columns, results);
    benchmark::DoNotOptimize(results.tiers.data());
  }
  state.counters["customer"] =
      benchmark::Counter(static_cast<double>(kRows) * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

} // namespace
} // namespace strata::bench

int main(int argc, char** argv) {
  using namespace strata;
  using namespace strata::bench;
  benchmark::Initialize(&argc, argv);
  std::deque<std::unique_ptr<Prepared>> all; // benchmarks refer to them
  for (int at = 1; at < argc; ++at) {
    all.push_back(prepare(argv[at]));
    if (all.back() == nullptr) return 3;
    const Prepared& prepared = *all.back();
    for (const auto& [name, instructions] :
         {std::pair{"plain", InstructionSet::Plain}, std::pair{"avx2", InstructionSet::Avx2},
          std::pair{"avx512", InstructionSet::Avx512}}) {
      if (instructions > best_instruction_set()) continue;
      const auto run = [&prepared, set = instructions](benchmark::State& state) {
        evaluate(state, prepared, set);
      };
      benchmark::RegisterBenchmark((prepared.model->name + "/" + name).c_str(), run)
          ->ArgName("chunk")
          ->Arg(256)
          ->Arg(512)
          ->Arg(1024)
          ->Arg(2048);
    }
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
