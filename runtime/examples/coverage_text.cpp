// Coverage as a person reads it: totals, then what is lacking, by line.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "runtime/examples/coverage.hpp"
#include "runtime/explain/aligned.hpp"

namespace strata {

namespace {

using Row = std::pair<std::size_t, std::vector<std::string>>; // with its line, to sort by

/// "49999999.99, 50000000" of a border that is touched above only; empty where nothing is lacking.
std::string lacking(const CoveredBorder& border) {
  std::string text;
  for (const BorderPoint& point : border.points)
    if (!point.touched) text += (text.empty() ? "" : ", ") + point.value;
  return text;
}

std::vector<Row> untouched(const Coverage& coverage) {
  std::vector<Row> rows;
  for (const CoveredLine& line : coverage.lines)
    if (!line.touched)
      rows.push_back({line.line, {fmt::format("line {}", line.line), line.kind, line.of, line.text}});
  for (const CoveredBorder& border : coverage.borders)
    if (const std::string points = lacking(border); !points.empty())
      rows.push_back({border.line,
                      {fmt::format("line {}", border.line), "border", border.of,
                       fmt::format("{} = {}", border.subject, points)}});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.first < b.first; });
  return rows;
}

} // namespace

std::string to_text(const Coverage& coverage) {
  std::string text = "\nCovered by examples\n";
  AlignedRows totals("lr");
  for (const CoverageTotal& total : totals_of(coverage))
    if (total.all > 0)
      totals.add({std::string(total.name), fmt::format("{} of {}", total.touched, total.all)});
  text += totals.text();
  AlignedRows list("llll");
  for (auto& [line, row] : untouched(coverage))
    list.add(std::move(row));
  if (list.empty()) return text;
  return text + "\nTouched by no example\n" + list.text();
}

} // namespace strata
