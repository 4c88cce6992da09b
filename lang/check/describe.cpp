// The words in which messages speak of types, values and kinds of declared things. Every stage of checking
// takes them from here, so that one thing has one name.
#include "lang/check/describe.hpp"

#include <fmt/format.h>

namespace strata {

namespace {

std::string money_in(const Type& type, const TypedModel& model) {
  const auto index = static_cast<std::size_t>(type.currency);
  const bool only_one = model.currencies.size() < 2; // then its code says nothing new
  if (only_one || index >= model.currencies.size() || model.currencies[index].empty()) return "money";
  return "money in " + model.currencies[index];
}

std::string text_of(const Type& type, const TypedModel& model) {
  if (type.values == Type::kAny) return "text";
  const auto& choices = model.closed_sets[static_cast<std::size_t>(type.values)];
  return fmt::format("one of {} text{}", choices.size(), choices.size() == 1 ? "" : "s");
}

std::string tier_of(const Type& type, const TypedModel& model) {
  if (type.scale == Type::kAny) return "a tier";
  const TypedScale& scale = model.scales[static_cast<std::size_t>(type.scale)];
  return scale.main ? "a tier" : "a tier of " + scale.name;
}

} // namespace

std::string describe(const Type& type, const TypedModel& model) {
  switch (type.kind) {
  case Kind::Number: return "a number";
  case Kind::Money: return money_in(type, model);
  case Kind::Text: return text_of(type, model);
  case Kind::Boolean: return "true or false";
  case Kind::Date: return "a date";
  case Kind::Duration: return "a duration";
  case Kind::Tier: return tier_of(type, model);
  case Kind::Missing: return "missing";
  }
  return {};
}

std::string written(const Value& value, const TypedModel& model) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    std::string result = "\"";
    for (const char c : *text) {
      if (c == '"' || c == '\\') result += '\\';
      if (c == '\n') {
        result += "\\n";
      } else if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) {
        result += fmt::format("\\u{{{:x}}}", static_cast<int>(c));
      } else {
        result += c;
      }
    }
    return result + '"';
  }
  if (const auto* tier = std::get_if<TierValue>(&value))
    return tier->is_unrated() ? "unrated" : model.scales[tier->scale].tiers[tier->tier].name;
  return to_text(value);
}

std::string_view describe(Entity entity) {
  switch (entity) {
  case Entity::None: return "nothing";
  case Entity::Column: return "a column";
  case Entity::Parameter: return "a parameter";
  case Entity::AsOf: return "the day of the decision";
  case Entity::Definition: return "a definition";
  case Entity::Dimension: return "a dimension";
  case Entity::Score: return "a score";
  case Entity::Shown: return "a shown value";
  case Entity::Scale: return "a scale of tiers";
  case Entity::Tier: return "a tier";
  case Entity::Group: return "a group of tiers";
  case Entity::Unrated: return "the value unrated";
  case Entity::Attribute: return "an attribute of the policy";
  case Entity::Reasons: return "the reasons";
  }
  return {};
}

std::string name_of(const Reference& reference, const TypedModel& model) {
  switch (reference.entity) {
  case Entity::Column: return model.columns[reference.index].cell.name;
  case Entity::Parameter: return model.parameters[reference.index].name;
  case Entity::AsOf: return "as_of";
  case Entity::Definition: return model.definitions[reference.index].name;
  case Entity::Dimension: return model.dimensions[reference.index].name;
  case Entity::Score: return model.scores[reference.index].name;
  case Entity::Shown: return model.shown[reference.index].name;
  case Entity::Scale: return model.scales[reference.index].name;
  case Entity::Tier: return model.scales[reference.index].tiers[reference.member].name;
  case Entity::Group: return model.groups[reference.index].name;
  case Entity::Unrated: return "unrated";
  case Entity::Attribute: return model.attributes[reference.index].name;
  case Entity::Reasons: return "reasons";
  case Entity::None: break;
  }
  return {};
}

std::string listed(const std::vector<std::string>& names, std::string_view last, std::size_t most) {
  const std::size_t shown = names.size() > most ? most : names.size();
  std::string result;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) result += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
    result += names[i];
  }
  if (shown < names.size()) result += fmt::format(" and {} more", names.size() - shown);
  return result;
}

} // namespace strata
