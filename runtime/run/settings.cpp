// The day of the decision: demanded where the model needs it, and inside the time in which the model is
// effective.
#include "runtime/run/settings.hpp"

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "lang/value/unreal_day.hpp"
#include "runtime/diagnostic.hpp"

namespace strata {

namespace {

/// "from 2025-01-01 to 2025-12-31", "from 2025-01-01", "until 2025-12-31".
std::string effective_text(const TypedModel& model) {
  const auto& from = model.effective_from;
  const auto& until = model.effective_until;
  if (from && until) return fmt::format("from {} to {}", from->to_text(), until->to_text());
  if (from) return fmt::format("from {}", from->to_text());
  return fmt::format("until {}", until->to_text());
}

std::optional<Label> effective_place(const TypedModel& model) {
  for (const ast::Declaration& declaration : model.tree.declarations) {
    if (const auto* effective = std::get_if<ast::EffectiveDecl>(&declaration))
      return resolve(model.sources, effective->span, effective_text(model));
  }
  return std::nullopt;
}

Diagnostic outside_effective(const TypedModel& model, Date day) {
  Diagnostic diagnostic =
      plain_diagnostic(Code::OutsideEffective,
                       fmt::format("the model is effective {}, and the day of the decision is {}",
                                   effective_text(model), day.to_text()),
                       "take the version of the model that holds on that day, or another day");
  if (const auto place = effective_place(model)) diagnostic.labels.push_back(*place);
  return diagnostic;
}

} // namespace

bool needs_day(const TypedModel& model) {
  return model.uses_as_of || model.effective_from.has_value() || model.effective_until.has_value();
}

std::optional<RunSettings> run_settings(const TypedModel& model, const std::string& as_of,
                                        std::vector<Diagnostic>& diagnostics) {
  if (as_of.empty()) {
    if (!needs_day(model)) return RunSettings{};
    diagnostics.push_back(
        plain_diagnostic(Code::AsOfNeeded,
                         !model.effective_from && !model.effective_until
                             ? "the model reads as_of, and no day of the decision is given"
                             : fmt::format("the model is effective {}, and no day of the decision is given",
                                           effective_text(model)),
                         "add --as-of with the day, such as --as-of 2025-01-31"));
    return std::nullopt;
  }
  const std::optional<Date> day = Date::parse(as_of);
  if (!day) {
    const std::string why = unreal_day(as_of, {});
    diagnostics.push_back(plain_diagnostic(
        Code::AsOfInvalid, fmt::format("`{}` is not a date{}{}", as_of, why.empty() ? "" : ": ", why),
        why.empty() ? "write year, month and day: 2025-01-31" : ""));
    return std::nullopt;
  }
  const bool early = model.effective_from && *day < *model.effective_from;
  const bool late = model.effective_until && *day > *model.effective_until;
  if (early || late) {
    diagnostics.push_back(outside_effective(model, *day));
    return std::nullopt;
  }
  return RunSettings{.as_of = day};
}

} // namespace strata
