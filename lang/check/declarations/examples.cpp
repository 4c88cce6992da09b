// Examples: from `given`, tables of customers and `expect` to rows of typed inputs and expectations. What is
// given must be what a table could hold; what is expected must be what the model could answer.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/declarations/reading.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

/// What may stand left of "=" in `given` and left of ":" in a table.
std::optional<Reference> find_givable(Checking& checking, const ast::Name& name) {
  if (name.text == "as_of") return Reference{Entity::AsOf, 0, 0};
  const Symbol* symbol = checking.symbols.find(name.text);
  const auto givable = [](const Symbol& found) {
    return found.target.entity == Entity::Column || found.target.entity == Entity::Parameter;
  };
  if (symbol != nullptr && givable(*symbol)) return symbol->target;
  auto candidates = checking.symbols.names(givable);
  candidates.emplace_back("as_of");
  Finding& finding = checking.findings.add(
      Code::NotGivable, name.span,
      symbol == nullptr ? fmt::format("no column or parameter is called {}", code(name.text))
                        : fmt::format("{} is {}, which an example cannot give", code(name.text),
                                      symbol->rule ? "a rule" : describe(symbol->target.entity)));
  finding.help = did_you_mean(name.text, candidates);
  if (finding.help.empty()) finding.help = "an example gives columns, parameters and as_of";
  return std::nullopt;
}

bool is_missing_literal(const ast::Expr& value) {
  return std::holds_alternative<ast::MissingLiteral>(value.node);
}

/// A given value as the model sees it; empty after a report.
std::optional<Value> given_value(Checking& checking, const Reference& target, ast::Expr& value) {
  const auto accept = [&](std::string_view name, const std::string& objection, Span other) {
    if (objection.empty()) return true;
    checking.findings
        .add(Code::ValueNotAccepted, value.span, fmt::format("the value of {} {}", code(name), objection))
        .others.push_back({other, "what it may be"});
    return false;
  };
  if (target.entity == Entity::AsOf) {
    Type date;
    date.kind = Kind::Date;
    return literal_value(checking, value, date, {value.span, ""}, "as_of");
  }
  if (target.entity == Entity::Parameter) {
    const TypedParameter& parameter = checking.model.parameters[target.index];
    Type wanted = parameter.type;
    wanted.whole = false;
    wanted.values = Type::kAny;
    const Span declared = parameter.declaration->value->span;
    const auto given =
        literal_value(checking, value, wanted, {declared, "its declared value"}, "what is given");
    if (!given || !accept(parameter.name, parameter_objection(checking.model, parameter, *given), declared))
      return std::nullopt;
    return given;
  }
  const TypedColumn& column = checking.model.columns[target.index];
  if (is_missing_literal(value) && column.cell.default_value)
    return column.cell.default_value; // an empty cell
  if (is_missing_literal(value) && !column.type.optional) {
    accept(column.cell.name, column_objection(checking.model, column, Missing{}),
           column.declaration->base_span);
    return std::nullopt;
  }
  Type wanted = column.type;
  wanted.whole = false; // said below, with the column's other limits
  const auto given = literal_value(checking, value, wanted,
                                   {column.declaration->base_span, "the column's type"}, "what is given");
  const Span limit =
      column.declaration->range ? column.declaration->range->span : column.declaration->base_span;
  if (!given || !accept(column.cell.name, column_objection(checking.model, column, *given), limit))
    return std::nullopt;
  return given;
}

class ExampleCheck {
 public:
  ExampleCheck(Checking& checking, ast::ExampleDecl& said) : checking_(checking), said_(said) {}

  TypedExample run() {
    example_.name = said_.name.value;
    example_.span = said_.span;
    for (auto& item : said_.items)
      if (auto* givens = std::get_if<ast::GivenItem>(&item)) give(*givens);
    for (auto& item : said_.items) {
      if (auto* table = std::get_if<ast::ExampleTable>(&item)) add_table(*table);
      if (auto* expect = std::get_if<ast::ExpectItem>(&item)) add_expectations(*expect);
    }
    if (!example_.is_table) example_.rows.push_back({said_.span, shared_, {}});
    if (!expects_)
      checking_.findings
          .add(Code::ExpectsNothing, said_.name.span, "the example expects nothing, so it cannot fail")
          .help = "write `expect …`, or results right of a `:` in its table";
    return std::move(example_);
  }

  [[nodiscard]] bool gives_as_of() const { return gives_as_of_; }
  [[nodiscard]] bool reads_as_of() const { return reads_as_of_; }

 private:
  /// Notes that a name is given; false after a report where it already was.
  bool first_time(const Reference& target, const ast::Name& name) {
    if (target.entity == Entity::AsOf) gives_as_of_ = true;
    const auto earlier =
        std::find_if(given_.begin(), given_.end(), [&](const auto& g) { return g.first == target; });
    if (earlier == given_.end()) {
      given_.emplace_back(target, name.span);
      return true;
    }
    Finding& finding = checking_.findings.add(Code::GivenTwice, name.span,
                                              fmt::format("{} is given twice", code(name.text)));
    finding.others.push_back({earlier->second, "given first here"});
    finding.help = "keep one of them";
    return false;
  }

  void give(ast::GivenItem& item) {
    for (ast::Given& given : item.givens) {
      const auto target = find_givable(checking_, given.name);
      if (!target || !first_time(*target, given.name)) continue;
      const auto value = given_value(checking_, *target, *given.value);
      if (!value) continue;
      shared_.push_back({*target, *value, given.span});
      if (target->entity != Entity::Column) example_.settings.push_back(shared_.back());
    }
  }

  void add_table(ast::ExampleTable& table) {
    example_.is_table = true;
    std::vector<std::optional<Reference>> inputs;
    const std::size_t before = given_.size();
    for (const ast::Name& name : table.columns) {
      auto target = find_givable(checking_, name);
      if (target && !first_time(*target, name)) target.reset();
      inputs.push_back(target);
    }
    std::vector<bool> typed;
    for (const ast::ExprPtr& expected : table.expected) {
      expects_ = true;
      typed.push_back(checking_.typing.expression(*expected));
      note_as_of(*expected);
    }
    for (ast::ExampleTable::Row& row : table.rows)
      add_row(table, row, inputs, typed);
    given_.resize(before); // another table of the example may give the same names
  }

  void add_row(ast::ExampleTable& table, ast::ExampleTable::Row& row,
               const std::vector<std::optional<Reference>>& inputs, const std::vector<bool>& typed) {
    if (!same_length(row, "before", row.inputs.size(), inputs.size()) ||
        !same_length(row, "behind", row.expected.size(), typed.size()))
      return;
    TypedExampleRow result{row.span, shared_, {}};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!inputs[i]) continue;
      if (const auto value = given_value(checking_, *inputs[i], *row.inputs[i]))
        result.givens.push_back({*inputs[i], *value, row.inputs[i]->span});
    }
    for (std::size_t i = 0; i < typed.size(); ++i)
      if (typed[i] && expected_value(*table.expected[i], *row.expected[i]))
        result.expected.push_back({table.expected[i].get(), row.expected[i].get()});
    example_.rows.push_back(std::move(result));
  }

  bool same_length(const ast::ExampleTable::Row& row, std::string_view side, std::size_t has,
                   std::size_t needs) {
    if (has == needs) return true;
    Finding& finding = checking_.findings.add(
        Code::RowLength, row.span,
        fmt::format("the row has {} value{} {} the colon, and the table has {} name{} there", has,
                    has == 1 ? "" : "s", side, needs, needs == 1 ? "" : "s"));
    finding.help = "write one value for each name; `missing` is an empty cell";
    return false;
  }

  /// The literal that an answer must be equal to: of the answer's type, or `missing` for an empty cell.
  bool expected_value(const ast::Expr& subject, ast::Expr& value) {
    Type wanted = subject.type;
    wanted.optional = true;
    wanted.whole = false;
    wanted.places.reset();
    const PlaceNote because{subject.span, fmt::format("this is {}", describe(subject.type, checking_.model))};
    return literal_value(checking_, value, wanted, because, "what is expected").has_value();
  }

  void add_expectations(ast::ExpectItem& expect) {
    for (const ast::ExprPtr& condition : expect.conditions) {
      expects_ = true;
      if (!checking_.typing.expectation(*condition)) continue;
      note_as_of(*condition);
      example_.conditions.push_back(condition.get());
    }
  }

  void note_as_of(const ast::Expr& expression) {
    std::vector<Read> reads;
    int depth = 0;
    collect_reads(expression, reads, depth);
    for (const Read& read : reads)
      reads_as_of_ |= read.target.entity == Entity::AsOf;
  }

  Checking& checking_;
  ast::ExampleDecl& said_;
  TypedExample example_;
  std::vector<TypedGiven> shared_;
  std::vector<std::pair<Reference, Span>> given_;
  bool expects_ = false;
  bool gives_as_of_ = false;
  bool reads_as_of_ = false;
};

bool reads_day(const Reading& reading) {
  const auto reads = [](const auto& entry) {
    return std::any_of(entry.second.reads.begin(), entry.second.reads.end(),
                       [](const Reading::Edge& edge) { return edge.node.of == Node::Of::AsOf; });
  };
  return std::any_of(reading.entries.begin(), reading.entries.end(), reads);
}

} // namespace

void check_examples(Checking& checking, const Reading& reading) {
  const bool model_reads_day = reads_day(reading);
  checking.in_example = true;
  for (ast::ExampleDecl* said : checking.declarations.examples) {
    const Typing::DeclarationScope scope(checking.typing, {});
    ExampleCheck check(checking, *said);
    checking.model.examples.push_back(check.run());
    if ((model_reads_day || check.reads_as_of()) && !check.gives_as_of())
      checking.findings
          .add(Code::AsOfNotGiven, said->name.span,
               "the model reads the day of the decision, and the example has none")
          .help = "write `given as_of = 2025-01-01`";
  }
  checking.in_example = false;
}

} // namespace strata
