// Takes: something of the model whose type an expression needs.
// Returns: whether it is typed, typing it first where that has not happened.
// Guarantees: each is typed once; a cycle is reported once, with each of its places.
// Does not: know how the single declarations are typed (checking.hpp lists that).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/check/typed_model.hpp"
#include "lang/source/source.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

struct Checking;

/// How deep expressions may nest in each other through names: evaluating them needs that much of the stack.
inline constexpr int kMaxDepth = 1000;

/// Something of the model that is typed, and followed, as a whole.
struct Node {
  enum class Of : std::uint8_t {
    Column,
    Parameter,
    AsOf,
    Rate, ///< index: the foreign currency
    Definition,
    Dimension,
    Score,
    Shown,
    Lines, ///< a scale's subjects and arms
    Scale, ///< … with what moves the tier afterwards
    Attribute,
    Screen,
    Adjust
  };
  Of of = Of::Column;
  std::uint32_t index = 0;
  friend auto operator<=>(const Node&, const Node&) = default;
};

/// The node behind what a name refers to; empty for constants (tiers, groups).
[[nodiscard]] std::optional<Node> node_of(const Reference& target);
[[nodiscard]] std::optional<Node> node_of(const Read& read);
/// Its name in messages.
[[nodiscard]] std::string name_of(const Node& node, const TypedModel& model);

/// A step of a cycle or of a path: at `place`, what came before reads `node`.
struct Step {
  Node node;
  Span place;
};
/// Reports a cycle: the first step's node is the last one's too.
void report_cycle(Checking& checking, const std::vector<Step>& steps);

/// Types declarations when they are first needed.
class Demand {
 public:
  explicit Demand(Checking& checking) : checking_(checking) {}

  /// True when `node` is typed; false when it has been reported. `use`: the place that needs it.
  bool typed(const Node& node, Span use);
  /// Types everything that has a value, what is read before its readers, so that demands stay shallow.
  void type_all();

 private:
  enum class Progress : std::uint8_t { Fresh, Active, Typed, Failed };

  bool type(const Node& node);
  [[nodiscard]] std::vector<Node> in_reading_order();
  void refuse_ring(const std::vector<Step>& ring);

  Checking& checking_;
  std::map<Node, Progress> progress_;
  std::vector<Step> active_; ///< those that are being typed, outermost first
};

} // namespace strata
