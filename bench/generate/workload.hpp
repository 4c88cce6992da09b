// Takes: the options of a table.
// Returns: `Workload`, a header and the writer of one customer, for each table of the benchmarks.
// Guarantees: cells that the workload's model can read; no key twice.
// Does not: write files.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace strata::bench {

struct TableOptions {
  std::uint64_t seed = 1;
  double boundary = 0; ///< percent of the customers that stand on a border of the model, or beside one
};

struct Workload {
  std::string_view name;
  void (*write_header)(std::string& text);
  void (*write_customer)(std::string& text, std::uint64_t customer, const TableOptions& options);
};

[[nodiscard]] std::span<const Workload> workloads();

void write_sabc_header(std::string& text);
void write_sabc_customer(std::string& text, std::uint64_t customer, const TableOptions& options);
void write_wide_header(std::string& text);
void write_wide_customer(std::string& text, std::uint64_t customer, const TableOptions& options);
void write_dimensions_header(std::string& text);
void write_dimensions_customer(std::string& text, std::uint64_t customer, const TableOptions& options);
void write_division_header(std::string& text);
void write_division_customer(std::string& text, std::uint64_t customer, const TableOptions& options);
void write_chinese_header(std::string& text);
void write_chinese_customer(std::string& text, std::uint64_t customer, const TableOptions& options);

} // namespace strata::bench
