// Takes: nothing; the .strata files of this folder, embedded at build time.
// Returns: their names (without the ending) and texts, in alphabetical order.
// Guarantees: the texts are the files' bytes.
// Does not: parse them.
#pragma once

#include <span>
#include <string_view>

namespace strata {

struct EmbeddedModel {
  std::string_view name;
  std::string_view text;
};

[[nodiscard]] std::span<const EmbeddedModel> embedded_models();

} // namespace strata
