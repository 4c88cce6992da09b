// Strata's C++ interface, third part: for programs that people sit at, who want what they started to end when
// they say so, and whose terminals obey what they are shown.
//
// Standard types only, nothing printed, as in strata.hpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "runtime/strata.hpp"

namespace strata {

/// `propose_examples` that may be ended: once `stop`, which is asked often, says true, nothing comes back.
[[nodiscard]] std::string propose_examples(const Model& model, const std::function<bool()>& stop);

/// The text on one line: characters that a terminal would obey as the language escapes them, bytes that are
/// no UTF-8 as U+FFFD.
[[nodiscard]] std::string visible_text(std::string_view text);

} // namespace strata
