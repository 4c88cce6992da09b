// The stages of a decision: row, values, tiers, policies. Each thing reads its own stage and earlier ones; a
// definition and a shown value stand where the latest thing that they read stands. And how deep all that
// nests.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/declarations/reading.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

using Of = Node::Of;

/// The stage that something has by itself.
Stage own_stage(const Node& node) {
  switch (node.of) {
  case Of::Dimension:
  case Of::Score: return Stage::Value;
  case Of::Lines:
  case Of::Scale:
  case Of::Adjust: return Stage::Tier;
  case Of::Attribute: return Stage::Policy;
  default: return Stage::Row;
  }
}

/// The latest stage that something may read; empty: any.
std::optional<Stage> latest_readable(const Node& node) {
  switch (node.of) {
  case Of::Dimension:
  case Of::Score:
  case Of::Screen: return Stage::Value;
  case Of::Lines:
  case Of::Adjust: return Stage::Tier;
  default: return std::nullopt;
  }
}

std::string_view reader_words(const Node& node) {
  switch (node.of) {
  case Of::Dimension: return "a dimension";
  case Of::Score: return "a score";
  case Of::Screen: return "`exclude` and `unrated`";
  case Of::Adjust: return "what moves the tier";
  default: return "a scale of tiers";
  }
}

std::string later_words(const Node& read, Stage stage, const std::string& name) {
  if (read.of == Of::Scale || read.of == Of::Lines) return "this is a tier";
  if (read.of == Of::Attribute) return "this is a policy value";
  return fmt::format("{} needs a {}", code(name), stage == Stage::Policy ? "policy value" : "tier");
}

void report_later(Checking& checking, const Node& reader, const Reading::Edge& edge, Stage stage) {

  const bool plural = reader.of == Of::Screen;
  Finding& finding =
      checking.findings.add(Code::LaterStage, edge.place,
                            fmt::format("{} {} decided before {}", reader_words(reader),
                                        plural ? "are" : "is", stage == Stage::Policy ? "policies" : "tiers"),
                            later_words(edge.node, stage, name_of(edge.node, checking.model)));
  finding.help = "read columns, parameters and values that need neither tiers nor policies";
  if (stage == Stage::Policy && latest_readable(reader) == Stage::Tier)
    finding.help = "read values and tiers, or the columns behind the policy value";
}

} // namespace

void check_stages(Checking& checking, const Reading& reading) {
  TypedModel& model = checking.model;
  std::map<Node, Stage> stages;
  for (const Node& node : reading.order) {
    Stage stage = own_stage(node);
    const auto latest = latest_readable(node);
    for (const Reading::Edge& edge : reading.entries.at(node).reads) {
      const auto found = stages.find(edge.node);
      const Stage read = found == stages.end() ? own_stage(edge.node) : found->second;
      if (latest && read > *latest) {
        report_later(checking, node, edge, read);
      } else {
        stage = std::max(stage, read);
      }
    }
    stages[node] = stage;
    if (node.of == Of::Definition) model.definitions[node.index].stage = stage;
    if (node.of == Of::Shown) model.shown[node.index].stage = stage;
  }
}

void check_depth(Checking& checking, const Reading& reading) {
  std::map<Node, int> depths;
  for (const Node& node : reading.order) {
    const Reading::Entry& entry = reading.entries.at(node);
    const Reading::Edge* deepest = nullptr;
    int below = 0;
    for (const Reading::Edge& edge : entry.reads) {
      const auto found = depths.find(edge.node);
      if (found == depths.end() || found->second <= below) continue;
      below = found->second;
      deepest = &edge;
    }
    if (deepest != nullptr && entry.depth + below > kMaxDepth) {
      checking.findings
          .add(Code::ChainTooDeep, deepest->place,
               fmt::format("the declarations read here nest more than {} levels deep", kMaxDepth))
          .help = "give the long chain of definitions fewer steps";
      below = 0; // said once for a chain
    }
    depths[node] = entry.depth + below;
  }
}

} // namespace strata
