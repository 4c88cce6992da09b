// Writes a table of made-up customers to standard output.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "bench/generate/workload.hpp"

namespace strata::bench {

std::span<const Workload> workloads() {
  static constexpr Workload kWorkloads[] = {
      {"sabc", write_sabc_header, write_sabc_customer},
      {"wide", write_wide_header, write_wide_customer},
      {"dimensions", write_dimensions_header, write_dimensions_customer},
      {"division", write_division_header, write_division_customer},
      {"chinese", write_chinese_header, write_chinese_customer},
  };
  return kWorkloads;
}

namespace {

bool write_out(std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  text.clear();
  return written;
}

int generate(const Workload& workload, std::uint64_t customers, const TableOptions& options) {
  constexpr std::size_t kBuffered = 1 << 20;
  std::string text;
  text.reserve(kBuffered + 4096);
  workload.write_header(text);
  for (std::uint64_t customer = 1; customer <= customers; ++customer) {
    workload.write_customer(text, customer, options);
    if (text.size() >= kBuffered && !write_out(text)) return 5;
  }
  return write_out(text) && std::fflush(stdout) == 0 ? 0 : 5;
}

} // namespace
} // namespace strata::bench

int main(int argc, char** argv) {
  using namespace strata::bench;
  TableOptions options;
  for (int at = 3; at + 1 < argc; at += 2) {
    const std::string_view option = argv[at];
    if (option == "--boundary") options.boundary = std::atof(argv[at + 1]);
    if (option == "--seed") options.seed = std::strtoull(argv[at + 1], nullptr, 10);
  }
  if (argc >= 3) {
    for (const Workload& workload : workloads()) {
      if (workload.name == argv[1]) return generate(workload, std::strtoull(argv[2], nullptr, 10), options);
    }
  }
  std::fputs("strata_bench_generate WORKLOAD CUSTOMERS [--boundary PERCENT] [--seed NUMBER]\nworkloads:",
             stderr);
  for (const Workload& workload : workloads()) {
    std::fprintf(stderr, " %s", std::string(workload.name).c_str());
  }
  std::fputs("\n", stderr);
  return 2;
}
