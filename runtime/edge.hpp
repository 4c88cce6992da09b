// Takes: the body of a function of strata.hpp.
// Returns: what it returns.
// Guarantees: a mistake in Strata leaves the library as `InternalError`, whatever it was thrown as; running
// out of
//   memory and errors of the caller's streams pass through.
// Does not: handle mistakes in models and tables, which are diagnostics.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "lang/evaluate/evaluate.hpp"
#include "runtime/strata.hpp"

namespace strata {

template <class Body>
auto at_the_edge(Body&& body) {
  try {
    return std::forward<Body>(body)();
  } catch (const InternalError&) {
    throw;
  } catch (const std::logic_error& error) {
    throw InternalError(error.what());
  } catch (const std::bad_variant_access&) {
    throw InternalError("a value had another type than checking said");
  } catch (const Failure&) {
    throw InternalError(
        "a failure of one customer was not kept for that customer"); // its text may quote data
  }
}

} // namespace strata
