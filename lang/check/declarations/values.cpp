// Definitions, dimensions, scores and shown values: what they are worth, whether that can be written out,
// weights. Each is typed when it is first read; what is left over is typed at the end.
#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

/// The smallest part that brings in a value without a finite decimal form: where the rounding belongs.
const ast::Expr& endless_part(const ast::Expr& value) {
  const ast::Expr* found = nullptr;
  each_part(value, [&](const ast::Expr& part) {
    if (found == nullptr && part.type.is_numeric() && !part.type.finite) found = &part;
  });
  return found == nullptr ? value : endless_part(*found);
}

/// Types a value and drops what only its own text knows.
bool type_value(Checking& checking, ast::Expr& value, Type& type) {
  if (!checking.typing.expression(value)) return false;
  type = value.type;
  type.literal = false;
  return true;
}

/// A dimension and a score are figures.
bool require_figure(Checking& checking, const ast::Expr& value, const Type& type, std::string_view what) {
  if (type.is_numeric()) return true;
  checking.findings
      .add(Code::NoFigure, value.span,
           fmt::format("{} is a number or money, and this is {}", what, describe(type, checking.model)))
      .help = type.kind == Kind::Missing ? "say what it is worth where it is not missing"
                                         : "to see it as a column of the result, write `show NAME = …`";
  return false;
}

void type_weight(Checking& checking, TypedDimension& dimension, ast::DimensionDecl& said) {
  if (!said.weight) return;
  Type number;
  if (!checking.typing.require(*said.weight, number, {said.name.span, "a weight is a number"})) return;
  const auto weight = checking.typing.constant(*said.weight, "a weight");
  if (!weight) return;
  if (const Number& value = std::get<Number>(*weight); value.is_negative()) {
    checking.findings
        .add(Code::WeightNegative, said.weight->span,
             fmt::format("a weight is not below 0, and this one is {}", value.to_text()))
        .help = "to let more of something count for less, turn its scale round";
    return;
  }
  dimension.weight = std::get<Number>(*weight);
}

} // namespace

bool require_finite(Checking& checking, const ast::Expr& value, std::string_view what, bool may_say_places) {
  if (!value.type.is_numeric() || value.type.finite) return true;
  const ast::Expr& part = endless_part(value);
  Finding& finding = checking.findings.add(
      Code::NotFinite, part.span, fmt::format("{} is written out, and may have no last decimal", what),
      "may have no last decimal, as 1 / 3");
  finding.help = may_say_places
                     ? "say how many are shown (`to 2 places` before the `=`), or round it: `round(…, 2)`"
                     : "round it: `round(…, 2)`";
  return false;
}

bool type_definition(Checking& checking, std::uint32_t index) {
  if (checking.model.definitions[index].rule) return true; // a rule is typed where it is used
  return type_value(checking, *checking.declarations.definitions[index]->value,
                    checking.model.definitions[index].type);
}

bool type_dimension(Checking& checking, std::uint32_t index) {
  TypedDimension& dimension = checking.model.dimensions[index];
  ast::DimensionDecl& said = *checking.declarations.dimensions[index];
  type_weight(checking, dimension, said);
  const std::string what = fmt::format("the dimension {}", code(dimension.name));
  if (!said.value) {
    if (!dimension.column) return false; // reported when it was collected
    const TypedColumn& column = checking.model.columns[*dimension.column];
    dimension.type = column.type;
    if (column.type.is_numeric()) return true;
    checking.findings
        .add(Code::NoFigure, said.name.span,
             fmt::format("a dimension is a number or money, and this column is {}",
                         describe(column.type, checking.model)))
        .others.push_back({column.declaration->base_span, "its type"});
    return false;
  }
  if (!type_value(checking, *said.value, dimension.type)) return false;
  if (!require_figure(checking, *said.value, dimension.type, "a dimension")) return false;
  if (!dimension.places) require_finite(checking, *said.value, what, true);
  return true;
}

bool type_score(Checking& checking, std::uint32_t index) {
  TypedScore& score = checking.model.scores[index];
  ast::ScoreDecl& said = *checking.declarations.scores[index];
  if (!type_value(checking, *said.value, score.type)) return false;
  if (!require_figure(checking, *said.value, score.type, "a score")) return false;
  if (!score.places)
    require_finite(checking, *said.value, fmt::format("the score {}", code(score.name)), true);
  return true;
}

bool type_shown(Checking& checking, std::uint32_t index) {
  TypedShown& shown = checking.model.shown[index];
  ast::ShowDecl& said = *checking.declarations.shown[index];
  if (!type_value(checking, *said.value, shown.type)) return false;
  if (shown.type.kind == Kind::Missing) {
    checking.findings.add(Code::NoFigure, said.value->span, "this value is always missing").help =
        "say what it is worth where it is not missing";
    return false;
  }
  if (shown.places && !shown.type.is_numeric()) {
    checking.findings.add(Code::FlagMisfit, said.places->span,
                          fmt::format("`to N places` is for numbers and money, and {} is {}",
                                      code(shown.name), describe(shown.type, checking.model)));
    return true;
  }
  if (!shown.places)
    require_finite(checking, *said.value, fmt::format("the shown value {}", code(shown.name)), true);
  return true;
}

void check_values(Checking& checking) {
  checking.demand.type_all();
}

} // namespace strata
