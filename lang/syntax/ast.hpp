// Takes: nothing; the syntax tree of a model.
// Returns: a closed variant of declarations, each with its span and its expressions (ast_expression.hpp).
// Guarantees: the parser fills everything; the order of declarations and of lines is that of the text.
// Does not: resolve names.
#pragma once

#include <functional>
#include <set>

#include "lang/syntax/ast_expression.hpp"

namespace strata::ast {

// ---- declarations
// -------------------------------------------------------------------------------------------

/// `model NAME "title"`.
struct ModelDecl {
  Span span;
  Name name;
  std::optional<Text> title;
};
struct VersionDecl {
  Span span;
  Text version;
};
/// `effective 2025-01-01 .. 2025-12-31`; either end may be absent.
struct EffectiveDecl {
  Span span;
  std::optional<Date> from;
  std::optional<Date> until; ///< the last day on which it holds
};
struct CurrencyDecl {
  Span span;
  Name code;
};
/// `rate USD = EXPR`.
struct RateDecl {
  Span span;
  Name code;
  ExprPtr value;
};

/// `in LO .. HI`; either end may be absent.
struct Range {
  Span span;
  ExprPtr low;
  ExprPtr high;
};
enum class ColumnBase : std::uint8_t {
  Number,
  Whole,
  Money,
  Text,
  Boolean,
  Date,
  Duration,
  OneOf,
  RowNumberKey
};
/// One column: its type and its flags, in any order.
struct ColumnDecl {
  Span span;
  Name name;
  ColumnBase base = ColumnBase::Number;
  Span base_span;
  std::optional<Name> currency; ///< `money USD`
  std::vector<Text> choices;    ///< `one of "a", "b"`
  std::optional<Places> places; ///< `number to 1 place`
  std::optional<Range> range;
  std::optional<Span> optional_flag;
  std::optional<Span> key_flag;
  std::optional<Span> sensitive_flag;
  std::optional<Span> protected_flag;
  ExprPtr default_value;
  std::optional<Text> header;                         ///< `from "Header"`
  std::vector<ExprPtr> missing_as;                    ///< text and (negative) number literals
  std::optional<Text> date_form;                      ///< `date as "M/D/YYYY"`
  std::optional<std::pair<Text, Text>> boolean_forms; ///< `boolean as "Yes"/"No"`
};
struct CustomerDecl {
  Span span;
  std::vector<ColumnDecl> columns;
};
/// `parameter NAME = V [in LO .. HI] [step S] [one of V, …] ["…"]`.
struct ParameterDecl {
  Span span;
  Name name;
  ExprPtr value;
  std::optional<Range> range;
  ExprPtr step;
  std::vector<ExprPtr> choices;
  std::optional<Text> note;
};
/// `define NAME = EXPR` or `define NAME(a, b) = EXPR`, a named rule.
struct DefineDecl {
  Span span;
  Name name;
  bool rule = false; ///< written with brackets
  std::vector<Name> arguments;
  ExprPtr value;
};
/// `dimension NAME "label" weight W [to N places] [= EXPR]`; weight may be absent.
struct DimensionDecl {
  Span span;
  Name name;
  std::optional<Text> label;
  ExprPtr weight;
  std::optional<Places> places;
  ExprPtr value; ///< null: the column of that name
};
struct ScoreDecl {
  Span span;
  Name name;
  std::optional<Places> places;
  ExprPtr value;
};
struct ShowDecl {
  Span span;
  Name name;
  std::optional<Text> label;
  std::optional<Places> places;
  ExprPtr value;
};
/// One line of a scale. A tier has one line; in a matrix it may have several, one per cell.
struct TierArm {
  Span span;
  Name tier;
  std::optional<Text> label;
  std::vector<Pattern> patterns; ///< one per subject, or a lone Otherwise; empty where arms are conditions …
  ExprPtr condition;             ///< … and then this (null: `otherwise`)
};
/// `tiers [NAME] [by SUBJECT] { … }`; without subjects the arms are conditions.
struct TiersDecl {
  Span span;
  std::optional<Name> name;
  std::vector<ExprPtr> subjects;
  std::vector<TierArm> arms;
};
struct GroupDecl {
  Span span;
  Name name;
  std::vector<ExprPtr> tiers; ///< NameUse or Member
};
/// `[hard] cap at T "reason" when COND`, `floor at T …`, `lower by N …`.
struct AdjustDecl {
  enum class Form : std::uint8_t { Cap, HardCap, Floor, Lower };
  Span span;
  Form form = Form::Cap;
  std::optional<Name> tier; ///< cap and floor
  ExprPtr steps;            ///< lower
  Text reason;
  ExprPtr condition;
};
/// `exclude "reason" when COND`, `unrated "reason" when COND`.
struct ScreenDecl {
  enum class Form : std::uint8_t { Exclude, Unrated };
  Span span;
  Form form = Form::Exclude;
  Text reason;
  ExprPtr condition;
};
struct AttributeDecl {
  Span span;
  Name name;
  ExprPtr value;
};
/// `policy S, core { … }`, `policy all { … }`, `policy unrated { … }`.
struct PolicyDecl {
  Span span;
  std::vector<Name> targets; ///< tiers, groups, or the single word `all` or `unrated`
  std::vector<AttributeDecl> attributes;
};
/// `better NAME rising|falling ["a", "b", …]`.
struct BetterDecl {
  Span span;
  Name name;
  bool rising = true;
  std::vector<Text> order;
};
struct ReasonsDecl {
  Span span;
  ExprPtr count;
};

/// `NAME = V` of a `given`; the value is a literal, a tier, `unrated` or `missing`.
struct Given {
  Span span;
  Name name;
  ExprPtr value;
};
/// `customers (id, y0) : (score, tier) { … }`.
struct ExampleTable {
  struct Row {
    Span span;
    std::vector<ExprPtr> inputs;
    std::vector<ExprPtr> expected;
  };
  Span span;
  Name kind; ///< `customers`
  std::vector<Name> columns;
  std::vector<ExprPtr> expected; ///< right of ":": NameUse, CoverageOf, PointsOf, LevelOf, Member
  std::vector<Row> rows;
};
/// One item of an example, in the order written.
struct GivenItem {
  Span span;
  std::vector<Given> givens;
};
struct ExpectItem {
  Span span;
  std::vector<ExprPtr> conditions;
};
struct ExampleDecl {
  Span span;
  Text name;
  std::vector<std::variant<GivenItem, ExampleTable, ExpectItem>> items;
};

using Declaration =
    std::variant<ModelDecl, VersionDecl, EffectiveDecl, CurrencyDecl, RateDecl, CustomerDecl, ParameterDecl,
                 DefineDecl, DimensionDecl, ScoreDecl, ShowDecl, TiersDecl, GroupDecl, AdjustDecl, ScreenDecl,
                 PolicyDecl, BetterDecl, ReasonsDecl, ExampleDecl>;

/// `# …` up to the end of its line, without the line end.
struct Comment {
  Span span;
};

/// What mistakes have taken out of the tree: declarations, columns, and lines that are neither.
struct Lost {
  bool everything = false;                  ///< too much for the rest to mean anything
  std::set<std::string, std::less<>> words; ///< names it may have declared; "": it lacks its name
  std::set<std::string, std::less<>> kinds; ///< what may have been declared: `tiers`; `customer` for a column
  bool unknown_kind = false;                ///< something begins with no word that is near to a declaration's

  [[nodiscard]] bool may_declare(std::string_view kind) const {
    return unknown_kind || kinds.find(kind) != kinds.end();
  }
};

/// A model as written, as far as it could be read: every declaration and every column in it is whole.
struct Model {
  Span span;
  std::vector<Declaration> declarations;
  std::vector<Comment> comments; ///< in the order of their places
  Lost lost;
};

} // namespace strata::ast
