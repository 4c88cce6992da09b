// Takes: the text of a model and declarations that were typed in.
// Returns: the text with the declarations in it.
// Guarantees: nothing else of the text changes; a declaration takes the place of the one that it would
//   contradict (the same name, or the only one of its kind), else it stands behind the last one of its kind.
// Does not: check what comes out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/strata.hpp"

namespace strata::session {

struct Edit {
  std::string text;                  ///< of the whole model
  std::vector<std::string> added;    ///< "define revenue", "cap at B \"slow payer\""
  std::vector<std::string> replaced; ///< those of them that took an earlier one's place
  std::vector<std::string> names;    ///< that are declared now: of parameters, a setting holds no longer
};

/// Empty, with diagnostics, where the declarations cannot be read.
[[nodiscard]] std::optional<Edit> add_declarations(const std::string& model_text,
                                                   std::string_view declarations,
                                                   std::vector<Diagnostic>& diagnostics);

/// The declarations of a name as they stand in a text that can be read: its own, the line of a column, the
/// scale of a tier, the policies of an attribute; or all that begin with a word (`policy`).
[[nodiscard]] std::optional<std::string> text_of_name(const std::string& model_text, std::string_view name);

} // namespace strata::session
