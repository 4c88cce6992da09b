// Takes: nothing; what a session holds.
// Returns: its steps, the present one last.
// Guarantees: there is always one, with a checked model.
// Does not: stand outside of the files that implement session.hpp.
#pragma once

#include <vector>

#include "runtime/session/workspace.hpp"

namespace strata {

struct Session::State {
  session::Stop stop;
  std::vector<session::Workspace> steps;

  [[nodiscard]] session::Workspace& present() { return steps.back(); }
  Result<Change> step(session::Workspace next, bool with_warnings = false);
};

} // namespace strata
