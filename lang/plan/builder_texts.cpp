// Folding of texts: a text that is one of a known list is its place there, so that texts are compared, looked
// up and chosen as numbers; and functions of such texts are tables.
#include <algorithm>

#include "lang/check/intervals/possible.hpp"
#include "lang/plan/builder.hpp"

namespace strata::plan {

namespace {

std::size_t place_of(const std::vector<std::string>& texts, const std::string& text) {
  return static_cast<std::size_t>(std::find(texts.begin(), texts.end(), text) - texts.begin());
}

/// Where each of `texts` stands in `list`; its size where one does not.
std::vector<Number> places_in(const std::vector<std::string>& list, const std::vector<std::string>& texts) {
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < list.size(); ++i)
    known.emplace(list[i], i);
  std::vector<Number> places;
  for (const std::string& text : texts) {
    const auto found = known.find(text);
    places.emplace_back(static_cast<std::int64_t>(found == known.end() ? list.size() : found->second));
  }
  return places;
}

/// `list` and what of `more` is not in it.
std::vector<std::string> joined(std::vector<std::string> list, const std::vector<std::string>& more) {
  const std::size_t size = list.size();
  const std::vector<Number> places = places_in(list, more);
  for (std::size_t i = 0; i < more.size(); ++i)
    if (places[i] == Number(static_cast<std::int64_t>(size)) && place_of(list, more[i]) == list.size())
      list.push_back(more[i]);
  return list;
}

} // namespace

StepId Builder::pick_text(StepId index, const std::vector<std::string>& texts) {
  if (const Number* place = number_of(index))
    return text(texts[static_cast<std::size_t>(place->to_int64().value_or(0))]);
  if (const auto* inner = as<Pick>(index)) {
    std::vector<std::string> through;
    for (const Number& place : inner->values)
      through.push_back(texts[static_cast<std::size_t>(place.to_int64().value_or(0))]);
    return pick_text(inner->index, through);
  }
  // INVARIANT: the texts of a PickText are distinct, so that equal texts have equal places.
  std::vector<std::string> distinct = joined({}, texts);
  if (distinct.size() == 1) return text(distinct.front());
  if (distinct.size() < texts.size()) {
    const StepId place = pick(index, places_in(distinct, texts));
    // Where that is a table again, it is one over more texts than there are: it stays as it is.
    return intern(StepKind::Text, PickText{place, std::move(distinct)});
  }
  return intern(StepKind::Text, PickText{index, texts});
}

std::optional<Builder::CodedText> Builder::coded(StepId step) {
  if (const std::string* value = text_of(step)) {
    std::vector<std::string> texts = {*value};
    return CodedText{.index = number(0), .texts = std::move(texts)};
  }
  if (const auto* one = as<PickText>(step)) return CodedText{.index = one->index, .texts = one->texts};
  return std::nullopt;
}

std::optional<StepId> Builder::select_text(StepId condition, StepId then, StepId otherwise) {
  const std::optional<CodedText> left = coded(then);
  const std::optional<CodedText> right = coded(otherwise);
  if (!left || !right) return std::nullopt;
  const std::vector<std::string> texts = joined(left->texts, right->texts);
  const StepId place = pick(right->index, places_in(texts, right->texts));
  return pick_text(select(condition, left->index, place), texts);
}

std::optional<StepId> Builder::compare_coded(ast::Comparison op, const CodedText& left,
                                             const CodedText& right) {
  if (number_of(right.index) != nullptr) {
    std::vector<bool> truths;
    for (const std::string& one : left.texts)
      truths.push_back(holds(op, one, right.texts.front()));
    return truth_at(left.index, truths);
  }
  if (op != ast::Comparison::Equal && op != ast::Comparison::NotEqual) return std::nullopt;
  return compare(op, left.index, pick(right.index, places_in(left.texts, right.texts)));
}

StepId Builder::compare_text(ast::Comparison op, StepId left, StepId right) {
  using enum ast::Comparison;
  if (left == right) return truth(op == Equal || op == LessEqual || op == GreaterEqual);
  if (text_of(left) != nullptr || (text_of(right) == nullptr && right < left)) {
    std::swap(left, right);
    op = turned(op);
  }
  const std::optional<CodedText> a = coded(left);
  const std::optional<CodedText> b = coded(right);
  if (a && b)
    if (const std::optional<StepId> simpler = compare_coded(op, *a, *b)) return *simpler;
  return intern(StepKind::Truth, CompareText{op, left, right});
}

StepId Builder::find_text(StepId subject, std::vector<std::string> texts) {
  if (const std::optional<CodedText> one = coded(subject))
    return pick(one->index, places_in(texts, one->texts));
  NumberRange range{
      .least = Number(0), .greatest = Number(static_cast<std::int64_t>(texts.size())), .decimals = 0};
  return intern(StepKind::Number, FindText{subject, std::move(texts)}, std::move(range));
}

namespace {

StepKind kind_of_result(Builtin builtin) {
  switch (builtin) {
  case Builtin::Lower:
  case Builtin::Upper: return StepKind::Text;
  case Builtin::Contains:
  case Builtin::StartsWith:
  case Builtin::EndsWith: return StepKind::Truth;
  default: return StepKind::Number;
  }
}

NumberRange range_of_result(const Function& function) {
  switch (function.builtin) {
  case Builtin::AddMonths: return calendar_days();
  case Builtin::Length: return {.least = Number(0), .greatest = {}, .decimals = 0};
  // Between dates lie fewer than 10,000 years.
  case Builtin::MonthsBetween: return {.least = Number(-120'000), .greatest = Number(120'000), .decimals = 0};
  case Builtin::YearsBetween: return {.least = Number(-10'000), .greatest = Number(10'000), .decimals = 0};
  case Builtin::Sqrt:
  case Builtin::Exp:
  case Builtin::StddevOf:
  case Builtin::SampleStddevOf: return {.least = Number(0), .greatest = {}, .decimals = function.places};
  case Builtin::Ln:
  case Builtin::Decay: return {.least = {}, .greatest = {}, .decimals = function.places};
  case Builtin::VarianceOf: return {.least = Number(0), .greatest = {}, .decimals = {}};
  default: return {};
  }
}

} // namespace

/// A function of one text of a known list and of constants, as a table.
std::optional<StepId> Builder::function_at(const Function& function) {
  const StepKind result = kind_of_result(function.builtin);
  const auto* chosen = as<PickText>(function.arguments.front());
  if (chosen == nullptr) return std::nullopt;
  const PickText subject = *chosen;
  std::vector<Constant> arguments(1);
  for (std::size_t i = 1; i < function.arguments.size(); ++i) {
    const std::optional<Constant> argument = constant_of(function.arguments[i]);
    if (!argument) return std::nullopt;
    arguments.push_back(*argument);
  }
  std::vector<Number> numbers;
  std::vector<bool> truths;
  std::vector<std::string> texts;
  for (const std::string& one : subject.texts) {
    arguments[0] = one;
    const std::optional<Constant> value = function_of_constants(function.builtin, arguments, function.places);
    if (!value) return std::nullopt;
    if (result == StepKind::Number) numbers.push_back(std::get<Number>(*value));
    if (result == StepKind::Truth) truths.push_back(std::get<bool>(*value));
    if (result == StepKind::Text) texts.push_back(std::get<std::string>(*value));
  }
  if (result == StepKind::Number) return pick(subject.index, std::move(numbers));
  if (result == StepKind::Truth) return truth_at(subject.index, truths);
  return pick_text(subject.index, texts);
}

StepId Builder::function(Function function) {
  std::vector<Constant> arguments;
  for (const StepId argument : function.arguments)
    if (std::optional<Constant> value = constant_of(argument)) arguments.push_back(std::move(*value));
  const StepKind result = kind_of_result(function.builtin);
  if (arguments.size() == function.arguments.size()) {
    if (const auto value = function_of_constants(function.builtin, arguments, function.places))
      return constant(*value);
    return number(0); // undefined: some value
  }
  if (const std::optional<StepId> table = function_at(function)) return *table;
  NumberRange range = range_of_result(function);
  return intern(result, std::move(function), std::move(range));
}

StepId Builder::undefined(const Function& function) {
  using enum ast::Comparison;
  constexpr std::int64_t kGreatestExponent = 10'000; // the limit of e to the power x
  // Far below the limit of a power of 2, and far beyond any age that a customer has.
  constexpr std::int64_t kMostHalfLives = 1'000;
  std::vector<Constant> arguments;
  for (const StepId argument : function.arguments)
    if (std::optional<Constant> value = constant_of(argument)) arguments.push_back(std::move(*value));
  if (arguments.size() == function.arguments.size())
    return truth(!function_of_constants(function.builtin, arguments, function.places));
  const auto argument = [&](std::size_t i) { return function.arguments[i]; };
  switch (function.builtin) {
  case Builtin::Sqrt: return compare(Less, argument(0), number(0));
  case Builtin::Ln: return compare(LessEqual, argument(0), number(0));
  case Builtin::Exp: return compare(Greater, argument(0), number(kGreatestExponent));
  case Builtin::Power: {
    const Number* exponent = number_of(argument(1));
    const bool inverse = exponent == nullptr || exponent->is_negative();
    return inverse ? compare(Equal, argument(0), number(0)) : no();
  }
  case Builtin::Decay: {
    const StepId age = argument(1);
    const StepId half_life = argument(2);
    const StepId grown =
        affine({.constant = {}, .terms = {{Number(1), age}, {Number(kMostHalfLives), half_life}}});
    return either(compare(LessEqual, half_life, number(0)), compare(Less, grown, number(0)));
  }
  case Builtin::AddMonths:
    return intern(StepKind::Truth, FunctionUndefined{function.builtin, function.arguments});
  default: return no();
  }
}

} // namespace strata::plan
