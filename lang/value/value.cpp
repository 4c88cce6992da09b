// Scalar values as text.
#include "lang/value/value.hpp"

#include <string>

namespace strata {
namespace {

struct ToText {
  std::string operator()(Missing) const { return "missing"; }
  std::string operator()(const Number& number) const { return number.to_text(); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(Date date) const { return date.to_text(); }
  std::string operator()(Duration span) const { return std::to_string(span.days) + " days"; }
  // Only for what is not shown to users, who are given the tier's name: tiers are counted from the best, 1.
  std::string operator()(TierValue value) const {
    return value.is_unrated() ? "unrated" : "tier " + std::to_string(value.tier + 1);
  }
};

} // namespace

std::string to_text(const Value& value) {
  return std::visit(ToText{}, value);
}

} // namespace strata
