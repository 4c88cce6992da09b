// The summary of a run: how many customers each tier has, as counts, shares and bars.
#include "repl/commands/summary.hpp"

#include <fmt/format.h>

#include "repl/console.hpp"
#include "repl/text_layout.hpp"
#include "runtime/interactive.hpp"

namespace strata::program {

namespace {

/// "Strategic account tiers, version 2025.1, as of 2025-01-01"
std::string heading(const Model& model, const RunOptions& options) {
  std::string text(model.title().empty() ? model.name() : model.title());
  if (!model.version().empty()) text += fmt::format(", version {}", model.version());
  if (!options.as_of.empty()) text += fmt::format(", as of {}", options.as_of);
  return visible_text(text);
}

} // namespace

std::string summary_text(const Model& model, const RunReport& report, const RunOptions& options) {
  std::string text = fmt::format("\n{}\n\n", heading(model, options));
  if (report.tiers.empty()) return text + fmt::format("  {}\n\n", counted(report.decided, "customer"));

  return text + tier_table(report.tiers) + "\n";
}

} // namespace strata::program
