// Takes: the names that a model declares.
// Returns: what a name refers to and where it was declared.
// Guarantees: one namespace for everything but tiers, which live in their scale.
// Does not: report; the callers know what to say.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.hpp"
#include "lang/syntax/annotation.hpp"

namespace strata {

/// A declared name.
struct Symbol {
  Reference target;
  Span declared;
  bool rule = false; ///< a named rule, which is no value
};

/// The names of one model.
class SymbolTable {
 public:
  /// Adds a name; gives the earlier symbol of that name instead where there is one.
  const Symbol* declare(const std::string& name, const Symbol& symbol);
  [[nodiscard]] const Symbol* find(std::string_view name) const;
  /// Tiers of any scale that have this name.
  void declare_tier(const std::string& name, const Reference& tier);
  [[nodiscard]] std::vector<Reference> tiers(std::string_view name) const;

  /// The dimension of a name: one without an expression shares its name with a column.
  void declare_dimension(const std::string& name, std::uint32_t index) { dimensions_.emplace(name, index); }
  [[nodiscard]] std::optional<std::uint32_t> dimension(std::string_view name) const;

  /// All names, for "did you mean"; `accept` picks among the symbols (tiers and words of the language are not
  /// asked).
  [[nodiscard]] std::vector<std::string> names(const std::function<bool(const Symbol&)>& accept) const;

 private:
  std::map<std::string, Symbol, std::less<>> symbols_;
  std::map<std::string, std::vector<Reference>, std::less<>> tiers_;
  std::map<std::string, std::uint32_t, std::less<>> dimensions_;
};

/// Names that the language keeps for itself: `tier`, `as_of`, `unrated`, `excluded`, `reasons`, `previous`.
[[nodiscard]] bool is_kept_name(std::string_view name);

} // namespace strata
