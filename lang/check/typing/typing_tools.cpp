// What the typing of all nodes shares: reports with their second places, missing values, units that must
// agree.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"
#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

/// The name from which an expression has its type: the first one read that is of the same kind.
const ast::NameUse* source_of(const ast::Expr& expression, Kind kind) {
  if (const auto* name = std::get_if<ast::NameUse>(&expression.node))
    return expression.type.kind == kind && name->target.entity != Entity::None ? name : nullptr;
  const ast::NameUse* found = nullptr;
  each_part(expression, [&](const ast::Expr& part) {
    if (found == nullptr) found = source_of(part, kind);
  });
  return found;
}

/// The first name read that may be missing, or null.
const ast::NameUse* missing_source(const ast::Expr& expression) {
  if (const auto* name = std::get_if<ast::NameUse>(&expression.node))
    return expression.type.optional && name->target.entity != Entity::None ? name : nullptr;
  const ast::NameUse* found = nullptr;
  each_part(expression, [&](const ast::Expr& part) {
    if (found == nullptr) found = missing_source(part);
  });
  return found;
}

/// Stands for an expression that is too long for a message.
constexpr const char* kTooLong = "…";

/// A text literal that would be something else without its quotes.
bool is_quoted_value(const ast::Expr& expression) {
  const auto* text = std::get_if<ast::TextLiteral>(&expression.node);
  return text != nullptr && (Number::parse(text->value) || Date::parse(text->value) ||
                             text->value == "true" || text->value == "false");
}

} // namespace

Finding& TypingTools::report(Code kind, Span place, std::string message, std::string label) {
  Finding& finding = findings_.add(kind, place, std::move(message), std::move(label));
  if (inside_rule()) {
    const Typing::RuleUse& use = typing_.rules_.front();
    finding.others.push_back(
        {use.use, fmt::format("in this use of {}", code(model_.definitions[use.rule].name))});
  }
  return finding;
}

std::string TypingTools::text_of(const ast::Expr& expression) {
  const std::string text = written_as(expression);
  return text == kTooLong ? "this" : code(text);
}

Span TypingTools::word_at(Span place, std::string_view word) {
  if (place.end - place.begin > word.size())
    place.end = place.begin + static_cast<std::uint32_t>(word.size());
  return place;
}

std::string TypingTools::written_as(const ast::Expr& expression) {
  constexpr std::size_t kLongest = 48;
  std::string text = print(expression);
  return count_characters(text) > kLongest || text.find('\n') != std::string::npos ? kTooLong : text;
}

// ---- missing values
// -----------------------------------------------------------------------------------------

bool TypingTools::operand(ast::Expr& expression, std::int32_t scale) {
  return typing_.expression(expression, scale) && present(expression);
}

bool TypingTools::present(const ast::Expr& expression) {
  if (expression.type.kind == Kind::Missing) {
    report(Code::MissingAsOperand, expression.span, "`missing` is no value to calculate or compare with")
        .help = "test for it with `is missing`";
    return false;
  }
  if (!expression.type.optional) return true;
  const std::string text = written_as(expression);
  Finding& finding =
      report(Code::MissingNotHandled, expression.span,
             fmt::format("{} may be missing, and nothing here says what then", text_of(expression)),
             "may be missing");
  add_missing_origin(finding, expression);
  const bool is_name = std::holds_alternative<ast::NameUse>(expression.node);
  finding.help = is_name ? fmt::format("write `{0} default …`, or test `{0} is not missing` before", text)
                         : "give it a value with `default`, or a name that can be tested with `is missing`";
  return false;
}

bool TypingTools::never_missing(const ast::Expr& expression) const {
  if (expression.type.optional || expression.type.kind == Kind::Missing) return false;
  const auto* name = std::get_if<ast::NameUse>(&expression.node);
  return name == nullptr || !facts_.holds(name->target);
}

// ---- units
// --------------------------------------------------------------------------------------------------

bool TypingTools::same_unit(const Type& left, const Type& right) {
  return left.kind == right.kind && (left.kind != Kind::Money || left.currency == right.currency) &&
         (left.kind != Kind::Tier || left.scale == right.scale);
}

void TypingTools::adopt(ast::Expr& expression, const Type& unit) {
  Type& type = expression.type;
  if (!type.literal || type.kind != Kind::Number || unit.kind != Kind::Money) return;
  type.kind = Kind::Money;
  type.currency = unit.currency;
  type.whole = false;
  type.literal = false;
}

Type TypingTools::common(const Type& left, const Type& right) {
  if (left.kind == Kind::Missing || right.kind == Kind::Missing) {
    Type type = left.kind == Kind::Missing ? right : left;
    type.optional = true;
    return type;
  }
  Type type = left;
  type.optional = left.optional || right.optional;
  type.whole = left.whole && right.whole;
  type.finite = left.finite && right.finite;
  type.literal = left.literal && right.literal;
  if (left.places != right.places) type.places.reset();
  if (left.values != right.values) type.values = Type::kAny;
  return type;
}

bool TypingTools::unify(ast::Expr& left, ast::Expr& right, std::string_view what) {
  adopt(left, right.type);
  adopt(right, left.type);
  if (same_unit(left.type, right.type)) return true;
  const bool currencies = left.type.kind == Kind::Money && right.type.kind == Kind::Money;
  const bool scales = left.type.kind == Kind::Tier && right.type.kind == Kind::Tier;
  report_pair(currencies ? Code::CurrenciesMeet
              : scales   ? Code::ScalesMeet
                         : Code::UnitMismatch,
              left, right,
              fmt::format("{} is {} and {} is {}: they cannot be {}", text_of(left), described(left.type),
                          text_of(right), described(right.type), what));
  return false;
}

Finding& TypingTools::report_pair(Code kind, const ast::Expr& left, const ast::Expr& right,
                                  std::string message) {
  Finding& finding = report(kind, right.span, std::move(message), described(right.type));
  finding.others.push_back({left.span, described(left.type)});
  add_origin(finding, left);
  add_origin(finding, right);
  finding.help = unit_help(left, right);
  return finding;
}

void TypingTools::add_origin(Finding& finding, const ast::Expr& expression) {
  if (const ast::NameUse* source = source_of(expression, expression.type.kind))
    add_declared(finding, *source);
}

void TypingTools::add_missing_origin(Finding& finding, const ast::Expr& expression) {
  if (const ast::NameUse* source = missing_source(expression)) add_declared(finding, *source);
}

void TypingTools::add_declared(Finding& finding, const ast::NameUse& name) {
  const std::optional<Span> declared = names_.declared_at(name.target);
  const auto shown = [&](const PlaceNote& place) { return place.span == *declared; };
  if (!declared || shown(finding.place) || std::any_of(finding.others.begin(), finding.others.end(), shown))
    return;
  finding.others.push_back({*declared, fmt::format("{} is declared here", code(name.name.text))});
}

std::string TypingTools::unit_help(const ast::Expr& left, const ast::Expr& right) const {
  const auto is = [](const ast::Expr& expression, Kind kind) { return expression.type.kind == kind; };
  if (is(left, Kind::Money) && is(right, Kind::Money) && left.type.currency != right.type.currency) {
    const ast::Expr& foreign = left.type.currency != 0 ? left : right;
    return fmt::format("write `convert({})`", written_as(foreign));
  }
  const auto with = [&](Kind kind, Kind other) -> const ast::Expr* {
    if (is(left, kind) && is(right, other)) return &left;
    return is(right, kind) && is(left, other) ? &right : nullptr;
  };
  if (const ast::Expr* number = with(Kind::Number, Kind::Money)) {
    const auto* name = std::get_if<ast::NameUse>(&number->node);
    if (name == nullptr) return {};
    const bool constant =
        name->target.entity == Entity::Parameter || name->target.entity == Entity::Definition;
    const std::string own = model_.currencies.empty() ? std::string() : model_.currencies.front();
    if (!constant) return {};
    return own.empty()
               ? fmt::format("name the model's currency, and give {} in it: `currency CNY` and `1000 CNY`",
                             code(name->name.text))
               : fmt::format("give {} in money where it is declared, as in `1000 {}`", code(name->name.text),
                             own);
  }
  if (const ast::Expr* days = with(Kind::Number, Kind::Duration); days != nullptr && days->type.literal)
    return fmt::format("write `{} days`", print(*days));
  if (const ast::Expr* days = with(Kind::Number, Kind::Date); days != nullptr && days->type.literal)
    return fmt::format("a date moves by days: write `{} days`", print(*days));
  for (const Kind kind : {Kind::Number, Kind::Money, Kind::Date, Kind::Boolean})
    if (const ast::Expr* text = with(Kind::Text, kind); text != nullptr && is_quoted_value(*text))
      return "write the value without quotes";
  if (const ast::Expr* text = with(Kind::Text, Kind::Tier); text != nullptr)
    if (const auto* literal = std::get_if<ast::TextLiteral>(&text->node))
      return fmt::format("a tier stands without quotes: `{}`", literal->value);
  return {};
}

namespace {

const ast::NumberLiteral* literal_number(const ast::Expr& expression) {
  if (const auto* negated = std::get_if<ast::Negate>(&expression.node))
    return literal_number(*negated->operand);
  return std::get_if<ast::NumberLiteral>(&expression.node);
}

/// The decimals to which all of several results are rounded. A literal with no more of them goes along: of
/// `round(x, 2)` for one tier and `0` for another, both are shown with two.
std::optional<int> common_places(std::span<ast::Expr* const> expressions) {
  std::optional<int> places;
  int most = 0; // decimals of the literals
  for (const ast::Expr* expression : expressions) {
    if (expression->type.kind == Kind::Missing) continue;
    if (const ast::NumberLiteral* literal = literal_number(*expression)) {
      most = std::max(most, literal->value.decimals().value_or(0));
      continue;
    }
    if (!expression->type.places || (places && places != expression->type.places)) return std::nullopt;
    places = expression->type.places;
  }
  return places && most <= *places ? places : std::nullopt;
}

} // namespace

std::optional<Type> TypingTools::joined(std::span<ast::Expr* const> expressions, std::string_view what) {
  ast::Expr* unit = nullptr; // the first that is neither `missing` nor a literal, which follow it
  for (ast::Expr* expression : expressions) {
    if (expression->type.kind == Kind::Missing) continue;
    if (unit == nullptr || (unit->type.literal && !expression->type.literal)) unit = expression;
  }
  if (unit == nullptr) return expressions.empty() ? std::nullopt : std::optional(expressions.front()->type);
  for (ast::Expr* expression : expressions) {
    if (expression->type.kind == Kind::Missing) continue;
    adopt(*expression, unit->type);
    if (same_unit(expression->type, unit->type)) continue;
    report_pair(Code::ResultsDisagree, *unit, *expression,
                fmt::format("{} do not agree: {} is {} and {} is {}", what, text_of(*unit),
                            described(unit->type), text_of(*expression), described(expression->type)));
    return std::nullopt;
  }
  Type type = expressions.front()->type;
  for (const ast::Expr* expression : expressions)
    type = common(type, expression->type);
  type.places = common_places(expressions);
  return type;
}

// ---- demands
// ------------------------------------------------------------------------------------------------

bool TypingTools::ordered(const ast::Expr& expression, Span operator_place) {
  const Type& type = expression.type;
  const bool closed = type.kind == Kind::Text && type.values != Type::kAny;
  if (!closed && type.kind != Kind::Boolean) return true;
  Finding& finding = report(
      Code::NoOrder, operator_place,
      closed ? fmt::format("the texts of {} have no order: none is more than another", text_of(expression))
             : std::string("true and false have no order: neither is more than the other"));
  add_origin(finding, expression);
  finding.help = closed
                     ? fmt::format("list the texts meant: `{} is (\"…\" or \"…\")`", written_as(expression))
                     : "compare with `=` or `!=`, or use the value itself as the condition";
  return false;
}

bool TypingTools::in_closed_set(const ast::Expr& literal, const Type& type, const ast::Expr* subject) {
  const auto* text = std::get_if<ast::TextLiteral>(&literal.node);
  if (text == nullptr || type.kind != Kind::Text || type.values == Type::kAny) return true;
  const auto& choices = model_.closed_sets[static_cast<std::size_t>(type.values)];
  if (std::find(choices.begin(), choices.end(), text->value) != choices.end()) return true;
  Finding& finding = report(Code::NotAChoice, literal.span,
                            fmt::format("{} can never be \"{}\"",
                                        subject != nullptr ? text_of(*subject) : "this value", text->value));
  if (subject != nullptr) add_origin(finding, *subject);
  std::vector<std::string> quoted;
  for (const std::string& choice : choices)
    quoted.push_back('"' + choice + '"');
  const std::string nearest = nearest_name(text->value, choices);
  finding.notes.push_back("it is one of " + listed(quoted, "or"));
  if (!nearest.empty()) finding.help = fmt::format("did you mean `\"{}\"`?", nearest);
  return false;
}

bool TypingTools::whole(const ast::Expr& expression, std::string_view what) {
  if (expression.type.whole) return true;
  // A constant is what it is now: with other parameters the model is checked again.
  const std::optional<Value> constant = typing_.folded(expression);
  const auto* number = constant ? std::get_if<Number>(&*constant) : nullptr;
  if (number != nullptr && number->is_whole()) return true;
  const bool literal = std::holds_alternative<ast::NumberLiteral>(expression.node);
  Finding& finding = report(Code::WholeWanted, expression.span,
                            fmt::format("{} must be a whole number, and {} {}", what, text_of(expression),
                                        literal             ? "is none"
                                        : number != nullptr ? "is " + number->to_text()
                                                            : "need not be"));
  add_origin(finding, expression);
  if (number == nullptr) finding.help = fmt::format("write `round({})`", written_as(expression));
  return false;
}

bool TypingTools::is_tier_word(const ast::Expr& expression) const {
  const auto* name = std::get_if<ast::NameUse>(&expression.node);
  if (name == nullptr) return false;
  if (!names_.declares_value(name->name.text)) return true;
  for (std::uint32_t scale = 0; scale < model_.scales.size(); ++scale)
    if (names_.in_scale(scale, name->name.text).entity == Entity::Tier) return true;
  return false;
}

bool TypingTools::two_operands(ast::Expr& left, ast::Expr& right, bool may_be_missing) {
  const auto type = [&](ast::Expr& expression, std::int32_t scale) {
    return may_be_missing ? typing_.expression(expression, scale) : operand(expression, scale);
  };
  const auto scale_of = [](const ast::Expr& expression) {
    return expression.type.kind == Kind::Tier ? expression.type.scale : Type::kAny;
  };
  // A bare word such as A is a tier of whatever scale stands on the other side, also where a column has the
  // same name, so that side goes first.
  if (is_tier_word(left) && !is_tier_word(right))
    return type(right, Type::kAny) && type(left, scale_of(right));
  if (type(left, Type::kAny)) return type(right, scale_of(left));
  // The mistake on the left has been said; what stands on the right is typed for its own mistakes.
  if (!is_tier_word(right)) (void)type(right, Type::kAny);
  return false;
}

} // namespace strata
