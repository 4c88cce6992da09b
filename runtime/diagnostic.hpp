// Takes: findings of the language and errors of tables.
// Returns: the public `Diagnostic`, its places looked up.
// Guarantees: lines and columns count from 1, columns in characters; a very long line is kept in part.
// Does not: print.
#pragma once

#include <string>
#include <vector>

#include "lang/source/finding.hpp"
#include "runtime/strata.hpp"
#include "runtime/table/table.hpp"

namespace strata {

[[nodiscard]] Diagnostic resolve(const Sources& sources, const Finding& finding);
[[nodiscard]] std::vector<Diagnostic> resolve(const Sources& sources, const Findings& findings);
[[nodiscard]] Diagnostic resolve(const TableError& error);
/// A place of a model as a label.
[[nodiscard]] Label resolve(const Sources& sources, Span span, std::string text = {});
/// A message without a place.
[[nodiscard]] Diagnostic plain_diagnostic(Code code, std::string message, std::string help = {});

} // namespace strata
