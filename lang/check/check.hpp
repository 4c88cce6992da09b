// Takes: sources with a parsed model, and the settings of parameters that differ from the declared ones.
// Returns: the typed model, or findings; with warnings both.
// Guarantees: a model that comes out evaluates without type errors; several findings come in one go, none
// twice,
//   none that only follows from another.
// Does not: read tables, evaluate customers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "lang/source/finding.hpp"

namespace strata {

/// `--set NAME=VALUE`; the value is written as in a model (`80`, `15%`, `5万`, `"word"` or a bare word, a
/// date).
struct ParameterSetting {
  std::string name;
  std::string value;
};

/// What a session asks beside the model's text.
struct Inquiry {
  bool customers_needed = true; ///< false: a model may lack its `customer` block, as one just begun does
  std::string question;         ///< an expression that may read all that an example may; empty: none
};

/// What came of a model's text: the model unless there are errors; sources in any case, for the findings'
/// places.
struct CheckedModel {
  std::unique_ptr<TypedModel> model; ///< never null; not to be evaluated when `findings` has errors
  Findings findings;
  ast::ExprPtr question;             ///< the inquiry's, typed; it points into the model
  bool question_is_constant = false; ///< its value is the same for every customer
};

/// Parses and checks one model.
[[nodiscard]] CheckedModel check_model(std::string name, std::string text,
                                       const std::vector<ParameterSetting>& settings = {},
                                       const Inquiry& inquiry = {});

} // namespace strata
