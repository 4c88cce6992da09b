// Takes: MODEL as the command line gives it, and the parameters set for it.
// Returns: the model, checked.
// Guarantees: everything that is wrong with it has been said when there is none.
// Does not: read customers.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "repl/command_line.hpp"
#include "repl/exit_code.hpp"
#include "runtime/strata.hpp"

namespace strata::program {

/// Whether MODEL names a model of the library ("std/health").
[[nodiscard]] bool is_library_path(const std::string& path);
/// The model of the library by its name, or null after saying that there is none.
[[nodiscard]] const LibraryModel* find_library_model(std::string_view name);

/// The text that MODEL stands for.
[[nodiscard]] std::variant<ModelSource, ExitCode> load_source(const std::string& path);
/// The checked model; its errors are shown, its warnings counted, or shown where they count as errors.
[[nodiscard]] std::variant<Model, ExitCode> load_model(const ModelArguments& arguments);
/// Errors are shown; warnings only where they count as errors too, else how many there are.
void tell(const std::string& path, const std::vector<Diagnostic>& diagnostics, bool strict);
/// What the messages of a model's checks mean for the exit code. Where warnings alone decide it, because of
/// `--strict`, that has been said.
[[nodiscard]] ExitCode verdict_of(const std::string& model, const std::vector<Diagnostic>& diagnostics,
                                  bool strict);
[[nodiscard]] std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity);

} // namespace strata::program
