// The summary of a run: how many customers each tier has, as counts, shares and bars.
#include "repl/commands/summary.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "repl/console.hpp"

namespace strata::program {

namespace {

constexpr std::size_t kBarWidth = 40;

std::string padded(std::string text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return taken < width ? text + std::string(width - taken, ' ') : text;
}

/// A share in percent with one decimal, half away from zero, without floating point.
std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "-";
  const std::size_t tenths = (part * 2000 + whole) / (2 * whole);
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

std::string bar(std::size_t part, std::size_t whole) {
  if (part == 0 || whole == 0) return {};
  const std::size_t length = std::max<std::size_t>(1, (part * 2 * kBarWidth + whole) / (2 * whole));
  std::string text = "  ";
  for (std::size_t i = 0; i < length; ++i)
    text += "█";
  return text;
}

/// "Strategic account tiers, version 2025.1, as of 2025-01-01"
std::string heading(const Model& model, const RunOptions& options) {
  std::string text(model.title().empty() ? model.name() : model.title());
  if (!model.version().empty()) text += fmt::format(", version {}", model.version());
  if (!options.as_of.empty()) text += fmt::format(", as of {}", options.as_of);
  return text;
}

} // namespace

std::string summary_text(const Model& model, const RunReport& report, const RunOptions& options) {
  std::string text = fmt::format("\n{}\n\n", heading(model, options));
  std::vector<std::string> names;
  std::size_t width = 5; // "total"
  std::size_t whole = 0;
  for (const TierCount& count : report.tiers) {
    const bool labelled = !count.label.empty() && count.label != count.tier;
    names.push_back(labelled ? count.tier + " " + count.label : count.tier);
    width = std::max(width, display_width(names.back()));
    whole += count.customers;
  }
  if (report.tiers.empty()) return text + fmt::format("  {}\n\n", counted(report.decided, "customer"));

  text += fmt::format("  {}  customers   share\n", padded("tier", width));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t customers = report.tiers[i].customers;
    text += fmt::format("  {}  {:>9}  {:>6}{}\n", padded(names[i], width), grouped(customers),
                        percent(customers, whole), bar(customers, whole));
  }
  text += fmt::format("  {}  {:>9}  {:>6}\n", padded("total", width), grouped(whole), percent(whole, whole));
  return text + "\n";
}

} // namespace strata::program
