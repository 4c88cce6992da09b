// The symbol table: plain maps. Names are compared as written (the parser has brought them to NFC).
#include "lang/check/declarations/symbols.hpp"

#include <algorithm>
#include <array>

namespace strata {

const Symbol* SymbolTable::declare(const std::string& name, const Symbol& symbol) {
  const auto [at, added] = symbols_.emplace(name, symbol);
  return added ? nullptr : &at->second;
}

const Symbol* SymbolTable::find(std::string_view name) const {
  const auto found = symbols_.find(name);
  return found == symbols_.end() ? nullptr : &found->second;
}

void SymbolTable::declare_tier(const std::string& name, const Reference& tier) {
  tiers_[name].push_back(tier);
}

std::vector<Reference> SymbolTable::tiers(std::string_view name) const {
  const auto found = tiers_.find(name);
  return found == tiers_.end() ? std::vector<Reference>{} : found->second;
}

std::optional<std::uint32_t> SymbolTable::dimension(std::string_view name) const {
  const auto found = dimensions_.find(name);
  if (found == dimensions_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> SymbolTable::names(const std::function<bool(const Symbol&)>& accept) const {
  std::vector<std::string> result;
  for (const auto& [name, symbol] : symbols_)
    if (accept(symbol)) result.push_back(name);
  return result;
}

bool is_kept_name(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kKept = {"tier",     "as_of",   "unrated",
                                                            "excluded", "reasons", "previous"};
  return std::find(kKept.begin(), kKept.end(), name) != kKept.end();
}

} // namespace strata
