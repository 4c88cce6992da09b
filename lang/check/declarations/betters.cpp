// `better NAME rising|falling`: a better tier is never served worse. Constants are compared over neighbouring
// tiers at the parameters' present values.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/declarations/checking.hpp"
#include "lang/check/describe.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

class BetterCheck {
 public:
  BetterCheck(Checking& checking, const ast::BetterDecl& said)
      : checking_(checking), model_(checking.model), said_(said) {}

  void run() {
    const auto index = attribute();
    if (!index) return;
    const TypedAttribute& attribute = model_.attributes[*index];
    TypedBetter better{*index, said_.rising, {}, &said_};
    for (const ast::Text& text : said_.order)
      better.order.push_back(text.value);
    model_.betters.push_back(better);
    const bool typed = checking_.demand.typed({Node::Of::Attribute, *index}, said_.name.span);
    const bool complete =
        std::find(attribute.by_tier.begin(), attribute.by_tier.end(), nullptr) == attribute.by_tier.end();
    if (!typed || !complete || !order_fits(attribute)) return;
    if (fold(attribute)) compare(attribute);
  }

 private:
  std::optional<std::uint32_t> attribute() {
    const Symbol* symbol = checking_.symbols.find(said_.name.text);
    if (symbol != nullptr && symbol->target.entity == Entity::Attribute) return symbol->target.index;
    if (!model_.main_scale && !checking_.declarations.policies.empty()) return std::nullopt; // has been said
    checking_.findings
        .add(Code::BetterUnknown, said_.name.span, fmt::format("no policy says {}", code(said_.name.text)))
        .help = did_you_mean(said_.name.text, checking_.symbols.names([](const Symbol& found) {
      return found.target.entity == Entity::Attribute;
    }));
    return std::nullopt;
  }

  bool order_fits(const TypedAttribute& attribute) {
    for (std::size_t i = 0; i < said_.order.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (said_.order[i].value == said_.order[j].value) {
          checking_.findings
              .add(Code::ChoiceTwice, said_.order[i].span,
                   fmt::format("\"{}\" stands twice in the list", said_.order[i].value))
              .others.push_back({said_.order[j].span, "the first is here"});
          return false;
        }
    const bool text = attribute.type.kind == Kind::Text;
    if (text != said_.order.empty() && attribute.type.kind != Kind::Tier) return true;
    Finding& finding = checking_.findings.add(
        Code::BetterOrder, said_.name.span,
        text ? fmt::format("{} is text, which has no order of its own", code(attribute.name))
             : fmt::format("{} is {}, which cannot be put in order by a list of texts", code(attribute.name),
                           describe(attribute.type, model_)));
    finding.help = text ? "list the texts from the lowest to the highest: `rising \"pooled\", \"dedicated\"`"
                        : "leave the list out";
    return false;
  }

  /// The constant of each tier; false where one is none, or failed.
  bool fold(const TypedAttribute& attribute) {
    for (const ast::Expr* value : attribute.by_tier) {
      // What depends on the customer is judged by its bounds, once the whole model is typed.
      if (checking_.typing.dependence(*value) > Dependence::Parameters) return false;
      auto constant = checking_.typing.constant(*value, "a policy value");
      if (!constant || !listed_text(*constant, *value)) return false;
      values_.push_back(std::move(*constant));
    }
    return true;
  }

  bool listed_text(const Value& value, const ast::Expr& expression) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || place_of(*text) < said_.order.size()) return true;
    std::vector<std::string> candidates;
    for (const ast::Text& listed : said_.order)
      candidates.push_back(listed.value);
    Finding& finding = checking_.findings.add(
        Code::BetterOrder, expression.span,
        fmt::format("\"{}\" is not in the list that orders {}", *text, code(said_.name.text)));
    finding.others.push_back({cover(said_.order.front().span, said_.order.back().span), "the list"});
    finding.help = did_you_mean(*text, candidates);
    return false;
  }

  std::size_t place_of(const std::string& text) const {
    const auto found = std::find_if(said_.order.begin(), said_.order.end(),
                                    [&](const ast::Text& listed) { return listed.value == text; });
    return static_cast<std::size_t>(found - said_.order.begin());
  }

  bool below(const Value& left, const Value& right) const {
    const auto* text = std::get_if<std::string>(&left);
    return text == nullptr ? less(left, right) : place_of(*text) < place_of(std::get<std::string>(right));
  }

  void compare(const TypedAttribute& attribute) {
    const auto& tiers = model_.scales[*model_.main_scale].tiers;
    for (std::size_t i = 0; i + 1 < values_.size(); ++i) {
      const Value& better = values_[i];
      const Value& worse = values_[i + 1];
      if (is_missing(better) || is_missing(worse)) continue;
      if (!(said_.rising ? below(better, worse) : below(worse, better))) continue;
      Finding& finding = checking_.findings.add(
          Code::BetterBroken, attribute.by_tier[i]->span,
          fmt::format("the better tier {} has {} {} ({}) than {} ({})", tiers[i].name,
                      said_.rising ? "a lower" : "a higher", code(attribute.name), written(better, model_),
                      tiers[i + 1].name, written(worse, model_)));
      finding.others.push_back(
          {attribute.by_tier[i + 1]->span, fmt::format("the value of {}", tiers[i + 1].name)});
      finding.others.push_back({said_.span, "what was promised"});
    }
  }

  Checking& checking_;
  TypedModel& model_;
  const ast::BetterDecl& said_;
  std::vector<Value> values_; ///< per tier
};

} // namespace

void check_policies(Checking& checking) {
  for (const ast::BetterDecl* said : checking.declarations.betters) {
    const Typing::DeclarationScope scope(checking.typing, {});
    BetterCheck(checking, *said).run();
  }
}

} // namespace strata
