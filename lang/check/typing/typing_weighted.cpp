// Typing of weighted values: parts of one unit, constant weights that add up, dimensions with their own
// weights.
#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"
#include "lang/syntax/clone.hpp"

namespace strata {

namespace {

std::string percent(const Number& share) {
  return (share * Number(100)).to_text() + "%";
}

} // namespace

bool ExpressionTyping::fill_dimensions(ast::Weighted& node) {
  node.parts.clear();
  for (std::uint32_t i = 0; i < model_.dimensions.size(); ++i) {
    const ast::DimensionDecl& declaration = *model_.dimensions[i].declaration;
    if (!declaration.weight) continue;
    const std::optional<Number> weight = names_.dimension_weight(i);
    Reference target;
    const std::optional<Type> type = names_.resolve({expression_.span, declaration.name.text}, target);
    if (!weight || !type) return false;
    auto value = std::make_unique<ast::Expr>();
    value->span = declaration.weight->span;
    value->node = ast::NameUse{.name = {declaration.weight->span, declaration.name.text},
                               .target = {.entity = Entity::Dimension, .index = i}};
    value->type = *type;
    if (facts_.holds(target)) value->type.optional = false;
    ast::ExprPtr weight_copy = clone(*declaration.weight);
    if (!typing_.expression(*weight_copy)) return false;
    node.parts.push_back({.span = declaration.weight->span,
                          .value = std::move(value),
                          .weight = std::move(weight_copy),
                          .folded_weight = *weight});
  }
  if (!node.parts.empty()) return true;
  report(Code::NothingWeighted, expression_.span, "no dimension has a weight").help =
      "declare one: `dimension NAME weight 40% = …`";
  return false;
}

bool ExpressionTyping::weight(ast::WeightedPart& part) {
  if (!operand(*part.weight)) return false;
  if (part.weight->type.kind != Kind::Number) {
    Finding& finding = report(Code::WrongType, part.weight->span,
                              fmt::format("a weight is a number, and {} is {}", text_of(*part.weight),
                                          described(part.weight->type)),
                              described(part.weight->type));
    add_origin(finding, *part.weight);
    return false;
  }
  const std::optional<Value> value = typing_.constant(*part.weight, "a weight");
  if (!value) return false;
  part.folded_weight = std::get<Number>(*value);
  if (!part.folded_weight.is_negative()) return true;
  report(Code::BadConstant, part.weight->span,
         fmt::format("a weight may not be below 0, and this one is {}", part.folded_weight.to_text()));
  return false;
}

bool ExpressionTyping::at_least(ast::Weighted& node) {
  if (!node.at_least) return true;
  if (!operand(*node.at_least)) return false;
  std::optional<Value> value;
  if (node.at_least->type.kind == Kind::Number) {
    value = typing_.constant(*node.at_least, "the least share");
    if (!value) return false;
  }
  const Number* share = value ? std::get_if<Number>(&*value) : nullptr;
  if (share != nullptr && !share->is_negative() && *share <= Number(1)) return true;
  Finding& finding =
      report(Code::BadConstant, node.at_least->span, "the least share must lie between 0% and 100%");
  if (share != nullptr && *share > Number(1) && *share <= Number(100))
    finding.help = fmt::format("did you mean {}%?", share->to_text());
  return false;
}

namespace {

/// Of so many weights a message shows each.
constexpr std::size_t kMostWeights = 8;

/// "55% + 40% = 95%"; nothing for a single weight, which is its own sum.
std::string sum_in_words(const std::vector<ast::WeightedPart>& parts, const Number& sum) {
  if (parts.size() < 2) return {};
  std::string terms;
  for (std::size_t i = 0; i < parts.size() && i < kMostWeights; ++i)
    terms += (i == 0 ? "" : " + ") + percent(parts[i].folded_weight);
  if (parts.size() > kMostWeights) terms += fmt::format(" + {} more", parts.size() - kMostWeights);
  return terms + " = " + percent(sum);
}

} // namespace

/// A weight is read by the name of its part: for points and reasons, a name stands once.
bool ExpressionTyping::parts_stand_once(const ast::Weighted& node) {
  if (inside_rule()) return true; // two arguments may be the same at this use
  std::map<std::string_view, Span> seen;
  for (const ast::WeightedPart& part : node.parts) {
    const auto* name = std::get_if<ast::NameUse>(&part.value->node);
    if (name == nullptr) continue;
    const auto [first, added] = seen.emplace(name->name.text, part.value->span);
    if (added) continue;
    Finding& finding =
        report(Code::PartTwice, part.value->span, fmt::format("{} is weighted twice", code(name->name.text)));
    finding.others.push_back({first->second, "first here"});
    finding.help = "give it one line with the sum of its weights";
    return false;
  }
  return true;
}

bool ExpressionTyping::weights_add_up(const ast::Weighted& node) {
  Number sum;
  for (const ast::WeightedPart& part : node.parts)
    sum = sum + part.folded_weight;
  if (node.form == ast::WeightedForm::Relative ? !sum.is_zero() : sum == Number(1)) return true;
  if (node.form == ast::WeightedForm::Relative) {
    report(Code::WeightsOff, word_at(expression_.span, "weighted"),
           "all weights are 0, so nothing has a share");
    return false;
  }
  Finding& finding = report(Code::WeightsOff, word_at(expression_.span, "weighted"),
                            fmt::format("the weights add up to {}, not to 100%", percent(sum)),
                            sum_in_words(node.parts, sum));
  for (std::size_t i = 0; node.of_dimensions && i < node.parts.size() && i < kMostWeights; ++i) {
    const ast::WeightedPart& part = node.parts[i];
    finding.others.push_back(
        {part.weight->span, fmt::format("{}: {}", code(print(*part.value)), percent(part.folded_weight))});
  }
  std::size_t idle = 0;
  for (const TypedDimension& dimension : model_.dimensions)
    if (node.of_dimensions && !dimension.declaration->weight && ++idle <= kMostWeights)
      finding.others.push_back({dimension.declaration->name.span, "has no weight, so it takes no part"});
  const auto above_one =
      std::find_if(node.parts.begin(), node.parts.end(),
                   [](const ast::WeightedPart& part) { return part.folded_weight > Number(1); });
  if (above_one != node.parts.end()) {
    const std::string weight = above_one->folded_weight.to_text();
    finding.help = fmt::format("a weight is a share: {0} of 100 is written `{0}%`", weight);
    return false;
  }
  finding.help = node.form == ast::WeightedForm::Available
                     ? "change a weight"
                     : "change a weight, or write `weighted relative` to divide by their sum";
  return false;
}

bool ExpressionTyping::operator()(ast::Weighted& node) {
  bool good = true;
  if (node.of_dimensions) {
    good = fill_dimensions(node);
  } else {
    for (ast::WeightedPart& part : node.parts) {
      good = typing_.expression(*part.value) && good;
      good = weight(part) && good;
    }
  }
  good = at_least(node) && good;
  if (!good) return false;
  std::vector<ast::Expr*> values;
  bool finite_weights = true;
  bool literal_weights = true;
  Number sum = 0;
  for (const ast::WeightedPart& part : node.parts) {
    if (node.form != ast::WeightedForm::Available && part.value->type.optional && !all_must_be_present(part))
      return false;
    values.push_back(part.value.get());
    finite_weights = finite_weights && part.weight->type.finite;
    literal_weights = literal_weights && typing_.dependence(*part.weight) == Dependence::Literals;
    sum = sum + part.folded_weight;
  }
  std::optional<Type> type = joined(values, "the parts of `weighted`");
  if (!type) return false;
  if (!type->is_numeric()) {
    report(Code::WrongType, values.front()->span,
           fmt::format("numbers and money can be weighted, and {} is {}", text_of(*values.front()),
                       described(*type)),
           described(*type));
    return false;
  }
  if (!parts_stand_once(node) || !weights_add_up(node)) return false;
  // Shared over what is left, or divided by a sum that parameters may change, weights may be any fraction.
  if (node.form == ast::WeightedForm::Relative)
    finite_weights = finite_weights && literal_weights && (Number(1) / sum).decimals().has_value();
  type->finite = type->finite && finite_weights && node.form != ast::WeightedForm::Available;
  type->optional = type->optional && node.form == ast::WeightedForm::Available;
  type->whole = false;
  type->literal = false;
  type->places.reset();
  return becomes(*type);
}

bool ExpressionTyping::all_must_be_present(const ast::WeightedPart& part) {
  Finding& finding =
      report(Code::MissingNotHandled, part.value->span,
             fmt::format("{} may be missing, and `weighted` needs all its parts", text_of(*part.value)),
             "may be missing");
  add_missing_origin(finding, *part.value);
  finding.help =
      fmt::format("write `weighted available` to share its weight over the others, or `{} default …`",
                  written_as(*part.value));
  return false;
}

} // namespace strata
