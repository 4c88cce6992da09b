// What holds for the whole model: from when to when it is in force, what foreign money is worth, how many
// reasons.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

constexpr std::int64_t kMostReasons = 1000;

void check_effective(Checking& checking) {
  const TypedModel& model = checking.model;
  if (!model.effective_from || !model.effective_until || *model.effective_from <= *model.effective_until)
    return;
  checking.findings
      .add(Code::RangeReversed, checking.declarations.effective->span,
           fmt::format("the model is in force on no day: {} is after {}", model.effective_from->to_text(),
                       model.effective_until->to_text()))
      .help = "write the earlier day first";
}

void check_reasons(Checking& checking) {
  const ast::ReasonsDecl* said = checking.declarations.reasons;
  if (said == nullptr) return;
  Type whole;
  whole.whole = true;
  const Typing::DeclarationScope scope(checking.typing, {});
  if (!checking.typing.require(*said->count, whole, {said->span, "how many reasons are given"})) return;
  const auto value = checking.typing.constant(*said->count, "the number of reasons");
  if (!value) return;
  const auto count = std::get<Number>(*value).to_int64();
  if (count && *count >= 0 && *count <= kMostReasons) {
    checking.model.reasons = static_cast<std::uint32_t>(*count);
    return;
  }
  checking.findings.add(
      Code::ValueNotAccepted, said->count->span,
      fmt::format("the number of reasons is {}, outside 0 .. {}", to_text(*value), kMostReasons));
}

} // namespace

bool type_rate(Checking& checking, std::uint32_t currency) {
  const auto& rates = checking.model.rates;
  const auto found = std::find_if(rates.begin(), rates.end(),
                                  [&](const TypedRate& rate) { return rate.currency == currency; });
  ast::RateDecl& said = *checking.declarations.rates[static_cast<std::size_t>(found - rates.begin())];
  const Type number;
  if (!checking.typing.require(*said.value, number, {said.code.span, "a rate is a number"})) return false;
  if (const Dependence on = checking.typing.dependence(*said.value); on == Dependence::Row) {
    checking.findings
        .add(Code::ReadsSomething, said.value->span,
             "a rate is the same for every customer, and this one is not")
        .help = "it may read parameters and as_of";
  } else if (on <= Dependence::Parameters) {
    const auto value = checking.typing.constant(*said.value, "a rate");
    if (!value) return false;
    const Number& rate = std::get<Number>(*value);
    if (rate.is_zero() || rate.is_negative())
      checking.findings.add(
          Code::ValueNotAccepted, said.value->span,
          fmt::format("the rate of {} is {}, and must be above 0", code(said.code.text), rate.to_text()));
  }
  return true;
}

void check_terms(Checking& checking) {
  check_effective(checking);
  check_reasons(checking);
  for (const TypedRate& rate : checking.model.rates)
    checking.demand.typed({Node::Of::Rate, rate.currency}, rate.value->span);
}

} // namespace strata
