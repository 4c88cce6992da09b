// Takes: any bytes.
// Returns: nothing; each target (model_target.cpp, table_target.cpp) defines its own `try_input`.
// Guarantees: what Strata must never do comes out as an exception or a crash: libFuzzer and the replay both
// see it. Does not: judge whether the input is a good model or table; almost none is.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "runtime/strata.hpp"

namespace strata::fuzz {

void try_input(std::string_view input);

/// A promise that Strata did not keep.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline void require(bool holds, const std::string& promise) {
  if (!holds) throw Broken("broken: " + promise);
}

/// Every message can be shown, on a terminal and to a program.
inline void show(std::span<const Diagnostic> diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    require(to_text(diagnostic).ends_with('\n'), "a message ends its line");
    require(!to_text(diagnostic, true).empty(), "a message in colour has a text");
    require(to_json(diagnostic).find('\n') == std::string::npos, "a message in JSON stands on one line");
  }
}

} // namespace strata::fuzz
