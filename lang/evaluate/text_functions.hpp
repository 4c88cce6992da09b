// Takes: texts in UTF-8.
// Returns: what the functions of texts make of them.
// Guarantees: a byte that is no UTF-8 stays what it is.
// Does not: know expressions.
#pragma once

#include <string>
#include <string_view>

namespace strata {

[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string upper_case(std::string_view text);

} // namespace strata
