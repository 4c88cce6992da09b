// Typing of calls of the functions of a row: how many arguments, of which units, constants where they must
// be, and what is known of the result.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"
#include "lang/evaluate/builtins.hpp"
#include "lang/evaluate/evaluation.hpp"
#include "lang/value/irrational.hpp"

namespace strata {

namespace {

constexpr std::int64_t kMostPlaces = kMaxPlaces;
constexpr std::int64_t kMostPower = 10'000; // the limit of strata::power

class BuiltinTyping : public TypingTools {
 public:
  BuiltinTyping(Typing& typing, ast::Expr& expression, ast::Call& call, const BuiltinEntry& entry)
      : TypingTools(typing), expression_(expression), call_(call), entry_(entry) {}

  std::optional<Type> type() {
    if (!right_count() || !places_said_rightly()) return std::nullopt;
    bool good = true;
    for (const ast::ExprPtr& argument : call_.arguments)
      good = operand(*argument) && good;
    if (!good) return std::nullopt;
    call_.builtin = entry_.builtin;
    return result();
  }

 private:
  using MaybeType = std::optional<Type>;
  using Kinds = std::initializer_list<Kind>;

  ast::Expr& argument(std::size_t i) { return *call_.arguments[i]; }
  [[nodiscard]] std::size_t count() const { return call_.arguments.size(); }
  [[nodiscard]] std::vector<ast::Expr*> arguments(std::size_t first, std::size_t step) const;
  [[nodiscard]] std::string arguments_text() const {
    return fmt::format("the arguments of {}", code(entry_.name));
  }

  bool right_count();
  bool places_said_rightly();
  bool is(std::size_t i, Kinds kinds, std::string_view wanted);
  bool all(Kinds kinds, std::string_view wanted);
  std::optional<std::int64_t> whole_constant(std::size_t i, std::int64_t most, std::string_view what);
  [[nodiscard]] Type shown(Type unit) const;

  MaybeType result();
  MaybeType chosen();
  MaybeType mean();
  MaybeType spread();
  MaybeType rounded();
  MaybeType irrational();
  MaybeType raised();
  MaybeType decayed();
  MaybeType linear();
  MaybeType interpolated();
  bool ascending();
  MaybeType converted();
  MaybeType between_dates();
  MaybeType of_text();

  ast::Expr& expression_;
  ast::Call& call_;
  const BuiltinEntry& entry_;
};

std::vector<ast::Expr*> BuiltinTyping::arguments(std::size_t first, std::size_t step) const {
  std::vector<ast::Expr*> result;
  for (std::size_t i = first; i < call_.arguments.size(); i += step)
    result.push_back(call_.arguments[i].get());
  return result;
}

bool BuiltinTyping::right_count() {
  const int given = static_cast<int>(count());
  const bool odd = entry_.builtin == Builtin::Interpolate && given % 2 == 0;
  const bool lone = entry_.builtin == Builtin::Linear && given == 4;
  const bool too_many = entry_.greatest != BuiltinEntry::kAnyNumber && given > entry_.greatest;
  if (given >= entry_.least && !too_many && !odd && !lone) return true;
  report(
      Code::ArgumentCount, call_.function.span,
      fmt::format("{} cannot be called with {} argument{}", code(entry_.name), given, given == 1 ? "" : "s"))
      .help = fmt::format("write `{}`", entry_.signature);
  return false;
}

bool BuiltinTyping::places_said_rightly() {
  if (entry_.places == PlacesRule::Never && call_.places) {
    report(Code::PlacesNotTaken, call_.places->span,
           fmt::format("{} is exact, so it takes no places", code(entry_.name)))
        .help = "round its result where a decimal is wanted: `round(…, 2)`";
    return false;
  }
  if (entry_.places == PlacesRule::Never) return true;
  if (!call_.places) {
    report(Code::PlacesNeeded, call_.function.span,
           fmt::format("{} has no exact decimal in general, so it must say its places", code(entry_.name)))
        .help = fmt::format("write `{}`", entry_.signature);
    return false;
  }
  if (call_.places->count <= kMaxPlaces) return true;
  report(Code::BadConstant, call_.places->span,
         fmt::format("at most {} places can be worked out", kMaxPlaces));
  return false;
}

bool BuiltinTyping::is(std::size_t i, Kinds kinds, std::string_view wanted) {
  const Type& type = argument(i).type;
  if (std::find(kinds.begin(), kinds.end(), type.kind) != kinds.end()) return true;
  Finding& finding = report(Code::WrongType, argument(i).span,
                            fmt::format("{} needs {} here, and {} is {}", code(entry_.name), wanted,
                                        text_of(argument(i)), described(type)),
                            described(type));
  add_origin(finding, argument(i));
  finding.notes.push_back(fmt::format("it is written `{}`", entry_.signature));
  return false;
}

bool BuiltinTyping::all(Kinds kinds, std::string_view wanted) {
  bool good = true;
  for (std::size_t i = 0; i < count(); ++i)
    good = is(i, kinds, wanted) && good;
  return good;
}

std::optional<std::int64_t> BuiltinTyping::whole_constant(std::size_t i, std::int64_t most,
                                                          std::string_view what) {
  if (!is(i, {Kind::Number}, "a whole number")) return std::nullopt;
  const std::optional<Value> value = typing_.constant(argument(i), what);
  if (!value) return std::nullopt;
  const std::optional<std::int64_t> whole = std::get<Number>(*value).to_int64();
  if (whole && *whole <= most && *whole >= -most) return whole;
  report(Code::BadConstant, argument(i).span,
         fmt::format("{} must be a whole number of at most {}, and this is {}", what, most, to_text(*value)));
  return std::nullopt;
}

/// A result that is rounded to the places said in the call.
Type BuiltinTyping::shown(Type unit) const {
  unit.finite = true;
  unit.literal = false;
  unit.places = call_.places->count;
  unit.whole = unit.kind == Kind::Number && call_.places->count == 0;
  return unit;
}

BuiltinTyping::MaybeType BuiltinTyping::result() {
  switch (entry_.builtin) {
  case Builtin::Min:
  case Builtin::Max:
  case Builtin::Clamp: return chosen();
  case Builtin::MeanOf: return mean();
  case Builtin::StddevOf:
  case Builtin::SampleStddevOf:
  case Builtin::VarianceOf: return spread();
  case Builtin::Abs:
    if (!is(0, {Kind::Number, Kind::Money, Kind::Duration}, "a number, money or a duration"))
      return std::nullopt;
    return argument(0).type;
  case Builtin::Round:
  case Builtin::RoundHalfEven:
  case Builtin::RoundHalfDown:
  case Builtin::RoundUp:
  case Builtin::RoundDown:
  case Builtin::Floor:
  case Builtin::Ceil: return rounded();
  case Builtin::Sqrt:
  case Builtin::Ln:
  case Builtin::Exp: return irrational();
  case Builtin::Power: return raised();
  case Builtin::Decay: return decayed();
  case Builtin::Linear: return linear();
  case Builtin::Interpolate: return interpolated();
  case Builtin::Convert: return converted();
  case Builtin::DaysBetween:
  case Builtin::MonthsBetween:
  case Builtin::YearsBetween:
  case Builtin::AddMonths: return between_dates();
  default: return of_text();
  }
}

BuiltinTyping::MaybeType BuiltinTyping::chosen() {
  if (!all({Kind::Number, Kind::Money, Kind::Date, Kind::Duration}, "a number, money, a date or a duration"))
    return std::nullopt;
  const MaybeType type = joined(arguments(0, 1), arguments_text());
  if (!type || entry_.builtin != Builtin::Clamp) return type;
  const std::optional<Value> low = typing_.folded(argument(1));
  const std::optional<Value> high = typing_.folded(argument(2));
  if (!low || !high || !evaluation::less(*high, *low)) return type;
  report(Code::BadConstant, cover(argument(1).span, argument(2).span),
         fmt::format("the lower end {} is above the upper end {}", written(*low, model_),
                     written(*high, model_)));
  return std::nullopt;
}

BuiltinTyping::MaybeType BuiltinTyping::mean() {
  if (!all({Kind::Number, Kind::Money}, "a number or money")) return std::nullopt;
  MaybeType type = joined(arguments(0, 1), arguments_text());
  if (!type) return std::nullopt;
  type->finite =
      type->finite && (Number(1) / Number(static_cast<std::int64_t>(count()))).decimals().has_value();
  type->whole = false;
  type->places.reset();
  return type;
}

BuiltinTyping::MaybeType BuiltinTyping::spread() {
  const bool variance = entry_.builtin == Builtin::VarianceOf;
  // The variance of money would be money times money.
  if (!(variance ? all({Kind::Number}, "a number") : all({Kind::Number, Kind::Money}, "a number or money")))
    return std::nullopt;
  MaybeType type = joined(arguments(0, 1), arguments_text());
  if (!type) return std::nullopt;
  if (!variance) return shown(*type);
  type->finite =
      type->finite && (Number(1) / Number(static_cast<std::int64_t>(count()))).decimals().has_value();
  type->whole = false;
  type->literal = false;
  type->places.reset();
  return type;
}

BuiltinTyping::MaybeType BuiltinTyping::rounded() {
  if (!is(0, {Kind::Number, Kind::Money}, "a number or money")) return std::nullopt;
  std::int64_t places = 0;
  if (count() > 1) {
    const std::optional<std::int64_t> constant = whole_constant(1, kMostPlaces, "the count of places");
    if (!constant) return std::nullopt;
    places = *constant;
  }
  Type type = argument(0).type;
  type.finite = true;
  type.whole = type.kind == Kind::Number && places <= 0;
  type.places.reset();
  if (places >= 0) type.places = static_cast<int>(places);
  return type;
}

BuiltinTyping::MaybeType BuiltinTyping::irrational() {
  if (!is(0, {Kind::Number}, "a number")) return std::nullopt;
  return shown(argument(0).type);
}

BuiltinTyping::MaybeType BuiltinTyping::raised() {
  if (!is(0, {Kind::Number}, "a number")) return std::nullopt;
  const std::optional<std::int64_t> exponent = whole_constant(1, kMostPower, "the exponent");
  if (!exponent) return std::nullopt;
  Type type = argument(0).type;
  type.finite = type.finite && (*exponent >= 0 || finite_inverse(argument(0)));
  type.whole = type.whole && *exponent >= 0;
  type.places.reset();
  return type;
}

BuiltinTyping::MaybeType BuiltinTyping::decayed() {
  if (!is(0, {Kind::Number, Kind::Money}, "a number or money") ||
      !is(1, {Kind::Number, Kind::Duration}, "a number or a duration") ||
      !is(2, {Kind::Number, Kind::Duration}, "a number or a duration"))
    return std::nullopt;
  if (argument(1).type.kind != argument(2).type.kind) {
    report_pair(Code::UnitMismatch, argument(1), argument(2),
                fmt::format("the age is {} and the half-life is {}: they must be alike",
                            described(argument(1).type), described(argument(2).type)));
    return std::nullopt;
  }
  return shown(argument(0).type);
}

BuiltinTyping::MaybeType BuiltinTyping::linear() {
  for (std::size_t i = 0; i < 3; ++i)
    if (!is(i, {Kind::Number, Kind::Money, Kind::Date, Kind::Duration},
            "a number, money, a date or a duration"))
      return std::nullopt;
  ast::Expr* const positions[] = {&argument(0), &argument(1), &argument(2)};
  const MaybeType along = joined(positions, arguments_text());
  if (!along) return std::nullopt;
  Type type{.kind = Kind::Number};
  if (count() > 3) {
    if (!is(3, {Kind::Number, Kind::Money}, "a number or money") ||
        !is(4, {Kind::Number, Kind::Money}, "a number or money"))
      return std::nullopt;
    const MaybeType ends = joined(arguments(3, 1), "the two ends of linear");
    if (!ends) return std::nullopt;
    type = *ends;
  }
  type.whole = false;
  type.literal = false;
  type.places.reset();
  type.finite = type.finite && argument(0).type.finite && finite_inverse_of_span(argument(1), argument(2));
  const std::optional<Value> low = typing_.folded(argument(1));
  if (!low || low != typing_.folded(argument(2))) return type;
  report(Code::BadConstant, cover(argument(1).span, argument(2).span), "both ends of the line are the same");
  return std::nullopt;
}

bool BuiltinTyping::ascending() {
  std::optional<Value> before;
  for (std::size_t i = 1; i < count(); i += 2) {
    const std::optional<Value> here = typing_.constant(argument(i), "a point of interpolate");
    if (!here) return false;
    if (before && !evaluation::less(*before, *here)) {
      report(Code::BadConstant, argument(i).span,
             fmt::format("the points of interpolate must ascend, and {} comes after {}",
                         written(*here, model_), written(*before, model_)))
          .others.push_back({argument(i - 2).span, "the point before"});
      return false;
    }
    before = here;
  }
  return true;
}

BuiltinTyping::MaybeType BuiltinTyping::interpolated() {
  std::vector<ast::Expr*> points = arguments(1, 2);
  points.insert(points.begin(), &argument(0));
  for (std::size_t i = 0; i < count(); ++i) {
    const bool height = i > 0 && i % 2 == 0;
    if (!(height ? is(i, {Kind::Number, Kind::Money}, "a number or money")
                 : is(i, {Kind::Number, Kind::Money, Kind::Date, Kind::Duration},
                      "a number, money, a date or a duration")))
      return std::nullopt;
  }
  if (!joined(points, "x and the points of interpolate") || !ascending()) return std::nullopt;
  MaybeType type = joined(arguments(2, 2), "the values of interpolate");
  if (!type) return std::nullopt;
  type->finite = type->finite && argument(0).type.finite;
  for (std::size_t i = 3; i < count() && type->finite; i += 2)
    type->finite = finite_inverse_of_span(argument(i - 2), argument(i));
  type->whole = false;
  type->literal = false;
  type->places.reset();
  return type;
}

BuiltinTyping::MaybeType BuiltinTyping::converted() {
  if (!is(0, {Kind::Money}, "money in another currency")) return std::nullopt;
  const Type& foreign = argument(0).type;
  if (foreign.currency == 0) {
    Finding& finding = report(Code::NothingToConvert, argument(0).span,
                              fmt::format("{} is in the model's own currency already", text_of(argument(0))));
    add_origin(finding, argument(0));
    finding.help = "leave `convert` out";
    return std::nullopt;
  }
  const MaybeType rate = names_.rate(static_cast<std::uint32_t>(foreign.currency), expression_.span);
  if (!rate) return std::nullopt;
  return Type{.kind = Kind::Money, .finite = foreign.finite && rate->finite};
}

BuiltinTyping::MaybeType BuiltinTyping::between_dates() {
  if (!is(0, {Kind::Date}, "a date")) return std::nullopt;
  if (entry_.builtin != Builtin::AddMonths) {
    if (!is(1, {Kind::Date}, "a date")) return std::nullopt;
    return Type{.kind = Kind::Number, .whole = true};
  }
  if (!is(1, {Kind::Number}, "a whole number of months") || !whole(argument(1), "the count of months"))
    return std::nullopt;
  return Type{.kind = Kind::Date};
}

BuiltinTyping::MaybeType BuiltinTyping::of_text() {
  if (!all({Kind::Text}, "text")) return std::nullopt;
  switch (entry_.builtin) {
  case Builtin::Length: return Type{.kind = Kind::Number, .whole = true};
  case Builtin::Lower:
  case Builtin::Upper: return Type{.kind = Kind::Text};
  default: return Type{.kind = Kind::Boolean};
  }
}

} // namespace

std::optional<Type> type_builtin_call(Typing& typing, ast::Expr& expression, ast::Call& call,
                                      const BuiltinEntry& entry) {
  return BuiltinTyping(typing, expression, call, entry).type();
}

} // namespace strata
