// Who reads what, from the typed expressions. The main scale stands twice: its lines, and the tier after caps
// and floors, so that `level of` may be read by what moves the tier.
#include "lang/check/declarations/reading.hpp"

#include <algorithm>

#include "lang/check/declarations/checking.hpp"

namespace strata {

namespace {

class Follower {
 public:
  explicit Follower(Checking& checking) : checking_(checking), model_(checking.model) {}

  Reading run() {
    read_values();
    read_scales();
    for (std::uint32_t i = 0; i < model_.screens.size(); ++i)
      read({Node::Of::Screen, i}, model_.screens[i].condition);
    for (const TypedRate& rate : model_.rates)
      read({Node::Of::Rate, rate.currency}, rate.value);
    put_in_order();
    return std::move(reading_);
  }

 private:
  using Of = Node::Of;

  void read(const Node& node, const ast::Expr* expression) {
    Reading::Entry& entry = reading_.entries[node];
    if (expression == nullptr) return;
    std::vector<Read> reads;
    collect_reads(*expression, reads, entry.depth);
    add(entry, reads);
  }

  static void add(Reading::Entry& entry, const std::vector<Read>& reads) {
    for (const Read& read : reads)
      if (const auto node = node_of(read)) entry.reads.push_back({*node, read.place});
  }

  void read_values() {
    for (std::uint32_t i = 0; i < model_.definitions.size(); ++i)
      if (!model_.definitions[i].rule) read({Of::Definition, i}, model_.definitions[i].value);
    for (std::uint32_t i = 0; i < model_.dimensions.size(); ++i) {
      const TypedDimension& dimension = model_.dimensions[i];
      const Node node{Of::Dimension, i};
      read(node, dimension.value);
      read(node, dimension.declaration->weight.get());
      if (dimension.column)
        reading_.entries[node].reads.push_back(
            {{Of::Column, *dimension.column}, dimension.declaration->name.span});
    }
    for (std::uint32_t i = 0; i < model_.scores.size(); ++i)
      read({Of::Score, i}, model_.scores[i].value);
    for (std::uint32_t i = 0; i < model_.shown.size(); ++i)
      read({Of::Shown, i}, model_.shown[i].value);
    for (std::uint32_t i = 0; i < model_.attributes.size(); ++i)
      for (const AttributeValue& value : checking_.declarations.attributes[i])
        read({Of::Attribute, i}, value.declaration->value.get());
  }

  void read_scales() {
    for (std::uint32_t i = 0; i < model_.scales.size(); ++i) {
      const ast::TiersDecl& said = *model_.scales[i].declaration;
      const Node lines{Of::Lines, i};
      for (const ast::ExprPtr& subject : said.subjects)
        read(lines, subject.get());
      for (const ast::TierArm& arm : said.arms) {
        read(lines, arm.condition.get());
        for (const ast::Pattern& pattern : arm.patterns) {
          std::vector<Read> reads;
          collect_reads(pattern, reads, reading_.entries[lines].depth);
          add(reading_.entries[lines], reads);
        }
      }
      reading_.entries[{Of::Scale, i}].reads.push_back({lines, said.span});
    }
    for (std::uint32_t i = 0; i < model_.adjusts.size(); ++i) {
      const Node node{Of::Adjust, i};
      read(node, model_.adjusts[i].condition);
      read(node, model_.adjusts[i].declaration->steps.get());
      reading_.entries[{Of::Scale, *model_.main_scale}].reads.push_back(
          {node, model_.adjusts[i].declaration->span});
    }
    if (const ast::ReasonsDecl* reasons = checking_.declarations.reasons; reasons && model_.main_scale)
      read({Of::Scale, *model_.main_scale}, reasons->count.get());
  }

  // Depth first with a stack of its own: chains of definitions may be long.
  void put_in_order() {
    enum class Mark : std::uint8_t { Fresh, Open, Done };
    struct Visit {
      Step step;
      std::size_t next = 0;
    };
    std::map<Node, Mark> marks;
    std::vector<Visit> open;
    for (const auto& [root, unused] : reading_.entries) {
      if (marks[root] == Mark::Fresh) open.push_back({{root, {}}, 0});
      while (!open.empty()) {
        Visit& top = open.back();
        const Node node = top.step.node;
        marks[node] = Mark::Open;
        std::vector<Reading::Edge>& reads = reading_.entries[node].reads;
        if (top.next == reads.size()) {
          marks[node] = Mark::Done;
          reading_.order.push_back(node);
          open.pop_back();
          continue;
        }
        const Reading::Edge edge = reads[top.next];
        const bool followed = reading_.entries.count(edge.node) > 0;
        if (followed && marks[edge.node] == Mark::Open) {
          std::vector<Step> ring;
          auto from = std::find_if(open.begin(), open.end(),
                                   [&](const Visit& visit) { return visit.step.node == edge.node; });
          for (; from != open.end(); ++from)
            ring.push_back(from->step);
          ring.front().place = edge.place;
          report(std::move(ring));
          reads.erase(reads.begin() + static_cast<std::ptrdiff_t>(top.next)); // cut: nobody walks in a circle
          continue;
        }
        ++top.next;
        if (followed && marks[edge.node] == Mark::Fresh) open.push_back({{edge.node, edge.place}, 0});
      }
    }
  }

  /// A ring: at each step's place the one before it reads it. That a scale reads its own lines is no news to
  /// a reader, so the report goes from the scale to what its lines read.
  void report(std::vector<Step> ring) {
    const auto is_inner = [](const Node& scale, const Node& lines) {
      return scale.of == Of::Scale && lines.of == Of::Lines && scale.index == lines.index;
    };
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Node& before = ring[(i + ring.size() - 1) % ring.size()].node;
      if (is_inner(before, ring[i].node)) ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(i--));
    }
    ring.push_back(ring.front());
    report_cycle(checking_, ring);
  }

  Checking& checking_;
  TypedModel& model_;
  Reading reading_;
};

} // namespace

Reading follow(Checking& checking) {
  return Follower(checking).run();
}

} // namespace strata
