// Values as texts: exact unless the model says how many places are shown.
#include "runtime/run/value_text.hpp"

#include <fmt/format.h>

#include "lang/check/describe.hpp"

namespace strata {

namespace {

/// Places of an approximation that stands beside an exact fraction.
constexpr int kAboutPlaces = 6;

std::string number_cell(const Number& number, std::optional<int> places) {
  if (places) return number.to_text(*places);
  // Checking demands a finite form of all that is written out, so the second case is for what it does not
  // see.
  return number.decimals() ? number.to_text() : number.to_text(kAboutPlaces);
}

} // namespace

std::string tier_name(const TypedScale& scale, std::uint32_t tier) {
  return tier == TierValue::kUnrated ? "unrated" : scale.tiers[tier].name;
}

std::string cell_text(const TypedModel& model, const Value& value, std::optional<int> places) {
  return std::visit(overloaded{
                        [](const Missing&) { return std::string(); },
                        [&](const Number& number) { return number_cell(number, places); },
                        [](const std::string& text) { return text; },
                        [](bool truth) { return std::string(truth ? "true" : "false"); },
                        [](const Date& date) { return date.to_text(); },
                        [](const Duration& duration) { return fmt::format("{}", duration.days); },
                        [&](const TierValue& tier) { return tier_name(model.scales[tier.scale], tier.tier); },
                    },
                    value);
}

CellKind cell_kind(const Type& type) {
  switch (type.kind) {
  case Kind::Number:
  case Kind::Money:
  case Kind::Duration: return CellKind::Number;
  case Kind::Boolean: return CellKind::Boolean;
  default: return CellKind::Text;
  }
}

std::string about_text(const Number& number) {
  return number.decimals() ? std::string() : number.to_text(kAboutPlaces);
}

std::string exact_text(const Number& number) {
  if (number.decimals()) return number.to_text();
  return fmt::format("{} ≈ {}", number.to_fraction(), about_text(number));
}

std::string exact_text(const TypedModel& model, const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return exact_text(*number);
  return written(value, model);
}

} // namespace strata
