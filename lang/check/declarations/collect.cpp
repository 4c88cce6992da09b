// The first step of a check: from the tree to the tables of the typed model and the namespace. Nothing is
// typed yet; only what typing needs in place is filled: names, scales with their tiers, currencies, closed
// sets, column types.
#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/evaluate/builtins.hpp"
#include "lang/source/codes.hpp"

namespace strata {

bool declare(Checking& checking, const ast::Name& name, const Reference& target, bool rule) {
  const bool all_tiers = target.entity == Entity::Group && name.text == "all"; // `policy all`
  if (is_kept_name(name.text) || all_tiers) {
    Finding& finding = checking.findings.add(
        Code::KeptName, name.span,
        fmt::format("{} is a word of the language and cannot be declared", code(name.text)));
    finding.help =
        target.entity == Entity::Column
            ? fmt::format("give the column another name and say its header: `my_{} : … from \"{}\"`",
                          name.text, name.text)
            : "give it another name";
    return false;
  }
  const Symbol* earlier = checking.symbols.declare(name.text, {target, name.span, rule});
  if (earlier == nullptr) return true;
  Finding& finding = checking.findings.add(
      Code::DeclaredTwice, name.span, fmt::format("{} is declared twice", code(name.text)), "declared again");
  finding.others.push_back(
      {earlier->declared, fmt::format("{} of that name is declared here",
                                      earlier->rule ? "a rule" : describe(earlier->target.entity))});
  finding.help = "give one of them another name";
  return false;
}

std::int32_t currency_index(Checking& checking, const std::string& currency) {
  auto& currencies = checking.model.currencies;
  for (std::size_t i = 0; i < currencies.size(); ++i)
    if (currencies[i] == currency && !currency.empty()) return static_cast<std::int32_t>(i);
  currencies.push_back(currency);
  return static_cast<std::int32_t>(currencies.size() - 1);
}

namespace {

/// Declarations of which a model has at most one, and where the first of each stands.
class OnlyOnce {
 public:
  explicit OnlyOnce(Checking& checking) : checking_(checking) {}

  bool first(std::string_view what, Span place) {
    const auto [at, added] = places_.emplace(std::string(what), place);
    if (added) return true;
    Finding& finding =
        checking_.findings.add(Code::SaidTwice, place, fmt::format("a model has only one {}", what));
    finding.others.push_back({at->second, "the first is here"});
    finding.help = "keep one of them";
    return false;
  }

 private:
  Checking& checking_;
  std::map<std::string, Span> places_;
};

class Collector {
 public:
  explicit Collector(Checking& checking) : checking_(checking), once_(checking) {}

  /// The model's own currency is index 0 wherever it stands, so it comes before everything that has one.
  void currency() {
    checking_.model.currencies.assign(1, std::string{});
    for (ast::Declaration& declaration : checking_.model.tree.declarations)
      if (const auto* said = std::get_if<ast::CurrencyDecl>(&declaration))
        if (once_.first("`currency`", said->span)) checking_.model.currencies[0] = said->code.text;
  }

  void collect(ast::Declaration& declaration) {
    std::visit([this](auto& found) { add(found); }, declaration);
  }

 private:
  TypedModel& model() { return checking_.model; }
  Declarations& declarations() { return checking_.declarations; }

  template <class Table>
  static std::uint32_t next(const Table& table) {
    return static_cast<std::uint32_t>(table.size());
  }
  static std::optional<int> count(const std::optional<ast::Places>& places) {
    return places ? std::optional<int>(places->count) : std::nullopt;
  }

  void add(ast::CurrencyDecl&) {}
  void add(ast::ModelDecl& said) {
    if (!once_.first("`model` line", said.span)) return;
    model().name = said.name.text;
    if (said.title) model().title = said.title->value;
  }
  void add(ast::VersionDecl& said) {
    if (once_.first("`version`", said.span)) model().version = said.version.value;
  }
  void add(ast::EffectiveDecl& said) {
    if (!once_.first("time of effect", said.span)) return;
    declarations().effective = &said;
    model().effective_from = said.from;
    model().effective_until = said.until;
  }
  void add(ast::ReasonsDecl& said) {
    if (once_.first("`reasons`", said.span)) declarations().reasons = &said;
  }

  void add(ast::CustomerDecl& said) {
    if (!once_.first("`customer` block", said.span)) return;
    declarations().customer = &said;
    for (ast::ColumnDecl& column : said.columns)
      collect_column(checking_, column);
  }

  void add(ast::RateDecl& said) {
    const auto currency = static_cast<std::uint32_t>(currency_index(checking_, said.code.text));
    if (currency == 0) {
      checking_.findings.add(
          Code::RateOfOwnCurrency, said.code.span,
          fmt::format("{} is the model's own currency and has no rate", code(said.code.text)));
      return;
    }
    if (!once_.first("rate of " + said.code.text, said.span)) return;
    model().rates.push_back({currency, said.value.get()});
    declarations().rates.push_back(&said);
  }

  void add(ast::ParameterDecl& said) {
    declare(checking_, said.name, {Entity::Parameter, next(model().parameters), 0});
    TypedParameter parameter;
    parameter.name = said.name.text;
    parameter.note = said.note ? said.note->value : "";
    parameter.declaration = &said;
    model().parameters.push_back(std::move(parameter));
    declarations().parameters.push_back(&said);
  }

  void add(ast::DefineDecl& said) {
    if (said.rule && find_builtin(said.name.text) != nullptr) refuse_function_name(said.name);
    declare(checking_, said.name, {Entity::Definition, next(model().definitions), 0}, said.rule);
    TypedDefinition definition;
    definition.name = said.name.text;
    definition.rule = said.rule;
    definition.value = said.value.get();
    definition.declaration = &said;
    model().definitions.push_back(std::move(definition));
    declarations().definitions.push_back(&said);
  }

  void refuse_function_name(const ast::Name& name) {
    checking_.findings
        .add(
            Code::KeptName, name.span,
            fmt::format("{} is a function of the language and cannot be declared as a rule", code(name.text)))
        .help = "give the rule another name";
  }

  void add(ast::DimensionDecl& said) {
    const std::uint32_t index = next(model().dimensions);
    if (said.value)
      declare(checking_, said.name, {Entity::Dimension, index, 0}); // else see `columns_as_dimensions`
    TypedDimension dimension;
    dimension.name = said.name.text;
    dimension.label = said.label ? said.label->value : said.name.text;
    dimension.places = count(said.places);
    dimension.value = said.value.get();
    dimension.declaration = &said;
    model().dimensions.push_back(std::move(dimension));
    declarations().dimensions.push_back(&said);
  }

  void add(ast::ScoreDecl& said) {
    declare(checking_, said.name, {Entity::Score, next(model().scores), 0});
    TypedScore score;
    score.name = said.name.text;
    score.places = count(said.places);
    score.value = said.value.get();
    score.declaration = &said;
    model().scores.push_back(std::move(score));
    declarations().scores.push_back(&said);
  }

  void add(ast::ShowDecl& said) {
    declare(checking_, said.name, {Entity::Shown, next(model().shown), 0});
    TypedShown shown;
    shown.name = said.name.text;
    shown.label = said.label ? said.label->value : said.name.text;
    shown.places = count(said.places);
    shown.value = said.value.get();
    shown.declaration = &said;
    model().shown.push_back(std::move(shown));
    declarations().shown.push_back(&said);
  }

  void add(ast::TiersDecl& said) {
    if (said.name || once_.first("scale without a name", said.span)) collect_scale(checking_, said);
  }
  void add(ast::GroupDecl& said) { declarations().groups.push_back(&said); }
  void add(ast::AdjustDecl& said) { declarations().adjusts.push_back(&said); }
  void add(ast::PolicyDecl& said) { declarations().policies.push_back(&said); }
  void add(ast::BetterDecl& said) { declarations().betters.push_back(&said); }
  void add(ast::ExampleDecl& said) { declarations().examples.push_back(&said); }

  void add(ast::ScreenDecl& said) {
    TypedScreen screen;
    screen.form = said.form;
    screen.reason = said.reason.value;
    screen.condition = said.condition.get();
    screen.declaration = &said;
    model().screens.push_back(std::move(screen));
    declarations().screens.push_back(&said);
  }

  Checking& checking_;
  OnlyOnce once_;
};

void report_no_column(Checking& checking, const ast::DimensionDecl& said, const Symbol* other) {
  const std::string name = code(said.name.text);
  Finding& finding = checking.findings.add(
      Code::NoSuchColumn, said.name.span,
      other == nullptr ? fmt::format("the dimension {} has no expression, and no column has that name", name)
                       : fmt::format("the dimension {} has no expression, and {} is no column of that name",
                                     name, other->rule ? "a rule" : describe(other->target.entity)));
  if (other != nullptr) {
    finding.others.push_back({other->declared, "declared here"});
    finding.help = fmt::format("write the expression in the dimension: `dimension {} … = …`", said.name.text);
    return;
  }
  finding.help = did_you_mean(said.name.text, checking.symbols.names([](const Symbol& found) {
    return found.target.entity == Entity::Column;
  }));
  if (finding.help.empty()) finding.help = fmt::format("write `dimension {} … = …`", said.name.text);
}

/// A dimension without an expression is the column of its name, which may stand anywhere in the model.
void columns_as_dimensions(Checking& checking) {
  TypedModel& model = checking.model;
  std::map<std::string, Span> seen;
  for (std::uint32_t i = 0; i < model.dimensions.size(); ++i) {
    const ast::DimensionDecl& said = *checking.declarations.dimensions[i];
    checking.symbols.declare_dimension(said.name.text, i);
    if (said.value) continue;
    const Symbol* symbol = checking.symbols.find(said.name.text);
    if (symbol != nullptr && symbol->target.entity == Entity::Column) {
      model.dimensions[i].column = symbol->target.index;
      const auto [at, added] = seen.emplace(said.name.text, said.name.span);
      if (added) continue;
      Finding& finding =
          checking.findings.add(Code::DeclaredTwice, said.name.span,
                                fmt::format("{} is declared twice", code(said.name.text)), "declared again");
      finding.others.push_back({at->second, "a dimension of that name is declared here"});
      finding.help = "keep one of them";
      continue;
    }
    report_no_column(checking, said, symbol);
    // Known all the same, so that a score that weighs it is not reported as well.
    checking.symbols.declare(said.name.text, {{Entity::Dimension, i, 0}, said.name.span, false});
  }
}

} // namespace

void collect(Checking& checking) {
  Collector collector(checking);
  collector.currency();
  for (ast::Declaration& declaration : checking.model.tree.declarations)
    collector.collect(declaration);
  columns_as_dimensions(checking);
  collect_groups(checking);
  const std::vector<ast::AdjustDecl*> adjusts = std::move(checking.declarations.adjusts);
  checking.declarations.adjusts.clear(); // kept are those that have their tier
  for (ast::AdjustDecl* adjust : adjusts)
    collect_adjust(checking, *adjust);
  collect_policies(checking);
  checking.rules_used.assign(checking.model.definitions.size(), false);
}

} // namespace strata
