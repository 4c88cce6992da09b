// Takes: names in expressions.
// Returns: what they mean in this model (`Names`, which typing asks).
// Guarantees: an unknown name is reported with the nearest known one; declarations may stand in any order.
// Does not: decide which stage may read which (stages.cpp).
#pragma once

#include <optional>
#include <string_view>

#include "lang/check/typing/typing.hpp"

namespace strata {

struct Checking;

class ModelNames : public Names {
 public:
  explicit ModelNames(Checking& checking) : checking_(checking) {}

  std::optional<Type> resolve(const ast::Name& name, Reference& target) override;
  std::optional<Type> resolve_member(const ast::Member& member, Reference& target) override;
  Reference in_scale(std::uint32_t scale, std::string_view name) override;
  bool declares_value(std::string_view name) override;
  std::optional<std::uint32_t> find_rule(std::string_view name) override;
  std::optional<std::uint32_t> scale_for_level(const ast::LevelOf& level, Span place) override;
  std::optional<Type> rate(std::uint32_t currency, Span place) override;
  std::optional<Number> dimension_weight(std::uint32_t dimension) override;
  std::optional<Span> declared_at(const Reference& target) override;

 private:
  std::optional<Type> resolve_kept(const ast::Name& name, Reference& target);
  std::optional<Type> resolve_tier(const ast::Name& name, Reference& target);
  std::optional<std::uint32_t> find_scale(const ast::Name& name);
  void report_no_value(const ast::Name& name, const Reference& target, bool rule);
  [[nodiscard]] bool is_lost_attribute(const ast::Name& name) const;
  void report_unknown(const ast::Name& name);

  Checking& checking_;
  std::size_t unknown_names_ = 0; ///< reported so far
};

/// A tier of a scale by name; empty after a report with the nearest one.
std::optional<std::uint32_t> find_tier(Checking& checking, std::uint32_t scale, const ast::Name& name);

} // namespace strata
