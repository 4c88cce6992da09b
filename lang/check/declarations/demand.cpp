// Typing on demand. An expression that reads a definition needs its type, so that is typed in between; what
// is being typed at the moment stands on a stack, where a name that comes up again is a cycle.
#include "lang/check/declarations/demand.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

std::optional<Node> node_of(const Reference& target) {
  using Of = Node::Of;
  switch (target.entity) {
  case Entity::Column: return Node{Of::Column, target.index};
  case Entity::Parameter: return Node{Of::Parameter, target.index};
  case Entity::AsOf: return Node{Of::AsOf, 0};
  case Entity::Definition: return Node{Of::Definition, target.index};
  case Entity::Dimension: return Node{Of::Dimension, target.index};
  case Entity::Score: return Node{Of::Score, target.index};
  case Entity::Shown: return Node{Of::Shown, target.index};
  case Entity::Scale: return Node{Of::Scale, target.index};
  case Entity::Attribute: return Node{Of::Attribute, target.index};
  default: return std::nullopt;
  }
}

std::optional<Node> node_of(const Read& read) {
  switch (read.of) {
  case Read::Of::Worth: return node_of(read.target);
  case Read::Of::Level: return Node{Node::Of::Lines, read.target.index};
  case Read::Of::Rate: return Node{Node::Of::Rate, read.target.index};
  }
  return std::nullopt;
}

std::string name_of(const Node& node, const TypedModel& model) {
  using Of = Node::Of;
  switch (node.of) {
  case Of::Column: return model.columns[node.index].cell.name;
  case Of::Parameter: return model.parameters[node.index].name;
  case Of::AsOf: return "as_of";
  case Of::Rate: return "rate " + model.currencies[node.index];
  case Of::Definition: return model.definitions[node.index].name;
  case Of::Dimension: return model.dimensions[node.index].name;
  case Of::Score: return model.scores[node.index].name;
  case Of::Shown: return model.shown[node.index].name;
  case Of::Lines:
  case Of::Scale: return model.scales[node.index].name;
  case Of::Attribute: return model.attributes[node.index].name;
  case Of::Screen:
    return model.screens[node.index].form == ast::ScreenDecl::Form::Exclude ? "exclude" : "unrated";
  case Of::Adjust:
    switch (model.adjusts[node.index].form) {
    case ast::AdjustDecl::Form::Cap: return "cap";
    case ast::AdjustDecl::Form::HardCap: return "hard cap";
    case ast::AdjustDecl::Form::Floor: return "floor";
    case ast::AdjustDecl::Form::Lower: return "lower";
    }
  }
  return {};
}

namespace {

std::string step_words(const Node& reader, const Node& read, const TypedModel& model) {
  if (read.of == Node::Of::Adjust)
    return fmt::format("this takes part in deciding {}", name_of(reader, model));
  return fmt::format("{} reads {} here", name_of(reader, model), name_of(read, model));
}

} // namespace

void report_cycle(Checking& checking, const std::vector<Step>& steps) {
  const TypedModel& model = checking.model;
  constexpr std::size_t kShown = 8;
  std::string path;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0 && i + 1 < steps.size() && i >= kShown) {
      if (i == kShown) path += " → …";
      continue;
    }
    path += (i > 0 ? " → " : "") + name_of(steps[i].node, model);
  }
  const std::string first = name_of(steps.front().node, model);
  Finding& finding = checking.findings.add(Code::Cycle, steps.back().place,
                                           fmt::format("{} needs itself: {}", code(first), path));
  for (std::size_t i = 1; i + 1 < steps.size() && i < kShown; ++i)
    finding.others.push_back({steps[i].place, step_words(steps[i - 1].node, steps[i].node, model)});
  finding.help = "one of them must be worked out without the others";
}

bool Demand::typed(const Node& node, Span use) {
  if (node.of == Node::Of::Column || node.of == Node::Of::AsOf || node.of == Node::Of::Scale) return true;
  Progress& progress = progress_[node]; // references into a map stay valid
  if (progress == Progress::Typed || progress == Progress::Failed) return progress == Progress::Typed;
  if (progress == Progress::Active) {
    auto from =
        std::find_if(active_.begin(), active_.end(), [&](const Step& step) { return step.node == node; });
    std::vector<Step> steps(from, active_.end());
    steps.push_back({node, use});
    report_cycle(checking_, steps);
    return false;
  }
  progress = Progress::Active;
  active_.push_back({node, use});
  const bool good = type(node);
  active_.pop_back();
  progress = good ? Progress::Typed : Progress::Failed;
  return good;
}

bool Demand::type(const Node& node) {
  const Typing::DeclarationScope scope(checking_.typing, checking_.facts);
  using Of = Node::Of;
  switch (node.of) {
  case Of::Parameter: return type_parameter(checking_, node.index);
  case Of::Rate: return type_rate(checking_, node.index);
  case Of::Definition: return type_definition(checking_, node.index);
  case Of::Dimension: return type_dimension(checking_, node.index);
  case Of::Score: return type_score(checking_, node.index);
  case Of::Shown: return type_shown(checking_, node.index);
  case Of::Attribute: return type_attribute(checking_, node.index);
  default: return true;
  }
}

namespace {

/// What a declaration's own expressions mention, before typing.
Mentions mentions_of(const Declarations& declarations, const Node& node) {
  Mentions mentions;
  const auto add = [&](const ast::ExprPtr& expression) {
    if (expression) collect_mentions(*expression, mentions);
  };
  using Of = Node::Of;
  switch (node.of) {
  case Of::Definition: add(declarations.definitions[node.index]->value); break;
  case Of::Dimension: add(declarations.dimensions[node.index]->value); break;
  case Of::Score: add(declarations.scores[node.index]->value); break;
  case Of::Shown: add(declarations.shown[node.index]->value); break;
  case Of::Attribute:
    for (const AttributeValue& value : declarations.attributes[node.index])
      add(value.declaration->value);
    break;
  default: break;
  }
  return mentions;
}

Span declared_place(const Checking& checking, const Node& node) {
  const Declarations& declarations = checking.declarations;
  using Of = Node::Of;
  switch (node.of) {
  case Of::Definition: return declarations.definitions[node.index]->name.span;
  case Of::Dimension: return declarations.dimensions[node.index]->name.span;
  case Of::Score: return declarations.scores[node.index]->name.span;
  case Of::Shown: return declarations.shown[node.index]->name.span;
  case Of::Attribute: return declarations.attributes[node.index].front().declaration->name.span;
  default: return {};
  }
}

std::vector<Node> all_values(const TypedModel& model) {
  std::vector<Node> nodes;
  const auto add = [&](Node::Of of, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i)
      nodes.push_back({of, i});
  };
  add(Node::Of::Definition, model.definitions.size());
  add(Node::Of::Dimension, model.dimensions.size());
  add(Node::Of::Score, model.scores.size());
  add(Node::Of::Shown, model.shown.size());
  add(Node::Of::Attribute, model.attributes.size());
  return nodes;
}

} // namespace

void Demand::refuse_ring(const std::vector<Step>& ring) {
  report_cycle(checking_, ring);
  for (const Step& step : ring)
    progress_[step.node] = Progress::Failed;
}

// A depth-first walk with its own stack over the names that declarations mention. Those may mean something
// else in the end (a tier), so the order is only good, not exact; cycles are left for `typed` to find, but
// for those so long that it would nest too deep on the way round.
std::vector<Node> Demand::in_reading_order() {
  constexpr std::size_t kLongRing = 50;
  struct Visit {
    Node node;
    std::vector<Step> reads;
    std::size_t next = 0;
  };
  std::set<Node> seen;
  const auto visit_of = [&](const Node& node) {
    seen.insert(node);
    const Mentions mentions = mentions_of(checking_.declarations, node);
    Visit visit{node, {}, 0};
    for (const NameFound& mention : mentions.names)
      if (const Symbol* symbol = checking_.symbols.find(mention.name))
        if (const auto read = node_of(symbol->target)) visit.reads.push_back({*read, mention.place});
    if (mentions.all_dimensions)
      for (std::uint32_t i = 0; i < checking_.model.dimensions.size(); ++i)
        visit.reads.push_back({{Node::Of::Dimension, i}, declared_place(checking_, node)});
    return visit;
  };
  std::vector<Node> order;
  std::vector<Visit> open;
  std::map<Node, std::size_t> levels; // of the open ones
  const auto enter = [&](const Node& node) {
    levels[node] = open.size();
    open.push_back(visit_of(node));
  };
  for (const Node& root : all_values(checking_.model)) {
    if (seen.count(root) == 0) enter(root);
    while (!open.empty()) {
      Visit& top = open.back();
      if (top.next == top.reads.size()) {
        order.push_back(top.node);
        levels.erase(top.node);
        open.pop_back();
        continue;
      }
      const Node read = top.reads[top.next++].node;
      const bool has_value = read.of >= Node::Of::Definition && read.of <= Node::Of::Shown;
      if (!has_value && read.of != Node::Of::Attribute) continue;
      if (seen.count(read) == 0) {
        enter(read);
      } else if (const auto from = levels.find(read);
                 from != levels.end() && open.size() - from->second > kLongRing) {
        std::vector<Step> ring{{read, {}}};
        for (std::size_t level = from->second; level < open.size(); ++level)
          ring.push_back(open[level].reads[open[level].next - 1]);
        refuse_ring(ring);
      }
    }
  }
  return order;
}

void Demand::type_all() {
  for (const Node& node : in_reading_order())
    typed(node, declared_place(checking_, node));
}

} // namespace strata
