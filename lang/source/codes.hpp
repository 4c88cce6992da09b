// Takes: the lists in codes/*.def.
// Returns: the enumerators of `Code`.
// Guarantees: one per message of the registry, in its order.
// Does not: hold texts (finding.cpp does).
#pragma once

#include "lang/source/finding.hpp"

namespace strata {

enum class Code : std::uint16_t {
#define STRATA_CODE(id, name, title, explanation) name,
#include "lang/source/codes/all.def"
#undef STRATA_CODE
};

} // namespace strata
