// Takes: what became of a model's examples.
// Returns: the lines that a person reads of them, and what they mean for the exit code.
// Guarantees: the rows of one example are one line.
// Does not: print; what failed is among the diagnostics of the outcomes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "repl/exit_code.hpp"
#include "runtime/strata.hpp"

namespace strata::program {

/// A line for each example, and under the model's name how many passed.
[[nodiscard]] std::string examples_text(std::span<const ExampleOutcome> outcomes, std::string_view model);
[[nodiscard]] ExitCode exit_code_of(std::span<const ExampleOutcome> outcomes);

} // namespace strata::program
