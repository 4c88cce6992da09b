// Divisions by what may be zero, and functions outside of where they are defined. What is certain is an
// error; what may be is a warning with the bound and the way out.
#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/intervals/judgements.hpp"
#include "lang/check/intervals/path.hpp"
#include "lang/check/intervals/words.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

const Interval kZero = Interval::point(Number(0));

bool may_be_zero(const Possible& possible) {
  return possible.present && !possible.without_zero && possible.numbers.contains(Number(0));
}

/// "`orders` is at least 0", "`orders` has no range".
std::string bound_of(const ast::Expr& expression, const Possible& possible, const TypedModel& model) {
  if (!possible.numbers.unbounded())
    return fmt::format("{} is {}", said(expression), in_words(possible, expression.type, model));
  const auto* name = std::get_if<ast::NameUse>(&bare(expression).node);
  if (name != nullptr && settled(name->target, model).entity == Entity::Column)
    return fmt::format("{} has no range", said(expression));
  return fmt::format("no bound of {} is known", said(expression));
}

/// The column that an expression is, or null.
const TypedColumn* column_of(const ast::Expr& expression, const TypedModel& model) {
  const auto* name = std::get_if<ast::NameUse>(&bare(expression).node);
  if (name == nullptr) return nullptr;
  const Reference meant = settled(name->target, model);
  return meant.entity == Entity::Column ? &model.columns[meant.index] : nullptr;
}

std::string guarded(const ast::Expr& expression, std::string_view comparison, std::string_view limit) {
  return fmt::format("write `if {} {} {} then … else …`", piece(expression), comparison, limit);
}

std::string guard_help(const ast::Expr& divisor, const Possible& possible, const TypedModel& model) {
  const bool never_negative = possible.numbers.low && !possible.numbers.low->is_negative();
  const std::string zero = divisor.type.kind == Kind::Duration ? "0 days" : "0";
  const std::string guard = guarded(divisor, never_negative ? ">" : "!=", zero);
  const TypedColumn* column = column_of(divisor, model);
  if (column == nullptr || !column->type.whole || column->cell.default_value) return guard;
  return guard + ", or give the column a range without 0, as `in 1 ..`";
}

/// What a function asks of one of its arguments.
struct Demand {
  std::size_t argument;
  Interval wanted;
  std::string_view otherwise;  ///< what is wrong with other values
  std::string_view comparison; ///< with 0, that lets the right ones through; empty: none does
};

std::vector<Demand> demands_of(const ast::Call& call, const std::vector<Possible>& arguments) {
  const Number zero(0);
  switch (call.builtin) {
  case Builtin::Sqrt: return {{0, Interval::at_least(zero), "a negative number has no square root", ">="}};
  case Builtin::Ln: return {{0, Interval::above(zero), "only a number above 0 has a logarithm", ">"}};
  case Builtin::Decay: return {{2, Interval::above(zero), "a half-life is above 0", ">"}};
  case Builtin::Clamp:
    if (arguments[2].numbers.low && arguments[1].numbers.high)
      return {{1, Interval::at_most(*arguments[2].numbers.low),
               "the lower end may not be above the upper one", ""}};
    return {};
  default: return {};
  }
}

class CallJudge {
 public:
  CallJudge(const TypedModel& model, Findings& findings) : model_(model), findings_(findings) {}

  void judge(const ast::Expr& expression, const std::vector<Possible>& arguments) {
    const auto& call = std::get<ast::Call>(expression.node);
    for (const Demand& demand : demands_of(call, arguments)) {
      const Possible& argument = arguments[demand.argument];
      if (meet(argument.numbers, demand.wanted) == argument.numbers) continue;
      const ast::Expr& value = *call.arguments[demand.argument];
      Finding& finding = report(value, argument, std::string(demand.otherwise));
      if (!demand.comparison.empty())
        finding.help = guarded(value, demand.comparison, value.type.kind == Kind::Duration ? "0 days" : "0");
    }
    if (call.builtin == Builtin::Power) power(call, arguments);
    if (call.builtin == Builtin::Linear) linear(call, arguments);
  }

 private:
  Finding& report(const ast::Expr& argument, const Possible& possible, const std::string& why) {
    Finding& finding = findings_.add(Code::MayBeUndefined, argument.span,
                                     fmt::format("{}, and {}", why, bound_of(argument, possible, model_)));
    add_range(finding, argument, model_);
    return finding;
  }

  void power(const ast::Call& call, const std::vector<Possible>& arguments) {
    const auto exponent = arguments[1].numbers.only();
    if (exponent && exponent->is_negative() && may_be_zero(arguments[0]))
      report(*call.arguments[0], arguments[0], "0 has no negative power").help =
          guarded(*call.arguments[0], "!=", "0");
  }

  void linear(const ast::Call& call, const std::vector<Possible>& arguments) {
    const Interval apart = difference(arguments[2].numbers, arguments[1].numbers);
    const auto& low = *call.arguments[1];
    const auto& high = *call.arguments[2];
    if (!apart.contains(Number(0))) return;
    // Ends that know nothing of each other meet by chance only; where one is fixed, the other's range says
    // more.
    const bool low_varies = !arguments[1].numbers.only();
    const bool high_varies = !arguments[2].numbers.only();
    if (low_varies == high_varies) return;
    const std::size_t varies = low_varies ? 1 : 2;
    if (arguments[varies].without_zero && arguments[3 - varies].numbers == kZero) return;
    const ast::Expr& varying = low_varies ? low : high;
    const ast::Expr& fixed = low_varies ? high : low;
    report(varying, arguments[varies],
           fmt::format("a line has no slope where both of its ends are {}", piece(fixed)))
        .help = guarded(varying, "!=", piece(fixed));
  }

  const TypedModel& model_;
  Findings& findings_;
};

} // namespace

void judge_divisions(const Collector& met, const TypedModel& model, Findings& findings) {
  for (const auto& [place, seen] : met.divisors) {
    const ast::Expr& divisor = *seen.first;
    const Possible& possible = seen.possible.front();
    if (!may_be_zero(possible)) continue;
    const bool certain = possible.numbers == kZero;
    Finding& finding = findings.add(
        certain ? Code::DividesByZero : Code::MayDivideByZero, divisor.span,
        certain ? fmt::format("this divides by zero for every customer: {} is always 0", said(divisor))
                : fmt::format("this may divide by zero: {}", bound_of(divisor, possible, model)));
    add_range(finding, divisor, model);
    if (!certain) finding.help = guard_help(divisor, possible, model);
  }
}

void judge_calls(const Collector& met, const TypedModel& model, Findings& findings) {
  CallJudge judge(model, findings);
  for (const auto& [place, seen] : met.calls)
    judge.judge(*seen.first, seen.possible);
}

} // namespace strata
