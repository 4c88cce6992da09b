// `protected` columns may not influence a tier, by whatever way; `sensitive` ones may not stand in a result,
// neither themselves nor as what only passes them on (lower case, the arm of a match, the greater of two, a
// rounded cell).
// Figures that are worked out from a sensitive column may be shown.
#include <algorithm>
#include <deque>
#include <set>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/declarations/reading.hpp"
#include "lang/check/describe.hpp"
#include "lang/evaluate/builtins.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

using Of = Node::Of;

/// What decides a tier: each scale, and who is not rated at all.
std::vector<Node> deciders(const TypedModel& model) {
  std::vector<Node> nodes;
  for (std::uint32_t i = 0; i < model.scales.size(); ++i)
    nodes.push_back({Of::Scale, i});
  for (std::uint32_t i = 0; i < model.screens.size(); ++i)
    nodes.push_back({Of::Screen, i});
  return nodes;
}

class ProtectedCheck {
 public:
  ProtectedCheck(Checking& checking, const Reading& reading) : checking_(checking), reading_(reading) {}

  void run() {
    for (const Node& root : deciders(checking_.model)) {
      came_from_.clear();
      came_from_[root] = {root, {}};
      std::deque<Node> open{root};
      while (!open.empty()) {
        const Node node = open.front();
        open.pop_front();
        const auto entry = reading_.entries.find(node);
        if (entry == reading_.entries.end()) continue;
        for (const Reading::Edge& edge : entry->second.reads) {
          if (!came_from_.emplace(edge.node, Reading::Edge{node, edge.place}).second) continue;
          if (edge.node.of == Of::Column && checking_.model.columns[edge.node.index].is_protected) {
            report(root, edge.node);
          } else {
            open.push_back(edge.node);
          }
        }
      }
    }
  }

 private:
  void report(const Node& root, const Node& column) {
    if (!reported_.insert(column).second) return;
    const TypedModel& model = checking_.model;
    std::string path = name_of(column, model);
    for (Node at = column; at != root;) {
      at = came_from_.at(at).node;
      if (at.of != Of::Lines) path += " → " + name_of(at, model);
    }
    const TypedColumn& read = model.columns[column.index];
    Finding& finding = checking_.findings.add(
        Code::ProtectedReachesTier, came_from_.at(column).place,
        fmt::format("the protected column {} may not influence a tier", code(read.cell.name)), "read here");
    finding.others.push_back({*read.declaration->protected_flag, "declared protected here"});
    finding.notes.push_back("the way it goes: " + path);
    finding.help = "work the tier out without it; shown values and policies may read it";
  }

  Checking& checking_;
  const Reading& reading_;
  std::map<Node, Reading::Edge> came_from_; ///< who reads a node first, and where
  std::set<Node> reported_;
};

class SensitiveCheck {
 public:
  explicit SensitiveCheck(Checking& checking) : checking_(checking), model_(checking.model) {}

  void run(const Reading& reading) {
    for (const Node& node : reading.order) {
      switch (node.of) {
      case Of::Definition:
        if (const auto found = carried(model_.definitions[node.index].value)) carriers_[node] = found->column;
        break;
      case Of::Dimension: result(model_.dimensions[node.index].value); break;
      case Of::Score: result(model_.scores[node.index].value); break;
      case Of::Shown: result(model_.shown[node.index].value); break;
      case Of::Attribute:
        for (const AttributeValue& value : checking_.declarations.attributes[node.index])
          result(value.declaration->value.get());
        break;
      default: break;
      }
    }
    for (const TypedDimension& dimension : model_.dimensions)
      if (dimension.column && model_.columns[*dimension.column].cell.sensitive)
        report({*dimension.column, dimension.declaration->name.span});
  }

  void result(const ast::Expr* value) {
    if (const auto found = carried(value)) report(*found);
  }

 private:
  struct Carried {
    std::uint32_t column = 0;
    Span place;
  };

  /// The sensitive column whose cell a value may be.
  std::optional<Carried> carried(const ast::Expr* value) const {
    if (value == nullptr) return std::nullopt;
    return std::visit(overloaded{
                          [&](const ast::NameUse& use) { return carried_by(use.target, value->span); },
                          [&](const ast::Default& defaults) { return first_of(defaults.operands); },
                          [&](const ast::If& choice) {
                            auto found = carried(choice.then.get());
                            return found ? found : carried(choice.otherwise.get());
                          },
                          [&](const ast::Match& match) { return of_arms(match.arms); },
                          [&](const ast::MatchConditions& match) { return of_arms(match.arms); },
                          [&](const ast::Call& call) { return of_call(call); },
                          [&](const ast::Tally& tally) { return of_arms(tally.arms); },
                          [&](const ast::Weighted& weighted) {
                            return weighted.parts.size() == 1 ? carried(weighted.parts.front().value.get())
                                                              : std::nullopt;
                          },
                          [](const auto&) { return std::optional<Carried>{}; },
                      },
                      value->node);
  }

  std::optional<Carried> carried_by(const Reference& target, Span place) const {
    const auto node = node_of(target);
    if (!node) return std::nullopt;
    if (node->of == Of::Column && model_.columns[node->index].cell.sensitive)
      return Carried{node->index, place};
    const auto found = carriers_.find(*node);
    if (found == carriers_.end()) return std::nullopt;
    return Carried{found->second, place};
  }

  std::optional<Carried> first_of(const std::vector<ast::ExprPtr>& operands) const {
    for (const ast::ExprPtr& operand : operands)
      if (auto found = carried(operand.get())) return found;
    return std::nullopt;
  }

  template <class Arms>
  std::optional<Carried> of_arms(const Arms& arms) const {
    for (const auto& arm : arms)
      if (auto found = carried(arm.result.get())) return found;
    return std::nullopt;
  }

  std::optional<Carried> of_call(const ast::Call& call) const {
    if (call.inlined) return carried(call.inlined.get());
    if (rounding_of(call.builtin)) return carried(call.arguments.front().get());
    switch (call.builtin) {
    case Builtin::Min:
    case Builtin::Max:
    case Builtin::Clamp:
    case Builtin::Lower:
    case Builtin::Upper: return first_of(call.arguments);
    case Builtin::MeanOf: return of_mean(call.arguments);
    default: return std::nullopt;
    }
  }

  /// The mean of one cell with itself is the cell; of several columns it is a figure.
  std::optional<Carried> of_mean(const std::vector<ast::ExprPtr>& arguments) const {
    const auto first = carried(arguments.front().get());
    const bool same =
        first && std::all_of(arguments.begin(), arguments.end(), [&](const ast::ExprPtr& argument) {
          const auto found = carried(argument.get());
          return found && found->column == first->column;
        });
    return same ? first : std::nullopt;
  }

  void report(const Carried& found) {
    const TypedColumn& column = model_.columns[found.column];
    Finding& finding = checking_.findings.add(
        Code::SensitiveShown, found.place,
        fmt::format("the sensitive column {} would stand in the result", code(column.cell.name)));
    finding.others.push_back({*column.declaration->sensitive_flag, "declared sensitive here"});
    finding.help = "show something worked out from it, such as a band: `match … { … }`";
  }

  Checking& checking_;
  const TypedModel& model_;
  std::map<Node, std::uint32_t> carriers_; ///< values that may be a sensitive column's cell, and that column
};

} // namespace

void check_privacy(Checking& checking, const Reading& reading, const ast::Expr& shown) {
  SensitiveCheck check(checking);
  check.run(reading);
  check.result(&shown);
}

void check_privacy(Checking& checking, const Reading& reading) {
  ProtectedCheck(checking, reading).run();
  SensitiveCheck(checking).run(reading);
}

} // namespace strata
