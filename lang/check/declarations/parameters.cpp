// Parameters: the declared value, what it may be set to, and the value that it has now. A setting is text
// from the command line or an example; it is read as the language writes values and must pass what the
// declaration demands.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

bool less(const Value& left, const Value& right) {
  return std::visit(overloaded{
                        [&](const Number& a) { return a < std::get<Number>(right); },
                        [&](const std::string& a) { return a < std::get<std::string>(right); },
                        [&](bool a) { return !a && std::get<bool>(right); },
                        [&](const Date& a) { return a < std::get<Date>(right); },
                        [&](const Duration& a) { return a < std::get<Duration>(right); },
                        [](const auto&) { return false; },
                    },
                    left);
}

std::optional<Value> literal_value(Checking& checking, ast::Expr& expression, const Type& wanted,
                                   const PlaceNote& because, std::string_view what) {
  const Typing::DeclarationScope scope(checking.typing, {});
  if (!checking.typing.require(expression, wanted, because)) return std::nullopt;
  if (checking.typing.dependence(expression) != Dependence::Literals) {
    checking.findings
        .add(Code::ReadsSomething, expression.span,
             fmt::format("{} is a constant and cannot read anything", what))
        .help = "write the value itself";
    return std::nullopt;
  }
  return checking.typing.constant(expression, what);
}

namespace {

/// Steps from `base` to `value`, as a number of `step`s.
Number steps_between(const Value& base, const Value& value, const Value& step) {
  if (const auto* number = std::get_if<Number>(&value))
    return (*number - std::get<Number>(base)) / std::get<Number>(step);
  const std::int64_t days = std::holds_alternative<Date>(value)
                                ? std::get<Date>(value).days() - std::get<Date>(base).days()
                                : std::get<Duration>(value).days - std::get<Duration>(base).days;
  return Number::ratio(days, std::get<Duration>(step).days);
}

bool is_positive(const Value& step) {
  if (const auto* number = std::get_if<Number>(&step)) return !number->is_negative() && !number->is_zero();
  const auto* duration = std::get_if<Duration>(&step);
  return duration != nullptr && duration->days > 0;
}

bool is_finite(const Value& value) {
  const auto* number = std::get_if<Number>(&value);
  return number == nullptr || number->decimals().has_value();
}

bool is_whole(const Value& value) {
  const auto* number = std::get_if<Number>(&value);
  return number != nullptr && number->is_whole();
}

/// Types and folds what one parameter declares.
class ParameterCheck {
 public:
  ParameterCheck(Checking& checking, std::uint32_t index)
      : checking_(checking),
        parameter_(checking.model.parameters[index]),
        said_(*checking.declarations.parameters[index]) {}

  bool run() {
    if (!declared_value()) return false;
    const std::size_t before = checking_.findings.all().size();
    choices();
    range();
    step();
    refine_type();
    if (checking_.findings.all().size() != before) return true; // the knob is crooked, its type is known
    if (const std::string objection = parameter_objection(checking_.model, parameter_, parameter_.value);
        !objection.empty())
      refuse(said_.value->span, objection, {limit_span(), "what it may be"});
    return true;
  }

 private:
  bool declared_value() {
    if (!checking_.typing.expression(*said_.value)) return false;
    parameter_.type = said_.value->type;
    parameter_.type.literal = false;
    if (parameter_.type.optional || parameter_.type.kind == Kind::Tier ||
        parameter_.type.kind == Kind::Missing) {
      checking_.findings
          .add(Code::ParameterKind, said_.value->span,
               fmt::format("a parameter cannot be {}", describe(parameter_.type, checking_.model)))
          .help = "it is a number, money, a date, a duration, true or false, or a text";
      return false;
    }
    const auto value =
        literal_value(checking_, *said_.value, parameter_.type, {said_.name.span, ""}, "a parameter");
    if (!value) return false;
    parameter_.value = *value;
    return true;
  }

  Type wanted() const {
    Type type = parameter_.type;
    type.whole = false;
    type.places.reset();
    type.values = Type::kAny;
    return type;
  }
  PlaceNote because() const { return {said_.value->span, "its value"}; }
  Span limit_span() const {
    if (said_.range) return said_.range->span;
    return said_.choices.empty() ? said_.name.span
                                 : cover(said_.choices.front()->span, said_.choices.back()->span);
  }

  void refuse(Span place, std::string_view objection, const PlaceNote& other) {
    checking_.findings
        .add(Code::ValueNotAccepted, place,
             fmt::format("the value of {} {}", code(parameter_.name), objection))
        .others.push_back(other);
  }

  void choices() {
    std::vector<Span> places;
    for (ast::ExprPtr& choice : said_.choices) {
      const auto value = literal_value(checking_, *choice, wanted(), because(), "a choice");
      if (!value) continue;
      const auto earlier = std::find(parameter_.choices.begin(), parameter_.choices.end(), *value);
      if (earlier != parameter_.choices.end())
        checking_.findings
            .add(Code::ChoiceTwice, choice->span,
                 fmt::format("{} stands twice in the list", written(*value, checking_.model)))
            .others.push_back({places[static_cast<std::size_t>(earlier - parameter_.choices.begin())],
                               "the first is here"});
      parameter_.choices.push_back(*value);
      places.push_back(choice->span);
    }
  }

  void range() {
    if (!said_.range) return;
    const Kind kind = parameter_.type.kind;
    if (kind == Kind::Text || kind == Kind::Boolean) {
      Finding& finding = checking_.findings.add(
          Code::FlagMisfit, said_.range->span,
          fmt::format("only numbers, money, dates and durations have a range, and {} is {}",
                      code(parameter_.name), describe(parameter_.type, checking_.model)));
      finding.others.push_back(because());
      finding.help = "list what it may be: `one of \"a\", \"b\"`";
      return;
    }
    if (said_.range->low)
      parameter_.least = literal_value(checking_, *said_.range->low, wanted(), because(), "a range");
    if (said_.range->high)
      parameter_.greatest = literal_value(checking_, *said_.range->high, wanted(), because(), "a range");
    if (parameter_.least && parameter_.greatest && less(*parameter_.greatest, *parameter_.least))
      checking_.findings
          .add(Code::RangeReversed, said_.range->span,
               fmt::format("the range of {} takes nothing: {} is above {}", code(parameter_.name),
                           written(*parameter_.least, checking_.model),
                           written(*parameter_.greatest, checking_.model)))
          .help = "write the smaller bound first";
  }

  void step() {
    if (!said_.step) return;
    const Kind kind = parameter_.type.kind;
    if (kind == Kind::Text || kind == Kind::Boolean) {
      checking_.findings.add(Code::FlagMisfit, said_.step->span,
                             fmt::format("{} has no steps: it is {}", code(parameter_.name),
                                         describe(parameter_.type, checking_.model)));
      return;
    }
    Type type = wanted();
    if (kind == Kind::Date) {
      type = Type{};
      type.kind = Kind::Duration;
    }
    const auto step = literal_value(checking_, *said_.step, type, because(), "a step");
    if (!step) return;
    if (is_positive(*step)) {
      parameter_.step = *step;
    } else {
      checking_.findings.add(
          Code::StepNotPositive, said_.step->span,
          fmt::format("a step is above 0, and this one is {}", written(*step, checking_.model)));
    }
  }

  /// What holds at every value that the parameter may be set to.
  void refine_type() {
    const auto& choices = parameter_.choices;
    if (parameter_.type.is_numeric()) {
      const bool grid = parameter_.step && is_whole(*parameter_.step) &&
                        is_whole(parameter_.least ? *parameter_.least : parameter_.value);
      const bool listed = !choices.empty() && std::all_of(choices.begin(), choices.end(), is_whole);
      parameter_.type.whole =
          parameter_.type.kind == Kind::Number && is_whole(parameter_.value) && (grid || listed);
      parameter_.type.finite =
          is_finite(parameter_.value) && std::all_of(choices.begin(), choices.end(), is_finite);
      parameter_.type.places.reset();
    }
    parameter_.type.values = Type::kAny;
    if (parameter_.type.kind != Kind::Text || choices.empty()) return;
    std::vector<std::string> texts;
    for (const Value& choice : choices)
      texts.push_back(std::get<std::string>(choice));
    parameter_.type.values = static_cast<std::int32_t>(checking_.model.closed_sets.size());
    checking_.model.closed_sets.push_back(std::move(texts));
  }

  Checking& checking_;
  TypedParameter& parameter_;
  ast::ParameterDecl& said_;
};

/// The value of `--set NAME=VALUE`, read as the language writes values; a text may go without its quotes.
std::optional<Value> read_setting(Checking& checking, const TypedParameter& parameter, SourceId source) {
  const std::string& text = checking.model.sources[source].text();
  if (parameter.type.kind == Kind::Text && (text.empty() || text.front() != '"')) return Value{text};
  const ast::ExprPtr expression = parse_expression(checking.model.sources, source, checking.findings);
  if (!expression) return std::nullopt;
  if (parameter.type.kind == Kind::Duration && std::holds_alternative<ast::NumberLiteral>(expression->node)) {
    Finding& finding = checking.findings.add(Code::WrongType, expression->span,
                                             fmt::format("{} is a number of days, and {} is a plain number",
                                                         code(parameter.name), print(*expression)));
    finding.others.push_back({parameter.declaration->value->span, "its declared value"});
    finding.help = fmt::format("did you mean `{} days`?", print(*expression));
    return std::nullopt;
  }
  Type wanted = parameter.type;
  wanted.whole = false;
  wanted.values = Type::kAny;
  return literal_value(checking, *expression, wanted,
                       {parameter.declaration->value->span, "its declared value"}, "a setting");
}

void apply_setting(Checking& checking, TypedParameter& parameter, const ParameterSetting& setting) {
  const SourceId source = checking.model.sources.add("--set " + setting.name, setting.value);
  const auto value = read_setting(checking, parameter, source);
  if (!value) return;
  const std::string objection = parameter_objection(checking.model, parameter, *value);
  if (objection.empty()) {
    parameter.value = *value;
    return;
  }
  const ast::ParameterDecl& said = *parameter.declaration;
  Finding& finding = checking.findings.add(
      Code::ValueNotAccepted, {source, 0, static_cast<std::uint32_t>(setting.value.size())},
      fmt::format("the value of {} {}", code(parameter.name), objection));
  finding.others.push_back({said.range ? said.range->span : said.name.span, "declared here"});
  if (const auto* word = std::get_if<std::string>(&*value)) {
    std::vector<std::string> choices;
    for (const Value& choice : parameter.choices)
      choices.push_back(std::get<std::string>(choice));
    finding.help = did_you_mean(*word, choices);
  }
}

void report_unknown_setting(Checking& checking, const ParameterSetting& setting) {
  const SourceId source = checking.model.sources.add("--set", setting.name + "=" + setting.value);
  std::vector<std::string> candidates;
  for (const TypedParameter& parameter : checking.model.parameters)
    candidates.push_back(parameter.name);
  Finding& finding = checking.findings.add(Code::UnknownParameter,
                                           {source, 0, static_cast<std::uint32_t>(setting.name.size())},
                                           fmt::format("the model has no parameter {}", code(setting.name)));
  finding.help = did_you_mean(setting.name, candidates);
  if (candidates.empty())
    finding.help = "it has no parameters at all; one is declared so: `parameter cut = 80 in 50 .. 90`";
  else if (finding.help.empty())
    finding.help = fmt::format("it has {}", listed(candidates));
  else if (candidates.size() > 1)
    finding.help += fmt::format(" The parameters are {}", listed(candidates));
}

void report_set_twice(Checking& checking, const ParameterSetting& setting) {
  const SourceId source = checking.model.sources.add("--set", setting.name + "=" + setting.value);
  checking.findings
      .add(Code::GivenTwice, {source, 0, static_cast<std::uint32_t>(setting.name.size())},
           fmt::format("{} is set twice", code(setting.name)))
      .help = "keep one of them";
}

} // namespace

// Settings are applied as soon as the parameter is typed: whatever folds it later sees its present value.
bool type_parameter(Checking& checking, std::uint32_t index) {
  if (!ParameterCheck(checking, index).run()) return false;
  TypedParameter& parameter = checking.model.parameters[index];
  for (const ParameterSetting& setting : checking.settings) {
    if (setting.name != parameter.name) continue;
    apply_setting(checking, parameter, setting);
    break;
  }
  return true;
}

void check_parameters(Checking& checking) {
  for (std::uint32_t i = 0; i < checking.model.parameters.size(); ++i)
    checking.demand.typed({Node::Of::Parameter, i}, checking.declarations.parameters[i]->name.span);
  std::vector<std::string> seen;
  for (const ParameterSetting& setting : checking.settings) {
    if (std::find(seen.begin(), seen.end(), setting.name) != seen.end()) report_set_twice(checking, setting);
    seen.push_back(setting.name);
    const auto& parameters = checking.model.parameters;
    if (std::none_of(parameters.begin(), parameters.end(),
                     [&](const TypedParameter& parameter) { return parameter.name == setting.name; }))
      report_unknown_setting(checking, setting);
  }
}

std::string parameter_objection(const TypedModel& model, const TypedParameter& parameter,
                                const Value& value) {
  if (!parameter.choices.empty() &&
      std::find(parameter.choices.begin(), parameter.choices.end(), value) == parameter.choices.end())
    return fmt::format("is {}, which is not one of its choices", written(value, model));
  if (parameter.least && less(value, *parameter.least))
    return fmt::format("is {}, below the least value {}", written(value, model),
                       print(*parameter.declaration->range->low));
  if (parameter.greatest && less(*parameter.greatest, value))
    return fmt::format("is {}, above the greatest value {}", written(value, model),
                       print(*parameter.declaration->range->high));
  if (parameter.type.finite && !is_finite(value))
    return fmt::format("is {}, which has no finite decimal form", written(value, model));
  if (!parameter.step) return {};
  const Value* base = parameter.least ? &*parameter.least : &parameter.value;
  if (steps_between(*base, value, *parameter.step).is_whole()) return {};
  return fmt::format("is {}, which is not a whole number of steps of {} from {}", written(value, model),
                     written(*parameter.step, model), written(*base, model));
}

} // namespace strata
