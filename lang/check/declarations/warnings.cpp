// What is used, and warnings about what is not: columns, parameters, definitions, groups, dimensions and
// rates that nothing reads, caps and floors that can never bite. A key, a score and a shown value are used by
// being results.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/declarations/reading.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

std::set<Node> read_nodes(const Reading& reading) {
  std::set<Node> nodes;
  for (const auto& [reader, entry] : reading.entries)
    for (const Reading::Edge& edge : entry.reads)
      if (edge.node != reader) nodes.insert(edge.node);
  return nodes;
}

class UnusedWarnings {
 public:
  UnusedWarnings(Checking& checking, const Reading& reading)
      : checking_(checking), model_(checking.model), read_(read_nodes(reading)) {
    std::map<std::uint32_t, std::uint32_t> dimensions; // by column
    for (std::uint32_t i = 0; i < model_.dimensions.size(); ++i)
      if (model_.dimensions[i].column) dimensions.emplace(*model_.dimensions[i].column, i);
    for (const auto& [reader, entry] : reading.entries)
      for (const Reading::Edge& edge : entry.reads) {
        if (edge.node.of != Node::Of::Column) continue;
        const auto found = dimensions.find(edge.node.index);
        if (found != dimensions.end() && reader != Node{Node::Of::Dimension, found->second})
          read_as_columns_.insert(found->second);
      }
  }

  void run() {
    // A protected column is declared so that nothing reads it on the way to a tier: that is its use.
    for (const TypedColumn& column : model_.columns)
      if (!column.used && !column.is_protected)
        warn(Code::UnusedColumn, column.declaration->name.span, "the column", column.cell.name,
             "leave it out: a table may have more columns than the model");
    for (std::uint32_t i = 0; i < model_.parameters.size(); ++i)
      if (!is_read({Node::Of::Parameter, i}))
        warn(Code::UnusedParameter, model_.parameters[i].declaration->name.span, "the parameter",
             model_.parameters[i].name, "setting it would change nothing: use it, or leave it out");
    for (std::uint32_t i = 0; i < model_.definitions.size(); ++i)
      definition(i);
    for (std::uint32_t i = 0; i < model_.dimensions.size(); ++i)
      dimension(i);
    for (std::uint32_t i = 0; i < model_.groups.size(); ++i)
      if (!checking_.groups_used[i])
        if (const auto place = checking_.names.declared_at({Entity::Group, i, 0}))
          warn(Code::UnusedGroup, *place, "the group", model_.groups[i].name, "use it, or leave it out");
    for (std::uint32_t i = 0; i < model_.rates.size(); ++i)
      if (!is_read({Node::Of::Rate, model_.rates[i].currency}))
        warn(Code::UnusedRate, checking_.declarations.rates[i]->code.span, "the rate of",
             model_.currencies[model_.rates[i].currency],
             "money is turned into the model's currency by `convert(x)`");
  }

 private:
  [[nodiscard]] bool is_read(const Node& node) const { return read_.count(node) > 0; }

  void warn(Code which, Span place, std::string_view what, std::string_view name, std::string_view help) {
    checking_.findings.add(which, place, fmt::format("nothing uses {} {}", what, code(name))).help = help;
  }

  void definition(std::uint32_t index) {
    const TypedDefinition& definition = model_.definitions[index];
    const bool used =
        definition.rule ? bool{checking_.rules_used[index]} : is_read({Node::Of::Definition, index});
    if (!used)
      warn(Code::UnusedDefinition, definition.declaration->name.span,
           definition.rule ? "the rule" : "the definition", definition.name,
           "use it, write `show` to see it in the result, or leave it out");
  }

  // One without an expression is its column: reading the name reads the column.
  void dimension(std::uint32_t index) {
    const TypedDimension& dimension = model_.dimensions[index];
    if (is_read({Node::Of::Dimension, index})) return;
    if (dimension.column && read_as_columns_.count(index) > 0) return;
    warn(Code::UnusedDimension, dimension.declaration->name.span, "the dimension", dimension.name,
         "a score must weigh it: `weighted dimensions`");
  }

  Checking& checking_;
  const TypedModel& model_;
  const std::set<Node> read_;
  std::set<std::uint32_t> read_as_columns_; ///< dimensions whose column something else reads
};

/// Without a scale nobody is rated, so `unrated` changes nothing.
void warn_of_idle_screens(Checking& checking) {
  if (!checking.model.scales.empty()) return;
  for (const TypedScreen& screen : checking.model.screens)
    if (screen.form == ast::ScreenDecl::Form::Unrated)
      checking.findings
          .add(Code::NeverBites, screen.declaration->reason.span,
               "the model has no scale of tiers, so this `unrated` changes nothing")
          .help = "to leave such customers out of the result, write `exclude`";
}

/// A cap at the best tier and a floor at the worst one change nothing.
void warn_of_idle_adjusts(Checking& checking) {
  const TypedModel& model = checking.model;
  for (const TypedAdjust& adjust : model.adjusts) {
    using Form = ast::AdjustDecl::Form;
    if (adjust.form == Form::Lower) continue;
    const auto& tiers = model.scales[*model.main_scale].tiers;
    const bool floor = adjust.form == Form::Floor;
    if (adjust.tier != (floor ? tiers.size() - 1 : 0)) continue;
    checking.findings
        .add(Code::NeverBites, adjust.declaration->tier->span,
             fmt::format("{} is the {} tier, so this {} never changes anything",
                         code(tiers[adjust.tier].name), floor ? "worst" : "best", floor ? "floor" : "cap"))
        .help = floor ? "a floor lifts those below it: name a better tier"
                      : "a cap lowers those above it: name a worse tier";
  }
}

} // namespace

void mark_used(Checking& checking, const Reading& reading) {
  TypedModel& model = checking.model;
  model.uses_as_of = model.effective_from || model.effective_until;
  for (const Node& node : read_nodes(reading)) {
    if (node.of == Node::Of::Column) model.columns[node.index].used = true;
    if (node.of == Node::Of::AsOf) model.uses_as_of = true;
  }
  for (TypedColumn& column : model.columns)
    column.used |= column.cell.key;
}

void warn(Checking& checking, const Reading& reading) {
  UnusedWarnings(checking, reading).run();
  warn_of_idle_adjusts(checking);
  warn_of_idle_screens(checking);
}

} // namespace strata
